import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { clip, graphemes, pad, width, wrap } from '../../src/text/index.ts';

const someText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        'å',
        'pumpe',
        ' ',
        '  ',
        '水',
        '👩‍💻',
        '🇩🇰',
        'e\u0301',
        '─',
        'ﾊﾞ',
        '한',
        '—',
        'का',
        '\u{1d158}\u{1d165}\u{1d16e}',
      ),
      { maxLength: 25 },
    )
    .map((parts) => parts.join('')),
);
const columns = fc.integer({ min: 0, max: 50 });

describe('width in terminal columns', () => {
  it('agrees with what Ink lays out by, for every single character', () => {
    const different: string[] = [];
    for (let code = 0x20; code <= 0x1ffff; code++) {
      if ((code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code <= 0xdfff)) continue;
      const char = String.fromCodePoint(code);
      if (width(char) !== stringWidth(char)) different.push(code.toString(16));
    }
    expect(different).toEqual([]);
  });

  it('agrees for whole texts', () => {
    fc.assert(
      fc.property(someText, (text) => {
        expect(width(text)).toBe(stringWidth(text, { countAnsiEscapeCodes: true }));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('characters', () => {
  it('are those of a reader, also where none joins with its neighbour', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    // Half of them from the scripts whose characters stand alone, and what may join with them.
    const unit = fc.oneof(
      fc.integer({ min: 0x2e80, max: 0xffef }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom(
        'a',
        'ø',
        ' ',
        '→',
        'が',
        'か',
        '\u3099',
        '\u309a',
        '\u302a',
        '\u200d',
        '\ufe0f',
        '한',
        '\u11a8',
        'ﾞ',
        '水',
      ),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
        const text = units.join('');
        expect([...graphemes(text)]).toEqual([...segmenter.segment(text)].map(({ segment }) => segment));
        expect(width(text)).toBe(stringWidth(text, { countAnsiEscapeCodes: true }));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('clip', () => {
  it('cuts between characters and says so', () => {
    expect(clip('Data-centre flood', 11)).toBe('Data-centr…');
    expect(clip('Data-centre flood', 17)).toBe('Data-centre flood');
    expect(clip('水が出た', 4)).toBe('水…');
    expect(clip('👩‍💻👩‍💻', 3)).toBe('👩‍💻…');
    expect(clip('abc', 1)).toBe('…');
    expect(clip('abc', 0)).toBe('');
    expect(clip('水', -3)).toBe('');
  });

  it('is never wider than asked for', () => {
    fc.assert(
      fc.property(someText, columns, (text, room) => {
        expect(width(clip(text, room))).toBeLessThanOrEqual(room);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves what fits alone', () => {
    fc.assert(
      fc.property(someText, (text) => {
        expect(clip(text, width(text))).toBe(text);
      }),
    );
  });
});

describe('pad', () => {
  it('is exactly as wide as asked for', () => {
    expect(pad('kl.', 5)).toBe('kl.  ');
    expect(pad('水水', 3)).toBe('水…');
    fc.assert(
      fc.property(someText, columns, (text, room) => {
        expect(width(pad(text, room))).toBe(room);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('wrap', () => {
  it('breaks at spaces, and long words between characters', () => {
    expect(wrap('Nobody enters standing water', 12)).toEqual(['Nobody', 'enters', 'standing', 'water']);
    expect(wrap('Nobody enters standing water', 14)).toEqual(['Nobody enters', 'standing water']);
    expect(wrap('see https://example.org/a/long/path now', 10)).toEqual([
      'see',
      'https://ex',
      'ample.org/',
      'a/long/pat',
      'h now',
    ]);
    expect(wrap('水が出た', 5)).toEqual(['水が', '出た']);
    expect(wrap('', 10)).toEqual(['']);
    expect(wrap('  indented text goes on', 12)).toEqual(['  indented', 'text goes on']);
    expect(wrap('    unbreakable', 6)).toEqual(['unbrea', 'kable']);
    expect(wrap('             ', 6)).toEqual(['']);
    expect(wrap('ab'.repeat(300_000), 2)).toHaveLength(300_000);
    expect(wrap('one\ntwo', 10)).toEqual(['one', 'two']);
  });

  it('breaks a script without spaces where its readers would, and leaves no gap before it', () => {
    expect(wrap('1 [ ] 名簿で人数を確認する', 16)).toEqual(['1 [ ] 名簿で人数', 'を確認する']);
    expect(wrap('電源が切れるまで。', 16)).toEqual(['電源が切れるま', 'で。']);
    expect(wrap('地下の「電源」を切る', 8)).toEqual(['地下の', '「電源」', 'を切る']);
    expect(wrap('hall A水が出たfloor 2', 12)).toEqual(['hall A水が出', 'たfloor 2']);
    expect(wrap('물이 들어온다', 8)).toEqual(['물이', '들어온다']);
  });

  it('keeps every line within the columns and loses nothing but spaces', () => {
    const withoutBreaks = someText.map((text) => text.replace(/[\r\n\u2028\u2029]/g, ' '));
    const bare = (text: string): string => text.replace(/\s/gu, '');
    fc.assert(
      fc.property(withoutBreaks, fc.integer({ min: 2, max: 40 }), (text, room) => {
        const lines = wrap(text, room);
        expect(lines.length).toBeGreaterThan(0);
        expect(bare(lines.join(''))).toBe(bare(text));
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(room);
      }),
      { numRuns: 2000 },
    );
  });
});
