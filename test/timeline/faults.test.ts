import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/timeline/open-database.ts';
import { timelineOf } from '../../src/timeline/open-timeline.ts';
import { openTimeline, TimelineError } from '../../src/timeline/index.ts';
import { asSomebodyElse, declared, incidentOf, note, open, ports, temporaryFolder } from '../support/timelines.ts';

/** What the work throws; its message and hint are sentences. */
function faultOf(work: () => unknown): TimelineError {
  try {
    work();
  } catch (error) {
    if (!(error instanceof TimelineError)) throw error;
    if (!error.message.endsWith('.') || !error.hint.endsWith('.'))
      throw new Error(`not two sentences: ${error.message} ${error.hint}`, { cause: error });
    return error;
  }
  throw new Error('nothing was thrown');
}

/** A timeline with some entries, all of it in the one file. */
function written(notes = 3): string {
  const file = join(temporaryFolder(), 'timeline.db');
  const timeline = openTimeline(file, ports);
  incidentOf(timeline, notes);
  timeline.close();
  return file;
}

/** Flips what the header says in so many bytes. */
function overwrite(file: string, from: number, bytes: Buffer): void {
  const content = readFileSync(file);
  bytes.copy(content, from);
  writeFileSync(file, content);
}

describe('a file that is no timeline', () => {
  it.each([
    ['text', Buffer.from('holdfast: 1\nid: flood\n'.repeat(20))],
    ['a short text', Buffer.from('x')],
    ['the beginning of a database', Buffer.from('SQLite format 3\0\x10\0')],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex')],
  ])('%s is refused and left untouched', (_, content) => {
    const file = join(temporaryFolder(), 'timeline.db');
    writeFileSync(file, content);
    expect(faultOf(() => openTimeline(file, ports)).code).toBe('not-ours');
    expect(readFileSync(file)).toEqual(content);
    expect(readdirSync(join(file, '..'))).toEqual(['timeline.db']);
  });

  it('the database of another program is refused and left untouched', () => {
    const file = join(temporaryFolder(), 'history.db');
    const other = new Database(file);
    other.exec('CREATE TABLE visit (url TEXT)');
    other.close();
    const before = readFileSync(file);
    expect(faultOf(() => openTimeline(file, ports)).message).toContain(file);
    expect(readFileSync(file)).toEqual(before);
    expect(readdirSync(join(file, '..'))).toEqual(['history.db']);
  });

  it('a folder is refused', () => {
    expect(faultOf(() => openTimeline(temporaryFolder(), ports)).code).toBe('not-ours');
  });

  it('an empty file becomes one', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    writeFileSync(file, '');
    expect(faultOf(() => openTimeline(file, ports, { readonly: true })).code).toBe('missing');
    incidentOf(open(file), 1);
    expect(open(file).entries('incident-1')).toHaveLength(2);
  });
});

