import { markings } from '../../entry/index.ts';
import type { Act } from '../../incident/index.ts';
import { wordAmong } from '../../text/index.ts';
import { actInfo } from '../acts.ts';
import type { ActName } from './act-info.ts';
import { isLater } from '../reason.ts';
import { readNoteLine, readScribeLine } from './scribe.ts';
import { sendAct } from '../send.ts';
import { asAct, oneOf, problem, saidOf, tooMany } from './kit.ts';
import type { Parsed, Problem, Spoken } from './kit.ts';
import { chooseWords, factWords, tickWords } from './answers.ts';
import { minutesWords } from './minutes.ts';
import { exerciseParsers } from './exercise.ts';
import { handoverParsers } from './handover.ts';
import { keepingParsers } from './keeping.ts';
import { peopleParsers } from './people.ts';
import { reviewParsers } from './review.ts';
import { stateParsers } from './state.ts';
import { isCalledStep, openStepNamed, stepMeant, stepNamed } from './steps.ts';
import type { CurrentStep, FilledMessage, StepRow } from '../model.ts';

type Parse = (spoken: Spoken) => Parsed;

/** How the words of each act are read. */
export const actParsers: Readonly<Record<ActName, Parse>> = {
  ...stateParsers,
  ...peopleParsers,
  ...handoverParsers,
  ...reviewParsers,
  ...keepingParsers,
  ...exerciseParsers,
  done: (spoken) => onStep(spoken, anyOpen, (step) => ({ act: 'done', step: step.name, turn: step.turn })),
  skip: (spoken) => onStep(spoken, anyOpen, (step) => ({ act: 'skip', step: step.name, turn: step.turn })),
  fail: (spoken) => onStep(spoken, anyOpen, (step) => ({ act: 'fail', step: step.name, turn: step.turn })),
  reopen: (spoken) => toStep(spoken, 'reopen', (step) => isSettled(step)),
  jump: (spoken) => toStep(spoken, 'jump', (step) => step.state === 'waiting'),
  choose: chooseWords,
  tick: (spoken) => tickWords(spoken, true),
  untick: (spoken) => tickWords(spoken, false),
  fact: factWords,
  approve: (spoken) => approval(spoken, 'given'),
  refuse: (spoken) => approval(spoken, 'refused'),
  'go-without': (spoken) => approval(spoken, 'gone-without'),
  run: runWords,
  send: sendWords,
  add: addWords,
  undo: (spoken) => {
    const [entry, extra] = spoken.words;
    if (extra !== undefined) return tooMany(spoken, extra, 'undo [ENTRY]');
    if (entry === undefined) return asAct(spoken, { act: 'undo' });
    return onEntry(spoken, entry, (id) => asAct(spoken, { act: 'undo', entry: id }));
  },
  note: (spoken) => {
    const words = spoken.words.join(' ').trim();
    if (words === '') return { kind: 'asking', prompt: 'What shall be noted?', choices: [], before: ['note'] };
    const read = readNoteLine(words, spoken);
    if ('kind' in read) return read;
    return { kind: 'act', act: { act: 'note', words: read.words }, how: read.how };
  },
  scribe: (spoken) => {
    const line = spoken.words.join(' ').trim();
    const prompt = 'Who, when and what? (Ida -5m: the power is off)';
    if (line === '') return { kind: 'asking', prompt, choices: [], before: ['scribe'] };
    const read = readScribeLine(line, { ...spoken, people: spoken.lookup?.people() ?? [] });
    if ('kind' in read) return read;
    return { kind: 'act', act: { act: 'note', words: read.words }, how: read.how };
  },
  minutes: minutesWords,
  attach: (spoken) => {
    const file = spoken.words.join(' ').trim();
    if (file === '') return { kind: 'asking', prompt: 'Which file?', choices: [], before: ['attach'] };
    const step = spoken.guide.current.find((each) => each.key === spoken.guide.focus)?.name;
    const how = saidOf(spoken);
    return 'kind' in how ? how : { kind: 'attach', file, how, ...(step === undefined ? {} : { step }) };
  },
  why: (spoken) => {
    const owed = spoken.guide.questions.filter((question) => question.kind === 'owed-reason');
    const [first = ''] = spoken.words;
    const named = /^#?\d+$/.test(first);
    const entry = named ? entryOf(spoken, first) : owed[0]?.ref;
    const words = spoken.words
      .slice(named ? 1 : 0)
      .join(' ')
      .trim();
    if (entry === undefined) return named ? noEntry(first) : problem('No reason is owed.', usage('why'), 'refused');
    // What was said in another entry is not written over by a number that was mistyped.
    if (!owed.some(({ ref }) => ref === entry)) {
      const number = first.replace('#', '');
      return problem(`#${number} owes no reason.`, `To put its words right: correct ${number} WORDS`, 'refused');
    }
    if (words === '') {
      const before = named ? ['why', first] : ['why'];
      // Of the very entry that is meant: several reasons may be owed.
      const about = owed.find(({ ref }) => ref === entry)?.text ?? first;
      return { kind: 'asking', prompt: `Why? ${about}`, choices: [], before };
    }
    if (isLater(words)) return problem('It stays owed: nothing was recorded.', usage('why'));
    return asAct(spoken, { act: 'correct', entry, words, isReason: true });
  },
  correct: (spoken) => {
    const [entry, ...words] = spoken.words;
    if (entry === undefined || words.length === 0)
      return problem('Say which entry, and its new words.', usage('correct'));
    return onEntry(spoken, entry, (id) => asAct(spoken, { act: 'correct', entry: id, words: words.join(' ') }));
  },
  mark: (spoken) => {
    const [entry, said, extra] = spoken.words;
    if (extra !== undefined) return tooMany(spoken, extra, typedAs('mark'));
    if (entry === undefined) return problem('Say which entry, and for whom it is.', usage('mark'));
    return onEntry(spoken, entry, (id) => {
      if (said === undefined) return { kind: 'asking', prompt: 'Who may read it?', choices: markChoices(entry) };
      const found = oneOf(said.replace(/^tlp:/i, ''), markings, 'marking');
      return 'kind' in found ? found : asAct(spoken, { act: 'correct', entry: id, marking: found.id });
    });
  },
  expunge: (spoken) => {
    const [entry] = spoken.words;
    const basis = spoken.options['basis'];
    if (entry === undefined || basis === undefined)
      return problem('Say which entry, and on what basis.', usage('expunge'));
    return onEntry(spoken, entry, (id) => asAct(spoken, { act: 'expunge', entry: id, basis }));
  },
  'follow-up': (spoken) => {
    const words = spoken.words.join(' ').trim();
    if (words === '')
      return { kind: 'asking', prompt: 'What is to be done later?', choices: [], before: ['follow-up'] };
    return asAct(spoken, { act: 'follow-up', words });
  },
};

