import { describe, expect, test } from 'vitest';
import { differences } from '../../src/runbook/index.ts';
import type { Bundle, Runbook, Step } from '../../src/runbook/index.ts';
import { bundleOf, runbook } from '../support/run-script.ts';

const steps: readonly Step[] = [
  { id: 'look', do: 'Look', checklist: ['Torch'] },
  {
    id: 'way',
    decide: 'Which way?',
    options: { stay: { title: 'Stay', steps: [{ id: 'sit', do: 'Sit' }] }, go: { title: 'Go' } },
  },
  { id: 'both', parallel: 'Both', tracks: { a: { title: 'A', steps: [{ id: 'one', do: 'One' }] } } },
  { id: 'again', repeat: 'Again', every: '10m', times: 3, steps: [{ id: 'two', do: 'Two' }] },
  { id: 'last', do: 'Last' },
];

const book = (more: Partial<Runbook> = {}): Bundle => bundleOf(runbook(steps, more));
const with_ = (...changed: readonly Step[]): Bundle => bundleOf(runbook(changed));
/** What is other, as `kind of id`, with the keys that changed. */
const said = (before: Bundle, after: Bundle): readonly string[] =>
  differences(before, after).map(({ kind, of, id, changes }) =>
    [
      `${kind} ${of} ${id}`,
      ...changes.map(({ key, was, is }) => `${key}: ${JSON.stringify(was)} → ${JSON.stringify(is)}`),
    ].join(', '),
  );

describe('what a newer text says otherwise', () => {
  test('nothing, where it means the same', () => {
    expect(differences(book(), structuredClone(book()))).toEqual([]);
  });

  test('steps that are new, gone and changed, wherever they stand; of a step that holds others its own keys alone', () => {
    const newer = structuredClone(steps) as Step[];
    newer.splice(1, 0, { id: 'gas', do: 'Close the gas' });
    newer.pop();
    const [look, , way] = newer;
    expect(look && 'do' in look && Object.assign(look, { checklist: ['Torch', 'Radio'] })).toBeTruthy();
    expect(
      way &&
        'options' in way &&
        Object.assign(way.options['stay'] ?? {}, { title: 'Stay here', steps: [{ id: 'sit', do: 'Sit down' }] }),
    ).toBeTruthy();
    expect(said(book(), with_(...newer))).toEqual([
      'changed step look, checklist: ["Torch"] → ["Torch","Radio"]',
      'new step gas',
      'changed step way, options.stay.title: "Stay" → "Stay here"',
      'changed step sit, do: "Sit" → "Sit down"',
      'gone step last',
    ]);
  });

  test('tracks and rounds: what they are called and how often they come', () => {
    const newer = steps.map((step) =>
      'tracks' in step
        ? { ...step, join: ['a'], tracks: { a: { ...step.tracks['a'], title: 'First' } } }
        : 'repeat' in step
          ? { ...step, every: '5m' }
          : step,
    ) as Step[];
    expect(said(book(), with_(...newer))).toEqual([
      'changed step both, join: undefined → ["a"], tracks.a.title: "A" → "First"',
      'changed step again, every: "10m" → "5m"',
    ]);
  });

  test('a step in another list, or out of its order: the fewest that have to have moved', () => {
    const [look, way, both, again, last] = steps as [Step, Step, Step, Step, Step];
    expect(said(book(), with_(last, look, way, both, again))).toEqual(['moved step last']);
    expect(said(book(), with_(look, both, way, again, last))).toHaveLength(1);
    const inside = { ...both, tracks: { a: { title: 'A', steps: [{ id: 'one', do: 'One' }, last] } } } as Step;
    expect(said(book(), with_(look, way, inside, again))).toEqual(['moved step last']);
  });

  test('duties, declarations, the runbook itself, what it follows, the organisation', () => {
    const before = bundleOf(
      runbook(steps, {
        facts: { depth: { ask: 'How deep?', type: 'number' } },
        topics: { breach: 'A breach' },
        revision: '2026-01-01',
        afterwards: [{ id: 'report', do: 'Report' }],
      }),
      runbook([{ id: 'shut', do: 'Shut' }], { id: 'other', title: 'Other' }),
    );
    const after: Bundle = {
      ...bundleOf(
        runbook(steps, {
          facts: { depth: { ask: 'How deep now?', type: 'number' } },
          topics: { breach: 'A personal data breach' },
          roles: { lead: { title: 'Lead' } },
          afterwards: [
            { id: 'report', do: 'Report' },
            { id: 'insurer', do: 'Tell the insurer' },
          ],
        }),
        runbook([{ id: 'shut', do: 'Shut everything' }], { id: 'other', title: 'Other' }),
      ),
      organisation: { holdfast: 1, name: 'Town' },
    };
    expect(said(before, after)).toEqual([
      'new step insurer',
      'changed fact depth, ask: "How deep?" → "How deep now?"',
      'new role lead',
      'changed topic breach, title: "A breach" → "A personal data breach"',
      'changed runbook revision, revision: "2026-01-01" → undefined',
      'changed step other/shut, do: "Shut" → "Shut everything"',
      'changed organisation name, name: "City" → "Town"',
    ]);
    expect(said(after, before)).toContain('gone role lead');
  });
});
