import { millis } from '../time/index.ts';
import type { Option, StepCommon } from '../runbook/index.ts';
import type { LastDone, PlannedStep, StepLife } from '../statechart/index.ts';
import type { Incident, Run } from './model.ts';
import { changedSince, choicesIn, endIn } from './charts.ts';
import { clockChanges, beginClock, nextRound } from './clocks.ts';
import type { ClockChange } from './clocks.ts';
import { isInterim } from './clock-rules.ts';
import { isOpenClock, roundToMeet, takesMore } from './judge-clocks.ts';
import { surroundings } from './surroundings.ts';
import type { Said, Transaction } from './transaction.ts';
import { own } from './own.ts';

/** What one act can bring with it at most; beyond it a runbook runs in a circle. */
const mostDrafts = 500;

type Effects = Pick<StepCommon & Option, 'starts' | 'stops' | 'loses' | 'restores'>;

/**
 * Writes what the drafts so far bring with them, each with its cause, until nothing more follows: the clocks and services
 * of steps that became done and of options that were chosen, clocks whose moment came, the end of a runbook, the next
 * round of a cadence, and decisions that take themselves.
 */
export function bringConsequences(tx: Transaction, from = 0): void {
  let before = tx.before;
  let place = from;
  while (tx.drafts.length < mostDrafts) {
    const written = tx.drafts.length;
    const seen = tx.incident;
    bringEffects(tx, before, seen, place);
    bringRounds(tx, before, seen);
    bringClocks(tx, before, seen, place);
    bringEnds(tx, seen, place);
    if (tx.drafts.length === written) bringChoices(tx, seen, place);
    if (tx.drafts.length === written) return;
    before = seen;
    place = written;
  }
}

function bringEffects(tx: Transaction, before: Incident, after: Incident, cause: number): void {
  for (const run of after.runs) {
    const was = before.runs.find(({ id }) => id === run.id);
    if (was?.state === run.state) continue;
    for (const { step: planned, life, then } of changedSince(run, was)) {
      const done = newlyDone(life, then);
      if (done === undefined) continue;
      if (done === life) recordUnasked(tx, run, planned, life, cause);
      effects(tx, run, planned, planned.step, cause);
      const option = chosenOption(planned, done);
      if (option !== undefined) effects(tx, run, planned, option, cause);
    }
  }
}

/** The completion that the act brought, also of a step that waits again already: its round, or the flow, has gone back. */
function newlyDone(life: StepLife, then: StepLife | undefined): LastDone | undefined {
  const done = life.state === 'done' ? life : life.last;
  if (done === undefined || done.turn < (then?.turn ?? 1)) return undefined;
  return then?.state === 'done' && then.turn === done.turn && then.entry === done.entry ? undefined : done;
}

/** A choice that waits for its approval brings nothing yet; one that is taken again brings it again. */
function chosenOption({ step }: PlannedStep, { chose }: LastDone): Option | undefined {
  return chose !== undefined && 'options' in step ? step.options[chose] : undefined;
}

/**
 * Semantics 18, of a step that nobody finished: its time was over, its content done, it decided itself. What a person
 * leaves unanswered is written with the completion, which has the deviation.
 */
function recordUnasked(
  tx: Transaction,
  run: Run,
  { id: step, step: { record } }: PlannedStep,
  life: StepLife,
  causedBy: number,
): void {
  for (const fact of record ?? []) {
    const state = own(tx.incident.facts, fact);
    if (state === undefined || state.answer !== undefined || life.answered?.includes(fact) === true) continue;
    tx.add(
      'fact.recorded',
      { fact, known: false },
      { run: run.id, step, causedBy, deviation: { kinds: ['fact-not-known'], owed: false } },
    );
  }
}

