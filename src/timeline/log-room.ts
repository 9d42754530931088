import { closeSync, openSync, statSync, writevSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { withPatience } from './patience.ts';

/** Bytes, times that they are written: 640 KiB, 150 acts or so, with no more memory touched than need be. */
const PIECE = 64 * 1024;
const PIECES = 10;

/**
 * Gives SQLite's log (`-wal`) its room at once, where there is nothing in it yet. A file that grows has the disk write down its new
 * size at each commit too, which takes as long again as the commit itself. What is no frame of the log ends it, and zeros are none
 * (https://sqlite.org/fileformat2.html, 4.1); what lies there is written over. A convenience: where it cannot be had, nothing is said.
 */
export function makeLogRoom(database: Database, file: string): void {
  const log = `${file}-wal`;
  try {
    // Under the lock of whoever writes, so that nobody else's commit is in it by then. SQLite's own locks lie in other files.
    const work = database.transaction(() => {
      if (statSync(log).size === 0) writeZeros(log);
    });
    withPatience(database, 0, () => work.immediate());
  } catch {
    // Another is writing, or the disk is full.
  }
}

function writeZeros(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    writevSync(descriptor, Array<Buffer>(PIECES).fill(Buffer.alloc(PIECE)), 0);
  } finally {
    closeSync(descriptor);
  }
}
