import { existsSync, readFileSync, statSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { built, Desk } from '../support/cli.ts';

beforeAll(built, 120_000);

test('the demonstration plays the flood to its end, prints it as it grows, and says where the review is', async () => {
  const desk = new Desk();
  const env = { TMPDIR: desk.folder };
  const { code, stdout, stderr } = await desk.run(['demo'], { env });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Empty the rooms and count heads against the door log: done');
  expect(stdout).toContain('Runbook ended: Data-centre flood (resolved)');
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);

  const review = /The review was written: (.+)$/m.exec(stdout)?.[1] ?? '';
  expect(readFileSync(review, 'utf8')).toContain('**DRILL. This was an exercise; nothing in it happened.**');
  expect(statSync(review).mode & 0o777).toBe(0o600);

  const [, id = '', db = ''] = /holdfast log -i (\S+) --db (\S+)$/m.exec(stdout) ?? [];
  expect(await desk.json(['verify', db])).toMatchObject({ ok: true });
  const entries = (await desk.run(['log', '--json', '--db', db, '-i', id])).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { recorded: string; at: string });
  // What was written when is told by the real clock, whatever the exercise's shows.
  const recorded = entries.map((entry) => Date.parse(entry.recorded));
  expect(Math.max(...recorded)).toBeLessThanOrEqual(Date.now());
  expect(Date.parse(entries.at(-1)?.at ?? '') - Date.parse(entries[0]?.at ?? '')).toBeGreaterThan(24 * 3_600_000);
  expect(existsSync(desk.db)).toBe(false);
});

test('begun by `npm start` it says how to look at it by that, where nobody has the command yet', async () => {
  const desk = new Desk();
  await desk.run(['runbook', 'new', 'pump-failure']);
  const { stdout } = await desk.run(['demo', './pump-failure.yaml'], {
    env: { TMPDIR: desk.folder, npm_lifecycle_event: 'start' },
  });
  expect(stdout).toMatch(/^Look at the log: {2}npm start -- log -i failure-1 --db \S+$/m);
});

test('it plays any runbook, and writes the review in the language that was settled', async () => {
  const desk = new Desk();
  await desk.run(['config', 'language', 'da']);
  await desk.run(['runbook', 'new', 'pump-failure']);
  const played = await desk.json(['demo', './pump-failure.yaml'], { env: { TMPDIR: desk.folder } });
  expect(played).toMatchObject({ state: 'closed' });
  expect(readFileSync((played as { review: string }).review, 'utf8')).toContain('## Påvirkning og årsag');
});
