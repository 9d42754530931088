import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directionOf, inOrderOfSight, mirrored } from '../../src/report/pdf/direction.ts';

const plain = (text: string) => [{ text, bold: false }];
const seen = (text: string): readonly string[] =>
  inOrderOfSight(plain(text), directionOf(plain(text)) ?? 'ltr').map((each) =>
    each.isRtl ? `<${each.text}` : each.text,
  );

describe('what is read from right to left', () => {
  it('stands in its place among what is not, a number in it as a number', () => {
    expect(seen('Ring שלום 12 times')).toEqual(['Ring ', '12', '<שלום ', ' times']);
    expect(seen('אב 12 ג')).toEqual(['< ג', '12', '<אב ']);
  });

  it('decides by its first letter how a paragraph is read', () => {
    expect(directionOf(plain('Ring שלום'))).toBe('ltr');
    expect(directionOf(plain('שלום, Ida'))).toBe('rtl');
    expect(directionOf(plain('Ida'))).toBeUndefined();
  });

  it('has its brackets turned', () => {
    expect(seen('(שלום)')).toEqual(['<(שלום)']);
    expect(mirrored('(א) [ב] «ג»')).toBe(')א( ]ב[ »ג«');
  });

  it('loses no character and no boldness, whatever stands in it', () => {
    const run = fc.record({
      text: fc.string({ unit: fc.constantFrom('a', ' ', '1', '.', 'ש', 'ל', 'م', '-') }),
      bold: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(run, { maxLength: 5 }),
        fc.constantFrom('ltr' as const, 'rtl' as const),
        (runs, direction) => {
          const letters = (all: readonly { readonly text: string; readonly bold: boolean }[]): string =>
            all
              .flatMap(({ text, bold }) => Array.from(text, (each) => `${each}${bold}`))
              .toSorted()
              .join('');
          expect(letters(inOrderOfSight(runs, direction))).toBe(letters(runs));
        },
      ),
    );
  });
});
