import fc from 'fast-check';
import { expect, test } from 'vitest';
import { giveUp, key, patience, readInputs } from '../../src/tui/keys/key-parser.ts';
import type { Input } from '../../src/tui/keys/key-parser.ts';

/** Everything that comes of these chunks, the last of which is waited for in vain. */
function read(...chunks: readonly string[]): Input[] {
  let pending = '';
  const inputs: Input[] = [];
  for (const chunk of chunks) {
    const found = readInputs(pending, chunk);
    inputs.push(...found.inputs);
    pending = found.pending;
  }
  return [...inputs, ...giveUp(pending)];
}

const names = (inputs: readonly Input[]): string[] =>
  inputs.map((input) => (input.kind === 'key' ? input.name : `[${input.text}]`));

test('several keys in one chunk are several keys', () => {
  expect(names(read('jjj'))).toEqual(['j', 'j', 'j']);
  expect(names(read('y\r'))).toEqual(['y', 'enter']);
});

test('an arrow split by a slow line is one arrow, and no Esc', () => {
  expect(names(read('\u001b', '[A'))).toEqual(['up']);
  expect(names(read('\u001b[', '1;5', 'C'))).toEqual(['right']);
});

test('Esc alone is Esc once its rest has not come within 100 ms', () => {
  expect(readInputs('', '\u001b')).toEqual({ inputs: [], pending: '\u001b' });
  expect(patience('\u001b')).toBe(100);
  expect(names(read('\u001b'))).toEqual(['escape']);
});

test('what is pasted is one input, its line ends do not press Enter', () => {
  expect(read('\u001b[200~first\r\nsecond\rthird\u001b[201~')).toEqual([
    { kind: 'paste', text: 'first\nsecond\nthird' },
  ]);
});

test('a paste split anywhere is still one paste', () => {
  const whole = '\u001b[200~a b\u001b[Ac\u001b[201~';
  for (let at = 1; at < whole.length; at += 1) {
    expect(read(whole.slice(0, at), whole.slice(at))).toEqual([{ kind: 'paste', text: 'a b\u001b[Ac' }]);
  }
});

test('a paste whose end never comes has a time limit, and what came of it is not lost', () => {
  const { pending } = readInputs('', '\u001b[200~half a sentence');
  expect(patience(pending)).toBe(1000);
  expect(giveUp(pending)).toEqual([{ kind: 'paste', text: 'half a sentence' }]);
});

test('a paste without end is handed on in parts; none of it presses a key', () => {
  const inputs = read(`\u001b[200~${'x\r'.repeat(100_000)}`, 'y\r'.repeat(1000), '\u001b[201~q');
  expect(inputs.length).toBeGreaterThan(2);
  expect(inputs.slice(0, -1).every((input) => input.kind === 'paste')).toBe(true);
  expect(inputs.at(-1)).toEqual(key('q'));
});

test.each([
  ['OSC 11, the background colour', '\u001b]11;rgb:0000/0000/0000\u0007'],
  ['OSC ended by ST', '\u001b]4;1;rgb:1/2/3\u001b\\'],
  ['DCS, the terminal name', '\u001bP>|xterm(390)\u001b\\'],
  ['device attributes', '\u001b[?64;1;2c'],
  ['cursor position', '\u001b[12;40R'],
  ['focus in', '\u001b[I'],
  ['mouse, SGR', '\u001b[<0;10;10M'],
  ['mouse, X10', '\u001b[M !!'],
  ['an unknown sequence', '\u001b[99~'],
])('a reply of the terminal is dropped: %s', (_name, reply) => {
  expect(names(read(`a${reply}b`))).toEqual(['a', 'b']);
  for (let at = 1; at < reply.length; at += 1)
    expect(names(read(`a${reply.slice(0, at)}`, `${reply.slice(at)}b`))).toEqual(['a', 'b']);
});

test('a reply whose end never comes does not freeze the keys', () => {
  const { pending } = readInputs('', '\u001b]11;rgb');
  expect(patience(pending)).toBe(500);
  expect(giveUp(pending)).toEqual([]);
});

test.each([
  ['\u001b[A', 'up'],
  ['\u001bOB', 'down'],
  ['\u001b[5~', 'page-up'],
  ['\u001b[1~', 'home'],
  ['\u001bOF', 'end'],
  ['\u001b[3~', 'delete'],
  ['\u007f', 'backspace'],
  ['\u0008', 'backspace'],
  ['\t', 'tab'],
  ['\n', 'enter'],
  ['\r\n', 'enter'],
  ['\u001bOP', 'f1'],
  ['\u001b[[A', 'f1'],
])('%j is %s', (bytes, name) => {
  expect(names(read(bytes))).toEqual([name]);
});

test('what was held is known: Ctrl, Shift-Tab, Alt, and a kitty keyboard that somebody left on', () => {
  expect(read('\u0003')).toEqual([key('c', { ctrl: true })]);
  expect(read('\u001b[Z')).toEqual([key('tab', { shift: true })]);
  expect(read('\u001bd')).toEqual([key('d', { alt: true })]);
  expect(read('\u001b[99;5u')).toEqual([key('c', { ctrl: true })]);
  expect(read('\u001b[97;1:3u')).toEqual([]);
});

test('a character of several code points is one key', () => {
  expect(names(read('e\u0301👩‍🚒ø'))).toEqual(['e\u0301', '👩‍🚒', 'ø']);
});

test('typed text reads the same, however the line cuts it', () => {
  const piece = fc.constantFrom(
    'a',
    ' ',
    '9',
    '\r',
    '\t',
    '\u001b[A',
    '\u001b[5~',
    '\u0003',
    'ø',
    '\u001b[200~p\rq\u001b[201~',
    '\u001b]0;x\u0007',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(60), { maxLength: 6 }), (pieces, cuts) => {
      const whole = pieces.join('');
      const places = [...new Set(cuts.filter((cut) => cut < whole.length))].toSorted((a, b) => a - b);
      // A pair of CR and LF, and of an accent and its letter, may not be cut: there it is two inputs.
      const chunks = [0, ...places].map((from, index) => whole.slice(from, places[index] ?? whole.length));
      expect(read(...chunks)).toEqual(read(whole));
    }),
  );
});

test('every key that Ctrl makes another of has a name that can be read', () => {
  const all = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).filter(
    (each) => !'\b\t\n\r\u001b'.includes(each),
  );
  expect(names(read(all.join('')))).toEqual('@abcdefgklnopqrstuvwxyz\\]^_'.split(''));
});

test('no bytes whatever are taken for a control, and nothing is kept for ever', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 5 }), (chunks) => {
      const typed = read(...chunks).flatMap((input) => (input.kind === 'key' ? [input.name] : []));
      expect(typed.filter((name) => /[\0-\x1f\x7f]/.test(name))).toEqual([]);
    }),
  );
});
