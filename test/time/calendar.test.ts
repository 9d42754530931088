import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDuration, instant, millis, onWorkingDay, parseDuration } from '../../src/time/index.ts';
import type { Duration } from '../../src/time/index.ts';

const COPENHAGEN = { timeZone: 'Europe/Copenhagen' };

function after(
  from: string,
  text: string,
  options: { timeZone: string; holidays?: readonly string[] } = COPENHAGEN,
): string {
  const duration = parseDuration(text);
  if (duration === undefined) throw new Error(`"${text}" is no duration.`);
  return addDuration(from, duration, options);
}

describe('a calendar month ends on the same day, or on the last one (Regulation 1182/71, Art. 3)', () => {
  it.each([
    ['2026-01-31T10:00:00+01:00', '1 month', '2026-02-28T10:00:00+01:00'],
    ['2028-01-31T10:00:00+01:00', '1 month', '2028-02-29T10:00:00+01:00'],
    ['2028-02-29T10:00:00+01:00', '1 year', '2029-02-28T10:00:00+01:00'],
    ['2026-02-28T10:00:00+01:00', '1 month', '2026-03-28T10:00:00+01:00'],
    ['2026-11-30T10:00:00+01:00', '3 months', '2027-02-28T10:00:00+01:00'],
    ['2026-12-15T10:00:00+01:00', 'P1M', '2027-01-15T10:00:00+01:00'],
    ['2026-01-30T10:00:00+01:00', 'P1M1D', '2026-03-01T10:00:00+01:00'],
  ])('%s and %s', (from, duration, due) => {
    expect(after(from, duration)).toBe(due);
  });

  it('counts days in the zone, whatever offset the start was written with', () => {
    expect(after('2026-01-31T23:30:00Z', '1 month')).toBe('2026-03-01T00:30:00+01:00');
  });
});

describe('when the clocks change', () => {
  it('a calendar day keeps the time on the wall, an exact one its 24 hours', () => {
    expect(after('2026-03-28T12:00:00+01:00', '1 day')).toBe('2026-03-29T12:00:00+02:00');
    expect(after('2026-03-28T12:00:00+01:00', '1d')).toBe('2026-03-29T13:00:00+02:00');
    expect(after('2026-10-24T12:00:00+02:00', '1 day')).toBe('2026-10-25T12:00:00+01:00');
    expect(after('2026-10-24T12:00:00+02:00', '1d')).toBe('2026-10-25T11:00:00+01:00');
    const newYork = { timeZone: 'America/New_York' };
    expect(after('2026-03-07T12:00:00-05:00', '1 day', newYork)).toBe('2026-03-08T12:00:00-04:00');
    expect(after('2026-10-31T12:00:00-04:00', '1d', newYork)).toBe('2026-11-01T11:00:00-05:00');
    const kolkata = { timeZone: 'Asia/Kolkata' };
    expect(after('2026-03-28T12:00:00+05:30', '1 day', kolkata)).toBe(
      after('2026-03-28T12:00:00+05:30', '1d', kolkata),
    );
  });

  it('a time that never comes is as much later, one that comes twice the first', () => {
    expect(after('2026-02-28T02:30:00+01:00', 'P1M1D')).toBe('2026-03-29T03:30:00+02:00');
    expect(after('2026-09-25T02:30:00+02:00', '1 month')).toBe('2026-10-25T02:30:00+02:00');
  });

  it('nothing added changes nothing, even in the hour that comes twice', () => {
    expect(after('2026-10-25T02:30:00+01:00', '0 days')).toBe('2026-10-25T02:30:00+01:00');
    expect(after('2026-10-25T02:30:00+01:00', '0 working days')).toBe('2026-10-25T02:30:00+01:00');
  });
});

describe('working days', () => {
  // 2026-11-20 is a Friday.
  it('skip Saturday and Sunday; the day it begins does not count', () => {
    expect(after('2026-11-20T15:00:00+01:00', '1 working day')).toBe('2026-11-23T15:00:00+01:00');
    expect(after('2026-11-21T15:00:00+01:00', '1 working day')).toBe('2026-11-23T15:00:00+01:00');
    expect(after('2026-11-20T15:00:00+01:00', '5 working days')).toBe('2026-11-27T15:00:00+01:00');
  });

  it('skip holidays', () => {
    const holidays = ['2026-12-24', '2026-12-25', '2026-12-31', '2027-01-01'];
    expect(after('2026-12-23T09:00:00+01:00', '2 working days', { ...COPENHAGEN, holidays })).toBe(
      '2026-12-29T09:00:00+01:00',
    );
  });

  it('always end on a working day, with exactly that many after the start', () => {
    const start = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 60 }), (ms, days) => {
        const from = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('Europe/Copenhagen').toPlainDate();
        const due = addDuration(instant(ms, 'Europe/Copenhagen'), { kind: 'working-days', days }, COPENHAGEN);
        const end = Temporal.PlainDate.from(due.slice(0, 10));
        let counted = 0;
        for (let day = from; Temporal.PlainDate.compare(day, end) < 0;) {
          day = day.add({ days: 1 });
          if (day.dayOfWeek <= 5) counted++;
        }
        expect(end.dayOfWeek).toBeLessThanOrEqual(5);
        expect(counted).toBe(days);
      }),
    );
  });
});

