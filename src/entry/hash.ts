import { hash } from 'node:crypto';
import { canonical, type Hashed } from './canonical.ts';

/** Hex SHA-256 of the text in UTF-8. */
export function sha256(text: string): string {
  return hash('sha256', text);
}

/** What the entry's `hash` must be: hex SHA-256 of its canonical form, which has no words, salt or hash in it. */
export function hashEntry(entry: Hashed): string {
  return sha256(canonical(entry));
}

/** Hex SHA-256 of the salt's hex digits followed by the words. The salt's length is fixed, so the two cannot run into each other. */
export function digestWords(salt: string, words: string): string {
  return sha256(salt + words);
}