/** Traffic Light Protocol 2.0 (FIRST, August 2022), section 2, in a few words each. */
const readers: Readonly<Record<(typeof markings)[number], string>> = {
  clear: 'everybody',
  green: 'the community, not the public',
  amber: 'their organisation and its clients, as far as they need it',
  'amber+strict': 'their organisation alone',
  red: 'those who are named, and nobody else',
};

function markChoices(entry: string): { readonly label: string; readonly words: readonly string[] }[] {
  return markings.map((marking) => ({
    label: `TLP:${marking.toUpperCase()}, ${readers[marking]}`,
    words: ['mark', entry, marking],
  }));
}

const anyOpen = (): boolean => true;

function isSettled({ state }: StepRow): boolean {
  return state === 'done' || state === 'skipped' || state === 'failed' || state === 'passed' || state === 'left-open';
}

/** An act on a step that is named, or else the one that is meant. A step ahead of its turn may be named too. */
function onStep(spoken: Spoken, suits: (step: CurrentStep) => boolean, make: (step: StepRow) => Act): Parsed {
  const [name, extra] = spoken.words;
  if (extra !== undefined) return tooMany(spoken, extra, typedAs(spoken.name as ActName));
  const step = name === undefined ? stepMeant(spoken, suits) : stepNamed(spoken, name);
  return 'kind' in step ? step : asAct(spoken, make(step));
}

/** Going to a step is never guessed: it has to be named. */
function toStep(spoken: Spoken, act: 'reopen' | 'jump', suits: (step: StepRow) => boolean): Parsed {
  if (spoken.words.length > 0) return onStep(spoken, anyOpen, (step) => ({ act, step: step.name, turn: step.turn }));
  const choices = spoken.guide.steps.filter(suits);
  if (choices.length === 0)
    return problem(`There is no step to ${act === 'jump' ? 'go to' : act}.`, 'steps lists them all.', 'refused');
  return {
    kind: 'asking',
    prompt: act === 'jump' ? 'Go to which step?' : 'Reopen which step?',
    choices: choices.map((step) => ({ label: step.title, words: [act, step.name] })),
    before: [act],
  };
}

function approval(spoken: Spoken, answer: 'given' | 'refused' | 'gone-without'): Parsed {
  const awaits = (step: CurrentStep): boolean => step.approval?.awaiting === true;
  return onStep(spoken, awaits, (step) => ({ act: 'approve', step: step.name, answer }));
}