describe('a timeline that cannot be used', () => {
  it('that is not there is made only by who may', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    expect(faultOf(() => openTimeline(file, ports, { create: false })).code).toBe('missing');
    expect(faultOf(() => openTimeline(file, ports, { readonly: true })).code).toBe('missing');
    expect(readdirSync(join(file, '..'))).toEqual([]);
  });

  it('of a newer holdfast is refused and left untouched', () => {
    const file = written();
    overwrite(file, 60, Buffer.from([0, 0, 0, 99]));
    const before = readFileSync(file);
    for (const readonly of [false, true]) {
      const fault = faultOf(() => openTimeline(file, ports, { readonly }));
      expect(fault.code).toBe('newer');
      expect(fault.message).toContain('format 99');
    }
    expect(readFileSync(file)).toEqual(before);
  });

  it('of a newer holdfast with a log that is not in it yet is left untouched too, log and all', () => {
    const living = written();
    const timeline = open(living);
    timeline.append('incident-1', timeline.head('incident-1'), [note('In the log alone.')]);
    const file = join(temporaryFolder(), 'timeline.db');
    copyFileSync(living, file);
    copyFileSync(`${living}-wal`, `${file}-wal`);
    overwrite(file, 60, Buffer.from([0, 0, 0, 99]));
    const before = [readFileSync(file), readFileSync(`${file}-wal`)];
    for (const readonly of [false, true])
      expect(faultOf(() => openTimeline(file, ports, { readonly })).code).toBe('newer');
    expect([readFileSync(file), readFileSync(`${file}-wal`)]).toEqual(before);
  });

  it('that a newer holdfast has just brought up to date, so that only its log says so, is told as that', () => {
    const file = written();
    const other = new Database(file);
    onTestFinished(() => void other.close());
    other.pragma('user_version = 99');
    for (const readonly of [false, true]) {
      const fault = faultOf(() => openTimeline(file, ports, { readonly }));
      expect(fault.message).toContain('format 99');
    }
  });

  it('is written to no more once a newer holdfast has brought it up to date beside the one that has it open', () => {
    const file = written();
    const timeline = open(file);
    const head = timeline.head('incident-1');
    const other = new Database(file);
    onTestFinished(() => void other.close());
    other.exec("CREATE TABLE site (name TEXT) STRICT; PRAGMA user_version = 99; INSERT INTO site VALUES ('north')");
    for (const work of [
      () => timeline.append('incident-1', head, [note('No.')]),
      () => timeline.append('incident-2', { seq: 0, hash: '' }, [declared('flood-2')]),
      () => timeline.expunge('incident-1', []),
      () => timeline.adopt(timeline.entries('incident-1')),
    ]) {
      expect(faultOf(work).message).toContain('format 99');
    }
    expect(timeline.entries('incident-1')).toHaveLength(4);
  });

  it.each([
    ['moved', (file: string) => renameSync(file, `${file}.old`)],
    ['deleted', (file: string) => rmSync(file)],
    ['replaced by another, as a copy that was synchronised is', (file: string) => renameSync(written(1), file)],
  ])('that was %s while it was open is written to no more: it would be lost', (_, lose) => {
    const file = written();
    const timeline = open(file);
    const [row] = timeline.incidents();
    const head = timeline.head(row!.id);
    lose(file);
    const fault = faultOf(() => timeline.append(row!.id, head, [note('Lost')]));
    expect(fault).toMatchObject({ code: 'missing' });
    expect(fault.message).toBe(`${file} was moved, deleted or replaced while it was open; nothing was written.`);
    expect(timeline.head(row!.id)).toEqual(head);
  });

  it('that was moved away and is back where it was is written to as before', () => {
    const file = written();
    const timeline = open(file);
    const { id = '' } = timeline.incidents()[0] ?? {};
    renameSync(file, `${file}.old`);
    faultOf(() => timeline.append(id, timeline.head(id), [note('Lost')]));
    renameSync(`${file}.old`, file);
    expect(timeline.append(id, timeline.head(id), [note('Kept')])).toMatchObject({ ok: true });
  });

  it('is written to so that what is said to be recorded lies on the disk', () => {
    const { database, close } = openDatabase(written(), () => ports.newId(), {});
    onTestFinished(close);
    const settings = ['synchronous', 'foreign_keys', 'journal_mode'];
    // 2 is FULL: https://sqlite.org/pragma.html#pragma_synchronous
    expect(settings.map((each) => database.pragma(each, { simple: true }))).toEqual([2, 1, 'wal']);
  });

  it('opened for reading alone takes nothing', () => {
    const file = written();
    const timeline = open(file, { readonly: true });
    const head = timeline.head('incident-1');
    expect(timeline.entries('incident-1')).toHaveLength(4);
    expect(faultOf(() => timeline.append('incident-1', head, [note('No.')])).code).toBe('read-only');
    expect(faultOf(() => timeline.expunge('incident-1', [])).code).toBe('read-only');
    expect(faultOf(() => timeline.adopt(timeline.entries('incident-1'))).message).toContain('for reading alone');
    expect(faultOf(() => timeline.append('incident-1', head, [])).message).toContain('for reading alone');
    expect(timeline.saveSnapshot('incident-1', { head: '', version: '', body: '' })).toBe(false);
    expect(timeline.verify('incident-1').ok).toBe(true);
  });

  it('that may not be written says so, and can be read', () => {
    const file = written();
    chmodSync(file, 0o400);
    asSomebodyElse(join(file, '..'), () => {
      expect(faultOf(() => openTimeline(file, ports)).code).toBe('read-only');
      const timeline = openTimeline(file, ports, { readonly: true });
      expect(timeline.entries('incident-1')).toHaveLength(4);
      timeline.close();
    });
  });

  it('can be read in a folder that may not be written, and not where its log holds more than it', () => {
    const file = written();
    const folder = join(file, '..');
    asSomebodyElse(folder, () => {
      chmodSync(folder, 0o500);
      // SQLite names the one or the other, by what it comes to first.
      expect(faultOf(() => incidentOf(open(file), 1)).code).toMatch(/^(read-only|cannot-open)$/);
      const timeline = openTimeline(file, ports, { readonly: true });
      expect(timeline.entries('incident-1')).toHaveLength(4);
      expect(timeline.verify('incident-1').ok).toBe(true);
      expect(faultOf(() => timeline.append('incident-1', timeline.head('incident-1'), [note('No.')])).code).toBe(
        'read-only',
      );
      timeline.close();
      chmodSync(folder, 0o700);
      // Left by whoever tried to open it.
      writeFileSync(`${file}-wal`, '');
      chmodSync(folder, 0o500);
      expect(open(file, { readonly: true }).entries('incident-1')).toHaveLength(4);
      chmodSync(folder, 0o700);
      writeFileSync(`${file}-wal`, 'what was written last');
      chmodSync(folder, 0o500);
      expect(faultOf(() => openTimeline(file, ports, { readonly: true })).code).toMatch(/^(read-only|cannot-open)$/);
      chmodSync(folder, 0o700);
    });
    expect(readdirSync(folder).toSorted()).toEqual(['timeline.db', 'timeline.db-wal']);
  });

  it('that may not even be read says so', () => {
    const file = written();
    chmodSync(file, 0o000);
    asSomebodyElse(join(file, '..'), () => {
      expect(faultOf(() => openTimeline(file, ports)).code).toBe('cannot-open');
      expect(faultOf(() => openTimeline(file, ports, { readonly: true })).code).toBe('cannot-open');
    });
  });

  it('in a folder that may not be written says so', () => {
    const folder = join(temporaryFolder(), 'state');
    mkdirSync(folder);
    chmodSync(join(folder, '..'), 0o755);
    asSomebodyElse(folder, () => {
      chmodSync(folder, 0o500);
      expect(faultOf(() => openTimeline(join(folder, 'timeline.db'), ports)).code).toBe('cannot-open');
      expect(faultOf(() => openTimeline(join(folder, 'deeper', 'timeline.db'), ports)).code).toBe('cannot-open');
    });
  });

  it('that another program locks says so and writes nothing', () => {
    const file = written();
    const timeline = open(file, { busyMs: 0 });
    const head = timeline.head('incident-1');
    const other = new Database(file);
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    expect(faultOf(() => timeline.append('incident-1', head, [note('No.')])).code).toBe('locked');
    expect(timeline.saveSnapshot('incident-1', { head: '', version: '', body: '' })).toBe(false);
    other.exec('ROLLBACK');
    expect(timeline.append('incident-1', head, [note('Now.')]).ok).toBe(true);
  });

  it('on a full disk says so, keeps what it has, and goes on when there is room', () => {
    const file = written();
    const connection = openDatabase(file, () => ports.newId(), {});
    const { database } = connection;
    const timeline = timelineOf(connection, file, ports, {});
    onTestFinished(() => timeline.close());
    const head = timeline.head('incident-1');
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.pragma(`max_page_count = ${pages}`);
    const fault = faultOf(() => timeline.append('incident-1', head, [note('Short.'), note('x'.repeat(50_000))]));
    expect(fault.code).toBe('full');
    expect(timeline.head('incident-1')).toEqual(head);
    expect(timeline.entries('incident-1')).toHaveLength(4);
    expect(timeline.verify('incident-1', head).ok).toBe(true);
    database.pragma(`max_page_count = ${pages + 1000}`);
    expect(timeline.append('incident-1', head, [note('x'.repeat(50_000))]).ok).toBe(true);
  });
});

