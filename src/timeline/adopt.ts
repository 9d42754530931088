import type { Database } from 'better-sqlite3';
import { canonical, compareEntries, type AnyEntry } from '../entry/index.ts';
import type { Ledger } from './ledger.ts';
import type { Adopted } from './model.ts';
import { entryOf, PLACES, placesOf, takeWordsOut, type IncidentRecord, type Statements } from './rows.ts';
import { recordOf } from './summary.ts';
import { TimelineError } from './timeline-error.ts';
import { overwriting, rewritten } from './wipe.ts';

type Adopt = (entries: readonly AnyEntry[]) => Adopted;

/**
 * Takes in the sealed entries of one incident, all of them or none, in one IMMEDIATE transaction. What stands here already must
 * be how they begin: nothing is ever replaced. Their chains are not checked here: `verifyChain` does that.
 * @throws TimelineError `differs` where the same incident went on otherwise here, `exists` where its short id is another's
 */
export function adopter(database: Database, sql: Statements, ledger: Ledger, file: string): Adopt {
  const transaction = database.transaction((entries: readonly AnyEntry[]): Adopted => {
    const [first] = entries;
    if (first?.type !== 'incident.declared')
      throw new RangeError(`The first entry of an incident is incident.declared, not ${first?.type}.`);
    const known = ledger.find(first.incident);
    const here = known === undefined ? 0 : countAgreeing(known.record.number, entries);
    const record = known?.record ?? recordFor(first.incident, first.data.alias, entries);
    const fresh = entries.slice(here);
    if (known === undefined) sql.addIncident().run(record);
    else if (fresh.length > 0) sql.changeIncident().run(recordOf(record, entries));
    fresh.forEach((entry, index) =>
      sql
        .add()
        .run(
          record.number * PLACES + here + index + 1,
          entry.id,
          entry.type,
          entry.hash,
          canonical(entry),
          entry['words-salt'] ?? null,
          entry.words ?? null,
        ),
    );
    // Words that were taken out for good elsewhere go here too.
    const gone = fresh.flatMap((entry) => (entry.type === 'entry.expunged' ? [entry.data.entry] : []));
    if (gone.length > 0) takeWordsOut(sql, record.number, gone);
    if (fresh.length > 0) sql.dropSnapshot().run(record.number);
    return { added: fresh.length, entries: Math.max(entries.length, known?.count ?? 0) };
  });

  /** How many stand here of those that are brought in; each must be the one that comes in its place. */
  function countAgreeing(number: number, entries: readonly AnyEntry[]): number {
    let count = 0;
    for (const row of sql.read().iterate(...placesOf(number))) {
      const coming = entries[count];
      // What stands here may be longer: then there is nothing to take in.
      if (coming === undefined) break;
      if (row.hash !== coming.hash) {
        const { seq } = entryOf(row, file);
        throw new TimelineError(
          'differs',
          `The same incident went on otherwise here, from #${seq}: nothing was brought in.`,
          'Bring it into a file of its own: holdfast import FILE --db OTHER, and compare the two.',
        );
      }
      count += 1;
    }
    return count;
  }

  function recordFor(id: string, alias: string, entries: readonly AnyEntry[]): IncidentRecord {
    if (sql.aliasTaken().get(alias) !== undefined)
      throw new TimelineError(
        'exists',
        `Another incident here is called ${alias} too: nothing was brought in.`,
        'Bring it into a file of its own: holdfast import FILE --db OTHER',
      );
    return recordOf({ number: Number(sql.greatestNumber().get()) + 1, id, alias }, entries);
  }

  return (entries) => {
    // What came in before may hold words that a later part of it says are gone.
    const isTakingOut = entries.some(({ type }) => type === 'entry.expunged');
    const take = (): Adopted => transaction.immediate(entries.toSorted(compareEntries));
    const adopted = isTakingOut ? overwriting(database, take) : take();
    if (adopted.added > 0 && isTakingOut) rewritten(database);
    ledger.forget();
    return adopted;
  };
}
