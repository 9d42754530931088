import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { checkRunbook } from '../../src/runbook/check.ts';
import { readOrganisation } from '../../src/runbook/index.ts';
import type { Clock } from '../../src/runbook/index.ts';
import { lawfulCity, runbookOf, snippets } from '../support/legal-clocks.ts';

const read = readOrganisation(stringify(lawfulCity), 'organisation.yaml');
if (!('organisation' in read)) throw new Error('The organisation does not read.');
const library = { organisation: read.organisation, runbook: () => undefined, ids: [] };
const check = (text: string) => checkRunbook(text, 'legal-clocks.yaml', library, { today: '2026-11-26' });

describe('each snippet of docs/legal-clocks.md', () => {
  test.each(snippets)('%s: pasted into a minimal runbook, the checker finds nothing', (heading, snippet) => {
    // The final report counts from the notification, which stands in the snippet before it.
    const besides = heading === 'NIS2: final report' ? [snippets[0]?.[1] ?? {}] : [];
    expect(check(runbookOf(...besides, snippet))).toEqual([]);
  });

  test('all of them go into one runbook', () => {
    expect(check(runbookOf(...snippets.map(([, snippet]) => snippet)))).toEqual([]);
  });

  test('every clock carries its article and the day on which it was read', () => {
    const clocks = snippets.flatMap(([, snippet]) => Object.entries(snippet.clocks ?? {}) as [string, Clock][]);
    expect(clocks.length).toBeGreaterThan(20);
    for (const [, clock] of clocks)
      expect(clock).toMatchObject({
        basis: expect.stringMatching(/Art\. \d/) as string,
        'read-on': expect.stringMatching(/^2026-11-\d\d$/) as string,
        target: 'law',
      });
  });

  test('what two snippets name is the same in both', () => {
    const seen = new Map<string, unknown>();
    for (const [heading, { facts, topics }] of snippets)
      for (const [id, thing] of [...Object.entries(facts ?? {}), ...Object.entries(topics ?? {})]) {
        expect([heading, id, thing]).toEqual([heading, id, seen.get(id) ?? thing]);
        seen.set(id, thing);
      }
  });
});
