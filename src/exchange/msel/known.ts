import type { Inject } from '../../runbook/index.ts';
import { oneLine, textOf } from './rows.ts';

/** An event of a list: its number, and what it says. */
export interface MselEvent {
  readonly number: string;
  readonly message: string;
}

/** By which number an inject goes out. */
export const numberOf = ({ number }: Inject, place: number): string => String(number ?? place + 1);

const words = (message: string): string => oneLine(textOf(message));

/**
 * Which inject of the scenario each event of a list is, by the number of the event: that with the same words, if need be under
 * another number, for whoever sorts rows numbers them anew; else that of the same number, whose words were written anew.
 */
export function knownAmong(events: readonly MselEvent[], injects: readonly Inject[]): ReadonlyMap<string, Inject> {
  const known = new Map<string, Inject>();
  const taken = new Set<Inject>();
  const pair = (isIt: (event: MselEvent, inject: Inject, place: number) => boolean): void => {
    for (const event of events) {
      if (known.has(event.number)) continue;
      const found = injects.find((inject, place) => !taken.has(inject) && isIt(event, inject, place));
      if (found === undefined) continue;
      known.set(event.number, found);
      taken.add(found);
    }
  };
  const hasWords = (event: MselEvent, inject: Inject): boolean => words(event.message) === words(inject.message);
  const hasNumber = (event: MselEvent, inject: Inject, place: number): boolean =>
    event.number === numberOf(inject, place);
  pair((event, inject, place) => hasWords(event, inject) && hasNumber(event, inject, place));
  pair(hasWords);
  pair(hasNumber);
  return known;
}

/** The number of the inject with these words, for an event that was given none. */
export function numberByWords(message: string, injects: readonly Inject[]): string | undefined {
  const place = injects.findIndex((inject) => words(inject.message) === words(message));
  const found = injects[place];
  return found === undefined ? undefined : numberOf(found, place);
}
