import { listed, nearest } from '../text/index.ts';
import { factTypes } from './fact-type.ts';
import type { Finding, Path } from './finding.ts';
import { at, kindAt } from './kinds.ts';
import type { Document } from './kinds.ts';
import { namedEntries } from './named-entries.ts';

export function finding(path: Path, place: 'key' | 'value', rule: string, message: string, hint?: string): Finding {
  return { path, at: place, severity: 'error', rule, message, ...(hint === undefined ? {} : { hint }) };
}

export function badName(path: Path, name: string, place: 'key' | 'value', data: unknown): Finding {
  const parent = path.at(-2);
  const last = path.at(-1);
  if (parent === 'text')
    return finding(
      path,
      place,
      'message-language',
      `\`${name}\` is not a language tag`,
      'for example `en`, `da` or `de-CH`',
    );
  if (last === 'revision' || last === 'read-on' || parent === 'holidays' || parent === 'dates')
    return finding(path, place, 'bad-date', `\`${name}\` is not a day`, 'write it as `2026-11-21`');
  if (parent === 'retention')
    return finding(
      path,
      place,
      'duration',
      `\`${name}\` is no length of time on the calendar`,
      'write for example `5 years` or `6 months`',
    );
  if (last === 'begins')
    return finding(
      path,
      place,
      'bad-time',
      `\`${name}\` is not a time`,
      'write it as `"02:10"`, or `"2026-12-03 02:10"`',
    );
  if (last === 'from')
    return finding(
      path,
      place,
      'bad-from',
      `\`${name}\` is nothing to count from`,
      'write `start`, `inject ID` or `step ID`',
    );
  if (parent === 'next-working-day')
    return finding(path, place, 'bad-time', `\`${name}\` is not a time of day`, 'write it as `"12:00"`');
  if (name.length > 64)
    return finding(
      path,
      place,
      'bad-id',
      `the name is ${name.length} characters long; at most 64 are read`,
      'shorten it',
    );
  const snake =
    parent === 'facts' ||
    parent === 'tells' ||
    last === 'fact' ||
    parent === 'record' ||
    parent === 'capture' ||
    (path.length === 1 && place === 'key');
  const fixed = snake ? toCase(name, '_') : toCase(name, '-');
  const taken = at([...path.slice(0, -1), fixed], data) !== undefined && place === 'key';
  const what = snake
    ? 'a name that conditions read is in snake_case and begins with a letter'
    : 'a name is in kebab-case and begins with a letter';
  return finding(
    path,
    place,
    'bad-id',
    `\`${name}\` cannot stand here: ${what}`,
    fixed === '' || taken ? undefined : `write \`${fixed}\``,
  );
}

function toCase(name: string, joint: '-' | '_'): string {
  const parts = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '');
  return /^[0-9]/.test(parts[0] ?? '') ? '' : parts.join(joint);
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  object: 'a map of keys',
  array: 'a list',
  boolean: '`true` or `false`',
  integer: 'a whole number',
  'number,string,boolean,array': 'a number, a text, `true`, `false` or a list',
  'string,object': 'a text or a map of keys',
  'boolean,string': '`true`, `false` or a text',
};

export function wrongType(path: Path, value: unknown, type: string, document: Document, data: unknown): Finding {
  const wanted = typeWords[type] ?? type;
  if (path.length === 0)
    return finding(
      path,
      'value',
      'wrong-type',
      `the file must be ${wanted}, not ${shown(value)}`,
      document === 'runbook' || document === 'drill' ? 'begin it with `holdfast: 1`' : undefined,
    );
  if (value === null)
    return finding(
      path,
      'key',
      'empty',
      `${nameOf(path)} is empty; ${wanted} is expected`,
      'write it, or take the key out',
    );
  const hint = isBareLength(path, value, document)
    ? `add a unit: \`${value}m\`, \`${value}h\``
    : type.includes('string') && typeof value !== 'object'
      ? `put it in quotes: \`"${typeof value === 'string' ? value : JSON.stringify(value)}"\``
      : type === 'array' && typeof value === 'string'
        ? `write \`[${value}]\``
        : type === 'array'
          ? asList(path, value)
          : type === 'object'
            ? asMap(path, value, document, data)
            : type === 'string'
              ? splitByColon(value)
              : undefined;
  return finding(
    path,
    typeof value === 'object' ? 'key' : 'value',
    'wrong-type',
    `${nameOf(path)} must be ${wanted}, not ${shown(value)}`,
    hint,
  );
}

