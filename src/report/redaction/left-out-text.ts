import { type Lexicon, lexicon } from '../words/lexicon.ts';
import type { LeftOut } from './redaction.ts';

/**
 * What readers do not see, in sentences, so that they know that it is there; none where nothing was left out. In English where
 * `words` says no other language.
 */
export function leftOutLines(
  { answers, entries, people }: LeftOut,
  { say }: Pick<Lexicon, 'say'> = lexicon('en', 'UTC'),
): string[] {
  return [
    ...(answers === 0 ? [] : [say('left-out.answers', { n: answers })]),
    ...(entries === 0 ? [] : [say('left-out.entries', { n: entries })]),
    ...(people === 0 ? [] : [say('left-out.people', { n: people })]),
  ];
}
