import { canonical } from './canonical.ts';
import type { AnyEntry, Draft } from './entry.ts';
import { digestWords, sha256 } from './hash.ts';

/** Where an entry stands: what the timeline knows and `decide` does not. */
export interface Place {
  readonly id: string;
  readonly incident: string;
  readonly origin: string;
  readonly seq: number;
  readonly stamp: string;
  readonly recorded: string;
  readonly prev: string;
  /** Hex digits of fresh random bytes, always of the same length. Used only where there are words. */
  readonly salt: string;
  readonly cause?: string;
}

/** A sealed entry and the text that its hash is of. */
export interface Sealed {
  readonly entry: AnyEntry;
  readonly body: string;
}

/**
 * The entry that a draft becomes at its place, with digest and hash. Lone surrogates, which neither UTF-8 nor JSON can
 * carry, become U+FFFD; of a secret fact no value and no words are taken over, whatever the draft holds.
 * @throws TypeError where a number is not finite
 */
export function seal(draft: Draft, place: Place): AnyEntry {
  return sealWithBody(draft, place).entry;
}

/** As `seal`; gives the hashed text too, for a store that keeps it. */
export function sealWithBody(draft: Draft, place: Place): Sealed {
  const { causedBy: _, words: said, data, ...rest } = draft;
  const { salt, ...where } = place;
  const secret = draft.type === 'fact.recorded' && draft.data.privacy === 'secret';
  const words = secret ? undefined : said?.toWellFormed();
  const hashed = wellFormed({
    ...rest,
    ...where,
    data: secret ? { ...data, value: undefined } : data,
    'words-digest': words === undefined ? undefined : digestWords(salt, words),
  }) as AnyEntry;
  const body = canonical(hashed);
  const outside = words === undefined ? {} : { words, 'words-salt': salt };
  return { entry: { ...hashed, ...outside, hash: sha256(body) } as AnyEntry, body };
}

/** A copy in which every text is well-formed and no key is undefined. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map((item) => wellFormed(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key.toWellFormed(), wellFormed(member)]),
  );
}
