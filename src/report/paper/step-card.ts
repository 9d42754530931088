import { own } from '../../incident/index.ts';
import { type Bundle, type Expect, type Message, type Step, stepTitle, stepVerb } from '../../runbook/index.ts';
import type { Key } from '../words/lexicon.ts';
import type { Answer, Card, FormLine, PaperOption } from './form.ts';
import { type Wording } from './wording.ts';

/** Where a step stands on its sheet. */
export interface Place {
  readonly level: number;
  /** The role of the track around it, where it has none of its own. */
  readonly role: string | undefined;
  /** It comes again in every round. */
  readonly rounds: boolean;
  /** The number of the step that comes after it; undefined where a track, a round or the plan is over with it. */
  readonly next: string | undefined;
}

/** A step as it stands on paper. */
export function stepCard(step: Step, words: Wording, { level, role, rounds, next }: Place, bundle: Bundle): Card {
  const doer = step.role ?? role;
  const { text, say } = words;
  const title = stepTitle(step, (id) => own(bundle.followed, id)?.title);
  return {
    kind: 'card',
    number: words.numberOf(step.id) ?? '',
    title: say(`paper.verb.${stepVerb(step)}`, { title }),
    level,
    about: [whoAndHowLong(step, doer, words), ...conditions(step, words), ...itsOwn(step, words)].filter(
      (line) => line !== '',
    ),
    ...(step.text !== undefined && { prose: text(step.text) }),
    words: wordsToSay(step, words),
    ticks: [...(step.checklist ?? []).map(text), ...eachOf(step, words)],
    answers: [...new Set([...(step.record ?? []), ...captured(step)])].map((fact) => answerOf(fact, words)),
    options: optionsOf(step, words, next),
    lines: linesOf(step, words, rounds),
  };
}

