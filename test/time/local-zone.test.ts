import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { addDuration, instant, trustLocalZone } from '../../src/time/index.ts';

const before = process.env['TZ'];

afterEach(() => {
  process.env['TZ'] = before;
  trustLocalZone(undefined);
});

it.each(['Europe/Copenhagen', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'])(
  'gives the same times when %s is the zone of the process',
  (timeZone) => {
    const moments = fc.sample(fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2060, 0, 1) }), 1000);
    const read = (): string[] =>
      moments.flatMap((ms) => {
        const at = instant(ms, timeZone);
        return [at, addDuration(at, { kind: 'calendar', months: 1, days: 3 }, { timeZone })];
      });
    const byFormatter = read();
    process.env['TZ'] = timeZone;
    trustLocalZone(timeZone);
    expect(read()).toEqual(byFormatter);
  },
);

it('asks the process for that zone only', () => {
  process.env['TZ'] = 'America/New_York';
  trustLocalZone('America/New_York');
  expect(instant(0, 'Asia/Kolkata')).toBe('1970-01-01T05:30:00+05:30');
  expect(instant(0, 'America/New_York')).toBe('1969-12-31T19:00:00-05:00');
});

it.each([
  ['europe/copenhagen', '2026-01-01T01:00:00+01:00'],
  ['CST', '2025-12-31T18:00:00-06:00'],
  ['Africa/Abidjan', '2026-01-01T00:00:00+00:00'],
])('does not ask a process that takes %s for UTC', (timeZone, at) => {
  process.env['TZ'] = timeZone;
  trustLocalZone(timeZone);
  expect(instant(Date.UTC(2026, 0, 1), timeZone)).toBe(at);
});
