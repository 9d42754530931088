import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How what is being written is called until it is whole, and nothing of anybody else: `FILE.PID.holdfast-unfinished`, and the journal that SQLite writes beside it. */
const named = /\.(\d+)\.holdfast-unfinished(?:-journal)?$/;

/** What nobody has written to for so long, and whose process is gone here, is no process's elsewhere either. Milliseconds. */
const abandonedAfter = 60_000;

/**
 * Where a file lies while it is written, beside the place that it is to get: whoever is killed leaves nothing half under its name. What a
 * killed process left so in that folder is taken away: it may be the better part of a whole record, and nobody knows of it.
 */
export function unfinished(target: string): string {
  sweep(dirname(target));
  return join(dirname(target), `${basename(target)}.${process.pid}.holdfast-unfinished`);
}

function sweep(folder: string): void {
  for (const name of namesIn(folder)) {
    const pid = Number(named.exec(name)?.[1] ?? 0);
    if (pid > 0 && !stillRuns(pid)) removeAbandoned(join(folder, name));
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // Whoever writes there is told what is wrong with it.
  }
}

function stillRuns(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function removeAbandoned(file: string): void {
  try {
    if (Date.now() - statSync(file).mtimeMs > abandonedAfter) rmSync(file);
  } catch {
    // Somebody else was faster, or it is not ours to remove: nothing of what is written now depends on it.
  }
}
