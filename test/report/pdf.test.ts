import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { getDocumentProxy, getMeta } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { exportFormat } from '../../src/report/index.ts';
import { blocksOf } from '../../src/report/pdf/blocks.ts';
import { Pages, pieces } from '../../src/report/pdf/page.ts';
import { typeset } from '../../src/report/pdf/typeset.ts';
import { escapeMarkdown, visible } from '../../src/text/index.ts';
import { exportedBytes, pdfPages, readable } from '../support/exported.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { reviewOf, shownOf } from '../support/review-of.ts';
import { smallFlood } from '../support/small-flood.ts';

type Desk = ReturnType<typeof memoryIncident>;

const bytesOf = (desk: Desk): Promise<Buffer> => exportedBytes(exportFormat('pdf')!, shownOf(desk.entries));
const pagesOf = async (desk: Desk): Promise<readonly string[]> => pdfPages(await bytesOf(desk));
/** Lines break where the page ends. */
const flat = (text: string): string => text.replaceAll(/\s+/g, '');

function night(mode: 'real' | 'drill' = 'real'): Desk {
  const desk = memoryIncident({ runbooks: [smallFlood], mode, title: 'Water in hall A' });
  const ida = desk.session('Ida');
  ida.act({ act: 'done', step: 'get-out' }, { why: 'Røgen var for tæt: få alle ud' });
  ida.act({ act: 'send', to: 'The public', language: 'en', body: 'Sign-in is down.\nUse the counter.' });
  ida.act({ act: 'annotate', kind: 'went-well', words: 'Everybody came' });
  return desk;
}

interface Node {
  readonly role?: string;
  readonly children?: readonly Node[];
}
const rolesOf = (node: Node): string[] => [
  ...(node.role === undefined ? [] : [node.role]),
  ...(node.children ?? []).flatMap(rolesOf),
];

