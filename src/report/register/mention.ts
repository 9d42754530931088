import type { AnyEntry } from '../../entry/index.ts';
import { asWords, composed, literally } from '../redaction/replacing.ts';

/** What a person has to do with an entry: did it, typed it, was given or named in it, is spoken of in it. */
export type Way = 'by' | 'typed' | 'named' | 'spoken-of';

/** Tells for entry after entry what one person has to do with it; nothing for most. Case and blanks do not matter. */
export function mentionsOf(person: string): (entry: AnyEntry) => readonly Way[] {
  const name = plain(person);
  const speaks = speaksOf(person);
  return (entry) => {
    const texts = textsIn(entry.data).map(plain);
    const isNamed = texts.includes(name);
    const isSpokenOf = speaks(entry.words ?? '') || texts.some((text) => text !== name && speaks(text));
    return [
      ...(plain(entry.by.name) === name ? (['by'] as const) : []),
      ...(plain(entry['entered-by']?.name ?? '') === name ? (['typed'] as const) : []),
      ...(isNamed ? (['named'] as const) : []),
      ...(isSpokenOf ? (['spoken-of'] as const) : []),
    ];
  };
}

/**
 * Whether a text, or any text in data, holds the name as words of its own, be it in the genitive ("Sara Linds"), or put together as
 * in an address or the name of a file ("sara.lind", "sara_lind.jpg").
 */
export function speaksOf(person: string): (data: unknown) => boolean {
  const words = plain(person).split(' ').map(literally);
  const within = new RegExp(asWords(words.join('[ ._-]')), 'u');
  return (data) => textsIn(data).some((text) => within.test(plain(text)));
}

/** As names are compared. */
export const plain = (text: string): string => composed(text).toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** Every text that stands in data, however deep. */
function textsIn(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  if (Array.isArray(data)) return data.flatMap(textsIn);
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsIn) : [];
}
