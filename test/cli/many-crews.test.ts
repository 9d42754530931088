import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { playElsewhere, playMany } from '../../src/cli/threads/many-crews.ts';
import { playSeeds, Seeds } from '../../src/cli/threads/seeds.ts';
import { addTally, count, emptyTally, type Tally } from '../../src/cli/threads/tally.ts';
import { weakSpots, weakSpotsText } from '../../src/cli/threads/weak-spots.ts';
import { beginRehearsal, type Rehearsed, rehearse, type Score } from '../../src/drill/index.ts';
import { parseScenario } from '../../src/runbook/index.ts';
import { built, Desk } from '../support/cli.ts';
import { rehearsing } from '../support/rehearsing.ts';

beforeAll(built);

const night = rehearsing('wrong-window');

test('what many crews come to is the same, however many threads play them', async () => {
  const alone = weakSpots(await playMany(night, 5, 30, 1));
  expect(weakSpots(await playMany(night, 5, 30, 3))).toEqual(alone);
  expect(JSON.stringify(weakSpots(await playMany(night, 5, 30, 2)))).toBe(JSON.stringify(alone));
});

test('another thread plays a seed as this one does', async () => {
  const { first, runs, shared } = new Seeds(1, 8);
  const elsewhere = await playElsewhere({ rehearsing: night, first, runs, shared }).played;
  expect(elsewhere).toEqual(playSeeds(night, new Seeds(1, 8)));
  expect(elsewhere.injects).not.toEqual(emptyTally(night.scenario).injects);
});

test('whoever counts which seed, and in whatever order it is put together, the same comes of it', () => {
  const begun = beginRehearsal(night);
  const played = Array.from({ length: 9 }, (_, index) => rehearse(begun, index + 1));
  // Tasks do not apply everywhere: in each seed another one is the first that is met.
  const partly = played.map((one, index) => ({
    ...one,
    ended: index % 4 === 2 ? ('stuck' as const) : one.ended,
    score: { ...one.score, objectives: rotated(one.score, index) },
  }));
  const counted = (rehearsals: readonly Rehearsed[]): Tally => {
    const tally = emptyTally(night.scenario);
    for (const one of rehearsals) count(tally, night.scenario, one);
    return tally;
  };
  const all = JSON.stringify(weakSpots(counted(partly)));
  expect(JSON.parse(all)).toMatchObject({ stuck: [3, 7] });
  fc.assert(
    fc.property(
      fc.array(fc.nat(2), { minLength: 9, maxLength: 9 }),
      fc.constantFrom([0, 1, 2], [2, 0, 1]),
      (by, threads) => {
        const whole = emptyTally(night.scenario);
        for (const thread of threads) addTally(whole, counted(partly.filter((_one, index) => by[index] === thread)));
        expect(JSON.stringify(weakSpots(whole))).toBe(all);
      },
    ),
  );
});

