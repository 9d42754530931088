import type { AnyEntry } from './entry.ts';

/** An entry as it is hashed: without the words, their salt and the hash itself. */
export type Hashed = Omit<AnyEntry, 'words' | 'words-salt' | 'hash'>;

/**
 * RFC 8785 canonical JSON of all that the hash covers: `words`, `words-salt` and `hash` are left out if they are there.
 * The order of the fields is written out here, sorted as section 3.2.3 sorts: six times faster than sorting each time.
 * @throws TypeError where a text has a lone surrogate or a number is not finite: neither is JSON (RFC 8785, 3.2.2).
 */
export function canonical(entry: Hashed): string {
  let json = `{"at":${text(entry.at)},"by":${canonicalJson(entry.by)}`;
  if (entry.cause !== undefined) json += `,"cause":${text(entry.cause)}`;
  json += `,"data":${canonicalJson(entry.data)}`;
  if (entry.deviation !== undefined) json += `,"deviation":${canonicalJson(entry.deviation)}`;
  if (entry['entered-by'] !== undefined) json += `,"entered-by":${canonicalJson(entry['entered-by'])}`;
  if (entry['exercise-at'] !== undefined) json += `,"exercise-at":${text(entry['exercise-at'])}`;
  json += `,"id":${text(entry.id)},"incident":${text(entry.incident)}`;
  if (entry.marking !== undefined) json += `,"marking":${text(entry.marking)}`;
  json += `,"origin":${text(entry.origin)},"precision":${text(entry.precision)},"prev":${text(entry.prev)}`;
  json += `,"recorded":${text(entry.recorded)}`;
  if (entry.run !== undefined) json += `,"run":${text(entry.run)}`;
  json += `,"seq":${number(entry.seq)},"stamp":${text(entry.stamp)}`;
  if (entry.step !== undefined) json += `,"step":${text(entry.step)}`;
  if (entry.turn !== undefined) json += `,"turn":${number(entry.turn)}`;
  json += `,"type":${text(entry.type)},"via":${text(entry.via)}`;
  if (entry['words-digest'] !== undefined) json += `,"words-digest":${text(entry['words-digest'])}`;
  return `${json}}`;
}

/**
 * RFC 8785 canonical JSON of any JSON value; a key whose value is undefined is left out.
 * @throws TypeError as `canonical` does.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      return number(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `[${value.map((item) => canonicalJson(item)).join(',')}]` : object(value);
    default:
      throw new TypeError(`A ${typeof value} cannot be written as JSON.`);
  }
}

function object(value: object): string {
  // The default order of `sort` is by UTF-16 code units, which is what RFC 8785 asks for.
  const keys = Object.keys(value).sort();
  let members = '';
  for (const key of keys) {
    const member: unknown = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${text(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('Text with a lone surrogate cannot be written as canonical JSON.');
  return JSON.stringify(value);
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be written as JSON.`);
  return JSON.stringify(value);
}
