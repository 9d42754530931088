import type { AnyEntry } from '../../entry/index.ts';

/**
 * Whether an entry says that something of the incident is not for every reader: it bears a marking of its own, gives another one,
 * or holds the value of a fact that is not public. Of a record without any nothing has to be looked for before it is shown.
 */
export function isGuarded(entry: AnyEntry): boolean {
  return (
    entry.marking !== undefined ||
    (entry.type === 'fact.recorded' && entry.data.privacy !== undefined) ||
    (entry.type === 'entry.corrected' && entry.data.field === 'marking')
  );
}
