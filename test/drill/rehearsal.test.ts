import { expect, test, vi } from 'vitest';
import { beginRehearsal, type Rehearsed, rehearse } from '../../src/drill/index.ts';
import { parseScenario } from '../../src/runbook/index.ts';
import { rehearsing } from '../support/rehearsing.ts';

/** Plays seeds one after another as a process does that has played nothing before; all that is known of each, but its charts. */
async function playedAnew(name: string, seeds: readonly number[]): Promise<ReadonlyMap<number, unknown>> {
  vi.resetModules();
  const { beginRehearsal, rehearse } = await import('../../src/drill/index.ts');
  const begun = beginRehearsal(rehearsing(name));
  return new Map(seeds.map((seed) => [seed, told(rehearse(begun, seed))]));
}

const told = ({ incident, ...rest }: Rehearsed): unknown => ({
  ...rest,
  incident: {
    ...incident,
    runs: incident.runs.map((run) => ({ ...run, state: run.state.snapshot, chart: undefined })),
  },
});

const scenarios = ['cloudburst-at-night', 'breach-and-flood', 'wrong-window'];

test.each(scenarios)('what becomes of a seed in %s does not hang on what was played before it', async (name) => {
  const many = await playedAnew(name, [3, 4, 5, 4]);
  for (const seed of [4, 5]) expect(many.get(seed)).toEqual((await playedAnew(name, [seed])).get(seed));
});

test.each(scenarios)(
  '%s comes out as it would if every clock and inject were thought through after every entry',
  async (name) => {
    const seeds = [1, 2, 3];
    const played = await playedAnew(name, seeds);
    vi.doMock('../../src/incident/reads.ts', async (original) => ({
      ...(await original<object>()),
      readsTheSame: () => false,
    }));
    const thoughtThrough = await playedAnew(name, seeds);
    vi.doUnmock('../../src/incident/reads.ts');
    expect(played).toEqual(thoughtThrough);
  },
);

test('a command tells its fact wherever it stands: in the runbook itself or in one that it follows', () => {
  const text = `holdfast: 1
id: wet-cellar
title: A wet cellar
facts:
  pumps: { ask: How many pumps run?, type: number }
steps:
  - { id: count-pumps, run: Count the pumps, command: [pumps], timeout: 30s, capture: { pumps: stdout } }
  - { id: outside, follow: outside }
  - { id: over, end: It is over }
`;
  const outside = `holdfast: 1
id: outside
title: Outside
facts:
  gates: { ask: How many gates are open?, type: number }
steps:
  - { id: count-gates, run: Count the gates, command: [gates], timeout: 30s, capture: { gates: stdout } }
`;
  const scenarioText = `holdfast: 1
id: counting
title: Counting
runbook: wet-cellar
lasts: 60m
overview: { kind: drill, scope: An hour, threat: Water, sponsor: The mayor, contact: Resilience }
objectives:
  count:
    statement: What there is is counted
    capability: Situational assessment
    element: training
    tasks: [{ task: Count, measure: { fact: gates } }]
injects: [{ id: rain, at: 1m, message: It rains. }]
`;
  const read = parseScenario(scenarioText, 'counting.yaml');
  if (!('scenario' in read)) throw new Error('no scenario');
  const sha256 = '0'.repeat(64);
  const { entries } = rehearse(
    beginRehearsal({
      scenario: read.scenario,
      source: { text: scenarioText, sha256 },
      runbook: { text, followed: { outside }, sha256 },
      alias: 'counting',
      begins: Date.parse('2026-01-15T01:00:00Z'),
      timezone: 'Europe/Copenhagen',
      holidays: [],
    }),
    1,
  );
  const recorded = entries.flatMap((entry) => (entry.type === 'fact.recorded' ? [entry.data] : []));
  expect(recorded).toMatchObject([
    { fact: 'pumps', known: true },
    { fact: 'gates', known: true },
  ]);
});
