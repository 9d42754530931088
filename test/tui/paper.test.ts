import { expect, test } from 'vitest';
import { width } from '../../src/text/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';

/** Declared at 21:00; nobody had a screen until six in the morning. */
function night(): MemoryIncident {
  const incident = memoryIncident({ runbooks: [pumpFailure], start: '2026-11-21T21:00:00+01:00' });
  incident.pass({ hours: 9 });
  return incident;
}

test.each([
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 200, rows: 60 },
])('how a line is understood stands under it before it is recorded, at $columns x $rows', (size) => {
  const incident = night();
  const screen = new ScreenInHand(incident.session('Ann Ebbe'), size).press(':').enter('from-paper');
  screen.type('2130 mk people-first done');
  expect(screen.words).toContain('whose initials are "mk" is asked');
  screen.press('enter');
  expect(screen.words).toContain('Whose initials are "mk"?');
  screen.enter('Mona Krag');
  expect(screen.words).toContain('As: 21 Nov 21:30 +01:00 Mona Krag: done "Get everyone out"');
  for (const row of screen.rows) expect(width(row)).toBeLessThanOrEqual(size.columns);
  screen.press('enter');
  expect(screen.said).toContain('Mona Krag, 21 Nov 2026 21:30 +01:00: Get everyone out: done');
  screen.enter('2140 mk nonsense');
  expect(screen.said).toContain('has no mark');
  expect(screen.words).toContain('2140 mk nonsense');
  screen.press('ctrl-u').enter('0010 mk note water at 12 cm');
  expect(incident.entries.at(-1)).toMatchObject({
    words: 'water at 12 cm',
    at: '2026-11-22T00:10:00+01:00',
    via: 'paper',
    by: { name: 'Mona Krag' },
    'entered-by': { name: 'Ann Ebbe' },
  });
  screen.press('escape');
  expect(screen.text).not.toContain('From paper');
});

test('nothing rings for what the paper itself settles; what is late after it rings once, when it is through', () => {
  const incident = night();
  const screen = new ScreenInHand(incident.session('Ann Ebbe')).press(':').enter('from-paper');
  const rings = (): number => screen.asked.filter((asked) => asked.startsWith('ring')).length;
  const before = rings();
  const missed = (): number => incident.entries.filter(({ type }) => type === 'clock.missed').length;
  const missedBefore = missed();
  // Each time that the public was told the next was due half an hour later: long ago, and met by the next line.
  screen.enter('2125 ann met public-update').enter('2150 ann met public-update').enter('2215 ann met public-update');
  expect(rings()).toBe(before);
  expect(missed()).toBe(missedBefore);
  screen.press('escape');
  expect(missed()).toBe(missedBefore + 1);
  expect(incident.entries.at(-1)).toMatchObject({ type: 'clock.missed', via: 'timer' });
  expect(rings()).toBe(before + 1);
});

test('undo takes the last line back', () => {
  const incident = night();
  const screen = new ScreenInHand(incident.session('Ann Ebbe')).press(':').enter('from-paper');
  screen.enter('2101 ann note one').enter('undo');
  expect(Object.keys(incident.incident.undone)).toHaveLength(1);
  expect(screen.words).toContain('From paper');
});
