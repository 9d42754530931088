import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeLogRoom } from '../../src/timeline/log-room.ts';
import { incidentOf, note, open, temporaryFolder } from '../support/timelines.ts';

/** A timeline with a few entries, which nobody has open. */
function written(): string {
  const file = join(temporaryFolder(), 'timeline.db');
  const timeline = open(file);
  incidentOf(timeline, 3);
  timeline.close();
  return file;
}

const logOf = (file: string): number => statSync(`${file}-wal`).size;

/** What a power cut would leave of it. */
function asCutOff(file: string): string {
  const copy = join(temporaryFolder(), 'timeline.db');
  copyFileSync(file, copy);
  copyFileSync(`${file}-wal`, `${copy}-wal`);
  return copy;
}

describe('the room of the log', () => {
  it('is made with the first act of who stays, and the acts after it do not make the log grow', () => {
    const timeline = open(written());
    timeline.watch(() => {});
    const act = (words: string) => timeline.append('incident-1', timeline.head('incident-1'), [note(words)]);
    act('Pump one.');
    const room = logOf(timeline.file);
    for (let n = 0; n < 50; n += 1) act(`Pump ${n}.`);
    expect(logOf(timeline.file)).toBe(room);
    expect(timeline.entries('incident-1')).toHaveLength(55);
  });

  it('is not made over what another has committed', () => {
    const one = open(written());
    one.append('incident-1', one.head('incident-1'), [note('Not in the database yet.')]);
    const two = open(one.file);
    two.watch(() => {});
    const { head } = two.append('incident-1', two.head('incident-1'), [note('Behind it.')]);
    const after = open(asCutOff(one.file));
    expect(after.entries('incident-1')).toHaveLength(6);
    expect(after.verify('incident-1', head).problems).toEqual([]);
  });

  it('holds nothing by itself', () => {
    const file = written();
    const database = new Database(file);
    onTestFinished(() => void database.close());
    database.prepare('SELECT count(*) FROM entry').get();
    makeLogRoom(database, file);
    expect(logOf(file)).toBeGreaterThan(0);
    expect(open(asCutOff(file)).entries('incident-1')).toHaveLength(4);
  });

  it('is waited for by nobody: where another writes just then there is none', () => {
    const file = written();
    // As patient as can be: whoever waited for the other would never come back.
    const database = new Database(file, { timeout: 2 ** 31 - 1 });
    const other = new Database(file);
    for (const each of [database, other]) onTestFinished(() => void each.close());
    database.prepare('SELECT count(*) FROM entry').get();
    other.exec('BEGIN IMMEDIATE');
    makeLogRoom(database, file);
    expect(logOf(file)).toBe(0);
    expect(database.pragma('busy_timeout', { simple: true })).toBe(2 ** 31 - 1);
  });

  it('keeps what was recorded in it through a power cut', () => {
    const timeline = open(written());
    timeline.watch(() => {});
    const { head } = timeline.append('incident-1', timeline.head('incident-1'), [note('Into the room.')]);
    const after = open(asCutOff(timeline.file));
    expect(after.entries('incident-1')).toHaveLength(5);
    expect(after.verify('incident-1', head).problems).toEqual([]);
  });
});
