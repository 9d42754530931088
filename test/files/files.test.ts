import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  databaseFile,
  FilesError,
  findRunbook,
  findRunbooks,
  foldersOf,
  packageRoot,
  readBeside,
  readConfig,
  readText,
  runbookFolders,
  sourceOf,
  userName,
  writeConfig,
} from '../../src/files/index.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-files-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const around = (env: Record<string, string> = {}) => ({ env: { HOME: home, ...env }, cwd: home });
const problemOf = (act: () => unknown): FilesError => {
  try {
    act();
  } catch (error) {
    if (error instanceof FilesError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('where things lie', () => {
  it('keeps the timeline in the XDG state folder, settings in the config folder', () => {
    expect(foldersOf(around())).toEqual({
      state: join(home, '.local/state/holdfast'),
      config: join(home, '.config/holdfast'),
    });
    expect(foldersOf(around({ XDG_STATE_HOME: '/s' })).state).toBe('/s/holdfast');
  });
  it('passes over a relative XDG folder, as the specification says', () => {
    expect(foldersOf(around({ XDG_STATE_HOME: 'here' })).state).toBe(join(home, '.local/state/holdfast'));
  });
  it('takes --db before HOLDFAST_DB before the state folder', () => {
    expect(databaseFile(around({ HOLDFAST_DB: '/a.db' }), 'b.db')).toBe(join(home, 'b.db'));
    expect(databaseFile(around({ HOLDFAST_DB: '/a.db' }))).toBe('/a.db');
    expect(databaseFile(around())).toBe(join(home, '.local/state/holdfast/timeline.db'));
  });
  it('needs no home folder where the database is named', () => {
    expect(databaseFile({ env: {}, cwd: '/' }, '/x.db')).toBe('/x.db');
  });
  it('looks for runbooks in the shipped library last, and trusts it', () => {
    const folders = runbookFolders(around());
    expect(folders.at(-1)).toEqual({ path: join(packageRoot(), 'runbooks'), trusted: true });
  });
  it('does not trust ./runbooks', () => {
    mkdirSync(join(home, 'runbooks'));
    expect(runbookFolders(around())[0]).toEqual({ path: join(home, 'runbooks'), trusted: false });
  });
});

describe('runbooks', () => {
  it('finds the shipped ones and what they follow', () => {
    const folders = runbookFolders(around());
    const found = findRunbook('data-centre-flood', folders, home);
    const source = sourceOf(found, folders);
    expect(Object.keys(source.followed)).toEqual(['continuity-on-paper', 'citizen-fallback']);
    expect(source.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(source.organisation).toContain('name:');
  });
  it('does not take the organisation or the contacts for runbooks', () => {
    const ids = findRunbooks(runbookFolders(around())).map((one) => one.id);
    expect(ids).not.toContain('organisation');
    expect(ids).toContain('data-centre-flood');
  });
  it('says the nearest id for a slip', () => {
    const problem = problemOf(() => findRunbook('data-center-flood', runbookFolders(around()), home));
    expect(problem.code).toBe('not-found');
    expect(problem.message).toContain('Did you mean "data-centre-flood"?');
  });
  it('lists a damaged one with its fault, and does not follow it', () => {
    mkdirSync(join(home, 'runbooks'));
    writeFileSync(join(home, 'runbooks', 'broken.yaml'), 'holdfast: 1\nid: [');
    const folders = runbookFolders(around());
    const found = findRunbooks(folders).find((one) => one.id === 'broken');
    expect(found?.problem).toBeTruthy();
    expect(problemOf(() => sourceOf(found!, folders)).hint).toContain('runbook check');
  });
});

describe('a file of text', () => {
  it('must be there, be a file, be UTF-8, be at most 1 MiB', () => {
    expect(problemOf(() => readText(join(home, 'no.yaml'))).code).toBe('not-found');
    expect(problemOf(() => readText(home)).code).toBe('not-a-file');
    writeFileSync(join(home, 'latin.yaml'), Buffer.from([0x61, 0xe6, 0x62]));
    const latin = problemOf(() => readText(join(home, 'latin.yaml')));
    expect(latin.code).toBe('not-utf8');
    expect(latin.message).toContain('byte 2');
    writeFileSync(join(home, 'big.yaml'), Buffer.alloc(1024 * 1024 + 1, 0x20));
    expect(problemOf(() => readText(join(home, 'big.yaml'))).code).toBe('too-large');
  });
});

describe('organisation and contacts', () => {
  const told = (first?: string) => {
    const { organisation, contacts } = readBeside(runbookFolders(around()), first);
    return [organisation?.read?.name, Object.keys(contacts?.read?.contacts ?? {}).length > 0];
  };

  it('of the invented city hold for the shipped runbooks alone: nobody rings its numbers from a runbook of their own', () => {
    expect(told(join(packageRoot(), 'runbooks'))).toEqual(['Havnsund Kommune', true]);
    expect(told(home)).toEqual([undefined, false]);
    expect(told()).toEqual([undefined, false]);
  });

  it('of this house hold for what is declared before a runbook is chosen', () => {
    mkdirSync(join(home, 'runbooks'));
    writeFileSync(join(home, 'runbooks/organisation.yaml'), 'holdfast: 1\nname: Porto\n');
    expect(told()).toEqual(['Porto', false]);
  });
});

describe('settings', () => {
  it('come back as they were kept, readable by their owner alone', () => {
    const file = writeConfig(around(), { name: 'Ida', timezone: 'Europe/Copenhagen' });
    expect(readConfig(around())).toEqual({ name: 'Ida', timezone: 'Europe/Copenhagen' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
  it('of another version of the program stay where they are', () => {
    const file = writeConfig(around(), { name: 'Ida' });
    writeFileSync(file, '{ "name": "Ida", "voice": "loud" }');
    writeConfig(around(), { timezone: 'Europe/Copenhagen' });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ voice: 'loud', timezone: 'Europe/Copenhagen' });
  });
  it('are empty where there are none, and named where they are damaged', () => {
    expect(readConfig(around())).toEqual({});
    const file = writeConfig(around(), {});
    writeFileSync(file, '{');
    expect(problemOf(() => readConfig(around())).message).toContain(file);
  });
  it('are named where they are there and cannot be read: taken for empty, they would be written over', () => {
    const file = writeConfig(around(), { name: 'Ida' });
    rmSync(file);
    mkdirSync(file);
    const problem = problemOf(() => readConfig(around()));
    expect(problem.code).toBe('unreadable');
    expect(problem.message).toContain(file);
  });
  it('say who I am before the login name does', () => {
    expect(userName(around({ USER: 'ops3' }), { name: 'Ida' })).toBe('Ida');
    expect(userName(around({ USER: 'ops3' }), {})).toBe('ops3');
  });
  it('say so where they cannot be written', () => {
    // Root may write anywhere, so a file stands where the folder should be.
    writeFileSync(join(home, '.config'), '');
    chmodSync(join(home, '.config'), 0o400);
    expect(problemOf(() => writeConfig(around(), {})).code).toBe('unwritable');
    expect(readFileSync(join(home, '.config'), 'utf8')).toBe('');
  });
});
