import { expect, test, vi } from 'vitest';
import type { Rehearsed } from '../../src/drill/index.ts';
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
