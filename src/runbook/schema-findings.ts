import type { ErrorObject } from 'ajv';
import { listed, nearest } from '../text/index.ts';
import type { Finding, Path } from './finding.ts';
import { keysOf } from './keys.ts';
import { at, kindAt, kindInWords, kindThatHas } from './kinds.ts';
import type { Document } from './kinds.ts';
import { verbs } from './model.ts';
import { scenarioExamples } from './scenario/kinds.ts';
import { badName, finding, nameOf, notAllowed, repeated, shown, wrongType } from './schema-words.ts';

/**
 * Words the mismatches of the validator for people: exactly one finding a fault, with what was expected and the likely fix. The validator reports
 * a wrong branch at every level around it; those repetitions are dropped.
 */
export function schemaFindings(errors: readonly ErrorObject[], document: Document, data: unknown): Finding[] {
  const found: Finding[] = [];
  const missing = new Map<string, { path: Path; keys: string[] }>();
  for (const error of errors) {
    const path = pathOf(error.instancePath, data);
    if (error.keyword === 'required') {
      const entry = missing.get(error.instancePath) ?? { path, keys: [] };
      entry.keys.push(String(error.params['missingProperty']));
      missing.set(error.instancePath, entry);
    } else {
      const finding = worded(error, path, document, data);
      if (
        finding !== undefined &&
        !found.some((other) => other.at === finding.at && samePath(other.path, finding.path))
      )
        found.push(finding);
    }
  }
  for (const { path, keys } of missing.values()) {
    if (!lacksVerb(path, document, data)) found.push(missingKeys(path, keys, document, data));
    else if (keys.includes('id')) found.push(missingKeys(path, ['id'], document, data));
  }
  return found;
}

function lacksVerb(path: Path, document: Document, data: unknown): boolean {
  return kindAt(path, document, data) === 'step';
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((segment, index) => segment === b[index]);
}

/** A JSON pointer against the data: `0` is an index only in a list. */
function pathOf(pointer: string, data: unknown): Path {
  const path: (string | number)[] = [];
  let value = data;
  for (const segment of pointer.split('/').slice(1)) {
    const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(name) : name);
    value = at([path.at(-1) ?? ''], value);
  }
  return path;
}

function worded(error: ErrorObject, path: Path, document: Document, data: unknown): Finding | undefined {
  const value = at(path, data);
  const params: Record<string, unknown> = error.params;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(path, String(params['additionalProperty']), document, data);
    case 'propertyNames':
      return badName([...path, String(params['propertyName'])], String(params['propertyName']), 'key', data);
    case 'not':
      return noVerb(path, value);
    case 'pattern':
    case 'maxLength':
      // Of a map's keys the validator says it twice, first at the map.
      return typeof value === 'string' ? badName(path, value, 'value', data) : undefined;
    case 'type':
      return wrongType(path, value, String(params['type']), document, data);
    case 'enum':
      return notAllowed(path, value, Array.isArray(params['allowedValues']) ? params['allowedValues'].map(String) : []);
    case 'const':
      return finding(
        path,
        'value',
        'format-version',
        `this holdfast reads format 1, not ${shown(value)}`,
        'write `holdfast: 1`',
      );
    case 'minLength':
      return finding(path, 'value', 'empty', `${nameOf(path)} is empty`, 'write something, or take the key out');
    case 'minItems':
    case 'minProperties':
      return finding(path, 'key', 'empty', `${nameOf(path)} has no entry`, 'add one, or take the key out');
    case 'uniqueItems':
      return repeated(path, value, Number(params['i']), Number(params['j']));
    case 'minimum':
    case 'maximum':
      return finding(
        path,
        'value',
        'out-of-range',
        `${nameOf(path)} must be ${error.keyword === 'minimum' ? 'at least' : 'at most'} ${String(params['limit'])}, not ${shown(value)}`,
      );
    default:
      return undefined;
  }
}

