import { type Bundle, type Expect, type Step, stepTitle, stepVerb, type Verb } from '../../runbook/index.ts';
import type { Answer, Card, FormLine, PaperOption } from './form.ts';
import { inFull, own, type Wording } from './wording.ts';

/** Where a step stands on its sheet. */
export interface Place {
  readonly level: number;
  /** The role of the track around it, where it has none of its own. */
  readonly role: string | undefined;
  /** It comes again in every round. */
  readonly rounds: boolean;
}

/** A step as it stands on paper. */
export function stepCard(step: Step, words: Wording, { level, role, rounds }: Place, bundle: Bundle): Card {
  const doer = step.role ?? role;
  const { text } = words;
  return {
    kind: 'card',
    number: words.numberOf(step.id) ?? '',
    title: `${verbWords[stepVerb(step)]}${stepTitle(step, (id) => own(bundle.followed, id)?.title)}`,
    level,
    about: [whoAndHowLong(step, doer, words), ...conditions(step, words), ...itsOwn(step, words)].filter(
      (line) => line !== '',
    ),
    ...(step.text !== undefined && { prose: text(step.text) }),
    words: wordsToSay(step, words),
    ticks: [...(step.checklist ?? []).map(text), ...eachOf(step, words)],
    answers: [...new Set([...(step.record ?? []), ...captured(step)])].map((fact) => answerOf(fact, words)),
    options: optionsOf(step, words),
    lines: linesOf(step, words, rounds),
  };
}

const verbWords: Readonly<Record<Verb, string>> = {
  do: '',
  decide: 'Decide: ',
  run: 'Command: ',
  tell: 'Tell: ',
  wait: 'Wait: ',
  parallel: 'At the same time: ',
  repeat: 'Again and again: ',
  follow: 'Follow: ',
  end: 'End: ',
};

