import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { timesIn, written } from '../../src/report/words/times.ts';
import { instant } from '../../src/time/index.ts';

describe('moments of a report', () => {
  it('say the same whichever moments were said before them, in any zone, when clocks change too', () => {
    const zones = ['Europe/Copenhagen', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC'];
    const years = { min: Date.UTC(1995, 0), max: Date.UTC(2030, 0) };
    const about = fc.integer(years).chain((ms) => fc.array(fc.integer({ min: ms, max: ms + 86_400_000 })));
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom('en' as const, 'da' as const),
        about,
        (zone, language, all) => {
          const time = timesIn(zone, language);
          for (const ms of all)
            expect(time(instant(ms, 'UTC'))).toBe(written(instant(Math.floor(ms / 60_000) * 60_000, zone), language));
        },
      ),
    );
  });

  it('go over the hour where a zone was off by odd minutes, and stand as they are where they are none', () => {
    const time = timesIn('Africa/Monrovia', 'en');
    expect(['1971-06-01T12:58:00Z', '1971-06-01T12:44:30Z'].map(time)).toEqual([
      written(instant(Date.UTC(1971, 5, 1, 12, 58), 'Africa/Monrovia'), 'en'),
      written(instant(Date.UTC(1971, 5, 1, 12, 44), 'Africa/Monrovia'), 'en'),
    ]);
    expect(time('soon')).toBe('soon');
  });
});
