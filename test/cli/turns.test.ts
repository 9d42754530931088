import { expect, test } from 'vitest';
import { Turns } from '../../src/cli/threads/turns.ts';

/** The same turns as two threads hold them: the one that writes, and another. */
function both(count: number, asked: 'at once' | 'later') {
  const writer = new Turns(count, asked);
  return { writer, other: new Turns(count, asked, writer.shared) };
}
const said = (made: ReturnType<Turns['filled']>): string | undefined =>
  made instanceof Uint8Array ? Buffer.from(made).toString() : made;

test('each window is taken once, whoever takes it, and then there is none', () => {
  const { writer, other } = both(5, 'later');
  expect([writer, other, other, writer, other, writer, other].map((turns) => turns.take())).toEqual([
    0,
    1,
    2,
    3,
    4,
    undefined,
    undefined,
  ]);
  expect(other.takeInTime()).toBeUndefined();
  expect(other.count).toBe(5);
});

test.each([
  ['at once', 16],
  ['later', 2048],
] as const)('asked for %s nobody is further ahead of the one who writes than %i windows', (asked, slots) => {
  const { writer, other } = both(slots + 2, asked);
  for (let window = 0; window < slots; window += 1) expect(other.take()).toBe(window);
  expect(other.take()).toBeUndefined();
  writer.wrote();
  expect(other.take()).toBe(slots);
  expect(writer.take()).toBeUndefined();
  writer.wrote();
  expect(other.takeInTime()).toBe(slots + 1);
  writer.wrote();
  expect(writer.take()).toBeUndefined();
});

test('what one has made the other finds in its place, also where the slot was filled before; made of nothing it is empty', () => {
  const { writer, other } = both(20, 'at once');
  for (let taken = 0; taken < 3; taken += 1) other.take();
  expect(writer.filled(0)).toBeUndefined();
  other.fill(1, 'Åben,"=1+1"\r\n');
  other.fill(0, 'first');
  other.fill(2, '');
  expect([0, 1, 2, 3].map((window) => said(writer.filled(window)))).toEqual([
    'first',
    'Åben,"=1+1"\r\n',
    '',
    undefined,
  ]);
  // The next round of the slots: what stood there is none of it.
  expect(writer.filled(16)).toBeUndefined();
  writer.fill(16, 'again');
  expect(said(other.filled(16))).toBe('again');
  expect(other.filled(0)).toBeUndefined();
  expect(said(other.filled(1))).toBe('Åben,"=1+1"\r\n');
});

test('a window that could not be made, or has no room in its slot, is lacking; one that just has room is not', () => {
  const { writer, other } = both(3, 'later');
  const room = 1 << 16;
  other.fill(0, undefined);
  other.fill(1, 'a'.repeat(room + 1));
  expect([writer.filled(0), writer.filled(1)]).toEqual(['lacking', 'lacking']);
  other.fill(1, 'å'.repeat(room / 2 + 1));
  expect(writer.filled(1)).toBe('lacking');
  other.fill(1, 'å'.repeat(room / 2));
  expect(said(writer.filled(1))).toBe('å'.repeat(room / 2));
  // It stands in its own slot alone.
  other.fill(0, 'zero');
  other.fill(2, 'two');
  expect([0, 1, 2].map((window) => said(writer.filled(window))?.length)).toEqual([4, room / 2, 3]);
});

test('who waits hears of what was filled since they looked, and of nothing else', () => {
  const { writer, other } = both(3, 'later');
  const before = writer.fillings;
  expect(writer.isFilledWithin(before, 1)).toBe(false);
  other.fill(0, 'first');
  other.fill(1, undefined);
  expect(writer.fillings).toBe(before + 2);
  expect(writer.isFilledWithin(before, 60_000)).toBe(true);
  expect(writer.isFilledWithin(writer.fillings, 1)).toBe(false);
});

test('once it is stopped there is nothing more to take, however much is left', () => {
  const { writer, other } = both(100, 'at once');
  other.take();
  writer.stop();
  expect([writer.take(), other.take(), other.takeInTime()]).toEqual([undefined, undefined, undefined]);
});
