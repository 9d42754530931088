import { durationMs, instant, millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { Draft, Person } from '../entry/index.ts';
import type { Incident, Run } from './model.ts';
import { ofLast, whileSame } from '../statechart/index.ts';
import type { WantedTimer } from '../statechart/index.ts';
import { timersIn } from './charts.ts';
import { isInterim } from './clock-rules.ts';
import { drillDue } from './drill/due.ts';
import { bringConsequences, nextChoice } from './consequences.ts';
import { Transaction } from './transaction.ts';
import type { Due } from './by-itself.ts';

/** While what stands on paper is typed in, time goes by the paper. */
export interface OnPaper {
  /** The time of the line that is typed now: the plan has moved by its timers up to there, and no further. */
  readonly upTo: Instant;
  /** When it is typed: what fell due before then waits until the paper is through, for it may tell what came of it. */
  readonly typedAt: Instant;
}

/** Who looks at what falls due. */
export interface Looking {
  readonly by: Person;
  /** Somebody has the incident open. */
  readonly present: boolean;
  /** When they looked last: what fell due before and was not wanted then has come about in hindsight, and nobody was there for it. */
  readonly lookedAt?: Instant | undefined;
  readonly paper?: OnPaper | undefined;
  /** As of an `ActContext`. */
  readonly newId?: () => string;
}

/**
 * The next thing that fell due by `now`, with all that it brings: entries `via: timer`, `at` when it was due. One step of
 * the cascade: a wait that ends may start another, so append, fold and call again until nothing comes. What fell due first
 * comes first; then decisions that take themselves. A decision's default is taken only where somebody was `present` when it fell
 * due; else it is a `timer.elapsed` that asks. Never throws.
 */
export function fallenDue(incident: Incident, now: Instant, looking: Looking): Draft[] {
  return fallDue(incident, now, looking)?.drafts ?? [];
}

/** As {@link fallenDue}, with the incident as it will stand once the drafts are written; undefined where nothing fell due. */
export function fallDue(
  incident: Incident,
  now: Instant,
  { by, present, lookedAt, paper, newId }: Looking,
): { readonly drafts: Draft[]; readonly foreseen: Incident } | undefined {
  const end = millis(now);
  const last = lookedAt === undefined ? -Infinity : millis(lookedAt);
  for (const { at, moves, write, via } of dueBy(incident, end)) {
    if (paper !== undefined && waitsForPaper(at, moves, paper)) continue;
    const when = { now, at: instant(at, incident.timezone), by, via, newId };
    const tx = written(incident, when, (each) => write(each, present && at > last));
    if (tx !== undefined) return { drafts: tx.drafts, foreseen: tx.incident };
  }
  const choice = nextChoice(incident, now);
  if (choice === undefined) return undefined;
  const { run, step, turn, option } = choice;
  const tx = written(incident, { now, at: now, by, newId }, (each) =>
    each.add('choice.made', { option, auto: true }, { run, step, turn }),
  );
  return tx && { drafts: tx.drafts, foreseen: tx.incident };
}

function waitsForPaper(at: number, moves: boolean, { upTo, typedAt }: OnPaper): boolean {
  return at <= millis(typedAt) && !(moves && at <= millis(upTo));
}

/**
 * When the next thing falls due by itself; also in the past, while it is not written, unless only what comes `after` a time is
 * asked for. Decisions that take themselves are not among it: they are written with the act that brings them about.
 */
export function nextDue(incident: Incident, after?: Instant): Instant | undefined {
  return soonest(incident, after === undefined ? -Infinity : millis(after))?.due;
}

/** The same in milliseconds since 1970; Infinity where nothing does. */
export function nextDueAt(incident: Incident): number {
  return soonestOf(incident)?.at ?? Infinity;
}

const soonestOf = ofLast((incident: Incident) => soonest(incident, -Infinity));

function soonest(incident: Incident, from: number): Due | undefined {
  if (incident.declared === '') return undefined;
  let first: Due | undefined;
  for (const part of allDue(incident))
    for (const due of part) if (due.at > from && (first === undefined || due.at < first.at)) first = due;
  return first;
}

interface When {
  readonly now: Instant;
  readonly at: Instant;
  readonly by: Person;
  readonly via?: Due['via'] | undefined;
  readonly newId: Looking['newId'] | undefined;
}

/** What is written, unless the incident would not take them: what can never be written must not be tried for ever. */
function written(
  incident: Incident,
  { now, at, by, via, newId }: When,
  write: (tx: Transaction) => void,
): Transaction | undefined {
  const tx = new Transaction(incident, {
    now,
    at,
    precision: 'second',
    by,
    via: via ?? 'timer',
    ...(newId !== undefined && { newId }),
  });
  write(tx);
  if (tx.drafts.length === 0 || tx.incident.misfits.length !== incident.misfits.length) return undefined;
  bringConsequences(tx);
  return tx;
}

/** What falls due until then, soonest first. */
function dueBy(incident: Incident, end: number): readonly Due[] {
  const fallen: Due[] = [];
  for (const part of allDue(incident)) for (const due of part) if (due.at <= end) fallen.push(due);
  return fallen.toSorted((a, b) => a.at - b.at);
}

/** What is still to fall due, by where it comes from. It is asked for before and after each act, and few acts change any of it. */
const allDue = ofLast((incident: Incident): readonly (readonly Due[])[] => [
  timersDue(incident.runs),
  clocksDue(incident.clocks),
  rolesDue(incident),
  drillDue(incident),
]);

const timersDue = whileSame(
  (runs: Incident['runs']) => [runs],
  (runs): Due[] => {
    const all: Due[] = [];
    for (const run of runs) for (const timer of timersIn(run)) all.push(timerDue(run.id, timer));
    return all;
  },
);

/** A timer stays the same as long as nothing becomes of its step; it is of one run. */
const ofTimers = new WeakMap<WantedTimer, Due>();

function timerDue(run: Run['id'], timer: WantedTimer): Due {
  const known = ofTimers.get(timer);
  if (known !== undefined) return known;
  const due = {
    due: timer.due,
    at: millis(timer.due),
    moves: timer.timer === 'wait' || timer.timer === 'at-most' || timer.timer === 'round',
    write: (tx: Transaction, present: boolean) => writeTimer(tx, run, timer, present),
  };
  ofTimers.set(timer, due);
  return due;
}

function writeTimer(tx: Transaction, run: Run['id'], wanted: WantedTimer, present: boolean): void {
  const { timer, step, turn, due, round, option } = wanted;
  const where = { run, step, turn };
  if (timer === 'default' && present && option !== undefined) {
    tx.add(
      'default.taken',
      { option },
      { ...where, words: 'Nobody decided in time.', deviation: { kinds: ['default-by-timer'], owed: false } },
    );
    return;
  }
  const data = { timer, due, ...(round !== undefined && { round }) };
  const isWithout = timer === 'approval';
  tx.add('timer.elapsed', data, {
    ...where,
    ...(isWithout && { words: 'Nobody approved in time.', deviation: { kinds: ['without-approval'], owed: false } }),
  });
}

const clocksDue = whileSame(
  (clocks: Incident['clocks']) => [clocks],
  (clocks): Due[] => {
    const all: Due[] = [];
    for (const clock of Object.values(clocks)) {
      const { id, state, due, round } = clock;
      if (due === undefined || (state !== 'running' && state !== 'provisional')) continue;
      const write: Due['write'] = (tx) => {
        const interim = isInterim(tx.incident, clock, due);
        tx.add('clock.missed', { clock: id, round, due, ...(interim && { interim: true as const }) });
      };
      all.push(entryDue(due, write));
    }
    return all;
  },
);

const rolesDue = whileSame(
  ({ roles, timezone }: Incident) => [roles, timezone],
  ({ roles, timezone }): Due[] =>
    Object.values(roles).flatMap(({ id, role, holder, assignedAt, acknowledgedAt, overdueAt }) => {
      const within = durationMs(role['ack-within'] ?? '');
      if (within === undefined || holder === undefined || assignedAt === undefined) return [];
      if (acknowledgedAt !== undefined || overdueAt !== undefined) return [];
      const due = instant(millis(assignedAt) + within, timezone);
      return entryDue(due, (tx) => {
        tx.add('timer.elapsed', { timer: 'acknowledge', due, role: id });
      });
    }),
);

const entryDue = (due: Instant, write: Due['write']): Due => ({ due, at: millis(due), moves: false, write });