/** What one word most likely is where a map of keys is wanted, by the kind of thing. */
const wordIs: Readonly<Record<string, string>> = {
  role: 'title',
  service: 'title',
  clock: 'title',
  option: 'title',
  track: 'title',
  fact: 'ask',
  approval: 'by',
  default: 'choose',
  'next-working-day': 'at',
  contact: 'name',
  player: 'team',
  objective: 'statement',
};

/** How what was written as a list, or as one word, is written as a map. */
function asMap(path: Path, value: unknown, document: Document, data: unknown): string | undefined {
  if (Array.isArray(value)) {
    const [first] = namedEntries(value);
    return first === undefined
      ? undefined
      : `write each under its own name, without a dash: \`${/^[a-z]/.test(first[0]) ? first[0] : 'a-name'}: { … }\``;
  }
  const kind = kindAt(path, document, data);
  if (kind === 'fact' && factTypes.some((type) => type === value))
    return `write \`{ ask: "…", type: ${quoted(value)} }\``;
  if (kind === 'step') return `give it a name and a verb: \`{ id: a-name, do: ${quoted(value)} }\``;
  const key = path.at(-1) === 'text' ? 'en' : wordIs[kind ?? ''];
  return key === undefined ? undefined : `write \`{ ${key}: ${quoted(value)} }\``;
}

/** Lists of things that have an `id`; what else is a map has one under each name. */
const lists: ReadonlySet<unknown> = new Set(['steps', 'afterwards', 'injects', 'phases']);

function asList(path: Path, value: unknown): string | undefined {
  const [first] = lists.has(path.at(-1)) ? namedEntries(value) : [];
  return first === undefined ? undefined : `write each with a dash and its \`id\`: \`- { id: ${first[0]}, … }\``;
}

/** `- Counted: everybody`: a colon made a map of what is a sentence. */
function splitByColon(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const [first, ...others] = Object.entries(value);
  return first === undefined || others.length > 0 || typeof first[1] === 'object'
    ? undefined
    : `put it in quotes, for a colon makes a key of what stands before it: \`${quoted(`${first[0]}: ${String(first[1])}`)}\``;
}

/** A value as it is written in YAML, in quotes unless it is one word; of a long one how it begins. */
function quoted(value: unknown): string {
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  if (/^[a-z][\w-]*$/i.test(words)) return words;
  return JSON.stringify(words.length > 60 ? `${words.slice(0, 60)}…` : words);
}

/** The keys that take a length of time, in runbooks and scenarios. */
const lengths: ReadonlySet<unknown> = new Set(
  'ack-within at-most delay every expect for fresh-for lasts likely max min mtpd overdue rpo rto timeout within'.split(
    ' ',
  ),
);

/** Those that take one beside these, by what stands around them: `at` is a time of day in a runbook, and `until` a condition in both. */
const lengthsIn: Readonly<Record<Document, (key: unknown, around: unknown, section: unknown) => boolean>> = {
  runbook: (key, around) =>
    (key === 'after' && around === 'default') || (around === 'within' && (key === 'then' || key === 'else')),
  drill: (key, around, section) =>
    key === 'at' || (key === 'until' && section === 'phases') || (around === 'within' && String(key).length === 1),
  organisation: () => false,
  contacts: () => false,
};

/** `timeout: 30`: in quotes it would be none either. */
function isBareLength(path: Path, value: unknown, document: Document): value is number {
  const [key, around, section] = [path.at(-1), path.at(-2), path[0]];
  return typeof value === 'number' && value > 0 && (lengths.has(key) || lengthsIn[document](key, around, section));
}

export function notAllowed(path: Path, value: unknown, allowed: readonly string[]): Finding {
  const near = typeof value === 'string' ? nearest(value, allowed) : undefined;
  return finding(
    path,
    'value',
    'not-allowed',
    `${nameOf(path)} is one of ${listed(allowed, 'or')}, not ${shown(value)}`,
    near === undefined ? undefined : `did you mean \`${near}\`?`,
  );
}

export function repeated(path: Path, value: unknown, i: number, j: number): Finding {
  const later = Math.max(i, j);
  return finding(
    [...path, later],
    'value',
    'repeated',
    `${shown(at([later], value))} stands twice in ${nameOf(path)}`,
    'take one of the two out',
  );
}

export function nameOf(path: Path): string {
  const last = path.at(-1);
  return typeof last === 'string' ? `\`${last}\`` : `entry ${Number(last) + 1} of ${nameOf(path.slice(0, -1))}`;
}

export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map of keys';
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  return `\`${words.length > 60 ? `${words.slice(0, 60)}…` : words}\``;
}
