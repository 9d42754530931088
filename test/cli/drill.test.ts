import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { built, Desk, holdfast } from '../support/cli.ts';
import { Terminal } from '../support/terminal.ts';

beforeAll(built, 120_000);

const root = join(import.meta.dirname, '../..');
const library = join(root, 'test/runbooks/drills/library');

/** A scenario of the cellar flood that is over in a few exercise minutes. */
const wetNight = `holdfast: 1
id: wet-night
title: A wet night
owner: Resilience
runbook: cellar-flood
begins: "02:10"
lasts: 1h
overview:
  kind: tabletop
  scope: The first hour
  threat: Water
  sponsor: The mayor
  contact: Resilience
  assumptions: [What a message says is so]
facts: { power_on: true }
players:
  lead: { team: Bridge }
  facilities: { team: Site, unreachable: true }
objectives:
  look-first:
    statement: Somebody looks before anybody decides
    capability: Situational assessment
    element: training
    tasks:
      - { task: Look into the cellar, measure: { step: look, before: in-or-not, within: 30m } }
      - { task: Type the depth in, measure: { fact: water_depth, is: 12, within: 30m, from: inject guard } }
injects:
  - { id: sensor, at: 0m, to: [lead], from: Panel, by: alarm, message: 'Sensor 14: WET.', objectives: [look-first] }
  - { id: guard, by-hand: true, to: [lead], from: Night guard, by: phone, message: Twelve centimetres., tells: { water_depth: 12 } }
  - { id: mayor, by-hand: true, from: The mayor, by: phone, message: Promise me., answer: { ask: 'Do you promise?', of: ['yes', 'no'] } }
  - { id: late, at: 50m, kind: contingency, unless: "steps['tell'].state == 'done'", message: Tell us. }
`;

function drillDesk(scenario = wetNight): Desk {
  const desk = new Desk();
  cpSync(library, desk.path('runbooks'), { recursive: true });
  mkdirSync(desk.path('runbooks', 'drills'));
  writeFileSync(desk.path('runbooks', 'drills', 'wet-night.yaml'), scenario);
  return desk;
}

const said = async (desk: Desk, ...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await desk.run(args);
  return `${code} ${stdout}${stderr}`;
};
/** The incident of a drill that was begun, with `-i` before it. */
async function begun(desk: Desk): Promise<readonly string[]> {
  const { incident } = (await desk.json(['drill', 'start', 'wet-night', '--as', 'lead'])) as { incident: string };
  return ['-i', incident];
}

describe('drill list and check', () => {
  test('the scenarios beside the runbooks are listed with what they drill, the shipped one too', async () => {
    const desk = drillDesk();
    expect(await said(desk, 'drill', 'list')).toContain(
      'wet-night  A wet night  (tabletop, 1h, 4 injects, drills cellar-flood)',
    );
    // As many as the facilitator's screen counts: what is expected of the players never comes to them.
    expect(await desk.json(['drill', 'list'])).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'cloudburst-at-night', runbook: 'data-centre-flood', injects: 27 }),
      ]),
    );
  });

  test('a sound one passes; a wrong one is told with its place, and the exit code says no', async () => {
    const desk = drillDesk();
    expect(await said(desk, 'drill', 'check', 'wet-night')).toBe('0 1 file checked: 0 errors, 0 warnings\n');
    writeFileSync(desk.path('wrong.yaml'), wetNight.replace('step: look', 'step: lok'));
    const { code, stdout } = await desk.run(['drill', 'check', 'wrong.yaml']);
    expect(code).toBe(1);
    expect(stdout).toContain('wrong.yaml:25:56: error: there is no step `lok` [unknown-step]');
    expect(stdout).toContain('did you mean `look`?');
    expect(await said(desk, 'drill', 'check', 'wet-nigth')).toBe(
      '3 holdfast: There is no scenario "wet-nigth". Did you mean "wet-night"? See what there is: holdfast drill list\n',
    );
  });

  test('a scenario is no runbook and a runbook no scenario: each is named as what it is, and nothing is recorded', async () => {
    const desk = drillDesk();
    expect(await said(desk, 'start', 'wet-night', '--no-ui')).toBe(
      '3 holdfast: There is no runbook "wet-night"; it is the scenario of a drill. Play it: holdfast drill start wet-night\n',
    );
    expect(await said(desk, 'drill', 'start', 'cellar-flood')).toBe(
      '3 holdfast: There is no scenario "cellar-flood"; it is a runbook. Practise it: holdfast start cellar-flood --drill\n',
    );
    expect(await desk.json(['list'])).toEqual([]);
  });
});

