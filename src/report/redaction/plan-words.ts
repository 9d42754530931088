import type { EntryData } from '../../entry/index.ts';

/**
 * The words that the followed runbooks write in small letters. They were there before anybody answered and are words of the
 * language: that one of them is also somebody's name ("Mark", "Rose") does not make it one wherever it stands.
 */
export class PlanWords {
  readonly #texts = new Set<string>();
  #words: ReadonlySet<string> | undefined;

  learn({ text, followed }: Pick<EntryData['runbook.followed'], 'text' | 'followed'>): void {
    for (const each of [text, ...Object.values(followed)]) this.#texts.add(each);
    this.#words = undefined;
  }

  has(word: string): boolean {
    this.#words ??= new Set(
      [...this.#texts].flatMap((text) => text.match(/(?<![\p{L}\p{N}])\p{Ll}+(?!\p{L})/gu) ?? []),
    );
    return this.#words.has(word.toLowerCase());
  }
}
