import type { AnyEntry, EntryType } from '../../entry/index.ts';
import { allSteps, evolve, type FoundStep, nothingYet, openSteps, titlesAt, titlesThen } from '../../incident/index.ts';
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

/** Entries that no step follows from, and there are many of them: they need not be folded. */
const still: ReadonlySet<EntryType> = new Set<EntryType>([
  'note.written',
  'item.ticked',
  'call.attempted',
  'evidence.attached',
]);

/** Every turn of every step that was ever open, in the order in which they began. */
export function stepSpans(entries: Iterable<AnyEntry>): readonly StepSpan[] {
  const watch = new StepWatch();
  for (const entry of entries) watch.take(entry);
  return watch.spans();
}

/** Watches the steps while the incident is folded entry by entry, because a step remembers its last turn alone. */
export class StepWatch {
  readonly #ended: StepSpan[] = [];
  readonly #open = new Map<string, FoundStep>();
  readonly #known = new Set<string>();
  #incident = nothingYet;
  #last: AnyEntry | undefined;

  /** The next entry of the timeline. */
  take(entry: AnyEntry): void {
    this.#last = entry;
    if (still.has(entry.type)) return;
    this.#incident = evolve(this.#incident, entry);
    this.#look(entry);
  }

  /** All that there were so far. To be asked once, when the last entry was taken. */
  spans(): readonly StepSpan[] {
    if (this.#last === undefined) return [];
    for (const [key, step] of this.#open) this.#put(key, step, this.#last);
    // What began and ended in one moment was never seen open.
    for (const step of allSteps(this.#incident))
      if (step.life.since !== undefined && !this.#known.has(keyOf(step))) this.#put(keyOf(step), step, this.#last);
    return inOrder(this.#ended);
  }

  #look(entry: AnyEntry): void {
    const now = new Map(openSteps(this.#incident).map((step) => [keyOf(step), step]));
    for (const [key, step] of this.#open) {
      if (now.has(key)) continue;
      this.#open.delete(key);
      this.#put(key, latestOf(this.#incident, step), entry);
    }
    for (const [key, step] of now) this.#open.set(key, step);
  }

  #put(key: string, { run, step, life }: FoundStep, entry: AnyEntry): void {
    this.#known.add(key);
    const span = spanOf({ run, step, life }, titlesThen(this.#incident, entry).step(run, step));
    if (span !== undefined) this.#ended.push(span);
  }
}

/** The last turn of every step that was ever open, in the order in which they began: all that an incident itself remembers. */
export function lastTurns(incident: Incident): readonly StepSpan[] {
  const titles = titlesAt(incident, incident.lastAt);
  return inOrder(allSteps(incident).flatMap((found) => spanOf(found, titles.step(found.run, found.step)) ?? []));
}

function inOrder(spans: readonly StepSpan[]): readonly StepSpan[] {
  return spans.toSorted((a, b) => (a.began < b.began ? -1 : a.began > b.began ? 1 : 0));
}

/** Absent where the step was never open. */
function spanOf({ run, step, life }: FoundStep, title: string): StepSpan | undefined {
  const { since, at, by, state, turn } = life;
  if (since === undefined) return undefined;
  const { role } = step;
  const expected = expectedOf(step.step.expect);
  return {
    run: run.id,
    step: step.id,
    title,
    turn,
    verb: step.verb,
    began: since,
    state,
    ...(role !== undefined && { role }),
    ...(at !== undefined && { ended: at }),
    ...(by !== undefined && { by }),
    ...(life.entry !== undefined && { entry: life.entry }),
    ...(expected !== undefined && { expected }),
  };
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