describe('drill start', () => {
  test('declares a drill whose clock shows the night, follows its runbook, records what is known, and tells the first inject', async () => {
    const desk = drillDesk();
    const { code, stdout } = await desk.run(['drill', 'start', 'wet-night', '--as', 'lead', '--no-ui']);
    expect(code).toBe(0);
    expect(stdout).toContain('EXERCISE EXERCISE EXERCISE');
    expect(stdout).toContain('What a message says is so');
    expect(stdout).toContain('Nobody plays facilities: whoever rings that role gets no answer.');
    const log = await said(desk, 'log', '-i', 'night-1');
    expect(log).toContain('Playing the scenario: A wet night');
    expect(log).toContain('Following the runbook: Cellar flood');
    expect(log).toContain('Inject from Panel, by alarm, to Incident lead: Sensor 14: WET.');
    expect(log).toMatch(/02:10/);
    expect(await desk.json(['status', '-i', 'night-1'])).toMatchObject({
      incident: { mode: 'drill' },
      facts: expect.arrayContaining([expect.objectContaining({ id: 'power_on', value: true })]) as unknown,
    });
  });

  test('a scenario with faults, one of an unknown role or at a speed that nobody can follow starts nothing', async () => {
    const desk = drillDesk(wetNight.replace('step: look,', 'step: lok,'));
    expect(await said(desk, 'drill', 'start', 'wet-night')).toMatch(
      /^4 holdfast: .*wet-night\.yaml:25:56: there is no step `lok`\. Nothing was recorded\. See all: holdfast drill check /,
    );
    const sound = drillDesk();
    expect(await said(sound, 'drill', 'start', 'wet-night', '--as', 'leed')).toContain(
      '3 holdfast: cellar-flood has no role "leed". Did you mean "lead"?',
    );
    expect(await said(sound, 'drill', 'start', 'wet-night', '--speed', '200')).toContain(
      '2 holdfast: "200" is no speed. Give a number from 0.1 to 100; 1 is real time.',
    );
    expect(await said(sound, 'list', '--all')).toContain('No incident was ever declared here.');
  });

  test('an inject is let come, answered by its name or alone, and only with one of its answers', async () => {
    const desk = drillDesk();
    const i = await begun(desk);
    expect(await said(desk, 'answer', 'no', ...i)).toContain('4 holdfast: No inject waits for an answer.');
    expect(await said(desk, 'inject', 'mayor', ...i)).toContain('Inject from The mayor, by phone: Promise me.');
    expect(await said(desk, 'inject', 'mayor', ...i)).toContain('4 holdfast: "mayor" has come already.');
    expect(await said(desk, 'answer', 'perhaps', ...i)).toContain(
      '3 holdfast: "perhaps" is no answer to "mayor". One of: yes, no.',
    );
    expect(await said(desk, 'answer', 'No', ...i)).toContain('Answer to mayor: no');
  });

  test('whoever types for another answers what came to them alone, by its name; what has not come is no inject yet', async () => {
    const toLead = (id: string): string =>
      `  - { id: ${id}, by-hand: true, to: [lead], message: Well?, answer: { ask: 'Do you go?' } }\n`;
    const desk = drillDesk(wetNight + toLead('chief') + toLead('region'));
    const here = await begun(desk);
    await said(desk, 'assign', 'lead', 'Ida Juhl', '--by', 'Ida Juhl', ...here);
    const none = '4 holdfast: No inject waits for an answer.';
    expect(await said(desk, 'answer', 'chief', 'we', 'stay', '--by', 'Ida Juhl', ...here)).toContain(none);
    await said(desk, 'inject', 'chief', ...here);
    expect(await said(desk, 'answer', 'chief', 'we', 'stay', '--by', 'Ida Juhl', ...here)).toContain(
      'Answer to chief: we stay',
    );
    expect(await said(desk, 'answer', 'chief', 'we', 'go', '--by', 'Ida Juhl', ...here)).toContain(none);
    expect(await said(desk, 'answer', 'region', 'we', 'go', '--by', 'Ida Juhl', ...here)).toContain(none);
  });

  test('where none waits for an answer it says what shows those that have come', async () => {
    const desk = drillDesk();
    const here = await begun(desk);
    expect(await said(desk, 'answer', 'yes', ...here)).toBe(
      '4 holdfast: No inject waits for an answer. holdfast drill injects shows what has come.\n',
    );
  });

  test('nothing leaves the room: every message begins and ends with EXERCISE EXERCISE EXERCISE', async () => {
    const desk = drillDesk();
    const i = await begun(desk);
    const { entries } = (await desk.json(['send', 'first-word', ...i])) as {
      entries: { type: string; words?: string }[];
    };
    expect(entries.find(({ type }) => type === 'message.sent')?.words).toBe(
      'EXERCISE EXERCISE EXERCISE\nWater in the cellar.\nEXERCISE EXERCISE EXERCISE',
    );
    await desk.json(['start', 'cellar-flood']);
    const real = (await desk.json(['send', 'first-word', '-i', 'flood-2'])) as { entries: { words?: string }[] };
    expect(real.entries[0]?.words).toBe('Water in the cellar.');
  });

  test('what is told in two languages is marked once, as a whole', async () => {
    const desk = drillDesk();
    const file = desk.path('runbooks', 'cellar-flood.yaml');
    const runbook = readFileSync(file, 'utf8');
    expect(runbook).toContain('en: Water in the cellar.');
    writeFileSync(file, runbook.replace('en: Water in the cellar.', 'en: Water in the cellar., da: Vand i kælderen.'));
    const { entries } = (await desk.json(['send', 'first-word', ...(await begun(desk))])) as {
      entries: { type: string; words?: string }[];
    };
    expect(entries.find(({ type }) => type === 'message.sent')?.words).toBe(
      'EXERCISE EXERCISE EXERCISE\n[en] Water in the cellar.\n\n[da] Vand i kælderen.\nEXERCISE EXERCISE EXERCISE',
    );
  });

  test('an inject is called by its title where it is held, let go, skipped or answered', async () => {
    const desk = drillDesk(wetNight.replace('id: mayor,', 'id: mayor, title: The mayor wants a promise,'));
    const i = await begun(desk);
    await desk.run(['drill', 'facilitate', '--no-ui', ...i]);
    expect(await said(desk, 'drill', 'hold', 'mayor', ...i)).toContain('Inject held: The mayor wants a promise');
    expect(await said(desk, 'drill', 'let-go', 'mayor', ...i)).toContain('Inject let go: The mayor wants a promise');
    await desk.run(['inject', 'mayor', ...i]);
    expect(await said(desk, 'answer', 'No', ...i)).toContain('Answer to The mayor wants a promise: no');
    expect(await said(desk, 'drill', 'skip', 'guard', '--why', 'Enough', ...i)).toContain(
      'Inject skipped: guard — Enough',
    );
  });

  test('what is to come, and how they are rated, the players do not read while they play', async () => {
    const desk = drillDesk();
    const i = await begun(desk);
    await desk.json(['pause', ...i]);
    expect(await said(desk, 'log', ...i)).not.toContain('late');
    await desk.json(['drill', 'stop', ...i]);
    expect(await said(desk, 'log', ...i)).toContain('Exercise ended');
  });
});

