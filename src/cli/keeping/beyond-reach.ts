import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Remains } from '../../timeline/index.ts';
import { evidenceFolder } from './evidence.ts';

/** Where words that were taken out of the record may still stand. */
export interface BeyondReach {
  /** In our own files, for now. */
  readonly remains?: Remains;
  /** Copies of the timeline that lie beside it: of before an update or a restore, and backups that were put there. */
  readonly copies: readonly string[];
  /** The folder of the files that were kept as evidence, where there is one. */
  readonly evidence?: string;
  /** The numbers of entries that say the same words, where there are any. */
  readonly quoted?: readonly number[];
}

/** What taking words out of the timeline does not reach, as far as it can be seen from here. */
export function beyondReach(database: string, remains?: Remains, quoted: readonly number[] = []): BeyondReach {
  const evidence = evidenceFolder(database);
  return {
    ...(remains !== undefined && { remains }),
    copies: copiesBeside(database),
    ...(existsSync(evidence) && { evidence }),
    ...(quoted.length > 0 && { quoted }),
  };
}

/** The same in words. */
export function beyondReachLines({ remains, copies, evidence, quoted = [] }: BeyondReach): string[] {
  return [
    ...quoted.map(
      (seq) => `#${seq} still says the same words. To take them out there too: holdfast expunge ${seq} --basis WORDS`,
    ),
    ...(remains === 'log'
      ? ['Another terminal reads the timeline just now: its log holds the words until the last one has closed it.']
      : []),
    ...(remains === 'pages'
      ? [
          'The file could not be made anew: what it has given up may still hold the words. Make room on the disk, then expunge it once more.',
        ]
      : []),
    ...copies.map((file) => `A copy of the timeline beside it still holds the words: ${file}`),
    ...(evidence === undefined ? [] : [`Files kept as evidence are as they were: ${evidence}`]),
    'Not reached: backups, exports, briefs and prints made before, and who did what when, which the chain covers.',
  ];
}

/** Files named after the database that are none of its own. */
function copiesBeside(database: string): string[] {
  const name = basename(database);
  const own = new Set(
    ['', '-wal', '-shm', '.here', '.commands', '.search', '.search-wal', '.search-shm'].map((ending) => name + ending),
  );
  try {
    return readdirSync(dirname(database))
      .filter((each) => /^[.-]/.test(each.slice(name.length)) && each.startsWith(name) && !own.has(each))
      .toSorted()
      .map((each) => join(dirname(database), each));
  } catch {
    return []; // A folder that may not be read tells nothing.
  }
}
