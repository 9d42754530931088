import { type Act, resolveStep } from '../../incident/index.ts';
import { wordAmong } from '../../text/index.ts';
import type { CurrentStep, Guide, StepRow } from '../model.ts';
import { asAct, oneOf, problem, tooMany } from './kit.ts';
import type { Parsed, Spoken } from './kit.ts';
import { isCalledStep, openStepNamed, stepMeant, stepNamed } from './steps.ts';

/** The options of a decision of the plan, wherever it stands. */
function optionsOf({ incident }: Spoken, { key }: StepRow): readonly string[] {
  const found = resolveStep(incident, key);
  return 'step' in found && 'decide' in found.step.step ? Object.keys(found.step.step.options) : [];
}

/** `choose rising`, `choose water-rising rising`; with no option the options are asked. */
export function chooseWords(spoken: Spoken): Parsed {
  const { guide, words } = spoken;
  const [first, second, extra] = words;
  if (extra !== undefined) return tooMany(spoken, extra, 'choose [STEP] OPTION');
  if (second !== undefined && first !== undefined) {
    const row = stepNamed(spoken, first);
    if ('kind' in row) return row;
    const open = guide.current.find((step) => step.key === row.key);
    // A decision ahead of its turn, or reopened in mind only: the judge says which options it has.
    if (open === undefined) {
      const option = wordAmong(second, optionsOf(spoken, row)) ?? second;
      return asAct(spoken, { act: 'choose', step: row.name, option, turn: row.turn });
    }
    return chosen(spoken, open, second);
  }
  const decides = (step: CurrentStep): boolean => step.options.length > 0;
  if (first !== undefined) {
    const offering = guide.current.filter(
      (step) =>
        wordAmong(
          first,
          step.options.map(({ id }) => id),
        ) !== undefined,
    );
    const focused = offering.find((step) => step.key === guide.focus) ?? offering[0];
    if (focused !== undefined && (offering.length === 1 || focused.key === guide.focus))
      return chosen(spoken, focused, first);
    const named = guide.current.find((step) => decides(step) && isCalledStep(step, first));
    if (named !== undefined) return askOption(named);
    // Without this the step in front would answer for the one that was named, or for a word that names nothing.
    const elsewhere = stepNamed(spoken, first);
    if ('kind' in elsewhere) {
      if (!guide.current.some(decides))
        return problem(`No decision is open, and none is called "${first}".`, decisionsOf(guide), 'refused');
    } else if (elsewhere.verb === 'decide')
      return problem(
        `"${first}" is not open: it is ${elsewhere.state}.`,
        `Say its option too: choose ${first} ${optionsOf(spoken, elsewhere).join('|')}`,
        'refused',
      );
    else return problem(`"${first}" is not a decision.`, decisionsOf(guide), 'refused');
  }
  const step = stepMeant(spoken, decides, first === undefined ? [] : [first]);
  if ('kind' in step) return step;
  if (!decides(step)) return asAct(spoken, { act: 'choose', step: step.name, option: first ?? '', turn: step.turn });
  return first === undefined ? askOption(step) : chosen(spoken, step, first);
}

/** The decisions of the plan, and which of them are open. */
function decisionsOf({ steps, current }: Guide): string | undefined {
  const open = current.filter(({ options }) => options.length > 0).map(({ name }) => name);
  if (open.length > 0) return `Open: ${open.join(', ')}`;
  const names = steps.filter(({ verb }) => verb === 'decide').map(({ name }) => name);
  return names.length === 0 ? undefined : `Decisions of the plan: ${[...new Set(names)].join(', ')}`;
}

function askOption(step: CurrentStep): Parsed {
  return {
    kind: 'asking',
    prompt: step.title,
    choices: step.options.map((option) => ({
      label: option.suggested ? `${option.title} (suggested)` : option.title,
      words: ['choose', step.name, option.id],
    })),
  };
}

function chosen(spoken: Spoken, step: CurrentStep, word: string): Parsed {
  const ids = step.options.map(({ id }) => id);
  const option = oneOf(optionNumbered(spoken, step, word) ?? word, ids, 'option');
  // The step is there; what does not fit it is refused, as by the judge.
  if ('kind' in option) return { ...option, code: 'refused' };
  return asAct(spoken, { act: 'choose', step: step.name, option: option.id, turn: step.turn });
}

/**
 * The option before which that number stands: where its step is in front, and is not asked about itself before anything is chosen, for then
 * other numbers stand there.
 */
function optionNumbered({ guide }: Spoken, step: CurrentStep, word: string): string | undefined {
  if (step.key !== guide.focus || step.asks.length > 0 || !/^[1-9]\d*$/.test(word)) return undefined;
  return step.options[Number(word) - 1]?.id;
}

