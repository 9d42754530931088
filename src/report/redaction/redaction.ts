import type { AnyEntry, Entry, Marking } from '../../entry/index.ts';
import { mayRead, mayReadPersonal } from './audience.ts';
import type { Audience } from './audience.ts';
import { bare } from './bare.ts';
import { inTexts } from './in-texts.ts';
import { Pseudonyms } from './people.ts';
import { leftOut, replacing } from './replacing.ts';

/** What does not stand in an export, counted. */
export interface LeftOut {
  /** Values of personal facts. */
  readonly answers: number;
  /**
   * Entries that bear a stricter marking; that they are there is shown, and what state follows from. Of sealed ones also those
   * that repeat a personal value where it cannot be taken out.
   */
  readonly entries: number;
  /** People who stand under their roles. */
  readonly people: number;
}

/** Shorter answers ("no", "12") stand in too many words by chance to be taken for the answer. */
const tellsWho = 4;

/**
 * Takes out of entries what its audience must not read: what bears a stricter marking (TLP 2.0), the values of personal facts,
 * also where other words repeat them, and with pseudonyms the names of people. Every entry is to be learned first, then each
 * is given as it may be read: so a long timeline need not be held.
 */
export class Redaction {
  readonly #audience: Audience;
  readonly #people: Pseudonyms;
  /** By entry, where it bears one of its own; a later correction counts. */
  readonly #markings = new Map<string, Marking>();
  /** Entries whose words are the value of a personal fact: the answer, and what corrected it. */
  readonly #answers = new Set<string>();
  readonly #values = new Map<string, string>();
  /** Entries that cannot be sealed without a personal value, for they repeat it inside their hash. */
  readonly #repeating = new Set<string>();
  #withoutValues: ((text: string) => string) | undefined;

  /** @param titleOf what a role is called, for pseudonyms */
  constructor(audience: Audience, titleOf: (role: string) => string = (role) => role) {
    this.#audience = audience;
    this.#people = new Pseudonyms(titleOf);
  }

  /** Takes note of what must be known of an entry before any is given. */
  learn(entry: AnyEntry): void {
    if (this.#audience.pseudonyms) this.#people.learn(entry);
    if (entry.marking !== undefined) this.#markings.set(entry.id, entry.marking);
    if (entry.type === 'entry.corrected') this.#learnCorrection(entry);
    if (entry.type === 'fact.recorded' && entry.data.privacy !== undefined) this.#learnAnswer(entry);
  }

  /** The entry as this audience may read it; the same entry where nothing in it is left out. */
  take(entry: AnyEntry): AnyEntry {
    if (this.#isTooStrict(this.#markings.get(entry.id))) return this.#named(bare(entry));
    return this.#named(mayReadPersonal(this.#audience) ? entry : this.#withoutPersonal(entry));
  }

  /**
   * The entry as it was sealed, for whoever checks its hash: absent where it bears a stricter marking, without its words where
   * this audience must not read all of them. Names are inside the hash and stay.
   */
  sealed(entry: AnyEntry): AnyEntry | undefined {
    if (this.#isTooStrict(this.#markings.get(entry.id))) return undefined;
    if (mayReadPersonal(this.#audience)) return entry;
    const shown = this.#withoutPersonal(entry);
    if (shown.data !== entry.data) {
      this.#repeating.add(entry.id);
      return undefined;
    }
    if (shown.words === entry.words) return entry;
    const { words: _words, 'words-salt': _salt, ...rest } = entry;
    return rest;
  }

  /** Counted over all that was learned, and sealed so far. */
  get leftOut(): LeftOut {
    const tooStrict = [...this.#markings.values()].filter((marking) => this.#isTooStrict(marking)).length;
    return {
      answers: mayReadPersonal(this.#audience) ? 0 : this.#answers.size,
      entries: tooStrict + this.#repeating.size,
      people: this.#audience.pseudonyms ? this.#people.count : 0,
    };
  }

  #isTooStrict(marking: Marking | undefined): boolean {
    return marking !== undefined && !mayRead(this.#audience, marking);
  }

  #learnAnswer({ id, words }: AnyEntry): void {
    if (words === undefined) return;
    this.#answers.add(id);
    this.#learnValue(words);
  }

  #learnCorrection(entry: Entry<'entry.corrected'>): void {
    const { entry: target, field, value } = entry.data;
    if (field === 'marking' && value !== undefined) this.#markings.set(target, value as Marking);
    if (field === 'words' && this.#answers.has(target)) this.#learnAnswer(entry);
  }

  #learnValue(words: string): void {
    // A list is said in parts, too.
    for (const value of [words, ...words.split(', ')])
      if (value.length >= tellsWho && value !== 'true' && value !== 'false') this.#values.set(value, leftOut);
    this.#withoutValues = undefined;
  }

  /** The same entry where there is nothing of it; the same data where that repeats none. */
  #withoutPersonal(entry: AnyEntry): AnyEntry {
    this.#withoutValues ??= replacing(this.#values, 'anywhere');
    // A runbook, or a scenario, was written before anybody answered.
    const data = /^(?:runbook|scenario)\./.test(entry.type) ? entry.data : inTexts(entry.data, this.#withoutValues);
    const words =
      entry.words === undefined || this.#answers.has(entry.id) ? undefined : this.#withoutValues(entry.words);
    if (words === entry.words) return data === entry.data ? entry : ({ ...entry, data } as AnyEntry);
    const { words: _words, ...rest } = entry;
    return changed({ ...rest, data, ...(words !== undefined && { words }) } as AnyEntry);
  }

  #named(entry: AnyEntry): AnyEntry {
    return this.#audience.pseudonyms ? changed(this.#people.hide(entry)) : entry;
  }
}

/** Words that are not those that were written have no salt: with it and the digest what is left out could be guessed at. */
function changed(entry: AnyEntry): AnyEntry {
  const { 'words-salt': _salt, ...rest } = entry;
  return rest;
}
