import { expect, test } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { quotedIn } from '../../src/session/quoted-in.ts';

const note = (seq: number, words?: string): AnyEntry =>
  ({ id: `note-${seq}`, seq, type: 'note.written', data: {}, ...(words !== undefined && { words }) }) as AnyEntry;
const gone = (seq: number): AnyEntry =>
  ({ id: `gone-${seq}`, type: 'entry.expunged', data: { entry: `note-${seq}` } }) as unknown as AnyEntry;

const long = 'Karen Hansen of Strandvejen 7 is in the hall and asks for her mother';

test.each([
  ['the same words', long, `They said: ${long}.`, true],
  ['their beginning, as a brief cuts them', long, `${long.slice(0, 40)}…`, true],
  ['less than that', long, `${long.slice(0, 39)}…`, false],
  ['the same over two lines', long, long.replace('Hansen of', 'Hansen\n   of'), true],
  ['eight letters', 'Karen H.', 'It was Karen H. again', true],
  ['seven letters, which many sentences have in them', 'Karen H', 'It was Karen H again', false],
  ['something else', long, 'The pump runs', false],
])('an entry that says %s is told of, or not', (_, removed, other, isTold) => {
  const before = [note(1, removed), note(2), note(3, other)];
  expect(quotedIn(before, [gone(1)])).toEqual(isTold ? [3] : []);
});

test('what was taken out with it is not told of, nor what said the same as something that stays', () => {
  const before = [note(1, long), note(2, long), note(3, 'The gauge reads nine'), note(4, 'The gauge reads nine')];
  expect(quotedIn(before, [gone(1), gone(2)])).toEqual([]);
  expect(quotedIn(before, [gone(2)])).toEqual([1]);
  expect(quotedIn(before, [note(5, long)])).toEqual([]);
});

test('of a brief what worried whoever gave it is said again by the log and by later briefs', () => {
  const brief = (seq: number, by: string, worries: readonly string[]): AnyEntry =>
    ({
      ...note(seq, [`[flood-${seq}] Handover`, `03:12 +01:00, by ${by}`, '', 'Worries', ...worries].join('\n')),
      type: 'handover.given',
    }) as AnyEntry;
  const first = brief(1, 'Anna', ['  Anna: Karen Hansen is in the hall', '  Overdue: the gate']);
  const later = brief(2, 'Bo', ['  Anna, handing over 03:12 +01:00: Karen Hansen is in the hall']);
  const other = brief(3, 'Carl', ['  Overdue: the gate']);
  expect(quotedIn([first, later, other], [gone(1)])).toEqual([2]);
});
