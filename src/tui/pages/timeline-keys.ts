import type { AnyEntry } from '../../entry/index.ts';
import { kindOf, wantedWords } from '../../guide/index.ts';
import type { Wanted } from '../../guide/index.ts';
import type { Act } from '../../incident/index.ts';
import { attempt, beginWords, only, said } from '../press/doing.ts';
import { draftName } from '../press/drafts.ts';
import { lineOf } from '../keys/line-edit.ts';
import { pick, say, withoutPage } from '../state.ts';
import type { Choice, LineFor, Screen, World } from '../state.ts';
import type { Item, PageKey } from './page.ts';

type Change = Extract<LineFor, { for: 'correct' | 'time' | 'expunge' }>;

/** What can be done with an entry. It is never changed: what puts it right is an entry of its own. */
export const timelineKeys: readonly PageKey[] = [
  {
    keys: ['enter'],
    shown: 'Enter',
    label: 'its step',
    help: 'To the step of the entry, in the guide',
    off: (item, world) => (stepOf(item, world) === undefined ? noStep(item, world) : undefined),
    press: (item, screen, world) => {
      const key = stepOf(item, world);
      if (key === undefined) return only(screen);
      const part = world.layout.kind === 'one' ? 'now' : 'steps';
      return only({ ...pick(withoutPage(screen), key, world.guide), part });
    },
  },
  {
    keys: ['f'],
    shown: 'f',
    label: 'filter',
    help: 'Only a kind, a person, a step, or what left the plan; Esc shows all again',
    press: (item, screen, world) => only(askFilter(item, screen, world)),
  },
  {
    keys: ['w'],
    shown: 'w',
    label: 'correct',
    help: 'Its words were wrong: write them anew; the old ones stay in the record',
    off: (item, world) =>
      whyNothingSaid(item, world) ??
      refused(item, world, (target) => ({ act: 'correct', entry: target.id, target, words: 'other words' })),
    press: (item, screen, world) =>
      only(
        askChange('correct', item, screen, world, {
          prompt: ({ seq, deviation }) =>
            deviation === undefined ? `What should #${seq} say?` : `What should #${seq} say was the reason?`,
          hint: 'Enter: recorded as a correction. Alt-Enter: a new line. Esc: back; what you wrote is kept.',
          offered: (place) => world.timeline.whole(place)?.words ?? '',
        }),
      ),
  },
  {
    keys: ['t'],
    shown: 't',
    label: 'time',
    help: 'It happened at another time: -5m, about 03:10, yesterday 23:50',
    off: (item, world) =>
      refused(item, world, (target) => ({ act: 'correct', entry: target.id, target, at: world.guide.now })),
    press: (item, screen, world) =>
      only(
        askChange('time', item, screen, world, {
          prompt: ({ seq }) => `When did #${seq} happen?`,
          hint: '-5m, 03:12, about 03:10, yesterday 23:50. Enter: recorded as a correction. Esc: back.',
          offered: () => '',
        }),
      ),
  },
  {
    keys: ['u'],
    shown: 'u',
    label: 'undo',
    help: 'Take it back; both stay in the record',
    off: (item, world) => refused(item, world, ({ id }) => ({ act: 'undo', entry: id })),
    press: (item, screen, world) => {
      const entry = entryOf(item, world);
      return entry === undefined
        ? only(screen)
        : attempt(screen, { act: { act: 'undo', entry: entry.id }, how: {} }, world);
    },
  },
  {
    keys: ['x'],
    shown: 'x',
    label: 'expunge',
    help: 'Take its words out for good; asks on what basis',
    off: whyNoWords,
    press: (item, screen, world) =>
      only(
        askChange('expunge', item, screen, world, {
          prompt: ({ seq }) => `The words of #${seq} go for good. On what basis?`,
          hint: 'For example: GDPR Art. 17, asked for by the person. Enter: on. Esc: back; nothing is removed.',
          offered: () => '',
        }),
      ),
  },
  {
    keys: ['m'],
    shown: 'm',
    label: 'mark',
    help: 'Who may read it in an export: a label of the Traffic Light Protocol',
    off: (item, world) => refused(item, world, (entry) => ({ act: 'correct', entry: entry.id, marking: 'amber' })),
    press: (item, screen, world) => {
      const entry = entryOf(item, world);
      return entry === undefined ? only(screen) : beginWords(screen, ['mark', `${entry.seq}`], world);
    },
  },
  {
    keys: ['z'],
    shown: 'z',
    label: 'as it stood',
    help: 'The guide as it stood at this entry; nothing is recorded there',
    off: (item) => (item === undefined ? 'There is no entry here.' : undefined),
    press: (item, screen, world) => {
      const entry = entryOf(item, world);
      if (entry === undefined) return only(screen);
      const place = `#${entry.seq}`;
      return world.replay === undefined
        ? { screen, wants: [{ want: 'replay', move: { begin: place } }] }
        : { screen: withoutPage(screen), wants: [{ want: 'replay', move: { to: place } }] };
    },
  },
];