function whoAndHowLong({ expect, overdue }: Step, role: string | undefined, { runbook }: Wording): string {
  return [
    role === undefined ? '' : (own(runbook.roles ?? {}, role)?.title ?? role),
    expect === undefined ? '' : `expected ${expectWords(expect)}`,
    overdue === undefined ? '' : `overdue after ${inFull(overdue)}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

const expectWords = (expect: Expect): string =>
  typeof expect === 'string'
    ? inFull(expect)
    : `${inFull(expect.likely)} (${inFull(expect.min)} to ${inFull(expect.max)})`;

function conditions(step: Step, { condition, step: named }: Wording): string[] {
  return [
    ...(step.when === undefined ? [] : [`Only if: ${condition(step.when)}`]),
    ...(step.after === undefined ? [] : [`Not before step ${named(step.after)} is settled`]),
  ];
}

/** What a step has beside what all have, and what it brings with it. */
function itsOwn(step: Step, words: Wording): string[] {
  const { clocks = {}, services = {} } = words.runbook;
  const titles = (ids: readonly string[] | undefined, of: Readonly<Record<string, { readonly title: string }>>) =>
    (ids ?? []).map((id) => own(of, id)?.title ?? id).join('; ');
  const told = (label: string, what: string): string[] => (what === '' ? [] : [`${label}: ${what}`]);
  return [
    ...('command' in step ? told('At a keyboard', step.command.map(words.text).join(' ')) : []),
    ...waited(step, words),
    ...(typeof step['needs-evidence'] === 'string' ? told('Keep as evidence', words.text(step['needs-evidence'])) : []),
    ...(step['needs-evidence'] === true ? ['Keep evidence of it'] : []),
    ...told('Deadline begins', titles(step.starts, clocks)),
    ...told('This meets the deadline', titles(step.stops, clocks)),
    ...told('Services lost by it', titles(step.loses, services)),
    ...told('Services back by it', titles(step.restores, services)),
    ...(step['go-to'] === undefined ? [] : [`Then go to step ${words.step(step['go-to'])}`]),
  ];
}

function waited(step: Step, { condition }: Wording): string[] {
  const limit = 'at-most' in step && step['at-most'] !== undefined ? [`At most ${inFull(step['at-most'])}`] : [];
  if ('wait' in step)
    return [
      ...(step.for === undefined ? [] : [`For ${inFull(step.for)}`]),
      ...(step.until === undefined ? [] : [`Until: ${condition(step.until)}`]),
      ...limit,
    ];
  if ('repeat' in step)
    return [
      ...(step.every === undefined ? [] : [`Every ${inFull(step.every)}`]),
      ...(step.until === undefined
        ? []
        : [step.until === 'asked' ? 'Until somebody says that it is enough' : `Until: ${condition(step.until)}`]),
      ...(step.times === undefined ? [] : [`${step.times} times`]),
      ...limit,
    ];
  if ('decide' in step && step.default !== undefined)
    return [`Nobody has decided after ${inFull(step.default.after)}: ${step.default.choose}`];
  return [];
}

function wordsToSay(step: Step, { runbook, text }: Wording): Card['words'] {
  const message = 'tell' in step ? own(runbook.messages ?? {}, step.message) : undefined;
  if (message === undefined) return [];
  return Object.entries(message.text).map(([language, said]) => ({
    label: `To ${message.to}${message.by === undefined ? '' : ` by ${message.by}`} (${language})`,
    text: text(said).trim(),
  }));
}

function eachOf({ each }: Step, words: Wording): readonly string[] {
  if (each === undefined) return [];
  return words.list(each) ?? [`Each of: ${words.condition(each)}`];
}

/** What the command would have read off: then somebody does. */
const captured = (step: Step): readonly string[] => ('command' in step ? Object.keys(step.capture ?? {}) : []);

/** A question with the name by which it is typed in; of a secret only that it was given is kept. */
export function answerOf(id: string, { runbook }: Wording): Answer {
  const fact = own(runbook.facts ?? {}, id);
  if (fact?.privacy === 'secret')
    return { name: id, ask: `${fact.ask} Do not write it down here`, unit: undefined, of: ['given'] };
  return {
    name: id,
    ask: fact?.ask ?? id,
    unit: fact?.unit,
    of: fact?.type === 'boolean' ? ['yes', 'no'] : fact?.type === 'choice' ? (fact.of ?? []) : [],
  };
}

function optionsOf(step: Step, words: Wording): PaperOption[] {
  if (!('options' in step)) return [];
  return Object.entries(step.options).map(([id, option]) => {
    const [first] = option.steps ?? [];
    const [begin, goTo] = [first && words.numberOf(first.id), option['go-to']];
    return {
      id,
      title: option.title,
      about: [
        ...(option['suggest-when'] === undefined ? [] : [`Suggested if: ${words.condition(option['suggest-when'])}`]),
        ...(begin === undefined ? [] : [`Go on at step ${begin}`]),
        ...(goTo === undefined ? [] : [`${begin === undefined ? 'Go' : 'Then go'} to step ${words.step(goTo)}`]),
      ],
    };
  });
}

const settled: readonly string[] = ['done', 'skipped', 'failed'];

function linesOf(step: Step, { runbook }: Wording, rounds: boolean): FormLine[] {
  const decides = 'options' in step;
  const main: FormLine = decides
    ? { boxes: [], blanks: ['Time', 'Initials', 'Why'] }
    : { boxes: settled, blanks: ['Time', 'Initials', 'Why not'] };
  const again: FormLine = { boxes: [], blanks: ['Time', 'Initials', 'Time', 'Initials', 'Time', 'Initials'] };
  const { approval } = step;
  const approver = approval && (own(runbook.roles ?? {}, approval.by)?.title ?? approval.by);
  return [
    ...('repeat' in step ? [{ boxes: [], blanks: ['Round 1 at', '2 at', '3 at', '4 at', '5 at', '6 at'] }] : []),
    main,
    ...(rounds ? [again, again] : []),
    ...(decides ? [{ boxes: [], blanks: ['Decided by', 'Who objected, and why'] }] : []),
    ...('tell' in step ? [{ boxes: [], blanks: ['Sent at', 'How, and to whom'] }] : []),
    ...(approver === undefined ? [] : [{ boxes: ['approved', 'refused'], blanks: ['Time', approver] }]),
  ];
}
