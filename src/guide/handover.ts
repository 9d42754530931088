import { own } from '../incident/index.ts';
import type { Incident } from '../incident/index.ts';
import { elapsed, millis, shortDuration, showTime } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { Guide, HandoverRow, PeriodRow, Question } from './model.ts';
import { onShiftTooLong } from './texts/people-text.ts';

/** Every handover that waits to be accepted: first what this person is to accept, the oldest first. */
export function handoverRows(incident: Incident, me: string): HandoverRow[] {
  return Object.values(incident.handovers)
    .map(({ entry, from, to, at, roles, brief }) => ({
      entry,
      from,
      ...(to !== undefined && { to }),
      at,
      roles: roles.map((role) => own(incident.roles, role)?.role.title ?? role),
      brief,
      isMine: from === me,
      isForMe: from !== me && (to === undefined || to === me),
    }))
    .sort((a, b) => Number(b.isForMe) - Number(a.isForMe) || millis(a.at) - millis(b.at));
}

/** The period that runs, and whether its time is over. */
export function periodRow({ period }: Incident, now: Instant): PeriodRow | undefined {
  if (period === undefined) return undefined;
  const { number, begunAt, until, objectives } = period;
  return {
    number,
    begunAt,
    ...(until !== undefined && { until }),
    isOver: until !== undefined && millis(until) <= millis(now),
    objectives,
  };
}

/** Who waits for whom: `Anna hands over to you: Incident lead, since 4m`. */
export function waitingText(
  { from, to, at, roles, isMine, isForMe }: HandoverRow,
  { now }: Pick<Guide, 'now'>,
): string {
  const what = roles.length === 0 ? 'no role' : roles.join(', ');
  const ago = `${shortDuration(elapsed(at, now))} ago`;
  if (isMine)
    return `You handed over ${what} to ${to ?? 'whoever accepts'}, ${ago}: not accepted yet, it stays with you until then.`;
  if (isForMe && to !== undefined) return `${from} hands over to you: ${what}, ${ago}. Read the brief, then accept it.`;
  return `${from} hands over ${what} to ${to ?? 'whoever accepts'}, ${ago}: not accepted yet.`;
}

/**
 * What whoever handed over is told once another has accepted; undefined where that is not what has happened since.
 * @param before the guide as the same person saw it last
 */
export function relievedText(before: Guide, now: Guide, { heard }: Incident): string | undefined {
  const mine = before.handovers.find(({ isMine }) => isMine);
  if (mine === undefined || now.handovers.some(({ entry }) => entry === mine.entry)) return undefined;
  const relieved = Object.hasOwn(heard, mine.from) ? heard[mine.from]?.relieved : undefined;
  // One that was taken back leaves what was accepted before it.
  if (relieved === undefined || millis(relieved.at) < millis(mine.at)) return undefined;
  const what = mine.roles.length === 0 ? 'your handover' : mine.roles.join(', ');
  const kept = now.me.roles.length === 0 ? 'You hold no role any more.' : 'What you kept is still yours.';
  return `${relieved.by} has accepted ${what}. ${kept}`;
}

/** Under which heading a brief says what worries whoever gives it, in their own words before what the record itself gives reason to watch. */
export const worriesTitle = 'Worries';

/** What whoever handed over said worries them, out of the brief that they gave; undefined where they said nothing. */
export function worriesIn(brief: string): string | undefined {
  const lines = brief.split('\n');
  const by = /, by (.+)$/.exec(lines[1] ?? '')?.[1];
  const [first, ...rest] = lines.slice(lines.indexOf(worriesTitle, 2) + 1);
  if (by === undefined || first?.startsWith(`  ${by}: `) !== true) return undefined;
  // Of several lines that somebody wrote only the first is set in.
  const own = rest.findIndex((line) => line === '' || line.startsWith('  '));
  const said = [first.slice(by.length + 4), ...rest.slice(0, Math.max(0, own))].join(' ').trim();
  return said === '' || said.startsWith(onShiftTooLong) ? undefined : said;
}

/** What worried those whose handover has been accepted since, so that whoever accepted it unread is told; undefined where nothing did. */
export function takenOverText(before: Guide, now: Guide): string | undefined {
  const accepted = before.handovers.filter(({ entry }) => !now.handovers.some((row) => row.entry === entry));
  const worries = accepted.flatMap(({ from, brief }) => {
    const said = worriesIn(brief);
    return said === undefined ? [] : [`What worries ${from}: ${said}`];
  });
  return worries.length === 0 ? undefined : worries.join('\n');
}

/** What somebody has to do about a handover; before anything else, because until then nobody knows who leads. */
export function handoverQuestions(rows: readonly HandoverRow[], now: Instant): Question[] {
  return rows.map((row) => ({
    kind: 'handover',
    text: waitingText(row, { now }),
    ...(row.isMine ? {} : { command: rows.length === 1 ? 'accept-handover' : `accept-handover ${row.from}` }),
    ref: `${row.entry}${row.isMine ? ' mine' : ''}`,
  }));
}

/** `period 3 until 08:00 +01:00`; in capitals once it is over. */
export function periodText(
  { number, until, isOver }: PeriodRow,
  { now, timezone }: Pick<Guide, 'now' | 'timezone'>,
): string {
  if (until === undefined) return `period ${number}`;
  const time = showTime(until, { now, timeZone: timezone });
  return isOver ? `PERIOD ${number} OVER since ${time}` : `period ${number} until ${time}`;
}

/** A period whose time is over wants the next one. */
export function periodQuestions(period: PeriodRow | undefined, timezone: string, now: Instant): Question[] {
  if (period?.isOver !== true) return [];
  const text = `${periodText(period, { now, timezone })}. Begin the next one with its objectives.`;
  return [{ kind: 'period', text, command: 'period', ref: `${period.number} ${period.until ?? ''}` }];
}
