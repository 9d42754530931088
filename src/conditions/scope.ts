import type { Environment } from '@marcbachmann/cel-js';
import { oncePerText } from '../text/index.ts';
import { newEnvironment } from './expression.ts';

/** A fact as far as conditions care. */
export interface FactType {
  readonly type: 'number' | 'text' | 'boolean' | 'time' | 'choice' | 'list';
  readonly of?: readonly string[];
  readonly privacy?: 'public' | 'personal' | 'secret';
}

/** What a runbook declares, and so what its conditions may name. */
export interface Scope {
  readonly facts: Readonly<Record<string, FactType>>;
  /** The organisation's own keys; undefined: there is none, and every name is let through. */
  readonly org: Readonly<Record<string, unknown>> | undefined;
  readonly steps: ReadonlySet<string>;
  /** What the ids begin with of steps that are there and not known: those of runbooks that cannot be read. */
  readonly unread?: readonly string[];
  readonly clocks: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  /** The options of each `decide`, for `steps['…'].chose == '…'`. */
  readonly options?: Readonly<Record<string, readonly string[]>>;
}

export const stepFields = { state: 'string', chose: 'string', at: 'google.protobuf.Timestamp', by: 'string' };
export const clockFields = { state: 'string', due: 'google.protobuf.Timestamp' };
/** What of an incident is one of few words, or a time. */
export const incidentFields = {
  id: 'string',
  alias: 'string',
  mode: 'string',
  state: 'string',
  severity: 'string',
  declared: 'google.protobuf.Timestamp',
  began: 'google.protobuf.Timestamp',
  detected: 'google.protobuf.Timestamp',
  tlp: 'string',
};
/** What is said of it in words. */
export const incidentWords = {
  title: 'string',
  reason: 'string',
  impact: 'string',
  'detected-by': 'string',
  cause: 'string',
  trigger: 'string',
  area: 'string',
  people: 'string',
};
export const serviceFields = { state: 'string', title: 'string', fallback: 'string' };

const factTypes: Readonly<Record<string, string>> = {
  number: 'double',
  text: 'string',
  boolean: 'bool',
  time: 'google.protobuf.Timestamp',
  choice: 'string',
  list: 'list<string>',
};

const byScope = new WeakMap<Scope, { with?: Environment; without?: Environment }>();

/**
 * The environment in which a scope's conditions are typed; scopes with the same types share one. The organisation is read only for a
 * source that names it: most runbooks are checked without, and then its file need not be read.
 */
export function typed(scope: Scope, source: string): Environment {
  const environments = byScope.get(scope) ?? {};
  byScope.set(scope, environments);
  return source.includes('org')
    ? (environments.with ??= environmentOf(scope.facts, scope.org))
    : (environments.without ??= environmentOf(scope.facts, undefined));
}

function environmentOf(scope: Scope['facts'], organisation: Scope['org']): Environment {
  const facts = fieldsOf(scope, ({ type }) => factTypes[type] ?? 'dyn');
  const org = organisation === undefined ? undefined : fieldsOf(organisation, typeOf);
  return withTypes(JSON.stringify([facts, org]), { facts, org });
}

interface Types {
  readonly facts: Record<string, string>;
  readonly org: Record<string, string> | undefined;
}

/** So many environments are kept for runbooks that declare the same. */
const mostKept = 8;

const withTypes = oncePerText(mostKept, (_types, { facts, org }: Types) => {
  const environment = common().clone();
  environment.registerType('Facts', { fields: facts });
  environment.registerVariable('facts', 'Facts');
  if (org === undefined) {
    environment.registerVariable('org', 'dyn');
  } else {
    environment.registerType('Org', { fields: org });
    environment.registerVariable('org', 'Org');
  }
  return environment;
});

let ofAll: Environment | undefined;

/** What is the same for every runbook; what a clone registers costs a tenth of an environment from the ground up. */
function common(): Environment {
  if (ofAll !== undefined) return ofAll;
  ofAll = newEnvironment();
  ofAll.registerType('Step', { fields: stepFields });
  ofAll.registerType('Clock', { fields: clockFields });
  ofAll.registerType('Service', { fields: serviceFields });
  ofAll.registerVariable('steps', 'map<string, Step>');
  ofAll.registerVariable('clocks', 'map<string, Clock>');
  ofAll.registerVariable('services', 'map<string, Service>');
  ofAll.registerType('Incident', { fields: { ...incidentFields, ...incidentWords } });
  ofAll.registerVariable('incident', 'Incident');
  return ofAll;
}

function fieldsOf<T>(things: Readonly<Record<string, T>>, typeName: (thing: T) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, typeName(thing)]));
}

function typeOf(given: unknown): string {
  if (typeof given === 'string') return 'string';
  if (typeof given === 'number') return 'double';
  if (typeof given === 'boolean') return 'bool';
  if (!Array.isArray(given)) return 'dyn';
  return given.length > 0 && given.every((item) => typeof item === 'string') ? 'list<string>' : 'list';
}
