import { readFileSync } from 'node:fs';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { exportFormat, type Reader } from '../../src/report/index.ts';
import { visible } from '../../src/text/index.ts';
import { workbook } from '../../src/report/xlsx/workbook.ts';
import { sheetWords } from '../../src/report/words/sheet-words.ts';
import { exportedBytes, unzipped } from '../support/exported.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { shownOf } from '../support/review-of.ts';
import { smallFlood } from '../support/small-flood.ts';

type Desk = ReturnType<typeof memoryIncident>;
type Row = Readonly<Record<string, unknown>>;

const bytesOf = (desk: Desk, audience: Parameters<typeof shownOf>[1] = {}, reader?: Reader): Promise<Buffer> =>
  exportedBytes(exportFormat('xlsx')!, shownOf(desk.entries, audience), reader);

/** The sheets as a library made by others reads them: rows by the names of their columns. */
async function sheetsOf(desk: Desk, reader?: Reader): Promise<ReadonlyMap<string, readonly Row[]>> {
  const sheets = await readWorkbook(await bytesOf(desk, {}, reader), { trim: false });
  return new Map(
    sheets.map(({ sheet, data: [head = [], ...rows] }) => [
      sheet,
      rows.map((row) => Object.fromEntries(head.map((name, index) => [String(name), row[index]]))),
    ]),
  );
}

function night(mode: 'real' | 'drill' = 'real'): Desk {
  const desk = memoryIncident({
    runbooks: [smallFlood],
    organisation: 'holdfast: 1\nname: Testby\nnis2_entity: true\n',
    mode,
  });
  const ida = desk.session('Ida');
  ida.act({ act: 'lost', services: ['citizen-sign-in'] });
  desk.pass({ minutes: 12 });
  ida.act({ act: 'done', step: 'get-out' }, { why: 'The alarm left no time' });
  ida.act(
    { act: 'note', words: 'It rained, "hard", <since> noon' },
    { at: '2026-11-22T03:00:00+01:00', precision: 'about' },
  );
  ida.act({ act: 'follow-up', words: 'Move the rack', kind: 'prevent', owner: 'Bo', due: '2026-12-01' });
  return desk;
}