describe('the review as a PDF, read back by a library made by others', () => {
  it('has the sections of the review, and what was said with its letters', async () => {
    const desk = night();
    const text = (await pagesOf(desk)).join('\n');
    const titles = [...reviewOf(desk.entries).matchAll(/^##? (.*)$/gm)].map(([, title = '']) => title);
    expect(titles.length).toBeGreaterThan(8);
    for (const title of titles) expect(flat(text)).toContain(flat(title));
    expect(flat(text)).toContain(flat('Røgen var for tæt: få alle ud'));
    expect(flat(text)).toContain(flat('Sign-in is down.'));
  });

  it('has label, number and the head of the chain on every page, and of a drill that it is one', async () => {
    const desk = night('drill');
    for (let count = 0; count < 120; count += 1) desk.session('Ida').act({ act: 'note', words: `Report ${count}` });
    const pages = await pagesOf(desk);
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, page] of pages.entries()) {
      // TLP 2.0: in the header and in the footer.
      expect(page.match(/TLP:AMBER/g)!.length).toBeGreaterThanOrEqual(2);
      expect(page).toContain('DRILL flood-7');
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(page).toContain(desk.entries.at(-1)!.hash.slice(0, 12));
    }
    for (const page of await pagesOf(night())) expect(page).not.toContain('DRILL');
  });

  it('has differences and plans line by line, and no picture that only programs draw', async () => {
    const text = (await pagesOf(night())).join('\n');
    expect(text).toMatch(/^\+ *# REVIEW flood-7 #\d+: /m);
    expect(text).toContain('[x] ');
    expect(text).not.toContain('dateFormat');
  });

  it('is tagged: headings, tables whose heads name their columns, lists, quotes; it has a title and a language', async () => {
    const bytes = await bytesOf(night());
    const read = await getDocumentProxy(new Uint8Array(bytes));
    const { info } = await getMeta(read);
    expect(info).toMatchObject({ Title: 'flood-7: Water in hall A', Language: 'en' });
    const trees = await Promise.all(
      Array.from({ length: read.numPages }, async (_, index) => (await read.getPage(index + 1)).getStructTree()),
    );
    const roles = new Set(trees.flatMap((tree) => rolesOf(tree as Node)));
    for (const role of [
      'Document',
      'H1',
      'H2',
      'P',
      'Table',
      'TR',
      'TH',
      'TD',
      'L',
      'LI',
      'LBody',
      'BlockQuote',
      'Code',
    ])
      expect(roles).toContain(role);
    const raw = bytes.toString('latin1');
    expect(raw).toMatch(/\/Scope \/Column/);
    expect(raw).toMatch(/\/Scope \/Row/);
    expect(raw).toMatch(/\/Marked true/);
    expect(raw).toMatch(/\/DisplayDocTitle true/);
  });

  it('is A4, and what stands at the edges of its pages is read out to nobody as part of it', async () => {
    const read = await getDocumentProxy(new Uint8Array(await bytesOf(night())));
    for (let number = 1; number <= read.numPages; number += 1) {
      const page = await read.getPage(number);
      expect(page.view.map(Math.round)).toEqual([0, 0, 595, 842]);
      const { items } = await page.getTextContent({ includeMarkedContent: true });
      let depth = 0;
      const said = { aside: '', aloud: '' };
      for (const item of items) {
        if ('str' in item) said[depth > 0 ? 'aside' : 'aloud'] += item.str;
        else if (item.type === 'endMarkedContent') depth = Math.max(0, depth - 1);
        else if (depth > 0 || (item as { tag?: string }).tag === 'Artifact') depth += 1;
      }
      expect(said.aside).toContain(`Page ${number} of ${read.numPages}`);
      expect(said.aside.match(/TLP:AMBER/g)).toHaveLength(2);
      expect(said.aloud).not.toMatch(/Page \d+ of/);
    }
  });

  it('has its sections as bookmarks, and no heading within them', async () => {
    const desk = night();
    const outline = await (await getDocumentProxy(new Uint8Array(await bytesOf(desk)))).getOutline();
    const titles = [...reviewOf(desk.entries).matchAll(/^##? (.*)$/gm)].map(([, title]) => title);
    expect(outline.map(({ title }) => title)).toEqual(titles);
  });

  it('shows every character, or its number where no letter is at hand, whatever was said', async () => {
    const naughty = JSON.parse(readFileSync('test/fixtures/naughty/blns.json', 'utf8')) as string[];
    const desk = memoryIncident();
    for (const words of [...naughty, 'Grüße, Łódź, Ελλάδα, Привет → ☑', '水 שלום'].filter((text) => text.trim() !== ''))
      desk.session('Ida').act({ act: 'note', words });
    const text = flat((await pagesOf(desk)).join(''));
    for (const words of ['Grüße, Łódź, Ελλάδα, Привет → ☑', '<script>alert(123)</script>'])
      expect(text).toContain(flat(words));
    expect(text).toContain('‹U+6C34›');
    expect(text).toContain(flat('Some characters stand as their number'));
    expect(flat((await pagesOf(night())).join(''))).not.toContain(flat('Some characters'));
  });

  it('sets what is read from right to left as it is read, beside what is not, and joins its letters', async () => {
    const desk = memoryIncident();
    const said = ['Ring שלום כהן at 17:30, twice', 'محمد علي called', 'שלום, Ida: 12 pumps'];
    for (const words of [...said, '(כהן) سلام']) desk.session('Ida').act({ act: 'note', words });
    const text = await readable(exportFormat('pdf')!, shownOf(desk.entries));
    for (const words of said) expect(flat(text)).toContain(flat(words));
    expect(text).not.toMatch(/‹U\+0[56]/);
    // What a reader aloud says of a stretch, whatever its letters look like and its brackets are turned to.
    for (const words of ['שלום כהן', 'محمد علي', 'سلام'])
      expect(text).toContain(`/ActualText (\u00fe\u00ff${Buffer.from(words, 'utf16le').swap16().toString('latin1')}`);
  });

  it('shows points of such letters as their numbers, and says that it does', async () => {
    const desk = memoryIncident();
    desk.session('Ida').act({ act: 'note', words: 'שָׁלוֹם' });
    const text = flat((await pagesOf(desk)).join(''));
    expect(text).toContain('‹U+05B8›');
    expect(text).toContain(flat('Some characters stand as their number'));
  });

  it('shows a title that would turn letters around as what it is, in the name of the window too', async () => {
    const desk = memoryIncident({ title: 'Water \u202E fdp.exe\u0000' });
    const bytes = await bytesOf(desk);
    const { info } = await getMeta(await getDocumentProxy(new Uint8Array(bytes)));
    expect(info).toMatchObject({ Title: 'flood-7: Water ‹U+202E› fdp.exe␀' });
    expect(flat((await pdfPages(bytes)).join(''))).toContain('Water‹U+202E›fdp.exe');
  });

  it('breaks a text that is longer than a page, and has all of it', async () => {
    const desk = memoryIncident();
    const long = Array.from({ length: 4000 }, (_, index) => `word${index}`).join(' ');
    desk.session('Ida').act({ act: 'note', words: long });
    const text = (await pagesOf(desk)).join(' ');
    for (const index of [0, 1999, 3999]) expect(flat(text)).toContain(`word${index}`);
  });

  it('sets a megabyte of marks in bearable time', async () => {
    const desk = memoryIncident();
    desk.session('Ida').act({ act: 'note', words: '*_`|\\'.repeat(200_000) });
    expect((await bytesOf(desk)).length).toBeGreaterThan(1000);
  });

  it('gives the same bytes for the same timeline', async () => {
    const desk = night();
    expect((await bytesOf(desk)).equals(await bytesOf(desk))).toBe(true);
  });
});

describe('a timeline that a PDF cannot bear', () => {
  it('is left out, and where it can be read is said', () => {
    const text = reviewOf(night().entries, {}, 3);
    expect(text).toContain('holdfast export --format html');
    expect(text).toContain('entries, more than this document holds');
  });
});

/** What stands on the first page, and how far from its left edge, in points. */
async function placesOf(bytes: Buffer): Promise<ReadonlyMap<string, number>> {
  const page = await (await getDocumentProxy(new Uint8Array(bytes))).getPage(1);
  const { items } = await page.getTextContent();
  return new Map(items.flatMap((item) => ('str' in item ? [[item.str.trim(), item.transform[4] as number]] : [])));
}

describe('Markdown that is set on pages', () => {
  const emptyPages = (): Pages =>
    new Pages({
      title: 'Set',
      language: 'en',
      created: new Date(0),
      top: ['top', 'TLP:RED'],
      bottom: 'bottom',
      number: (page, all) => `Page ${page} of ${all}`,
    });

  it('begins no line with the blank behind a word that filled the one before, and has no line for it alone', () => {
    const pages = emptyPages();
    const brokenAt = (text: string, most: number): readonly string[] =>
      pages.broken([{ text, bold: false }], 10, most).map(({ runs }) => runs.map((run) => run.text).join(''));
    const most = pages.longest(pieces.words, [{ text: 'digest', bold: false }], 10);
    expect(brokenAt('digest digest d', most)).toEqual(['digest', 'digest', 'd']);
    expect(brokenAt('digestdigest d', most)).toEqual(['digest', 'digest', 'd']);
  });

  const setOnPages = (markdown: string): Promise<readonly string[]> => {
    const pages = emptyPages();
    const parts = [...typeset(blocksOf(markdown), pages)];
    pages.end();
    return pdfPages(Buffer.concat([...parts, ...pages.written()]));
  };
  const lines = (count: number): string => Array.from({ length: count }, (_, index) => `Line ${index}\n`).join('\n');

  it.each([
    ['English', ['Reference', 'Margin', 'Why late'], 'Directive'],
    // Long words leave no room for short lines beside them.
    ['Danish', ['Journalnummer', 'Margen', 'Hvorfor forsinket'], 'Datatilsynsmyndighed'],
  ])('breaks no word of a table in %s, however much another column wants', async (_, heads, authority) => {
    const long = `${authority} on measures for a high common level of security `.repeat(6);
    const when = '25 Nov 2026 22:27 +01:00';
    const rows = [
      ['Duty', 'To', 'Due', 'Done or sent', ...heads, 'Basis'],
      Array.from({ length: 8 }, () => '---'),
      [
        'NIS2 incident notification',
        `${authority}, through the national portal`,
        when,
        `${when} #142`,
        'CFCS-2026-1187',
        '21h 9m to spare',
        '',
        long,
      ],
    ];
    const table = rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
    const words = (await setOnPages(table)).join('\n').split(/\s+/);
    for (const word of [...heads.flatMap((head) => head.split(' ')), 'spare', 'CFCS-2026-1187', 'notification'])
      expect(words).toContain(word);
    expect(words.filter((word) => word.startsWith(authority))).toHaveLength(7);
  });

  const tableOf = (...rows: readonly (readonly string[])[]): string => {
    const [head = [], ...others] = rows;
    return [head, head.map(() => '---'), ...others].map((row) => `| ${row.join(' | ')} |`).join('\n');
  };

  it('gives times, numbers and names one line in a table, and what is long the rest', async () => {
    const what = 'The pumps in hall A were looked at by two of us, and nobody could say why they had stopped. '.repeat(
      3,
    );
    const rows = [
      ['#1', '22 Nov 2026 03:12 +01:00', 'Ida Juhl', what, 'left the plan'],
      ['#2', '22 Nov 2026 03:14 +01:00', 'Bo Holm', 'Severity: sev2', ''],
    ];
    const [page = ''] = await setOnPages(tableOf(['', 'When', 'Who', 'What', ''], ...rows));
    expect(page).toMatch(/^#1 22 Nov 2026 03:12 \+01:00 Ida Juhl The pumps in hall A/m);
    expect(page).toMatch(/^left the plan$/m);
    expect(page).toMatch(/^#2 22 Nov 2026 03:14 \+01:00 Bo Holm Severity: sev2$/m);
  });

  it('parts a time from its day where there is no room for both, and never from its offset', async () => {
    const long = 'Notified through the portal of the national authority, then by telephone to its duty officer';
    const rows = Array.from({ length: 2 }, () => [long, long, '22 Nov 2026 03:12 +01:00', long, long, long, long]);
    const text = (await setOnPages(tableOf(['A', 'B', 'C', 'D', 'E', 'F', 'G'], ...rows))).join('\n');
    expect(text).not.toContain('22 Nov 2026 03:12');
    expect(text.match(/03:12 \+01:00/g)).toHaveLength(2);
  });

  it('names columns by their heads, and rows by their first cell where columns have no names', async () => {
    const pages = emptyPages();
    const markdown = `${tableOf(['A', 'B'], ['1', '2'])}\n\n${tableOf(['', ''], ['Key', 'value'])}`;
    const parts = [...typeset(blocksOf(markdown), pages)];
    pages.end();
    const bytes = Buffer.concat([...parts, ...pages.written()]);
    const page = await (await getDocumentProxy(new Uint8Array(bytes))).getPage(1);
    const rows = rolesOf((await page.getStructTree()) as Node)
      .join(' ')
      .split('TR')
      .slice(1);
    expect(rows.map((row) => row.trim())).toEqual(['TH TH', 'TD TD Table', 'TH TD']);
    expect(bytes.toString('latin1').match(/\/Scope \/(Column|Row)/g)).toEqual([
      '/Scope /Column',
      '/Scope /Column',
      '/Scope /Row',
    ]);
  });

  it('begins a row that is higher than most on the page where it comes, and goes on with it on the next; the head stands over the rows of every page', async () => {
    const tall = Array.from({ length: 1500 }, (_, index) => `word-${index}`).join(' ');
    const pages = await setOnPages(
      `${lines(20)}\n${tableOf(['Name of it', 'Said'], ['first', tall], ['next', 'short'])}`,
    );
    expect(pages[0]).toContain('word-0');
    expect(pages.at(-1)).toMatch(/word-1499[^]*next short/);
    const many = Array.from({ length: 80 }, (_, index) => [`row-${index}`, 'short']);
    const headed = await setOnPages(tableOf(['Name of it', 'Said'], ...many));
    expect(headed.length).toBeGreaterThan(1);
    for (const page of headed) expect(page).toMatch(/Name of it Said\nrow-\d+ short/);
  });

  it('leaves the room that a table does not need behind its last column', async () => {
    const pages = emptyPages();
    const parts = [...typeset(blocksOf(tableOf(['When', 'Who'], ['22 Nov 2026 03:12 +01:00', 'Ida'])), pages)];
    pages.end();
    const places = await placesOf(Buffer.concat([...parts, ...pages.written()]));
    expect(places.get('Ida')! - places.get('22 Nov 2026 03:12 +01:00')!).toBeLessThan(200);
  });

  it('sets a line of a difference that goes on below further in: it is no line of its own', async () => {
    const pages = emptyPages();
    const long = Array.from({ length: 60 }, (_, index) => `word-${index}`).join(' ');
    const parts = [...typeset(blocksOf(`\`\`\`diff\n+ first ${long}\n- second\n\`\`\``), pages)];
    pages.end();
    const places = [...(await placesOf(Buffer.concat([...parts, ...pages.written()]))).entries()];
    const at = (begin: string): number => places.find(([text]) => text.startsWith(begin))![1];
    expect(at('- second')).toBe(at('+ first'));
    const goesOn = places.filter(([text]) => text.startsWith('word-'));
    expect(goesOn.length).toBeGreaterThan(0);
    for (const [, x] of goesOn) expect(x).toBeGreaterThan(at('+ first') + 10);
  });

  it.each([
    ['a heading', '## Name of it'],
    ['a line in bold', '**Name of it**'],
    ['headings below each other', '# First\n\n## Name of it\n\n**And more**'],
  ])('leaves %s never at the end of a page', async (_, name) => {
    const table = `|  |  |\n| --- | --- |\n| key | ${'many words '.repeat(150)}|`;
    for (const what of ['> What is quoted.', table])
      for (let count = 35; count < 41; count += 1) {
        const pages = await setOnPages(`${lines(count)}\n${name}\n\n${what}`);
        const page = pages.find((each) => each.includes('Name of it'))!;
        expect(page).toMatch(/Name of it[^]*(What|key)/);
      }
  });
});

describe('our own Markdown, read back', () => {
  const textOf = (markdown: string): string[] =>
    blocksOf(markdown).flatMap((block) =>
      block.kind === 'table'
        ? block.rows.flatMap((row) => row.map((cell) => cell.map(({ text }) => text).join('')))
        : [],
    );

  it('gives what was escaped as it was said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const said = [one, other].map((text) => visible(text).trim());
        const row = `| ${escapeMarkdown(one)} | ${escapeMarkdown(other)} |`;
        expect(textOf(`| a | b |\n| --- | --- |\n${row}`).map((text) => text.trim())).toEqual(said);
      }),
      { numRuns: 500 },
    );
  });
});
