import { expect, test } from 'vitest';
import { wetNight } from '../support/wet-night.ts';
import { typist, walk } from './walk.ts';

test('what comes in an exercise and waits for an answer says how one gives it; to the other it says nothing', async () => {
  const drill = wetNight();
  const anna = typist(drill.session('Anna'));
  await anna.type('n here');
  drill.pass({ minutes: 12 });
  await anna.type('n still here');
  expect(anna.seen()).toContain('LEAK, sensor 7: WET.');
  expect(anna.seen().replaceAll(/\s+/g, ' ')).toContain(
    'The mayor, by phone asks: Do you give your word? (yes / no) (type: answer mayor WORDS)',
  );
  await anna.type('answer no');
  await anna.end();
  const bo = typist(drill.session('Bo'));
  await bo.type('');
  await bo.end();
  expect(bo.seen()).not.toContain('answer mayor WORDS');
});

test('what the staff writes and players do not read until the end is no news to them', async () => {
  const drill = wetNight();
  const bo = typist(drill.session('Bo'));
  await bo.type('');
  const ulla = drill.session('Ulla', undefined, true);
  ulla.act({ act: 'observe', words: 'They ask who decides', objective: 'calm', rating: 'S' });
  // Nor does a line come that says nothing, into what they may be typing.
  expect(bo.seen()).not.toContain('(An empty line shows where we are.)');
  await bo.type('n we look');
  await bo.end();
  expect(bo.seen()).not.toContain('They ask who decides');
  expect(bo.seen().match(/^(?:Recorded|New in the record):\n(?! {2}#)/m)).toBeNull();
  expect(bo.seen().match(/^Recorded:$/gm)).toHaveLength(1);
});

test('line by line a rating is given by its letter, and the objective by its name', async () => {
  const drill = wetNight();
  const ulla = typist(drill.session('Ulla', undefined, true));
  for (const line of ['observe', 'They ask who decides', 's', 'Calm', 'observe', 'Nobody writes', 'no rating'])
    await ulla.type(line);
  await ulla.end();
  const seen = drill.entries.filter(({ type }) => type === 'observation.written');
  expect(seen.map(({ data }) => data)).toMatchObject([{ objective: 'calm', rating: 'S' }, {}]);
  expect(seen[1]?.data).not.toHaveProperty('rating');
});

test('line by line a clock that does not go back is moved, and an exercise ended, once somebody has said yes', async () => {
  const drill = wetNight();
  const ulla = typist(drill.session('Ulla', undefined, true));
  await ulla.type('phase dawn');
  expect(ulla.seen().replaceAll(/\s+/g, ' ')).toContain('these come at once: First sensor The mayor asks The key Move');
  await ulla.type('n');
  expect(drill.incident.exercise?.exerciseAt).toBe('2026-11-22T03:12:00+01:00');
  await ulla.type('phase dawn');
  await ulla.type('y');
  expect(drill.incident.exercise?.exerciseAt).toBe('2026-11-22T04:12:00+01:00');
  await ulla.type('end exercise');
  await ulla.type('n');
  expect(ulla.seen()).toContain('Left as it is. Nothing was recorded.');
  await ulla.type('no duff');
  await ulla.type('y');
  // What is refused anyway is not asked about first.
  await ulla.type('end exercise');
  await ulla.end();
  expect(drill.incident.exercise?.realWorld).toBe(true);
  expect(ulla.seen()).toContain('NO DUFF');
  expect(ulla.seen().match(/End the exercise for everybody/g)).toHaveLength(1);
  expect(ulla.seen()).toContain('The exercise has ended.');
});

test('a player takes a role by the word that stands on the screen, and is not led to the words of the staff', async () => {
  const drill = wetNight();
  const bo = typist(drill.session('Bo'));
  await bo.type('tak-over');
  expect(bo.seen()).not.toContain('Did you mean "take-over"?');
  await bo.type('take facilities');
  await bo.end();
  expect(drill.incident.roles['facilities']?.holder).toBe('Bo');
  const ulla = typist(drill.session('Ulla', undefined, true));
  await ulla.type('tak-over');
  await ulla.end();
  expect(ulla.seen()).toContain('Did you mean "take-over"?');
});

test('who leaves a drill is told that it stays open, or that the exercise has ended', async () => {
  const drill = wetNight();
  const left = async (): Promise<string> => (await walk(drill.session('Bo'), ['quit'])).replaceAll(/\s+/g, ' ');
  // Its clock stands once nobody is there: it does not go on by itself.
  expect(await left()).toContain('Everything that was recorded is kept; the drill stays open.');
  drill.session('Anna').act({ act: 'exercise', change: 'end' });
  expect(await left()).toContain('Everything that was recorded is kept; the exercise has ended.');
});
