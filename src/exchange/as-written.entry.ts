/** Whether entries are such as a holdfast writes: loaded only where a record is brought in, for the validator weighs. */
import { compareEntries, type AnyEntry } from '../entry/index.ts';
import { validateEntry } from './entry-validator.generated.js';

/**
 * What keeps the entries of a sound chain from being read here, in a sentence; undefined where nothing does. A chain says that nobody
 * changed what was written, and nothing of who wrote it: what another program made would be in the record for good, and be met by
 * every command that reads it.
 */
export function whyNotAsWritten(entries: readonly AnyEntry[]): string | undefined {
  const ids = new Set<string>();
  for (const entry of entries) {
    if (!validateEntry(entry)) return `#${entry.seq} is not of the format of an entry${firstFault()}.`;
    if (ids.has(entry.id)) return `#${entry.seq} has the id of another entry.`;
    if (entry.type === 'incident.declared' && !shortId.test(entry.data.alias))
      return `#${entry.seq} calls the incident "${entry.data.alias}", which is no short id (flood-7).`;
    ids.add(entry.id);
  }
  return whyNotInOrder(entries.toSorted(compareEntries));
}

/**
 * As each is made here: the id of a runbook or a word, and a number. It stands in the commands that people are told to type next, and
 * what a shell would obey must not.
 */
const shortId = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function firstFault(): string {
  const [fault] = validateEntry.errors ?? [];
  return fault === undefined ? '' : `: ${fault.instancePath} ${fault.message ?? ''}`.trimEnd();
}

/** They are kept and folded in the order of their stamps, which rise along each chain; all begins with the declaration. */
function whyNotInOrder(sorted: readonly AnyEntry[]): string | undefined {
  const last = new Map<string, number>();
  for (const { origin, seq, type } of sorted) {
    if (last.size === 0 && type !== 'incident.declared')
      return `It begins with ${type}, and not with incident.declared.`;
    const before = last.get(origin) ?? 0;
    if (seq < before) return `#${seq} was written before #${before}, and has a later stamp.`;
    last.set(origin, seq);
  }
  return undefined;
}
