import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { makeTogether, turnsFor } from '../../src/cli/threads/second-thread.entry.ts';
import { sharedWork } from '../../src/cli/threads/shared-work.ts';
import { recordedIn } from '../../src/cli/sources/recorded.ts';
import { Turns } from '../../src/cli/threads/turns.ts';
import { windowOf, windowsOf } from '../../src/cli/threads/windows.ts';
import { type Incident, replay } from '../../src/incident/index.ts';
import { exportFormat, shownTo, textOf } from '../../src/report/index.ts';
import type { ExportFormat, Reader, Shown } from '../../src/report/index.ts';
import { keepSnapshot } from '../../src/session/load.ts';
import type { Draft } from '../../src/entry/index.ts';
import type { Timeline } from '../../src/timeline/index.ts';
import { built, Desk } from '../support/cli.ts';
import { declared, NEW, note, open, said, temporaryFolder } from '../support/timelines.ts';

beforeAll(built);

const audience = { tlp: 'red', pseudonyms: false } as const;
const patience = 60_000;

/** A record of so many entries, in a file of its own. */
function record(entries: number, words = (seq: number) => `Report ${seq}: "åben" =1+1`) {
  const timeline = open(join(temporaryFolder(), 'timeline.db'));
  const notes = Array.from({ length: entries - 1 }, (_, index) => note(words(index + 2)));
  timeline.append('incident-1', NEW, [declared(), ...notes]);
  return { timeline, incident: replay(timeline.entries('incident-1')) };
}

/** How one thread alone writes it. */
function alone(timeline: Timeline, incident: Incident, name = 'csv', reader: Reader = {}): string {
  return textOf(formatOf(name).write(shownTo(audience, recordedIn(timeline, incident)), reader) as Iterable<string>);
}

interface Together {
  readonly format?: string;
  readonly reader?: Reader;
  /** The format that the second thread is told; it is not waited for then. */
  readonly told?: string;
}

/**
 * How both write it: the first makes no window before the second has made some. Says how many windows were the first one's, of how
 * many.
 */
function together(timeline: Timeline, incident: Incident, { format = 'csv', reader = {}, told }: Together = {}) {
  let [own, all] = [0, 0];
  const inWindows: Shown['inWindows'] = (ofWindow, asked) => {
    const turns = new Turns(windowsOf(incident.count), asked);
    all = turns.count;
    const wanted = told === undefined ? Math.min(all - 1, 5) : 0;
    const task = { audience, format: told ?? format, output: undefined, reader };
    return makeTogether(
      timeline,
      incident,
      task,
      (entries) => {
        own += 1;
        while (turns.fillings < wanted)
          if (!turns.isFilledWithin(turns.fillings, patience)) throw new Error('The second thread did nothing.');
        return ofWindow(entries);
      },
      turns,
    );
  };
  const shown = { ...shownTo(audience, recordedIn(timeline, incident)), inWindows };
  return { text: textOf(formatOf(format).write(shown, reader) as Iterable<string>), own, all };
}

function formatOf(name: string): ExportFormat {
  const format = exportFormat(name);
  if (format?.ofWindow === undefined) throw new Error(`${name} is not made in windows.`);
  return format;
}

test.each([
  ['of which something is left out for its readers', { isWhole: false }, 'csv', 'x.csv'],
  ['that is not long', { count: 19_999 }, 'csv', 'x.csv'],
  ['on its way to standard output', {}, 'csv', undefined],
  ['in a format that is not made in windows', {}, 'json', 'x.json'],
] as const)(
  'a record %s is made by one thread alone; one that is whole and long by two',
  async (_, but, name, output) => {
    const { timeline, incident } = record(10);
    const shown = shownTo(audience, recordedIn(timeline, incident));
    const long = (count: number, isWhole = true) => ({ ...shown, isWhole, incident: { ...incident, count } });
    const { isWhole = true, count = 20_000 } = { isWhole: undefined, count: undefined, ...but };
    const alone = long(count, isWhole);
    expect(await sharedWork(alone, timeline, exportFormat(name)!, output, {})).toBe(alone);
    const shared = await sharedWork(long(20_000), timeline, exportFormat('csv')!, 'x.csv', {});
    expect(shared.inWindows !== undefined).toBe(availableParallelism() > 1);
  },
);

