import { type AnyEntry, isCompletion, isOver } from '../../entry/index.ts';
import {
  drilledRun,
  type DrillState,
  type FoundStep,
  type Incident,
  titlesAt,
  trueTime,
} from '../../incident/index.ts';
import { lifeOf, plannedStep } from '../../statechart/index.ts';
import { durationMs, millis } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Words } from './findings.ts';

/** What is read of a drill to measure it, and how it is said. */
export interface Played {
  readonly incident: Incident;
  readonly drill: DrillState;
  /** What counts: not what was undone. */
  readonly entries: readonly AnyEntry[];
  /** The completions that somebody who was to approve them refused, by their ids. */
  readonly refused: ReadonlySet<string>;
  /** What the clock of the exercise shows, in milliseconds since 1970. */
  readonly now: number;
  /** Nothing more will be done. */
  readonly isOver: boolean;
  /** It was stopped for something real: what was still open then is nobody's failure. */
  readonly isCutShort: boolean;
  readonly words: Words;
}

/** Something that happened. */
export interface Happened {
  readonly entry: string;
  /** Milliseconds since 1970, on the clock of the exercise. */
  readonly at: number;
}

/** The timeline of a drill as it is measured; undefined of an incident that plays no scenario. */
export function playedOf(
  incident: Incident,
  entries: readonly AnyEntry[],
  now: Instant,
  words: Words,
): Played | undefined {
  const { drill, exercise, undone } = incident;
  if (drill === undefined) return undefined;
  const end = millis(drill.begun) + (durationMs(drill.scenario.lasts) ?? Infinity);
  const over = exercise?.ended !== undefined || isOver(incident) || millis(now) >= end;
  const gone = new Set(Object.keys(undone));
  const counted = entries.filter(({ id }) => !gone.has(id));
  const refused = new Set<string>();
  for (const entry of counted) if (entry.type === 'approval.refused') refused.add(entry.data.of);
  return {
    incident,
    drill,
    entries: counted,
    refused,
    now: millis(now),
    isOver: over,
    isCutShort: exercise?.realWorld === true,
    words,
  };
}

/** When an entry happened, as is now believed. */
export function happened(entry: Pick<AnyEntry, 'id' | 'at'>, { incident }: Played): Happened {
  return { entry: entry.id, at: millis(trueTime(entry, incident)) };
}

/**
 * Whether it was done on that step of the drilled runbook: others that are followed beside it may have one of the same name.
 */
export function isAt(
  of: { readonly run?: string; readonly step?: string },
  step: string,
  { incident, drill }: Played,
): boolean {
  return of.step === step && (of.run === undefined || of.run === drilledRun(incident, drill.scenario)?.id);
}

function stepCalled(id: string, { incident, drill }: Played): FoundStep | undefined {
  const run = drilledRun(incident, drill.scenario);
  const step = run && plannedStep(run.chart, run.state, id);
  return run && step && { run, step, life: lifeOf(run.chart, run.state, id) };
}

/** When a step was done first; what ends by itself has no entry of its own, but that of the last that was in it. */
export function doneFirst(step: string, played: Played): Happened | undefined {
  const entry = played.entries.find((each) => isAt(each, step, played) && completes(each, played));
  if (entry !== undefined) return happened(entry, played);
  const { life, run } = stepCalled(step, played) ?? {};
  if (life?.state !== 'done' || life.at === undefined) return undefined;
  const last = played.entries.findLast((each) => each.run === run?.id && each.at === life.at);
  return { entry: life.entry ?? last?.id ?? '', at: millis(life.at) };
}

/** What people read for a step, or for one of its options: its title in quotes, or the id of what no runbook holds any more. */
export function titleOf(step: string, played: Played, option?: string): string {
  const { incident } = played;
  const found = stepCalled(step, played);
  const titles = titlesAt(incident, incident.lastAt);
  const title =
    found && (option === undefined ? titles.step(found.run, found.step) : titles.branch(found.run, found.step, option));
  return title === undefined ? (option ?? step) : `"${title}"`;
}

/** Whether anybody came to a step and settled it, in whatever way. */
export function wasReached(step: string, played: Played): boolean {
  return (
    doneFirst(step, played) !== undefined ||
    played.entries.some(
      (entry) => isAt(entry, step, played) && (entry.type === 'step.skipped' || entry.type === 'step.failed'),
    )
  );
}

const completes = (entry: AnyEntry, { refused }: Played): boolean => isCompletion(entry) && !refused.has(entry.id);
