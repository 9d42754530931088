import type { Instant } from '../time/index.ts';
import type { AnyEntry, ChainReport, Draft, EntryType, Head, IncidentState, Severity } from '../entry/index.ts';

/** What the timeline needs from outside. */
export interface TimelinePorts {
  /** Milliseconds since the epoch. */
  wall(): number;
  /** A new globally unique id that sorts by time. */
  newId(): string;
  /** 16 or more random bytes as hex, always of one length. */
  newSalt(): string;
}

export interface OpenOptions {
  /** Reads alone; the file must be there. */
  readonly readonly?: boolean;
  /** Make the file where there is none. Default: true, false with `readonly`. */
  readonly create?: boolean;
  /** How long to wait for another process's lock, in milliseconds. Default: 5,000. */
  readonly busyMs?: number;
}

/** One line of a list of incidents. Kept beside the entries as a cache; `title` may be what a person said. */
export interface IncidentRow {
  readonly id: string;
  readonly alias: string;
  readonly title: string;
  readonly mode: 'real' | 'drill';
  readonly state: IncidentState;
  readonly severity?: Severity;
  readonly declared: Instant;
  readonly timezone: string;
  /** Title of the runbook that was followed last. */
  readonly runbook?: string;
  readonly entries: number;
  /** `at` and `hash` of the last entry. */
  readonly lastAt: Instant;
  readonly lastHash: string;
}

/** What of a row entries say. */
export type Summary = Partial<Omit<IncidentRow, 'id' | 'alias' | 'entries' | 'lastAt' | 'lastHash'>>;

/**
 * Where words that were taken out may still be read in our own files: `log` until the others who have the timeline open just now
 * are gone; `pages`, which SQLite had given up and could not make anew, until the next time that words are taken out.
 */
export type Remains = 'log' | 'pages';

export type Appended =
  | {
      readonly ok: true;
      readonly entries: readonly AnyEntry[];
      readonly head: Head;
      /** Of words that were taken out; absent: they stand in none of our files any more. */
      readonly remains?: Remains;
    }
  /** Somebody else was first: `head` is now this. With `seq: 0`: the alias of a new incident is taken. */
  | { readonly ok: false; readonly head: Head };

/** What became of entries that were brought in. */
export interface Adopted {
  /** How many were new here. */
  readonly added: number;
  /** How many the incident has now. */
  readonly entries: number;
}

/** A window into a long timeline. */
export interface Window {
  /** Only what came in after the first so many of the incident (with one origin a database: after that `seq`). */
  readonly after?: number;
  /** Only the first so many, counted likewise. */
  readonly upTo?: number;
}

export interface ReadOptions extends Window {
  readonly types?: readonly EntryType[];
  /** Only those of these ids; where all are found nothing further is read. Not together with others but the window. */
  readonly ids?: readonly string[];
  /** Only the last so many of those. */
  readonly last?: number;
  /** Only what happened (`at`) then or later. */
  readonly since?: Instant;
}

/** A folded state, kept so that it need not be folded again. A cache: who reads it must check `head` and `version`. */
export interface Snapshot {
  /** Hash of the last entry in it. */
  readonly head: string;
  /** Of the program and the runbook that it was made with. */
  readonly version: string;
  readonly body: string;
}

/** Every method throws a `TimelineError` where the file or the disk fails; nothing is half written then. */
export interface Timeline {
  readonly file: string;
  /** The id of the installation that this database belongs to. */
  readonly origin: string;
  readonly readonly: boolean;
  /** Whether the file at its path is still this one: in another, or in none, nobody finds what is written here. */
  readonly isInPlace: () => boolean;
  /** Oldest first. */
  incidents(): readonly IncidentRow[];
  /** The next alias of that word, `flood-7`, that no incident has here. Another process may take it first: `append` then says no. */
  nextAlias(word: string): string;
  /**
   * Writes the drafts as entries if the incident still ends with `expected` (`{ seq: 0, hash: '' }` for a new one, whose
   * first draft is `incident.declared`). Durable when it returns.
   */
  append(incident: string, expected: Head, drafts: readonly Draft[]): Appended;
  /** Does work for which nobody waits: where another program keeps the file locked it fails soon, and can be done again later. */
  briefly<T>(work: () => T): T;
  /**
   * Takes in sealed entries of one incident that another installation wrote, all or none; what stands here already must be how
   * they begin. Their chains are the caller's to check. Throws TimelineError `differs` or `exists` too.
   */
  adopt(entries: readonly AnyEntry[]): Adopted;
  /** In the order of (`stamp`, `origin`). None where the incident is not known. */
  entries(incident: string, options?: ReadOptions): readonly AnyEntry[];
  /** The same as JSON, what `JSON.stringify` gives of each: the stored texts, which need not be read for it. */
  texts(incident: string, window?: Window): readonly string[];
  /** Ids are not indexed: quick where the incident is given too. */
  entry(id: string, incident?: string): AnyEntry | undefined;
  /** The end of this installation's chain; `{ seq: 0, hash: '' }` where there is none. */
  head(incident: string): Head;
  /**
   * Removes for good, snapshots, free pages, log and the index of the search included, the words and the salt of each entry that an
   * `entry.expunged` among the drafts names, and appends the drafts in the same transaction.
   * @param expected as in `append`; without it the tombstone goes to the end, whatever that is
   */
  expunge(incident: string, drafts: readonly Draft[], expected?: Head): Appended;
  /** A number that differs whenever another connection has committed in between. Cheap. */
  changes(): number;
  /** Calls back soon (40 ms) after another process has committed. Gives the way to stop; keeps the process alive until then. */
  watch(onChange: () => void): () => void;
  /** With the hex SHA-256 of its body as it lies there. */
  snapshot(incident: string): (Snapshot & { readonly digest: string }) | undefined;
  /** Best effort: false where it could not be kept, or is not of the record as it ends now. */
  saveSnapshot(incident: string, snapshot: Snapshot): boolean;
  /** Whether what the list says of an incident (its title, state, severity) is what its entries say: no chain covers it. Reads all of them. */
  isListedTrue(incident: string): boolean;
  /** Writes anew what the list says of an incident, from its entries. */
  relist(incident: string): void;
  /** @param head one kept elsewhere, to find a cut end */
  verify(incident: string, head?: Head): ChainReport;
  /** Damage of the database file itself as SQLite reports it, and what its list of incidents and its entries do not share; empty when it is sound. */
  damage(): readonly string[];
  /** Writes a copy of the whole timeline to a new file, while others go on writing. */
  backup(to: string): void;
  close(): void;
}
