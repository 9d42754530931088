import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { beginRehearsal, type Rehearsed, rehearse } from '../../src/drill/index.ts';
import { parseRunbook, parseScenario, playedMs } from '../../src/runbook/index.ts';
import type { Runbook, Scenario } from '../../src/runbook/index.ts';
import { built, Desk } from '../support/cli.ts';
import { rehearsing } from '../support/rehearsing.ts';

const drills = new URL('../../runbooks/drills/', import.meta.url);
const names = readdirSync(drills).filter((name) => name.endsWith('.yaml'));

function scenarioOf(name: string): Scenario {
  const read = parseScenario(readFileSync(new URL(name, drills), 'utf8'), name);
  if (!('scenario' in read)) throw new Error(`${name} is no scenario`);
  return read.scenario;
}

const matches = (data: object, fact: string, value: unknown): boolean =>
  'fact' in data && 'value' in data && data.fact === fact && data.value === value;

function runbookOf(id: string): Runbook {
  const read = parseRunbook(readFileSync(new URL(`../${id}.yaml`, drills), 'utf8'), id);
  if (!('runbook' in read)) throw new Error(`${id} is no runbook`);
  return read.runbook;
}

const inWords: Readonly<Record<number, string>> = {
  3: 'three',
  9: 'nine',
  12: 'twelve',
  14: 'fourteen',
  15: 'fifteen',
  17: 'seventeen',
  18: 'eighteen',
  41: 'forty-one',
};

