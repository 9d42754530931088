import type { AnyEntry, Entry, Marking } from '../../entry/index.ts';
import type { Incident } from '../../incident/index.ts';
import { mayRead, mayReadPersonal } from './audience.ts';
import type { Audience } from './audience.ts';
import { bare } from './bare.ts';
import { inTexts } from './in-texts.ts';
import { leavingOut } from './leaving-out.ts';
import { Pseudonyms } from './people.ts';
import { PlanWords } from './plan-words.ts';
import { type Lexicon, lexicon } from '../words/lexicon.ts';

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

/** Acts that say a thing which holds from then on: put right, or put back, they are said again by an entry of their own. */
const saidAgain: ReadonlySet<AnyEntry['type']> = new Set([
  'fact.recorded',
  'incident.described',
  'incident.aware',
  'role.assigned',
  'service.lost',
  'service.restored',
]);

/**
 * Takes out of entries what its audience must not read: what bears a stricter marking (TLP 2.0) or says such a thing again, the
 * values of personal facts, also where other words repeat them, and with pseudonyms the names of people. Every entry is to be
 * learned first, then each is given as it may be read: so a long timeline need not be held.
 */
export class Redaction {
  readonly #audience: Audience;
  readonly #say: Lexicon['say'];
  readonly #people: Pseudonyms;
  /** By entry, where it bears one of its own; a later correction counts. */
  readonly #markings = new Map<string, Marking>();
  /** The entry that each correction is about: in its new words, or in the reason, that is told once more. */
  readonly #corrected = new Map<string, string>();
  /** What such acts say that can be said again, by entry; and all of it that is too strict, once it is asked for. */
  readonly #said = new Map<string, string>();
  #strictlySaid: ReadonlySet<string> | undefined;
  #isAnyStrict: boolean | undefined;
  /** Entries whose words are the value of a personal fact: the answer, and what corrected it. */
  readonly #answers = new Set<string>();
  readonly #values = new Set<string>();
  readonly #plan = new PlanWords();
  /** Entries that cannot be sealed without a personal value, for they repeat it inside their hash. */
  readonly #repeating = new Set<string>();
  #withoutValues: ((text: string) => string) | undefined;

  /** @param titleOf what a role is called, for pseudonyms */
  constructor(audience: Audience, titleOf: (role: string) => string = (role) => role) {
    this.#audience = audience;
    this.#say = lexicon(audience.language ?? 'en', 'UTC').say;
    this.#people = new Pseudonyms(titleOf, this.#say);
  }