test('drill stop --real-world ends it at once, and everything that is asked says so', async () => {
  const desk = drillDesk();
  const i = await begun(desk);
  expect(await said(desk, 'drill', 'stop', '--real-world', '--why', 'A real pipe has burst')).toContain(
    'NO DUFF. The exercise is over; what happens now is real.',
  );
  for (const command of ['now', 'status']) expect(await said(desk, command, ...i)).toContain('NO DUFF.');
  // Nobody is sent back to a step of what was played.
  const now = await said(desk, 'now', ...i);
  expect(now).toMatch(/NO DUFF\.[^\n]*\nThen: holdfast declare "REASON"\n$/);
  expect(await said(desk, 'inject', 'guard', ...i)).toContain('4 holdfast: The exercise has ended.');
  expect(await said(desk, 'drill', 'stop', ...i)).toContain('4 holdfast: The exercise has ended.');
  const guide = await desk.run(['guide', '--plain', ...i], { input: 'quit\n' });
  expect(guide.stdout).toContain('NO DUFF. The exercise was stopped');
});

test('which drill is meant: named, said, of this terminal, of its surroundings, the one that is played, else the last', async () => {
  const desk = drillDesk();
  const injects = async (...args: string[]): Promise<string> => said(desk, 'drill', 'injects', ...args);
  await desk.json(['declare', 'Water']);
  expect(await injects()).toBe('3 holdfast: No drill was ever played here. Begin one: holdfast drill start SCENARIO\n');
  for (const night of ['night-2', 'night-3', 'night-4'])
    expect(await desk.json(['drill', 'start', 'wet-night'])).toMatchObject({ incident: night });
  expect(await injects('night-2', '-i', 'night-3')).toContain('[DRILL night-2]');
  expect(await injects('-i', 'night-3')).toContain('[DRILL night-3]');
  expect(await injects('incident-1')).toBe('2 holdfast: incident-1 is no drill. See the drills: holdfast list --all\n');
  const env = { HOLDFAST_INCIDENT: 'night-3' };
  expect((await desk.run(['drill', 'injects', '-i', 'night-2'], { env })).stdout).toContain('[DRILL night-2]');
  expect((await desk.run(['drill', 'injects'], { env })).stdout).toContain('[DRILL night-4]');
  // Where this terminal says nothing about a drill.
  await desk.json(['use', 'incident-1']);
  expect((await desk.run(['drill', 'injects'], { env })).stdout).toContain('[DRILL night-3]');
  const several = (...names: string[]): string =>
    `2 holdfast: More than one drill is open: ${names.map((name) => `${name} (A wet night)`).join(', ')}. Say which: -i ID\n`;
  expect(await injects()).toBe(several('night-2', 'night-3', 'night-4'));
  expect(await said(desk, 'drill', 'stop')).toBe(several('night-2', 'night-3', 'night-4'));
  // Hardly anybody closes a drill once the exercise has ended; what was seen of it is written down then.
  await desk.json(['drill', 'stop', 'night-2']);
  await desk.json(['drill', 'stop', 'night-4']);
  expect(await said(desk, 'drill', 'observe', 'They', 'ran')).toBe(several('night-2', 'night-3', 'night-4'));
  const real = { HOLDFAST_INCIDENT: 'incident-1' };
  expect((await desk.run(['drill', 'stop'], { env: real })).stdout).toContain('[DRILL night-3]');
  expect(await said(desk, 'drill', 'stop')).toBe('4 holdfast: The exercise has ended.\n');
  for (const night of ['night-2', 'night-3']) await desk.json(['close', '-i', night, '-y']);
  expect(await injects()).toContain('[DRILL night-4]');
  await desk.json(['close', '-i', 'night-4', '-y']);
  expect(await injects()).toContain('[DRILL night-4]');
});

