import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { exported } from '../support/exported.ts';
import { exportFormat, textOf } from '../../src/report/index.ts';
import { visible } from '../../src/text/index.ts';
import { isInstant, millis } from '../../src/time/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { shownOf } from '../support/review-of.ts';
import { smallFlood } from '../support/small-flood.ts';

type Desk = ReturnType<typeof memoryIncident>;
type Row = Readonly<Record<string, string>>;

const data = (path: string): string => readFileSync(new URL(`../../../shared/data/${path}`, import.meta.url), 'utf8');
const written = (desk: Desk, format: string, file?: string): Promise<string> =>
  exported(format, shownOf(desk.entries), file);
const rowsOf = (text: string): readonly Row[] => parse(text, { columns: true });
const linesOf = (text: string): readonly Row[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

const night = (mode: 'real' | 'drill' = 'real'): Desk => {
  const desk = memoryIncident({ runbooks: [smallFlood], mode });
  const ida = desk.session('Ida');
  ida.act({ act: 'done', step: ida.guide().current[0]!.name }, { note: 'Everybody is at the gate' });
  ida.act(
    { act: 'note', words: 'It rained, "hard",\nsince noon' },
    { at: '2026-11-22T03:00:00+01:00', precision: 'about' },
  );
  return desk;
};

describe.each(['csv', 'timesketch', 'iris'])('%s', (format) => {
  it('has a row for every entry, read back by a library made by others', async () => {
    const desk = night();
    expect(rowsOf(await written(desk, format))).toHaveLength(desk.entries.length);
  });

  it('keeps its shape with every naughty string, and calculates nothing', async () => {
    const naughty = JSON.parse(data('naughty/blns.json')) as readonly string[];
    const formulas = ['=cmd|calc!A1', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '＝1+1', ' =1', '\u0000=1'];
    const said = [...naughty, ...formulas].filter((text) => text.trim() !== '');
    const desk = memoryIncident({ runbooks: [smallFlood] });
    for (const words of said) {
      const { ok } = desk.session(words).act({ act: 'note', words });
      if (!ok) throw new Error(`${JSON.stringify(words)} was not taken as a note.`);
    }
    const rows = rowsOf(await written(desk, format));
    expect(rows).toHaveLength(desk.entries.length);
    for (const cell of rows.flatMap((row) =>
      Object.entries(row)
        .filter(([name]) => name !== 'event_tz')
        .map(([, value]) => value),
    )) {
      expect(cell).not.toMatch(/^[\s\0]*[=+\-@＝＋－＠]/u);
      expect(visible(cell)).toBe(cell);
    }
  });
});

it('gives IRIS each moment with thousandths and its offset, also in UTC; a long sentence whole in its content, cut in its title; of a drill that it is one', async () => {
  const desk = memoryIncident({ timezone: 'UTC', mode: 'drill' });
  const words = 'x'.repeat(130);
  desk.session('Ida').act({ act: 'note', words: words.slice(0, 108) });
  desk.session('Ida').act({ act: 'note', words });
  const [whole, long] = rowsOf(await written(desk, 'iris')).slice(-2);
  expect(whole).toMatchObject({ event_tz: '+00:00', event_tags: 'note.written|drill' });
  expect(whole?.['event_date']).toMatch(/^2026-11-22T02:12:\d\d\.\d{3}$/);
  expect(whole?.['event_title']).toBe(`DRILL Note: ${words.slice(0, 108)}`);
  expect(long?.['event_title']).toHaveLength(120);
  expect(long?.['event_title']).toMatch(/x…$/);
  expect(long?.['event_content']).toContain(words);
});

describe('what was undone or corrected since', () => {
  const changed = (): Desk => {
    const desk = night();
    const ida = desk.session('Ida');
    const undone = desk.entries.find(({ type }) => type === 'step.done')!;
    ida.act({ act: 'undo', entry: undone.id });
    ida.act({
      act: 'correct',
      entry: desk.entries.find(({ words }) => words?.startsWith('It rained'))!.id,
      words: 'Hail',
    });
    return desk;
  };

  it('bears the word for it, so that whoever counts rows does not count it', async () => {
    const desk = changed();
    for (const rows of [
      rowsOf(await written(desk, 'csv')),
      rowsOf(await written(desk, 'timesketch')),
      linesOf(await written(desk, 'timesketch', 'night.jsonl')),
    ]) {
      const later = new Map(rows.map((row) => [row['what'] ?? row['message'], row['later'] ?? '']));
      expect(later.get('Get everyone out: done (reason owed)')).toBe('undone');
      expect(later.get('Note: It rained, "hard",⏎since noon')).toBe('corrected');
      expect([...later.values()].filter((word) => word === 'corrected')).toHaveLength(1);
    }
    const tags = rowsOf(await written(desk, 'iris')).map((row) => row['event_tags'] ?? '');
    expect(tags).toContain('note.written|corrected');
    expect(tags.some((tag) => tag.startsWith('step.done|deviation|undone|step-'))).toBe(true);
  });
});

describe('csv', () => {
  it('gives times with their offset, who, what, and the words', async () => {
    const rows = rowsOf(await written(night(), 'csv'));
    for (const { at = '', recorded = '' } of rows) expect([at, recorded].every(isInstant)).toBe(true);
    expect(rows.at(-1)).toMatchObject({
      at: '2026-11-22T03:00:00+01:00',
      precision: 'about',
      by: 'Ida',
      type: 'note.written',
      words: 'It rained, "hard",⏎since noon',
    });
    expect(rows.map(({ what }) => what)).toContain('Get everyone out: done (reason owed)');
  });
});

describe('csv for a reader elsewhere', () => {
  it('has the same moments with the offset of their zone', async () => {
    const desk = night('drill');
    const format = exportFormat('csv')!;
    const seen = rowsOf(textOf(await format.write(shownOf(desk.entries), { timezone: 'America/New_York' })));
    expect(seen.at(-1)).toMatchObject({ at: '2026-11-21T21:00:00-05:00', precision: 'about' });
    const plain = rowsOf(await written(desk, 'csv'));
    for (const name of ['at', 'recorded', 'exercise_at']) {
      const moments = seen.map((row) => row[name] ?? '').filter((at) => at !== '');
      expect(moments.length).toBeGreaterThan(0);
      for (const at of moments) expect(at).toMatch(/-0[45]:00$/);
      expect(moments.map(millis)).toEqual(
        plain
          .map((row) => row[name] ?? '')
          .filter((at) => at !== '')
          .map(millis),
      );
    }
    for (const name of ['type', 'by', 'words', 'data', 'hash'])
      expect(seen.map((row) => row[name])).toEqual(plain.map((row) => row[name]));
    expect(seen.map(({ what }) => what)).toContain('DRILL Clock started: Tell the public, due 21:42 -05:00');
  });
});

describe('timesketch', () => {
  it('has the columns that its own sample has, in CSV and in JSON lines', async () => {
    const asked = ['message', 'datetime', 'timestamp_desc', 'timestamp'];
    const sample = Object.keys(rowsOf(data('timesketch/sigma_events.csv'))[0] ?? {});
    expect(sample).toEqual(expect.arrayContaining(asked));
    const desk = night();
    for (const rows of [
      rowsOf(await written(desk, 'timesketch')),
      linesOf(await written(desk, 'timesketch', 'night.jsonl')),
    ]) {
      expect(rows).toHaveLength(desk.entries.length);
      for (const row of rows) {
        expect(Object.keys(row)).toEqual(expect.arrayContaining(asked));
        // Microseconds, as Timesketch wants them.
        expect(Number(row['timestamp'])).toBe(millis(row['datetime'] ?? '') * 1000);
      }
    }
  });

  it('says of a drill that it was one, in every event', async () => {
    for (const { message } of rowsOf(await written(night('drill'), 'timesketch'))) expect(message).toMatch(/^DRILL /);
    for (const { message } of linesOf(await written(night('drill'), 'timesketch', 'x.jsonl')))
      expect(message).toMatch(/^DRILL /);
  });
});

describe('iris', () => {
  it('has the ten columns of its import, the date and its offset apart', async () => {
    const rows = rowsOf(await written(night(), 'iris'));
    expect(Object.keys(rows[0] ?? {}).join()).toBe(
      'event_date,event_tz,event_title,event_category,event_content,event_raw,event_source,event_assets,event_iocs,event_tags',
    );
    for (const { event_date, event_tz } of rows) {
      expect(event_date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/);
      expect(event_tz).toBe('+01:00');
    }
  });
});
