import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { graphemes, isNarrow } from '../../scripts/build/graphemes.mjs';

const everyUnit = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
const real = new Intl.Segmenter();

describe("what the bundle puts in place of Intl.Segmenter and string-width's slow path", () => {
  test('every character that it calls narrow takes one column', () => {
    const wrong = everyUnit.filter((unit) => isNarrow(unit) && stringWidth(unit) !== 1);
    expect(wrong).toEqual([]);
  });

  test('ASCII, Danish, box drawing and typographic quotes are narrow; a soft hyphen, an emoji and CJK are not', () => {
    expect(isNarrow('Hold ved – “Ærø” │ ✓ 90 %')).toBe(true);
    for (const text of ['\u00ad', '🙂', '漢', '\u001b', 'e\u0301']) expect(isNarrow(text)).toBe(false);
  });

  test('it cuts any text where Intl.Segmenter cuts it', () => {
    const narrowish = fc.constantFrom(
      ...everyUnit.filter((unit) => isNarrow(unit)),
      '\u2699',
      '\u2708',
      '\n',
      '\t',
      '\u001b',
    );
    const joining = fc.constantFrom('\u0301', '\u200d', '\ufe0f', '\r', '\n', '🙂', '🇩', '🇰', '漢', 'ᄀ', 'ᅡ');
    fc.assert(
      fc.property(fc.oneof(fc.array(narrowish), fc.array(fc.oneof(narrowish, joining))), (parts) => {
        const text = parts.join('');
        expect([...graphemes.segment(text)].map(({ segment, index }) => [segment, index])).toEqual(
          [...real.segment(text)].map(({ segment, index }) => [segment, index]),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('every pair of characters on its fast path really is two graphemes', () => {
    const fast = everyUnit.filter(
      (unit) => unit !== '\r' && (unit <= '\u00ff' || isNarrow(unit) || /[\u2190-\u2bff]/.test(unit)),
    );
    const joined = fast.filter(
      (unit) => [...real.segment(`a${unit}`)].length !== 2 || [...real.segment(`${unit}a`)].length !== 2,
    );
    expect(joined).toEqual([]);
  });

  test('it says which grapheme holds a place, as Intl.Segmenter does', () => {
    for (const text of ['plain', 'e\u0301x']) {
      const places = [0, 1, 2, 4];
      const held = places.map((place) => graphemes.segment(text).containing(place)?.segment);
      expect(held).toEqual(places.map((place) => real.segment(text).containing(place)?.segment));
    }
  });
});
