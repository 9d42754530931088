import { expect, test } from 'vitest';
import { wetNight } from '../support/wet-night.ts';
import { typist } from './walk.ts';

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
