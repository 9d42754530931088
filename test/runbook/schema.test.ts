import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parseRunbook, verbs } from '../../src/runbook/index.ts';
import { keysOf } from '../../src/runbook/keys.ts';

interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema | true>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly required?: readonly string[];
}

const root = join(import.meta.dirname, '../..');
const schemaOf = (name: string): Schema =>
  JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8')) as Schema;
const runbook = schemaOf('runbook');
const drill = schemaOf('drill');

describe.each(['runbook', 'organisation', 'contacts', 'drill'])('the schema of %s', (name) => {
  const schema = schemaOf(name);
  const properties = propertiesOf(schema, name);

  test('has a description and an example on every property, for editors and for the docs', () => {
    expect(properties.length).toBeGreaterThan(3);
    const bare = properties.filter(
      ({ property }) =>
        property.description === undefined || property.examples === undefined || property.examples.length === 0,
    );
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  test('describes its definitions too', () => {
    expect(
      Object.entries(schema.$defs ?? {})
        .filter(([, { description }]) => description === undefined)
        .map(([key]) => key),
    ).toEqual([]);
  });
});

describe('the keys that messages name are those of the schema', () => {
  test.each(Object.keys(keysOf))('%s', (kind) => {
    const contacts = schemaOf('contacts');
    const inner: Record<string, Schema | undefined> = {
      runbook,
      organisation: schemaOf('organisation'),
      contacts,
      drill,
      severity: own(runbook, 'severity'),
      'and-within': own(runbook.$defs?.['clock'], 'and-within'),
      contact: contacts.$defs?.['contact'],
      number: contacts.$defs?.['number'],
    };
    const schema = inner[kind] ?? runbook.$defs?.[kind] ?? drill.$defs?.[kind];
    expect([...(keysOf[kind] ?? [])].toSorted()).toEqual(Object.keys(schema?.properties ?? {}).toSorted());
  });

  test('every verb has a closed schema of its own', () => {
    for (const verb of verbs) expect(runbook.$defs?.[`${verb}-step`]).toMatchObject({ additionalProperties: false });
  });
});

describe('the examples of the schema are right themselves', () => {
  const base = { holdfast: 1, id: 'sample', title: 'Sample', steps: [{ id: 'first', do: 'Look' }] };
  const cases: [string, object][] = [];
  for (const [key, property] of Object.entries(runbook.properties ?? {}))
    for (const example of property === true ? [] : (property.examples ?? []))
      cases.push([key, { ...base, [key]: example }]);
  for (const verb of verbs) {
    const step = Object.fromEntries(stepProperties(verb).map(([key, property]) => [key, property.examples?.[0]]));
    cases.push([`${verb} with every key`, { ...base, steps: [step] }]);
  }

  test.each(cases)('%s', (_name, data) => {
    expect(parseRunbook(stringify(data), 'sample.yaml')).toEqual({ runbook: data });
  });
});

test('the generated pages say what schemas and checker say now', () => {
  execFileSync(process.execPath, [join(root, 'scripts/docs.mjs'), '--check']);
});

function own(schema: Schema | undefined, key: string): Schema | undefined {
  const property = schema?.properties?.[key];
  return property === true ? undefined : property;
}

function stepProperties(verb: string): [string, Schema][] {
  const common = Object.entries(runbook.$defs?.['step']?.properties ?? {});
  const all = [...common, ...Object.entries(runbook.$defs?.[`${verb}-step`]?.properties ?? {})];
  return all.flatMap(([key, property]) => (property === true ? [] : [[key, property] as [string, Schema]]));
}

/** Every property with its path; `true` only repeats a key that is described elsewhere. */
function propertiesOf(schema: unknown, path: string): { path: string; property: Schema }[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const found: { path: string; property: Schema }[] = [];
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'examples') continue;
    if (key === 'properties')
      for (const [name, property] of Object.entries(value as Record<string, Schema | true>))
        if (property !== true) found.push({ path: `${path}.${name}`, property });
    found.push(...propertiesOf(value, `${path}.${key}`));
  }
  return found;
}
