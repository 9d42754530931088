import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeTogether } from '../../src/cli/threads/second-thread.entry.ts';
import { recordedIn } from '../../src/cli/sources/recorded.ts';
import { Turns } from '../../src/cli/threads/turns.ts';
import { windowsOf } from '../../src/cli/threads/windows.ts';
import { type Incident, replay } from '../../src/incident/index.ts';
import { exportFormat, shownTo, textOf } from '../../src/report/index.ts';
import type { OfWindow } from '../../src/report/windows.ts';
import { keepSnapshot } from '../../src/session/load.ts';
import type { Timeline } from '../../src/timeline/index.ts';
import { built, Desk } from '../support/cli.ts';
import { declared, NEW, note, open, temporaryFolder } from '../support/timelines.ts';

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

/** How one thread alone writes it, and what it makes of a window. */
function alone(timeline: Timeline, incident: Incident, name = 'csv') {
  const format = exportFormat(name);
  const shown = shownTo(audience, recordedIn(timeline, incident));
  const ofWindow = format?.ofWindow?.(shown, {});
  if (format === undefined || ofWindow === undefined) throw new Error(`${name} is not made in windows.`);
  return { text: textOf(format.write(shown) as Iterable<string>), ofWindow };
}

/** Both threads at work: the first hands nothing over before the second has filled a slot too. Says how many windows were the first one's. */
function together(timeline: Timeline, incident: Incident, ofWindow: OfWindow, format = 'csv') {
  const turns = new Turns(windowsOf(incident.count));
  let own = 0;
  const waiting: OfWindow = (entries) => {
    own += 1;
    while (turns.fillings === 0)
      if (!turns.isFilledWithin(0, patience)) throw new Error('The second thread did nothing.');
    return ofWindow(entries);
  };
  const told = { audience, format, output: undefined, reader: {} };
  const text = textOf(makeTogether(timeline, incident, told, turns.count > 1 ? waiting : ofWindow, turns));
  return { text, own, all: turns.count };
}

describe('an export that two threads make', () => {
  it.each([1, 63, 64, 65, 128, 129, 1024, 1025, 3001])('of %i entries is what one makes, byte for byte', (entries) => {
    const { timeline, incident } = record(entries);
    const { text, ofWindow } = alone(timeline, incident);
    const made = together(timeline, incident, ofWindow);
    expect(text.endsWith(made.text)).toBe(true);
    expect(made.text.split('\r\n')).toHaveLength(entries + 1);
    // Of one window alone there is nothing to share.
    expect(made.own).toBeLessThan(Math.max(made.all, 1));
  });

  it.each(['timesketch', 'iris'])('is that in the format %s too', (format) => {
    const { timeline, incident } = record(500);
    const { text, ofWindow } = alone(timeline, incident, format);
    expect(text.endsWith(together(timeline, incident, ofWindow, format).text)).toBe(true);
  });

  it('holds a text too that is longer than what the threads share', () => {
    const { timeline, incident } = record(300, (seq) => (seq % 50 === 0 ? 'å'.repeat(700_000) : 'short'));
    const { text, ofWindow } = alone(timeline, incident);
    expect(text.endsWith(together(timeline, incident, ofWindow).text)).toBe(true);
  });

  it('is made by the first alone where the second fails', () => {
    const { timeline, incident } = record(2000);
    const { text, ofWindow } = alone(timeline, incident);
    const told = { audience, format: 'none such', output: undefined, reader: {} };
    expect(text.endsWith(textOf(makeTogether(timeline, incident, told, ofWindow)))).toBe(true);
  });

  it('is made by the first alone where the record has grown since it was read', () => {
    const { timeline, incident } = record(2000);
    const { text, ofWindow } = alone(timeline, incident);
    const head = timeline.head('incident-1');
    timeline.append('incident-1', head, [note('Somebody wrote meanwhile.')]);
    const told = { audience, format: 'csv', output: undefined, reader: {} };
    expect(text.endsWith(textOf(makeTogether(timeline, incident, told, ofWindow)))).toBe(true);
  });

  it('says what is wrong with an entry that cannot be read, whoever meets it', () => {
    const { timeline, incident } = record(1000);
    const { ofWindow } = alone(timeline, incident);
    // Both open it without a look at every entry.
    keepSnapshot(timeline, { incident, kept: 0 });
    const database = new Database(timeline.file);
    database.prepare('UPDATE entry SET body = substr(body, 1, 40) WHERE place % 1000 = 700').run();
    database.close();
    expect(() => together(timeline, incident, ofWindow)).toThrow(`An entry of ${timeline.file} cannot be read.`);
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
    for (const format of ['csv', 'timesketch']) {
      const file = desk.path(`review.${format}`);
      expect(await desk.run(['export', '--format', format, '-o', file])).toMatchObject({ code: 0 });
      expect(readFileSync(file, 'utf8')).toBe((await desk.run(['export', '--format', format])).stdout);
    }
  });
});
