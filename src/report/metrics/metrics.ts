import { correctedIn } from '../changed-entries.ts';
import {
  type AnyEntry,
  completions,
  type DeviationKind,
  type EntryType,
  type IncidentState,
  type Severity,
} from '../../entry/index.ts';
import {
  type Incident,
  isJumpedOver,
  lived,
  own,
  standingDeviations,
  type StepSpan,
  stepSpans,
} from '../../incident/index.ts';
import { durationMs, type Instant, millis } from '../../time/index.ts';
import { type Round, roundsOf, roundTypes } from '../rounds.ts';
import type { Recorded } from '../shown-to.ts';
import { atTrueTime, standingEntries } from '../standing-entries.ts';
import { outages, outageTypes } from '../../analysis/index.ts';
import { type Times, timesOf } from './times.ts';
import { type Waited, waitedFor } from './waited.ts';

/**
 * What an incident says in numbers. Lengths in milliseconds; null where it is not known or has not come. What people did is measured
 * in the time they lived through: stretches that the clock of an exercise was moved over do not count. A service is away for as long
 * as it is in the story.
 */
export interface Metrics {
  readonly incident: string;
  readonly title: string;
  readonly mode: 'real' | 'drill';
  readonly severity: Severity | null;
  readonly state: IncidentState;
  /** Of a drill, that its exercise has ended; it stays open for what people say of it. */
  readonly 'played-out'?: true;
  readonly declared: Instant;
  readonly times: Times;
  /** Every turn of a step that was ever open: how long it should take, and took. */
  readonly steps: readonly StepLength[];
  /** Every round of every clock that had a deadline. */
  readonly clocks: readonly ClockMargin[];
  readonly outages: readonly OutageLength[];
  readonly deviations: {
    readonly total: number;
    readonly owed: number;
    readonly kinds: Readonly<Partial<Record<DeviationKind, number>>>;
  };
  readonly waited: readonly Waited[];
  readonly record: {
    readonly entries: number;
    /** Written more than a quarter of an hour after it happened; of a drill not known, its clock is another. */
    readonly late: number;
    readonly corrected: number;
  };
}

export interface StepLength extends Pick<StepSpan, 'run' | 'step' | 'title' | 'turn' | 'state'> {
  readonly role: string | null;
  readonly expected: number | null;
  readonly actual: number | null;
}

export interface ClockMargin {
  readonly clock: string;
  readonly title: string;
  readonly round: number;
  readonly due: Instant;
  readonly met: Instant | null;
  /** Before its deadline; less than zero: after it. */
  readonly margin: number | null;
  /** Its deadline went by; what was done in time and written down later kept it. */
  readonly missed: boolean;
  /** It went by while the clock of an exercise was moved over it: nobody missed it, and there is no margin. */
  readonly 'jumped-over'?: true;
}

export interface OutageLength {
  readonly service: string;
  readonly title: string;
  readonly lost: Instant;
  readonly restored: Instant | null;
  readonly length: number;
  readonly rto: number | null;
  readonly mtpd: number | null;
}

/** So much later than it happened an entry leans on memory, in milliseconds. */
const late = 15 * 60_000;

/** The numbers of an incident, from its timeline. Durations count from when things happened, not from when they were written. */
export function metricsOf({ incident, entries }: Recorded): Metrics {
  const measuring = new Measuring(incident);
  for (const entry of entries()) measuring.take(entry);
  return measuring.metrics();
}

/** Takes the measures while others read the timeline: of it only the few entries are held that they follow from. */
export class Measuring {
  readonly #incident: Incident;
  readonly #entries: AnyEntry[] = [];
  #taken = 0;
  #late = 0;
  #spans: readonly StepSpan[] | undefined;

  constructor(incident: Incident) {
    this.#incident = incident;
  }

