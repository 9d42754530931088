import { isTimeZone } from '../../time/index.ts';
import type { Finding, Path } from '../finding.ts';
import { fault } from './subject.ts';

/** The `timezone` of a file, where there is no such zone. */
export function zoneRule(timezone: string | undefined): Finding[] {
  return timezone === undefined || isTimeZone(timezone)
    ? []
    : [
        fault(
          ['timezone'],
          'unknown-timezone',
          `\`${timezone}\` is not a time zone`,
          'write an IANA name, for example `Europe/Copenhagen`',
        ),
      ];
}

/** A day, where no calendar has it. */
export function dayRule(day: string, path: Path): Finding[] {
  return isDay(day)
    ? []
    : [fault(path, 'bad-date', `\`${day}\` is not a day of the calendar`, 'write it as `2026-11-21`')];
}

/** Whether a text is a day of the calendar. */
export function isDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const [year, month, date] = day.split('-').map(Number);
  const meant = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, date));
  return meant.getUTCFullYear() === year && meant.getUTCMonth() + 1 === month && meant.getUTCDate() === date;
}
