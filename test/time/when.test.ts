import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sayTime, instant, isInstant, millis, parseDue, parseWhen, showClock, showTime } from '../../src/time/index.ts';

const timeZone = 'Europe/Copenhagen';
const now = '2026-11-21T03:12:40+01:00';
const night = { now, timeZone };

describe('when something happened, as it is typed', () => {
  it.each([
    ['now', '2026-11-21T03:12:40+01:00', 'second'],
    ['-5m', '2026-11-21T03:07:40+01:00', 'minute'],
    ['5m ago', '2026-11-21T03:07:40+01:00', 'minute'],
    ['-1h30m', '2026-11-21T01:42:40+01:00', 'minute'],
    ['-40s', '2026-11-21T03:12:00+01:00', 'second'],
    ['2 days ago', '2026-11-19T03:12:40+01:00', 'minute'],
    ['03:12', '2026-11-21T03:12:00+01:00', 'minute'],
    ['3:12', '2026-11-21T03:12:00+01:00', 'minute'],
    ['03:12:30', '2026-11-21T03:12:30+01:00', 'second'],
    ['2026-11-20', '2026-11-20T00:00:00+01:00', 'day'],
    ['2026-11-21', '2026-11-21T00:00:00+01:00', 'day'],
    ['2026-11-20 23:50', '2026-11-20T23:50:00+01:00', 'minute'],
    ['2026-11-20T23:50:10', '2026-11-20T23:50:10+01:00', 'second'],
    ['2026-11-20T22:50:00Z', '2026-11-20T23:50:00+01:00', 'second'],
    ['2026-11-20T17:50-05:00', '2026-11-20T23:50:00+01:00', 'minute'],
    ['yesterday 23:50', '2026-11-20T23:50:00+01:00', 'minute'],
    ['yesterday', '2026-11-20T00:00:00+01:00', 'day'],
    ['today 02:00', '2026-11-21T02:00:00+01:00', 'minute'],
    ['  03:12  ', '2026-11-21T03:12:00+01:00', 'minute'],
    ['yesterday 23:59:59', '2026-11-20T23:59:59+01:00', 'second'],
    ['-1 month', '2026-10-21T03:12:40+02:00', 'minute'],
    ['about 03:10', '2026-11-21T03:10:00+01:00', 'about'],
    ['~03:10', '2026-11-21T03:10:00+01:00', 'about'],
    ['~ 1h ago', '2026-11-21T02:12:40+01:00', 'about'],
    ['about yesterday 23:50', '2026-11-20T23:50:00+01:00', 'about'],
    ['about 2026-11-20', '2026-11-20T00:00:00+01:00', 'day'],
  ])('%s', (typed, at, precision) => {
    expect(parseWhen(typed, night)).toEqual({ at, precision });
  });

  it('23:50 typed at 00:10 is yesterday', () => {
    const options = { now: '2026-11-21T00:10:00+01:00', timeZone };
    expect(parseWhen('23:50', options)).toEqual({ at: '2026-11-20T23:50:00+01:00', precision: 'minute' });
    expect(parseWhen('00:10', options)).toEqual({ at: '2026-11-21T00:10:00+01:00', precision: 'minute' });
  });

  it('the future is refused in plain words', () => {
    expect(parseWhen('2026-11-25 12:00', night)).toEqual({
      problem: '"2026-11-25 12:00" lies in the future: it is 03:12 +01:00 now. Give a time that has passed.',
    });
    for (const typed of [
      'today 23:00',
      '+5m',
      'about tomorrow 01:00',
      'tomorrow 01:00',
      '2026-11-22',
      '2026-11-21T03:12:41+01:00',
    ]) {
      expect(parseWhen(typed, night)).toHaveProperty('problem', expect.stringContaining('lies in the future'));
    }
  });

  it.each([
    '25:00',
    'yesterday 24:00',
    '03:12:60',
    '12:60',
    '2026-02-30',
    '2026-13-01 10:00',
    '2025-02-29',
    '',
    'soon',
    'yesterday25:00',
    '- 5x',
    '5 working days ago',
    '2026-11-20 23:50 extra',
    'about',
    'about 25:00',
    '~',
    '~~03:10',
  ])('%j is no time, and says what to write', (typed) => {
    expect(parseWhen(typed, night)).toHaveProperty('problem', expect.stringMatching(/(Write|Give) /));
  });

  it('a date or a time that there is not is called that, and not the future', () => {
    for (const read of [parseWhen, parseDue]) {
      expect(read('2026-02-30', night)).toEqual({
        problem: '"2026-02-30" names a date that no calendar has. Give it as YYYY-MM-DD.',
      });
      expect(read('25:00', night)).toEqual({
        problem: '"25:00" names a time that no clock shows. Give it from 00:00 to 23:59.',
      });
    }
  });

  it('repeats nothing hostile in its answer', () => {
    expect(parseWhen('\u001b[2J', night)).toHaveProperty('problem', expect.stringMatching(/^That is not a time/));
  });

  it('never gives the future, and always an instant or a problem', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.nat(25), fc.nat(61)).map(([h, m]) => `${h}:${String(m).padStart(2, '0')}`),
      fc.integer({ min: millis(now) - 1e9, max: millis(now) + 1e9 }).map((ms) => instant(ms, timeZone)),
      fc.integer({ min: millis(now) - 1e9, max: millis(now) + 1e9 }).map((ms) => instant(ms, timeZone).slice(0, 16)),
      fc.nat(5000).map((n) => `-${n}m`),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const read = parseWhen(text, night);
        const isSound = 'problem' in read ? read.problem !== '' : isInstant(read.at) && millis(read.at) <= millis(now);
        expect(isSound).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back every instant that data may hold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Math.floor(millis(now) / 1000) }), (seconds) => {
        const at = instant(seconds * 1000, timeZone);
        expect(parseWhen(at, night)).toEqual({ at, precision: 'second' });
      }),
    );
  });
});

