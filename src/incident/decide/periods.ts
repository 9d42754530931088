import { millis, sayTime } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Refusal } from '../../statechart/index.ts';
import type { Act } from '../act.ts';
import type { PeriodState } from '../model.ts';
import { alreadySo } from '../refusals.ts';
import type { Transaction } from '../transaction.ts';
import { attempt } from './attempt.ts';

/**
 * An operational period: a stretch of the incident with an end and objectives of its own (NIMS, the planning cycle of ICS).
 * Its objectives are words, one a line.
 */
export function writePeriod(tx: Transaction, act: Extract<Act, { act: 'period' | 'objective' }>): Refusal | undefined {
  const running = tx.incident.period;
  if (act.act === 'objective') {
    const [objective] = linesOf([act.words]);
    if (objective === undefined)
      return { code: 'needs-words', message: 'Say what is to be reached.', hint: 'objective WORDS' };
    if (running?.objectives.includes(objective) === true)
      return alreadySo(`That is an objective of period ${running.number} already.`, running.entry);
    return begin(tx, {
      number: running?.number ?? 1,
      until: running?.until,
      objectives: [...(running?.objectives ?? []), objective],
    });
  }
  const number = act.number ?? (running?.number ?? 0) + 1;
  const given = linesOf(act.objectives);
  if (running?.number !== number) return begin(tx, { number, until: act.until, objectives: given });
  if (act.until === undefined && given.length === 0)
    return {
      ...alreadySo(`Period ${number} is running already.`, running.entry),
      hint: `Say what changes: period ${number} OBJECTIVE; OBJECTIVE --until TIME`,
    };
  return begin(tx, {
    number,
    until: act.until ?? running.until,
    objectives: given.length === 0 ? running.objectives : given,
  });
}

function begin(
  tx: Transaction,
  { number, until, objectives }: Pick<PeriodState, 'number' | 'objectives'> & { readonly until: Instant | undefined },
): Refusal | undefined {
  // A period that was begun may be over: only its own new end has to lie ahead.
  if (until !== undefined && until !== tx.incident.period?.until && millis(until) <= millis(tx.hand.at))
    return {
      code: 'wrong-type',
      message: `${sayTime(until)} has passed: a period ends later than it begins.`,
      hint: 'Give a time that lies ahead: 8h, 08:00, tomorrow 08:00.',
    };
  return attempt(
    tx,
    'period.begun',
    { number, ...(until !== undefined && { until }) },
    objectives.length === 0 ? {} : { words: objectives.join('\n') },
  );
}

/** Each objective is one line. */
function linesOf(words: readonly string[]): string[] {
  return words.map((each) => each.replace(/\s*[\r\n]+\s*/g, ' ').trim()).filter((each) => each !== '');
}
