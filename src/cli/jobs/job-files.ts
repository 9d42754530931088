import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { processStat, writeWhole } from '../../files/index.ts';
import type { CommandJob } from '../../session/index.ts';

/**
 * A command that was started stands in a small file beside the database until its end is recorded: what to run, and which
 * process does it, so that one that died without a word is found out.
 */
export interface JobFile {
  readonly database: string;
  readonly job: CommandJob;
  readonly process?: ProcessId;
}

/** A process, told apart from a later one with the same number. */
interface ProcessId {
  readonly pid: number;
  /** When it was started, as the system counts (Linux: boot and ticks); absent where that cannot be told. */
  readonly begun?: string;
}

/** @param started the id of the `command.started` */
export const jobFileOf = (database: string, started: string): string => join(folderOf(database), `${started}.json`);

const folderOf = (database: string): string => `${database}.commands`;

/** The files of all commands that run now. */
export function commandsIn(database: string): readonly string[] {
  try {
    return readdirSync(folderOf(database)).map((name) => join(folderOf(database), name));
  } catch {
    return []; // None was ever started.
  }
}

export function writeJobFile(file: JobFile): string {
  const name = jobFileOf(file.database, file.job.started);
  writeWhole(name, JSON.stringify(file));
  return name;
}

/** The file, or nothing where there is none or it is not whole: what it says is run, and whom it names is asked for. */
export function readJobFile(name: string): JobFile | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(name, 'utf8'));
    return isJobFile(kept) ? kept : undefined;
  } catch {
    return undefined; // There is none, or it was torn.
  }
}

const texts = ['incident', 'step', 'started', 'folder', 'by'] as const satisfies readonly (keyof CommandJob)[];

function isJobFile(value: unknown): value is JobFile {
  if (!isObject(value) || !isText(value['database'])) return false;
  const { job, process: runner } = value;
  return isObject(job) && isJob(job) && (runner === undefined || (isObject(runner) && isProcessId(runner)));
}

const isJob = ({ command, timeout, ...job }: Readonly<Record<string, unknown>>): boolean =>
  texts.every((key) => isText(job[key])) && Array.isArray(command) && command.every(isText) && Number.isFinite(timeout);

/** 0 and below stand for groups of processes. */
const isProcessId = ({ pid, begun }: Readonly<Record<string, unknown>>): boolean =>
  Number.isSafeInteger(pid) && Number(pid) > 0 && (begun === undefined || isText(begun));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';

export const removeJobFile = (name: string): void => rmSync(name, { force: true });

/** A process as it can be found again. */
export function processId(pid: number): ProcessId {
  const begun = begunOf(pid);
  return { pid, ...(begun !== undefined && { begun }) };
}

/** Whether it still runs. */
export function isAlive({ pid, begun }: ProcessId): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and belongs to another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return begun === undefined || begunOf(pid) === begun;
}

/** The boot and the tick of it; nothing where that cannot be told, or where it has ended and nobody has collected it yet. */
function begunOf(pid: number): string | undefined {
  try {
    const { state, start } = processStat(pid);
    if (state === 'Z') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${start}`;
  } catch {
    return undefined;
  }
}
