import type { Database, Statement } from 'better-sqlite3';
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
}

/** An incident has the places from its number times this; see migrations.ts. */
export const PLACES = 2 ** 32;

function lazy<P extends unknown[], R>(prepare: () => Statement<P, R>): () => Statement<P, R> {
  let prepared: Statement<P, R> | undefined;
  return () => (prepared ??= prepare());
}

/** Every statement, prepared when it is first needed: most commands need three of them. */
export function statements(database: Database) {
  // The table has another, `now`, which is written no more.
  const record = 'i.number, i.id, i.alias, i.title, i.mode, i.state, i.severity, i.declared, i.timezone, i.runbook';
  const ofTypes = 'type IN (SELECT value FROM json_each(?))';
  const range = 'SELECT body, hash, words, salt FROM entry WHERE place > ? AND place < ?';
  const latest = 'SELECT max(place) FROM entry WHERE place > i.number << 32 AND place < (i.number + 1) << 32';
  return {
    version: lazy(() => database.prepare<[], number>('PRAGMA data_version').pluck()),
    format: lazy(() => database.prepare<[], number>('PRAGMA user_version').pluck()),
    origin: lazy(() => database.prepare<[], string>('SELECT id FROM origin WHERE number = 1').pluck()),
    number: lazy(() => database.prepare<[string], number>('SELECT number FROM incident WHERE id = ?').pluck()),
    incident: lazy(() => database.prepare<[string], IncidentRecord>(`SELECT ${record} FROM incident i WHERE id = ?`)),
    list: lazy(() =>
      database.prepare<[], IncidentRecord & { place: number; at: string; hash: string }>(
        // A body that was tampered with must not keep the others from being listed, nor `verify` from naming it.
        `SELECT ${record}, e.place, iif(json_valid(e.body), coalesce(e.body ->> 'at', i.declared), i.declared) AS at, e.hash FROM incident i JOIN entry e ON e.place = (${latest}) ORDER BY i.number`,
      ),
    ),
    greatestNumber: lazy(() => database.prepare<[], number>('SELECT coalesce(max(number), 0) FROM incident').pluck()),
    aliasTaken: lazy(() =>
      // As people type it: whoever means flood-2 must not be led to a Flood-2 that was brought in.
      database.prepare<[string], number>('SELECT 1 FROM incident WHERE alias = ? COLLATE NOCASE').pluck(),
    ),
    addIncident: lazy(() =>
      database.prepare<
        [IncidentRecord],
        never
      >(`INSERT INTO incident (number, id, alias, title, mode, state, severity, declared, timezone, runbook)
       VALUES (@number, @id, @alias, @title, @mode, @state, @severity, @declared, @timezone, @runbook)`),
    ),
    changeIncident: lazy(() =>
      database.prepare<
        [IncidentRecord],
        never
      >(`UPDATE incident SET title = @title, mode = @mode, state = @state, severity = @severity, declared = @declared,
       timezone = @timezone, runbook = @runbook WHERE number = @number`),
    ),
    add: lazy(() =>
      database.prepare<[number, string, string, string, string, string | null, string | null], never>(
        'INSERT INTO entry (place, id, type, hash, body, salt, words) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ),
    ),
    read: lazy(() => database.prepare<[number, number], EntryRow>(`${range} ORDER BY place`)),
    readTexts: lazy(() =>
      database.prepare<[number, number], EntryRow & { stamp: string | null }>(
        "SELECT body, hash, words, salt, iif(json_valid(body), body ->> 'stamp', NULL) AS stamp FROM entry WHERE place > ? AND place < ? ORDER BY place",
      ),
    ),
    readTypes: lazy(() =>
      database.prepare<[number, number, string], EntryRow>(`${range} AND ${ofTypes} ORDER BY place`),
    ),
    readNamed: lazy(() =>
      database.prepare<[number, number, string, number], EntryRow>(
        `${range} AND id IN (SELECT value FROM json_each(?)) ORDER BY place LIMIT ?`,
      ),
    ),
    readLast: lazy(() => database.prepare<[number, number, number], EntryRow>(`${range} ORDER BY place DESC LIMIT ?`)),
    readLastTypes: lazy(() =>
      database.prepare<[number, number, string, number], EntryRow>(
        `${range} AND ${ofTypes} ORDER BY place DESC LIMIT ?`,
      ),
    ),
    backwards: lazy(() =>
      database.prepare<[number, number], EntryRow & { place: number }>(
        'SELECT place, body, hash, words, salt FROM entry WHERE place > ? AND place < ? ORDER BY place DESC',
      ),
    ),
    placed: lazy(() =>
      database.prepare<[number, number], PlacedRow>('SELECT * FROM entry WHERE place > ? AND place < ? ORDER BY place'),
    ),
    entry: lazy(() =>
      database.prepare<[string, number, number], EntryRow>(
        'SELECT body, hash, words, salt FROM entry WHERE id = ? AND place > ? AND place < ?',
      ),
    ),
    placesNamed: lazy(() =>
      database.prepare<[number, number, string], { id: string; place: number }>(
        'SELECT id, place FROM entry WHERE place > ? AND place < ? AND id IN (SELECT value FROM json_each(?))',
      ),
    ),
    named: lazy(() =>
      database.prepare<[number, number, string], PlacedRow>(
        'SELECT * FROM entry WHERE place > ? AND place < ? AND id IN (SELECT value FROM json_each(?)) ORDER BY place',
      ),
    ),
    expunge: lazy(() =>
      database.prepare<[number], never>('UPDATE entry SET words = NULL, salt = NULL WHERE place = ?'),
    ),
    snapshot: lazy(() =>
      // As bytes: their digest is wanted too, and a long text would have to be encoded for it again.
      database.prepare<[number], { head: string; version: string; body: Buffer }>(
        'SELECT head, version, CAST(body AS BLOB) AS body FROM snapshot WHERE incident = ?',
      ),
    ),
    saveSnapshot: lazy(() =>
      database.prepare<[number, string, string, string, number, number, string], never>(
        `INSERT OR REPLACE INTO snapshot (incident, head, version, body) SELECT ?, ?, ?, ?
         WHERE (SELECT hash FROM entry WHERE place > ? AND place < ? ORDER BY place DESC LIMIT 1) = ?`,
      ),
    ),
    dropSnapshot: lazy(() => database.prepare<[number], never>('DELETE FROM snapshot WHERE incident = ?')),
  };
}

export type Statements = ReturnType<typeof statements>;

export const EVERYWHERE: [number, number] = [0, Number.MAX_SAFE_INTEGER];

/** First and last place (both excluded) of an incident's entries that come after the first so many, up to so many of all. */
export function placesOf(number: number, after = 0, upTo = PLACES - 1): [number, number] {
  return [number * PLACES + after, number * PLACES + upTo + 1];
}

/**
 * Takes words and salt of these entries of an incident out. Ids are not indexed, so all are found in one pass.
 * @returns the first that the incident has not; the others are done
 */
export function takeWordsOut(sql: Statements, number: number, ids: readonly string[]): string | undefined {
  const found = new Map(
    sql
      .placesNamed()
      .all(...placesOf(number), JSON.stringify(ids))
      .map(({ id, place }) => [id, place]),
  );
  for (const place of found.values()) sql.expunge().run(place);
  return ids.find((id) => !found.has(id));
}

/** The entry of a row. @throws TimelineError `corrupt` where the row does not hold one */
export function entryOf(row: EntryRow, file: string): AnyEntry {
  const entry = bodyOf(row, file);
  // One by one: of a hundred thousand entries a spread of objects takes as long as reading them.
  const whole = entry as { -readonly [K in keyof AnyEntry]: AnyEntry[K] };
  if (row.words !== null) {
    whole.words = row.words;
    whole['words-salt'] = row.salt ?? '';
  }
  whole.hash = row.hash;
  return entry;
}

function bodyOf({ body }: EntryRow, file: string): AnyEntry {
  let fault: unknown;
  try {
    const value: unknown = JSON.parse(body);
    if (isBody(value)) return value;
  } catch (error) {
    fault = error;
  }
  throw new TimelineError(
    'corrupt',
    `An entry of ${file} cannot be read.`,
    'Run `holdfast verify` to see which one, and go on from a backup in another file: holdfast restore BACKUP --db OTHER.',
    fault,
  );
}

/** Whether it has what whoever reads entries looks at first: `verify` looks at all of it, which takes too long here. */
function isBody(value: unknown): value is AnyEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { at, by, data, stamp, type } = value as Partial<AnyEntry>;
  const isTimed = typeof at === 'string' && typeof stamp === 'string';
  return isTimed && typeof type === 'string' && typeof by?.name === 'string' && typeof data === 'object';
}

/** The entry of a row as JSON, what `JSON.stringify` would give of it: the stored text as it lies there. */
export function textOf({ body, hash, words, salt }: EntryRow): string {
  const outside = words === null ? '' : `,"words":${JSON.stringify(words)},"words-salt":${JSON.stringify(salt ?? '')}`;
  return `${body.slice(0, -1)}${outside},"hash":${JSON.stringify(hash)}}`;
}