/** `tick 2`, `tick people-first 2`; with no number the open items are asked. */
export function tickWords(spoken: Spoken, ticked: boolean): Parsed {
  const { words, name } = spoken;
  const [first, second, extra] = words;
  if (extra !== undefined) return tooMany(spoken, extra, `${name} [STEP] N`);
  const isNumber = first !== undefined && /^\d+$/.test(first);
  const number = second ?? (isNumber ? first : undefined);
  const stepWord = second === undefined && isNumber ? undefined : first;
  const has = (step: CurrentStep): boolean => step.checklist.length > 0;
  const step =
    stepWord === undefined
      ? stepMeant(spoken, has, number === undefined ? [] : [number])
      : openStepNamed(spoken, stepWord);
  if ('kind' in step) return step;
  if (number === undefined) {
    const items = step.checklist.filter((item) => item.ticked !== ticked);
    if (items.length === 0)
      return problem(ticked ? 'There is nothing left to tick.' : 'Nothing is ticked.', undefined, 'refused');
    return {
      kind: 'asking',
      prompt: 'Which item?',
      choices: items.map((item) => ({ label: item.label, words: [name, step.name, String(item.item)] })),
    };
  }
  if (!/^\d{1,6}$/.test(number)) return problem(`"${number}" is not the number of an item.`, `It is typed: ${name} 2`);
  return asAct(spoken, { act: 'tick', step: step.name, item: Number(number), ticked });
}

/** `fact water_depth=12 people_out=yes`; `?` is "not known yet", nothing behind the `=` clears the answer. */
export function factWords(spoken: Spoken): Parsed {
  const { guide, words } = spoken;
  const ids = guide.facts.map((fact) => fact.id);
  const [first, ...rest] = words;
  if (first === undefined) return askWhich(guide, ids);
  const pairs = first.includes('=')
    ? pairsOf(words)
    : rest.length > 0
      ? [[first, rest.join(' ')] as const]
      : [[first, undefined] as const];
  const values: FactAct['values'][number][] = [];
  for (const [id, value] of pairs) {
    const fact = oneOf(id, ids, 'fact');
    if ('kind' in fact) return fact;
    if (value === undefined) return askValue(guide, fact.id);
    values.push({ fact: fact.id, value: answerOf(value) });
  }
  const step = stepThatAsks(
    guide,
    values.map((value) => value.fact),
  );
  return asAct(spoken, { act: 'fact', values, ...(step === undefined ? {} : { step }) });
}

type FactAct = Act & { act: 'fact' };

/** What a typed answer says of a fact. */
export function answerOf(typed: string): FactAct['values'][number]['value'] {
  if (typed === '?') return { unknown: true };
  return typed === '' ? { clear: true } : typed;
}

/** `NAME=VALUE` begins a new pair; other words belong to the value before them, so that it needs no quotes. */
function pairsOf(words: readonly string[]): (readonly [string, string])[] {
  const pairs: [string, string][] = [];
  for (const word of words) {
    const pair = /^([A-Za-z_][\w-]*)=(.*)$/s.exec(word);
    const last = pairs.at(-1);
    if (pair?.[1] !== undefined) pairs.push([pair[1], pair[2] ?? '']);
    else if (last !== undefined) last[1] = last[1] === '' ? word : `${last[1]} ${word}`;
  }
  return pairs;
}

function askWhich(guide: Guide, ids: readonly string[]): Parsed {
  if (ids.length === 0) return problem('No followed runbook asks for a fact.', 'Write it as a note: n WORDS');
  return {
    kind: 'asking',
    prompt: 'Which fact?',
    choices: guide.facts.map((fact) => ({ label: fact.ask, words: ['fact', fact.id] })),
  };
}

function askValue(guide: Guide, id: string): Parsed {
  const fact = guide.facts.find((each) => each.id === id);
  const before = ['fact', id];
  if (fact === undefined) return problem(`There is no fact "${id}".`);
  const words = fact.type === 'boolean' ? ['yes', 'no'] : fact.type === 'choice' ? (fact.of ?? []) : undefined;
  return {
    kind: 'asking',
    prompt: `${fact.ask} (${factKind(fact)}; ? for not known yet)`,
    choices: (words ?? []).map((word) => ({ label: word, words: [...before, word] })),
    before,
    fact: id,
  };
}

/** What kind of answer a fact takes, in words: `number, cm`, `yes or no`. */
export function factKind({ type, unit, of }: Pick<Guide['facts'][number], 'type' | 'unit' | 'of'>): string {
  const kinds = {
    number: 'a number',
    text: 'words',
    boolean: 'yes or no',
    time: 'a time such as 03:12 or -5m',
    choice: (of ?? []).join(', '),
    list: 'words with commas between',
  };
  return unit === undefined ? kinds[type] : `${kinds[type]}, ${unit}`;
}

/** The open step that asks for one of these facts: the one in front, else the only one. */
export function stepThatAsks(guide: Guide, facts: readonly string[]): string | undefined {
  const asking = guide.current.filter((step) => step.record.some((fact) => facts.includes(fact.id)));
  const focused = asking.find((step) => step.key === guide.focus);
  return (focused ?? (asking.length === 1 ? asking[0] : undefined))?.name;
}
