import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/entry/index.ts';
import { note, open, temporaryFolder } from '../support/timelines.ts';

const recorded = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const lines = readFileSync(recorded('v1-cellar-flood.jsonl'), 'utf8').trimEnd().split('\n');
const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
/** As it was printed when the incident was handed over. */
const head = { seq: 13, hash: '105803317f9a' };

describe('a timeline that format 1 wrote', () => {
  it('verifies, against its head too', () => {
    const report = verifyChain(entries, { head });
    expect(report.problems).toEqual([]);
    expect(report.entries).toBe(13);
  });

  it('fits the schema of today', () => {
    const schema = JSON.parse(readFileSync(recorded('../../schemas/entry.schema.json'), 'utf8')) as object;
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    for (const entry of entries) expect(validate(entry) ? [] : validate.errors).toEqual([]);
  });

  it('opens as a database, says the same, and goes on', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    copyFileSync(recorded('v1-cellar-flood.sqlite'), file);
    const timeline = open(file);
    const [row] = timeline.incidents();
    const id = row?.id ?? '';
    expect(row).toMatchObject({ alias: 'flood-1', state: 'resolved', runbook: 'Water in the cellar', entries: 13 });
    expect(timeline.entries(id)).toEqual(entries);
    expect(timeline.verify(id, head).problems).toEqual([]);
    expect(timeline.append(id, timeline.head(id), [note('Years later.')]).ok).toBe(true);
    expect(timeline.verify(id, head).problems).toEqual([]);
  });
});
