import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './write-whole.ts';
import { foldersOf, type Surroundings } from './folders.ts';
import { processStat, type ProcessStat } from './process-stat.ts';

/** What one terminal settled for itself: the incident that it works on, and who sits at it. */
export interface TerminalChoice {
  readonly incident?: string;
  readonly name?: string;
}

type Kept = Readonly<Record<string, TerminalChoice>>;

/** Remembered for so many terminals; the oldest fall out. */
const most = 200;

/** This terminal's choices; nothing where there are none or no terminal can be told. */
export function terminalChoice(around: Surroundings): TerminalChoice {
  const kept = read(around);
  // Which terminal this is takes longer to find out than that nobody chose anything yet.
  const key = Object.keys(kept).length === 0 ? undefined : thisTerminal();
  return (key && kept[key]) || {};
}

/** Remembers choices for this terminal; false where no terminal can be told. */
export function chooseForTerminal(around: Surroundings, choice: TerminalChoice): boolean {
  const key = thisTerminal();
  if (!key) return false;
  const { [key]: before, ...others } = read(around);
  const kept = Object.entries(others).slice(-(most - 1));
  writeWhole(fileOf(around), `${JSON.stringify(Object.fromEntries([...kept, [key, { ...before, ...choice }]]))}\n`);
  return true;
}

/** Every name that a terminal was told, with the file in which it stands. */
export function terminalNames(around: Surroundings): readonly { readonly file: string; readonly name: string }[] {
  const file = fileOf(around);
  return Object.values(read(around)).flatMap(({ name }) => (name === undefined ? [] : [{ file, name }]));
}

const fileOf = (around: Surroundings) => join(foldersOf(around).state, 'terminals.json');

function read(around: Surroundings): Kept {
  try {
    const file = fileOf(around);
    if (!existsSync(file)) return {};
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return kept !== null && typeof kept === 'object' ? (kept as Kept) : {};
  } catch {
    return {}; // The file is damaged, or there is no home: a choice is cheap to make again.
  }
}

/**
 * The session leader with its start time, so that a reused pseudo-terminal inherits nothing: `pid@start`.
 * Linux reads /proc; elsewhere `ps` says it.
 */
function thisTerminal(): string | undefined {
  try {
    if (process.platform === 'linux') {
      const here = processStat('self');
      const leader = here.session === '0' ? eldestOf(here) : processStat(here.session);
      return `${leader.pid}@${leader.start}`;
    }
    // Loaded here alone: it costs a tenth of a start, and Linux never needs it.
    const { execFileSync } = process.getBuiltinModule('node:child_process');
    const ps = (field: string, pid: string) =>
      execFileSync('ps', ['-o', `${field}=`, '-p', pid], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    const shell = String(process.ppid);
    return `${ps('tty', shell)}@${ps('lstart', shell)}`;
  } catch {
    return undefined; // The leader has gone, or there is no /proc: then this terminal has no memory.
  }
}

/** In a container that was entered from outside the leader cannot be seen: the eldest of its session that can stands for it. */
function eldestOf(process: ProcessStat): ProcessStat {
  if (process.parent === '0') return process;
  const parent = processStat(process.parent);
  return parent.session === process.session ? eldestOf(parent) : process;
}
