import { actInfo, wordsHere } from './acts.ts';
import { forText } from './at-work.ts';
import type { ActInfo, ActName } from './words/act-info.ts';
import type { CurrentStep, Guide, StepRow } from './model.ts';
import { clockText, factText, roleText, serviceText, timeText } from './texts/texts.ts';

/** Something that a person may want, found by a few letters of it. */
export interface Thing {
  /** Stays the same as long as it is the same thing. */
  readonly id: string;
  readonly kind:
    | 'act'
    | 'view'
    | 'option'
    | 'step'
    | 'clock'
    | 'message'
    | 'role'
    | 'person'
    | 'fact'
    | 'service'
    | 'runbook'
    | 'key';
  readonly label: string;
  /** What it does, or how it stands. */
  readonly about: string;
  /** What asks for it; read by `parseWords`. */
  readonly words: readonly string[];
  /** Of a step: its key (`run:step`). */
  readonly step?: string;
}

const made = new WeakMap<Guide, readonly Thing[]>();

/** Everything that the guide can be asked for, in the order in which it is found where nothing else tells them apart. */
export function thingsOf(guide: Guide): readonly Thing[] {
  const before = made.get(guide);
  if (before !== undefined) return before;
  const open = new Map(guide.current.map((step) => [step.key, step]));
  const things = [
    ...optionThings(guide.current),
    ...wordsHere(guide).map((info) => wordThing(actInfo(info.name as ActName) === undefined ? 'view' : 'act', info)),
    ...guide.current.map((step) => stepThing(step, step, guide)),
    ...guide.steps.filter((step) => !open.has(step.key)).map((step) => stepThing(step, undefined, guide)),
    ...guide.clocks.map((clock) =>
      thing('clock', clock.id, `Clock: ${clock.title}`, after(clockText(clock, guide), clock.title), [
        'clocks',
        clock.id,
      ]),
    ),
    ...guide.messages.map(({ id, to }) => thing('message', id, `Message: ${id}`, `to ${to}`, ['messages', id])),
    ...guide.roles.map((role) =>
      thing('role', role.id, `Role: ${role.title}`, after(roleText(role), role.title), ['people', role.id]),
    ),
    ...guide.people.map(({ name, roles }) =>
      thing('person', name, `Person: ${name}`, roles.join(', ') || 'what was done by them', [
        'timeline',
        `person=${name}`,
      ]),
    ),
    ...guide.facts.map((fact) =>
      thing('fact', fact.id, `Fact: ${fact.ask}`, after(factText(fact, guide), fact.ask), ['fact', fact.id]),
    ),
    ...guide.services.map((service) =>
      thing('service', service.id, `Service: ${service.title}`, after(serviceText(service, guide), service.title), [
        'services',
      ]),
    ),
  ];
  made.set(guide, things);
  return things;
}

/** What is likely wanted at this moment: what the step in front wants, what waits for an answer, what else is open. */
export function likelyThings(guide: Guide): readonly Thing[] {
  const all = thingsOf(guide);
  const named = (id: string): readonly Thing[] => all.filter((each) => each.id === id);
  const front = guide.current.find((step) => step.key === guide.focus);
  const own = front?.acts.filter(({ off, act }) => off === undefined && onStep.has(act)).map(({ act }) => act) ?? [];
  const others = guide.current.filter((step) => step.key !== guide.focus).slice(0, 5);
  return [
    ...(front === undefined ? [] : optionThings([front])),
    ...own.filter((act) => act !== 'choose').flatMap((act) => named(`act ${act}`)),
    ...(guide.questions.length === 0 ? [] : named('view questions')),
    ...(guide.runs.length === 0 ? named('act follow') : []),
    ...others.flatMap((step) => named(`step ${step.key}`)),
    ...['act note', ...(guide.lanes.length === 0 ? [] : ['view tracks'])].flatMap(named),
    ...['timeline', 'people', 'clocks', 'map', 'help'].flatMap((view) => named(`view ${view}`)),
  ];
}

