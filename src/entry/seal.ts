import { canonical, type Hashed } from './canonical.ts';
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
  const said = wellFormed(isSecret(draft) ? withoutValue(draft) : draft) as Draft;
  const { words } = said;
  const entry: Record<string, unknown> = {
    id: place.id,
    incident: place.incident,
    origin: place.origin,
    seq: place.seq,
  };
  entry['stamp'] = place.stamp;
  if (place.cause !== undefined) entry['cause'] = place.cause;
  for (const field of taken) if (said[field] !== undefined) entry[field] = said[field];
  entry['recorded'] = place.recorded;
  if (words !== undefined) entry['words-digest'] = digestWords(place.salt, words);
  entry['prev'] = place.prev;
  const body = canonical(entry as unknown as Hashed);
  if (words !== undefined) {
    entry['words'] = words;
    entry['words-salt'] = place.salt;
  }
  entry['hash'] = sha256(body);
  return { entry: entry as unknown as AnyEntry, body };
}

/** What an entry takes over from its draft as it is. */
const taken = [
  'exercise-at',
  'at',
  'precision',
  'by',
  'entered-by',
  'via',
  'type',
  'run',
  'step',
  'turn',
  'deviation',
  'data',
  'marking',
] as const satisfies readonly (keyof Draft)[];

function isSecret(draft: Draft): boolean {
  return draft.type === 'fact.recorded' && draft.data.privacy === 'secret';
}

function withoutValue(draft: Draft): unknown {
  return { ...draft, words: undefined, data: { ...draft.data, value: undefined } };
}

/** The value with every text well-formed and without undefined keys; itself where it is so already, as it nearly always is. */
function wellFormed(value: unknown): unknown {
  return isClean(value) ? value : cleaned(value);
}

function isClean(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return value !== undefined;
  for (const key of Object.keys(value)) {
    if (!key.isWellFormed() || !isClean((value as Record<string, unknown>)[key])) return false;
  }
  return true;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map((item) => cleaned(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key.toWellFormed(), cleaned(member)]),
  );
}