test('a drill is never counted among incidents, and says in the list when its exercise has ended', async () => {
  const desk = drillDesk();
  const i = await begun(desk);
  await desk.json(['severity', 'sev2', ...i]);
  expect(await said(desk, 'list')).toContain('  open, sev2  declared');
  await desk.json(['drill', 'stop', ...i]);
  expect(await said(desk, 'list')).toContain('  exercise ended, sev2  declared');
  expect(await desk.json(['list'])).toEqual([expect.objectContaining({ state: 'open', 'played-out': true })]);
  for (const act of ['stabilise', 'resolve', 'close']) await desk.run([act, ...i, '--yes']);
  expect(await said(desk, 'list')).toBe('0 No incident is open.\n1 drill that is over: holdfast list --all\n');
});

test('at home a drill whose exercise has ended says so, and nothing in it presses', async () => {
  const desk = drillDesk();
  const ended = await begun(desk);
  await desk.json(['drill', 'stop', ...ended]);
  await begun(desk);
  const { stdout } = await desk.run(['--plain'], { input: 'incidents\nhome\nquit\n' });
  expect(stdout).toMatch(/DRILL night-1 A wet night: exercise ended, declared \S+ ago/);
  expect(stdout).toMatch(/DRILL night-2 A wet night: declared \S+ ago/);
});

