import { listed, nearest } from '../text/index.ts';
import type { Finding, Path } from './finding.ts';
import { at } from './kinds.ts';
import type { Document } from './kinds.ts';

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

export function wrongType(path: Path, value: unknown, type: string, document: Document): Finding {
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
        : undefined;
  return finding(
    path,
    typeof value === 'object' ? 'key' : 'value',
    'wrong-type',
    `${nameOf(path)} must be ${wanted}, not ${shown(value)}`,
    hint,
  );
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
