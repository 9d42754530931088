import type { Database } from 'better-sqlite3';
import { TimelineError } from './timeline-error.ts';

/** `hfst`: tells a timeline from any other SQLite database. */
export const APPLICATION_ID = 0x68667374;

/** One step forward. Never changed once released: a new one is added. */
export type Migration = (database: Database) => void;

/**
 * The place of an entry is the incident's number times 2^32 plus its count within the incident: so an incident's entries
 * lie together, what came in later has the greater place, and two writers cannot take the same one.
 */
const first: Migration = (database) =>
  database.exec(`
    CREATE TABLE origin (
      number INTEGER PRIMARY KEY, -- 1 is the installation that this database belongs to
      id TEXT NOT NULL UNIQUE
    ) STRICT;

    -- A cache of the entries, but for number and id.
    CREATE TABLE incident (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      alias TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL,
      mode TEXT NOT NULL,
      state TEXT NOT NULL,
      severity TEXT,
      declared TEXT NOT NULL,
      timezone TEXT NOT NULL,
      runbook TEXT,
      now TEXT
    ) STRICT;

    CREATE TABLE entry (
      place INTEGER PRIMARY KEY,
      incident INTEGER AS (place >> 32) VIRTUAL, -- its number
      id TEXT NOT NULL, -- not indexed: an index costs each append a second page
      type TEXT NOT NULL,
      hash TEXT NOT NULL,
      body TEXT NOT NULL, -- RFC 8785 canonical JSON of all that the hash covers
      salt TEXT,
      words TEXT
    ) STRICT;

    CREATE TABLE snapshot (
      incident INTEGER PRIMARY KEY REFERENCES incident (number),
      head TEXT NOT NULL,
      version TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
  `);

/** In order; a database's `user_version` says how many of them it has had. */
export const migrations: readonly Migration[] = [first];

/** How many migrations the database has had. */
export function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/**
 * Brings the database to the newest version, in one transaction.
 * @param backUp called before anything is changed, where there is anything to keep; nobody else can write meanwhile
 * @throws TimelineError `newer`
 */
export function migrate(database: Database, file: string, backUp: (version: number) => void, steps = migrations): void {
  if (versionOf(database) === steps.length) return;
  database
    .transaction(() => {
      const version = versionOf(database);
      if (version > steps.length) throw newer(file, version, steps.length);
      if (version === steps.length) return;
      if (version > 0) backUp(version);
      for (const step of steps.slice(version)) step(database);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${steps.length}`);
    })
    // Not exclusive: one that is not in WAL mode yet, as a restored backup is, would be locked for the connection that backs it up.
    .immediate();
}

export function newer(file: string, version: number, known = migrations.length): TimelineError {
  return new TimelineError(
    'newer',
    `${file} was written by a newer holdfast (format ${version}; this one reads up to ${known}). It was left untouched.`,
    'Use that newer holdfast, or another file with --db FILE.',
  );
}