describe('a damaged timeline', () => {
  it('whose pages were overwritten is called damaged, not read wrongly', () => {
    const file = written(200);
    overwrite(file, 4096 * 2, Buffer.alloc(statSync(file).size - 4096 * 2, 0x5a));
    expect(faultOf(() => open(file).entries('incident-1')).code).toBe('corrupt');
    expect(open(file, { readonly: true }).damage()).not.toEqual([]);
  });

  it('that was cut off is called damaged', () => {
    const file = written(200);
    truncateSync(file, 4096 * 3);
    expect(faultOf(() => open(file).entries('incident-1')).code).toBe('corrupt');
  });

  it.each(['entry', 'incident'])('without its table `%s` is called damaged', (table) => {
    const file = written();
    const database = new Database(file);
    database.exec(`DROP TABLE ${table}`);
    database.close();
    expect(faultOf(() => open(file, { readonly: true }).incidents()).code).toBe('corrupt');
    expect(faultOf(() => open(file).append('incident-1', { seq: 0, hash: '' }, [note('x')])).code).toBe('corrupt');
  });

  // Elsewhere than on Linux nobody says which files a process has open.
  it.runIf(process.platform === 'linux')('is closed again where it cannot be used', () => {
    const file = written();
    new Database(file).exec('DROP TABLE origin').close();
    expect(faultOf(() => openTimeline(file, ports)).code).toBe('corrupt');
    const opened = readdirSync('/proc/self/fd').map((each) => `/proc/self/fd/${each}`);
    // The one by which the list was read is closed by now.
    expect(opened.filter(existsSync).map((each) => readlinkSync(each))).not.toContain(file);
  });

  it('whose header was overwritten is not taken for one', () => {
    const file = written();
    overwrite(file, 0, Buffer.alloc(100, 0x5a));
    expect(faultOf(() => openTimeline(file, ports)).code).toBe('not-ours');
  });

  it('whose number of format was overwritten is called damaged, and is not made anew', () => {
    const file = written();
    overwrite(file, 60, Buffer.alloc(4));
    const before = readFileSync(file);
    for (const readonly of [false, true])
      expect(faultOf(() => openTimeline(file, ports, { readonly })).code).toBe('corrupt');
    expect(readFileSync(file)).toEqual(before);
  });

  it('a sound one has no damage', () => {
    expect(open(written(200)).damage()).toEqual([]);
  });
});
