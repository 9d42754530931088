import { beginWords } from '../doing.ts';
import type { PageKey } from './page.ts';

/** A key that says a word of the guide about the marked item: what has to be asked is then asked as it is everywhere. */
export function wordsKey(word: string, key: Omit<PageKey, 'press'>): PageKey {
  return { ...key, press: (item, screen, world) => beginWords(screen, [word, item?.id ?? ''], world) };
}