function effects(
  tx: Transaction,
  run: Run,
  planned: PlannedStep,
  { starts, stops, loses, restores }: Effects,
  causedBy: number,
): void {
  const where = { run: run.id, step: planned.id, causedBy };
  const { at, now } = tx.hand;
  for (const service of loses ?? [])
    if (stateOf(tx.incident, service) !== 'lost') tx.add('service.lost', { service }, where);
  for (const service of restores ?? [])
    if (stateOf(tx.incident, service) !== 'up') tx.add('service.restored', { service }, where);
  for (const id of stops ?? []) {
    const clock = own(tx.incident.clocks, id);
    if (clock === undefined || !takesMore(clock)) continue;
    const late = clock.due !== undefined && isOpenClock(clock) && millis(at) > millis(clock.due);
    const interim = isInterim(tx.incident, clock, at);
    const said = { ...(late && { late: true as const }), ...(interim && { interim: true as const }) };
    tx.add('clock.met', { clock: id, round: roundToMeet(clock), ...said }, where);
  }
  for (const id of starts ?? []) {
    const clock = own(tx.incident.clocks, id);
    const change = clock === undefined ? undefined : beginClock(tx.incident, clock, at, now);
    if (change !== undefined) addClock(tx, change, where);
  }
}

function stateOf(incident: Incident, service: string): string {
  const found = own(incident.services, service);
  // What nobody declared cannot be lost, and is never written.
  if (found === undefined) return 'undeclared';
  return found.because === undefined ? found.state : 'up';
}

/** Writes what becomes of a clock, at the moment from which it counts. */
export function addClock(tx: Transaction, change: ClockChange, said: Said): number {
  return change.type === 'clock.started'
    ? tx.add('clock.started', change.data, { ...said, at: change.at })
    : tx.add('clock.set-aside', change.data, { ...said, at: change.at, words: change.words });
}

/** Met, a cadence starts again, and so does a report that is owed every so often until the last one. */
function bringRounds(tx: Transaction, before: Incident, after: Incident): void {
  if (before.clocks === after.clocks) return;
  for (const state of Object.values(after.clocks)) {
    const then = own(before.clocks, state.id);
    if (state.state !== 'met' || state === then || state.metAt === undefined) continue;
    const change = nextRound(tx.incident, state, state.metAt, tx.hand.now);
    const cause = tx.drafts.findLastIndex((draft) => draft.type === 'clock.met' && draft.data.clock === state.id);
    if (change !== undefined) addClock(tx, change, { causedBy: Math.max(0, cause) });
  }
}

function bringClocks(tx: Transaction, before: Incident, after: Incident, cause: number): void {
  if (before === after) return;
  for (const change of clockChanges(before, after, tx.hand.now)) {
    const state = own(tx.incident.clocks, change.data.clock);
    // It was begun in this round already, by a step's `starts` or as the next round of its cadence.
    if (state !== own(after.clocks, change.data.clock)) continue;
    addClock(tx, change, { causedBy: cause });
  }
}

function bringEnds(tx: Transaction, after: Incident, causedBy: number): void {
  for (const run of after.runs) {
    const end = endIn(run);
    if (end === undefined || run.ended !== undefined) continue;
    tx.add('runbook.ended', { ...(end.outcome !== undefined && { outcome: end.outcome }) }, { run: run.id, causedBy });
  }
}

/** One decision that takes itself; what it brings comes before the next. */
function bringChoices(tx: Transaction, after: Incident, causedBy: number): void {
  const choice = nextChoice(after, tx.hand.now);
  if (choice === undefined) return;
  tx.add(
    'choice.made',
    { option: choice.option, auto: true },
    { run: choice.run, step: choice.step, turn: choice.turn, ...(tx.drafts.length > 0 && { causedBy }) },
  );
}

/** The next decision that takes itself now, where there is one. */
export function nextChoice(
  incident: Incident,
  now: string,
): { readonly run: string; readonly step: string; readonly turn: number; readonly option: string } | undefined {
  for (const run of incident.runs) {
    for (const { step, turn, option } of choicesIn(run, () => surroundings(incident, run, now))) {
      if (!incident.automatic.includes(`${run.id}:${step}`)) return { run: run.id, step, turn, option };
    }
  }
  return undefined;
}