describe('drill score', () => {
  test('each objective with its rating, what was measured, and the entries behind it', async () => {
    const desk = drillDesk();
    const i = await begun(desk);
    await desk.json(['inject', 'guard', ...i]);
    await desk.json(['fact', 'water_depth=12', ...i]);
    await desk.json(['fact', 'water_kind=clean', ...i]);
    await desk.json(['done', 'look', '--why', 'Nobody else is here', ...i]);
    await desk.json(['choose', 'in-or-not', 'slight', ...i]);
    await desk.json(['drill', 'stop', ...i]);
    const score = (await desk.json(['drill', 'score'])) as { objectives: { evidence: number[] }[] };
    expect(score).toMatchObject({
      incident: 'night-1',
      scenario: 'wet-night',
      over: true,
      objectives: [{ id: 'look-first', rating: 'P', met: true, measured: '2 of 2 tasks without challenges' }],
      capabilities: [{ capability: 'Situational assessment', rating: 'P' }],
    });
    expect(score.objectives[0]?.evidence).toHaveLength(2);
    const text = await said(desk, 'drill', 'score', 'night-1');
    expect(text).toContain('P  Somebody looks before anybody decides');
    expect(text).toContain('P = Performed without Challenges');
  });

  test('every letter that stands in it is told what it stands for, the best first', async () => {
    const desk = drillDesk();
    const i = await begun(desk);
    await desk.json(['drill', 'rate', 'look-first', 'M', '--by', 'Eva Holm', ...i]);
    await desk.json(['drill', 'rate', 'look-first', 'P', '--by', 'Ib Juhl', ...i]);
    await desk.json(['drill', 'stop', ...i]);
    const text = await said(desk, 'drill', 'score', 'night-1');
    expect(text).toContain('M  Somebody looks before anybody decides');
    expect(text).toContain('P   Ib Juhl');
    expect(text).toMatch(/\n\nP = Performed without Challenges\nM = Performed with Major Challenges\n$/);
  });

  test('while it goes on its players read what was read aloud to them, and the staff how it stands', async () => {
    const desk = drillDesk();
    await begun(desk);
    const { stdout, stderr } = await desk.run(['drill', 'score']);
    expect(stdout).toContain('It is to show:\n  - Somebody looks before anybody decides\n');
    expect(stdout).not.toMatch(/Look into the cellar|Type the depth in|P = /);
    expect(stderr).toBe('How it goes is told when the exercise has ended. --staff shows it now.\n');
    expect(await desk.json(['drill', 'score'])).toMatchObject({ over: false, 'not-shown': 1, objectives: [] });
    expect(await said(desk, 'drill', 'score', '--staff')).toContain('Look into the cellar: not done yet');
    expect(await desk.json(['drill', 'score', '--staff'])).toMatchObject({ objectives: [{ id: 'look-first' }] });
  });

  test('the after-action report of one that goes on is for the staff', async () => {
    const desk = drillDesk();
    await begun(desk);
    expect(await said(desk, 'export', '--format', 'aar', '-i', 'night-1')).toBe(
      '4 holdfast: night-1 goes on, and its players would read in this report by what they are measured. ' +
        'Wait until it has ended (holdfast drill stop), or, if you are of the staff, add --staff.\n',
    );
    expect(await said(desk, 'export', '--format', 'aar', '-i', 'night-1', '--staff')).toContain('Look into the cellar');
  });

  test('an incident, and a dry walk, have none', async () => {
    const desk = drillDesk();
    expect(await said(desk, 'drill', 'score')).toContain('3 holdfast: ');
    await desk.json(['start', 'cellar-flood', '--drill']);
    expect(await said(desk, 'drill', 'score')).toContain('4 holdfast: flood-1 plays no scenario');
    await desk.json(['start', 'cellar-flood']);
    expect(await said(desk, 'drill', 'score', 'flood-2')).toContain('2 holdfast: flood-2 is no drill.');
  });
});

