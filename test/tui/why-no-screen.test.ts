import { expect, test } from 'vitest';
import { whyNoScreen } from '../../src/tui/splash.entry.ts';

const terminal = { isTTY: true } as const;
const xterm = { TERM: 'xterm' } as const;

test.each([
  ['a serial port', '/dev/ttyS0'],
  ['a serial adapter', '/dev/ttyUSB1'],
  ['the serial port of a small board', '/dev/ttyAMA0'],
])('on %s the lines are taken by themselves', (_, device) => {
  expect(whyNoScreen(xterm, terminal, terminal, device)).toBe(`${device} is a serial line`);
});

test.each(['/dev/pts/3', '/dev/tty1', undefined])('on %s the screen is drawn', (device) => {
  expect(whyNoScreen(xterm, terminal, terminal, device)).toBeUndefined();
});

test.each([
  ['a pipe', xterm, terminal, {}],
  ['input from a file', xterm, {}, terminal],
  ['a terminal that cannot move its cursor', { TERM: 'dumb' }, terminal, terminal],
  ['a terminal that does not say what it is', {}, terminal, terminal],
  ['a screen reader', { ...xterm, INK_SCREEN_READER: 'true' }, terminal, terminal],
  ['whoever asked for it', { ...xterm, HOLDFAST_PLAIN: '1' }, terminal, terminal],
] as const)('%s has the lines', (_, env, stdin, stdout) => {
  expect(whyNoScreen(env, stdin, stdout, '/dev/pts/3')).toBeDefined();
});
