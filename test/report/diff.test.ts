import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { edited, type LineEdit, unifiedDiff } from '../../src/report/changes/diff.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-diff-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The text as `git apply` leaves it. */
function applied(text: string, diff: string): string {
  writeFileSync(join(folder, 'book.yaml'), text);
  writeFileSync(join(folder, 'changes.diff'), diff);
  // What a user has settled for white space is no matter here.
  execFileSync('git', ['apply', '--whitespace=nowarn', 'changes.diff'], {
    cwd: folder,
    env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() },
  });
  return readFileSync(join(folder, 'book.yaml'), 'utf8');
}

const anyLine = fc.stringMatching(/^[a-z #\-+\\@]{0,12}$/);
const anyText = fc
  .tuple(fc.array(anyLine, { minLength: 1, maxLength: 30 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .filter(([lines, , isEnded]) => isEnded || lines.at(-1) !== '')
  .map(([lines, end, isEnded]) => lines.join(end) + (isEnded ? end : ''));
const anyEdits = fc
  .uniqueArray(
    fc.record({
      line: fc.nat({ max: 32 }),
      removes: fc.boolean(),
      inserts: fc.array(anyLine, { minLength: 1, maxLength: 3 }),
    }),
    {
      selector: ({ line }) => line,
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((edits) => edits.toSorted((a, b) => a.line - b.line));

describe('a difference of a text', () => {
  it('is taken by git, whatever the text and wherever it is changed, and gives the changed text', () => {
    fc.assert(
      fc.property(anyText, anyEdits, (text, some) => {
        const edits: readonly LineEdit[] = some.map((edit) => ({ ...edit, behind: [edit.line] }));
        const after = edited(text, edits);
        fc.pre(after !== text);
        expect(applied(text, unifiedDiff('book.yaml', text, edits, 'flood-7'))).toBe(after);
      }),
      { numRuns: 60 },
    );
  });

  it('says behind the head of each hunk which entries it comes from', () => {
    const text = Array.from({ length: 20 }, (_, line) => `${line}\n`).join('');
    const edit = (line: number, ...behind: number[]): LineEdit => ({ line, removes: true, inserts: ['x'], behind });
    const heads = unifiedDiff('book.yaml', text, [edit(1, 4), edit(3, 5, 4), edit(15, 9)], 'flood-7').match(/^@@.*$/gm);
    expect(heads).toEqual(['@@ -1,7 +1,7 @@ flood-7 #4, #5', '@@ -13,7 +13,7 @@ flood-7 #9']);
  });

  it('is nothing where nothing changes', () => {
    expect(unifiedDiff('book.yaml', 'a\n', [], 'flood-7')).toBe('');
    expect(edited('a', [])).toBe('a');
  });
});
