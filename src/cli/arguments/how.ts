import { parseWhen, type Instant, type TimePrecision } from '../../time/index.ts';
import { answerWhy } from '../../guide/index.ts';
import type { How, Session } from '../../session/index.ts';
import type { Call } from '../call.ts';
import { wrongUsage } from '../failure.ts';

/** A time that has passed, as `--at` and `--since` take it. @throws Failure */
export function pastTime(
  typed: string,
  now: Instant,
  timeZone: string,
  option: string,
): { readonly at: Instant; readonly precision: TimePrecision } {
  const read = parseWhen(typed, { now, timeZone });
  if ('problem' in read) throw wrongUsage(`--${option}: ${read.problem}`);
  return read;
}

/** How the act was done, by the options that every act takes. */
export function howOf(call: Call, session: Pick<Session, 'now' | 'incident'>): How {
  const at = call.option('at');
  const by = call.option('by');
  const why = call.option('why');
  const note = call.option('note');
  return {
    ...(at !== undefined && pastTime(at, session.now(), session.incident.timezone, 'at')),
    ...(by !== undefined && { by: notEmpty(by, 'by') }),
    ...(why !== undefined && answerWhy({}, notEmpty(why, 'why'))),
    ...(note !== undefined && { note: notEmpty(note, 'note') }),
  };
}

/** The value of that option. @throws Failure where nothing stands in it */
export function notEmpty(value: string, option: string): string {
  if (value.trim() === '') throw wrongUsage(`--${option} is empty.`);
  return value;
}

/** A moment with its date and offset, so that nobody takes yesterday for today. */
export function dated(at: Instant): string {
  return at
    .replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00)?(?:\.\d+)?(:\d\d)?/, '$1 $2$3')
    .replace(/([+-]\d\d:\d\d|Z)$/, ' $1');
}
