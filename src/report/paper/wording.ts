import { conditionInWords, pieces, truth, value, type World } from '../../conditions/index.ts';
import { type Bundle, clockStart, type Clock, numberedSteps, type Runbook, stepTitle } from '../../runbook/index.ts';
import type { Within } from '../../runbook/index.ts';

/** What paper needs to word a runbook: the house is known, all else is written by hand. */
export interface Wording {
  /** The runbook that these words are of, with the ids of its steps standing under `prefix`. */
  readonly runbook: Runbook;
  readonly prefix: string;
  /** Number and title of a step, by its id in the runbook. */
  readonly step: (id: string) => string;
  readonly numberOf: (id: string) => string | undefined;
  /** A text with the house's own filled in, and a blank for what is known only then. */
  readonly text: (template: string) => string;
  readonly condition: (source: string) => string;
  /** What is so of the house alone; undefined where it hangs on more. */
  readonly isSo: (source: string) => boolean | undefined;
  /** A list of the house; undefined where it is not known. */
  readonly list: (source: string) => readonly string[] | undefined;
}

/** How a blank within a text is written. */
const blank = '________';

/** Words for the steps of one runbook of the bundle. */
export function wordingOf(bundle: Bundle): (runbook: Runbook, prefix: string) => Wording {
  const numbers = new Map(numberedSteps(bundle).map(({ id, number, step }) => [id, { number, step }]));
  const world: World = {
    org: bundle.organisation,
    facts: {},
    steps: {},
    clocks: {},
    services: {},
    incident: {},
  };
  return (runbook, prefix) => {
    const numbered = (id: string) => numbers.get(`${prefix}${id}`);
    const step = (id: string): string => {
      const found = numbered(id);
      if (found === undefined) return id;
      return `${found.number} (${stepTitle(found.step, (other) => own(bundle.followed, other)?.title)})`;
    };
    const said = (source: string): string | undefined => {
      const known = value(source, world);
      return known.known ? wordsOf(known.value) : undefined;
    };
    /** That something is so of the house says little without what it is. */
    const ofHouse = (path: readonly string[]): string | undefined => {
      const known = said(path.join('.'));
      return known === 'yes' || known === 'no' ? `${path.at(-1) ?? ''} (${known})` : known;
    };
    const nameOf = ([root, name = '', field]: readonly string[]): string | undefined => {
      if (root === 'steps') return field === 'chose' ? `the choice in step ${step(name)}` : `step ${step(name)}`;
      if (root === 'clocks') {
        const title = own(runbook.clocks ?? {}, name)?.title;
        return title !== undefined && field === 'due' ? `when it is due: ${title}` : title;
      }
      if (root === 'services') return own(runbook.services ?? {}, name)?.title;
      return root === 'incident' ? `the incident's ${name}` : undefined;
    };
    const condition = (source: string): string =>
      conditionInWords(source, (path) => (path[0] === 'org' ? ofHouse(path) : nameOf(path)));
    return {
      runbook,
      prefix,
      step,
      numberOf: (id) => numbered(id)?.number,
      condition,
      text: (template) =>
        pieces(template)
          .map((piece) => {
            if (piece.kind !== 'expression') return piece.text;
            return said(piece.source) ?? `${blank} (${condition(piece.source)})`;
          })
          .join(''),
      isSo: (source) => {
        const known = truth(source, world);
        return known === 'unknown' ? undefined : known;
      },
      list: (source) => {
        const known = value(source, world);
        return known.known && Array.isArray(known.value)
          ? known.value.flatMap((each: unknown) => wordsOf(each) ?? [])
          : undefined;
      },
    };
  };
}

function wordsOf(known: unknown): string | undefined {
  if (typeof known === 'string') return known;
  if (typeof known === 'number') return String(known);
  if (typeof known === 'boolean') return known ? 'yes' : 'no';
  if (Array.isArray(known)) return known.map((each: unknown) => wordsOf(each) ?? '').join(', ');
  return undefined;
}

const units: Readonly<Record<string, string>> = { s: 's', m: 'min', h: 'h', d: 'days', w: 'weeks' };

/** A duration as it is read at night: `1h30m` is `1 h 30 min`, `{{ facts.left }}m` ends in `min`. */
export function inFull(duration: string): string {
  return duration
    .replaceAll(
      /(\d+|\}\})\s*([smhdw])(?![a-z])/g,
      (_, count: string, unit: string) => `${count} ${units[unit] ?? unit} `,
    )
    .trim();
}

/** When a clock begins, and by when it is to be met. */
export function dueRule(clock: Clock, words: Wording): string[] {
  const { from, within, every, again } = clock;
  const and = clock['and-within'];
  const day = clock['next-working-day'];
  const start = startOf(from, words);
  return [
    `Counts from: ${start}`,
    ...(within === undefined ? [] : [`Due: ${withinWords(within, words)}`]),
    ...(and === undefined
      ? []
      : [`And: ${withinWords(and.within, words)}, counted from ${startOf(and.from, words)}. The earlier one binds.`]),
    ...(every === undefined ? [] : [`Again every ${inFull(every)} while it lasts`]),
    ...(day === undefined ? [] : [`On a day that is not worked: ${day.at} of the next one that is`]),
    ...(again === undefined
      ? []
      : [
          `Once more: ${withinWords(again.within, words)}, counted from ${startOf(again.from, words)}${again['until-then'] === undefined ? '' : `; what is sent before that is a ${again['until-then']}`}`,
        ]),
    ...(clock['applies-when'] === undefined ? [] : [`Only if: ${words.condition(clock['applies-when'])}`]),
  ];
}

function withinWords(within: Within, words: Wording): string {
  if (typeof within !== 'string') {
    const isSo = words.isSo(within.when);
    if (isSo !== undefined) return withinWords(isSo ? within.then : within.else, words);
    return `${withinWords(within.then, words)} if ${words.condition(within.when)}, else ${withinWords(within.else, words)}`;
  }
  if (within === 'without-undue-delay') return 'without undue delay: at once';
  if (within === 'as-asked') return 'as asked';
  return words.text(inFull(within));
}

function startOf(from: string, { runbook, step }: Wording): string {
  const start = clockStart(from);
  switch (start?.kind) {
    case 'declared':
      return 'the declaration';
    case 'detected':
      return 'the detection';
    case 'resolved':
      return 'the moment when it is resolved';
    case 'asked':
      return 'the moment when somebody asks';
    case 'aware':
      return `when we are aware of: ${own(runbook.topics ?? {}, start.topic) ?? start.topic}`;
    case 'clock-met':
      return `when this is done: ${own(runbook.clocks ?? {}, start.clock)?.title ?? start.clock}`;
    case 'step-done':
      return `the end of step ${step(start.step)}`;
    case 'fact':
      return `the answer to: ${own(runbook.facts ?? {}, start.fact)?.ask ?? start.fact}`;
    case 'service-lost':
      return `the loss of ${own(runbook.services ?? {}, start.service)?.title ?? start.service}`;
    case undefined:
      return from;
  }
}

/** Ids come from files: `constructor` is no clock. */
export function own<Value>(things: Readonly<Record<string, Value>>, id: string): Value | undefined {
  return Object.hasOwn(things, id) ? things[id] : undefined;
}
