import type { Environment } from '@marcbachmann/cel-js';
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
  readonly clocks: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  /** The options of each `decide`, for `steps['…'].chose == '…'`. */
  readonly options?: Readonly<Record<string, readonly string[]>>;
}

export const stepFields = { state: 'string', chose: 'string', at: 'google.protobuf.Timestamp', by: 'string' };
export const clockFields = { state: 'string', due: 'google.protobuf.Timestamp' };
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
const bySignature = new Map<string, Environment>();

/**
 * The environment in which a scope's conditions are typed; scopes with the same types share one. The organisation is read
 * only for a source that names it: most runbooks are checked without, and then its file need not be read.
 */
export function typed(scope: Scope, source: string): Environment {
  const environments = byScope.get(scope) ?? {};
  byScope.set(scope, environments);
  return source.includes('org')
    ? (environments.with ??= environmentOf(scope, scope.org))
    : (environments.without ??= environmentOf(scope, undefined));
}

function environmentOf(scope: Scope, organisation: Scope['org']): Environment {
  const facts = fieldsOf(scope.facts, ({ type }) => factTypes[type] ?? 'dyn');
  const org = organisation === undefined ? undefined : fieldsOf(organisation, typeOf);
  const signature = JSON.stringify([facts, org]);
  const environment = bySignature.get(signature) ?? build(facts, org);
  if (bySignature.size > 100) bySignature.clear();
  bySignature.set(signature, environment);
  return environment;
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

function build(facts: Record<string, string>, org: Record<string, string> | undefined): Environment {
  const environment = newEnvironment();
  environment.registerType('Facts', { fields: facts });
  environment.registerType('Step', { fields: stepFields });
  environment.registerType('Clock', { fields: clockFields });
  environment.registerType('Service', { fields: serviceFields });
  environment.registerVariable('facts', 'Facts');
  environment.registerVariable('steps', 'map<string, Step>');
  environment.registerVariable('clocks', 'map<string, Clock>');
  environment.registerVariable('services', 'map<string, Service>');
  environment.registerVariable('incident', 'dyn');
  if (org === undefined) {
    environment.registerVariable('org', 'dyn');
  } else {
    environment.registerType('Org', { fields: org });
    environment.registerVariable('org', 'Org');
  }
  return environment;
}
