import { expect, test } from 'vitest';
import { wetNight } from '../support/wet-night.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { smallFlood } from '../support/small-flood.ts';
import { walk } from './walk.ts';

test('hot wash and feedback are asked line by line, answered by number or in words', async () => {
  const drill = memoryIncident({ mode: 'drill', runbooks: [smallFlood] });
  const text = await walk(drill.session('Bo'), [
    'hot-wash',
    '1',
    'The guard was our eyes',
    'feedback',
    '2',
    '4',
    'feedback it was a long night',
    'feedback realistic 9',
  ]);
  expect(text).toContain('What went well, and should stay?');
  expect(text).toContain('The scenario was plausible and realistic. How far do you agree?');
  expect(text.replaceAll(/\s+/g, ' ')).toContain('From 1 (not at all) to 5: feedback realistic 4');
  expect(drill.incident.annotations).toMatchObject([{ kind: 'went-well', words: 'The guard was our eyes', by: 'Bo' }]);
  expect(drill.incident.feedback).toMatchObject([
    { statement: 'realistic', agreement: 4, by: 'Bo' },
    { words: 'it was a long night', by: 'Bo' },
  ]);
});

const remarks = (drill: ReturnType<typeof memoryIncident>): unknown[] =>
  drill.incident.annotations.map(({ kind, words, by }) => `${by}, ${kind}: ${words}`);

test('a hot wash takes one remark after another, each an entry of its own; an empty line goes back to what is asked', async () => {
  const drill = memoryIncident({ mode: 'drill', runbooks: [smallFlood] });
  const text = await walk(drill.session('Bo'), [
    'hot-wash --by Ida Krag',
    '1',
    'The guard was our eyes',
    'call the guard sooner, it worked',
    '',
    '2',
    'The list was old',
    'follow-up One list, with its day',
    'n Over',
  ]);
  expect(remarks(drill)).toEqual([
    'Ida Krag, went-well: The guard was our eyes',
    'Ida Krag, went-well: call the guard sooner, it worked',
    'Ida Krag, went-badly: The list was old',
  ]);
  expect(new Set(drill.incident.annotations.map(({ entry }) => entry)).size).toBe(3);
  expect(text).toContain('What went well, and should stay? (2 remarks)');
  expect(Object.values(drill.incident.followUps)).toMatchObject([{ words: 'One list, with its day' }]);
  expect(drill.entries.at(-1)).toMatchObject({ type: 'note.written', words: 'Over' });
});

test('feedback goes from statement to statement by itself, past those that were answered, and ends where nothing is said', async () => {
  const drill = memoryIncident({ mode: 'drill', runbooks: [smallFlood] });
  const bo = drill.session('Bo');
  bo.act({ act: 'feedback', statement: 'led', agreement: 2 });
  const text = await walk(bo, ['feedback', '2', '4', '5', '', '3', '1', 'It was long', '', 'n Over']);
  expect(drill.incident.feedback.map(({ statement, agreement, words }) => [statement, agreement ?? words])).toEqual([
    ['led', 2],
    ['realistic', 4],
    ['papers', 5],
    ['right-people', 3],
    ['prepared', 1],
    [undefined, 'It was long'],
  ]);
  expect(text).toContain('The scenario was plausible and realistic. (4)');
  expect(drill.entries.at(-1)).toMatchObject({ type: 'note.written', words: 'Over' });
});

test('once the exercise has ended its facilitator is offered the hot wash, and its players what they think of it', async () => {
  const drill = wetNight();
  const facilitator = drill.session('Ulla', undefined, true);
  expect(await walk(facilitator, [''])).toContain('Fire an inject now');
  facilitator.act({ act: 'exercise', change: 'end' });
  const after = await walk(facilitator, ['']);
  expect(after).toContain('Hot wash: what went well');
  expect(after).not.toMatch(/Fire an inject now|next in|Coming/);
  const player = await walk(drill.session('Bo'), ['']);
  expect(player).toContain('The exercise has ended');
  expect(player).toContain('Say what you think of the exercise');
});
