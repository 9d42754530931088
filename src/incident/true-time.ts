import type { AnyEntry } from '../entry/index.ts';
import type { Instant } from '../time/index.ts';
import type { Incident } from './model.ts';
import { own } from './own.ts';

/** When an entry happened, as is now believed: its time may have been corrected, and the last correction counts. */
export function trueTime({ id, at }: Pick<AnyEntry, 'id' | 'at'>, { retimed }: Pick<Incident, 'retimed'>): Instant {
  return own(retimed, id) ?? at;
}