/** Whether a message says a number, in digits or as people speak. */
const says = (message: string, value: number): boolean =>
  new RegExp(`(?<![\\d.])${value}(?![\\d]|\\.\\d)`).test(message) ||
  (inWords[value] !== undefined && message.toLowerCase().includes(inWords[value]));

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

  test('what an inject has to be typed in of a reading stands in its message', () => {
    const { injects, runbook } = scenarioOf(name);
    const { facts = {} } = runbookOf(runbook);
    const unsaid = injects.flatMap(({ id, message, tells = {} }) =>
      Object.entries(tells).flatMap(([fact, value]) => {
        const { unit } = facts[fact] ?? {};
        const isRead = typeof value === 'number' && value > 0 && unit !== undefined && unit !== 'people';
        return isRead && !says(message, value) ? [`${id}: ${fact} ${value}`] : [];
      }),
    );
    expect(unsaid).toEqual([]);
  });

  test('an answer that is hoped for is one of those that can be given, and fits what is expected', () => {
    const { injects, objectives } = scenarioOf(name);
    const asked = Object.values(objectives).flatMap(({ tasks = [] }) =>
      tasks.flatMap(({ measure }) =>
        measure?.answer === undefined || measure.is === undefined
          ? []
          : [[measure.answer, [measure.is].flat()] as const],
      ),
    );
    for (const [id, hoped] of asked) {
      const of = injects.find((inject) => inject.id === id)?.answer?.of ?? [];
      expect(hoped.filter((option) => !of.includes(String(option)))).toEqual([]);
      // Some are wrong: else nothing is asked.
      expect(of.length).toBeGreaterThan(hoped.length);
    }
  });

  test('the right answer a minute late is better than the wrong one, and than none', () => {
    const unfair = Object.values(scenarioOf(name).objectives).flatMap(({ tasks = [] }) =>
      tasks.flatMap(({ measure: { answer, is, within, else: otherwise = 'U' } = {} }) =>
        answer !== undefined && is !== undefined && typeof within === 'string' && otherwise !== 'S' ? [answer] : [],
      ),
    );
    expect(unfair).toEqual([]);
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

/** What all crews miss teaches as little as what all manage: then the runbook has no time for it, or the scenario. */
describe('ordinary crews', () => {
  const crews = 60;

  /** Of how many in a hundred it is so. */
  function share(scenario: string, isSo: (played: Rehearsed) => boolean): number {
    const begun = beginRehearsal(rehearsing(scenario));
    const played = Array.from({ length: crews }, (_, seed) => rehearse(begun, seed + 1));
    return (100 * played.filter(isSo).length) / crews;
  }

  const floods = ['cloudburst-at-night', 'storm-surge-failover-refused', 'breach-and-flood', 'the-board-says-dry'];

  test.each(floods)('have the first word to the public out in its hour, in %s', (scenario) => {
    const isOut = ({ score }: Rehearsed): boolean =>
      score.objectives.some(({ tasks }) =>
        tasks.some(({ task, rating }) => task.startsWith('First word') && rating !== undefined && rating !== 'U'),
      );
    expect(share(scenario, isOut)).toBeGreaterThan(80);
  });

  test('keep what they promised the public, or miss it once', () => {
    const isKept = ({ score }: Rehearsed): boolean =>
      score.objectives.some(({ id, rating }) => id === 'say-it-first' && (rating === 'P' || rating === 'S'));
    const kept = share('cloudburst-at-night', isKept);
    expect(kept).toBeGreaterThan(30);
    expect(kept).toBeLessThan(90);
  });

  test('weigh in the night which duties have begun, or leave it for the day', () => {
    const isWeighed = ({ score }: Rehearsed): boolean =>
      score.objectives.some(({ id, rating }) => id === 'know-the-duties' && rating !== undefined && rating !== 'U');
    const weighed = share('cloudburst-at-night', isWeighed);
    expect(weighed).toBeGreaterThan(35);
    expect(weighed).toBeLessThan(80);
  });

  test('find in the house who is in the house that night, and come to the move while it is still a choice', () => {
    const isPut = ({ score }: Rehearsed): boolean =>
      score.objectives.some(({ tasks }) =>
        tasks.some(({ task, rating }) => task.startsWith('Put the move to the director') && rating !== 'U'),
      );
    expect(share('storm-surge-failover-refused', isPut)).toBeGreaterThan(60);
    const missesSomebody = ({ entries }: Rehearsed): boolean =>
      entries.some(({ type, data }) => type === 'fact.recorded' && matches(data, 'people_missing', 1));
    expect(share('storm-surge-failover-refused', missesSomebody)).toBe(0);
  });

  test('answer what needs judgement as is hoped more often than not', () => {
    const keepsTheName = ({ entries }: Rehearsed): boolean =>
      entries.some((entry) => entry.type === 'inject.answered' && entry.data.option === 'no name');
    const kept = share('wrong-window', keepsTheName);
    expect(kept).toBeGreaterThan(55);
    expect(kept).toBeLessThan(95);
  });

  test('make follow-ups when they look back, each once, or do not', () => {
    const proposed = ({ entries }: Rehearsed): readonly string[] =>
      entries.flatMap((entry) => (entry.type === 'follow-up.proposed' ? [entry.words ?? ''] : []));
    const two = share('wrong-window', (played) => proposed(played).length >= 2);
    expect(two).toBeGreaterThan(50);
    expect(two).toBeLessThan(95);
    expect(share('wrong-window', (played) => new Set(proposed(played)).size !== proposed(played).length)).toBe(0);
    // Nobody looks back while it goes on.
    const early = ({ entries }: Rehearsed): boolean => {
      const [jump, first] = (['exercise.jumped', 'follow-up.proposed'] as const).map((type) =>
        entries.findIndex((entry) => entry.type === type),
      );
      return first !== -1 && (first ?? 0) < (jump ?? 0);
    };
    expect(share('wrong-window', early)).toBe(0);
  });

  test('say since when they are aware where they have weighed that a duty has begun', () => {
    const weighed = ({ entries }: Rehearsed): boolean =>
      entries.some(({ type, step }) => type === 'step.done' && step === 'weigh-the-duties');
    const isSaid = ({ entries }: Rehearsed): boolean => entries.some(({ type }) => type === 'incident.aware');
    const all = share('cloudburst-at-night', weighed);
    expect(share('cloudburst-at-night', (played) => weighed(played) && isSaid(played))).toBeGreaterThan(0.8 * all);
  });

  test('come to the cut of the keys and say what was cut, or do not', () => {
    const isCut = ({ entries }: Rehearsed): boolean =>
      entries.some(({ type, step }) => type === 'step.done' && step === 'say-the-cut');
    const cut = share('breach-found-by-a-citizen', isCut);
    expect(cut).toBeGreaterThan(30);
    expect(cut).toBeLessThan(80);
  });
});
