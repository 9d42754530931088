import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, visible, width } from '../../src/text/index.ts';
import { markdownBlocks, renderPlainMarkdown } from '../../src/text/markdown.entry.ts';

const naughty = JSON.parse(readFileSync('test/fixtures/naughty/blns.json', 'utf8')) as string[];

const textOf = (markdown: string): string =>
  markdownBlocks(markdown)
    .flatMap((block) => block.spans)
    .map((span) => span.text)
    .join('');

const markdownish = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(
        '\n',
        '\n\n',
        '# ',
        '- ',
        '1. ',
        '999999999. ',
        '> ',
        '*',
        '**',
        '`',
        '```\n',
        '[',
        '](',
        ')',
        '<b>',
        '|',
        '|--|\n',
        '&lt;',
        '\\',
        '~~',
        'https://a.b',
        'www.a.b',
        'a@b.dk',
        '===',
        '---',
        '    ',
        '- [x] ',
        '&#27;',
        '$',
        '\u001b[31m',
        '\u202e',
        'word',
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('Markdown as blocks', () => {
  it('reads what a runbook has', () => {
    expect(
      markdownBlocks(
        '## Before you go in\n\nNobody enters **standing _water_** until `mains` is off.\n\n1. Call\n2. Wait\n   - [x] here\n   - [ ] there\n\n> Quoted\n\n```sh\nls\n\nps\n```\n\n---\n',
      ),
    ).toEqual([
      { kind: 'heading', depth: 2, spans: [{ text: 'Before you go in' }] },
      {
        kind: 'paragraph',
        depth: 0,
        spans: [
          { text: 'Nobody enters ' },
          { text: 'standing ', bold: true },
          { text: 'water', bold: true, italic: true },
          { text: ' until ' },
          { text: 'mains', code: true },
          { text: ' is off.' },
        ],
      },
      { kind: 'item', depth: 0, spans: [{ text: 'Call' }], number: 1 },
      { kind: 'item', depth: 0, spans: [{ text: 'Wait' }], number: 2, tight: true },
      { kind: 'item', depth: 1, spans: [{ text: 'here' }], checked: true, tight: true },
      { kind: 'item', depth: 1, spans: [{ text: 'there' }], checked: false, tight: true },
      { kind: 'quote', depth: 1, spans: [{ text: 'Quoted' }] },
      { kind: 'code', depth: 0, spans: [{ text: 'ls', code: true }] },
      { kind: 'code', depth: 0, spans: [], tight: true },
      { kind: 'code', depth: 0, spans: [{ text: 'ps', code: true }], tight: true },
      { kind: 'rule', depth: 0, spans: [] },
    ]);
  });

  it('reads tables row by row', () => {
    expect(markdownBlocks('| Hall | Depth |\n|---|---|\n| A | **5** |')).toEqual([
      {
        kind: 'table-row',
        depth: 0,
        spans: [{ text: 'Hall' }, { text: ' │ ' }, { text: 'Depth' }],
        cells: [[{ text: 'Hall' }], [{ text: 'Depth' }]],
        header: true,
      },
      {
        kind: 'table-row',
        depth: 0,
        spans: [{ text: 'A' }, { text: ' │ ' }, { text: '5', bold: true }],
        cells: [[{ text: 'A' }], [{ text: '5', bold: true }]],
        tight: true,
      },
    ]);
  });

  it('shows where a link goes, and joins the lines of a paragraph', () => {
    expect(markdownBlocks('see\n[the plan](https://example.org/plan)\\\nnow &amp; then')).toEqual([
      {
        kind: 'paragraph',
        depth: 0,
        spans: [{ text: 'see ' }, { text: 'the plan', link: 'https://example.org/plan' }],
      },
      { kind: 'paragraph', depth: 0, spans: [{ text: 'now & then' }], tight: true },
    ]);
  });

  it('shows HTML as text', () => {
    expect(textOf('<script>alert(1)</script>')).toBe('<script>alert(1)</script>');
    expect(textOf('a <b>bold</b> word')).toBe('a <b>bold</b> word');
  });

  it('lets no control through, not even as an entity', () => {
    expect(textOf('&#27;[2J and &#x202e;')).toBe('␛[2J and ‹U+202E›');
    fc.assert(
      fc.property(fc.oneof(markdownish, fc.constantFrom(...naughty)), (markdown) => {
        for (const block of markdownBlocks(markdown)) {
          for (const span of [...block.spans, ...(block.cells ?? []).flat()]) {
            expect(visible(span.text)).toBe(span.text);
            expect(visible(span.link ?? '')).toBe(span.link ?? '');
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('shows what is too long or too deep as it was written', () => {
    const deep = `${'>'.repeat(5000)}a`;
    expect(markdownBlocks(deep)).toEqual([{ kind: 'paragraph', depth: 0, spans: [{ text: deep }] }]);
    const starred = `${'*'.repeat(5000)}a${'*'.repeat(5000)}`;
    expect(textOf(starred)).toBe(starred);
    const long = '**word** '.repeat(10_000).trim();
    expect(textOf(long)).toBe(long);
    const nested = Array.from({ length: 40 }, (_, level) => `${'  '.repeat(level)}- level ${level}`).join('\n');
    expect(textOf(nested)).toContain('level 39');
    expect(Math.max(...markdownBlocks(nested).map((block) => block.depth))).toBeLessThanOrEqual(16);
  });
});

describe('Markdown as plain lines', () => {
  it('reads like a page', () => {
    expect(
      renderPlainMarkdown(
        '# Power\n\nCut the *mains* with `cut-power now` first.\n\n- Hall A, the one with the blue door\n- [Plan](https://a.dk)\n\n```\nraw code\n```\n\n> Wait.\n\n---',
        30,
      ),
    ).toEqual([
      'Power',
      '',
      'Cut the mains with `cut-power',
      'now` first.',
      '',
      '- Hall A, the one with the',
      '  blue door',
      '- Plan (https://a.dk)',
      '',
      '    raw code',
      '',
      '> Wait.',
      '',
      '--------------------',
    ]);
  });

  it('keeps within the columns', () => {
    fc.assert(
      fc.property(markdownish, fc.integer({ min: 10, max: 60 }), (markdown, columns) => {
        for (const line of renderPlainMarkdown(markdown, columns)) {
          expect(width(line)).toBeLessThanOrEqual(columns);
          expect(visible(line)).toBe(line);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('hostile text in a Markdown document', () => {
  it('is escaped', () => {
    expect(escapeMarkdown('1. <b>*a*</b> | [x](y)')).toBe('1\\. \\<b\\>\\*a\\*\\</b\\> \\| \\[x\\](y)');
    expect(escapeMarkdown('# no heading')).toBe('\\# no heading');
    expect(escapeMarkdown('a\nb')).toBe('a⏎b');
  });

  it('reads as exactly that text, one paragraph, with no emphasis, link or HTML', () => {
    fc.assert(
      fc.property(fc.oneof(markdownish, fc.constantFrom(...naughty)), (text) => {
        const shown = visible(text).trim();
        fc.pre(shown !== '');
        expect(markdownBlocks(escapeMarkdown(text))).toEqual([
          { kind: 'paragraph', depth: 0, spans: [{ text: shown }] },
        ]);
      }),
      { numRuns: 3000 },
    );
  });

  it('stays in its table cell', () => {
    fc.assert(
      fc.property(markdownish, (text) => {
        const rows = markdownBlocks(`| a | b |\n|---|---|\n| ${escapeMarkdown(text)} | end |`);
        expect(rows.map((row) => row.kind)).toEqual(['table-row', 'table-row']);
        expect(rows[1]?.cells?.map((cell) => cell.map((span) => span.text).join(''))).toEqual([
          visible(text).trim(),
          'end',
        ]);
      }),
      { numRuns: 1000 },
    );
  });
});
