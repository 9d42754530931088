import type { AnyEntry, EntryType, Precision } from '../../entry/index.ts';
import { titlesThen } from '../../incident/index.ts';
import type { DeviationRecord, Incident } from '../../incident/index.ts';
import { describeTitled } from './describe.ts';
import { roughnessOf } from './line-marks.ts';
import type { LogLine } from '../model.ts';
import type { Numbers } from './names.ts';
import { standing } from '../standing.ts';
import type { StandingStep } from '../standing.ts';

/**
 * Entries as lines for people, in the order given. What is derived (a step that began, one passed because its `when`
 * was false) stands under the entry that caused it, with that entry's `seq` and time. What was undone or corrected
 * since is marked, and corrected words stand in place of the old ones. `earlier` has the numbers of entries that are not
 * among them.
 */
export function logLines(
  entries: readonly AnyEntry[],
  incident: Incident,
  earlier: ReadonlyMap<string, number> = new Map(),
): LogLine[] {
  const fates = fatesOf(entries, entries, incident);
  const derived = derivedOf(entries, incident);
  const numbers: Numbers = new Map([...earlier, ...entries.map(({ id, seq }) => [id, seq] as const)]);
  return entries.flatMap((entry) => [
    lineOf(entry, incident, numbers, fates.get(entry.id)),
    ...(derived.get(entry.id) ?? []).map((words, index) => derivedLine(entry, words, index)),
  ]);
}

/**
 * Entries as lines, one for each: nothing derived. `corrections`: every entry of the incident that says what became of
 * another, oldest first, so that any window of a long timeline reads as it would within the whole.
 */
export function entryLines(
  entries: readonly AnyEntry[],
  incident: Incident,
  corrections: readonly AnyEntry[],
  earlier: ReadonlyMap<string, number> = new Map(),
): LogLine[] {
  const fates = fatesOf(corrections, entries, incident);
  const numbers: Numbers = new Map([...earlier, ...entries.map(({ id, seq }) => [id, seq] as const)]);
  return entries.map((entry) => lineOf(entry, incident, numbers, fates.get(entry.id)));
}

/** What became of an entry. One thing does not hide another: an act that was undone stays so when its words are taken out. */
interface Fate {
  readonly undone?: true;
  readonly corrected?: true;
  readonly words?: string;
  readonly at?: string;
  readonly precision?: Precision;
}

/** A reason that was owed is given by a correction: nothing was wrong with the entry. */
function reasonGiven(entry: AnyEntry, incident: Incident): DeviationRecord | undefined {
  if (entry.deviation?.owed !== true) return undefined;
  return incident.deviations.find((one) => one.entry === entry.id && !one.deviation.owed);
}

function lineOf(entry: AnyEntry, incident: Incident, numbers: Numbers, fate: Fate | undefined): LogLine {
  const at = fate?.at ?? entry.at;
  const rough = roughnessOf(fate?.precision ?? entry.precision);
  return {
    id: entry.id,
    seq: entry.seq,
    at,
    by: entry.by.name,
    ...(fate === undefined ? describeTitled(entry, incident, numbers) : textOf(entry, incident, numbers, fate)),
    kind: entry.type,
    deviation: entry.deviation !== undefined,
    undone: fate?.undone ?? false,
    corrected: fate?.corrected ?? false,
    ...(rough === undefined ? {} : { rough }),
    ...(entry.step === undefined ? {} : { step: entry.step }),
  };
}

function textOf(entry: AnyEntry, incident: Incident, numbers: Numbers, fate: Fate): Pick<LogLine, 'text' | 'title'> {
  const given = reasonGiven(entry, incident);
  if (given !== undefined) {
    const { deviation, ...rest } = entry;
    const settled = { ...rest, ...(deviation === undefined ? {} : { deviation: { ...deviation, owed: false } }) };
    const described = describeTitled(settled, incident, numbers);
    return {
      ...described,
      text: `${described.text} — ${given.reason ?? '[words removed]'} (reason given later)`,
    };
  }
  const shown = fate.words === undefined ? entry : { ...entry, words: fate.words };
  return describeTitled(shown, incident, numbers);
}

function derivedLine(entry: AnyEntry, { title, what, step }: Derived, index: number): LogLine {
  const text = `${title}: ${what}`;
  return {
    id: `${entry.id}/${index + 1}`,
    seq: entry.seq,
    at: entry.at,
    by: '',
    text,
    title: { from: 0, to: title.length, end: text.length },
    kind: entry.type,
    deviation: false,
    undone: false,
    corrected: false,
    step,
    derived: true,
  };
}

/**
 * What became of entries. Later corrections stand on earlier ones, and each field has its own last word, also of what was
 * undone. Words that were taken out are gone; a time that was put right stands.
 */
function fatesOf(
  corrections: readonly AnyEntry[],
  entries: readonly AnyEntry[],
  incident: Incident,
): ReadonlyMap<string, Fate> {
  const fates = new Map<string, Fate>();
  const add = (id: string, more: Fate): unknown => fates.set(id, { ...fates.get(id), ...more });
  for (const entry of corrections) {
    if (entry.type === 'entry.expunged') {
      const { words: _, ...rest } = fates.get(entry.data.entry) ?? {};
      fates.set(entry.data.entry, rest);
    }
    if (entry.type !== 'entry.corrected') continue;
    const { entry: target, field, value, precision = 'second' } = entry.data;
    if (field === 'undone') {
      add(target, { undone: true });
      // The act that put the state right is undone with it: the two cancel out.
      if (entry.cause !== undefined) add(entry.cause, { undone: true });
    } else {
      add(target, {
        corrected: true,
        ...(field === 'words' && entry.words !== undefined ? { words: entry.words } : {}),
        ...(field === 'at' && value !== undefined ? { at: value, precision } : {}),
      });
    }
  }
  // A page of the log may end before the entry that did it.
  for (const { id } of entries) {
    if (fates.has(id)) continue;
    if (Object.hasOwn(incident.undone, id)) fates.set(id, { undone: true });
    else if (Object.hasOwn(incident.corrected, id)) fates.set(id, { corrected: true });
  }
  return fates;
}

