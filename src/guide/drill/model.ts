import type { Instant } from '../../time/index.ts';
import type { StaffView } from './facilitate.ts';

/** What the players of a drill see of it: what has come to them, and never what is to come. */
export interface DrillView {
  readonly title: string;
  readonly phase?: { readonly title: string; readonly text?: string };
  readonly clock: 'runs' | 'stands' | 'ended';
  readonly speed: number;
  /** `left`: they were there, and have gone away. */
  readonly facilitator?: { readonly name: string; readonly left?: Instant };
  /** For whoever facilitates it alone. */
  readonly staff?: StaffView;
  /** What was told to me, or to everybody, the last first. */
  readonly injects: readonly InjectRow[];
  /** The exercise time is over. */
  readonly isOver: boolean;
  /** Injects that wait for somebody to let them come; ids. */
  readonly byHand: readonly string[];
}

/** Something that was told to the players. */
export interface InjectRow {
  /** The id of its entry. */
  readonly entry: string;
  /** The inject's id; absent of one that was improvised. */
  readonly id?: string;
  readonly at: Instant;
  /** `Night guard, by phone`, as far as that is said. */
  readonly from: string;
  /** The titles of the roles that it was told to; empty: everybody. */
  readonly to: readonly string[];
  /** Of none of these roles there was a holder: it is for whoever hears it. */
  readonly isForWhoeverHears: boolean;
  readonly words: string;
  readonly attachments: readonly string[];
  /** What it asks, until when, what it can be answered with, and what was answered. */
  readonly asks?: {
    readonly text: string;
    readonly due?: Instant;
    readonly of: readonly string[];
    readonly answered?: { readonly by: string; readonly text: string };
  };
  /** Facts that it told and that nobody has recorded since, by id with their questions. */
  readonly untyped: readonly { readonly fact: string; readonly ask: string }[];
}
