import { expect, test } from 'vitest';
import { toClipboard } from '../../src/text/index.ts';

const xterm = { isTerminal: true, env: { TERM: 'xterm' } };

test('one sequence, of a length that terminals take whole; it is not said that it arrived', () => {
  const { bytes = '', said } = toClipboard('Brief: 名', xterm, 'Write it down.');
  const [, sent = ''] = /^\u001b\]52;c;([A-Za-z0-9+/=]+)\u0007$/.exec(bytes) ?? [];
  expect(Buffer.from(sent, 'base64').toString()).toBe('Brief: 名');
  expect(said).toContain('not every terminal takes it');
  expect(toClipboard('x', { ...xterm, env: { TERM: 'tmux', TMUX: '/tmp/tmux' } }, '').said).toContain(
    'tmux hands it on with set-clipboard on',
  );
  expect(toClipboard('x'.repeat(74_994), xterm, '').bytes).toHaveLength(100_000);
  expect(toClipboard('x'.repeat(74_995), xterm, 'Write it down.')).toEqual({
    said: 'Too long for a clipboard (74995 bytes, at most 74994). Write it down.',
  });
});

test('the console of a machine has none, and shows what it is sent: it is sent nothing', () => {
  expect(toClipboard('x', { isTerminal: true, env: { TERM: 'linux' } }, 'Write it down.')).toEqual({
    said: 'Nothing was copied: the console of a machine has no clipboard. Write it down.',
  });
});

test.each(['dumb', 'unknown', '', undefined])('a terminal that takes text alone (TERM=%s) is sent none', (TERM) => {
  expect(toClipboard('x', { isTerminal: true, env: { TERM } }, 'Write it down.')).toEqual({
    said: `Nothing was copied: to this terminal (TERM=${TERM ?? ''}) nothing but text can be sent. Write it down.`,
  });
});

test('in a pipe there is no clipboard, whatever the terminal is called', () => {
  expect(toClipboard('x', { isTerminal: false, env: { TERM: 'xterm' } }, 'Write it down.')).toEqual({
    said: 'Nothing was copied: the output is not a terminal, so there is no clipboard. Write it down.',
  });
});
