import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/timeline/open-database.ts';
import { timelineOf } from '../../src/timeline/open-timeline.ts';
import { openTimeline, TimelineError } from '../../src/timeline/index.ts';
import { expunged, incidentOf, note, open, ports, said, temporaryFolder } from '../support/timelines.ts';

describe('expunging what a person said', () => {
  it('removes the words for good, leaves a tombstone, and the chain verifies', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    const timeline = open(file);
    let head = incidentOf(timeline, 1);
    const name = 'Karen Blixen, Strandvejen 111, ';
    ({ head } = timeline.append('incident-1', head, [note(name.repeat(300))]));
    timeline.saveSnapshot('incident-1', { head: head.hash, version: '1', body: JSON.stringify({ name }) });
    const id = timeline.entries('incident-1').at(-1)?.id ?? '';

    const answer = timeline.expunge('incident-1', [expunged(id)], head);
    expect(answer.ok).toBe(true);
    const entry = timeline.entry(id);
    expect(entry).not.toHaveProperty('words');
    expect(entry).not.toHaveProperty('words-salt');
    expect(entry).toHaveProperty('words-digest');
    expect(timeline.snapshot('incident-1')).toBeUndefined();
    const stored = new Database(file, { readonly: true });
    expect(stored.prepare('SELECT words, salt FROM entry WHERE id = ?').get(id)).toEqual({ words: null, salt: null });
    stored.close();
    expect(timeline.verify('incident-1', timeline.head('incident-1')).problems).toEqual([]);
    for (const each of [file, `${file}-wal`]) expect(readFileSync(each, 'latin1')).not.toContain('Strandvejen');
  });

  it('takes several out at once: those that the tombstones name, or none', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    incidentOf(timeline, 3);
    const ids = timeline.entries('incident-1').map(({ id }) => id);
    const wordless = (): readonly string[] =>
      timeline.entries('incident-1').flatMap(({ id, words }) => (words === undefined ? [id] : []));
    const [, first = '', second = ''] = ids;
    expect(() => timeline.expunge('incident-1', [expunged(first), expunged('entry-0')])).toThrow(TimelineError);
    expect(wordless()).toEqual([]);
    timeline.expunge('incident-1', [expunged(first), expunged(second)]);
    expect(wordless()).toEqual([first, second]);
    expect(timeline.verify('incident-1').problems).toEqual([]);
  });

  it('takes a title that was expunged out of the list too', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    incidentOf(timeline, 0);
    const id = timeline.entries('incident-1')[0]?.id ?? '';
    timeline.expunge('incident-1', [expunged(id)]);
    expect(timeline.incidents()[0]?.title).toBe('flood-1');
  });

  it('does nothing where the head has moved, or there is no such entry', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    const head = incidentOf(timeline, 2);
    const entry = timeline.entries('incident-1')[1];
    const id = entry?.id ?? '';
    expect(timeline.expunge('incident-1', [expunged(id)], { ...head, seq: 1 })).toEqual({ ok: false, head });
    expect(timeline.entry(id)).toEqual(entry);
    expect(() => timeline.expunge('incident-1', [expunged('entry-0')])).toThrow(TimelineError);
    expect(timeline.entries('incident-1')).toHaveLength(3);
  });

  it('does not touch the entry of another incident', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    incidentOf(timeline, 1);
    incidentOf(timeline, 1, 'incident-2', 'flood-2');
    const other = timeline.entries('incident-2')[1]?.id ?? '';
    expect(() => timeline.expunge('incident-1', [expunged(other)])).toThrow(TimelineError);
    expect(timeline.verify('incident-2').ok).toBe(true);
  });

  const name = 'Karen Blixen, Strandvejen 111';
  const inFiles = (file: string): string[] =>
    [file, `${file}-wal`].filter((each) => existsSync(each) && readFileSync(each, 'latin1').includes('Strandvejen'));

  it('leaves nothing of them on pages that were given up before: of snapshots that were replaced, of a title that was another', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    const timeline = open(file);
    let head = incidentOf(timeline, 1);
    ({ head } = timeline.append('incident-1', head, [note(name)]));
    const id = timeline.entries('incident-1').at(-1)?.id ?? '';
    for (const size of [40, 9000, 90_000])
      timeline.saveSnapshot('incident-1', { head: head.hash, version: '1', body: `${name} `.repeat(size / 30) });
    timeline.saveSnapshot('incident-1', { head: head.hash, version: '1', body: 'none' });
    const titled = { ...said, type: 'incident.described', data: { field: 'title' }, words: name } as const;
    ({ head } = timeline.append('incident-1', head, [titled]));
    const title = timeline.entries('incident-1').at(-1)?.id ?? '';
    ({ head } = timeline.append('incident-1', head, [{ ...titled, words: 'Water' }]));
    expect(inFiles(file)).not.toEqual([]);

    expect(timeline.expunge('incident-1', [expunged(id), expunged(title)], head)).toMatchObject({ ok: true });
    expect(inFiles(file)).toEqual([]);
    expect(timeline.verify('incident-1').ok).toBe(true);
    expect(timeline.damage()).toEqual([]);
  });

  it('says where another who reads just now keeps them in the log; they are gone when the last one closes', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    const timeline = openTimeline(file, ports);
    incidentOf(timeline, 1);
    timeline.append('incident-1', timeline.head('incident-1'), [note(name)]);
    const id = timeline.entries('incident-1').at(-1)?.id ?? '';
    const reader = new Database(file, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM entry').get();
    expect(timeline.expunge('incident-1', [expunged(id)])).toMatchObject({ ok: true, remains: 'log' });
    reader.exec('COMMIT');
    reader.close();
    timeline.close();
    expect(inFiles(file)).toEqual([]);
    const again = open(file);
    const second = again.entries('incident-1')[1]?.id ?? '';
    expect(again.expunge('incident-1', [expunged(second)])).not.toHaveProperty('remains');
  });

  it('takes the index of the search away, also one that somebody makes meanwhile', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    const index = `${file}.search`;
    const searching = (): number => {
      if (!existsSync(index)) writeFileSync(index, name);
      return Date.now();
    };
    const timeline = open(file, {}, { ...ports, wall: searching });
    const head = incidentOf(timeline, 1);
    expect(existsSync(index)).toBe(true);
    timeline.expunge('incident-1', [expunged(timeline.entries('incident-1').at(-1)?.id ?? '')], head);
    expect(existsSync(index)).toBe(false);
  });

  it('stands where the file cannot be made anew, and says so; others are waited for as before', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    const connection = openDatabase(file, () => ports.newId(), {});
    const { database } = connection;
    const timeline = timelineOf(connection, file, ports, {});
    onTestFinished(() => timeline.close());
    const head = incidentOf(timeline, 1);
    const id = timeline.entries('incident-1').at(-1)?.id ?? '';
    // Within a transaction SQLite makes no file anew.
    database.exec('BEGIN');
    expect(timeline.expunge('incident-1', [expunged(id)], head)).toMatchObject({ ok: true, remains: 'pages' });
    database.exec('COMMIT');
    expect(timeline.entry(id)).not.toHaveProperty('words');
    expect(database.pragma('busy_timeout', { simple: true })).toBe(5000);
  });

  it('keeps no snapshot that another made of the record as it was before', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    const [timeline, other] = [open(file), open(file)];
    const head = incidentOf(timeline, 1);
    const id = timeline.entries('incident-1').at(-1)?.id ?? '';
    timeline.expunge('incident-1', [expunged(id)], head);
    expect(other.saveSnapshot('incident-1', { head: head.hash, version: '1', body: name })).toBe(false);
    expect(timeline.snapshot('incident-1')).toBeUndefined();
    const now = timeline.head('incident-1');
    expect(other.saveSnapshot('incident-1', { head: now.hash, version: '1', body: 'none' })).toBe(true);
  });
});
