import { beginWords } from '../press/doing.ts';
import type { PageKey } from './page.ts';

/** A key that says a word of the guide about the marked item, with more behind it: what has to be asked is then asked as it is everywhere. */
export function wordsKey(
  word: string,
  { after = [], ...key }: Omit<PageKey, 'press'> & { after?: readonly string[] },
): PageKey {
  return { ...key, press: (item, screen, world) => beginWords(screen, [word, item?.id ?? '', ...after], world) };
}
