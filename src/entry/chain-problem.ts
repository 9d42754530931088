export type ChainProblemKind =
  | 'edited'
  | 'reordered'
  | 'removed'
  | 'duplicate'
  | 'changed-words'
  | 'foreign'
  | 'cut-end'
  | 'not-an-entry';

/** One damage that was found. */
export interface ChainProblem {
  readonly kind: ChainProblemKind;
  /** The entry's place in its origin's chain; for what is no entry, its place among those read, from 1. */
  readonly seq: number;
  readonly message: string;
}

/** Takes note of one damage. */
export type Report = (kind: ChainProblemKind, seq: number, message: string) => void;