function entryOf(item: Item | undefined, { timeline }: World): AnyEntry | undefined {
  return item === undefined ? undefined : timeline.entry(Number(item.id));
}

/** The key of the step, where the guide has it. */
function stepOf(item: Item | undefined, world: World): string | undefined {
  const { run, step } = entryOf(item, world) ?? {};
  if (run === undefined || step === undefined) return undefined;
  return world.guide.steps.find(({ key }) => key === `${run}:${step}`)?.key;
}

function noStep(item: Item | undefined, world: World): string {
  const entry = entryOf(item, world);
  if (entry === undefined) return 'There is no entry here.';
  return entry.step === undefined
    ? `#${entry.seq} belongs to no step of a runbook.`
    : `The step of #${entry.seq} (${entry.step}) is not in the plan any more.`;
}

/** What the judge says to an act on the entry. He is shown the entry: to look for it by its id is a walk through the file. */
function refused(item: Item | undefined, world: World, act: (entry: AnyEntry) => Act): string | undefined {
  const entry = entryOf(item, world);
  if (entry === undefined) return 'There is no entry here.';
  const { refusal } = world.probe(act(entry), {});
  return refusal === undefined ? undefined : said(refusal);
}

/** Words that nobody would see again are not asked for; a reason that is owed is. */
function whyNothingSaid(item: Item | undefined, world: World): string | undefined {
  const entry = entryOf(item, world);
  if (entry === undefined || entry['words-digest'] !== undefined || entry.deviation !== undefined) return undefined;
  return `#${entry.seq} has no words to correct. t puts its time right, u takes it back.`;
}

function whyNoWords(item: Item | undefined, world: World): string | undefined {
  const entry = entryOf(item, world);
  if (entry === undefined) return 'There is no entry here.';
  return entry.words === undefined ? `#${entry.seq} has no words that could be removed.` : undefined;
}

function askChange(
  what: Change['for'],
  item: Item | undefined,
  screen: Screen,
  world: World,
  {
    prompt,
    hint,
    offered,
  }: {
    readonly prompt: (entry: AnyEntry) => string;
    readonly hint: string;
    readonly offered: (place: number) => string;
  },
): Screen {
  const entry = entryOf(item, world);
  if (item === undefined || entry === undefined) return say(screen, 'There is no entry here.');
  const place = Number(item.id);
  const asks: Change = { for: what, entry: entry.id, place };
  const before = offered(place);
  const line = lineOf(screen.drafts[draftName(asks)] ?? before);
  return { ...screen, over: { over: 'line', asks, prompt: prompt(entry), hint, line, offered: before } };
}

/** What is like the marked entry comes first; all else that there is stands behind it and is found by typing. */
function askFilter(item: Item | undefined, screen: Screen, world: World): Screen {
  const before = screen.page?.filter ?? {};
  const marked = entryOf(item, world);
  const { kinds, people, steps } = world.timeline.found();
  const choice = (label: string, count: number | undefined, more: Wanted): Choice => ({
    label: count === undefined ? label : `${label} (${count})`,
    words: wantedWords({ ...before, ...more }),
  });
  const kind = (name: string): Choice => choice(`Kind: ${name}`, kinds.get(name), { kind: name });
  const person = (name: string): Choice => choice(`Person: ${name}`, people.get(name), { person: name });
  const step = (key: string): Choice => choice(`Step: ${titleOf(key, world)}`, steps.get(key), { step: key });
  const ownStep = stepOf(item, world);
  const known = [...steps.keys()].filter((key) => world.guide.steps.some((each) => each.key === key));
  const own = marked === undefined ? undefined : { kind: kindOf(marked.type), person: marked.by.name };
  const choices: Choice[] = [
    ...(screen.page?.filter === undefined ? [] : [{ label: 'All entries', words: ['timeline'] }]),
    choice('Deviations only: what left the plan', undefined, { deviations: true }),
    ...(own === undefined ? [] : [person(own.person), kind(own.kind)]),
    ...(ownStep === undefined ? [] : [step(ownStep)]),
    ...[...people.keys()].filter((name) => name !== own?.person).map(person),
    ...[...kinds.keys()].filter((name) => name !== own?.kind).map(kind),
    ...known.filter((key) => key !== ownStep).map(step),
  ];
  return { ...screen, over: { over: 'pick', prompt: 'Show only', choices, typed: '', at: 0 } };
}

function titleOf(key: string, { guide }: World): string {
  return guide.steps.find((each) => each.key === key)?.title ?? key;
}
