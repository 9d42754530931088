import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { instant, isInstant, isTimeZone, millis, overlapping } from '../../src/time/index.ts';

const ZONES = [
  'Europe/Copenhagen',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Casablanca',
  'UTC',
];

const since1980 = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2070, 0, 1) });
const zone = fc.constantFrom(...ZONES);

describe('instants in data: ISO 8601 with offset', () => {
  it('has milliseconds only where they are not zero', () => {
    expect(instant(Date.UTC(2026, 10, 21, 2, 12), 'Europe/Copenhagen')).toBe('2026-11-21T03:12:00+01:00');
    expect(instant(Date.UTC(2026, 10, 21, 2, 12, 0, 7), 'Europe/Copenhagen')).toBe('2026-11-21T03:12:00.007+01:00');
    expect(instant(Date.UTC(2026, 6, 1), 'America/New_York')).toBe('2026-06-30T20:00:00-04:00');
    expect(instant(0, 'Asia/Kolkata')).toBe('1970-01-01T05:30:00+05:30');
    expect(instant(0, 'UTC')).toBe('1970-01-01T00:00:00+00:00');
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(since1980, zone, (ms, timeZone) => {
        expect(millis(instant(ms, timeZone))).toBe(ms);
      }),
    );
  });

  it('has the offset that the zone had then', () => {
    fc.assert(
      fc.property(since1980, zone, (ms, timeZone) => {
        const { offset } = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
        expect(instant(ms, timeZone).slice(-6)).toBe(offset);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(ZONES)('changes its offset at the very second that %s does', (timeZone) => {
    let at = Temporal.Instant.from('1980-01-01T00:00Z').toZonedDateTimeISO(timeZone);
    for (let changes = 0; changes < 100; changes++) {
      const next = at.getTimeZoneTransition('next');
      if (next === null) break;
      at = next;
      const ms = at.epochMilliseconds;
      // Backwards and forwards, so that neither side is answered from what was kept for the other.
      for (const moment of [ms, ms - 1000, ms + 1000, ms - 1]) {
        const { offset } = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone);
        expect(instant(moment, timeZone).slice(-6)).toBe(offset);
      }
    }
  });

  it('reads every way of writing the offset', () => {
    const ms = Date.UTC(2026, 10, 21, 2, 12);
    for (const text of [
      '2026-11-21T02:12:00Z',
      '2026-11-21T02:12Z',
      '2026-11-20T21:12:00-05:00',
      '2026-11-21T07:42:00.000+0530',
    ]) {
      expect(millis(text)).toBe(ms);
    }
  });

  it.each([
    '',
    '2026-11-21',
    '2026-11-21T03:12:00',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-11-21T24:00:00Z',
    '2026-11-21T03:60:00Z',
    '2026-13-01T00:00:00Z',
    'now',
    '2026-11-21T03:12:00+01:00 ',
  ])('%j is no instant', (text) => {
    expect(millis(text)).toBeNaN();
    expect(isInstant(text)).toBe(false);
  });

  it('reads what is nearly an instant as another reader of RFC 3339 does', () => {
    const two = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));
    const sign = fc.constantFrom('+', '-');
    const nearly = fc
      .tuple(fc.integer({ min: 0, max: 9999 }), two(14), two(33), two(26), two(61), two(59), sign, two(23), two(59))
      .map(
        ([year, month, day, hour, minute, second, plus, hours, minutes]) =>
          `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}${plus}${hours}:${minutes}`,
      );
    const fraction = fc.option(fc.integer({ min: 0, max: 999 }).map((ms) => `.${String(ms).padStart(3, '0')}`));
    const read = (text: string): number => {
      try {
        return Temporal.Instant.from(text).epochMilliseconds;
      } catch {
        return NaN;
      }
    };
    fc.assert(
      fc.property(nearly, fraction, (text, ms) => {
        const at = ms === null ? text : text.slice(0, 19) + ms + text.slice(19);
        expect(millis(at)).toBe(read(at));
      }),
      { numRuns: 2000 },
    );
    for (const at of ['2026-11-21T03:1a:00+01:00', '202a-11-21T03:12:00+01:00', '2026/11-21T03:12:00+01:00'])
      expect(millis(at)).toBeNaN();
  });

  it('knows leap days', () => {
    expect(isInstant('2028-02-29T00:00:00Z')).toBe(true);
    expect(isInstant('2000-02-29T00:00:00Z')).toBe(true);
    expect(isInstant('1900-02-29T00:00:00Z')).toBe(false);
  });

  it('refuses what is no time or no zone', () => {
    expect(() => instant(NaN, 'UTC')).toThrow(RangeError);
    expect(() => instant(0, 'Europe/Atlantis')).toThrow(RangeError);
    expect(() => instant(Date.UTC(12_000, 0, 1), 'UTC')).toThrow(RangeError);
  });
});

it('knows time zones by name', () => {
  for (const name of [...ZONES, 'US/Eastern', 'Etc/UTC']) expect(isTimeZone(name)).toBe(true);
  for (const name of ['', 'Europe/Atlantis', '+01:00', 'Europe/Copenhagen ', '__proto__', 'a'.repeat(1000)]) {
    expect(isTimeZone(name)).toBe(false);
  }
});

it('finds periods that overlap; touching is not overlapping', () => {
  const at = (hour: number): string => instant(Date.UTC(2026, 0, 1, hour), 'UTC');
  expect(overlapping({ from: at(1), to: at(3) }, { from: at(2), to: at(4) })).toBe(true);
  expect(overlapping({ from: at(1), to: at(2) }, { from: at(2), to: at(4) })).toBe(false);
  expect(overlapping({ from: at(1) }, { from: at(5) })).toBe(true);
  expect(overlapping({ from: at(1) }, { from: at(0), to: at(1) })).toBe(false);
});
