import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible, visibleLines } from '../../src/text/index.ts';

const naughty = JSON.parse(readFileSync('test/fixtures/naughty/blns.json', 'utf8')) as string[];

/** Full Unicode and lone surrogates, with the dangerous characters far more often than chance would bring them. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom(
        '\u001b[2J',
        '\r\n',
        '\n',
        '\t',
        '\u200d',
        '\ufe0f',
        '\u202e',
        '👩',
        '💻',
        '❤',
        '🏴',
        '\u{e0067}',
        '\u{1f3fd}',
        '1',
        '\u20e3',
        '葛',
        '\u{e0100}',
        '⏎',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const EMOJI_SEQUENCES =
  /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0e|\ufe0f)?(?:\u200d\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)?)*|[#*0-9]\ufe0f\u20e3|\u{1f3f4}[\u{e0061}-\u{e007a}]{5}\u{e007f}|\p{Script=Han}\p{Variation_Selector}/gu;

describe('text is hostile: what a terminal would obey is shown', () => {
  it('leaves ordinary text as it is', () => {
    for (const text of [
      '',
      'Pumps run',
      'Rådhuspladsen 1, 1550 København – følg åen',
      '水が出た',
      'مرحبا',
      '├─ 3 │ ½',
    ]) {
      expect(visible(text)).toBe(text);
    }
  });

  it('names every control', () => {
    expect(visible('a\nb\r\nc\td')).toBe('a⏎b⏎c d');
    expect(visible('\u001b]0;gotcha\u0007')).toBe('␛]0;gotcha␇');
    expect(visible('\u0000\r\u007f\u009b31m')).toBe('␀␍␡‹U+009B›31m');
    expect(visible('user\u202Etxt.exe')).toBe('user‹U+202E›txt.exe');
    expect(visible('a\u200bb\u2028c\ufeffd\u{e0041}')).toBe('a‹U+200B›b‹U+2028›c‹U+FEFF›d‹U+E0041›');
    expect(visible('\ud83d alone \ude00')).toBe('‹U+D83D› alone ‹U+DE00›');
  });

  it('keeps emoji readable', () => {
    for (const text of ['👩‍💻', '❤️', '👨🏽‍🚒', '🏳️‍🌈', '5️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '⚠️ Water', '葛󠄀城']) expect(visible(text)).toBe(text);
  });

  it('shows a joiner that joins nothing, and words hidden in tags behind a flag', () => {
    expect(visible('a\u200db')).toBe('a‹U+200D›b');
    expect(visible('👩\u200d')).toBe('👩‹U+200D›');
    expect(visible('x\ufe0f')).toBe('x‹U+FE0F›');
    expect(visible('🏴\u{e0068}\u{e0069}')).toBe('🏴‹U+E0068›‹U+E0069›');
  });

  it('lets no control byte through, whatever the text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = visible(text);
        expect(shown).not.toMatch(CONTROLS);
        expect(shown.replace(EMOJI_SEQUENCES, '')).not.toMatch(INVISIBLE);
      }),
      { numRuns: 2000 },
    );
  });

  it('changes nothing when done twice', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(visible(visible(text))).toBe(visible(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('shows every code point alone: none of them is a control or invisible', () => {
    const through: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const shown = visible(String.fromCodePoint(code));
      if (CONTROLS.test(shown) || INVISIBLE.test(shown)) through.push(code.toString(16));
    }
    expect(through).toEqual([]);
  });

  it('withstands the naughty strings', () => {
    expect(naughty.length).toBeGreaterThan(500);
    for (const text of naughty) {
      const shown = visible(text);
      expect(shown).not.toMatch(CONTROLS);
      expect(shown.replace(EMOJI_SEQUENCES, '')).not.toMatch(INVISIBLE);
      expect(visible(shown)).toBe(shown);
    }
  });
});

describe('lines of a text', () => {
  it('break at CRLF, CR and LF, and nowhere else', () => {
    expect(visibleLines('one\r\ntwo\rthree\nfour\u2028still\tfour\n')).toEqual([
      'one',
      'two',
      'three',
      'four‹U+2028›still four',
    ]);
    expect(visibleLines('')).toEqual(['']);
    expect(visibleLines('\n\n')).toEqual(['', '']);
  });

  it('are each safe', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const line of visibleLines(text)) {
          expect(line).not.toMatch(CONTROLS);
          expect(visible(line)).toBe(line);
        }
      }),
    );
  });
});
