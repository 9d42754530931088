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

test('what was said is found by search too, and find says where it looks: words of a note are no word of the guide', async () => {
  const incident = memoryIncident({ runbooks: [pumpFailure] });
  incident.session('Bo').act({ act: 'note', words: 'Vand på gulvet 🌊' });
  const text = await walk(incident.session('Anna'), ['search vand', 'find vand']);
  expect(text).toMatch(/1 of \d+ entries: with "vand"\n +#\d+ .*Note: Vand på gulvet 🌊/);
  expect(text).toContain('Nothing here has "vand" in it.');
  expect(text.replace(/\s+/g, ' ')).toContain('In what was recorded: timeline vand');
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

test('a note of earlier says its time before it; what is no time belongs to the words', async () => {
  const incident = memoryIncident();
  const text = await walk(incident.session('Anna'), [
    'n -5m: the power is off',
    'note 02:58: the van is here',
    'note Bo said: wait',
    'note 03:12 by the clock on the wall',
    'note +5m: it will be back',
    'note 17:00: the mayor comes',
    'note 23:50: the first drops',
    'note about 17:00: the mayor comes',
    'note ~23:40: it rains',
  ]);
  expect(incident.entries.slice(-8)).toMatchObject([
    { at: '2026-11-22T03:07:00+01:00', precision: 'minute', words: 'the power is off', by: { name: 'Anna' } },
    { at: '2026-11-22T02:58:00+01:00', words: 'the van is here' },
    { at: '2026-11-22T03:12:00+01:00', precision: 'second', words: 'Bo said: wait' },
    { at: '2026-11-22T03:12:00+01:00', precision: 'second', words: '03:12 by the clock on the wall' },
    { at: '2026-11-22T03:12:00+01:00', precision: 'second', words: '17:00: the mayor comes' },
    { at: '2026-11-21T23:50:00+01:00', precision: 'minute', words: 'the first drops' },
    { at: '2026-11-22T03:12:00+01:00', precision: 'second', words: 'about 17:00: the mayor comes' },
    { at: '2026-11-21T23:40:00+01:00', precision: 'about', words: 'it rains' },
  ]);
  expect(text.replace(/\s+/g, ' ')).toContain('lies in the future');
});

test('words are taken out for good only after a yes, and a corrected line says so once', async () => {
  const incident = memoryIncident();
  incident.session('Anna').act({ act: 'note', words: 'Call Bo at home' });
  incident.session('Anna').act({ act: 'note', words: 'Hall B is wet' });
  const before = await walk(incident.session('Anna'), [
    'expunge 3 --basis GDPR Art. 17',
    'no',
    'correct 4 Hall A is wet',
    'timeline',
  ]);
  expect(before).toContain('Remove these words for good? (yes or no)');
  expect(before).toContain('#3 Anna: Note: Call Bo at home');
  expect(incident.entries[2]?.words).toBe('Call Bo at home');
  expect(before).toContain('Note: Hall A is wet  [corrected]');
  expect(before).not.toContain('(corrected)');
  incident.session('Anna').act({ act: 'note', words: 'They read out: Call Bo at home.' });
  const said = incident.entries.at(-1)?.seq ?? 0;
  const text = await walk(incident.session('Anna'), ['expunge 3 --basis GDPR Art. 17', 'yes']);
  expect(incident.entries[2]?.words).toBeUndefined();
  expect(text).toContain(`#${said} still says the same words.`);
});

test('who may read an entry is said by a label, and read back in it', async () => {
  const incident = memoryIncident();
  incident.session('Anna').act({ act: 'note', words: 'Karen fell ill' });
  const text = await walk(incident.session('Anna'), ['mark 3 red', 'mark 3 purple', 'mark 3', '2', 'timeline #3']);
  expect(incident.entries.at(-1)).toMatchObject({
    type: 'entry.corrected',
    data: { field: 'marking', value: 'green' },
  });
  expect(text).toContain('There is no marking "purple".');
  expect(text).toContain('TLP:AMBER+STRICT, their organisation alone');
});

test('a clock of this morning is of this morning, however long ago', async () => {
  const incident = memoryIncident();
  incident.pass({ hours: 12 });
  await walk(incident.session('Anna'), ['n 03:20: the first pump stops']);
  expect(incident.entries.at(-1)).toMatchObject({ at: '2026-11-22T03:20:00+01:00', words: 'the first pump stops' });
});
