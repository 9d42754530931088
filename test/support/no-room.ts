import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { type Desk, type Ended, holdfast } from './cli.ts';

/** A folder that holds little, and what is said when it is full. */
interface Room {
  readonly folder: string;
  readonly says: RegExp;
  /** A disk of its own, which others can fill too. */
  readonly isDisk: boolean;
  run(args: readonly string[]): Promise<Ended>;
}

/** A disk that soon is full; where nobody lets us mount one, files that may not grow any more. */
export function noRoom(desk: Desk): Room {
  const folder = desk.path('small');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', folder], { stdio: 'ignore' });
    onTestFinished(() => void execFileSync('umount', [folder]));
    return { folder, says: /is full; nothing was written/, isDisk: true, run: (args) => desk.run(args) };
  } catch {
    const limited = (args: readonly string[]): Ended => {
      const shell = ['-c', 'ulimit -f 800; exec "$@"', 'sh', process.execPath, holdfast, ...args];
      const { status, stdout, stderr } = spawnSync('/bin/sh', shell, {
        env: { ...desk.env },
        cwd: desk.folder,
        encoding: 'utf8',
      });
      return { code: status ?? -1, stdout, stderr };
    };
    return { folder, says: /failed to read or write|is full/, isDisk: false, run: async (args) => limited(args) };
  }
}

/** Writes to a file until the disk takes no more, and no more than four mebibytes. */
export function fill(file: string): void {
  try {
    for (let pages = 0; pages < 1024; pages += 1) appendFileSync(file, Buffer.alloc(4096));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
