import type { Draft, Severity } from '../entry/index.ts';
import type { ActContext } from './act.ts';
import { nothingYet } from './fold.ts';
import { handOf } from './hand.ts';
import { Transaction } from './transaction.ts';

export interface Declaring {
  /** The short id, said on the phone: `flood-7`. */
  readonly alias: string;
  readonly reason: string;
  readonly title?: string;
  readonly mode: 'real' | 'drill';
  /** IANA name. */
  readonly timezone: string;
  /** `YYYY-MM-DD`, for deadlines in working days. */
  readonly holidays: readonly string[];
  readonly severity?: Severity;
  readonly impact?: string;
  /** In a drill: how many times faster than the wall its clock runs; 1 where missing. */
  readonly speed?: number;
}

/** The first entries of an incident. Which incident they belong to, the timeline puts to them. */
export function declare(options: Declaring, context: ActContext): Draft[] {
  const { alias, reason, title, mode, timezone, holidays, severity, impact, speed } = options;
  const isDrill = mode === 'drill';
  const tx = new Transaction({ ...nothingYet, mode }, handOf(context));
  tx.add('incident.declared', { mode, alias, timezone, ...(holidays.length > 0 && { holidays }) }, { words: reason });
  if (isDrill) tx.add('exercise.started', { 'exercise-at': context.now, speed: speed ?? 1 }, { causedBy: 0 });
  if (title !== undefined) tx.add('incident.described', { field: 'title' }, { words: title, causedBy: 0 });
  if (severity !== undefined) tx.add('severity.set', { severity }, { causedBy: 0 });
  if (impact !== undefined) tx.add('incident.described', { field: 'impact' }, { words: impact, causedBy: 0 });
  if (context.note !== undefined) tx.add('note.written', {}, { words: context.note, causedBy: 0 });
  return tx.drafts;
}
