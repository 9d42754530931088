import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asLookedFor, readEntries, traceOf } from '../../src/report-page/entries.ts';
import { escaped, inOneByte } from '../../src/report/html/markup.ts';

/** Letters that become others: made small, made one with what stands beside them, or written as an entity. */
const changing = [
  ...`aeikKIsS;\`&<>"'#./`.split(''),
  '\u0130',
  '\u212a',
  '\u017f',
  '\u037e',
  '\u1fef',
  '\u0301',
  '\u0338',
  'é',
  'Å',
  'ß',
  '😀',
];
const text = fc.string({
  unit: fc.oneof(fc.constantFrom(...changing), fc.string({ minLength: 1, maxLength: 1 })),
  maxLength: 12,
});

const rowOf = (said: string, seq: number): string =>
  `<tr id="e${seq}" data-f="1794909813,0,0,"><th><a href="#e${seq}">#${seq}</a><td>17 Nov 2026<i>Ida</i><td>${inOneByte(escaped(said))}`;

it('no row is passed over that says what is looked for, whatever it says', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), fc.nat(), fc.nat(), (saids, from, length) => {
      const entries = readEntries(
        saids.map((said, place) => `${rowOf(said.replaceAll('\n', ' '), place + 1)}\n`).join(''),
      );
      for (let place = 0; place < entries.count; place += 1) {
        const words = entries.words(place);
        const start = from % (words.length + 1);
        const sought = words.slice(start, start + 1 + (length % 8));
        for (const word of sought.split(/\s+/).filter(Boolean))
          expect(traceOf(word).test(entries.row(place))).toBe(true);
      }
    }),
    { numRuns: 2000, examples: [[['\u212aAA'], 0, 0]] },
  );
});

it('a row is looked for by what it says, not by how it is written', () => {
  const entries = readEntries(`<noscript>\n${rowOf('Pump <2> & "3"', 7)}\n${rowOf('İzmir, CAFE\u0301', 8)}\n</table>`);
  expect([entries.count, entries.number(0), entries.number(1)]).toEqual([2, 7, 8]);
  expect(entries.words(0)).toContain('pump <2> & "3"');
  expect(entries.words(1)).toContain(asLookedFor('café'));
  expect(traceOf('data-f').test(entries.row(0))).toBe(true);
  expect(entries.words(0)).not.toContain('data-f');
  expect(traceOf('stairs').test(entries.row(0))).toBe(false);
});