describe('wall times on the days when the clocks change', () => {
  it('in Copenhagen: the hour that comes twice is the first, the one that never comes is an hour later', () => {
    const later = { now: '2026-12-01T12:00:00+01:00', timeZone };
    expect(parseWhen('2026-10-25 02:30', later)).toEqual({ at: '2026-10-25T02:30:00+02:00', precision: 'minute' });
    expect(parseWhen('2026-03-29 02:30', later)).toEqual({ at: '2026-03-29T03:30:00+02:00', precision: 'minute' });
  });

  it('while that hour runs, a clock alone is the last such time that has passed', () => {
    const running = { now: '2026-10-25T02:40:00+01:00', timeZone };
    expect(parseWhen('02:30', running)).toEqual({ at: '2026-10-25T02:30:00+01:00', precision: 'minute' });
    expect(parseWhen('02:50', running)).toEqual({ at: '2026-10-25T02:50:00+02:00', precision: 'minute' });
    expect(parseWhen('02:50', { now: '2026-10-25T02:40:00+02:00', timeZone })).toHaveProperty(
      'at',
      '2026-10-24T02:50:00+02:00',
    );
  });

  it('a deadline in that hour is the first such time that lies ahead, not a day later', () => {
    const running = { now: '2026-10-25T02:10:00+01:00', timeZone };
    for (const typed of ['02:50', 'today 02:50', '2026-10-25 02:50'])
      expect(parseDue(typed, running)).toHaveProperty('at', '2026-10-25T02:50:00+01:00');
    expect(parseDue('02:05', running)).toHaveProperty('at', '2026-10-26T02:05:00+01:00');
  });

  it('with its offset, as times are shown, it is that one of the two', () => {
    const later = { now: '2026-10-25T04:00:00+01:00', timeZone };
    for (const offset of ['+01:00', '+02:00']) {
      const at = `2026-10-25T02:30:00${offset}`;
      for (const typed of [`02:30 ${offset}`, `02:30${offset}`, `today 02:30 ${offset}`, `2026-10-25 02:30 ${offset}`])
        expect(parseWhen(typed, later)).toEqual({ at, precision: 'minute' });
      expect(parseWhen(`about 02:30 ${offset}`, later)).toEqual({ at, precision: 'about' });
      expect(parseDue(`02:30 ${offset}`, { now: '2026-10-25T01:59:00+02:00', timeZone })).toHaveProperty('at', at);
    }
  });

  it('an offset of elsewhere is of the day that it is there', () => {
    const night = { now: '2026-11-21T01:00:00+01:00', timeZone };
    expect(parseWhen('20:00 -03:30', night)).toHaveProperty('at', '2026-11-21T00:30:00+01:00');
    expect(parseWhen('20:45 -03:30', night)).toHaveProperty('at', '2026-11-20T01:15:00+01:00');
    expect(parseWhen('02:30 +25:00', night)).toHaveProperty('problem', expect.stringContaining('no clock shows'));
  });

  it('in New York', () => {
    const later = { now: '2026-12-01T12:00:00-05:00', timeZone: 'America/New_York' };
    expect(parseWhen('2026-11-01 01:30', later)).toEqual({ at: '2026-11-01T01:30:00-04:00', precision: 'minute' });
    expect(parseWhen('2026-03-08 02:30', later)).toEqual({ at: '2026-03-08T03:30:00-04:00', precision: 'minute' });
  });

  it('in Kolkata nothing changes', () => {
    const later = { now: '2026-12-01T12:00:00+05:30', timeZone: 'Asia/Kolkata' };
    expect(parseWhen('2026-03-29 02:30', later)).toEqual({ at: '2026-03-29T02:30:00+05:30', precision: 'minute' });
  });

  it('yesterday is the day before on the calendar, not 24 hours ago', () => {
    expect(parseWhen('yesterday 12:00', { now: '2026-03-30T00:30:00+02:00', timeZone })).toEqual({
      at: '2026-03-29T12:00:00+02:00',
      precision: 'minute',
    });
    expect(parseWhen('12:00', { now: '2026-03-29T03:30:00+02:00', timeZone })).toEqual({
      at: '2026-03-28T12:00:00+01:00',
      precision: 'minute',
    });
  });
});

