import type { AnyEntry, Entry, EntryData, EntryType } from '../../src/entry/index.ts';
import { instant, millis } from '../../src/time/index.ts';

const start = millis('2026-11-21T02:00:00+01:00');

/** The moment so many minutes after 02:00, the night in which tests happen. */
export function minute(minutes: number): string {
  return instant(start + minutes * 60_000, 'Europe/Copenhagen');
}

let written = 0;

type About = Partial<
  Pick<Entry, 'id' | 'step' | 'turn' | 'at' | 'words' | 'run' | 'cause' | 'via' | 'origin' | 'seq' | 'stamp'>
> & { readonly who?: string };

/** An entry as a timeline holds it, with what the test does not care for filled in. */
export function entry<T extends EntryType>(
  type: T,
  data: EntryData[T],
  { who = 'Karen', ...about }: About = {},
): Entry<T> & AnyEntry {
  written += 1;
  const at = about.at ?? minute(written);
  const filled: Entry<T> = {
    id: `e${written}`,
    incident: 'i1',
    origin: 'hall-a',
    seq: written,
    stamp: String(written).padStart(12, '0'),
    precision: 'second',
    recorded: at,
    by: { name: who },
    via: 'cli',
    type,
    data,
    prev: '',
    hash: '',
    ...about,
    at,
  };
  // One of the union for each T, which the compiler cannot see through a type parameter.
  return filled as Entry<T> & AnyEntry;
}