function whoAndHowLong({ expect, overdue }: Step, role: string | undefined, words: Wording): string {
  const { say, length } = words;
  return [
    role === undefined ? '' : words.role(role),
    expect === undefined ? '' : say('paper.expected', { length: expectWords(expect, words) }),
    overdue === undefined ? '' : say('paper.overdue', { length: length(overdue) }),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

const expectWords = (expect: Expect, { say, length }: Wording): string =>
  typeof expect === 'string'
    ? length(expect)
    : say('paper.likely', { likely: length(expect.likely), min: length(expect.min), max: length(expect.max) });

function conditions(step: Step, { condition, step: named, say }: Wording): string[] {
  return [
    ...(step.when === undefined ? [] : [say('paper.only-if', { condition: condition(step.when) })]),
    ...(step.after === undefined ? [] : [say('paper.not-before', { step: named(step.after) })]),
  ];
}

/** What a step has beside what all have, and what it brings with it. */
function itsOwn(step: Step, words: Wording): string[] {
  const { clocks = {}, services = {} } = words.runbook;
  const titles = (ids: readonly string[] | undefined, of: Readonly<Record<string, { readonly title: string }>>) =>
    (ids ?? []).map((id) => own(of, id)?.title ?? id).join('; ');
  const { say } = words;
  const told = (key: Key, what: string): string[] => (what === '' ? [] : [say(key, { what })]);
  return [
    ...('command' in step ? told('paper.at-keyboard', step.command.map(words.text).join(' ')) : []),
    ...waited(step, words),
    ...(typeof step['needs-evidence'] === 'string' ? told('paper.evidence', words.text(step['needs-evidence'])) : []),
    ...(step['needs-evidence'] === true ? [say('paper.evidence.some')] : []),
    ...approvedBy(step, words),
    ...told('paper.starts', titles(step.starts, clocks)),
    ...told('paper.stops', titles(step.stops, clocks)),
    ...told('paper.loses', titles(step.loses, services)),
    ...told('paper.restores', titles(step.restores, services)),
    ...(step['go-to'] === undefined ? [] : [say('paper.then-to', { step: words.step(step['go-to']) })]),
  ];
}

/** Who has to say yes, and what is done where nobody does in time: that must not stand on a screen alone. */
function approvedBy({ approval }: Step, { role, say, length }: Wording): string[] {
  if (approval === undefined) return [];
  const who = role(approval.by);
  if (approval.within === undefined) return [say('paper.approval', { who })];
  return [say(`paper.approval.${approval.else ?? 'wait'}`, { who, length: length(approval.within) })];
}

function waited(step: Step, { condition, say, length }: Wording): string[] {
  const limit =
    'at-most' in step && step['at-most'] !== undefined
      ? [say('paper.at-most', { length: length(step['at-most']) })]
      : [];
  const until = (source: string): string => say('paper.until', { condition: condition(source) });
  if ('wait' in step)
    return [
      ...(step.for === undefined ? [] : [say('paper.for', { length: length(step.for) })]),
      ...(step.until === undefined ? [] : [until(step.until)]),
      ...limit,
    ];
  if ('repeat' in step)
    return [
      ...(step.every === undefined ? [] : [say('paper.every', { length: length(step.every) })]),
      ...(step.until === undefined ? [] : [step.until === 'asked' ? say('paper.until-asked') : until(step.until)]),
      ...(step.times === undefined ? [] : [say('paper.times', { count: step.times })]),
      ...limit,
    ];
  if ('decide' in step && step.default !== undefined)
    return [say('paper.default', { length: length(step.default.after), option: step.default.choose })];
  return [];
}

function wordsToSay(step: Step, words: Wording): Card['words'] {
  const message = 'tell' in step ? own(words.runbook.messages ?? {}, step.message) : undefined;
  return message === undefined ? [] : messageWords(message, words);
}

/** A message in each of its languages, with whom it goes to. */
export function messageWords({ to, by, text }: Message, words: Wording): Card['words'] {
  return Object.entries(text).map(([language, said]) => ({
    label: words.say(by === undefined ? 'paper.to' : 'paper.to-by', { to, language, ...(by !== undefined && { by }) }),
    text: words.text(said).trim(),
  }));
}

function eachOf({ each }: Step, words: Wording): readonly string[] {
  if (each === undefined) return [];
  return words.list(each) ?? [words.say('paper.each-of', { what: words.condition(each) })];
}

/** What the command would have read off: then somebody does. */
const captured = (step: Step): readonly string[] => ('command' in step ? Object.keys(step.capture ?? {}) : []);

/** A question with the name by which it is typed in; of a secret only that it was given is kept. */
export function answerOf(id: string, { runbook, say }: Wording): Answer {
  const fact = own(runbook.facts ?? {}, id);
  if (fact?.privacy === 'secret')
    return { name: id, ask: say('paper.secret', { ask: fact.ask }), unit: undefined, of: [say('paper.given')] };
  return {
    name: id,
    ask: fact?.ask ?? id,
    unit: fact?.unit,
    of: fact?.type === 'boolean' ? [say('paper.yes'), say('paper.no')] : fact?.type === 'choice' ? (fact.of ?? []) : [],
  };
}

function optionsOf(step: Step, words: Wording, next: string | undefined): PaperOption[] {
  if (!('options' in step)) return [];
  const { say } = words;
  // Between the decision and what follows it stand the steps of its other options, perhaps on several pages.
  const isFarOff = Object.values(step.options).some(({ steps = [] }) => steps.length > 0);
  return Object.entries(step.options).map(([id, option]) => {
    const [first] = option.steps ?? [];
    const goTo = option['go-to'] ?? step['go-to'];
    const begin = (first && words.numberOf(first.id)) ?? (isFarOff && goTo === undefined ? next : undefined);
    return {
      id,
      title: option.title,
      about: [
        ...(option['suggest-when'] === undefined
          ? []
          : [say('paper.suggested-if', { condition: words.condition(option['suggest-when']) })]),
        ...(begin === undefined ? [] : [say('paper.go-on', { step: begin })]),
        ...(option['go-to'] === undefined
          ? []
          : [say(begin === undefined ? 'paper.go-to' : 'paper.then-to', { step: words.step(option['go-to']) })]),
      ],
    };
  });
}

function linesOf(step: Step, { role, say }: Wording, rounds: boolean): FormLine[] {
  const decides = 'options' in step;
  const [time, initials, why, whyNot] = [
    say('paper.time'),
    say('paper.initials'),
    say('paper.why'),
    say('paper.why-not'),
  ];
  const [objected, howSent] = [say('paper.objected'), say('paper.how-sent')];
  const main: FormLine = decides
    ? { boxes: [], blanks: [time, initials, why], wide: [why] }
    : {
        boxes: [say('paper.done'), say('paper.skipped'), say('paper.failed')],
        blanks: [time, initials, whyNot],
        wide: [whyNot],
      };
  const again: FormLine = { boxes: [], blanks: [time, initials, time, initials, time, initials] };
  const { approval } = step;
  const approver = approval && role(approval.by);
  const later = [2, 3, 4, 5, 6].map((number) => say('paper.round.next', { number }));
  return [
    ...('repeat' in step ? [{ boxes: [], blanks: [say('paper.round'), ...later] }] : []),
    main,
    ...(rounds ? [again, again] : []),
    ...(decides ? [{ boxes: [], blanks: [say('paper.decided-by'), objected], wide: [objected] }] : []),
    ...('tell' in step ? [{ boxes: [], blanks: [say('paper.sent-at'), howSent], wide: [howSent] }] : []),
    ...(approver === undefined
      ? []
      : [{ boxes: [say('paper.approved'), say('paper.refused')], blanks: [time, approver] }]),
  ];
}
