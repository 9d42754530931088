import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../disk/index.ts';
import { processStat } from './process-stat.ts';

/** One process that has an incident open. */
interface Kept {
  readonly pid: number;
  /** When it started, in the words of its system: a process id is used again. */
  readonly start: string;
  readonly host: string;
  readonly incident: string;
  /** Who sits there. */
  readonly name: string;
  /** They run the exercise that it is. */
  readonly facilitates?: boolean;
}

/** A terminal that says that it is here, until it leaves. */
export interface Presence {
  rename(name: string): void;
  leave(): void;
}

/** Of another machine it cannot be told whether it is still here; what it left is swept away after so long, in milliseconds. */
const FORGOTTEN = 2 * 24 * 3_600_000;

/**
 * Says to others on this machine that the incident is open here, and no other in this process any more: a small private file beside the database, no part of the record.
 * Nobody is woken by it. That it fails is no fault of the incident: then nobody is told.
 */
export function sayHere(database: string, incident: string, name: string, facilitates = false): Presence {
  const folder = folderOf(database);
  const { pid } = process;
  const start = startOf(pid) ?? '';
  const file = join(folder, `${pid}@${start.replace(/\W+/g, '-')}.json`);
  const write = (who: string): void => {
    try {
      makeFolder(folder);
      const kept: Kept = { pid, start, host: hostname(), incident, name: who, ...(facilitates && { facilitates }) };
      writeFileSync(file, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
    } catch {
      // A full or read-only disk: the record has other ways to say so.
    }
  };
  write(name);
  return {
    rename: write,
    // Who has gone to another incident meanwhile is there.
    leave: () => {
      if (read(file)?.incident === incident) remove(file);
    },
  };
}

/** Who has the incident open on this machine now, a name for each terminal. What a killed process left is swept away. */
export function whoIsHere(database: string, incident: string): string[] {
  return here(database, incident).map(({ name }) => name);
}

/** Who facilitates that exercise at a screen of this machine now. */
export function facilitatorsHere(database: string, incident: string): string[] {
  return here(database, incident).flatMap(({ name, facilitates }) => (facilitates === true ? [name] : []));
}

function here(database: string, incident: string): Kept[] {
  const folder = folderOf(database);
  let files: string[];
  try {
    files = readdirSync(folder);
  } catch {
    return []; // Nobody ever said so.
  }
  return files.flatMap((each) => {
    const file = join(folder, each);
    const kept = read(file);
    if (kept === undefined) return [];
    const isThere = kept.host === hostname() ? isAlive(kept) : isFresh(file);
    if (!isThere) remove(file);
    return isThere && kept.host === hostname() && kept.incident === incident ? [kept] : [];
  });
}

/** Every name that stands in such a file now, with the file: also of terminals that are gone and not swept away yet. */
export function namesHere(database: string): readonly { readonly file: string; readonly name: string }[] {
  const folder = folderOf(database);
  try {
    return readdirSync(folder).flatMap((each) => {
      const file = join(folder, each);
      const kept = read(file);
      return kept === undefined ? [] : [{ file, name: kept.name }];
    });
  } catch {
    return []; // Nobody ever said so.
  }
}

const folderOf = (database: string): string => `${database}.here`;

/** Half written or not ours: left alone. */
function read(file: string): Kept | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isKept(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isKept(given: unknown): given is Kept {
  if (given === null || typeof given !== 'object') return false;
  const { pid, start, host, incident, name } = given as Record<string, unknown>;
  return Number.isSafeInteger(pid) && [start, host, incident, name].every((each) => typeof each === 'string');
}

function isAlive({ pid, start }: Kept): boolean {
  if (process.platform === 'linux') return startOf(pid) === start;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Undefined where there is no such process, or it has ended and waits to be collected. */
function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return '';
  try {
    const stat = processStat(pid);
    return stat.state === 'Z' || stat.state === 'X' ? undefined : stat.start;
  } catch {
    return undefined;
  }
}

function isFresh(file: string): boolean {
  try {
    return Date.now() - statSync(file).mtimeMs < FORGOTTEN;
  } catch {
    return false;
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Whoever looks next tries again.
  }
}