function runWords(spoken: Spoken): Parsed {
  const [name, extra] = spoken.words;
  if (extra !== undefined) return tooMany(spoken, extra, typedAs('run'));
  const step = name === undefined ? stepMeant(spoken, (each) => each.verb === 'run') : stepNamed(spoken, name);
  const how = saidOf(spoken);
  if ('kind' in step) return step;
  return 'kind' in how ? how : { kind: 'run', step: step.name, how };
}

function sendWords(spoken: Spoken): Parsed {
  const { words, options, guide } = spoken;
  const [first, second, extra] = words;
  if (extra !== undefined) return tooMany(spoken, extra, typedAs('send'));
  const tells = (step: CurrentStep): boolean => step.message !== undefined;
  const isStep = first !== undefined && guide.steps.some((step) => isCalledStep(step, first));
  const isMessage = (message: FilledMessage | undefined): boolean =>
    first !== undefined && message !== undefined && wordAmong(first, [message.id]) !== undefined;
  const byMessage = guide.current.find((step) => isMessage(step.message));
  const languageOnly =
    first !== undefined &&
    second === undefined &&
    !isStep &&
    byMessage === undefined &&
    /^[a-z]{2,3}(?:-\w+)?$/i.test(first);
  const isOpen =
    byMessage !== undefined || (first !== undefined && guide.current.some((step) => isCalledStep(step, first)));
  // People are told when they must be told, not only when the plan comes to it.
  const unplanned = isOpen ? undefined : guide.messages.find(isMessage);
  if (unplanned !== undefined) return sendMessage(spoken, { message: unplanned }, options['language'] ?? second);
  const step =
    byMessage ?? (first === undefined || languageOnly ? stepMeant(spoken, tells) : messageStep(spoken, first));
  if ('kind' in step) return step;
  const language = options['language'] ?? (languageOnly ? first : second);
  if (step.message === undefined) {
    const none = first === undefined ? 'No open step sends a message.' : `Step "${step.name}" sends no message.`;
    return problem(none, messagesOf(spoken), 'refused');
  }
  return sendMessage(spoken, step, language);
}

function sendMessage(spoken: Spoken, step: Parameters<typeof sendAct>[0], language: string | undefined): Parsed {
  const act = sendAct(step, language);
  if (act !== undefined) return asAct(spoken, act);
  const written = step.message?.bodies.map((body) => body.language).join(', ') ?? '';
  return problem(`The message is not written in "${language ?? ''}".`, `It is written in: ${written}`, 'not-found');
}

/** The open step that is meant; a word that names none may have been meant for a message. */
function messageStep(spoken: Spoken, word: string): CurrentStep | Problem {
  const step = openStepNamed(spoken, word);
  if (!('kind' in step) || step.code !== 'not-found') return step;
  const found = oneOf(word, Object.keys(spoken.incident.messages), 'message');
  return 'kind' in found ? found : step;
}

function messagesOf({ incident }: Spoken): string {
  const ids = Object.keys(incident.messages);
  if (ids.length === 0) return 'What was said goes into a note: n WORDS';
  return `Name the message: ${ids.slice(0, 12).join(', ')}${ids.length > 12 ? ' …' : ''}`;
}

function addWords(spoken: Spoken): Parsed {
  const title = spoken.words.join(' ').trim();
  if (title === '') return { kind: 'asking', prompt: 'What is to be done?', choices: [], before: ['add'] };
  const { after, role } = spoken.options;
  const anchor = after === undefined ? undefined : stepNamed(spoken, after);
  if (anchor !== undefined && 'kind' in anchor) return anchor;
  return asAct(spoken, {
    act: 'add',
    title,
    ...(anchor === undefined ? {} : { after: anchor.name }),
    ...(role === undefined ? {} : { role }),
  });
}

/** An act on an entry that is there. */
function onEntry(spoken: Spoken, word: string, make: (id: string) => Parsed): Parsed {
  const id = entryOf(spoken, word);
  return id === undefined ? noEntry(word) : make(id);
}

function noEntry(word: string): Parsed {
  return problem(`There is no entry "${word}" in this incident.`, 'See their numbers: log', 'not-found');
}

/** `#42` and `42` are what people say; the record knows the id. Undefined where no entry has that number. */
function entryOf({ lookup, incident }: Spoken, word: string): string | undefined {
  const seq = /^#?(\d+)$/.exec(word)?.[1];
  if (seq === undefined) return word;
  const known = [...incident.undoable, ...incident.deviations, ...incident.misfits].find(
    (each) => each.seq === Number(seq),
  );
  return known?.entry ?? lookup?.entryId(Number(seq));
}

const typedAs = (name: ActName): string => actInfo(name)?.usage ?? name;

const usage = (name: ActName): string => `It is typed: ${typedAs(name)}`;