function unknownKey(path: Path, key: string, document: Document, data: unknown): Finding {
  const here = [...path, key];
  const kind = kindAt(path, document, data);
  const valid = kind === undefined ? [] : (keysOf[kind] ?? []);
  const isStep = kind?.endsWith('-step') === true;
  const verb = kind?.replace(/-step$/, '') ?? '';
  if (isStep && verbs.some((known) => known === key))
    return finding(
      here,
      'key',
      'two-verbs',
      `a step has one verb, and this one has \`${verb}\` and \`${key}\``,
      'make two steps of it, or take one of the two out',
    );
  const words = kind === undefined ? 'this' : kindInWords(kind);
  const owner = isStep ? kindThatHas(key) : undefined;
  const near = owner === undefined ? nearest(key, valid) : undefined;
  if (near !== undefined)
    return finding(here, 'key', 'unknown-key', `${words} has no \`${key}\``, `did you mean \`${near}\`?`);
  if (owner !== undefined)
    return finding(
      here,
      'key',
      'unknown-key',
      `\`${key}\` belongs to ${kindInWords(owner)}, and this is ${words}`,
      `take it out, or make it ${kindInWords(owner)}`,
    );
  return finding(
    here,
    'key',
    'unknown-key',
    `${words} has no \`${key}\``,
    valid.length === 0 ? 'take it out' : `it may have ${listed(valid)}`,
  );
}

function noVerb(path: Path, step: unknown): Finding {
  const keys = typeof step === 'object' && step !== null ? Object.keys(step) : [];
  const stray = keys.filter((key) => keysOf['step']?.includes(key) === false);
  for (const key of stray) {
    const near = nearest(key, verbs);
    if (near !== undefined)
      return finding(
        [...path, key],
        'key',
        'unknown-verb',
        `\`${key}\` is not a verb`,
        `did you mean \`${near}\`? The verbs are ${listed(verbs)}`,
      );
  }
  const [first] = stray;
  if (first !== undefined)
    return finding(
      [...path, first],
      'key',
      'unknown-verb',
      `\`${first}\` is not a verb`,
      `the verbs are ${listed(verbs)}`,
    );
  return finding(
    path,
    'value',
    'no-verb',
    'the step has no verb',
    `give it one of ${listed(verbs)}, with the step's title`,
  );
}

function missingKeys(path: Path, keys: readonly string[], document: Document, data: unknown): Finding {
  const kind = kindAt(path, document, data) ?? document;
  const rule = kind === 'run-step' && keys.includes('timeout') ? 'missing-timeout' : 'missing-key';
  const hint = examples[`${kind}.${keys[0] ?? ''}`] ?? examples[keys[0] ?? ''];
  return finding(path, 'key', rule, `${kindInWords(kind)} needs ${listed(keys)}`, hint);
}

const examples: Readonly<Record<string, string>> = {
  ...scenarioExamples,
  holdfast: 'begin the file with `holdfast: 1`',
  id: 'a name that stays for ever, for example `id: people-first`',
  title: 'what people call it, for example `title: Incident lead`',
  steps: 'at least one step, for example `- { id: people-first, do: Get everyone out }`',
  timeout: 'for example `timeout: 30s`: a command that hangs must not hold the incident up',
  command: 'the program and its arguments, for example `command: [scripts/replica-lag, north]`',
  options: 'at least two options, each with a title',
  message: 'the id of one of `messages`',
  tracks: 'at least one track with a title and steps',
  from: 'what starts it, for example `from: declared`',
  ask: 'the question as it is put to a person',
  type: 'one of `number`, `text`, `boolean`, `time`, `choice` and `list`',
  by: 'the role that approves',
  'message.text': 'the text by language, for example `text: { en: "…" }`',
  'message.to': 'who reads it',
  name: 'the name of it',
  numbers: 'for example `numbers: [{ kind: mobile, number: "+45 …" }]`',
  number: 'the number as it is dialled, in quotes',
};
