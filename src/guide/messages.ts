import { pieces, references } from '../conditions/index.ts';
import { messageBodies, runbookOf } from '../incident/index.ts';
import type { Incident, MessageState } from '../incident/index.ts';
import { millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { isOpenClock } from './open-clock.ts';
import type { ClockRow, CurrentStep, FilledMessage, MessageRow } from './model.ts';
import type { Standing } from './standing.ts';

/** Every message of the followed runbooks with the facts of now in it: what an open step wants first, then what is due next. */
export function messageRows(
  incident: Incident,
  standing: Standing,
  current: readonly CurrentStep[],
  clocks: readonly ClockRow[],
  now: Instant,
): MessageRow[] {
  const rank = (row: MessageRow): number => (row.wanted === undefined ? 1 : 0);
  const due = ({ next }: MessageRow): number => (next?.due === undefined ? Infinity : millis(next.due));
  return Object.values(incident.messages)
    .map((state) => messageRow(incident, standing, current, clocks, now, state))
    .sort((a, b) => rank(a) - rank(b) || (due(a) === due(b) ? 0 : due(a) - due(b)));
}

function messageRow(
  incident: Incident,
  standing: Standing,
  current: readonly CurrentStep[],
  clocks: readonly ClockRow[],
  now: Instant,
  state: MessageState,
): MessageRow {
  const { id, sent, lastAt } = state;
  // Who waits for an approval has sent it already.
  const wanting = current.find((step) => step.message?.id === id && step.state === 'active');
  const ids = clocksOf(state, standing, clocks);
  const next = clocks.find((clock) => ids.has(clock.id) && isOpenClock(clock));
  return {
    ...(wanting?.message ?? filled(incident, state, now)),
    sent,
    ...(lastAt === undefined ? {} : { lastAt }),
    ...(next === undefined ? {} : { next }),
    ...(wanting === undefined ? {} : { wanted: wanting.key }),
  };
}

/** As the runbook that it stands in would say it now, where no open step says it. */
function filled(incident: Incident, { id, message }: MessageState, now: Instant): FilledMessage {
  const written = runbookOf(incident, ({ messages }) => messages?.[id]);
  const { to, by } = message;
  const bodies = written === undefined ? [] : messageBodies(incident, message, written, now);
  return { id, to, bodies, ...(by === undefined ? {} : { by }) };
}

/** The clocks that say when it is due: those that its steps meet, and a cadence of which it speaks ("next update …"). */
function clocksOf(
  { id, message }: MessageState,
  { steps }: Standing,
  clocks: readonly ClockRow[],
): ReadonlySet<string> {
  const met = steps.flatMap(({ planned: { step } }) =>
    'message' in step && step.message === id ? (step.stops ?? []) : [],
  );
  const spoken = Object.values(message.text)
    .flatMap((text) => pieces(text))
    .flatMap((piece) => (piece.kind === 'expression' ? references(piece.source).clocks : []));
  const cadences = new Set(clocks.filter((clock) => clock.every !== undefined).map((clock) => clock.id));
  return new Set([...met, ...spoken.filter((clock) => cadences.has(clock))]);
}
