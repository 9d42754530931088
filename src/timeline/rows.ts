import type { Database } from 'better-sqlite3';
import type { AnyEntry } from '../entry/index.ts';
import { TimelineError } from './timeline-error.ts';

/** What is read of an entry. */
export interface EntryRow {
  readonly body: string;
  readonly hash: string;
  readonly words: string | null;
  readonly salt: string | null;
}

export interface PlacedRow extends EntryRow {
  readonly place: number;
  readonly id: string;
  readonly type: string;
}

export interface IncidentRecord {
  readonly number: number;
  readonly id: string;
  readonly alias: string;
  readonly title: string;
  readonly mode: string;
  readonly state: string;
  readonly severity: string | null;
  readonly declared: string;
  readonly timezone: string;
  readonly runbook: string | null;
  readonly now: string | null;
}

/** An incident has the places from its number times this; see migrations.ts. */
export const PLACES = 2 ** 32;

/** Every statement, prepared when it is first needed: most commands need three of them. */
export function statements(database: Database) {
  const lazily = <P extends unknown[], R>(sql: string, pluck = false) => {
    let prepared: ReturnType<typeof database.prepare<P, R>> | undefined;
    return () => {
      if (prepared === undefined) {
        prepared = database.prepare<P, R>(sql);
        if (pluck) prepared.pluck();
      }
      return prepared;
    };
  };
  const ofTypes = 'type IN (SELECT value FROM json_each(?))';
  const range = 'SELECT body, hash, words, salt FROM entry WHERE place > ? AND place < ?';
  const latest = 'SELECT max(place) FROM entry WHERE place > i.number << 32 AND place < (i.number + 1) << 32';
  return {
    version: lazily<[], number>('PRAGMA data_version', true),
    origin: lazily<[], string>('SELECT id FROM origin WHERE number = 1', true),
    incident: lazily<[string], IncidentRecord>('SELECT * FROM incident WHERE id = ?'),
    list: lazily<[], IncidentRecord & { place: number; at: string }>(
      `SELECT i.*, e.place, e.body ->> 'at' AS at FROM incident i JOIN entry e ON e.place = (${latest}) ORDER BY i.number`,
    ),
    greatestNumber: lazily<[], number>('SELECT coalesce(max(number), 0) FROM incident', true),
    aliasTaken: lazily<[string], number>('SELECT 1 FROM incident WHERE alias = ?', true),
    addIncident: lazily<[IncidentRecord], never>(
      `INSERT INTO incident (number, id, alias, title, mode, state, severity, declared, timezone, runbook, now)
       VALUES (@number, @id, @alias, @title, @mode, @state, @severity, @declared, @timezone, @runbook, @now)`,
    ),
    changeIncident: lazily<[IncidentRecord], never>(
      `UPDATE incident SET title = @title, mode = @mode, state = @state, severity = @severity, declared = @declared,
       timezone = @timezone, runbook = @runbook, now = @now WHERE number = @number`,
    ),
    add: lazily<[number, string, string, string, string, string | null, string | null], never>(
      'INSERT INTO entry (place, id, type, hash, body, salt, words) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    read: lazily<[number, number], EntryRow>(`${range} ORDER BY place`),
    readTypes: lazily<[number, number, string], EntryRow>(`${range} AND ${ofTypes} ORDER BY place`),
    readLast: lazily<[number, number, number], EntryRow>(`${range} ORDER BY place DESC LIMIT ?`),
    readLastTypes: lazily<[number, number, string, number], EntryRow>(
      `${range} AND ${ofTypes} ORDER BY place DESC LIMIT ?`,
    ),
    backwards: lazily<[number, number], EntryRow & { place: number }>(
      'SELECT place, body, hash, words, salt FROM entry WHERE place > ? AND place < ? ORDER BY place DESC',
    ),
    placed: lazily<[number, number], PlacedRow>('SELECT * FROM entry WHERE place > ? AND place < ? ORDER BY place'),
    entry: lazily<[string, number, number], EntryRow>(
      'SELECT body, hash, words, salt FROM entry WHERE id = ? AND place > ? AND place < ?',
    ),
    expunge: lazily<[string, number, number], never>(
      'UPDATE entry SET words = NULL, salt = NULL WHERE id = ? AND place > ? AND place < ?',
    ),
    snapshot: lazily<[number], { head: string; version: string; body: string }>(
      'SELECT head, version, body FROM snapshot WHERE incident = ?',
    ),
    saveSnapshot: lazily<[number, string, string, string], never>(
      'INSERT OR REPLACE INTO snapshot (incident, head, version, body) VALUES (?, ?, ?, ?)',
    ),
    dropSnapshot: lazily<[number], never>('DELETE FROM snapshot WHERE incident = ?'),
  };
}

export type Statements = ReturnType<typeof statements>;

export const EVERYWHERE: [number, number] = [0, Number.MAX_SAFE_INTEGER];

/** First and last place (both excluded) of an incident's entries that come after the first so many. */
export function placesOf(number: number, after = 0): [number, number] {
  return [number * PLACES + after, (number + 1) * PLACES];
}

/** The entry of a row. @throws TimelineError `corrupt` where the row does not hold one */
export function entryOf(row: EntryRow, file: string): AnyEntry {
  let entry: AnyEntry;
  try {
    entry = JSON.parse(row.body) as AnyEntry;
  } catch (error) {
    throw new TimelineError(
      'corrupt',
      `An entry of ${file} cannot be read.`,
      'Run `holdfast verify` to see which one.',
      error,
    );
  }
  const outside = row.words === null ? {} : { words: row.words, 'words-salt': row.salt ?? '' };
  return Object.assign(entry, outside, { hash: row.hash });
}
