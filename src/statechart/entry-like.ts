import type { AnyEntry, EntryType } from '../entry/index.ts';

/** An entry, or what would become one, as far as a chart judges it. */
export type EntryLike = { [T in EntryType]: Pick<Extract<AnyEntry, { type: T }>, 'type' | 'data'> }[EntryType] &
  Partial<Pick<AnyEntry, 'step' | 'turn' | 'by' | 'at'>>;