  /** Takes note of what must be known of an entry before any is given. */
  learn(entry: AnyEntry): void {
    if (this.#audience.pseudonyms) this.#people.learn(entry);
    if (entry.marking !== undefined) this.#markings.set(entry.id, entry.marking);
    if (entry.type === 'entry.corrected') this.#learnCorrection(entry);
    if (entry.type === 'fact.recorded' && entry.data.privacy !== undefined) this.#learnAnswer(entry);
    if (entry.type === 'runbook.followed' || entry.type === 'runbook.revised') this.#plan.learn(entry.data);
    if (saidAgain.has(entry.type)) this.#said.set(entry.id, whatIsSaid(entry));
    this.#strictlySaid = undefined;
    this.#isAnyStrict = undefined;
  }

  /** The entry as this audience may read it; the same entry where nothing in it is left out. */
  take(entry: AnyEntry): AnyEntry {
    if (this.#isTooStrict(entry.id)) return this.#named(bare(entry, this.#say('left-out.here')));
    const repeats = this.#repeatsStrict(entry) || this.#retells(entry);
    const said = repeats ? withoutSaying(entry, this.#say('left-out.here')) : entry;
    return this.#named(mayReadPersonal(this.#audience) ? said : this.#withoutPersonal(said));
  }

  /** The incident that the entries fold to once they are taken, as this audience may read it. */
  shown(incident: Incident): Incident {
    return this.#audience.pseudonyms ? this.#people.hideIn(incident) : incident;
  }

  /**
   * The entry as it was sealed, for whoever checks its hash: absent where it bears a stricter marking, without its words where
   * this audience must not read all of them. Names are inside the hash and stay.
   */
  sealed(entry: AnyEntry): AnyEntry | undefined {
    if (this.#isTooStrict(entry.id)) return undefined;
    if (this.#repeatsStrict(entry)) return entry.data.reason === undefined ? wordless(entry) : this.#withheld(entry);
    if (this.#retells(entry)) return wordless(entry);
    if (mayReadPersonal(this.#audience)) return entry;
    const shown = this.#withoutPersonal(entry);
    if (shown.data !== entry.data) return this.#withheld(entry);
    return shown.words === entry.words ? entry : wordless(entry);
  }

  #withheld({ id }: AnyEntry): undefined {
    this.#repeating.add(id);
    return undefined;
  }

  /** Counted over all that was learned, and sealed so far. */
  get leftOut(): LeftOut {
    const guarded = new Set([...this.#markings.keys(), ...this.#said.keys()]);
    const tooStrict = [...guarded].filter((id) => this.#isTooStrict(id)).length;
    return {
      answers: mayReadPersonal(this.#audience) ? 0 : this.#answers.size,
      entries: tooStrict + this.#repeating.size,
      people: this.#audience.pseudonyms ? this.#people.count : 0,
    };
  }

  /** Whether an entry bears a marking that is too strict; or bears none, and says what one with such a marking says. */
  #isTooStrict(id: string): boolean {
    const marking = this.#markings.get(id);
    if (marking !== undefined) return !mayRead(this.#audience, marking);
    const said = this.#said.get(id);
    return said !== undefined && this.#allStrictlySaid().has(said);
  }

  #allStrictlySaid(): ReadonlySet<string> {
    this.#strictlySaid ??= new Set(
      [...this.#said].flatMap(([id, said]) =>
        this.#markings.has(id) && !mayRead(this.#audience, this.#markings.get(id)!) ? [said] : [],
      ),
    );
    return this.#strictlySaid;
  }

  /**
   * Whether an entry tells the record over again, and something in that is too strict: the brief of a handover has the open tasks,
   * what was decided and the last entries word for word.
   */
  #retells({ type }: AnyEntry): boolean {
    if (type !== 'handover.given') return false;
    this.#isAnyStrict ??= [...this.#markings.keys()].some((id) => this.#isTooStrict(id));
    return this.#isAnyStrict;
  }

  /** Whether an entry corrects one that is too strict: its place and what became of it count, its words tell the other's. */
  #repeatsStrict(entry: AnyEntry): entry is Entry<'entry.corrected'> {
    const target = this.#corrected.get(entry.id);
    return target !== undefined && this.#isTooStrict(target);
  }

  #learnAnswer({ id, words }: AnyEntry): void {
    if (words === undefined) return;
    this.#answers.add(id);
    this.#learnValue(words);
  }

  #learnCorrection(entry: Entry<'entry.corrected'>): void {
    const { entry: target, field, value } = entry.data;
    this.#corrected.set(entry.id, target);
    if (field === 'marking' && value !== undefined) this.#markings.set(target, value as Marking);
    if (field === 'words' && this.#answers.has(target)) this.#learnAnswer(entry);
  }

  #learnValue(words: string): void {
    // A list is said in parts, too.
    for (const value of [words, ...words.split(', ')])
      if (value !== 'true' && value !== 'false') this.#values.add(value);
    this.#withoutValues = undefined;
  }

  /** The same entry where there is nothing of it; the same data where that repeats none. */
  #withoutPersonal(entry: AnyEntry): AnyEntry {
    this.#withoutValues ??= leavingOut(this.#values, this.#plan, this.#say('left-out.here'));
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

/** What an entry says, whoever says it and whenever. */
function whatIsSaid({ type, run, data, words }: AnyEntry): string {
  return JSON.stringify([type, run, data, words]);
}

/** An entry without what was said in it; corrections of old timelines have the reason among the data. */
function withoutSaying(entry: AnyEntry, leftOut: string): AnyEntry {
  const { reason, ...data } = entry.data as Entry<'entry.corrected'>['data'];
  return {
    ...wordless(entry),
    data: { ...data, ...(reason !== undefined && { reason: leftOut }) },
    ...(entry.words !== undefined && { words: leftOut }),
  } as AnyEntry;
}

function wordless(entry: AnyEntry): AnyEntry {
  const { words: _words, 'words-salt': _salt, ...rest } = entry;
  return rest;
}

/** Words that are not those that were written have no salt: with it and the digest what is left out could be guessed at. */
function changed(entry: AnyEntry): AnyEntry {
  const { 'words-salt': _salt, ...rest } = entry;
  return rest;
}
