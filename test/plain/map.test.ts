import { expect, test } from 'vitest';
import { everyWay } from '../support/every-way.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { smallFlood } from '../support/small-flood.ts';
import { walk } from './walk.ts';

test('map says in lines what was done, what is open and what can still come', async () => {
  const flood = memoryIncident({ runbooks: [smallFlood] });
  const anna = flood.session('Anna');
  anna.act({ act: 'done', step: 'get-out' }, { why: 'all out' });
  anna.act({ act: 'choose', step: 'rising', option: 'steady' });
  const text = await walk(anna, ['map']);
  expect(text).toContain('Map: [x] done, chosen  [>] open now');
  expect(text).toContain('  [x] Get everyone out (get-out) — number 1, 03:12 +01:00 by Anna\n');
  expect(text).toContain('    [.] option: It rises — not taken\n      [.] Cut the power (cut-power) — not any more\n');
  expect(text).toContain('  [>] How far is the standby behind (lag) — since 03:12 +01:00, now\n');
  expect(text).toContain('\nAfterwards: Small flood — does not hold the response open\n');
});

test('before a runbook is followed it says so', async () => {
  expect(await walk(memoryIncident().session('Anna'), ['map'])).toContain('No runbook is followed yet.');
});

test('on a narrow line words go on under words, and titles are data', async () => {
  const flood = memoryIncident({ runbooks: [everyWay.runbook], followed: everyWay.followed });
  const anna = flood.session('Anna');
  anna.act({ act: 'add', title: 'Close\u001b[2J the doors of every hall that is wet', after: 'look' }, { why: 'wet' });
  const text = await walk(anna, ['map'], { columns: 40 });
  expect(text).not.toContain('\u001b');
  expect(text).toMatch(/\n {2}\[ \] Close.*\n {6}\S/);
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
});