describe('drill auto', () => {
  interface Auto {
    readonly digest: string;
    readonly ended: string;
    readonly objectives: readonly { readonly rating: string | null }[];
  }

  test('the same seed gives the same, another one another; nothing is kept', async () => {
    const desk = drillDesk();
    const auto = async (seed: string): Promise<Auto> =>
      (await desk.json(['drill', 'auto', 'cloudburst-at-night', '--seed', seed])) as Auto;
    const [first, again, other] = [await auto('7'), await auto('7'), await auto('8')];
    expect(again).toEqual(first);
    expect(other.digest).not.toBe(first.digest);
    expect(first.ended).toBe('time-up');
    expect(first.objectives).toHaveLength(6);
    expect(await said(desk, 'list', '--all')).toContain('No incident was ever declared here.');
  });

  test('of many crews it says which tasks fail most often, which way they went, what never came', async () => {
    const desk = drillDesk();
    const spots = (await desk.json(['drill', 'auto', 'wet-night', '--runs', '12'])) as {
      objectives: Record<string, Record<string, number>>;
      injects: Record<string, number>;
      stuck: number[];
    };
    expect(Object.values(spots.objectives['look-first'] ?? {}).reduce((a, b) => a + b, 0)).toBe(12);
    expect(spots.injects).toMatchObject({ sensor: 12, guard: 0, mayor: 0 });
    expect(spots.stuck).toEqual([]);
    const text = await said(desk, 'drill', 'auto', 'wet-night', '--runs', '3');
    expect(text).toContain('Never came:\n       guard');
  });

  test('a seed that is no number is refused', async () => {
    expect(await said(drillDesk(), 'drill', 'auto', 'wet-night', '--seed', 'x')).toBe(
      '2 holdfast: "x" is not a number that --seed can be. Give a whole number from 1 on: --seed 7\n',
    );
  });
});

describe('what the staff write, while the drill goes on', () => {
  /** A drill with an inject left out, and an observation put in other words; how its entries are numbered. */
  async function observed(desk: Desk): Promise<void> {
    await begun(desk);
    await desk.run(['drill', 'skip', 'mayor', '--why', 'Enough of mayors'], { env: { USER: 'eva' } });
    await desk.run(['drill', 'observe', 'Nobody asked the guard', '--note', 'Ask Ane'], { env: { USER: 'eva' } });
    const log = await said(desk, 'log', '-i', 'night-1', '--staff');
    const seq = /#(\d+)\s.*Nobody asked the guard/.exec(log)?.[1];
    await desk.run(['correct', seq!, 'Somebody rang the guard', '-i', 'night-1'], { env: { USER: 'eva' } });
  }
  const secrets = /Enough of mayors|the guard|Ask Ane/;

  test.each([
    [['log']],
    [['log', '--json']],
    [['search', 'guard']],
    [['export', '--format', 'markdown']],
    [['export', '--format', 'csv']],
  ])('%j keeps it from players, says how much, and shows it to whoever asks', async (args) => {
    const desk = drillDesk();
    await observed(desk);
    const of = [...args, '-i', 'night-1'];
    const shown = await desk.run(of);
    expect(shown.stdout).not.toMatch(secrets);
    expect(shown.stdout).not.toContain('Promise me.');
    expect(shown.stderr).toMatch(/^\d (?:entries|entry) of the staff, or for others: not shown until/);
    const all = await desk.run([...of, '--staff']);
    expect(all.stderr).not.toContain('not shown');
    expect(all.stdout).toMatch(secrets);
    await desk.run(['drill', 'stop', 'night-1']);
    const after = await desk.run(of);
    expect(after.stderr).not.toContain('not shown');
    expect(after.stdout).toMatch(secrets);
  });

  test('the list of injects has for players what came to them, for the facilitator and afterwards all', async () => {
    const desk = drillDesk();
    await begun(desk);
    const shown = await desk.run(['drill', 'injects']);
    expect(shown.stdout).toMatch(/sensor/);
    expect(shown.stdout).not.toMatch(/guard|mayor|late/);
    expect(shown.stderr).toBe(
      '3 injects of the staff, or for others: not shown until the drill has ended. --staff shows them.\n',
    );
    expect(await said(desk, 'drill', 'injects', '--staff')).toMatch(/\(guard\)/);
    await desk.run(['drill', 'stop', 'night-1']);
    expect(await said(desk, 'drill', 'injects')).toMatch(/\(guard\)/);
  });

  test('is whole in the record itself, and tells a program how many injects it was not shown', async () => {
    const desk = drillDesk();
    await observed(desk);
    const bundle = await desk.run(['export', '--format', 'json', '-i', 'night-1']);
    expect(bundle.stdout).toContain('Enough of mayors');
    expect(bundle.stderr).not.toContain('not shown');
    expect(await desk.json(['drill', 'injects'])).toMatchObject({ 'not-shown': 3, injects: [{ id: 'sensor' }] });
  });
});

