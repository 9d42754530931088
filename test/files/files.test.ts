import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  readlinkSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  chooseForTerminal,
  databaseFile,
  FilesError,
  findRunbook,
  findRunbooks,
  findScenarios,
  foldersOf,
  packageRoot,
  readBeside,
  readConfig,
  readText,
  runbookFolders,
  sourceOf,
  terminalChoice,
  terminalNames,
  userName,
  writeConfig,
  writeNew,
  writeWhole,
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
  it('knows a database behind a link by one name, and leaves a link that leads nowhere to whoever opens it', () => {
    const file = join(realpathSync(home), 'night.db');
    writeFileSync(file, '');
    symlinkSync('night.db', join(home, 'link.db'));
    symlinkSync('link.db', join(home, 'again.db'));
    symlinkSync('gone.db', join(home, 'nowhere.db'));
    expect(databaseFile(around(), 'again.db')).toBe(file);
    expect(databaseFile(around(), 'nowhere.db')).toBe(join(home, 'nowhere.db'));
  });
  it('passes over a relative HOME too, which would be another folder each time', () => {
    expect(foldersOf({ env: { HOME: 'here' }, cwd: home }).state).toBe(join(homedir(), '.local/state/holdfast'));
  });
  it('needs no home folder where the database is named', () => {
    expect(databaseFile({ env: {}, cwd: '/' }, '/x.db')).toBe('/x.db');
  });
  it('looks for runbooks in the shipped library last, and trusts it', () => {
    const folders = runbookFolders(around());
    expect(folders.at(-1)).toEqual({ path: join(packageRoot(), 'runbooks'), trusted: true });
  });
  it('trusts the runbooks in my own settings, and passes over a folder that is not there', () => {
    const own = join(home, '.config/holdfast/runbooks');
    mkdirSync(own, { recursive: true });
    const folders = runbookFolders(around({ HOLDFAST_RUNBOOKS: join(home, 'gone') }));
    expect(folders).toEqual([
      { path: own, trusted: true },
      { path: join(packageRoot(), 'runbooks'), trusted: true },
    ]);
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
    expect(findRunbook('Data-Centre-FLOOD', folders, home).file).toBe(found.file);
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

describe('runbooks of this house', () => {
  const runbook = (id: string, ...follows: string[]) => `holdfast: 1
id: ${id}
title: ${id}
revision: 2026-10-01
owner: Test
steps:
${follows.map((other, index) => `  - { id: f${index}, follow: ${other} }\n`).join('')}  - { id: over, end: Over, outcome: resolved }
`;
  const shelf = (name: string, files: Record<string, string>): string => {
    const folder = join(home, name);
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    return folder;
  };
  const folders = (...paths: string[]) => paths.map((path) => ({ path, trusted: false }));

  it('the first of an id wins, whatever its file is called', () => {
    const [first, second] = [
      shelf('first', { 'water.yaml': runbook('flood'), 'flood.yaml': runbook('fire') }),
      shelf('second', { 'flood.yaml': runbook('flood'), 'fire.yaml': runbook('fire') }),
    ];
    const found = findRunbooks(folders(first, second));
    expect(found.map(({ id, file }) => [id, file])).toEqual([
      ['fire', join(first, 'flood.yaml')],
      ['flood', join(first, 'water.yaml')],
    ]);
    // The file that bears the id is looked at first, and is it only where it says so.
    expect(findRunbook('flood', folders(first), home).file).toBe(join(first, 'water.yaml'));
  });

  it('is trusted where the very folder is that it lies in, by whatever path it is named', () => {
    const mine = shelf('mine', { 'flood.yaml': runbook('flood') });
    const theirs = shelf('mine/inside', { 'flood.yaml': runbook('flood') });
    const trusted = [{ path: mine, trusted: true }];
    const isTrusted = (said: string) => findRunbook(said, trusted, home).trusted;
    expect(isTrusted(join(mine, 'flood.yaml'))).toBe(true);
    expect(isTrusted('mine/flood.yaml')).toBe(true);
    expect(isTrusted(join(theirs, 'flood.yaml'))).toBe(false);
    expect(findRunbook(join(mine, 'flood.yaml'), folders(mine), home).trusted).toBe(false);
  });

  it('takes what it follows along, and what that follows, each once; not without one of them', () => {
    const all = {
      'a.yaml': runbook('a', 'b', 'c'),
      'b.yaml': runbook('b', 'c'),
      'c.yaml': runbook('c', 'd'),
      'd.yaml': runbook('d', 'a'),
    };
    const whole = folders(shelf('whole', all));
    expect(Object.keys(sourceOf(findRunbook('a', whole, home), whole).followed)).toEqual(['b', 'c', 'd']);
    const torn = folders(shelf('torn', { ...all, 'd.yaml': 'holdfast: 1\nid: [' }));
    const problem = problemOf(() => sourceOf(findRunbook('a', torn, home), torn));
    expect([problem.code, problem.message]).toEqual([
      'invalid',
      expect.stringContaining('which a follows, has a fault'),
    ]);
  });

  it('with an organisation that cannot be read says so, and does not take that of another folder', () => {
    const [mine, other] = [
      shelf('mine', { 'organisation.yaml': '' }),
      shelf('other', { 'organisation.yaml': 'holdfast: 1\nname: Porto\n' }),
    ];
    writeFileSync(join(mine, 'organisation.yaml'), Buffer.from('name: Caf\u00e9', 'latin1'));
    expect(problemOf(() => readBeside(folders(mine, other)).organisation).code).toBe('not-utf8');
  });
});

describe('scenarios', () => {
  it('the first of an id wins', () => {
    for (const folder of ['first', 'second']) {
      mkdirSync(join(home, folder, 'drills'), { recursive: true });
      writeFileSync(join(home, folder, 'drills', 'night.yaml'), 'id: [');
    }
    const found = findScenarios(['first', 'second'].map((name) => ({ path: join(home, name), trusted: false })));
    expect(found.map(({ file }) => file)).toEqual([join(home, 'first', 'drills', 'night.yaml')]);
  });
});

describe('a file that is written whole', () => {
  const aside = () => join(home, `brief.txt.${process.pid}.holdfast-unfinished`);

  it('is not written through what somebody put in its way, nor readable as what a killed one left', () => {
    writeFileSync(join(home, 'precious'), 'mine');
    symlinkSync(join(home, 'precious'), aside());
    writeWhole(join(home, 'brief.txt'), 'first');
    expect(readFileSync(join(home, 'precious'), 'utf8')).toBe('mine');
    writeFileSync(aside(), 'half', { mode: 0o644 });
    writeWhole(join(home, 'brief.txt'), ['sec', 'ond']);
    expect(readFileSync(join(home, 'brief.txt'), 'utf8')).toBe('second');
    expect(statSync(join(home, 'brief.txt')).mode & 0o777).toBe(0o600);
  });

  it('takes away what killed ones left in its folder, and nothing that somebody may be at', () => {
    const dead = spawnSync(process.execPath, ['--version']).pid;
    const hourAgo = new Date(Date.now() - 3_600_000);
    const left = (name: string, touched = hourAgo): void => {
      writeFileSync(join(home, name), 'half');
      utimesSync(join(home, name), touched, touched);
    };
    left(`brief.txt.${dead}.holdfast-unfinished`);
    left(`night.db.${dead}.holdfast-unfinished`);
    left(`night.db.${dead}.holdfast-unfinished-journal`);
    const kept = [
      `just.html.${dead}.holdfast-unfinished`,
      `slow.pdf.${process.ppid}.holdfast-unfinished`,
      `report.${dead}.unfinished`,
    ];
    for (const name of kept) left(name, name.startsWith('just') ? new Date() : hourAgo);
    writeWhole(join(home, 'brief.txt'), 'whole');
    expect(readdirSync(home).toSorted()).toEqual(['brief.txt', ...kept].toSorted());
  });

  it('behind a link is written where it lies, and the link stays; one that leads nowhere gives its place', () => {
    mkdirSync(join(home, 'dotfiles'));
    writeFileSync(join(home, 'dotfiles', 'mine.json'), '{}');
    symlinkSync('dotfiles/mine.json', join(home, 'config.json'));
    writeWhole(join(home, 'config.json'), '{"name":"Ida"}');
    expect(readFileSync(join(home, 'dotfiles', 'mine.json'), 'utf8')).toBe('{"name":"Ida"}');
    expect(readlinkSync(join(home, 'config.json'))).toBe('dotfiles/mine.json');
    expect(readdirSync(join(home, 'dotfiles'))).toEqual(['mine.json']);
    symlinkSync(join(home, 'gone'), join(home, 'nowhere'));
    writeWhole(join(home, 'nowhere'), 'here');
    expect(readdirSync(home).toSorted()).toEqual(['config.json', 'dotfiles', 'nowhere']);
    expect(lstatSync(join(home, 'nowhere')).isFile()).toBe(true);
  });

  it('leaves what stood there, and nothing beside it, where its parts cannot be made or a folder has its name', () => {
    writeFileSync(join(home, 'brief.txt'), 'of last night');
    const failing = function* () {
      yield 'x'.repeat(100_000);
      throw new Error('no more');
    };
    expect(() => writeWhole(join(home, 'brief.txt'), failing())).toThrow('no more');
    expect(readFileSync(join(home, 'brief.txt'), 'utf8')).toBe('of last night');
    mkdirSync(join(home, 'folder'));
    expect(problemOf(() => writeWhole(join(home, 'folder'), 'x')).hint).toContain('It is a folder');
    expect(readdirSync(home).toSorted()).toEqual(['brief.txt', 'folder']);
  });

  it('has every byte of its parts: text and bytes in their order, of whatever length, characters that are many or half', () => {
    // Around a quarter of a megabyte, which is written together.
    const times = fc.oneof(fc.nat({ max: 4 }), fc.integer({ min: 87_300, max: 87_500 }), fc.nat({ max: 600_000 }));
    const one = fc.constantFrom('a', '\u00e6', '\u{1F30A}', '\ud83c', 'a\u{1F30A}');
    const text = fc.tuple(one, times).map(([each, count]) => each.repeat(count));
    const bytes = fc.tuple(fc.nat({ max: 255 }), times).map(([each, count]) => new Uint8Array(count).fill(each));
    fc.assert(
      fc.property(fc.array(fc.oneof(text, bytes), { maxLength: 8 }), (parts) => {
        writeWhole(join(home, 'all'), parts);
        const whole = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
        expect(readFileSync(join(home, 'all')).equals(whole)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('as a new one is never written over another', () => {
    writeFileSync(join(home, 'brief.txt'), 'of last night');
    expect(problemOf(() => writeNew(join(home, 'brief.txt'), 'x', 'Give another name.')).code).toBe('exists');
    expect(readFileSync(join(home, 'brief.txt'), 'utf8')).toBe('of last night');
    expect(problemOf(() => writeNew(join(home, 'none', 'brief.txt'), 'x', '')).hint).toContain('no such folder');
    writeNew(join(home, 'new.txt'), 'x', '');
    expect(statSync(join(home, 'new.txt')).mode & 0o777).toBe(0o600);
  });
});

describe('what a terminal settled', () => {
  const state = () => join(home, '.local/state/holdfast/terminals.json');

  it('is kept, one choice beside the other, and forgotten where so many others chose since', () => {
    expect(terminalChoice(around())).toEqual({});
    expect(chooseForTerminal(around(), { incident: 'flood-1' })).toBe(true);
    chooseForTerminal(around(), { name: 'Ida' });
    expect(terminalChoice(around())).toEqual({ incident: 'flood-1', name: 'Ida' });
    expect(statSync(state()).mode & 0o777).toBe(0o600);
    const others = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`${n}@1`, { name: `Other ${n}` }]));
    writeFileSync(state(), JSON.stringify(others));
    chooseForTerminal(around(), { name: 'Ida' });
    const names = terminalNames(around()).map(({ name }) => name);
    expect(names).toHaveLength(200);
    expect([names[0], names.at(-1)]).toEqual(['Other 101', 'Ida']);
  });

  it('is of no other terminal that got the same number later, and of nobody where the file is torn', () => {
    chooseForTerminal(around(), { name: 'Ida' });
    const [key = ''] = Object.keys(JSON.parse(readFileSync(state(), 'utf8')) as object);
    writeFileSync(state(), JSON.stringify({ [`${key.split('@')[0]}@1`]: { name: 'Somebody before' } }));
    expect(terminalChoice(around())).toEqual({});
    writeFileSync(state(), '{"1@');
    expect(terminalChoice(around())).toEqual({});
  });
});

describe('a file of text', () => {
  it('may hold the sign itself that stands for what is not UTF-8', () => {
    writeFileSync(join(home, 'sign.yaml'), 'title: \uFFFD');
    expect(readText(join(home, 'sign.yaml'))).toBe('title: \uFFFD');
    expect(problemOf(() => readText(join(home, 'sign.yaml', 'inside.yaml'))).code).toBe('not-found');
  });
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
  it('are named where they are no settings, and what is of the wrong type in them is passed over', () => {
    const file = writeConfig(around(), { name: 'Ida' });
    for (const wrong of ['[]', '5', 'null', Buffer.from('{"name":"caf\u00e9"}', 'latin1')]) {
      writeFileSync(file, wrong);
      expect(problemOf(() => readConfig(around())).code).toBe('invalid');
    }
    writeFileSync(file, '{"name": 5, "timezone": ["UTC"], "language": "da", "allowed": ["a", 5]}');
    expect(readConfig(around())).toEqual({ language: 'da', allowed: ['a'] });
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
