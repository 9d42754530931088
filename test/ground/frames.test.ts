import { Terminal } from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedCells } from '../../scripts/build/changed-cells.mjs';
import { wholeRows } from '../../scripts/build/whole-rows.mjs';
// Ink as it is published, not as it is bundled.
import Output from '../../node_modules/ink/build/output.js';

const COLUMNS = 40;
/** As chalk puts looks around a text. */
const look =
  (on: number, off: number) =>
  (text: string): string =>
    text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`;
const bold = look(1, 22);
const magenta = look(35, 39);
const asIs = (text: string): string => text;
const looks = [asIs, bold, look(2, 22), look(7, 27), (text: string) => bold(magenta(text))];

const row = (character: fc.Arbitrary<string>, most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.array(character, { maxLength: 12 }), fc.constantFrom(...looks)), { maxLength: most })
    .map((pieces) => pieces.map(([characters, look]) => look(characters.join(''))).join(''));

const narrow = fc.constantFrom('a', 'a', 'b', ' ', ' ', 'ø', '│', '→', '▾');
const any = fc.oneof(narrow, fc.constantFrom('漢', '🙂', 'e\u0301', '\u200b', '👩‍🚒'));

/** Rows that no terminal wraps, whatever it counts for a character. */
const fitting = fc.oneof(row(narrow, 3), row(any, 1));

interface Write {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly transform: (line: string) => string;
}

/** What is written, put together by Ink's cells. */
function written(writes: readonly Write[], height: number): Output {
  const output = new Output({ width: COLUMNS, height });
  for (const { x, y, text, transform } of writes) output.write(x, y, text, { transformers: [transform] });
  return output;
}

describe('a frame whose rows are each one text', () => {
  test('looks as if Ink had made a cell for every column', () => {
    fc.assert(
      fc.property(fc.array(row(any, 3), { maxLength: 6 }), fc.nat(3), (texts, more) => {
        const writes = texts.map((text, y) => ({ x: 0, y, text, transform: asIs }));
        const output = written(writes, texts.length + more);
        const made = wholeRows(output);
        expect(made?.output.replaceAll(/\u001b\[\?7[lh]/g, '')).toBe(output.get().output);
        expect(made?.height).toBe(output.get().height);
      }),
    );
  });

  test.each<{ readonly what: string; readonly writes: readonly Write[] }>([
    { what: 'begins further right', writes: [{ x: 2, y: 0, text: 'in', transform: asIs }] },
    {
      what: 'lies over another',
      writes: [
        { x: 0, y: 0, text: 'under', transform: asIs },
        { x: 0, y: 0, text: 'up', transform: asIs },
      ],
    },
    { what: 'has two lines', writes: [{ x: 0, y: 0, text: 'one\ntwo', transform: asIs }] },
    { what: 'is changed where it is drawn', writes: [{ x: 0, y: 0, text: 'one', transform: bold }] },
    { what: 'lies outside', writes: [{ x: 0, y: 7, text: 'one', transform: asIs }] },
  ])('a text that $what is left to Ink', ({ writes }) => {
    expect(wholeRows(written(writes, 3))).toBeUndefined();
  });
});

/** What a terminal shows after it was sent some bytes: each cell with its looks. */
async function shown(bytes: string): Promise<string[]> {
  const terminal = new Terminal({ cols: COLUMNS, rows: 2, allowProposedApi: true });
  await new Promise<void>((done) => terminal.write(bytes, done));
  const line = terminal.buffer.active.getLine(0)!;
  const cells = Array.from({ length: COLUMNS }, (_, column) => {
    const cell = line.getCell(column)!;
    return [cell.getChars() || ' ', cell.isBold(), cell.isDim(), cell.isInverse(), cell.getFgColor()].join(',');
  });
  terminal.dispose();
  return cells;
}

test('a row that a terminal counts as wider than it is goes on in no other row', async () => {
  // Two columns where the family is one character; four people to a terminal that does not know it.
  const family = '👩\u200d👩\u200d👧\u200d👦';
  const texts = [`${family}${'x'.repeat(COLUMNS - 2)}`, 'below'];
  const rows = wholeRows(
    written(
      texts.map((text, y) => ({ x: 0, y, text, transform: asIs })),
      2,
    ),
  );
  const terminal = new Terminal({ cols: COLUMNS, rows: 3, allowProposedApi: true });
  await new Promise<void>((done) => terminal.write(rows!.output.replaceAll('\n', '\r\n'), done));
  const lines = [0, 1, 2].map((y) => terminal.buffer.active.getLine(y)!.translateToString(true));
  expect(lines.slice(1)).toEqual(['below', '']);
  await new Promise<void>((done) => terminal.write(`\r\n${'y'.repeat(COLUMNS + 1)}`, done));
  expect(terminal.buffer.active.getLine(3)!.translateToString(true)).toBe('y');
});

describe('a row that changed', () => {
  test('looks on a terminal as if it had been written anew', async () => {
    await fc.assert(
      fc.asyncProperty(fitting, fitting, async (before, after) => {
        const change = changedCells(before, after, COLUMNS);
        expect(await shown(`${before}${change}`)).toEqual(await shown(after));
      }),
    );
  });

  test('sends what differs and nothing beside it', () => {
    const left = (mark: string): string => `${mark} Move the portable pumps   │ the same`;
    expect(changedCells(left(' '), left('>'), COLUMNS)).toBe('\u001b[1G>');
    expect(changedCells(left('>'), left('>'), COLUMNS)).toBe('');
    expect(changedCells('a longer row', 'a long', COLUMNS)).toBe('\u001b[7G\u001b[K');
  });

  test.each([
    ['漢', 'a', COLUMNS],
    ['a', 'e\u0301', COLUMNS],
    ['🛤\ufe0f six tracks', '🛤\ufe0f six doors', COLUMNS],
    ['a', 'b'.repeat(COLUMNS + 1), COLUMNS],
    ['a', 'b', undefined],
  ])('is written anew where a terminal may count columns otherwise, or wraps: %j to %j', (before, after, columns) => {
    expect(changedCells(before, after, columns)).toBe(`\u001b[1G\u001b[K${after}`);
  });
});
