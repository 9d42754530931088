import { describe, expect, test } from 'vitest';
import { width } from '../../src/text/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';
import { walk } from '../plain/walk.ts';

/** Everybody out with a reason owed, a decision, a service away for ten minutes, the public told too late, a follow-up. */
function evening(): MemoryIncident {
  const incident = memoryIncident({ runbooks: [pumpFailure] });
  const bo = incident.session('Bo');
  bo.act({ act: 'lost', services: ['sign-in'] });
  incident.pass({ minutes: 10 });
  bo.act({ act: 'done', step: 'people-first' });
  bo.act({ act: 'choose', step: 'rising', option: 'steady' }, { why: 'the pumps hold' });
  bo.act({ act: 'restored', services: ['sign-in'] });
  bo.act({ act: 'follow-up', words: 'A second pump', owner: 'Ida' });
  bo.act({ act: 'describe', values: [{ field: 'began', value: '2026-11-22T03:00:00+01:00' }] });
  incident.pass({ minutes: 40 });
  bo.act({ act: 'stabilise' });
  return incident;
}

describe.each([
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 200, rows: 60 },
])('at $columns x $rows', (size) => {
  test('V shows what there is for the review so far; every row fits and is said whole', () => {
    const screen = new ScreenInHand(evening().session('Anna'), size).press('V');
    expect(screen.text).toContain('Review (');
    const seen = new Set<string>();
    for (let row = 0; row < 60; row += 1) {
      for (const found of screen.text.matchAll(
        /How it went|How it left the plan|Decisions|Duties|Services|Follow-ups|Still to be answered|In numbers/g,
      ))
        seen.add(found[0]);
      expect(screen.rows).toHaveLength(size.rows);
      for (const each of screen.rows) expect(width(each)).toBeLessThanOrEqual(size.columns);
      screen.press('down');
    }
    expect(seen.size).toBe(8);
  });
});

test('a row leads to its entry, an owed reason is given, a follow-up is written', () => {
  const incident = evening();
  const done = incident.entries.find(({ type }) => type === 'step.done');
  const screen = new ScreenInHand(incident.session('Anna'), { rows: 60 }).press('V', '/').enter('reason owed');
  expect(screen.text).toContain('! ');
  screen.press('enter');
  expect(screen.text).toContain(`Timeline (${incident.entries.length})`);
  expect(screen.rows.find((row) => row.startsWith('> '))).toContain(`#${done?.seq ?? ''} `);
  screen.press('q', 'V', '/').enter('reason owed').press('y');
  expect(screen.text).toContain('Why?');
  screen.enter('all were out at once');
  expect(incident.entries.at(-1)).toMatchObject({ type: 'entry.corrected', words: 'all were out at once' });
  expect(incident.incident.deviations[0]?.reason).toBe('all were out at once');
  screen.press('escape', 'f').enter('Label the key safe');
  expect(incident.entries.at(-1)).toMatchObject({ type: 'follow-up.proposed', words: 'Label the key safe' });
  screen.press('g', 'j');
  expect(screen.press('y').said).toBe('No reason is owed here.');
});

test('what the record cannot know is asked for once it is over, said, and stands beside the record', () => {
  const incident = evening();
  const bo = incident.session('Bo');
  const screen = new ScreenInHand(incident.session('Anna'), { rows: 60 }).press('V', '/').enter('lucky');
  expect(screen.text).toContain('Where we were lucky: not known');
  expect(screen.text).not.toContain('! Where we were lucky');
  bo.act({ act: 'resolve' });
  expect(screen.text).toContain('! Where we were lucky: not known');
  screen.press('a');
  expect(screen.text).toContain('What could have gone worse, and did not by luck?');
  screen.enter('It did not rain');
  expect(incident.entries.at(-1)).toMatchObject({ type: 'review.annotated', words: 'It did not rain' });
  expect(screen.text).toContain('Where we were lucky: It did not rain');
});

test('the review is written to a file as it is exported, in the language that was settled', async () => {
  const written: [string, string][] = [];
  let done = (): void => undefined;
  const saved = new Promise<void>((resolve) => {
    done = resolve;
  });
  const screen = new ScreenInHand(evening().session('Anna'), {
    save: async (path, text) => {
      written.push([path, text]);
      done();
      return { file: path };
    },
    language: () => 'da',
  });
  screen.press('V', 'x');
  expect(screen.text).toContain('review-flood-7.md');
  screen.press('enter');
  await saved;
  expect(written[0]?.[0]).toBe('review-flood-7.md');
  expect(written[0]?.[1]).toContain('## Hvor planen blev forladt');
});

test('the same in lines', async () => {
  const text = await walk(evening().session('Anna'), ['review']);
  for (const words of ['How it went:', 'Began: 03:00', 'Decisions:', 'A second pump (Ida, open)', 'lost 03:12', '10m'])
    expect(text).toContain(words);
  expect(text).toMatch(/type: why \d+ REASON/);
});
