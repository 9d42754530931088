import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  rmSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { copyDatabase } from '../../src/timeline/copy-database.ts';
import { migrate, migrations, versionOf, type Migration } from '../../src/timeline/migrations.ts';
import {
  openTimeline,
  replaceTimeline,
  restoreTimeline,
  storeEvidence,
  TimelineError,
} from '../../src/timeline/index.ts';
import { asSomebodyElse, incidentOf, note, open, ports, temporaryFolder } from '../support/timelines.ts';

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'nothing thrown';
  } catch (error) {
    return error instanceof TimelineError ? error.code : String(error);
  }
}

describe('backup and restore', () => {
  it('a backup taken while others write is whole, and restores to the same timeline', () => {
    const folder = temporaryFolder();
    const timeline = open(join(folder, 'timeline.db'));
    const head = incidentOf(timeline, 20);
    timeline.backup(join(folder, 'backup.db'));
    timeline.append('incident-1', head, [note('After the backup.')]);

    restoreTimeline(join(folder, 'backup.db'), join(folder, 'new', 'timeline.db'));
    const restored = open(join(folder, 'new', 'timeline.db'));
    expect(restored.origin).toBe(timeline.origin);
    expect(restored.entries('incident-1')).toEqual(timeline.entries('incident-1').slice(0, 21));
    expect(restored.verify('incident-1', head).problems).toEqual([]);
    expect(restored.append('incident-1', head, [note('Going on.')]).ok).toBe(true);
    expect((statSync(join(folder, 'backup.db')).mode & 0o777).toString(8)).toBe('600');
    expect(readdirSync(folder).filter((name) => name.endsWith('unfinished'))).toEqual([]);
  });

  it('a copy is made where a killed one left its beginning, and leaves nothing where it fails', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'timeline.db');
    const timeline = openTimeline(file, ports);
    incidentOf(timeline, 200);
    writeFileSync(`${join(folder, 'backup.db')}.${process.pid}.holdfast-unfinished`, 'the beginning');
    timeline.backup(join(folder, 'backup.db'));
    timeline.close();
    writeFileSync(file, readFileSync(file).fill(0x5a, 4096 * 6, 4096 * 9));
    expect(codeOf(() => copyDatabase(file, join(folder, 'again.db')))).toBe('corrupt');
    expect(readdirSync(folder).filter((name) => /part|again/.test(name))).toEqual([]);
  });

  it('what a killed copy or a killed attaching left is taken away by the next one', () => {
    const folder = temporaryFolder();
    const timeline = open(join(folder, 'timeline.db'));
    incidentOf(timeline, 1);
    const dead = spawnSync(process.execPath, ['--version']).pid;
    const left = [
      join(folder, `monday.db.${dead}.holdfast-unfinished`),
      join(folder, 'evidence', `file.${dead}.holdfast-unfinished`),
    ];
    mkdirSync(join(folder, 'evidence'));
    for (const file of left) {
      writeFileSync(file, 'all that was said');
      utimesSync(file, 0, 0);
    }
    timeline.backup(join(folder, 'tuesday.db'));
    storeEvidence(join(folder, 'evidence'), join(folder, 'tuesday.db'));
    expect(left.filter((file) => existsSync(file))).toEqual([]);
  });

  it('nothing is ever written over', () => {
    const folder = temporaryFolder();
    const timeline = open(join(folder, 'timeline.db'));
    incidentOf(timeline, 1);
    const taken = join(folder, 'taken.db');
    writeFileSync(taken, 'mine');
    expect(codeOf(() => timeline.backup(taken))).toBe('exists');
    timeline.backup(join(folder, 'backup.db'));
    expect(codeOf(() => restoreTimeline(join(folder, 'backup.db'), taken))).toBe('exists');
    expect(readFileSync(taken, 'utf8')).toBe('mine');
  });

  it('what stands in its place is kept with its log, as it was', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'timeline.db');
    const timeline = openTimeline(file, ports);
    const head = incidentOf(timeline, 2);
    timeline.backup(join(folder, 'backup.db'));
    timeline.append('incident-1', head, [note('After the backup.')]);
    timeline.close();
    writeFileSync(`${file}.search`, 'After the backup.');
    expect(replaceTimeline(join(folder, 'backup.db'), file, 'today')).toBe(`${file}.before-restore-today`);
    expect(existsSync(`${file}.search`)).toBe(false);
    expect(open(`${file}.before-restore-today`).entries('incident-1')).toHaveLength(4);
    const again = openTimeline(file, ports);
    expect(again.entries('incident-1')).toHaveLength(3);
    again.close();
    // Once more in the same second: what was kept first stays.
    expect(replaceTimeline(join(folder, 'backup.db'), file, 'today')).toBe(`${file}.before-restore-today-2`);
    expect(open(`${file}.before-restore-today`).entries('incident-1')).toHaveLength(4);
    expect(readdirSync(folder).filter((name) => /unfinished$|restored/.test(name))).toEqual([]);
  });

  it('is not done while others have the timeline open, nor where a folder stands: all stays as it was', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'timeline.db');
    const timeline = open(file);
    const head = incidentOf(timeline, 2);
    timeline.backup(join(folder, 'backup.db'));
    expect(codeOf(() => replaceTimeline(join(folder, 'backup.db'), file, 'today'))).toBe('locked');
    expect(timeline.append('incident-1', head, [note('Going on.')]).ok).toBe(true);
    mkdirSync(join(folder, 'night'));
    expect(codeOf(() => replaceTimeline(join(folder, 'backup.db'), join(folder, 'night'), 'today'))).toBe('not-ours');
    expect(readdirSync(folder).toSorted()).toEqual([
      'backup.db',
      'night',
      'timeline.db',
      'timeline.db-shm',
      'timeline.db-wal',
    ]);
  });

  /** A timeline whose last entry is in its log alone, as after a power cut; its file is moved away without that. */
  function leftItsLog(): { readonly folder: string; readonly file: string } {
    const folder = temporaryFolder();
    const living = open(join(folder, 'living.db'));
    const head = incidentOf(living, 2);
    living.backup(join(folder, 'backup.db'));
    living.append('incident-1', head, [note('In the log alone.')]);
    const file = join(folder, 'timeline.db');
    copyFileSync(join(folder, 'living.db-wal'), `${file}-wal`);
    return { folder, file };
  }

  it('a timeline whose log a power cut left is kept with all that stands in it', () => {
    const { folder, file } = leftItsLog();
    copyFileSync(join(folder, 'living.db'), file);
    expect(replaceTimeline(join(folder, 'backup.db'), file, 'today')).toBe(`${file}.before-restore-today`);
    const kept = open(`${file}.before-restore-today`).entries('incident-1');
    expect(kept.at(-1)?.words).toBe('In the log alone.');
    expect(open(file).entries('incident-1')).toHaveLength(3);
  });

  it('a log that its timeline left behind is not taken for that of the backup, and is kept', () => {
    const { folder, file } = leftItsLog();
    const log = readFileSync(`${file}-wal`);
    expect(codeOf(() => restoreTimeline(join(folder, 'backup.db'), file))).toBe('exists');
    const aside = replaceTimeline(join(folder, 'backup.db'), file, 'today');
    expect(aside).toBe(`${file}.before-restore-today-wal`);
    expect(readFileSync(aside ?? '')).toEqual(log);
    expect(
      open(file)
        .entries('incident-1')
        .map(({ words }) => words),
    ).not.toContain('In the log alone.');
    expect(open(file).damage()).toEqual([]);
  });

  it.each([[false], [true]])('nor is a journal rolled back into the backup: a timeline beside it: %s', (isThere) => {
    const { folder, file } = leftItsLog();
    rmSync(`${file}-wal`);
    if (isThere) writeFileSync(file, Buffer.alloc(8192, 0x5a));
    writeFileSync(`${file}-journal`, 'pages of before');
    replaceTimeline(join(folder, 'backup.db'), file, 'today');
    expect(readFileSync(`${file}.before-restore-today-journal`, 'utf8')).toBe('pages of before');
    expect(existsSync(`${file}-journal`)).toBe(false);
    expect(open(file).entries('incident-1')).toHaveLength(3);
  });

  it('nor is it removed by a new timeline, which is not begun beside it', () => {
    const { file } = leftItsLog();
    const log = readFileSync(`${file}-wal`);
    expect(codeOf(() => openTimeline(file, ports))).toBe('missing');
    expect(readFileSync(`${file}-wal`)).toEqual(log);
    expect(existsSync(file)).toBe(false);
  });

  it('a timeline of which the beginning was overwritten makes room too, with the log that it left', () => {
    const { folder, file } = leftItsLog();
    writeFileSync(file, Buffer.alloc(8192, 0x5a));
    expect(replaceTimeline(join(folder, 'backup.db'), file, 'today')).toBe(`${file}.before-restore-today`);
    expect(existsSync(`${file}.before-restore-today-wal`)).toBe(true);
    expect(open(file).entries('incident-1')).toHaveLength(3);
  });

  it('a timeline in a folder that may not be written is copied to another one, and put back from there', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'stick', 'timeline.db');
    const timeline = openTimeline(file, ports);
    const head = incidentOf(timeline, 2);
    timeline.close();
    asSomebodyElse(folder, () => {
      chmodSync(join(folder, 'stick'), 0o500);
      copyDatabase(file, join(folder, 'copy.db'));
      restoreTimeline(file, join(folder, 'again.db'));
      chmodSync(join(folder, 'stick'), 0o700);
    });
    for (const copy of ['copy.db', 'again.db'])
      expect(open(join(folder, copy)).verify('incident-1', head).problems).toEqual([]);
  });

  it('what is no sound backup is not restored', () => {
    const folder = temporaryFolder();
    const target = join(folder, 'new.db');
    const timeline = open(join(folder, 'timeline.db'));
    incidentOf(timeline, 200);
    timeline.backup(join(folder, 'backup.db'));
    const bytes = readFileSync(join(folder, 'backup.db'));
    writeFileSync(join(folder, 'damaged.db'), bytes.fill(0x5a, 4096 * 6, 4096 * 9));
    writeFileSync(join(folder, 'text.db'), 'text');
    writeFileSync(join(folder, 'empty.db'), '');
    // What a copy does not stumble upon: free pages are counted (https://sqlite.org/fileformat.html, 1.3) that are not there.
    const torn = readFileSync(join(folder, 'backup.db'));
    torn.writeUInt32BE(3, 36);
    writeFileSync(join(folder, 'torn.db'), torn);
    new Database(join(folder, 'songs.db')).exec('CREATE TABLE song (title TEXT)').close();
    for (const other of ['empty.db', 'songs.db'])
      expect(codeOf(() => restoreTimeline(join(folder, other), target))).toBe('not-ours');
    for (const other of ['damaged.db', 'torn.db'])
      expect(codeOf(() => restoreTimeline(join(folder, other), target))).toBe('corrupt');
    expect(codeOf(() => restoreTimeline(join(folder, 'text.db'), target))).toBe('not-ours');
    expect(codeOf(() => restoreTimeline(join(folder, 'none.db'), target))).toBe('missing');
    expect(existsSync(target)).toBe(false);
  });
});

