import { readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { FilesError } from './files-error.ts';
import { foldersOf, type Surroundings } from './folders.ts';
import { readFailure } from './read-text.ts';
import { writeWhole } from './write-whole.ts';

/** What a user may settle once; every key may be missing. */
export interface Config {
  /** Who I am, as the timeline shall name me. */
  readonly name?: string;
  /** IANA name, for incidents declared before any runbook is chosen. */
  readonly timezone?: string;
  /** BCP 47: in which reports are written. */
  readonly language?: string;
  /** SHA-256 of runbooks whose commands were read and allowed. */
  readonly allowed?: readonly string[];
}

/** The keys that `holdfast config` shows and sets, with what they mean. */
export const configKeys = {
  name: 'who I am, as the timeline shall name me',
  timezone: 'time zone of incidents declared before a runbook is chosen (IANA name)',
  language: 'language that reports are written in: en or da',
} as const;

const fileOf = (around: Surroundings) => join(foldersOf(around).config, 'config.json');

/**
 * The user's settings; empty where there are none, or no home to keep them in.
 * @throws FilesError where the file is damaged or cannot be read: taken for empty, it would be written over.
 */
export function readConfig(around: Surroundings): Config {
  return known(keptSettings(around));
}

/** Everything that the file holds, with what another version of the program put there. @throws FilesError */
function keptSettings(around: Surroundings): Record<string, unknown> {
  const stored = storedSettings(around);
  if (stored === undefined) return {};
  try {
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(stored.bytes));
    if (read !== null && typeof read === 'object' && !Array.isArray(read)) return read as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new FilesError('invalid', `${stored.file} is not readable as settings (JSON in UTF-8).`, 'Mend or remove it.');
}

function storedSettings(around: Surroundings): { readonly file: string; readonly bytes: Buffer } | undefined {
  let file: string;
  try {
    file = fileOf(around);
  } catch {
    return undefined; // No home to keep them in.
  }
  try {
    // Most have none; that is asked first, for an error with its stack takes as long as ten files.
    if (statSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
    return { file, bytes: readFileSync(file) };
  } catch (error) {
    const problem = readFailure(error, file);
    if (problem.code === 'not-found') return undefined;
    throw problem;
  }
}

function known(read: Record<string, unknown>): Config {
  const { name, timezone, language, allowed } = read;
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof timezone === 'string' && { timezone }),
    ...(typeof language === 'string' && { language }),
    ...(Array.isArray(allowed) && { allowed: allowed.filter((one) => typeof one === 'string') }),
  };
}

/** Writes settings, and leaves those that it does not know; the file changes whole or not at all. @throws FilesError */
export function writeConfig(around: Surroundings, config: Config): string {
  const file = fileOf(around);
  const others = Object.entries(keptSettings(around)).filter(([key]) => key !== 'allowed' && !(key in configKeys));
  writeWhole(file, `${JSON.stringify({ ...Object.fromEntries(others), ...config }, null, 2)}\n`);
  return file;
}

/** Who this user is where nobody said so: the configured name, else the login name. */
export function userName(around: Surroundings, config: Config): string {
  if (config.name) return config.name;
  const login = around.env['USER'] ?? around.env['LOGNAME'];
  if (login) return login;
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