test('what the staff saw is told with the score, as it was put in the end', async () => {
  const desk = drillDesk();
  await begun(desk);
  await desk.run(['drill', 'observe', 'Nobody asked the guard', '--objective', 'look-first', '--rating', 'S'], {
    env: { USER: 'eva' },
  });
  await desk.run(['drill', 'observe', 'Calm on the telephone']);
  const seq = /#(\d+)\s.*Nobody asked the guard/.exec(await said(desk, 'log', '-i', 'night-1', '--staff'))?.[1];
  await desk.json(['correct', seq!, 'Somebody rang the guard', '-i', 'night-1']);
  expect(await desk.json(['drill', 'score'])).toMatchObject({ observations: [] });
  expect(await desk.json(['drill', 'score', '--staff'])).toMatchObject({
    objectives: [{ id: 'look-first', given: [{ rating: 'S', by: 'eva', words: 'Somebody rang the guard' }] }],
    observations: [
      { entry: Number(seq), by: 'eva', words: 'Somebody rang the guard', objective: 'look-first', rating: 'S' },
      { words: 'Calm on the telephone', objective: null, rating: null },
    ],
  });
  const text = await said(desk, 'drill', 'score', '--staff');
  expect(text).toContain('Observed:');
  expect(text).toContain('eva (S, look-first): Somebody rang the guard');
});

describe('on a terminal', () => {
  const fast = wetNight.replace(
    'by-hand: true, to: [lead], from: Night guard',
    'at: 1m, to: [lead], from: Night guard',
  );

  function at(desk: Desk, args: readonly string[]): Terminal {
    const terminal = new Terminal(process.execPath, [holdfast, ...args], {
      columns: 110,
      rows: 40,
      env: desk.env,
      cwd: desk.folder,
    });
    onTestFinished(() => terminal.close());
    return terminal;
  }

  test('injects come by themselves, are read word for word, and the clock stands while nobody is there', async () => {
    const desk = drillDesk(fast);
    const first = at(desk, ['drill', 'start', 'wet-night', '--as', 'lead', '--speed', '60']);
    await first.see('Somebody looks before anybody decides');
    await first.see('Enter begins the exercise.');
    first.press('\r');
    await first.see('DRILL');
    await first.see('Twelve centimetres.');
    first.press(':');
    await first.see('>');
    first.press('injects\r');
    await first.see('Injects (2)');
    await first.see('Nobody has typed in yet: How deep is it');
    first.press('q');
    await first.see('DRILL');
    first.press('q');
    await first.end();
    expect(await said(desk, 'log', '-i', 'night-1')).toContain('nobody had it open since');
    const again = at(desk, ['guide', '-i', 'night-1']);
    await again.see('DRILL');
    await again.see('Exercise clock goes on');
    again.press('q');
    await again.end();
  });
});

test('home tells a drill by the clock of its exercise, which began at ten past two whatever the wall shows', async () => {
  const desk = drillDesk();
  await desk.json(['drill', 'start', 'wet-night']);
  const { stdout } = await desk.run(['--plain'], { input: 'home\nquit\n' });
  expect(stdout).toMatch(/DRILL night-1 A wet night: (?:sev\d, )?declared \d+s ago/);
});

test('whoever leaves while the exercise is read aloud has begun none', async () => {
  const desk = drillDesk();
  const terminal = new Terminal(process.execPath, [holdfast, 'drill', 'start', 'wet-night'], {
    env: desk.env,
    cwd: desk.folder,
  });
  onTestFinished(() => terminal.close());
  await terminal.see('Enter begins the exercise.');
  terminal.press('\u0003');
  await terminal.see('Nothing was recorded.');
  expect((await terminal.end()).code).toBe(2);
  expect(await said(desk, 'list', '--all')).toContain('No incident was ever declared here.');
});

test('the shipped scenario is as it is told: two hours of exercise, fifteen injects or more, three branches or more', () => {
  const text = readFileSync(join(root, 'runbooks/drills/cloudburst-at-night.yaml'), 'utf8');
  expect(text.match(/^ {2}- id: /gm)?.length ?? 0).toBeGreaterThan(15);
});