const onStep: ReadonlySet<string> = new Set(['done', 'tick', 'fact', 'run', 'send', 'approve', 'refuse', 'go-without']);

/**
 * The things that hold every word that was typed, the likeliest first: a word may be the beginning of one of theirs, stand
 * within it, or leave letters out. With nothing typed all of them, as they stand.
 */
export function findThings<T extends Findable>(things: readonly T[], typed: string): readonly T[] {
  const words = plain(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return things;
  return things
    .map((each) => ({ each, score: scoreOf(soughtIn(each), words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ each }) => each);
}

type Findable = Pick<Thing, 'label' | 'about' | 'words'> & { readonly key?: string };

interface Sought {
  readonly name: string;
  readonly about: string;
}

const sought = new WeakMap<object, Sought>();

function soughtIn(each: Findable): Sought {
  const before = sought.get(each);
  if (before !== undefined) return before;
  const texts = { name: plain(`${each.label} ${each.words.join(' ')} ${each.key ?? ''}`), about: plain(each.about) };
  sought.set(each, texts);
  return texts;
}

/** 0 where one of the words is not in it. */
function scoreOf({ name, about }: Sought, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    const score = Math.max(within(name, word) * 2, within(about, word), leavesOut(name, word));
    if (score === 0) return 0;
    sum += score;
  }
  return name.startsWith(words[0] ?? ' ') ? sum + 2 : sum;
}

function within(text: string, word: string): number {
  if (text.startsWith(word)) return 4;
  const at = text.indexOf(` ${word}`);
  return at >= 0 ? 3 : text.includes(word) ? 1 : 0;
}

/** `tmln` for `timeline`: a word that begins with the same letter and has the others in their order. */
function leavesOut(text: string, word: string): number {
  if (word.length < 3) return 0;
  return text.split(' ').some((each) => each.startsWith(word[0] ?? ' ') && hasInOrder(each, word)) ? 1 : 0;
}

function hasInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    const found = text.indexOf(letter, at);
    if (found < 0) return false;
    at = found + letter.length;
  }
  return true;
}

/** Without case, accents and what is no letter or digit. */
function plain(text: string): string {
  // Most of it is ASCII, and this is done for each thing whenever anything changes.
  if (/^[\x20-\x7e]*$/.test(text))
    return text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim();
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function thing(kind: Thing['kind'], id: string, label: string, about: string, words: readonly string[]): Thing {
  return { id: `${kind} ${id}`, kind, label, about, words };
}

function wordThing(kind: 'act' | 'view', { name, label, usage, help, also }: ActInfo<string>): Thing {
  const others = also.length === 0 ? '' : ` (${also.join(', ')})`;
  return thing(kind, name, label, `${help}${others}${usage === name ? '' : ` — ${usage}`}`, [name]);
}

function optionThings(steps: readonly CurrentStep[]): Thing[] {
  return steps
    .filter((step) => step.state === 'active')
    .flatMap((step) =>
      step.options.map((option) =>
        thing(
          'option',
          `${step.key} ${option.id}`,
          `Choose: ${option.title}${option.suggested ? ' (suggested)' : ''}`,
          step.title,
          ['choose', step.name, option.id],
        ),
      ),
    );
}

function stepThing(step: StepRow, open: CurrentStep | undefined, guide: Guide): Thing {
  const about = open === undefined ? closedWord(step) : `${forText(open, guide)}, ${timeText(open, guide)}`;
  return { ...thing('step', step.key, `Step: ${step.title}`, about, ['step', step.name]), step: step.key };
}

const closedWord = ({ isOut, state }: StepRow): string => (isOut === true ? 'not any more' : state.replace('-', ' '));

/** A line about a thing without the title that it begins with. */
function after(line: string, title: string): string {
  return line.startsWith(title) ? line.slice(title.length).replace(/^[\s:,]+/, '') : line;
}
