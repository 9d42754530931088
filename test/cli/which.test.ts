import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, Desk, holdfast } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

const mixed = `holdfast: 1
id: two-tracks
title: Two tracks
revision: 2026-10-01
owner: Test
roles: { lead: { title: Lead }, net: { title: Network } }
steps:
  - id: both
    parallel: Both at once
    tracks:
      a: { title: A, steps: [{ id: ring, do: Ring, role: lead, expect: 1m }] }
      b: { title: B, steps: [{ id: plug, do: Plug, role: net, expect: 1m }] }
  - { id: over, end: Over, outcome: resolved }
`;

/** No terminal: each command must say, or there must be one alone. */
const nowhere = { XDG_STATE_HOME: '/dev/null/none' };

beforeAll(built, 120_000);

describe('which incident', () => {
  test('the only open one is meant; of two none, and both are listed', async () => {
    const desk = new Desk();
    await desk.run(['declare', 'Water'], { env: nowhere });
    expect((await desk.run(['n', 'one'], { env: nowhere })).code).toBe(0);
    await desk.run(['declare', 'Fire'], { env: nowhere });
    const ended = await desk.run(['n', 'two'], { env: nowhere });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('incident-1 (Water), incident-2 (Fire)');
  });

  test('once all is over, whoever comes to read is told how the last one is named', async () => {
    const desk = new Desk();
    const metrics = async () => (await desk.run(['metrics'], { env: nowhere })).stderr;
    const over = async (...declared: string[]) => {
      const { incident } = (await desk.json(['declare', ...declared], { env: nowhere })) as { incident: string };
      await desk.json(['resolve', '-i', incident]);
      await desk.json(['close', '--yes', '-i', incident]);
      return incident;
    };
    const drill = await over('Water', '--drill');
    expect(await metrics()).toContain(`the last was -i ${drill} (all: holdfast list --all)`);
    await over('Fire');
    const last = await over('Smoke');
    await over('Water', '--drill');
    expect(await metrics()).toBe(
      `holdfast: No incident is open. Declare one: holdfast declare "REASON"; or name one that is over, the last was -i ${last} (all: holdfast list --all)\n`,
    );
  });

  test('-i takes any beginning that is enough, and a whole id before it', async () => {
    const desk = floodDesk();
    for (let n = 0; n < 10; n += 1) await desk.run(['declare', `Number ${n + 1}`], { env: nowhere });
    expect((await desk.run(['now', '-i', 'incident-1'])).stdout).toContain('[incident-1]');
    expect((await desk.run(['now', '-i', 'incident-10'])).stdout).toContain('[incident-10]');
    const ended = await desk.run(['now', '-i', 'inci']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('begins more than one id');
    expect(await desk.run(['now', '-i', 'incidnet-1'])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('Did you mean "incident-1"?'),
    });
  });

  test('what this terminal uses goes before HOLDFAST_INCIDENT, -i before both', async () => {
    const desk = new Desk();
    await desk.run(['declare', 'Water'], { env: nowhere });
    await desk.run(['declare', 'Fire'], { env: nowhere });
    const env = { HOLDFAST_INCIDENT: 'incident-1' };
    expect((await desk.run(['now'], { env })).stdout).toContain('[incident-1]');
    expect((await desk.run(['use', 'incident-2'])).code).toBe(0);
    expect((await desk.run(['now'], { env })).stdout).toContain('[incident-2]');
    expect((await desk.run(['now', '-i', 'incident-1'], { env })).stdout).toContain('[incident-1]');
  });

  test('an act never falls on a drill unless somebody said so; to look at it is no act', async () => {
    const desk = new Desk();
    await desk.run(['declare', 'Practice', '--drill'], { env: nowhere });
    const ended = await desk.run(['n', 'water'], { env: nowhere });
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('only a drill');
    expect((await desk.run(['now'], { env: nowhere })).stdout).toMatch(/^\[DRILL drill-1\]/);
    expect((await desk.run(['n', 'water', '-i', 'drill-1'], { env: nowhere })).stdout).toMatch(
      /^\[DRILL drill-1\] #\d+ Note: water/,
    );
    await desk.run(['use', 'drill-1']);
    expect((await desk.run(['n', 'again'])).stdout).toMatch(/^\[DRILL drill-1\]/);
  });

  test('where the terminal was opened outside the container, its choice is remembered all the same', async (context) => {
    // A PID namespace without a session leader, as a container that somebody entered; making one is not allowed everywhere.
    const inContainer = ['--pid', '--fork', '--mount-proc'];
    if (spawnSync('unshare', [...inContainer, 'true']).status !== 0) context.skip();
    const desk = new Desk();
    await desk.run(['declare', 'Water'], { env: nowhere });
    await desk.run(['declare', 'Fire'], { env: nowhere });
    const typed = (said: string): string => `"${process.execPath}" "${holdfast}" ${said}`;
    const lines = `${typed('use incident-2')}; ${typed('n the pump is silent')}`;
    const ended = spawnSync('unshare', [...inContainer, 'sh', '-c', `${lines}; exit`], {
      encoding: 'utf8',
      env: { ...desk.env },
    });
    expect(ended.stdout).toContain('[incident-2] is used in this terminal from now on');
    expect(ended.stdout).toMatch(/^\[incident-2\] #\d+ Note: the pump is silent/m);
  });

  test('a terminal that was left on a closed incident does not write into it while another is open', async () => {
    const desk = new Desk();
    await desk.run(['declare', 'Old']);
    await desk.run(['resolve']);
    await desk.run(['close']);
    await desk.run(['declare', 'New'], { env: nowhere });
    const ended = await desk.run(['n', 'water']);
    expect(ended).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('incident-1, which is closed; open is incident-2'),
    });
  });
});

