import type { AnyEntry } from '../../entry/index.ts';
import type { StepLife } from '../../statechart/index.ts';
import { durationMs, millis } from '../../time/index.ts';
import { changedSince } from '../charts.ts';
import type { Incident, Run, StepOutOfTurn, StepSpan } from '../model.ts';
import { allSteps, openSteps } from '../select.ts';
import type { FoundStep } from '../select.ts';
import { titlesAt, titlesThen } from '../titles.ts';
import { push } from '../work.ts';
import type { Work } from '../work.ts';

/** Keeps the turns that an entry has ended. */
export function noteTurns(work: Work, entry: AnyEntry, run: Run, was: Run): void {
  for (const { step, life, then } of changedSince(run, was)) {
    if (then === undefined || !isOpen(then) || (isOpen(life) && life.turn === then.turn)) continue;
    const title = titlesThen(work.it, entry).step(run, step);
    const span = spanOf({ run, step, life: life.turn === then.turn ? life : overtaken(then, life, entry) }, title);
    if (span !== undefined) push(work, 'turns', span);
  }
}

/** Every turn of every step that was ever open, in the order in which they began. */
export function stepSpans(incident: Incident): readonly StepSpan[] {
  const titles = titlesAt(incident, incident.lastAt);
  const now = (found: FoundStep): StepSpan[] | StepSpan => spanOf(found, titles.step(found.run, found.step)) ?? [];
  const open = openSteps(incident).flatMap(now);
  const settled = allSteps(incident)
    .filter(({ life }) => !isOpen(life))
    .flatMap(now);
  // What was left open, or left out, may have been done since, and was not opened again for it.
  const since = new Map(settled.filter(({ state }) => isSettledByPeople.has(state)).map((span) => [keyOf(span), span]));
  const last = new Map(incident.turns.map((span) => [keyOf(span), span]));
  const turns = incident.turns.map(
    (span) => (last.get(keyOf(span)) === span ? since.get(keyOf(span)) : undefined) ?? span,
  );
  // What began and ended in one moment was never seen open.
  const seen = new Set(turns.map(keyOf));
  const atOnce = settled.filter((span) => !seen.has(keyOf(span)));
  return [...turns, ...open, ...atOnce].toSorted((a, b) => millis(a.began) - millis(b.began));
}

const isOpen = ({ state }: StepLife): boolean => state === 'active' || state === 'awaiting';

const keyOf = ({ run, step, turn }: StepSpan): string => `${run}:${step}#${turn}`;

/** A turn as it ended when the next one had already begun, which remembers how. */
function overtaken(then: StepLife, { last }: StepLife, { id, by }: AnyEntry): StepLife {
  if (last?.turn !== then.turn) return { ...then, state: 'left-open' };
  // What was approved was done by whoever had done it, and not by who approved it.
  const who = last.entry === id ? by.name : last.entry === then.awaiting?.entry ? then.awaiting?.by : undefined;
  return {
    ...then,
    state: 'done',
    ...(last.at !== undefined && { at: last.at }),
    ...(last.entry !== undefined && { entry: last.entry }),
    ...(who !== undefined && { by: who }),
  };
}

/** Every step that somebody settled while it was not open, as whoever acts before the plan does: how long it took nobody knows. */
export function stepsOutOfTurn(incident: Incident): readonly StepOutOfTurn[] {
  const titles = titlesAt(incident, incident.lastAt);
  return allSteps(incident)
    .filter(({ life: { state, since } }) => since === undefined && isSettledByPeople.has(state))
    .map((found) => toldOf(found, titles.step(found.run, found.step)))
    .toSorted((a, b) => endOf(a) - endOf(b));
}

const endOf = ({ ended }: StepOutOfTurn): number => (ended === undefined ? 0 : millis(ended));

const isSettledByPeople: ReadonlySet<StepLife['state']> = new Set(['done', 'skipped', 'failed']);

/** Absent where the step was never open. */
function spanOf(found: FoundStep, title: string): StepSpan | undefined {
  const { since } = found.life;
  return since === undefined ? undefined : { ...toldOf(found, title), began: since };
}

function toldOf({ run, step, life }: FoundStep, title: string): StepOutOfTurn {
  const { at, by, state, turn } = life;
  const { role } = step;
  const expected = expectedOf(step.step.expect);
  return {
    run: run.id,
    step: step.id,
    title,
    turn,
    verb: step.verb,
    state,
    ...(role !== undefined && { role }),
    // What waits for its approval may keep when it was left open before.
    ...(at !== undefined && !isOpen(life) && { ended: at }),
    ...(by !== undefined && { by }),
    ...(life.entry !== undefined && { entry: life.entry }),
    ...(expected !== undefined && { expected }),
  };
}

function expectedOf(expect: FoundStep['step']['step']['expect']): number | undefined {
  if (expect === undefined) return undefined;
  return durationMs(typeof expect === 'string' ? expect : expect.likely);
}
