import type { Database } from 'better-sqlite3';

/** How long a screen waits for others without a word, in milliseconds. */
export const briefly = 250;

/** Does work that waits no longer than so many milliseconds for others who write or read just then. @throws what the work throws */
export function withPatience<T>(database: Database, milliseconds: number, work: () => T): T {
  const before = Number(database.pragma('busy_timeout', { simple: true }));
  database.pragma(`busy_timeout = ${milliseconds}`);
  try {
    return work();
  } finally {
    database.pragma(`busy_timeout = ${before}`);
  }
}
