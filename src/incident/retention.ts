import { isGoingOn } from '../entry/index.ts';
import { addDuration, instant, millis, parseDuration, type Instant } from '../time/index.ts';
import type { HoldState, Incident } from './model.ts';

/** How long an organisation keeps what people said, where nobody said otherwise of an incident: counted from its end. */
export interface RetentionRule {
  /** A duration: `5 years`. */
  readonly incidents?: string;
  /** Of drills. */
  readonly drills?: string;
  /** On what legal basis, in words. */
  readonly basis?: string;
}

/** Until when the words of an incident are kept (GDPR Art. 5(1)(e): no longer than is necessary), and what stands against it. */
export interface Retention {
  /** Who said so: an act on this incident, the organisation for all of them, or nobody. */
  readonly said: 'incident' | 'organisation' | 'nobody';
  /** When the incident was over; absent while it is not. */
  readonly over?: Instant;
  /** The first day on which they are not to be kept any more, `YYYY-MM-DD`; absent: without a limit, or it is not over. */
  readonly until?: string;
  /** The duration, where it came from one. */
  readonly period?: string;
  readonly basis?: string;
  readonly hold?: HoldState;
  /** Its time is over, whether or not a hold stands against it. */
  readonly due: boolean;
}

/** How long the words of the incident are kept, as of now. Nothing is ever removed by it alone. */
export function retentionOf(incident: Incident, rule: RetentionRule | undefined, now: Instant): Retention {
  const { hold, retention, mode, timezone } = incident;
  const over = overSince(incident);
  const period = mode === 'drill' ? rule?.drills : rule?.incidents;
  const held = hold === undefined ? {} : { hold };
  const ended = over === undefined ? {} : { over };
  if (retention !== undefined) {
    const { until, basis } = retention;
    return {
      said: 'incident',
      ...ended,
      ...(until !== undefined && { until }),
      ...(basis !== undefined && { basis }),
      ...held,
      due: isOver(over, until, now, timezone),
    };
  }
  const duration = period === undefined ? undefined : parseDuration(period);
  if (period === undefined || duration === undefined) return { said: 'nobody', ...ended, ...held, due: false };
  const until = over === undefined ? undefined : dayIn(addDuration(over, duration, { timeZone: timezone }));
  return {
    said: 'organisation',
    ...ended,
    ...(until !== undefined && { until }),
    period,
    ...(rule?.basis !== undefined && { basis: rule.basis }),
    ...held,
    due: isOver(over, until, now, timezone),
  };
}

/** When it came to the state that it is in, if that is an end. Reopened, its time begins anew with the next end. */
export function overSince(incident: Incident): Instant | undefined {
  return isGoingOn(incident) ? undefined : incident.reached[incident.state];
}

/** What is not over is never due: its words are worked with. */
function isOver(over: Instant | undefined, until: string | undefined, now: Instant, timeZone: string): boolean {
  return over !== undefined && until !== undefined && dayIn(instant(millis(now), timeZone)) >= until;
}

/** The date of an instant by its own offset. */
const dayIn = (at: Instant): string => at.slice(0, 10);
