import Database from 'better-sqlite3';
import { matchOf, type Sought } from './search-query.ts';
import type { Findable, Hit, SearchIndex } from './search-model.ts';

/** Rises with each change of what stands in the index, or of how its sentences are made: an older one is made anew. */
const version = 2;

/** Makes the tables of a new index. @throws SqliteError where they are of another version */
export function prepareTables(database: Database.Database): void {
  // Read where it lies: most of what a search reads it reads once.
  database.pragma(`mmap_size = ${2 ** 30}`);
  // No log of its own: it is written seldom, and files beside it cost whoever only searches a tenth of a start.
  const versionOf = (): number => Number(database.pragma('user_version', { simple: true }));
  const found = versionOf();
  if (found === version) return;
  if (found !== 0) throw new Database.SqliteError(`an index of version ${found}`, 'SQLITE_MISMATCH');
  database
    .transaction(() => {
      if (versionOf() === version) return;
      database.exec(`
        CREATE TABLE incident (
          number INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          entries INTEGER NOT NULL,
          hash TEXT NOT NULL
        ) STRICT;
        -- The words are on shelves, each a table of its own: of a word that begins many others all that a table has is put together
        -- before the newest is known.
        CREATE TABLE shelf (
          number INTEGER PRIMARY KEY,
          entries INTEGER NOT NULL,
          newest INTEGER NOT NULL -- its greatest line
        ) STRICT;
        CREATE TABLE place (
          place INTEGER PRIMARY KEY, -- the incident's number times 2^32 plus the place in it
          shelf INTEGER NOT NULL,
          line INTEGER NOT NULL
        ) STRICT;
      `);
      database.pragma(`user_version = ${version}`);
    })
    .immediate();
}

/** Its rowid, the line, rises with the time at which an entry happened: the newest is found first without any sorting. */
const newShelf = (number: number): string => `
  CREATE VIRTUAL TABLE shelf_${number} USING fts5(
    text, also, people, kind, incident, place UNINDEXED, rest UNINDEXED, tokenize = 'unicode61 remove_diacritics 2'
  )`;

/** So many entries stand on a shelf. */
const ON_A_SHELF = 100_000;
const PLACES = 2 ** 32;
/** So many entries of one millisecond lie beside each other; what is more goes on in the next. */
const IN_ONE_MS = 1024;
/** 1716 to 2223, in milliseconds since 1970: what is said to lie beyond stands at its edge. Its lines are whole numbers. */
const FARTHEST = 8e12;

/** The first line of a moment. */
const lineOf = (at: number): number => Math.floor(Math.min(Math.max(at, -FARTHEST), FARTHEST)) * IN_ONE_MS;

/** A number larger than 32 bits is handed over as a real, by which FTS5 finds no row. */
const whole = 'CAST(? AS INTEGER)';

interface Shelf {
  readonly number: number;
  entries: number;
  newest: number;
}

interface IncidentRecord {
  readonly number: number;
  readonly id: string;
  readonly entries: number;
  readonly hash: string;
}

/** The index in a database that has its tables. */
export function indexIn(database: Database.Database, isKept: boolean, onAShelf = ON_A_SHELF): SearchIndex {
  const all = database.prepare<[], IncidentRecord>('SELECT * FROM incident');
  const one = database.prepare<[string], IncidentRecord>('SELECT * FROM incident WHERE id = ?');
  const shelves = database.prepare<[], Shelf>('SELECT * FROM shelf ORDER BY newest DESC');

  const put: SearchIndex['put'] = (incident, work) =>
    database
      .transaction(() => {
        const made = work(one.get(incident));
        if (made === undefined) return;
        database
          .prepare(
            `INSERT INTO incident (id, entries, hash) VALUES (?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET entries = excluded.entries, hash = excluded.hash`,
          )
          .run(incident, made.reached.entries, made.reached.hash);
        putRows(database, one.get(incident)?.number ?? 0, made.rows, onAShelf);
      })
      .immediate();

  function forget(incident: string): void {
    database
      .transaction(() => {
        const known = one.get(incident);
        if (known === undefined) return;
        const places = [known.number * PLACES, (known.number + 1) * PLACES];
        for (const { number } of shelves.all())
          database
            .prepare(
              `DELETE FROM shelf_${number} WHERE rowid IN (SELECT line FROM place WHERE place BETWEEN ? AND ? AND shelf = ?)`,
            )
            .run(...places, number);
        database.prepare('DELETE FROM place WHERE place BETWEEN ? AND ?').run(...places);
        database.prepare('DELETE FROM incident WHERE number = ?').run(known.number);
      })
      .immediate();
  }

  const find = database.transaction((sought: Sought): readonly Hit[] => {
    const only = sought.incident === undefined ? undefined : one.get(sought.incident)?.number;
    if (sought.incident !== undefined && only === undefined) return [];
    const ids = new Map(all.all().map(({ number, id }) => [number, id]));
    let found: readonly (Row & { readonly line: number })[] = [];
    for (const { number, newest } of shelves.all()) {
      // What is on this shelf, and on all that follow, is older than the oldest that is wanted.
      if (found.length === sought.limit && newest < (found.at(-1)?.line ?? 0)) break;
      const more = onShelf(database, number, sought, only);
      found = [...found, ...more].sort((a, b) => b.line - a.line).slice(0, sought.limit);
    }
    return found.map(({ place, text, excerpt, rest }) => ({
      text,
      excerpt,
      rest,
      incident: ids.get(Math.floor(place / PLACES)) ?? '',
      place: place % PLACES,
    }));
  });

  return {
    isKept,
    reached: () => new Map(all.all().map(({ id, entries, hash }) => [id, { entries, hash }])),
    put,
    forget,
    find,
  };
}

