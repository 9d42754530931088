import { expect, test } from 'vitest';
import { oncePerText } from '../../src/text/index.ts';

test('what is asked of the same text again is not worked out again, until more texts came than are kept', () => {
  const workedOut: string[] = [];
  const lengthOf = oncePerText(2, (text) => workedOut.push(text) && text.length);
  expect([lengthOf('one'), lengthOf('three'), lengthOf('one'), lengthOf('three')]).toEqual([3, 5, 3, 5]);
  expect(workedOut).toEqual(['one', 'three']);
  expect([lengthOf('eleven'), lengthOf('eleven'), lengthOf('one'), lengthOf('eleven')]).toEqual([6, 6, 3, 6]);
  expect(workedOut).toEqual(['one', 'three', 'eleven', 'one']);
});

test('a text may stand for what it is worked out from', () => {
  const sum = oncePerText(8, (_numbers, numbers: readonly number[]) => numbers.reduce((one, other) => one + other));
  const all = (...numbers: number[]): number => sum(JSON.stringify(numbers), numbers);
  expect([all(1, 2), all(3, 4), all(1, 2)]).toEqual([3, 7, 3]);
});

test('what is undefined is worked out again, and what cannot be worked out is kept by nobody', () => {
  let asked = 0;
  const found = oncePerText(8, (text) => {
    asked += 1;
    if (text === 'fault') throw new Error('not now');
    return text === 'nothing' ? undefined : asked;
  });
  expect([found('nothing'), found('nothing'), found('thing'), found('thing')]).toEqual([undefined, undefined, 3, 3]);
  expect(() => found('fault')).toThrow('not now');
  expect(() => found('fault')).toThrow('not now');
  expect(asked).toBe(5);
});
