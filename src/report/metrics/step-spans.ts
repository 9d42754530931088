import type { AnyEntry, EntryType } from '../../entry/index.ts';
import { allSteps, evolve, type FoundStep, nothingYet, openSteps, titlesThen } from '../../incident/index.ts';
import type { Incident } from '../../incident/index.ts';
import type { Verb } from '../../runbook/index.ts';
import type { StepState } from '../../statechart/index.ts';
import { durationMs, type Instant } from '../../time/index.ts';

/** One turn of a step: from when it was open to how it ended. */
export interface StepSpan {
  readonly run: string;
  readonly step: string;
  /** As it was called when it ended, or last. */
  readonly title: string;
  readonly turn: number;
  readonly verb: Verb;
  readonly role?: string;
  readonly began: Instant;
  /** Absent while it is open. */
  readonly ended?: Instant;
  readonly state: StepState;
  readonly by?: string;
  /** The id of the entry that settled it. */
  readonly entry?: string;
  /** How long it should take, in milliseconds. */
  readonly expected?: number;
}

/** Entries that open or settle no step, and there are many of them. */
const still: ReadonlySet<EntryType> = new Set<EntryType>([
  'note.written',
  'item.ticked',
  'call.attempted',
  'evidence.attached',
]);

/**
 * Every turn of every step that was ever open, in the order in which they began. The incident is folded entry by entry, because
 * a step remembers its last turn alone.
 */
export function stepSpans(entries: Iterable<AnyEntry>): readonly StepSpan[] {
  const spans: StepSpan[] = [];
  const open = new Map<string, FoundStep>();
  const known = new Set<string>();
  let incident = nothingYet;
  let last: AnyEntry | undefined;
  for (const entry of entries) {
    incident = evolve(incident, entry);
    last = entry;
    if (!still.has(entry.type)) look(entry);
  }
  if (last === undefined) return [];
  for (const [key, step] of open) put(key, step, last);
  // What began and ended in one moment was never seen open.
  for (const step of allSteps(incident))
    if (step.life.since !== undefined && !known.has(keyOf(step))) put(keyOf(step), step, last);
  return spans.toSorted((a, b) => (a.began < b.began ? -1 : a.began > b.began ? 1 : 0));

  function look(entry: AnyEntry): void {
    const now = new Map(openSteps(incident).map((step) => [keyOf(step), step]));
    for (const [key, step] of open) {
      if (now.has(key)) continue;
      open.delete(key);
      put(key, latestOf(incident, step), entry);
    }
    for (const [key, step] of now) open.set(key, step);
  }

  function put(key: string, { run, step, life }: FoundStep, entry: AnyEntry): void {
    known.add(key);
    const { since, at, by, state, turn } = life;
    if (since === undefined) return;
    const { role } = step;
    const expected = expectedOf(step.step.expect);
    spans.push({
      run: run.id,
      step: step.id,
      title: titlesThen(incident, entry).step(run, step),
      turn,
      verb: step.verb,
      began: since,
      state,
      ...(role !== undefined && { role }),
      ...(at !== undefined && { ended: at }),
      ...(by !== undefined && { by }),
      ...(life.entry !== undefined && { entry: life.entry }),
      ...(expected !== undefined && { expected }),
    });
  }
}

const keyOf = ({ run, step, life }: FoundStep): string => `${run.id}:${step.id}#${life.turn}`;

/** The step as it stands now; where its next turn has begun, as that remembers how this one ended. */
function latestOf(incident: Incident, { run, step, life }: FoundStep): FoundStep {
  const now = allSteps(incident).find((each) => each.run.id === run.id && each.step.id === step.id);
  if (now === undefined || now.life.turn === life.turn) return now ?? { run, step, life };
  const { last } = now.life;
  if (last?.turn !== life.turn) return { run, step, life: { ...life, state: 'left-open' } };
  return {
    run,
    step,
    life: {
      ...life,
      state: 'done',
      ...(last.at !== undefined && { at: last.at }),
      ...(last.entry !== undefined && { entry: last.entry }),
    },
  };
}

function expectedOf(expect: FoundStep['step']['step']['expect']): number | undefined {
  if (expect === undefined) return undefined;
  return durationMs(typeof expect === 'string' ? expect : expect.likely);
}