  /** The next entry of the timeline. */
  take(entry: AnyEntry): void {
    this.#taken += 1;
    if (isLate(this.#incident, atTrueTime(entry, this.#incident))) this.#late += 1;
    if (measured.has(entry.type)) this.#entries.push(entry);
  }

  /** Every turn of every step. */
  get spans(): readonly StepSpan[] {
    this.#spans ??= stepSpans(this.#incident);
    return this.#spans;
  }

  /** When the last entry was taken. */
  metrics(): Metrics {
    const incident = this.#incident;
    const counted = standingEntries(incident, this.#entries);
    const corrections = this.#entries.filter((entry) => entry.type === 'entry.corrected');
    return {
      incident: incident.alias,
      title: incident.title,
      mode: incident.mode,
      severity: incident.severity ?? null,
      state: incident.state,
      ...(incident.exercise?.ended !== undefined && { 'played-out': true }),
      declared: incident.declared,
      times: timesOf(incident, counted),
      steps: this.spans.map((span) => lengthOf(span, incident)),
      clocks: roundsOf(this.#entries).flatMap((round) => marginOf(incident, round) ?? []),
      outages: outageLengths(incident, this.#entries),
      deviations: deviationCounts(incident),
      waited: waitedFor(incident, counted, this.spans),
      record: {
        entries: this.#taken,
        late: this.#late,
        corrected: correctedIn(corrections).length,
      },
    };
  }
}

/** The types of entry that times, margins, outages and waiting follow from. */
const measured: ReadonlySet<EntryType> = new Set<EntryType>([
  'incident.stabilised',
  'role.assigned',
  'role.acknowledged',
  ...completions,
  'approval.given',
  'approval.refused',
  ...roundTypes,
  ...outageTypes,
  'entry.corrected',
]);

/**
 * Whether an entry was written so late that it leans on memory. In a drill `recorded` is another clock than `at`; from when a clock counts is
 * worked out and remembered by nobody, and a duty that is known to apply an hour later counts from its moment all the same.
 */
export function isLate({ mode }: Incident, { type, via, recorded, at }: AnyEntry, happened = millis(at)): boolean {
  return mode === 'real' && via !== 'timer' && type !== 'clock.started' && millis(recorded) - happened > late;
}

function lengthOf(
  { run, step, title, turn, state, role, expected, began, ended }: StepSpan,
  incident: Incident,
): StepLength {
  return {
    run,
    step,
    title,
    turn,
    state,
    role: role ?? null,
    expected: expected ?? null,
    actual: ended === undefined ? null : Math.max(0, lived(incident, millis(began), millis(ended))),
  };
}

/** How a round kept its deadline; undefined where it has none, or was set aside. */
export function marginOf(
  incident: Incident,
  { clock, round, started, met, missed, setAside }: Round,
): ClockMargin | undefined {
  const due = started?.data.due;
  if (due === undefined || (setAside !== undefined && met === undefined)) return undefined;
  const early = met === undefined ? null : millis(due) - millis(met.at);
  const isMissed = early === null ? missed !== undefined : early < 0;
  const isForNobody = isMissed && isJumpedOver(incident, due);
  return {
    clock,
    title: own(incident.clocks, clock)?.clock.title ?? clock,
    round,
    due,
    met: met?.at ?? null,
    margin: isForNobody ? null : early,
    missed: isMissed && !isForNobody,
    ...(isForNobody && { 'jumped-over': true }),
  };
}

function outageLengths(incident: Incident, entries: readonly AnyEntry[]): OutageLength[] {
  return outages(incident, entries).map(({ service, lost, restored, length }) => {
    const known = own(incident.services, service)?.service;
    return {
      service,
      title: known?.title ?? service,
      lost,
      restored: restored ?? null,
      length,
      rto: (known?.rto === undefined ? undefined : durationMs(known.rto)) ?? null,
      mtpd: (known?.mtpd === undefined ? undefined : durationMs(known.mtpd)) ?? null,
    };
  });
}

/** How often the plan was left, without what was undone again. */
export function deviationCounts(incident: Incident): Metrics['deviations'] {
  const counted = standingDeviations(incident);
  const kinds: Partial<Record<DeviationKind, number>> = {};
  for (const kind of counted.flatMap(({ deviation }) => deviation.kinds)) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return {
    total: counted.length,
    owed: counted.filter(({ deviation, reason }) => deviation.owed && reason === undefined).length,
    kinds,
  };
}
