import type { AnyEntry, Head } from '../entry/index.ts';
import { migrations, newer } from './migrations.ts';
import { entryOf, PLACES, placesOf, type IncidentRecord, type Statements } from './rows.ts';

/** What an append needs to know of its incident; kept in memory as long as nobody else has written. */
export interface Known {
  readonly record: IncidentRecord;
  readonly head: Head;
  /** The greatest stamp of any origin. */
  readonly stamp: string;
  /** How many entries there are. */
  readonly count: number;
}

export const NO_HEAD: Head = { seq: 0, hash: '' };

/** The ends of the incidents' chains, read again only after another connection has committed. */
export class Ledger {
  readonly #sql: Statements;
  readonly #file: string;
  readonly #origin: string;
  readonly #known = new Map<string, Known>();
  #version = -1;

  constructor(sql: Statements, file: string, origin: string) {
    this.#sql = sql;
    this.#file = file;
    this.#origin = origin;
  }

  /** The incident as it is on the disk now; undefined where there is none. */
  find(incident: string): Known | undefined {
    // Before anything else is read: what is committed in between makes the next look differ, never this one too new.
    const version = this.#sql.version().get() ?? -1;
    if (version !== this.#version) this.#lookAnew();
    this.#version = version;
    const found = this.#known.get(incident) ?? this.#load(incident);
    if (found !== undefined) this.#known.set(incident, found);
    return found;
  }

  /** Takes note of what this connection has committed. */
  committed(incident: string, known: Known): void {
    this.#known.set(incident, known);
  }

  /** What this connection has committed otherwise is read again. */
  forget(): void {
    this.#known.clear();
  }

  /** Another connection has committed: also a newer holdfast that has brought the timeline up to date meanwhile, which is not ours to write any more. */
  #lookAnew(): void {
    this.#known.clear();
    const format = this.#sql.format().get() ?? 0;
    if (format > migrations.length) throw newer(this.#file, format);
  }

  #load(incident: string): Known | undefined {
    const record = this.#sql.incident().get(incident);
    if (record === undefined) return undefined;
    let count = 0;
    let stamp = '';
    for (const row of this.#sql.backwards().iterate(...placesOf(record.number))) {
      const entry: AnyEntry = entryOf(row, this.#file);
      if (count === 0) count = row.place - record.number * PLACES;
      if (entry.stamp > stamp) stamp = entry.stamp;
      if (entry.origin === this.#origin) return { record, head: { seq: entry.seq, hash: entry.hash }, stamp, count };
    }
    return { record, head: NO_HEAD, stamp, count };
  }
}
