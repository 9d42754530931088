import { durationMs, instant, millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { Draft, EntryData, EntryType, Person } from '../entry/index.ts';
import type { Incident, Run } from './model.ts';
import type { WantedTimer } from '../statechart/index.ts';
import { timersIn } from './charts.ts';
import { isInterim } from './clock-rules.ts';
import { bringConsequences, nextChoice } from './consequences.ts';
import { Transaction } from './transaction.ts';
import type { Said } from './transaction.ts';

/** Something that happens by itself at its time. */
interface Due {
  readonly due: Instant;
  /** `due` in milliseconds since 1970. */
  readonly at: number;
  readonly write: (tx: Transaction, present: boolean) => void;
}

/**
 * The next thing that fell due by `now`, with all that it brings: entries `via: timer`, `at` when it was due. One step of
 * the cascade: a wait that ends may start another, so append, fold and call again until nothing comes. What fell due first
 * comes first; then decisions that take themselves. A decision's default is taken only while somebody is `present`; else
 * it is a `timer.elapsed` that asks. Never throws.
 */
export function fallenDue(
  incident: Incident,
  now: Instant,
  { by, present }: { readonly by: Person; readonly present: boolean },
): Draft[] {
  const end = millis(now);
  for (const { at, write } of allDue(incident)) {
    if (at > end) break;
    const drafts = written(incident, { now, at: instant(at, incident.timezone), by }, (tx) => write(tx, present));
    if (drafts !== undefined) return drafts;
  }
  const choice = nextChoice(incident, now);
  if (choice === undefined) return [];
  const { run, step, turn, option } = choice;
  return (
    written(incident, { now, at: now, by }, (tx) =>
      tx.add('choice.made', { option, auto: true }, { run, step, turn }),
    ) ?? []
  );
}

/**
 * When the next thing falls due by itself; also in the past, while it is not written. Decisions that take themselves are
 * not among it: they are written with the act that brings them about.
 */
export function nextDue(incident: Incident): Instant | undefined {
  if (incident.declared === '') return undefined;
  return allDue(incident)[0]?.due;
}

interface When {
  readonly now: Instant;
  readonly at: Instant;
  readonly by: Person;
}

/** The drafts, unless the incident would not take them: what can never be written must not be tried for ever. */
function written(incident: Incident, { now, at, by }: When, write: (tx: Transaction) => void): Draft[] | undefined {
  const tx = new Transaction(incident, { now, at, precision: 'second', by, via: 'timer' });
  write(tx);
  if (tx.drafts.length === 0 || tx.incident.misfits.length !== incident.misfits.length) return undefined;
  bringConsequences(tx);
  return tx.drafts;
}

const known = new WeakMap<Incident, readonly Due[]>();

/** What is still to fall due, soonest first; asked for after each act and before the next. */
function allDue(incident: Incident): readonly Due[] {
  const before = known.get(incident);
  if (before !== undefined) return before;
  const made = [...timersDue(incident), ...clocksDue(incident), ...rolesDue(incident)]
    .filter(({ at }) => !Number.isNaN(at))
    .sort((a, b) => a.at - b.at);
  known.set(incident, made);
  return made;
}

function timersDue(incident: Incident): Due[] {
  return incident.runs.flatMap((run) =>
    timersIn(run).map((timer) => ({
      due: timer.due,
      at: millis(timer.due),
      write: (tx: Transaction, present: boolean) => writeTimer(tx, run, timer, present),
    })),
  );
}

function writeTimer(tx: Transaction, run: Run, wanted: WantedTimer, present: boolean): void {
  const { timer, step, turn, due, round, option } = wanted;
  const where = { run: run.id, step, turn };
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

function clocksDue(incident: Incident): Due[] {
  return Object.values(incident.clocks).flatMap((clock) => {
    const { id, state, due, round } = clock;
    if (due === undefined || (state !== 'running' && state !== 'provisional')) return [];
    const interim = isInterim(incident, clock, due);
    return [entryDue(due, 'clock.missed', { clock: id, round, due, ...(interim && { interim: true as const }) })];
  });
}

function rolesDue(incident: Incident): Due[] {
  return Object.values(incident.roles).flatMap(({ id, role, holder, assignedAt, acknowledgedAt, overdueAt }) => {
    const within = durationMs(role['ack-within'] ?? '');
    if (within === undefined || holder === undefined || assignedAt === undefined) return [];
    if (acknowledgedAt !== undefined || overdueAt !== undefined) return [];
    const due = instant(millis(assignedAt) + within, incident.timezone);
    return [entryDue(due, 'timer.elapsed', { timer: 'acknowledge', due, role: id })];
  });
}

function entryDue<T extends EntryType>(due: Instant, type: T, data: EntryData[T], said: Said = {}): Due {
  return {
    due,
    at: millis(due),
    write: (tx) => {
      tx.add(type, data, said);
    },
  };
}
