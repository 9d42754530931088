import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { lived } from '../../src/incident/index.ts';
import { exportFormat, metricsCsv, metricsLines, metricsOf } from '../../src/report/index.ts';
import { instant } from '../../src/time/index.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { readable } from '../support/exported.ts';
import { reviewOf, shownOf } from '../support/review-of.ts';
import { begunDrill } from '../support/told-drill.ts';

/** A drill in which the clock is moved from its second minute to its sixtieth; the cellar was looked into for two minutes before and three after. */
function moved(): MemoryIncident {
  const { desk, did } = begunDrill();
  did('Ane', { act: 'assign', role: 'lead', person: 'Ane' });
  desk.pass({ minutes: 2 });
  did('Kim', { act: 'exercise', change: { phase: 'dawn' } });
  desk.pass({ minutes: 3 });
  did('Ane', { act: 'done', step: 'look' });
  did('Ane', { act: 'choose', step: 'in-or-not', option: 'serious' });
  did('Ane', { act: 'done', step: 'cut-power' });
  desk.pass({ minutes: 4 });
  did('Ane', { act: 'met', clock: 'public-update' });
  desk.pass({ minutes: 35 });
  did('Kim', { act: 'exercise', change: 'end' });
  return desk;
}

describe('time that the clock of an exercise was moved over', () => {
  let drill: MemoryIncident;
  beforeAll(() => {
    drill = moved();
  });
  const numbers = () => metricsOf({ incident: drill.incident, entries: () => drill.entries });

  it('is no time that a step took, nor that anybody was waited for', () => {
    const { steps, times } = numbers();
    const [look] = steps;
    expect(look).toMatchObject({ step: 'look', expected: 3 * 60_000, actual: 5 * 60_000 });
    expect(times.decide).toBe(5 * 60_000);
    const review = reviewOf(drill.entries);
    expect(review).toContain('| 5m | 3m **2m over** |');
    expect(review).toMatch(/\| Ane \| \d+ entries \|.*\| 9m \|/);
  });

  it('is no time in which a deadline was missed, and those after it were', async () => {
    const clocks = numbers().clocks.map(({ round, missed, margin, 'jumped-over': over }) => [
      round,
      missed,
      margin,
      over,
    ]);
    // Due half an hour in, and kept at the sixty-seventh minute; the next half an hour later.
    expect(clocks).toEqual([
      [1, false, null, true],
      [2, true, null, undefined],
    ]);
    const review = reviewOf(drill.entries);
    expect(review).toContain('passed while the exercise clock was moved');
    expect(review).toContain('| Clocks met, met late, missed | 1, 0, 1 |');
    expect(metricsLines(numbers()).join('\n')).toContain('passed while the exercise clock was moved');
    expect(metricsCsv([numbers()])).toMatch(/"clock","public-update","Tell the public","1","met"/);
    expect(await readable(exportFormat('xlsx')!, shownOf(drill.entries))).toContain('Tell the public');
  });

  it('suggests no change to the runbook', () => {
    const changes = reviewOf(drill.entries).split('## Changes to the runbook\n')[1]!.split('\n## ')[0]!;
    expect(changes).toContain('took 5m, expected 3m');
    expect(changes).not.toMatch(/took \dh|late/);
  });
});

test('what is lived through adds up, however the clock was moved', () => {
  const minute = fc.integer({ min: 0, max: 600 });
  const jumps = fc
    .uniqueArray(minute, { minLength: 2, maxLength: 8 })
    .map((all) => all.toSorted((a, b) => a - b))
    .map((all) =>
      all.flatMap((from, place) =>
        place % 2 === 1 || all[place + 1] === undefined ? [] : [{ from: at(from), to: at(all[place + 1]!) }],
      ),
    );
  const at = (minutes: number) => instant(minutes * 60_000, 'Europe/Copenhagen');
  fc.assert(
    fc.property(jumps, fc.tuple(minute, minute, minute), (all, moments) => {
      const drill = { jumps: all } as never;
      const [a, b, c] = moments.toSorted((x, y) => x - y).map((each) => each * 60_000) as [number, number, number];
      const whole = lived({ drill }, a, c);
      expect(whole).toBe(lived({ drill }, a, b) + lived({ drill }, b, c));
      expect(whole).toBeGreaterThanOrEqual(0);
      expect(whole).toBeLessThanOrEqual(c - a);
    }),
  );
});