describe('migrations', () => {
  const second: Migration = (database) => void database.exec('ALTER TABLE incident ADD COLUMN place_of_it TEXT');

  it.each([
    ['an older one', older],
    ['a backup of an older one, which was put back,', olderPutBack],
  ])('%s is brought up to date after a copy was put beside it', (_, made) => {
    const { file, database } = made();
    const copies: number[] = [];
    migrate(
      database,
      file,
      (version) => {
        copies.push(version);
        copyDatabase(file, `${file}.v${version}.bak`);
      },
      [...migrations, second],
    );
    expect(copies).toEqual([1]);
    expect(versionOf(database)).toBe(2);
    expect(database.prepare('SELECT place_of_it FROM incident').get()).toEqual({ place_of_it: null });
    database.close();
    expect(open(`${file}.v1.bak`).entries('incident-1')).toHaveLength(4);
  });

  it('one that fails leaves the timeline as it was', () => {
    const { file, database } = older();
    const broken: Migration = () => {
      throw new Error('broken');
    };
    expect(() => migrate(database, file, () => undefined, [...migrations, second, broken])).toThrow('broken');
    expect(versionOf(database)).toBe(1);
    database.close();
    expect(open(file).entries('incident-1')).toHaveLength(4);
  });

  it('is not begun where no copy can be made', () => {
    const { file, database } = older();
    const noRoom = () => {
      throw new TimelineError('full', 'No room.', 'Make some.');
    };
    expect(() => migrate(database, file, noRoom, [...migrations, second])).toThrow('No room.');
    expect(versionOf(database)).toBe(1);
    database.close();
  });

  function older() {
    const file = join(temporaryFolder(), 'timeline.db');
    const timeline = openTimeline(file, ports);
    incidentOf(timeline, 3);
    timeline.close();
    return { file, database: new Database(file) };
  }

  function olderPutBack() {
    const { file, database } = older();
    copyDatabase(file, `${file}.backup`);
    database.close();
    restoreTimeline(`${file}.backup`, `${file}.again`);
    return { file: `${file}.again`, database: new Database(`${file}.again`) };
  }
});