describe('a deadline on a day that is not worked', () => {
  const holidays = ['2026-04-02', '2026-04-03', '2026-04-05', '2026-04-06', '2026-12-25'];
  const moved = (due: string): string => onWorkingDay(due, '12:00', { ...COPENHAGEN, holidays });

  it.each([
    ['2026-11-20T23:59:00+01:00', '2026-11-20T23:59:00+01:00', 'a Friday night is a working day'],
    ['2026-11-21T00:00:00+01:00', '2026-11-23T12:00:00+01:00', 'a Saturday'],
    ['2026-03-29T03:30:00+02:00', '2026-03-30T12:00:00+02:00', 'the Sunday on which the clocks go forward'],
    ['2026-04-02T09:00:00+02:00', '2026-04-07T12:00:00+02:00', 'Maundy Thursday: over the whole of Easter'],
    ['2026-12-25T09:00:00+01:00', '2026-12-28T12:00:00+01:00', 'Christmas Day on a Friday'],
    ['2026-11-22T23:30:00Z', '2026-11-22T23:30:00Z', 'a Monday in the zone, whatever day it is elsewhere'],
  ])('%s moves to %s (%s)', (due, to) => {
    expect(moved(due)).toBe(to);
  });

  it('moves to that time on the wall of the first working day after it, and no working day stays unused (Temporal)', () => {
    const anyTime = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
    const isWorked = (day: Temporal.PlainDate): boolean => day.dayOfWeek <= 5 && !holidays.includes(day.toString());
    fc.assert(
      fc.property(anyTime, fc.nat(23), fc.nat(59), (ms, hour, minute) => {
        const due = instant(ms, 'Europe/Copenhagen');
        const time = Temporal.PlainTime.from({ hour, minute });
        const is = onWorkingDay(due, time.toString().slice(0, 5), { ...COPENHAGEN, holidays });
        const from = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('Europe/Copenhagen').toPlainDate();
        let day = from;
        while (!isWorked(day)) day = day.add({ days: 1 });
        const moved = day.toZonedDateTime({ timeZone: 'Europe/Copenhagen', plainTime: time });
        expect(is).toBe(day === from ? due : instant(moved.epochMilliseconds, 'Europe/Copenhagen'));
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses what is no time', () => {
    expect(() => onWorkingDay('yesterday', '12:00', COPENHAGEN)).toThrow(RangeError);
    expect(() => onWorkingDay('2026-11-21T00:00:00+01:00', 'noon', COPENHAGEN)).toThrow(RangeError);
    // Also where the time would not be asked for.
    for (const time of ['noon', '12', '1:00', ''])
      expect(() => onWorkingDay('2026-11-20T00:00:00+01:00', time, COPENHAGEN)).toThrow('is no time');
  });
});

describe('agrees with Temporal', () => {
  const zone = fc.constantFrom(
    'Europe/Copenhagen',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  );
  const start = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2060, 0, 1) });

  function temporally(ms: number, duration: Duration, timeZone: string): number {
    const from = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
    if (duration.kind === 'exact') return from.add({ milliseconds: duration.ms }).epochMilliseconds;
    const { days } = duration;
    return from.add(duration.kind === 'calendar' ? { months: duration.months, days } : { days }).epochMilliseconds;
  }

  it('on calendar durations', () => {
    fc.assert(
      fc.property(start, fc.nat(60), fc.nat(400), zone, (ms, months, days, timeZone) => {
        const duration = { kind: 'calendar', months, days } as const;
        expect(millis(addDuration(instant(ms, timeZone), duration, { timeZone }))).toBe(
          temporally(ms, duration, timeZone),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('near every change of the clocks', () => {
    for (const timeZone of ['Europe/Copenhagen', 'America/New_York', 'Australia/Lord_Howe']) {
      let at = Temporal.Instant.from('2000-01-01T00:00Z').toZonedDateTimeISO(timeZone);
      for (let changes = 0; changes < 40; changes++) {
        at = at.getTimeZoneTransition('next') ?? at;
        for (let minutes = -150; minutes <= 150; minutes += 10) {
          const wanted = at.epochMilliseconds + minutes * 60_000;
          for (const duration of [
            { kind: 'calendar', months: 0, days: 1 },
            { kind: 'calendar', months: 1, days: 0 },
          ] as const) {
            // Begun so that it ends at or near the change.
            const ms = wanted - (duration.days + duration.months * 30) * 86_400_000;
            expect(millis(addDuration(instant(ms, timeZone), duration, { timeZone }))).toBe(
              temporally(ms, duration, timeZone),
            );
          }
        }
      }
    }
  });
});

it('refuses to count from what is no instant', () => {
  expect(() => addDuration('yesterday', { kind: 'exact', ms: 1 }, COPENHAGEN)).toThrow(RangeError);
});
