import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Misplaced, mselCsv, mselRows, mselWorkbook, place } from '../../src/exchange/index.ts';
import { cellsOfCsv, cellsOfXlsx } from '../../src/exchange/msel/read-cells.entry.ts';
import type { ReadCells } from '../../src/exchange/msel/read-cells.entry.ts';
import { modes } from '../../src/exchange/msel/cells.ts';
import { scenarioYaml } from '../../src/exchange/msel/scenario-yaml.entry.ts';
import { parseRunbook, parseScenario, type Runbook, type Scenario } from '../../src/runbook/index.ts';
import { checkScenario } from '../../src/runbook/check-scenario.entry.ts';

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const runbookIn = (file: string): Runbook => {
  const found = parseRunbook(read(file), file);
  if ('runbook' in found) return found.runbook;
  throw new Error(found.diagnostics[0]?.message);
};
const scenarioOf = (text: string): Scenario => {
  const found = parseScenario(text, 'x.yaml');
  if ('scenario' in found) return found.scenario;
  throw new Error(found.diagnostics[0]?.message);
};
const flood = runbookIn('../../runbooks/data-centre-flood.yaml');
const cloudburst = scenarioOf(read('../../runbooks/drills/cloudburst-at-night.yaml'));
const cellar = runbookIn('../runbooks/drills/library/cellar-flood.yaml');
const around = { runbook: cellar, id: 'from-msel', title: 'From a list' };

const rowsIn = (cells: ReadCells) => {
  if ('rows' in cells) return cells.rows;
  throw new Error(cells.problem);
};
const csv = (scenario: Scenario, runbook: Runbook) =>
  rowsIn(cellsOfCsv([...mselCsv(mselRows(scenario, runbook))].join('')));
const xlsx = async (scenario: Scenario, runbook: Runbook) =>
  rowsIn(
    await cellsOfXlsx(Buffer.concat([...mselWorkbook(scenario, mselRows(scenario, runbook), '2026-11-26T00:00:00Z')])),
  );
const placed = (cells: readonly (readonly (string | Date)[])[], into?: Scenario) => {
  const made = place(cells, { ...around, into, runbook: into === undefined ? cellar : flood });
  if ('problem' in made) throw new Error(made.problem);
  return made;
};
/** A list as somebody typed it. */
const list = (...rows: readonly Readonly<Record<string, string | Date>>[]) => {
  const head = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [head, ...rows.map((row) => head.map((name) => row[name] ?? ''))];
};
const said = ({ misplaced }: { readonly misplaced: readonly Misplaced[] }): string[] =>
  misplaced.map(({ row, column, message }) => `${row} ${column}: ${message}`);
const errorsOf = (scenario: Scenario) =>
  checkScenario(
    scenarioYaml(scenario),
    'x.yaml',
    { ids: ['cellar-flood'], runbook: (id) => (id === cellar.id ? cellar : undefined) },
    { today: '2026-11-26' },
  ).filter(({ severity }) => severity === 'error');