test('what is counted of each objective, task, inject and way is how often it came to that', () => {
  const { scenario } = night;
  const begun = beginRehearsal(night);
  const played = [1, 2, 3, 4, 5].map((seed) => rehearse(begun, seed));
  const tally = emptyTally(scenario);
  for (const one of played) count(tally, scenario, one);
  const times = (is: (one: Rehearsed) => boolean): number => played.filter(is).length;

  const objective = ({ score }: Rehearsed, id: string) => score.objectives.find((each) => each.id === id);
  const ratings = Object.keys(scenario.objectives).map((id) => {
    const rated = (rating?: string) => times((one) => objective(one, id)?.rating === rating);
    return [id, { P: rated('P'), S: rated('S'), M: rated('M'), U: rated('U'), none: rated() }];
  });
  expect(tally.objectives).toEqual(Object.fromEntries(ratings));

  const tasks = Object.entries(scenario.objectives).flatMap(([id, { tasks: all = [] }]) =>
    all.map(({ task }) => {
      const rated = (is: (rating: string) => boolean) =>
        times((one) => is(objective(one, id)?.tasks.find((each) => each.task === task)?.rating ?? ''));
      return { objective: id, task, failed: rated((rating) => rating === 'U'), of: rated((rating) => rating !== '') };
    }),
  );
  const counted = weakSpots(tally).tasks;
  expect(counted).toEqual(expect.arrayContaining(tasks.filter(({ of }) => of > 0)));
  expect(counted).toHaveLength(tasks.filter(({ of }) => of > 0).length);
  expect(counted.some(({ failed, of }) => failed > 0 && failed < of)).toBe(true);

  const wasDelivered = ({ entries }: Rehearsed, id: string) =>
    entries.some((entry) => entry.type === 'inject.delivered' && entry.data.inject === id);
  const injects = scenario.injects.filter(({ kind }) => kind !== 'expected-action');
  expect(injects.length).toBeLessThan(scenario.injects.length);
  expect(tally.injects).toEqual(
    Object.fromEntries(injects.map(({ id }) => [id, times((one) => wasDelivered(one, id))])),
  );
  const ways = Object.keys(scenario.branches ?? {}).map((way) => [
    way,
    times((one) => injects.some(({ id, branch }) => branch === way && wasDelivered(one, id))),
  ]);
  expect(tally.branches).toEqual(Object.fromEntries(ways));
  expect(Object.values(tally.branches).some((n) => n > 0)).toBe(true);
});

test('ways and what never came are told by what they are called, with the id of what an author has to look for', () => {
  const spots = weakSpots(emptyTally(night.scenario));
  const text = weakSpotsText(night.scenario, spots, { first: 1, runs: 4 });
  expect(text).toContain('  0 %  went this way: They look on');
  const [first] = night.scenario.injects;
  expect(text).toContain(`       ${first?.title} (${first?.id})`);
});

test('the shares of an objective make a whole; an inject that only a hand lets come says so', () => {
  const tally = emptyTally(night.scenario);
  const [id = ''] = Object.keys(tally.objectives);
  const nothingKnown = { ...tally, objectives: { ...tally.objectives, [id]: { P: 0, S: 0, M: 0, U: 0, none: 1 } } };
  const text = weakSpotsText(night.scenario, weakSpots(nothingKnown), { first: 1, runs: 1 });
  expect(text).toContain('    P     S     M     U   n/a  objective');
  expect(text).toContain(`  0 %   0 %   0 %   0 % 100 %  ${night.scenario.objectives[id]?.statement}`);
  const byHand = night.scenario.injects.find((inject) => inject['by-hand']);
  expect(text).toContain(`       ${byHand?.title} (${byHand?.id}), by hand alone`);
});

test('of tasks the one that fails most often comes first, and of seeds that go no further none is passed over in silence', () => {
  const { scenario } = night;
  const [objective = ''] = Object.keys(scenario.objectives);
  const told = (stuck: readonly number[], failed: readonly number[]): string[] => {
    const tally = emptyTally(scenario);
    tally.stuck.push(...stuck);
    for (const [place, times] of failed.entries())
      tally.tasks[String(place)] = { objective, task: `task ${place}`, met: [1, place], failed: times, of: 40 };
    return weakSpotsText(scenario, weakSpots(tally), { first: 1, runs: 40 });
  };
  const text = told([9, 3], [1, 0, 30, 1]);
  expect(text.filter((line) => line.includes('task '))).toEqual([' 75 %  task 2', '  3 %  task 0', '  3 %  task 3']);
  expect(text[text.indexOf(' 75 %  task 2') - 1]).toBe('Not performed most often:');
  expect(text.at(-1)).toBe('Nobody knew how to go on with seed 3, 9');
  const many = Array.from({ length: 40 }, (_, index) => index + 1);
  expect(told(many, []).at(-1)).toBe(
    'Nobody knew how to go on with seed 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 28 more',
  );
  expect(told([], []).join(' ')).not.toMatch(/Not performed|Nobody knew/);
});

