import type { Incident } from '../../incident/index.ts';
import type { Asked, Audience, Reader } from '../../report/index.ts';
import type { ReadOptions } from '../../timeline/index.ts';

/** What a second thread is told: from which record it makes the windows of which format. */
export interface WindowsTask {
  readonly database: string;
  readonly incident: string;
  /** How many entries are in it, and the ends of their chains: of a record that has grown since something else would be made. */
  readonly count: number;
  readonly heads: Incident['heads'];
  readonly audience: Audience;
  readonly format: string;
  /** The file that is written: the form of a format may depend on how it ends. */
  readonly output: string | undefined;
  readonly reader: Reader;
  readonly asked: Asked;
  /** What `Turns` share. */
  readonly turns: SharedArrayBuffer;
}

/** So few that hardly one outlives the collector of young garbage, and enough that asking for them is nothing. */
const length = 64;

/** In how many windows so many entries are made. */
export const windowsOf = (entries: number): number => Math.ceil(entries / length);

/** The entries of the window with that number, counted from 0, where there are so many in all. */
export const windowOf = (number: number, entries: number): ReadOptions => ({
  after: number * length,
  upTo: Math.min((number + 1) * length, entries),
});