describe('an export that two threads make', () => {
  it.each([1, 63, 64, 65, 128, 129, 1024, 1025, 3001])('of %i entries is what one makes, byte for byte', (entries) => {
    const { timeline, incident } = record(entries);
    const made = together(timeline, incident);
    expect(made.text).toBe(alone(timeline, incident));
    expect(made.text.split('\r\n')).toHaveLength(entries + 2);
    // Of one window alone there is nothing to share.
    expect(made.own).toBeLessThan(Math.max(made.all, 2));
  });

  it.each(['timesketch', 'iris', 'markdown', 'html'])('is that in the format %s too', (format) => {
    const { timeline, incident } = record(500);
    const made = together(timeline, incident, { format });
    expect(made.text).toBe(alone(timeline, incident, format));
    expect(made.text).toContain('Report 500:');
    expect(made.own).toBeLessThan(made.all);
  });

  it.each(['markdown', 'html'])(
    'as a review in %s has the language and the zone of its reader, and what became of entries later',
    (format) => {
      const { timeline, incident: before } = record(400);
      const at = [3, 70, 200].map((seq) => [...timeline.entries('incident-1', { after: seq - 1, upTo: seq })][0]!);
      const corrected = at.map(({ id }, index): Draft =>
        index === 0
          ? { ...said, type: 'entry.corrected', data: { entry: id, field: 'undone' } }
          : { ...said, type: 'entry.corrected', data: { entry: id, field: 'words' }, words: `Put right: ${index}` },
      );
      timeline.append('incident-1', timeline.head('incident-1'), [...corrected, note('The last word.')]);
      const incident = replay(timeline.entries('incident-1'));
      expect(incident.count).toBe(before.count + 4);
      const reader = { language: 'da', timezone: 'Asia/Kathmandu' } as const;
      const { text, own, all } = together(timeline, incident, { format, reader });
      expect(text).toBe(alone(timeline, incident, format, reader));
      expect(text).toContain('+05:45');
      for (const words of ['Put right: 1', 'Put right: 2', 'The last word.']) expect(text).toContain(words);
      // Those that need more than their own entries are the first one's, and no others need be.
      expect(own).toBeGreaterThan(2);
      expect(own).toBeLessThan(all);
    },
  );

  it('holds a text too that is longer than what the threads share', () => {
    const { timeline, incident } = record(300, (seq) => (seq % 50 === 0 ? 'å'.repeat(700_000) : 'short'));
    for (const format of ['csv', 'markdown'])
      expect(together(timeline, incident, { format }).text === alone(timeline, incident, format)).toBe(true);
  });

  it.each(['csv', 'markdown'])('as %s is made by the first alone where the second fails', (format) => {
    const { timeline, incident } = record(2000);
    const made = together(timeline, incident, { format, told: 'none such' });
    expect(made.text).toBe(alone(timeline, incident, format));
    expect(made.own).toBe(made.all);
  });

  it('is made by the first alone where the record has grown since it was read', () => {
    const { timeline, incident } = record(2000);
    const text = alone(timeline, incident);
    const head = timeline.head('incident-1');
    timeline.append('incident-1', head, [note('Somebody wrote meanwhile.')]);
    const made = together(timeline, incident, { told: 'csv' });
    expect(made.text).toBe(text);
    expect(made.own).toBe(made.all);
  });

  it.each([0, 10])('is made whole where the second dies with window %i in its hands', (window) => {
    const { timeline, incident } = record(2000);
    const wait = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
    onTestFinished(() => wait.mockRestore());
    const inWindows: Shown['inWindows'] = (ofWindow, asked) => {
      const turns = new Turns(windowsOf(incident.count), asked);
      // Those before it were made; in no format the thread that begins here takes any more.
      for (let taken = turns.take()!; taken < window; taken = turns.take()!)
        turns.fill(taken, ofWindow(timeline.entries('incident-1', windowOf(taken, incident.count))));
      return makeTogether(
        timeline,
        incident,
        { audience, format: 'none', output: undefined, reader: {} },
        ofWindow,
        turns,
      );
    };
    const shown = { ...shownTo(audience, recordedIn(timeline, incident)), inWindows };
    expect(textOf(formatOf('csv').write(shown, {}) as Iterable<string>)).toBe(alone(timeline, incident));
    expect(wait).toHaveBeenCalledOnce();
  });

  it('has nothing to share where the system has no memory for it', () => {
    vi.stubGlobal('SharedArrayBuffer', function none() {
      throw new RangeError('Array buffer allocation failed');
    });
    try {
      expect(turnsFor(100_000, 'later')).toBeUndefined();
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('says what is wrong with an entry that cannot be read, whoever meets it', () => {
    const { timeline, incident } = record(1000);
    // Both open it without a look at every entry.
    keepSnapshot(timeline, { incident, kept: 0 });
    const database = new Database(timeline.file);
    database.prepare('UPDATE entry SET body = substr(body, 1, 40) WHERE place % 1000 = 700').run();
    database.close();
    expect(() => together(timeline, incident)).toThrow(`An entry of ${timeline.file} cannot be read.`);
  });

  it('is written to a file as it is to standard output, which one thread writes', async () => {
    const desk = new Desk();
    const timeline = open(desk.db);
    let { head } = timeline.append('incident-1', NEW, [declared()]);
    for (let written = 1; written < 21_000; written += 1000)
      ({ head } = timeline.append(
        'incident-1',
        head,
        Array.from({ length: 1000 }, (_, n) => note(`Report ${written + n}.`)),
      ));
    for (const format of ['csv', 'timesketch', 'markdown', 'html']) {
      const file = desk.path(`review-${format}`);
      expect(await desk.run(['export', '--format', format, '-o', file])).toMatchObject({ code: 0 });
      expect(readFileSync(file, 'utf8')).toBe((await desk.run(['export', '--format', format])).stdout);
    }
  });
});
