import type { AnyEntry, EntryType } from '../entry/index.ts';
import type { Incident } from '../incident/index.ts';
import { describeEntry } from './describe.ts';
import type { LogLine } from './model.ts';
import { standing } from './standing.ts';
import type { StandingStep } from './standing.ts';

/**
 * Entries as lines for people, in the order given. What is derived (a step that began, one passed because its `when`
 * was false) stands under the entry that caused it, with that entry's `seq` and time. What was undone or corrected
 * since is marked, and corrected words stand in place of the old ones.
 */
export function logLines(entries: readonly AnyEntry[], incident: Incident): LogLine[] {
  const fates = fatesOf(entries, incident);
  const derived = derivedOf(entries, incident);
  return entries.flatMap((entry) => [
    lineOf(entry, incident, fates.get(entry.id)),
    ...(derived.get(entry.id) ?? []).map((words, index) => derivedLine(entry, words, index)),
  ]);
}

interface Fate {
  readonly fate: 'undone' | 'corrected' | 'expunged';
  readonly words?: string;
  readonly at?: string;
}

function lineOf(entry: AnyEntry, incident: Incident, fate: Fate | undefined): LogLine {
  const corrected = fate?.fate === 'corrected';
  const shown = fate?.words === undefined ? entry : { ...entry, words: fate.words };
  const text = describeEntry(shown, incident);
  return {
    id: entry.id,
    seq: entry.seq,
    at: fate?.at ?? entry.at,
    by: entry.by.name,
    text: corrected ? `${text} (corrected)` : text,
    kind: entry.type,
    deviation: entry.deviation !== undefined,
    undone: fate?.fate === 'undone',
    corrected,
    ...(entry.step === undefined ? {} : { step: entry.step }),
  };
}

function derivedLine(entry: AnyEntry, { text, step }: Derived, index: number): LogLine {
  return {
    id: `${entry.id}/${index + 1}`,
    seq: entry.seq,
    at: entry.at,
    by: '',
    text,
    kind: entry.type,
    deviation: false,
    undone: false,
    corrected: false,
    step,
    derived: true,
  };
}

/** What became of entries: the one that did it stands later in the same timeline. */
function fatesOf(entries: readonly AnyEntry[], incident: Incident): ReadonlyMap<string, Fate> {
  const fates = new Map<string, Fate>();
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const entry of entries) {
    const doer = Object.hasOwn(incident.undone, entry.id) ? byId.get(incident.undone[entry.id] ?? '') : undefined;
    if (!Object.hasOwn(incident.undone, entry.id)) continue;
    if (doer?.type === 'entry.expunged') fates.set(entry.id, { fate: 'expunged' });
    else if (doer?.type !== 'entry.corrected') fates.set(entry.id, { fate: 'undone' });
  }
  // Later corrections stand on earlier ones: each field has its own last word.
  for (const entry of entries) {
    if (entry.type !== 'entry.corrected') continue;
    const before = fates.get(entry.data.entry);
    if (before?.fate === 'undone' || before?.fate === 'expunged') continue;
    const { field, value } = entry.data;
    fates.set(entry.data.entry, {
      ...before,
      fate: 'corrected',
      ...(field === 'words' && entry.words !== undefined ? { words: entry.words } : {}),
      ...(field === 'at' && value !== undefined ? { at: value } : {}),
    });
  }
  return fates;
}

interface Derived {
  readonly step: string;
  readonly text: string;
}

/** Entries on which a runbook can move; a note cannot have begun a step. */
const moving: ReadonlySet<EntryType> = new Set([
  'runbook.followed',
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
  'clock.met',
  'service.restored',
  'service.lost',
]);

/**
 * Nothing derivable is written, so a step that began says only when. It is put under the last entry of that moment that
 * can have moved its runbook and stands before the step's own end; where there is none no line is shown.
 */
function derivedOf(entries: readonly AnyEntry[], incident: Incident): ReadonlyMap<string, readonly Derived[]> {
  const movers = Map.groupBy(
    entries.filter((entry) => moving.has(entry.type)),
    (entry) => entry.at,
  );
  const places = new Map(entries.map((entry, place) => [entry.id, place]));
  const derived = new Map<string, Derived[]>();
  const put = (id: string, words: Derived): void => {
    derived.set(id, [...(derived.get(id) ?? []), words]);
  };
  for (const step of standing(incident).steps) {
    const { row, life } = step;
    if (life.state === 'passed') {
      if (life.entry !== undefined && places.has(life.entry)) {
        put(life.entry, { step: row.step, text: `${row.title}: not needed, its condition is not met` });
      }
      continue;
    }
    const cause = life.since === undefined ? undefined : causeOf(step, movers.get(life.since) ?? [], places);
    if (cause !== undefined) put(cause.id, { step: row.step, text: `${row.title}: begins` });
  }
  return derived;
}

function causeOf(
  { run, row, life }: StandingStep,
  movers: readonly AnyEntry[],
  places: ReadonlyMap<string, number>,
): AnyEntry | undefined {
  const end = life.entry === undefined ? Infinity : (places.get(life.entry) ?? Infinity);
  return movers.findLast(
    (entry) =>
      (entry.run === undefined || entry.run === run.id) &&
      (entry.step !== row.step || entry.type === 'step.reopened' || entry.type === 'step.jumped' || entry.type === 'step.added') &&
      (places.get(entry.id) ?? Infinity) < end,
  );
}
