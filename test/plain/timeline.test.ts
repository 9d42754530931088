import { expect, test } from 'vitest';
import { memoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { walk } from './walk.ts';

test('the timeline in lines: the last of those that are meant, and one entry whole', async () => {
  const incident = memoryIncident({ runbooks: [pumpFailure] });
  const bo = incident.session('Bo');
  for (let number = 1; number <= 30; number += 1) bo.act({ act: 'note', words: `note number ${number}.` });
  bo.act({ act: 'skip', step: 'people-first' }, { why: 'nobody is in' });
  const text = await walk(incident.session('Anna'), [
    'timeline person=bo kind=note 2.',
    'timeline deviations',
    'timeline 3 kind=note',
    'timeline #6',
    'timeline #999',
  ]);
  expect(text).toContain('3 of 35 entries: kind note, by bo, with "2."');
  expect(text).toContain('1 of 35 entries: deviations only');
  expect(text).toContain('30 of 35 entries: kind note, the last 3; more: timeline 30');
  expect(text).toContain('When: 22 Nov 2026 03:12:00 +01:00');
  expect(text).toContain('There is no entry #999: they go up to #35.');
});

test("a scribe's line is read as on the screen", async () => {
  const incident = memoryIncident();
  incident.session('Ida Juhl').act({ act: 'note', words: 'here' });
  const text = await walk(incident.session('Anna'), [
    'o Ida -5m: the power is off',
    'o',
    '02:58 Bo: the van is here',
    'o Ida:',
  ]);
  expect(incident.entries.slice(-2)).toMatchObject([
    {
      at: '2026-11-22T03:07:00+01:00',
      by: { name: 'Ida Juhl' },
      'entered-by': { name: 'Anna' },
      words: 'the power is off',
    },
    { at: '2026-11-22T02:58:00+01:00', by: { name: 'Bo' }, words: 'the van is here' },
  ]);
  expect(text).toContain('03:07 +01:00');
  expect(text).toContain('What happened is missing.');
});