describe('the workbook, read back by a library made by others', () => {
  it('has the timeline, an entry a row, with moments as moments and their offset beside', async () => {
    const desk = night();
    const rows = (await sheetsOf(desk)).get('Timeline')!;
    expect(rows).toHaveLength(desk.entries.length);
    const note = rows.find(({ type }) => type === 'note.written')!;
    expect(note).toMatchObject({ seq: expect.any(Number), at_offset: '+01:00', precision: 'about', by: 'Ida' });
    expect(note['words']).toBe('It rained, "hard", <since> noon');
    // The clock on the wall: a cell knows no offset.
    expect((note['at'] as Date).toISOString()).toBe('2026-11-22T03:00:00.000Z');
  });

  it('tells every moment in the zone that is asked for, on each sheet', async () => {
    const desk = night();
    const sheets = await sheetsOf(desk, { timezone: 'America/New_York' });
    const note = sheets.get('Timeline')!.find(({ type }) => type === 'note.written')!;
    expect(note['at_offset']).toBe('-05:00');
    expect((note['at'] as Date).toISOString()).toBe('2026-11-21T21:00:00.000Z');
    const offsets = [...sheets].flatMap(([, rows]) =>
      rows.flatMap((row) =>
        Object.entries(row).flatMap(([name, said]) => (/offset$/i.test(name) && said !== null ? [said] : [])),
      ),
    );
    expect(offsets.length).toBeGreaterThan(10);
    expect(new Set(offsets)).toEqual(new Set(['-05:00']));
    expect(sheets.get('About')).toContainEqual({ What: 'Time zone', Value: 'America/New_York' });
    expect(sheets.get('About')).toContainEqual({ What: 'Declared', Value: expect.stringMatching(/-05:00$/) });
  });

  it('says the same in Danish, and the fields of entries by their names', async () => {
    const [english, danish] = [await sheetsOf(night('drill')), await sheetsOf(night('drill'), { language: 'da' })];
    expect([...danish.keys()]).toEqual(['Tidslinje', 'Tal', 'Frister', 'Trin', 'Afvigelser', 'Opfølgning', 'Om']);
    expect([...danish.values()].map((rows) => rows.length)).toEqual([...english.values()].map((rows) => rows.length));
    expect(Object.keys(danish.get('Tidslinje')![0]!)).toEqual(Object.keys(english.get('Timeline')![0]!));
    expect(danish.get('Tal')).toContainEqual(
      expect.objectContaining({ Gruppe: 'Udfald', 'Længde (minutter)': 12, Tilstand: 'endnu ikke genoprettet' }),
    );
    expect(danish.get('Frister')).toContainEqual(
      expect.objectContaining({ Pligt: 'Tell the public', Tilstand: 'løber' }),
    );
    expect(danish.get('Trin')).toContainEqual(expect.objectContaining({ Trin: 'get-out', Tilstand: 'udført' }));
    expect(danish.get('Opfølgning')).toContainEqual(expect.objectContaining({ Art: 'forebygge', Tilstand: 'åben' }));
    expect(danish.get('Om')).toContainEqual({
      Hvad: 'Art',
      Værdi: 'ØVELSE. Dette var en øvelse; intet af det er sket.',
    });
    // No head of a column and no word of ours is left in English.
    const ours = new Set<string>(Object.values(sheetWords).map(([said]) => said));
    const heads = [...danish].flatMap(([name, rows]) => (name === 'Tidslinje' ? [] : Object.keys(rows[0] ?? {})));
    expect(heads.filter((head) => ours.has(head))).toEqual([]);
  });

  it('says on every printed page which it is in its own language, and in its head what was said, whatever signs are in it', async () => {
    const printed = (file: Buffer) =>
      /<oddHeader>(.*?)<\/oddHeader><oddFooter>(.*?)<\/oddFooter>/
        .exec(unzipped(file).get('xl/worksheets/sheet1.xml')!)
        ?.slice(1);
    expect(printed(await bytesOf(night()))).toEqual([
      expect.stringMatching(/^&amp;Lflood-7&amp;C#\d+ [0-9a-f]{12}&amp;R&amp;B&amp;12TLP:AMBER$/),
      '&amp;L&amp;A&amp;CPage &amp;P of &amp;N&amp;R&amp;B&amp;12TLP:AMBER',
    ]);
    expect(printed(await bytesOf(night(), {}, { language: 'da' }))?.[1]).toContain(
      '&amp;L&amp;A&amp;CSide &amp;P af &amp;N',
    );
    // A sign that opens a code is written twice, and never once where the room ends.
    const sheet = { name: 'One', columns: [{ name: 'A', width: 8 }], rows: () => [] };
    for (const [left, shown] of [
      ['Food & drink', 'Food &amp;&amp; drink'],
      [`${'x'.repeat(99)}&`, 'x'.repeat(99)],
      [`${'x'.repeat(98)}&y`, `${'x'.repeat(98)}&amp;&amp;`],
      ['x'.repeat(120), 'x'.repeat(100)],
    ] as const) {
      const about = { title: 'T', left, middle: 'M', page: 'P', created: '2026-11-22T02:00:00.000Z' };
      const file = Buffer.concat([...workbook([sheet], about)]);
      expect(printed(file)?.[0]).toBe(`&amp;L${shown}&amp;CM`);
    }
  });

  it('has numbers, deadlines, steps, deviations and follow-ups', async () => {
    const sheets = await sheetsOf(night());
    expect([...sheets.keys()]).toEqual([
      'Timeline',
      'Numbers',
      'Deadlines',
      'Steps',
      'Deviations',
      'Follow-ups',
      'About',
    ]);
    expect(sheets.get('Numbers')).toContainEqual(
      expect.objectContaining({ Group: 'Outage', What: 'Citizen sign-in', 'Length (minutes)': 12 }),
    );
    expect(sheets.get('Deadlines')).toContainEqual(
      expect.objectContaining({ Duty: 'Tell the public', 'Due offset': '+01:00', State: 'running' }),
    );
    expect(sheets.get('Steps')).toContainEqual(
      expect.objectContaining({ Step: 'get-out', State: 'done', 'Took (minutes)': 12, By: 'Ida' }),
    );
    expect(sheets.get('Deviations')).toContainEqual(
      expect.objectContaining({ What: 'Get everyone out: done', Why: 'The alarm left no time', Who: 'Ida' }),
    );
    expect(sheets.get('Follow-ups')).toEqual([
      { Id: expect.anything(), What: 'Move the rack', Kind: 'prevent', Owner: 'Bo', Due: '2026-12-01', State: 'open' },
    ]);
  });

  it('says what it is, for whom, what was left out, and where the chain ends', async () => {
    const desk = night('drill');
    desk.session('Ida').act({ act: 'fact', values: [{ fact: 'caller', value: 'Bente Marsvin' }] });
    const about = (await sheetsOf(desk)).get('About')!.map(({ Value }) => String(Value));
    expect(about.join('\n')).toMatch(/DRILL[^]*TLP:AMBER[^]*The values of 1 personal answer were left out/);
    expect(about.join('\n')).toContain(desk.entries.at(-1)!.hash.slice(0, 12));
    const sheet = unzipped(await bytesOf(desk)).get('xl/worksheets/sheet1.xml')!;
    expect(sheet).toMatch(/<oddHeader>&amp;LDRILL flood-7&amp;C[^<]*TLP:AMBER/);
    expect(sheet).toContain('state="frozen"');
    expect(sheet).toContain(`<autoFilter ref="A1:AA${desk.entries.length + 1}"/>`);
  });

  it('gives every text as it was said, and none as a formula', async () => {
    const naughty = JSON.parse(
      readFileSync(new URL('../fixtures/naughty/blns.json', import.meta.url), 'utf8'),
    ) as readonly string[];
    const said = [
      ...naughty,
      '=cmd|calc!A1',
      '+1+1',
      '-2+3',
      '@SUM(A1)',
      '\t=1',
      '＝1+1',
      ']]>',
      '\u202Egnp.exe',
      '\uFFFE\uFFFF',
      'a\u0000b',
    ].filter((text) => text.trim() !== '');
    const desk = memoryIncident({ runbooks: [smallFlood] });
    for (const words of said) desk.session(words).act({ act: 'note', words });
    const rows = (await sheetsOf(desk)).get('Timeline')!.filter(({ type }) => type === 'note.written');
    expect(rows.map(({ words }) => words)).toEqual(
      desk.entries
        .filter(({ type }) => type === 'note.written')
        .map(({ words = '' }) => visible(words).replaceAll('\uFFFE', '‹U+FFFE›').replaceAll('\uFFFF', '‹U+FFFF›')),
    );
    const sheet = unzipped(await bytesOf(desk)).get('xl/worksheets/sheet1.xml')!;
    expect(sheet).not.toContain('<f>');
    // Edited, it stays a text.
    expect(sheet).toMatch(/t="inlineStr" s="3"><is><t xml:space="preserve">=cmd\|calc!A1</);
    expect(sheet).not.toMatch(/<c [^>]*t="inlineStr"><is><t xml:space="preserve">[=+\-@]/);
  });

  it('writes what Excel would read as the number of a character so that it does not', async () => {
    const desk = memoryIncident();
    desk.session('Ida').act({ act: 'note', words: 'the key _x0041_ and _x000D_' });
    const sheet = unzipped(await bytesOf(desk)).get('xl/worksheets/sheet1.xml')!;
    expect(sheet).toContain('the key _x005F_x0041_ and _x005F_x000D_');
  });

  it('cuts a text that no cell holds, and says so', async () => {
    const desk = memoryIncident();
    desk.session('Ida').act({ act: 'note', words: 'æ'.repeat(1_000_000) });
    const rows = (await sheetsOf(desk)).get('Timeline')!;
    const { words } = rows.find(({ type }) => type === 'note.written')!;
    expect(String(words)).toHaveLength(32_767);
    expect(String(words)).toMatch(/æ… \[cut here: 1000000 characters, the record has them all\]$/);
  });

  it('gives the same bytes for the same timeline', async () => {
    const desk = night();
    expect((await bytesOf(desk)).equals(await bytesOf(desk))).toBe(true);
  });
});