interface Row {
  readonly text: string;
  readonly excerpt: string;
  readonly place: number;
  readonly rest: string;
}

function onShelf(database: Database.Database, number: number, sought: Sought, incident: number | undefined) {
  const match = matchOf(sought, incident);
  const excerpt = match === undefined ? 'text' : `snippet(shelf_${number}, 0, '', '', '…', 32)`;
  const { since, until, limit } = sought;
  return database
    .prepare<unknown[], Row & { readonly line: number }>(
      `SELECT rowid AS line, text, ${excerpt} AS excerpt, place, rest FROM shelf_${number}
       WHERE ${match === undefined ? '' : `shelf_${number} MATCH ? AND `}rowid BETWEEN ${whole} AND ${whole}
       ORDER BY rowid DESC LIMIT ?`,
    )
    .all(
      ...(match === undefined ? [] : [match]),
      lineOf(since ?? -FARTHEST),
      until === undefined ? Number.MAX_SAFE_INTEGER : lineOf(until + 1) - 1,
      limit,
    );
}

/** Puts entries of the incident with that number in, each instead of what stood for its place. */
function putRows(database: Database.Database, incident: number, rows: Iterable<Findable>, onAShelf: number): void {
  const placed = database.prepare<[number], { shelf: number; line: number }>(
    'SELECT shelf, line FROM place WHERE place = ?',
  );
  const setPlace = database.prepare<[number, number, number], never>(
    'INSERT OR REPLACE INTO place (place, shelf, line) VALUES (?, ?, ?)',
  );
  let shelf = lastShelf(database);
  let add = adder(database, shelf);
  for (const { place, at, text, also, people, kind, rest } of rows) {
    if (shelf.entries >= onAShelf) {
      noteShelf(database, shelf);
      shelf = addShelf(database, shelf.number + 1);
      add = adder(database, shelf);
    }
    const key = incident * PLACES + place;
    const before = placed.get(key);
    if (before !== undefined)
      database.prepare(`DELETE FROM shelf_${before.shelf} WHERE rowid = ${whole}`).run(before.line);
    const line = freeLine(database, shelf, lineOf(at));
    add.run(line, text, also, people, kind, incident, key, rest);
    setPlace.run(key, shelf.number, line);
    shelf.entries += 1;
    shelf.newest = Math.max(shelf.newest, line);
  }
  noteShelf(database, shelf);
}

const adder = (database: Database.Database, { number }: Shelf) =>
  database.prepare(
    `INSERT INTO shelf_${number} (rowid, text, also, people, kind, incident, place, rest)
     VALUES (${whole}, ?, ?, ?, ?, ?, ?, ?)`,
  );

/** The first free line of a moment that begins at `first`; what came in later gets the greater one. */
function freeLine(database: Database.Database, { number, newest }: Shelf, first: number): number {
  if (first > newest) return first;
  const before = database
    .prepare<[number], number>(`SELECT rowid FROM shelf_${number} WHERE rowid < ${whole} ORDER BY rowid DESC LIMIT 1`)
    .pluck()
    .get(first + IN_ONE_MS);
  const isTaken = database.prepare<[number], number>(`SELECT 1 FROM shelf_${number} WHERE rowid = ${whole}`).pluck();
  let line = Math.max(first, (before ?? first - 1) + 1);
  while (isTaken.get(line) !== undefined) line += 1;
  return line;
}

function lastShelf(database: Database.Database): Shelf {
  const last = database.prepare<[], Shelf>('SELECT * FROM shelf ORDER BY number DESC LIMIT 1').get();
  return last ?? addShelf(database, 1);
}

function addShelf(database: Database.Database, number: number): Shelf {
  database.exec(newShelf(number));
  return { number, entries: 0, newest: Number.MIN_SAFE_INTEGER };
}

function noteShelf(database: Database.Database, { number, entries, newest }: Shelf): void {
  database
    .prepare('INSERT OR REPLACE INTO shelf (number, entries, newest) VALUES (?, ?, ?)')
    .run(number, entries, newest);
}
