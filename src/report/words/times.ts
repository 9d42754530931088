import { type Instant, instant, millis, sayTime } from '../../time/index.ts';
import type { Language } from '../languages.entry.ts';

/** So many quarters of an hour are remembered: those of six weeks. */
const mostQuarters = 4032;

/**
 * Moments as the clocks of that zone showed them, with their date; what is none stands as it is. More than the minute is not
 * said, and minutes of one quarter of an hour differ in their two digits alone.
 */
export function timesIn(timezone: string, language: Language): (at: Instant) => string {
  const quarters = new Map<number, Quarter>();
  const minuteOf = (minute: number): string => {
    const begin = Math.floor(minute / 15) * 15;
    let quarter = quarters.get(begin);
    if (quarter === undefined) {
      if (quarters.size === mostQuarters) quarters.clear();
      quarter = quarterOf(written(instant(begin * 60_000, timezone), language));
      quarters.set(begin, quarter);
    }
    // Some zones were once off by odd minutes, and such a quarter goes over the hour.
    if (quarter.minutes % 15 !== 0) return written(instant(minute * 60_000, timezone), language);
    const minutes = quarter.minutes + minute - begin;
    return `${quarter.before}${minutes < 10 ? '0' : ''}${minutes}${quarter.behind}`;
  };
  // Neighbours of a long record are often of one minute.
  let last = { minute: NaN, text: '' };
  return (at) => {
    const minute = Math.floor(millis(at) / 60_000);
    if (Number.isNaN(minute)) return at;
    if (minute !== last.minute) last = { minute, text: minuteOf(minute) };
    return last.text;
  };
}

/** The first moment of a quarter of an hour in words, around the minutes of its clock. */
interface Quarter {
  readonly before: string;
  readonly minutes: number;
  readonly behind: string;
}

function quarterOf(text: string): Quarter {
  // The first colon is that of the clock, a second one that of the offset.
  const place = text.indexOf(':') + 1;
  return {
    before: text.slice(0, place),
    minutes: Number(text.slice(place, place + 2)),
    behind: text.slice(place + 2),
  };
}

const months = ['jan.', 'feb.', 'mar.', 'apr.', 'maj', 'juni', 'juli', 'aug.', 'sep.', 'okt.', 'nov.', 'dec.'];

/** A moment with its date and the offset that it was recorded with, in that language. */
export function written(at: Instant, language: Language): string {
  if (language === 'en') return sayTime(at);
  const [, year, month, day, clock, offset = ''] =
    /^(\d+)-(\d\d)-(\d\d)T(\d\d:\d\d).*?(Z|[+-]\d\d:\d\d)$/.exec(at) ?? [];
  return `${Number(day)}. ${months[Number(month) - 1] ?? ''} ${year ?? ''} ${clock ?? ''} ${offset === 'Z' ? '+00:00' : offset}`;
}
