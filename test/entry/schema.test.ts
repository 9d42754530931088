import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryTypes } from '../../src/entry/index.ts';
import { chainOf, draftOf } from '../support/entries-arbitrary.ts';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly enum?: readonly string[];
}

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/entry.schema.json', import.meta.url), 'utf8'),
) as Schema & {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly $defs: Readonly<Record<string, Schema>>;
};
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

describe('schemas/entry.schema.json', () => {
  it('names exactly the types that the program knows', () => {
    expect(schema.properties['type']?.enum).toEqual(entryTypes);
  });

  it('describes every field and every type, and every field of those', () => {
    const undescribed = Object.entries({ ...schema.properties, ...schema.$defs })
      .flatMap(([name, part]) => [[name, part] as const, ...Object.entries(part.properties ?? {})])
      .filter(([, part]) => part.description === undefined && schema.$defs[refOf(part)] === undefined)
      .map(([name]) => name);
    expect(undescribed).toEqual([]);
  });

  it('is closed: the data of every type refuses a field it does not know', () => {
    expect(entryTypes.filter((type) => schema.$defs[type]?.additionalProperties !== false)).toEqual([]);
  });

  it.each(entryTypes)('takes every sealed %s', (type) => {
    fc.assert(
      fc.property(draftOf(type), (draft) => {
        const [entry] = chainOf([draft]);
        expect(validate(entry) ? [] : validate.errors).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it.each(entryTypes)('refuses %s with data of its own making, or an unknown field', (type) => {
    fc.assert(
      fc.property(draftOf(type), (draft) => {
        const [entry] = chainOf([draft]);
        expect(validate({ ...entry, data: { ...entry?.data, secret: 1 } })).toBe(false);
        expect(validate({ ...entry, extra: 1 })).toBe(false);
      }),
      { numRuns: 5 },
    );
  });

  it('refuses the value of a secret fact', () => {
    const [entry] = chainOf([sample('fact.recorded')]);
    expect(validate({ ...entry, data: { fact: 'alarm-code', known: true, privacy: 'secret', value: '4711' } })).toBe(
      false,
    );
    expect(validate({ ...entry, data: { fact: 'alarm-code', known: true, privacy: 'secret' } })).toBe(true);
  });

  it('refuses words without their digest', () => {
    const [entry] = chainOf([{ ...sample('note.written'), words: 'Pump two has stopped.' }]);
    const { 'words-digest': _, ...rest } = entry ?? {};
    expect(validate(rest)).toBe(false);
  });
});

function sample(type: Parameters<typeof draftOf>[0]) {
  const [draft] = fc.sample(draftOf(type), { numRuns: 1, seed: 7 });
  if (draft === undefined) throw new Error(`no draft of ${type}`);
  return draft;
}

function refOf(part: Schema & { readonly $ref?: string }): string {
  return part.$ref?.replace('#/$defs/', '') ?? '';
}
