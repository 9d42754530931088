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
import { evolve } from './fold.ts';

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
}

/** What a draft says beyond its type and data. */
export interface Said {
  readonly run?: string;
  readonly step?: string;
  readonly turn?: number;
  readonly words?: string;
  readonly deviation?: Deviation;
  /** Where it did not happen at the moment of the act. */
  readonly at?: Instant;
  readonly causedBy?: number;
}

/** Drafts in the order in which they will be written, and the incident as it will stand after each. */
export class Transaction {
  readonly before: Incident;
  readonly hand: Hand;
  readonly drafts: Draft[] = [];
  incident: Incident;

  constructor(incident: Incident, hand: Hand) {
    this.before = incident;
    this.hand = hand;
    this.incident = incident;
  }

  /** Adds one draft and folds it; gives its place. */
  add<T extends EntryType>(type: T, data: EntryData[T], said: Said = {}): number {
    const { now, ...hand } = this.hand;
    const { marking, ...common } = hand;
    const draft = {
      type,
      ...common,
      ...said,
      ...(said.at !== undefined && { precision: 'second' }),
      data,
      ...(marking !== undefined && { marking }),
      ...(this.before.mode === 'drill' && { 'exercise-at': now }),
    } as unknown as Draft;
    const place = this.drafts.push(draft) - 1;
    this.incident = evolve(this.incident, asIfWritten(draft, place, this.incident, now));
    return place;
  }
}

/**
 * A draft as the entry that it is about to become, to see what it brings with it. Its id and place are made up; the state
 * that it gives is thrown away.
 */
function asIfWritten(draft: Draft, place: number, incident: Incident, now: Instant): AnyEntry {
  const { causedBy, ...said } = draft;
  return {
    ...said,
    id: draftId(place),
    incident: incident.id,
    origin: 'draft',
    seq: incident.count + 1,
    stamp: incident.stamp,
    recorded: now,
    prev: '',
    hash: '',
    ...(causedBy !== undefined && { cause: draftId(causedBy) }),
  };
}

function draftId(place: number): string {
  return `draft-${place}`;
}