describe('a deadline, as it is typed', () => {
  it.each([
    ['17:00', '2026-11-21T17:00:00+01:00', 'minute'],
    ['03:00', '2026-11-22T03:00:00+01:00', 'minute'],
    ['03:12:40', '2026-11-22T03:12:40+01:00', 'second'],
    ['tomorrow 09:00', '2026-11-22T09:00:00+01:00', 'minute'],
    ['2026-11-25 12:00', '2026-11-25T12:00:00+01:00', 'minute'],
    ['2026-11-25', '2026-11-25T23:59:59+01:00', 'day'],
    ['2026-11-21', '2026-11-21T23:59:59+01:00', 'day'],
    ['4h', '2026-11-21T07:12:40+01:00', 'minute'],
    ['+90m', '2026-11-21T04:42:40+01:00', 'minute'],
    ['in 10m', '2026-11-21T03:22:40+01:00', 'minute'],
    ['30s', '2026-11-21T03:13:10+01:00', 'second'],
    ['1 month', '2026-12-21T03:12:40+01:00', 'minute'],
    ['5 working days', '2026-11-27T03:12:40+01:00', 'minute'],
    ['2026-11-21T12:00:00Z', '2026-11-21T13:00:00+01:00', 'second'],
    ['  17:00 ', '2026-11-21T17:00:00+01:00', 'minute'],
  ])('%s', (typed, at, precision) => {
    expect(parseDue(typed, night)).toEqual({ at, precision });
  });

  it('with its offset it is that one of two equal hours', () => {
    const before = { now: '2026-10-24T12:00:00+02:00', timeZone };
    for (const at of ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00'])
      expect(parseDue(at, before)).toEqual({ at, precision: 'second' });
  });

  it('counts holidays where they are known', () => {
    const options = { ...night, holidays: ['2026-11-23'] };
    expect(parseDue('1 working day', options)).toEqual({ at: '2026-11-24T03:12:40+01:00', precision: 'minute' });
  });

  it.each(['2026-11-20 12:00', '2026-11-21 03:12:40', 'yesterday', 'today 01:00', '-5m', 'soon', '', 'about 17:00'])(
    '%j is refused',
    (typed) => {
      expect(parseDue(typed, night)).toHaveProperty('problem', expect.stringMatching(/(Write|Give) /));
    },
  );
});

describe('a time as it is shown', () => {
  it('has its offset always, its date where that is not today, its year where that is another', () => {
    expect(showTime('2026-11-21T02:12:00Z', night)).toBe('03:12 +01:00');
    expect(showTime('2026-11-20T23:50:00+01:00', night)).toBe('20 Nov 23:50 +01:00');
    expect(showTime('2026-07-01T00:05:00+02:00', night)).toBe('1 Jul 00:05 +02:00');
    expect(showTime('2025-11-20T23:50:00+01:00', night)).toBe('20 Nov 2025 23:50 +01:00');
    expect(showTime('2026-11-21T23:30:00Z', night)).toBe('22 Nov 00:30 +01:00');
  });

  it('has seconds on a clock', () => {
    expect(showClock('2026-11-21T02:12:07Z', timeZone)).toBe('03:12:07');
  });

  it('does not fail on a damaged entry', () => {
    expect(showTime('garbage', night)).toBe('--:--');
    expect(showClock('garbage', timeZone)).toBe('--:--');
    expect(showTime(now, { now: 'garbage', timeZone })).toBe('21 Nov 2026 03:12 +01:00');
  });
});

describe('a time inside a sentence', () => {
  it('has its date and the offset that it was written with', () => {
    expect(sayTime('2026-11-21T03:12:45.123+01:00')).toBe('21 Nov 2026 03:12 +01:00');
    expect(sayTime('2026-06-01T23:05:00Z')).toBe('1 Jun 2026 23:05 +00:00');
    expect(sayTime('soon')).toBe('soon');
  });
});
