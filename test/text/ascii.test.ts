import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasAsciiAlone, inAscii, visible, width } from '../../src/text/index.ts';

describe('a text for a terminal that knows ASCII alone', () => {
  it('has other signs in the place of those that we draw with', () => {
    expect(inAscii('─ Steps 0 of 58 ─┬─ Now ─')).toBe('- Steps 0 of 58 -+- Now -');
    expect(inAscii('>→ Everybody out … │ 04:11 · open ✓')).toBe('>> Everybody out ~ | 04:11 - open +');
  });

  it('keeps letters: a name is not ours to change', () => {
    expect(inAscii('Bjørn Kjær, 水, é, 👩‍🚒')).toBe('Bjørn Kjær, 水, é, 👩‍🚒');
  });

  it('is as wide as before, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...'…·•→←↑↓▾│─┬┴├└▏░█✓✔✗×⏎—–−‹›“”’'.split(''))),
        ),
        (parts) => {
          const text = visible(parts.join(''));
          expect(width(inAscii(text))).toBe(width(text));
        },
      ),
    );
  });

  it('has one for every sign that stands in what we say and draw', () => {
    const rooms = 'text,time,guide,home,drill,analysis,incident,session,runner,timeline,files,plain,tui,cli';
    const drawn = new Set(
      globSync(`src/{${rooms}}/**/*.{ts,tsx}`)
        .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
        .filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line))
        .flatMap((line) => line.match(/[^\u0000-\u007f\p{L}\p{M}\p{Zs}]/gu) ?? []),
    );
    // What Japanese and Chinese put between words is known where lines are broken, and never drawn.
    const ofTheirs = /[\u3000-\u30ff\uff00-\uffef]/;
    expect([...drawn].filter((sign) => !ofTheirs.test(sign) && inAscii(sign) === sign)).toEqual([]);
  });
});

describe('which terminal may know ASCII alone', () => {
  it.each([
    [{}, false],
    [{ LANG: 'C.UTF-8' }, false],
    [{ LANG: 'da_DK.utf8' }, false],
    [{ LC_CTYPE: 'UTF-8', LANG: 'C' }, false],
    [{ LC_ALL: '', LC_CTYPE: '', LANG: '' }, false],
    [{ LANG: 'C' }, true],
    [{ LANG: 'POSIX' }, true],
    [{ LANG: 'da_DK' }, true],
    [{ LANG: 'da_DK.ISO-8859-1' }, true],
    [{ LC_ALL: 'C', LANG: 'da_DK.UTF-8' }, true],
    [{ LC_CTYPE: 'C', LANG: 'da_DK.UTF-8' }, true],
    [{ TERM: 'linux', LANG: 'da_DK.UTF-8' }, true],
    [{ TERM: 'xterm', LANG: 'da_DK.UTF-8' }, false],
  ])('%o: %s', (env, expected) => {
    expect(hasAsciiAlone(env)).toBe(expected);
  });
});