describe('the list that goes out', () => {
  test('has a row for each receiver, under the names of the columns that planners know', () => {
    const rows = mselRows(cloudburst, flood);
    expect(rows.length).toBe(cloudburst.injects.reduce((sum, { to = ['all'] }) => sum + to.length, 0));
    expect(Object.keys(rows[0]!).toSorted()).toEqual(
      [
        'Event Number',
        'Designated Scenario Time',
        'Event Type',
        'Inject Mode',
        'From',
        'To',
        'Message',
        'Expected Participant Response',
        'Exercise Objective',
        'Notes',
      ].toSorted(),
    );
    const timed = cloudburst.injects.find(({ at }) => at === '0m');
    expect(rows.some((row) => row['Designated Scenario Time'] === '00:00' && row.Message === timed?.message)).toBe(
      true,
    );
  });

  test('holds no formula, whatever a scenario says', async () => {
    const hostile = {
      ...cloudburst,
      injects: [{ id: 'x', at: '0m', message: '=HYPERLINK("http://evil")', from: '@SUM(1)', notes: '\t=1+1' }],
    };
    const text = [...mselCsv(mselRows(hostile, flood))].join('');
    expect(text).not.toMatch(/(?:^|,)"?[\s]*[=@+]/m);
    expect(text).toContain(`'=HYPERLINK(""http://evil"")`);
    expect((await xlsx(hostile, flood))[1]).toContain('=HYPERLINK("http://evil")');
  });
});

describe('what went out comes back the same', () => {
  test.each(['csv', 'xlsx'] as const)(
    'into the scenario that it went out of, with all that no column holds: %s',
    async (format) => {
      const cells = format === 'csv' ? csv(cloudburst, flood) : await xlsx(cloudburst, flood);
      const made = placed(cells, cloudburst);
      expect(said(made)).toEqual([]);
      const same = ({ injects }: Scenario) => injects.map((inject) => ({ ...inject, message: inject.message.trim() }));
      expect(mselRows(made.scenario, flood)).toEqual(mselRows(cloudburst, flood));
      expect(
        same(made.scenario).map(({ id, when, after, unless, delay, answer, tells, branch }) => ({
          id,
          when,
          after,
          unless,
          delay,
          answer,
          tells,
          branch,
        })),
      ).toEqual(
        same(cloudburst).map(({ id, when, after, unless, delay, answer, tells, branch }) => ({
          id,
          when,
          after,
          unless,
          delay,
          answer,
          tells,
          branch,
        })),
      );
      expect(made.scenario.objectives).toEqual(cloudburst.objectives);
    },
  );

  test('also where an inject stands half a day above an earlier one: its time says that it is from the start', () => {
    const injects = [
      { id: 'late', at: '23h45m', message: 'Late' },
      { id: 'early', at: '15m', when: 'facts.on_battery', message: 'Early' },
    ];
    const scenario: Scenario = { ...cloudburst, injects };
    const times = mselRows(scenario, flood).map((row) => row['Designated Scenario Time']);
    expect(times).toEqual(['23:45', 'StartEx+00:15']);
    const made = placed(csv(scenario, flood), scenario);
    expect(said(made)).toEqual([]);
    expect(made.scenario.injects).toMatchObject(injects);
  });

  test('by itself, whatever stands in the cells: the rows of what comes in are the rows that went out', async () => {
    // Blanks at the ends of a cell are nobody's words; controls are made visible on the way out.
    const words = fc.string({ minLength: 1, maxLength: 20 }).map((text) => `a${text.replaceAll(/[^\x20-\x7e]/g, '')}z`);
    const formula = fc.constantFrom('=1+1', "'=x", '@a', '-1', '+49 30', "'quoted'", '{{ x', '- a: b', '# c');
    const some = fc.oneof(words, formula);
    const inject = fc.record(
      {
        at: fc.integer({ min: 0, max: 100_000 }).map((seconds) => `${seconds}s`),
        message: some,
        from: some,
        by: fc.constantFrom(...modes),
        expect: some,
        notes: some,
        to: fc.constantFrom(['lead'], ['lead', 'facilities']),
        kind: fc.constantFrom('inject' as const, 'contingency' as const, 'expected-action' as const),
      },
      { requiredKeys: ['at', 'message'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(inject, { minLength: 1, maxLength: 5 }), async (injects) => {
        const scenario: Scenario = {
          ...cloudburst,
          runbook: cellar.id,
          injects: injects.map((one, place_) => ({ ...one, id: `i${place_}` })),
        };
        const out = mselRows(scenario, cellar);
        for (const cells of [csv(scenario, cellar), await xlsx(scenario, cellar)]) {
          const made = placed(cells);
          expect(said(made)).toEqual([]);
          expect(mselRows(made.scenario, cellar)).toEqual(out);
          // As a file it is the same once more.
          expect(mselRows(scenarioOf(scenarioYaml(made.scenario)), cellar)).toEqual(out);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a list of others', () => {
  test('becomes a scenario that the checker has nothing against, roles by title or id, rows of one event together', () => {
    const made = placed(
      list(
        {
          'Event Number': '1',
          'Designated Scenario Time': '00:05',
          To: 'Incident lead',
          Message: 'Wet.',
          'Exercise Objective': 'They look at once',
        },
        {
          'Event Number': '1',
          'Designated Scenario Time': '00:05',
          To: 'facilities',
          Message: 'Wet.',
          'Exercise Objective': 'They look at once',
        },
        { 'Event Number': '2', 'Designated Scenario Time': 'StartEx+1:30', To: 'all', Message: 'Dry.' },
      ),
    );
    expect(said(made)).toEqual([]);
    expect(made.scenario).toMatchObject({
      runbook: 'cellar-flood',
      lasts: '2h',
      injects: [
        { number: 1, at: '5m', to: ['lead', 'facilities'], message: 'Wet.', objectives: ['objective-1'] },
        { number: 2, at: '1h30m', message: 'Dry.' },
      ],
    });
    expect(made.scenario.injects[1]?.to).toBeUndefined();
    expect(errorsOf(made.scenario)).toEqual([]);
  });

  test('the ways in which an inject can come are those of the format, also as planners write them', () => {
    const { $defs } = JSON.parse(read('../../schemas/drill.schema.json')) as {
      $defs: { inject: { properties: { by: { enum: string[] } } } };
    };
    expect($defs.inject.properties.by.enum.toSorted()).toEqual(modes.toSorted());
    const made = placed(
      list(
        { Message: 'One', 'Designated Scenario Time': '0:01', 'Inject Mode': 'E-Mail' },
        { Message: 'Two', 'Designated Scenario Time': '0:01', 'Inject Mode': 'pigeon' },
      ),
    );
    expect(made.scenario.injects.map(({ by }) => by)).toEqual(['mail', undefined]);
    expect(said(made)[0]).toContain('3 Inject Mode: "pigeon" is none of phone,');
  });

  test('columns are known by their names in any order and case; times of the wall count from the earliest', () => {
    const made = placed(
      list(
        { MESSAGE: 'One', 'designated scenario time': '2026-12-03 09:00' },
        { MESSAGE: 'Two', 'designated scenario time': new Date(Date.UTC(2026, 11, 3, 9, 20)) },
        { MESSAGE: 'Before', 'designated scenario time': '2026-12-03T08:50' },
        { MESSAGE: 'Next day', 'designated scenario time': new Date(Date.UTC(2026, 11, 4, 0, 10)) },
      ),
    );
    expect(made.scenario.injects.map(({ at }) => at)).toEqual(['10m', '30m', '0m', '15h20m']);
    expect(said(made)).toEqual([]);
  });

  test('hours and minutes that a workbook keeps as a number are as many as are shown in it, also beyond 24', () => {
    // What is shown as 00:05, 23:59, 26:10 and 73:00 in a cell of the format [h]:mm, by the two ways in which workbooks count days.
    for (const zero of [Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)]) {
      const made = placed(
        list(
          ...[5, 23 * 60 + 59, 26 * 60 + 10, 73 * 60, 0].map((minutes) => ({
            Message: `After ${minutes} minutes`,
            'Designated Scenario Time': new Date(zero + minutes * 60_000),
          })),
        ),
      );
      expect(made.scenario.injects.map(({ at }) => at)).toEqual(['5m', '23h59m', '26h10m', '73h', '0m']);
      expect(said(made)).toEqual([]);
    }
    const odd = placed(list({ Message: 'One', 'Designated Scenario Time': new Date(Date.UTC(1901, 1, 1)) }));
    expect(said(odd)[0]).toContain('2 Designated Scenario Time: "1901-02-01T00:00:00.000Z" is no time from the start');
  });

  test('times of day that go past midnight are said and not read as from the start', () => {
    const times = (...cells: readonly (string | Date)[]) =>
      placed(list(...cells.map((time, n) => ({ Message: `Message ${n}`, 'Designated Scenario Time': time }))));
    const zero = Date.UTC(1899, 11, 30);
    for (const made of [
      times('23:45', '00:15', '0:30'),
      times(...[23 * 60 + 45, 15, 30].map((minutes) => new Date(zero + minutes * 60_000))),
    ]) {
      expect(made.scenario.injects.map(({ at }) => at)).toEqual(['23h45m', undefined, undefined]);
      expect(made.scenario.injects.map((inject) => inject['by-hand'])).toEqual([undefined, true, true]);
      expect(said(made)).toEqual([
        '3 Designated Scenario Time: "00:15" is half a day or more before one above it: times of day need their day, such as 2026-12-03 00:15; it comes by hand',
        expect.stringMatching(/^4 Designated Scenario Time: "0?0:30" is half a day or more before/),
      ]);
    }
    // Rows that are out of order, and a list that lasts longer than a day: these are from the start.
    expect(said(times('01:30', '00:10', '11:00'))).toEqual([]);
    expect(said(times('23:45', '00:15', '26:00'))).toEqual([]);
    expect(said(times('StartEx+23:45', 'StartEx+00:15', '15m'))).toEqual([]);
  });

  test('a time with its day among times from the start, and one without among days, is said and has no time', () => {
    const times = (...cells: readonly string[]) =>
      placed(list(...cells.map((time, n) => ({ Message: `Message ${n}`, 'Designated Scenario Time': time }))));
    const dated = times('00:10', '2026-12-03 10:00', '00:30');
    expect(dated.scenario.injects.map(({ at }) => at)).toEqual(['10m', undefined, '30m']);
    expect(said(dated)).toEqual([
      '3 Designated Scenario Time: "2026-12-03 10:00" has a day, and other times of the list are from the start; it comes by hand',
    ]);
    const undated = times('2026-12-03 23:45', '00:15', '2026-12-04 00:30');
    expect(undated.scenario.injects.map(({ at }) => at)).toEqual(['0m', undefined, '45m']);
    expect(said(undated)).toEqual([
      '3 Designated Scenario Time: "00:15" has no day, and other times of the list have one; it comes by hand',
    ]);
    const even = times('00:10', '2026-12-03 10:00');
    expect(even.scenario.injects.map(({ at }) => at)).toEqual(['10m', undefined]);
  });

  test('rows are counted as a spreadsheet counts them, those that are empty too; a title may stand above the columns', () => {
    const text = 'Exercise Cellar flood\n\nDesignated Scenario Time;Message\n00:05;One, or two\n\n;\nat dusk;Two\n';
    const made = placed(rowsIn(cellsOfCsv(text)));
    expect(made.scenario.injects.map(({ message }) => message)).toEqual(['One, or two', 'Two']);
    expect(said(made)[0]).toContain('7 Designated Scenario Time: "at dusk" is no time');
  });

  test('what cannot be placed is said with its row and column, and what was made of it', () => {
    const made = placed(
      list(
        {
          'Event Number': 'A1',
          'Designated Scenario Time': 'at dusk',
          'Event Type': 'Surprise',
          To: 'Incident leed',
          Message: 'One',
        },
        { 'Event Number': '2', 'Designated Scenario Time': '00:10', To: 'lead', Message: '' },
        { 'Event Number': '3', 'Designated Scenario Time': '00:20', To: 'lead', Message: 'Three' },
        { 'Event Number': '3', 'Designated Scenario Time': '00:25', To: 'facilities', From: '', Message: 'Four' },
      ),
    );
    expect(said(made)).toEqual([
      '2 Event Number: "A1" is no whole number; the event is number 1',
      '2 Designated Scenario Time: "at dusk" is no time from the start, such as 01:30; it comes by hand',
      '2 Event Type: "Surprise" is none of Inject, Contingency Inject, Expected Participant Action; it is an inject',
      '2 To: "Incident leed" is no role of cellar-flood (Incident lead?); it goes to everybody',
      '3 Message: says nothing, so there is nothing to tell: the row was left out',
      '5 Designated Scenario Time: differs from that of the first row of the same event, which counts',
      '5 Message: differs from that of the first row of the same event, which counts',
    ]);
    expect(made.scenario.injects[0]).toMatchObject({ 'by-hand': true });
    expect(errorsOf(made.scenario)).toEqual([]);
  });

  test('an event without a number gets one that no other has, in the list or in the scenario that it goes into', () => {
    const row = (number: string, message: string): Record<string, string> => ({
      'Event Number': number,
      'Designated Scenario Time': '00:10',
      To: 'lead',
      Message: message,
    });
    const rows = list(row('', 'One'), row('1', 'Two'), row('2', 'Three'), row('', 'Four'));
    const made = placed(rows);
    expect(made.scenario.injects.map(({ number, message }) => [number, message])).toEqual([
      [3, 'One'],
      [1, 'Two'],
      [2, 'Three'],
      [4, 'Four'],
    ]);
    const further = placed(list(row('', 'Five')), made.scenario);
    expect(further.scenario.injects.map(({ number, message }) => [number, message])).toEqual([[5, 'Five']]);
    expect(errorsOf(made.scenario)).toEqual([]);
  });

  describe('edited by whoever plans', () => {
    const out = (scenario: Scenario): Record<string, string>[] => mselRows(scenario, flood).map((row) => ({ ...row }));
    /** What no column holds, by the words of the message. */
    const hidden = ({ injects }: Scenario) =>
      new Map(
        injects.map(({ message, id, title, when, after, unless, answer, tells }) => [
          message.trim(),
          { id, title, when, after, unless, answer, tells },
        ]),
      );

    test('a column that was deleted leaves the scenario as it was: nobody is told what was not theirs', () => {
      for (const column of ['To', 'Exercise Objective', 'Notes', 'From', 'Inject Mode', 'Event Type', 'Event Number']) {
        const made = placed(
          list(
            ...out(cloudburst).map((row) =>
              Object.fromEntries(Object.entries(row).filter(([name]) => name !== column)),
            ),
          ),
          cloudburst,
        );
        expect(said(made)).toEqual([]);
        expect(mselRows(made.scenario, flood)).toEqual(mselRows(cloudburst, flood));
        expect(hidden(made.scenario)).toEqual(hidden(cloudburst));
      }
    });

    test('a column that is none of the list is said, once, where something stands in it', () => {
      const [head = [], first = [], ...rest] = list(...out(cloudburst));
      const more = ['Venue', 'Status', 'MESSAGE', ''];
      const cells = [
        [...head, ...more],
        [...first, '', 'ready', 'again', 'aside'],
        ...rest.map((row) => [...row, '', 'draft', '', '']),
      ];
      expect(said(placed(cells, cloudburst))).toEqual([
        '1 Status: is none of its columns, and what is in it was left out',
        '1 MESSAGE: stands there twice; the first counts, and what is in it was left out',
        '1 N: is none of its columns, and what is in it was left out',
      ]);
    });

    test('rows that were sorted and numbered anew are still the injects that they were', () => {
      const numbers = new Map<string, string>();
      const rows = out(cloudburst).toReversed();
      const added = { 'Designated Scenario Time': '00:20', To: 'Incident lead', Message: 'Is it true?' };
      const withNew = [...rows.slice(0, 3), { ...rows[0]!, ...added, 'Event Number': 'new' }, ...rows.slice(3)];
      const anew = withNew.map((row): Record<string, string> => {
        const before = row['Event Number']!;
        if (!numbers.has(before)) numbers.set(before, String(numbers.size + 1));
        return { ...row, 'Event Number': numbers.get(before)! };
      });
      const made = placed(list(...anew), cloudburst);
      expect(made.gone).toEqual([]);
      const { [added.Message]: isNew, ...others } = Object.fromEntries(hidden(made.scenario));
      expect(others).toEqual(Object.fromEntries(hidden(cloudburst)));
      expect(isNew).toEqual({ id: expect.stringMatching(/^event-\d+$/) as string });
      const byNumber = new Map(mselRows(made.scenario, flood).map((row) => [row['Event Number'], row.Message]));
      expect(byNumber).toEqual(new Map(anew.map((row) => [row['Event Number'], row['Message']])));
    });

    test('what was taken out of the list is named, and a new event has an id of its own', () => {
      const before = placed(
        list(...out(cloudburst).map((row) => ({ ...row, Message: `${row.Message} (new)` }))),
      ).scenario;
      const rows = out(before).filter((row) => row['Event Number'] !== '5');
      const made = placed(list(...rows, { ...rows[0]!, 'Event Number': '5', Message: 'Other words' }), before);
      // Number 5 with other words is the event 5, written anew.
      expect(made.gone).toEqual([]);
      const fewer = placed(list(...rows, { ...rows[0]!, 'Event Number': '', Message: 'Other words' }), before);
      expect(fewer.gone.map(({ id }) => id)).toEqual(['event-5']);
      expect(new Set(fewer.scenario.injects.map(({ id }) => id)).size).toBe(before.injects.length);
    });
  });

  test('an objective that a list adds is not written over one of the scenario that it goes into', () => {
    const row = (message: string, objective: string): Record<string, string> => ({
      'Designated Scenario Time': '00:10',
      Message: message,
      'Exercise Objective': objective,
    });
    const first = placed(list(row('One', 'They look'), row('Two', 'They ask'))).scenario;
    const asked = { ...first.objectives['objective-2']!, capability: 'Information' };
    const into = { ...first, objectives: { 'objective-2': asked }, injects: first.injects.slice(1) };
    const { scenario } = placed(list(row('Two', 'They ask'), row('Three', 'They wait')), into);
    expect(scenario.injects.map(({ message, objectives }) => [message, scenario.objectives[objectives![0]!]])).toEqual([
      ['Two', asked],
      ['Three', expect.objectContaining({ statement: 'They wait' })],
    ]);
  });

  test('merged cells reach down over the rows of the other receivers of an event', () => {
    const event = (number: string, to: string, message: string): Record<string, string> => ({
      'Event Number': number,
      'Designated Scenario Time': message === '' ? '' : '00:10',
      To: to,
      Message: message,
    });
    const made = placed(
      list(
        event('', 'facilities', ''),
        event('1', 'lead', 'One'),
        event('', 'facilities', ''),
        event('2', 'lead', 'Two'),
        event('2', 'Facilities duty officer', ''),
        event('1', 'lead', ''),
      ),
    );
    expect(made.scenario.injects.map(({ message, to }) => [message, to])).toEqual([
      ['One', ['lead', 'facilities']],
      ['Two', ['lead', 'facilities']],
    ]);
    // Nothing stands above the first, and the last is of another event than the one above it.
    expect(said(made)).toEqual(
      [2, 7].map((row) => `${row} Message: says nothing, so there is nothing to tell: the row was left out`),
    );
  });

  test('a cell may name several receivers; who is none of them is left out of it, and said', () => {
    const made = placed(
      list(
        {
          'Event Number': '1',
          'Designated Scenario Time': '00:10',
          To: 'lead, Facilities duty officer',
          Message: 'One',
        },
        { 'Event Number': '2', 'Designated Scenario Time': '00:20', To: 'lead; the baker', Message: 'Two' },
      ),
    );
    expect(made.scenario.injects.map(({ to }) => to)).toEqual([['lead', 'facilities'], ['lead']]);
    expect(said(made)).toEqual(['3 To: "the baker" is no role of cellar-flood; it is left out']);
  });

  test('a file that is no list, or has no such columns, is told as what it is', async () => {
    expect(place(list({ Time: '1', Text: 'x' }), around)).toMatchObject({
      problem: expect.stringContaining('it has: Time, Text') as string,
    });
    expect(place([['Exercise', ''], [], ['', 'Event Number', 'Time', 'Message']], around)).toEqual({
      problem: 'It has no column "Designated Scenario Time"; it has: Event Number, Time, Message.',
    });
    expect(place(list({ Message: '', 'Designated Scenario Time': '' }), around)).toHaveProperty('problem');
    expect(place([], around)).toMatchObject({ problem: expect.stringContaining('it is empty') as string });
    expect(await cellsOfXlsx(Buffer.from('not a zip'))).toHaveProperty('problem');
    expect(cellsOfCsv('a,"b')).toHaveProperty('problem');
  });

  test('a workbook that would unpack to all the memory there is is refused before it is unpacked', async () => {
    const bytes = Buffer.concat([...mselWorkbook(cloudburst, mselRows(cloudburst, flood), '2026-11-26T00:00:00Z')]);
    expect(await cellsOfXlsx(bytes)).toHaveProperty('rows');
    bytes.writeUInt32LE(0xff_ff_ff_f0, bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
    expect(await cellsOfXlsx(bytes)).toEqual({ problem: 'unpacked it would be more than 64 MiB' });
  });

  test('hostile cells are data in the file that comes out', () => {
    const hostile = 'x\n- id: evil\n  message: "!!js/function" &a *a {{ \u202e';
    const made = placed(
      list({
        Message: hostile,
        'Designated Scenario Time': '00:01',
        Notes: '__proto__',
        'Exercise Objective': 'constructor',
      }),
    );
    const back = scenarioOf(scenarioYaml(made.scenario));
    expect(back.injects).toHaveLength(1);
    // What nobody can see is made visible.
    expect(back.injects[0]?.message).toBe(hostile.replace('\u202e', '‹U+202E›'));
    expect(back.objectives['objective-1']?.statement).toBe('constructor');
  });
});