const sideBySide = `holdfast: 1
id: side-by-side
title: Side by side
roles: { lead: { title: Lead } }
messages: { word: { to: Everybody, by: telephone, text: { en: Water is in. } } }
steps:
  - id: all
    parallel: All at once
    tracks:
      people: { title: People, steps: [{ id: count, do: Count, checklist: [One, Two] }] }
      way: { title: Way, steps: [{ id: way, decide: Which way, options: { left: { title: Left }, right: { title: Right } } }] }
      water: { title: Water, steps: [{ id: pump, do: Pump, approval: { by: lead } }] }
      public: { title: Public, steps: [{ id: word, tell: Say it, message: word }] }
`;

describe('which step', () => {
  test('the one of my role; without a role and with several open the pipe is told which there are', async () => {
    const desk = new Desk();
    writeFileSync(desk.path('two-tracks.yaml'), mixed);
    await desk.run(['start', './two-tracks.yaml', '--no-ui']);
    const ended = await desk.run(['d']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('holdfast done ring · holdfast done plug');
    await desk.run(['assign', 'net', 'astrid']);
    expect((await desk.run(['d'])).stdout).toContain('Plug: done');
    expect((await desk.run(['d', 'rign'])).stderr).toContain('Did you mean "ring"?');
    expect((await desk.run(['d', '--why', 'nobody else is here'])).stdout).toContain('Ring: done');
  });

  test('a step whose name is also the name of an option is not taken for that option', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood']);
    await desk.run(['done', '--why', 'x']);
    const ended = await desk.run(['choose']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('holdfast choose rising rising · holdfast choose rising steady');
    expect((await desk.run(['choose', 'steady'])).stdout).toContain('→ It stands still');
  });

  test('where an act fits one of several open steps alone, that one is meant', async () => {
    const desk = new Desk();
    writeFileSync(desk.path('side-by-side.yaml'), sideBySide);
    await desk.json(['start', './side-by-side.yaml', '--no-ui']);
    const said = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await desk.run(args);
      return `${code} ${stdout}${stderr}`;
    };
    // A decision is not done but taken; what waits for a yes is neither done nor failed again.
    expect(await said('done')).toContain('Say one of: holdfast done count · holdfast done pump · holdfast done word. ');
    for (const [words, recorded] of [
      ['choose left', 'Decided: Which way → Left'],
      ['tick 1', 'Count: ticked One'],
      ['untick 1', 'Count: unticked One'],
      ['send', 'Told Everybody by telephone'],
      ['done pump', 'Pump: done'],
      ['refuse --why x', 'Approval refused: Pump'],
      ['done pump', 'Pump: done'],
      ['approve --by Ida', 'Approved: Pump'],
      ['reopen pump --why x', 'Pump: reopened'],
      ['done pump', 'Pump: done'],
      ['go-without --why x', 'Gone on without the approval: Pump'],
      ['reopen pump --why x', 'Pump: reopened'],
      ['done pump', 'Pump: done'],
      ['fail --why x', 'Count: failed'],
    ] as const)
      expect([words, await said(...words.split(' '))]).toEqual([words, expect.stringContaining(recorded)]);
  });

  test('what ends by itself is meant only where there is nothing else', async () => {
    const desk = new Desk();
    writeFileSync(
      desk.path('drying.yaml'),
      `holdfast: 1
id: drying
title: Drying
steps:
  - id: all
    parallel: All at once
    tracks:
      hall: { title: Hall, steps: [{ id: dry, wait: Let it dry, for: 2h }] }
      people: { title: People, steps: [{ id: count, do: Count }] }
`,
    );
    await desk.json(['start', './drying.yaml', '--no-ui']);
    const skip = async (): Promise<string> => (await desk.run(['skip', '--why', 'x'])).stdout;
    expect(await skip()).toContain('Count: skipped');
    expect(await skip()).toContain('Let it dry: skipped');
  });
});
