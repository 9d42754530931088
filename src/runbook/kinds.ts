import { keysOf } from './keys.ts';
import { verbs } from './model.ts';
import type { Path } from './finding.ts';
import { kindInScenario, scenarioWords } from './scenario/kinds.ts';

export type Document = 'runbook' | 'organisation' | 'contacts' | 'drill';

const named: Readonly<Record<string, string>> = {
  roles: 'role',
  services: 'service',
  facts: 'fact',
  clocks: 'clock',
  messages: 'message',
  contacts: 'contact',
};
const inClock: ReadonlySet<string> = new Set(['within', 'and-within', 'next-working-day', 'again']);
const inStep: Readonly<Record<string, string>> = { approval: 'approval', default: 'default', expect: 'expect' };

/** What kind of thing stands at a path of a document, as named in `keysOf`; a step's kind is told by its verb. Undefined for lists, maps and words. */
export function kindAt(path: Path, document: Document, data: unknown): string | undefined {
  if (path.length === 0) return document;
  if (document === 'drill') return kindInScenario(path);
  const last = path.at(-1);
  const parent = path.at(-2);
  if (document !== 'runbook')
    return path.length === 2 && path[0] === 'contacts'
      ? 'contact'
      : parent === 'numbers' && path.length === 4
        ? 'number'
        : undefined;
  if (path.length === 1) return last === 'severity' ? 'severity' : undefined;
  if (path[0] !== 'steps' && path[0] !== 'afterwards') {
    if (path.length === 2) return named[String(path[0])];
    if (path[0] !== 'clocks') return undefined;
    return inClock.has(String(last)) ? String(last) : undefined;
  }
  if (typeof last === 'number' && (parent === 'steps' || parent === 'afterwards')) return stepKind(at(path, data));
  if (parent === 'options') return 'option';
  if (parent === 'tracks') return 'track';
  return typeof parent === 'number' ? inStep[String(last)] : undefined;
}

/** `do-step`, or `step` where there is no verb to tell. */
function stepKind(step: unknown): string {
  if (typeof step !== 'object' || step === null) return 'step';
  const verb = verbs.find((candidate) => Object.hasOwn(step, candidate));
  return verb === undefined ? 'step' : `${verb}-step`;
}

/** The value at a path; undefined where the path leaves the data. */
export function at(path: Path, data: unknown): unknown {
  let value = data;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = Reflect.get(value, segment);
  }
  return value;
}

const words: Readonly<Record<string, string>> = {
  ...scenarioWords,
  fact: 'a fact',
  clock: 'a clock',
  role: 'a role',
  service: 'a service',
  message: 'a message',
  option: 'an option',
  track: 'a track',
  approval: 'an approval',
  default: 'a `default`',
  expect: '`expect`',
  within: '`within`',
  'and-within': '`and-within`',
  'next-working-day': '`next-working-day`',
  again: '`again`',
  step: 'a step',
  severity: '`severity`',
  contact: 'a contact',
  number: 'a number',
  contacts: 'contacts.yaml',
  organisation: 'organisation.yaml',
  runbook: 'a runbook',
};

/** The kind in words: `a fact`, ``a `run` step``. */
export function kindInWords(kind: string): string {
  return words[kind] ?? `a \`${kind.replace(/-step$/, '')}\` step`;
}

/** The kind that has a key, where the kind at hand has not: for "belongs to". */
export function kindThatHas(key: string): string | undefined {
  return Object.keys(keysOf).find((kind) => kind.endsWith('-step') && keysOf[kind]?.includes(key) === true);
}
