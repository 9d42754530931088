import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageOn } from '../../src/plain/page.ts';
import { width } from '../../src/text/index.ts';

function written(columns: number, write: (page: ReturnType<typeof pageOn>) => void, interactive = false): string {
  let text = '';
  write(
    pageOn({
      columns,
      interactive,
      write: (more) => {
        text += more;
      },
    }),
  );
  return text;
}

test('whatever is said, and whatever stands before it, no line is wider than the terminal and no control is sent', () => {
  const anything = fc.string({ unit: 'binary' });
  const lead = fc.string({ unit: 'binary', maxLength: 2 });
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 100 }), anything, lead, (columns, text, lead) => {
      const lines = written(columns, (page) => {
        page.say(text, lead);
      }).split('\n');
      for (const line of lines) {
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(width(line)).toBeLessThanOrEqual(columns);
      }
    }),
  );
});

test('wrapped lines go on under the first; two gaps are one', () => {
  const text = written(20, (page) => {
    page.say('one two three four five', '  1. ');
    page.gap();
    page.gap();
    page.say('end');
  });
  expect(text).toBe('  1. one two three\n     four five\n\nend\n');
});

test('a prompt stands open on a terminal, and is a line of its own in a pipe', () => {
  const ask = (page: ReturnType<typeof pageOn>): void => {
    page.prompt('Why? >');
  };
  expect(written(80, ask, true)).toBe('Why? > ');
  expect(written(80, ask, false)).toBe('Why? >\n');
});