interface Derived {
  readonly step: string;
  readonly title: string;
  /** What became of it. */
  readonly what: string;
}

/** Entries on which a runbook can move; a note cannot have begun a step. */
const moving: ReadonlySet<EntryType> = new Set([
  'runbook.followed',
  'runbook.revised',
  'step.done',
  'step.skipped',
  'step.failed',
  'step.reopened',
  'step.jumped',
  'step.added',
  'choice.made',
  'default.taken',
  'fact.recorded',
  'approval.given',
  'approval.gone-without',
  'command.finished',
  'message.sent',
  'timer.elapsed',
]);

/** What a step brings with it can move a runbook too, by a condition; it is taken for the cause only where nothing else can be. */
const besides: ReadonlySet<EntryType> = new Set(['clock.met', 'clock.set-aside', 'service.restored', 'service.lost']);

/** Whether an entry of that type can have begun a step, or passed one by: under others nothing derived stands. */
export function canMove(type: EntryType): boolean {
  return moving.has(type) || besides.has(type);
}

/**
 * Nothing derivable is written, so a step that began says only when. It is put under the last entry of that moment that
 * can have moved its runbook and stands before the step's own end; a step that was passed goes with the one that began
 * behind it. Where the cause is not certain, or lies before the first of these entries, no line is shown: a wrong one
 * would be worse.
 */
function derivedOf(entries: readonly AnyEntry[], incident: Incident): ReadonlyMap<string, readonly Derived[]> {
  const movers = Map.groupBy(
    entries.flatMap((entry, place): Mover[] =>
      canMove(entry.type) && !isByItself(entry) ? [{ entry, place, called: incident.called[entry.id] }] : [],
    ),
    ({ entry }) => entry.at,
  );
  const [first] = entries;
  if (first !== undefined && first.seq > 1) movers.delete(first.at);
  const places = new Map(entries.map((entry, place) => [entry.id, place]));
  const derived = new Map<string, Derived[]>();
  const put = (cause: AnyEntry, { run, planned }: StandingStep, what: string): void => {
    const lines = derived.get(cause.id) ?? [];
    const title = titlesThen(incident, cause).step(run, planned);
    lines.push({ step: planned.id, title, what });
    derived.set(cause.id, lines);
  };
  const { steps } = standing(incident);
  let passed: StandingStep[] = [];
  for (const step of steps) {
    const { life } = step;
    if (life.state === 'passed') {
      passed.push(step);
    } else if (life.since !== undefined) {
      const cause = causeOf(step, movers.get(life.since) ?? [], places, steps)?.entry;
      const together = passed.filter((each) => each.run === step.run && each.life.at === life.since);
      passed = [];
      if (cause === undefined) continue;
      for (const each of together) put(cause, each, 'not needed, its condition is not met');
      put(cause, step, 'begins');
    }
  }
  return derived;
}

/** A message that no step sent moves nothing. */
const isByItself = ({ type, step }: AnyEntry): boolean => type === 'message.sent' && step === undefined;

/** An entry that can have moved a runbook, its place among all of them, and what it noted that steps were called. */
interface Mover {
  readonly entry: AnyEntry;
  readonly place: number;
  readonly called: Incident['called'][string] | undefined;
}

function causeOf(
  step: StandingStep,
  movers: readonly Mover[],
  places: ReadonlyMap<string, number>,
  steps: readonly StandingStep[],
): Mover | undefined {
  const { run, row, life } = step;
  const end = life.entry === undefined ? undefined : places.get(life.entry);
  const isAble = ({ entry }: Mover): boolean =>
    (entry.run === undefined || entry.run === run.id) &&
    (entry.step !== row.step ||
      entry.type === 'step.reopened' ||
      entry.type === 'step.jumped' ||
      entry.type === 'step.added');
  const before = end === undefined ? movers : movers.slice(0, countBefore(movers, end));
  // The entry that began it has noted what it was called, where that is filled.
  const noted = before.find((mover) => mover.called?.[row.key] !== undefined && isAble(mover));
  const isMoving = ({ entry }: Mover): boolean =>
    moving.has(entry.type) && (entry.type !== 'fact.recorded' || hangsOnFact(step, entry, steps));
  return (
    noted ??
    before.findLast((mover) => isAble(mover) && isMoving(mover)) ??
    before.findLast((mover) => isAble(mover) && besides.has(mover.entry.type))
  );
}

/**
 * Whether a fact of the moment in which a step began can have begun it: by the condition of one that began then, or as the end
 * of one that nobody settled. While the clock of an exercise stands, much is written in one moment that moved nothing.
 */
function hangsOnFact({ run, life: { since } }: StandingStep, fact: AnyEntry, steps: readonly StandingStep[]): boolean {
  return steps.some(
    (each) =>
      each.run === run &&
      ((each.life.since === since && each.planned.step.when !== undefined) ||
        (each.life.at === since && (each.life.entry === undefined || each.life.entry === fact.id))),
  );
}

/** How many of them stand before a place; they are in order. Found by halving: hundreds are written in one second by a script. */
function countBefore(movers: readonly Mover[], end: number): number {
  let low = 0;
  let high = movers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((movers[middle]?.place ?? end) < end) low = middle + 1;
    else high = middle;
  }
  return low;
}
