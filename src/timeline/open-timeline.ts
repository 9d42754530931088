import { hash } from 'node:crypto';
import { compareEntries, type AnyEntry, type Draft, type Head } from '../entry/index.ts';
import { adopter } from './adopt.ts';
import { appender } from './append.ts';
import { copyDatabase } from './copy-database.ts';
import { Ledger, NO_HEAD } from './ledger.ts';
import { makeLogRoom } from './log-room.ts';
import type {
  Appended,
  IncidentRow,
  OpenOptions,
  ReadOptions,
  Snapshot,
  Timeline,
  TimelinePorts,
  Window,
} from './model.ts';
import { openDatabase, type Connection } from './open-database.ts';
import { briefly, withPatience } from './patience.ts';
import { damageOf } from './restore.ts';
import {
  entryOf,
  EVERYWHERE,
  PLACES,
  placesOf,
  statements,
  takeWordsOut,
  textOf,
  type EntryRow,
  type IncidentRecord,
  type Statements,
} from './rows.ts';
import { recordOf, tellsTitleAnew } from './summary.ts';
import { guarded, TimelineError } from './timeline-error.ts';
import { straysOf, verifyRows } from './verify.ts';
import { watchChanges } from './watch.ts';
import { overwriting, rewritten } from './wipe.ts';

/**
 * Opens the timeline in that file, making or migrating it where needed.
 * @throws TimelineError: the file is not ours, of a newer holdfast, locked, damaged, not to be opened …
 */
export function openTimeline(file: string, ports: TimelinePorts, options: OpenOptions = {}): Timeline {
  return timelineOf(
    openDatabase(file, () => ports.newId(), options),
    file,
    ports,
    options,
  );
}

/** The timeline on a connection that `openDatabase` gave. */
export function timelineOf(
  { database, isInPlace, close }: Connection,
  file: string,
  ports: TimelinePorts,
  options: OpenOptions,
): Timeline {
  const readonly = options.readonly === true;
  const sql = statements(database);
  const safely = <T>(work: () => T): T => guarded(file, work);
  const writing = <T>(work: () => T): T =>
    safely(() => {
      if (readonly) return refuseWriting(file);
      if (!isInPlace()) throw displaced(file);
      return work();
    });
  const origin = safely(() => sql.origin().get() ?? '');
  const ledger = new Ledger(sql, file, origin);
  const adopt = adopter(database, sql, ledger, file);
  const write = appender(database, sql, ledger, origin, ports);
  const watches = new Set<() => void>();
  let stays = false;
  let hasRoom = false;
  const numberOf = (incident: string) => sql.number().get(incident);
  const changes = () => safely(() => sql.version().get() ?? 0);

  /** The number that the incident gets here, or a later one where what was brought in is called that already. */
  function nextAlias(word: string): string {
    let number = Number(sql.greatestNumber().get()) + 1;
    while (sql.aliasTaken().get(`${word}-${number}`) !== undefined) number += 1;
    return `${word}-${number}`;
  }

  function entries(incident: string, reading: ReadOptions = {}): readonly AnyEntry[] {
    const number = numberOf(incident);
    if (number === undefined) return [];
    const found = readRows(sql, number, reading).map((row) => entryOf(row, file));
    return lastOf(sinceThen(inOrder(found), reading.since), reading.last);
  }

  function texts(incident: string, window: Window): readonly string[] {
    const number = numberOf(incident);
    const rows = number === undefined ? [] : sql.readTexts().all(...placesOf(number, window.after, window.upTo));
    const isOrdered = rows.every(
      ({ stamp }, index) => stamp !== null && (index === 0 || stamp > (rows[index - 1]?.stamp ?? '')),
    );
    // Those of several origins need sorting, and what cannot be read has to be told.
    return isOrdered ? rows.map(textOf) : entries(incident, window).map((entry) => JSON.stringify(entry));
  }

  function expunge(incident: string, drafts: readonly Draft[], expected?: Head): Appended {
    const answer = overwriting(database, () =>
      write({
        incident,
        expected,
        drafts,
        before: ({ record }) => {
          const gone = drafts.flatMap((draft) => (draft.type === 'entry.expunged' ? [draft.data.entry] : []));
          const missing = takeWordsOut(sql, record.number, gone);
          if (missing !== undefined) throw noEntry(missing, file);
          sql.dropSnapshot().run(record.number);
        },
        afresh: () => entries(incident),
      }),
    );
    const remains = answer.ok ? rewritten(database) : undefined;
    return answer.ok && remains !== undefined ? { ...answer, remains } : answer;
  }

  /** The row of an incident in the list as it stands there, and as its entries say it. */
  function listed(incident: string): { readonly stands: IncidentRecord; readonly said: IncidentRecord } | undefined {
    const stands = sql.incident().get(incident);
    return stands && { stands, said: recordOf(stands, entries(incident)) };
  }

  function relist(incident: string): void {
    database
      .transaction(() => {
        const found = listed(incident);
        if (found !== undefined) sql.changeIncident().run(found.said);
      })
      .immediate();
    ledger.forget();
  }

  function saveSnapshot(incident: string, { head, version, body }: Snapshot): boolean {
    try {
      const number = numberOf(incident);
      return (
        number !== undefined &&
        sql.saveSnapshot().run(number, head, version, body, ...placesOf(number), head).changes === 1
      );
    } catch {
      // A cache: whoever cannot keep it folds again.
      return false;
    }
  }

  return {
    file,
    origin,
    readonly,
    isInPlace,
    incidents: () => safely(() => sql.list().all().map(incidentRow)),
    nextAlias: (word) => safely(() => nextAlias(word)),
    append: (incident, expected, drafts) =>
      writing(() => {
        // Whoever watches stays, and this is the first act of many. Not before: a guide is opened without a write to the disk.
        if (stays && !hasRoom) makeLogRoom(database, file);
        hasRoom = stays;
        return write({
          incident,
          expected,
          drafts,
          ...(drafts.some(tellsTitleAnew) && { afresh: () => entries(incident) }),
        });
      }),
    adopt: (sealed) => writing(() => adopt(sealed)),
    entries: (incident, reading) => safely(() => entries(incident, reading)),
    texts: (incident, window = {}) => safely(() => texts(incident, window)),
    entry: (id, incident) =>
      safely(() => {
        const number = incident === undefined ? undefined : numberOf(incident);
        const row = sql.entry().get(id, ...(number === undefined ? EVERYWHERE : placesOf(number)));
        return row && entryOf(row, file);
      }),
    head: (incident) => safely(() => ledger.find(incident)?.head ?? NO_HEAD),
    expunge: (incident, drafts, expected) => writing(() => expunge(incident, drafts, expected)),
    changes,
    watch: (onChange) => {
      stays = true;
      const stop = watchChanges(file, changes, onChange);
      watches.add(stop);
      return () => {
        watches.delete(stop);
        stop();
      };
    },
    snapshot: (incident) =>
      safely(() => {
        const number = numberOf(incident);
        const row = number === undefined ? undefined : sql.snapshot().get(number);
        return row && { ...row, body: row.body.toString(), digest: hash('sha256', row.body) };
      }),
    saveSnapshot,
    isListedTrue: (incident) =>
      safely(() => {
        const { stands, said } = listed(incident) ?? {};
        // Both have the fields in one order.
        return JSON.stringify(stands) === JSON.stringify(said);
      }),
    relist: (incident) => writing(() => relist(incident)),
    verify: (incident, head) =>
      safely(() => {
        const record = sql.incident().get(incident);
        const places = record && placesOf(record.number);
        const rows = places === undefined ? [] : sql.placed().iterate(...places);
        const named = (ids: ReadonlySet<string>) =>
          places === undefined ? [] : sql.named().all(...places, JSON.stringify([...ids]));
        return verifyRows(rows, named, incident, record, file, head);
      }),
    damage: () =>
      safely(() => {
        const found = damageOf(database);
        // What is damaged cannot be asked any more.
        return found.length > 0 ? found : straysOf(database);
      }),
    briefly: (work) => withPatience(database, briefly, work),
    backup: (to) => copyDatabase(file, to, options.busyMs),
    close: () => {
      for (const stop of watches) stop();
      watches.clear();
      close();
    },
  };
}

