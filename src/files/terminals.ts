import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './config.ts';
import { foldersOf, type Surroundings } from './folders.ts';

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
  const key = thisTerminal();
  return (key && read(around)[key]) || {};
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

const fileOf = (around: Surroundings) => join(foldersOf(around).state, 'terminals.json');

function read(around: Surroundings): Kept {
  try {
    const kept: unknown = JSON.parse(readFileSync(fileOf(around), 'utf8'));
    return kept !== null && typeof kept === 'object' ? (kept as Kept) : {};
  } catch {
    return {}; // Nothing was chosen yet, or the file is damaged: a choice is cheap to make again.
  }
}

/**
 * The session leader with its start time, so that a reused pseudo-terminal inherits nothing: `pid@start`.
 * Linux reads /proc (proc(5), fields 6 and 22 of stat); elsewhere `ps` says it.
 */
function thisTerminal(): string | undefined {
  try {
    if (process.platform === 'linux') {
      const leader = statFields('self')[3];
      if (!leader || leader === '0') return undefined;
      return `${leader}@${statFields(leader)[19] ?? ''}`;
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

/** The fields of /proc/PID/stat after the name, which may itself hold blanks and brackets: [0] is the state. */
function statFields(pid: string): readonly string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
