import { canonical, type Hashed } from './canonical.ts';
import type { AnyEntry, Draft, Person } from './entry.ts';
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
  const words = isSecret(draft) ? undefined : draft.words?.toWellFormed();
  const hashed = inOrder(draft, place, words === undefined ? undefined : digestWords(place.salt, words));
  const isTidy = isCanonical(hashed);
  const tidy = isTidy ? hashed : (tidied(hashed) as Fields);
  // One call of the engine's own, where it gives what the canonical form asks for: nearly always.
  const body = isTidy || isCanonical(tidy) ? JSON.stringify(tidy) : canonical(tidy as unknown as Hashed);
  if (words !== undefined) {
    tidy['words'] = words;
    tidy['words-salt'] = place.salt;
  }
  tidy['hash'] = sha256(body);
  return { entry: tidy as unknown as AnyEntry, body };
}

type Fields = Record<string, unknown>;

/** What is hashed, in the order in which it is hashed. */
function inOrder(draft: Draft, place: Place, digest: string | undefined): Fields {
  const { cause, seq } = place;
  const { deviation, marking, run, step, turn } = draft;
  const fields: Fields = { at: draft.at, by: person(draft.by) };
  if (cause !== undefined) fields['cause'] = cause;
  fields['data'] = isSecret(draft) ? { ...draft.data, value: undefined } : draft.data;
  if (deviation !== undefined) fields['deviation'] = deviation;
  if (draft['entered-by'] !== undefined) fields['entered-by'] = person(draft['entered-by']);
  if (draft['exercise-at'] !== undefined) fields['exercise-at'] = draft['exercise-at'];
  fields['id'] = place.id;
  fields['incident'] = place.incident;
  if (marking !== undefined) fields['marking'] = marking;
  fields['origin'] = place.origin;
  fields['precision'] = draft.precision;
  fields['prev'] = place.prev;
  fields['recorded'] = place.recorded;
  if (run !== undefined) fields['run'] = run;
  fields['seq'] = seq;
  fields['stamp'] = place.stamp;
  if (step !== undefined) fields['step'] = step;
  if (turn !== undefined) fields['turn'] = turn;
  fields['type'] = draft.type;
  fields['via'] = draft.via;
  if (digest !== undefined) fields['words-digest'] = digest;
  return fields;
}

function person({ host, name, role }: Person): Person {
  return { ...(host !== undefined && { host }), name, ...(role !== undefined && { role }) };
}

function isSecret(draft: Draft): boolean {
  return draft.type === 'fact.recorded' && draft.data.privacy === 'secret';
}

/** Whether `JSON.stringify` gives its canonical form: keys in order, texts well-formed, nothing that is not JSON. */
function isCanonical(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean' || value === null;
  if (Array.isArray(value)) return value.every((item) => isCanonical(item));
  let last = '';
  for (const key of Object.keys(value)) {
    if (key < last || !key.isWellFormed() || !isCanonical((value as Fields)[key])) return false;
    last = key;
  }
  return true;
}

/** A copy with its keys in order, its texts well-formed and without undefined keys. */
function tidied(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map((item) => tidied(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]): [string, unknown] => [key.toWellFormed(), tidied(member)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
