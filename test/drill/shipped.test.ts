import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseScenario, playedMs } from '../../src/runbook/index.ts';
import type { Scenario } from '../../src/runbook/index.ts';
import { built, Desk } from '../support/cli.ts';

const drills = new URL('../../runbooks/drills/', import.meta.url);
const names = readdirSync(drills).filter((name) => name.endsWith('.yaml'));

function scenarioOf(name: string): Scenario {
  const read = parseScenario(readFileSync(new URL(name, drills), 'utf8'), name);
  if (!('scenario' in read)) throw new Error(`${name} is no scenario`);
  return read.scenario;
}

const minutesPlayed = (scenario: Scenario): number => playedMs(scenario) / 60_000;

test('there are six, for more than one runbook', () => {
  expect(names).toHaveLength(6);
  expect(new Set(names.map((name) => scenarioOf(name).runbook)).size).toBeGreaterThan(1);
});

describe.each(names)('%s', (name) => {
  beforeAll(built);

  test('is an evening of work: an hour or two, fifteen injects, three ways that it can go', () => {
    const scenario = scenarioOf(name);
    expect(minutesPlayed(scenario)).toBeGreaterThanOrEqual(60);
    expect(minutesPlayed(scenario)).toBeLessThanOrEqual(120);
    expect(scenario.injects.filter(({ kind }) => kind !== 'expected-action').length).toBeGreaterThanOrEqual(15);
    expect(Object.keys(scenario.branches ?? {}).length).toBeGreaterThanOrEqual(3);
  });

  test('every objective is served by an inject, talked about afterwards and listened for', () => {
    const { injects, objectives } = scenarioOf(name);
    const lacking = Object.entries(objectives).filter(
      ([id, objective]) =>
        !injects.some((inject) => inject.objectives?.includes(id)) ||
        objective.discuss === undefined ||
        objective['listen-for'] === undefined,
    );
    expect(lacking.map(([id]) => id)).toEqual([]);
  });

  test('simulated responders get through it, twice alike', async () => {
    const desk = new Desk();
    const play = async (): Promise<unknown> => {
      const { code, stdout, stderr } = await desk.run(['drill', 'auto', name.replace(/\.yaml$/, ''), '--json']);
      expect(stderr).toBe('');
      expect(code).toBe(0);
      return JSON.parse(stdout);
    };
    const once = await play();
    expect(once).toMatchObject({ ended: expect.stringMatching(/^(?:time-up|closed)$/) });
    expect(await play()).toEqual(once);
  });
});
