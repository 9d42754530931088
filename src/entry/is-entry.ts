import type { AnyEntry } from './entry.ts';
import { isEntryType } from './types.ts';

const texts = [
  'id',
  'incident',
  'origin',
  'stamp',
  'at',
  'precision',
  'recorded',
  'via',
  'type',
  'prev',
  'hash',
] as const;
const optionalTexts = [
  'exercise-at',
  'cause',
  'run',
  'step',
  'words',
  'words-salt',
  'words-digest',
  'marking',
] as const;
const fields = new Set<string>([...texts, ...optionalTexts, 'seq', 'turn', 'by', 'entered-by', 'deviation', 'data']);

/**
 * Whether the value has the fields of an entry and no others: what the hash is worked out from. An extra field would be
 * outside the hash. What `data` holds is the schema's matter.
 */
export function isEntry(value: unknown): value is AnyEntry {
  if (!isObject(value)) return false;
  return (
    Object.keys(value).every((key) => fields.has(key)) &&
    texts.every((key) => isText(value[key])) &&
    optionalTexts.every((key) => value[key] === undefined || isText(value[key])) &&
    isEntryType(String(value['type'])) &&
    isCount(value['seq']) &&
    (value['turn'] === undefined || isCount(value['turn'])) &&
    isObject(value['by']) &&
    (value['entered-by'] === undefined || isObject(value['entered-by'])) &&
    (value['deviation'] === undefined || isObject(value['deviation'])) &&
    isObject(value['data'])
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.isWellFormed();
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
