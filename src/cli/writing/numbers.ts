import type { AnyEntry } from '../../entry/index.ts';
import type { Session } from '../../session/index.ts';

/** The numbers of all entries, where some of these say that another was undone, corrected or expunged; else none. */
export function numbersFor(entries: readonly AnyEntry[], session: Session): ReadonlyMap<string, number> {
  if (!entries.some(({ type }) => type.startsWith('entry.'))) return new Map();
  const lines = session.log(session.head.seq + entries.length);
  return new Map(lines.filter((line) => line.derived !== true).map(({ id, seq }) => [id, seq]));
}