function readRows(
  sql: Statements,
  number: number,
  { after = 0, upTo, types, ids, last, since }: ReadOptions,
): EntryRow[] {
  const places = placesOf(number, after, upTo);
  if (ids !== undefined) return sql.readNamed().all(...places, JSON.stringify(ids), ids.length);
  const wanted = types === undefined ? undefined : JSON.stringify(types);
  // Which are the last is known only when those before `since` are gone.
  if (last === undefined || since !== undefined)
    return wanted === undefined ? sql.read().all(...places) : sql.readTypes().all(...places, wanted);
  const rows =
    wanted === undefined ? sql.readLast().all(...places, last) : sql.readLastTypes().all(...places, wanted, last);
  return rows.reverse();
}

/** One origin's entries lie in order; those of several need sorting. */
function inOrder(entries: AnyEntry[]): AnyEntry[] {
  const sorted = entries.every((entry, index) => {
    const before = entries[index - 1];
    return before === undefined || compareEntries(before, entry) <= 0;
  });
  return sorted ? entries : entries.sort(compareEntries);
}

function sinceThen(entries: AnyEntry[], since: string | undefined): AnyEntry[] {
  if (since === undefined) return entries;
  const from = Date.parse(since);
  return entries.filter((entry) => Date.parse(entry.at) >= from);
}

function lastOf(entries: AnyEntry[], last: number | undefined): AnyEntry[] {
  return last === undefined || entries.length <= last ? entries : entries.slice(entries.length - last);
}

function incidentRow({
  place,
  at,
  hash,
  ...record
}: IncidentRecord & { place: number; at: string; hash: string }): IncidentRow {
  const { number, severity, runbook, ...rest } = record;
  const row = { ...rest, entries: place - number * PLACES, lastAt: at, lastHash: hash };
  return {
    ...row,
    ...(severity !== null && { severity }),
    ...(runbook !== null && { runbook }),
  } as IncidentRow;
}

function refuseWriting(file: string): never {
  throw new TimelineError(
    'read-only',
    `${file} was opened for reading alone; nothing was written.`,
    'Open it for writing.',
  );
}

/** It would be written into a file that nobody finds any more, and said to be recorded. */
function displaced(file: string): TimelineError {
  return new TimelineError(
    'missing',
    `${file} was moved, deleted or replaced while it was open; nothing was written.`,
    'Put it back, or leave and open the one that is there now.',
  );
}

function noEntry(id: string, file: string): TimelineError {
  return new TimelineError(
    'missing',
    `There is no entry ${id} of this incident in ${file}.`,
    'Look its id up with `holdfast log --json`.',
  );
}
