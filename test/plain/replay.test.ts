import { expect, test } from 'vitest';
import { memoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { walk } from './walk.ts';

test('a replay line by line: back, forward, to an entry or a time, views of then, and now again', async () => {
  const incident = memoryIncident({ runbooks: [pumpFailure] });
  const bo = incident.session('Bo');
  for (let number = 1; number <= 8; number += 1) {
    incident.pass({ minutes: 1 });
    bo.act({ act: 'note', words: `note number ${number}.` });
    if (number === 4) bo.act({ act: 'done', step: 'people-first' }, { why: 'all out' });
  }
  const count = incident.entries.length;
  const text = await walk(incident.session('Anna'), [
    'back',
    'replay 03:13',
    'timeline',
    'n written into the past',
    'note',
    'done',
    'forward 2',
    'back',
    '#3',
    '03:20',
    'to 400',
    'to 02:00',
    'forward 99',
    'quit',
    'n written now',
  ]);
  expect(text).toContain('This is now. Type replay to go back in time first.');
  expect(text).toContain(`REPLAY 5 of ${count} · 03:13 +01:00, 1m after it was declared`);
  expect(text).toContain('5 of 5 entries');
  expect(text.match(/This is a replay of flood-7 at #5: nothing is recorded\./g)).toHaveLength(3);
  expect(text).toContain(`REPLAY 7 of ${count}`);
  expect(text).toContain(`REPLAY 6 of ${count}`);
  expect(text).toContain(`REPLAY 3 of ${count}`);
  expect(text).toContain(`REPLAY ${count} of ${count}`);
  expect(text).toContain(`There is no entry #400: they go up to #${count}.`);
  expect(text.replace(/\s+/g, ' ')).toContain('lies before it was declared');
  expect(text).toContain('After this nothing is recorded.');
  expect(text.replace(/\s+/g, ' ')).toContain('This is now.');
  expect(incident.entries).toHaveLength(count + 1);
  expect(incident.entries.at(-1)).toMatchObject({ words: 'written now' });
});

test('an incident that is over is replayed by itself', async () => {
  const incident = memoryIncident();
  incident.session('Bo').act({ act: 'stand-down', as: 'false-alarm' });
  const text = await walk(incident.session('Anna').replay('quit leaves.'), ['1', '3', '#1', 'quit']);
  expect(text).toContain('A replay, line by line: nothing can be recorded.');
  expect(text).toContain('REPLAY 2 of 3');
  expect(text).toContain('REPLAY 1 of 3');
  expect(text).toContain('The guide of now: holdfast guide -i flood-7');
});
