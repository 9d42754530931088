import type { Instant } from '../time/index.ts';
import type {
  AnyEntry,
  Deviation,
  Draft,
  EntryData,
  EntryType,
  Marking,
  Person,
  Precision,
  Via,
} from '../entry/index.ts';
import type { Incident } from './model.ts';
import { evolve, replay } from './fold.ts';

/** What every draft of a transaction has in common. */
export interface Hand {
  /** The incident's clock now: what a drill's entries carry as `exercise-at`. */
  readonly now: Instant;
  readonly at: Instant;
  readonly precision: Precision;
  readonly by: Person;
  readonly 'entered-by'?: Person;
  readonly via: Via;
  readonly marking?: Marking;
  readonly newId?: () => string;
}

/** What a draft says beyond its type and data. */
export interface Said {
  readonly run?: string;
  readonly step?: string;
  readonly turn?: number;
  readonly words?: string;
  readonly deviation?: Deviation;
  /** Where it did not happen at the moment of the act; known to the second where `precision` does not say otherwise. */
  readonly at?: Instant;
  readonly precision?: Precision;
  readonly causedBy?: number;
}

/** Drafts in the order in which they will be written, and the incident as it will stand after each. */
export class Transaction {
  readonly before: Incident;
  readonly hand: Hand;
  readonly drafts: Draft[] = [];
  readonly #common: Partial<Draft>;
  incident: Incident;

  constructor(incident: Incident, hand: Hand) {
    this.before = incident;
    this.hand = hand;
    this.incident = incident;
    const { now, newId: _, ...common } = hand;
    this.#common = incident.mode === 'drill' ? { ...common, 'exercise-at': now } : common;
  }

  /** Adds one draft and folds it; gives its place. */
  add<T extends EntryType>(type: T, data: EntryData[T], said: Said = {}): number {
    const place = this.#draft(type, data, said);
    this.incident = evolve(
      this.incident,
      asIfWritten(this.drafts, place, this.incident.count + 1, this.incident, this.hand.now),
    );
    return place;
  }

  /** Adds many drafts of a kind that do not look at each other, and folds them at once: each alone would copy all that is known. */
  addAll<T extends EntryType>(type: T, all: readonly { readonly data: EntryData[T]; readonly said: Said }[]): void {
    const { incident } = this;
    const places = all.map(({ data, said }) => this.#draft(type, data, said));
    this.incident = replay(
      places.map((place, index) =>
        asIfWritten(this.drafts, place, incident.count + 1 + index, incident, this.hand.now),
      ),
      incident,
    );
  }

  #draft<T extends EntryType>(type: T, data: EntryData[T], said: Said): number {
    const { newId } = this.hand;
    const draft = {
      type,
      data,
      ...this.#common,
      ...(said.at !== undefined && { precision: 'second' }),
      ...said,
      ...(newId !== undefined && { id: newId() }),
    } as unknown as Draft;
    return this.drafts.push(draft) - 1;
  }
}

/**
 * A draft as the entry that it is about to become, to see what it brings with it. Its hash is made up, and so is its id where
 * the hand gives none. It has a place for all that an entry can say: what is always of one shape the engine reads faster.
 */
function asIfWritten(drafts: readonly Draft[], place: number, seq: number, incident: Incident, now: Instant): AnyEntry {
  const draft = drafts[place] as Draft;
  const { causedBy } = draft;
  const entry: { readonly [Field in keyof AnyEntry]: AnyEntry[Field] | undefined } = {
    id: idOf(drafts, place),
    incident: incident.id,
    origin: draftOrigin,
    seq,
    stamp: incident.stamp,
    type: draft.type,
    at: draft.at,
    precision: draft.precision,
    recorded: now,
    'exercise-at': draft['exercise-at'],
    by: draft.by,
    'entered-by': draft['entered-by'],
    via: draft.via,
    run: draft.run,
    step: draft.step,
    turn: draft.turn,
    cause: causedBy === undefined ? undefined : idOf(drafts, causedBy),
    deviation: draft.deviation,
    data: draft.data,
    words: draft.words,
    marking: draft.marking,
    prev: '',
    hash: '',
  };
  return entry as AnyEntry;
}

function idOf(drafts: readonly Draft[], place: number): string {
  return drafts[place]?.id ?? `draft-${place}`;
}

/** Stands for the origin of what is not written yet. */
const draftOrigin = 'draft';

/**
 * The incident that a decision foresaw, now that its drafts stand in the record as these entries: what `evolve` would give for
 * them, without folding them a second time. Undefined where an entry is not the draft that was folded: then fold it.
 */
export function cameAbout(
  before: Incident,
  { drafts, foreseen }: { readonly drafts: readonly Draft[]; readonly foreseen: Incident },
  entries: readonly AnyEntry[],
): Incident | undefined {
  // A drill's clock goes by the moment of writing, which no decision knows.
  if (foreseen.exercise !== before.exercise) return undefined;
  const last = entries.at(-1);
  if (last === undefined || foreseen.count !== last.seq || drafts.length !== entries.length) return undefined;
  // An entry that had to be made tidy has a copy of the data; what is missing from a secret, or ill-formed, is in its words.
  const same = entries.every((entry, place) => {
    const draft = drafts[place];
    return draft?.id === entry.id && draft.data === entry.data && draft.words === entry.words;
  });
  if (!same) return undefined;
  const { [draftOrigin]: _, ...others } = foreseen.heads;
  return { ...foreseen, stamp: last.stamp, heads: { ...others, [last.origin]: { seq: last.seq, hash: last.hash } } };
}
