import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationMs, isNoTime, isoDuration, parseDuration, shortDuration } from '../../src/time/index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('durations as the runbook format writes them', () => {
  it.each([
    ['30s', 30_000],
    ['15m', 15 * 60_000],
    ['4h', 4 * HOUR],
    ['2d', 48 * HOUR],
    ['1w', 7 * DAY],
    ['1h30m', 1.5 * HOUR],
    ['1h 30m', 1.5 * HOUR],
    ['0m', 0],
    ['1.5h', 1.5 * HOUR],
    ['90 seconds', 90_000],
    ['24 hours', DAY],
    ['PT15M', 15 * 60_000],
    ['P2DT4H', 52 * HOUR],
    ['P1W', 7 * DAY],
    ['PT0.5S', 500],
  ])('%s is exact', (text, ms) => {
    expect(parseDuration(text)).toEqual({ kind: 'exact', ms });
    expect(durationMs(text)).toBe(ms);
  });

  it.each([
    ['1 month', 1, 0],
    ['100 years', 1200, 0],
    ['3 months', 3, 0],
    ['1 year', 12, 0],
    ['1 year 6 months', 18, 0],
    ['14 days', 0, 14],
    ['2 weeks', 0, 14],
    ['P1M', 1, 0],
    ['P1Y2M3D', 14, 3],
  ])('%s is counted on the calendar', (text, months, days) => {
    expect(parseDuration(text)).toEqual({ kind: 'calendar', months, days });
    expect(durationMs(text)).toBeUndefined();
  });

  it('knows working days', () => {
    expect(parseDuration('5 working days')).toEqual({ kind: 'working-days', days: 5 });
    expect(parseDuration('1 working day')).toEqual({ kind: 'working-days', days: 1 });
    expect(durationMs('5 working days')).toBeUndefined();
  });

  it.each([
    '',
    ' ',
    '5',
    'm',
    '-5m',
    '5x',
    '5M',
    '1 month 2h',
    'P',
    'PT',
    'P1MT4H',
    '1.5 months',
    'soon',
    '999999999d',
    '500 years',
    '101 years',
    'P99999Y',
    '1'.repeat(500),
    '１５m',
  ])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it.each([
    ['0s', true],
    ['0 days', true],
    ['P0M', true],
    ['0 working days', true],
    ['1s', false],
    ['1 day', false],
    ['1 month', false],
    ['1 working day', false],
  ])('%s is over as soon as it begins: %s', (text, isNone) => {
    const duration = parseDuration(text);
    expect(duration && isNoTime(duration)).toBe(isNone);
  });

  it('reads back what it writes in ISO 8601', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 * 366 * DAY }), (ms) => {
        expect(durationMs(isoDuration(ms))).toBe(ms);
      }),
    );
    expect(isoDuration(0)).toBe('PT0S');
    expect(isoDuration(52 * HOUR)).toBe('P2DT4H');
    expect(isoDuration(1500)).toBe('PT1.5S');
    expect(isoDuration(10_000)).toBe('PT10S');
    expect(isoDuration(-300_000)).toBe('-PT5M');
  });

  it('never throws, whatever stands there', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseDuration(text)));
  });
});

describe('durations for people', () => {
  it.each([
    [45_000, '45s'],
    [0, '0s'],
    [999, '0s'],
    [-400, '0s'],
    [12 * 60_000 + 59_000, '12m'],
    [1.5 * HOUR, '1h 30m'],
    [4 * HOUR, '4h'],
    [52 * HOUR, '2d 4h'],
    [3 * DAY + 5000, '3d'],
    [-5 * 60_000, '-5m'],
    [-26 * HOUR, '-1d 2h'],
  ])('%i ms is %s', (ms, shown) => {
    expect(shortDuration(ms)).toBe(shown);
  });

  it('reads back to within its last unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 * DAY }), (ms) => {
        const back = durationMs(shortDuration(ms)) ?? NaN;
        expect(back).toBeLessThanOrEqual(ms);
        expect(ms - back).toBeLessThan(ms < 60_000 ? 1000 : ms < DAY ? 60_000 : HOUR);
      }),
    );
  });
});