describe('evidence', () => {
  it('is kept once, under the hash of its content', () => {
    const folder = temporaryFolder();
    const store = join(folder, 'evidence');
    const content = Buffer.alloc(700_000, 'the gauge at 03:12 ');
    writeFileSync(join(folder, 'gauge.jpg'), content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(storeEvidence(store, join(folder, 'gauge.jpg'))).toEqual({ sha256, bytes: content.length });
    expect(storeEvidence(store, join(folder, 'gauge.jpg'))).toEqual({ sha256, bytes: content.length });
    const kept = join(store, sha256.slice(0, 2), sha256);
    expect(readFileSync(kept)).toEqual(content);
    expect((statSync(kept).mode & 0o777).toString(8)).toBe('600');
    expect(readdirSync(store)).toEqual([sha256.slice(0, 2)]);
  });

  it('that was damaged where it is kept is whole again once it is given again', () => {
    const folder = temporaryFolder();
    const store = join(folder, 'evidence');
    writeFileSync(join(folder, 'gauge.txt'), 'four metres');
    const { sha256 } = storeEvidence(store, join(folder, 'gauge.txt'));
    const kept = join(store, sha256.slice(0, 2), sha256);
    writeFileSync(kept, 'four');
    storeEvidence(store, join(folder, 'gauge.txt'));
    expect(readFileSync(kept, 'utf8')).toBe('four metres');
  });

  it('an empty file is evidence too; a folder or nothing is not', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'empty'), '');
    expect(storeEvidence(join(folder, 'evidence'), join(folder, 'empty')).bytes).toBe(0);
    expect(codeOf(() => storeEvidence(join(folder, 'evidence'), folder))).toBe('cannot-open');
    expect(codeOf(() => storeEvidence(join(folder, 'evidence'), join(folder, 'none')))).toBe('cannot-open');
    expect(codeOf(() => storeEvidence(join(folder, 'evidence'), '/dev/null'))).toBe('cannot-open');
  });
});