test('is told whole: how often each objective came to what, what failed, which way it went, what never came', () => {
  const read = parseScenario(
    `holdfast: 1
id: wet
title: A wet night
runbook: cellar
lasts: 1h
overview: { kind: tabletop, scope: An hour, threat: Water, sponsor: The mayor, contact: Resilience }
branches:
  deep: { title: It is deep, when: facts.depth > 5 }
objectives:
  out: { statement: All are out, capability: Public safety, element: training, tasks: [{ task: Get out, measure: { step: out } }] }
  told: { statement: The town knows, capability: Public information, element: training, tasks: [{ task: Tell, measure: { message: word } }] }
injects:
  - { id: sensor, at: 1m, title: The sensor, message: Wet. }
  - { id: guard, at: 2m, message: It is deep., branch: deep }
  - { id: mayor, at: 3m, title: The mayor, message: Well? }
`,
    'wet.yaml',
  );
  if (!('scenario' in read)) throw new Error('no scenario');
  const tally = (more: object = {}): Tally => ({
    ...emptyTally(read.scenario),
    objectives: { out: { P: 3, S: 0, M: 0, U: 1, none: 0 }, told: { P: 4, S: 0, M: 0, U: 0, none: 0 } },
    tasks: {
      out: { objective: 'out', task: 'Get out', met: [7, 0], failed: 1, of: 4 },
      told: { objective: 'told', task: 'Tell', met: [7, 1], failed: 0, of: 4 },
    },
    injects: { sensor: 4, guard: 0, mayor: 0 },
    branches: { deep: 1 },
    ...more,
  });
  const told = (of: Tally): string[] => weakSpotsText(read.scenario, weakSpots(of), { first: 7, runs: 4 });
  const head = [
    'DRILL. A wet night, played 4 times by simulated responders (seeds 7 to 10). Nothing of it was kept.',
    '',
    '    P     S     M     U  objective',
    ' 75 %   0 %   0 %  25 %  All are out',
    '100 %   0 %   0 %   0 %  The town knows',
    '',
  ];
  const way = ' 25 %  went this way: It is deep';
  const letters = [
    'P = Performed without Challenges',
    'S = Performed with Some Challenges',
    'M = Performed with Major Challenges',
    'U = Unable to be Performed',
    '',
  ];
  expect(told(tally())).toEqual([
    ...head,
    ...letters,
    'Not performed most often:',
    ' 25 %  Get out',
    '',
    way,
    '',
    'Never came:',
    '       guard',
    '       The mayor (mayor)',
  ]);
  expect(told(tally({ tasks: {}, injects: { sensor: 4, guard: 1, mayor: 2 } }))).toEqual([...head, ...letters, way]);
});

/** The objectives in another order, and the first of them left out. */
function rotated({ objectives }: Score, by: number): Score['objectives'] {
  const from = by % objectives.length;
  return [...objectives.slice(from + 1), ...objectives.slice(0, from)];
}

test('a thread that comes to nothing is told of, with what was wrong', async () => {
  const broken = { ...night, runbook: { ...night.runbook, text: 'no runbook' } };
  const { first, runs, shared } = new Seeds(1, 8);
  await expect(playElsewhere({ rehearsing: broken, first, runs, shared }).played).rejects.toThrow(
    /^A thread that played some of the seeds came to nothing: .{10,}\. What became of them is not known/,
  );
});

// A machine with one core plays all of them on one thread.
test.skipIf(availableParallelism() < 2)(
  'a thread that dies without a word ends the command, which says so',
  async () => {
    const desk = new Desk();
    writeFileSync(desk.path('dies.cjs'), "if (!require('node:worker_threads').isMainThread) process.exit(7);");
    const { code, stdout, stderr } = await desk.run(['drill', 'auto', 'wrong-window', '--runs', '60'], {
      env: { NODE_OPTIONS: `--require ${desk.path('dies.cjs')}` },
    });
    expect([code, stdout]).toEqual([70, '']);
    expect(stderr).toMatch(/^holdfast: A thread that played some of the seeds came to nothing: it ended with 7\. /);
  },
);

test('a thread of it does nothing alone', async () => {
  const { code, stderr } = await new Desk().run(['_seeds']);
  expect([code, stderr]).toEqual([2, 'holdfast: _seeds is another thread of drill auto, and does nothing alone.\n']);
});
