import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, Desk } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

describe('runbooks', () => {
  test('those of ./runbooks and the shipped ones are found, and one that cannot be used says so', async () => {
    const desk = floodDesk();
    writeFileSync(desk.path('runbooks', 'broken.yaml'), 'holdfast: 1\nid: broken\n');
    const found = (await desk.json(['runbook', 'list'])) as readonly {
      id: string;
      trusted: boolean;
      problem: string | null;
    }[];
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'small-flood', trusted: false, problem: null }),
        expect.objectContaining({ id: 'data-centre-flood', trusted: true, problem: null }),
        expect.objectContaining({ id: 'broken', problem: expect.any(String) as string }),
      ]),
    );
    expect((await desk.run(['runbook', 'list'])).stdout).toContain('broken  CANNOT BE USED');
  });

  test('show tells options in the order in which they are written, what a step waits for, and where it leads', async () => {
    const desk = floodDesk();
    writeFileSync(
      desk.path('runbooks', 'ways.yaml'),
      `holdfast: 1
id: ways
title: Ways
facts: { wet: { ask: "Is it wet?", type: boolean } }
steps:
  - { id: look, do: Look }
  - id: rising
    decide: Is it rising?
    options:
      up: { title: It rises, go-to: leave, steps: [{ id: cut, do: Cut the power }] }
      steady: { title: It stands, go-to: dry }
      down: { title: It falls, steps: [{ id: pump, do: Pump, when: facts.wet == true }] }
  - { id: dry, do: Dry it, after: look, go-to: over }
  - { id: leave, do: Leave }
  - { id: over, end: Over, outcome: resolved }
`,
    );
    const { stdout } = await desk.run(['runbook', 'show', 'ways']);
    expect(stdout).toContain(`
  1. Look (do look)
  2. Is it rising? (decide rising)
    up: It rises → leave
      1. Cut the power (do cut)
    steady: It stands → dry
    down: It falls
      1. Pump (do pump), when \`facts.wet == true\`
  3. Dry it (do dry), after look → over
  4. Leave (do leave)
  5. Over (end over)
`);
  });

  test('show tells the steps, the commands and the hash of the text', async () => {
    const desk = floodDesk();
    const { stdout } = await desk.run(['runbook', 'show', 'small-flood']);
    expect(stdout).toContain('1. Get everyone out (do get-out, Facilities duty officer)');
    expect(stdout).toContain('lag: scripts/lag');
    expect(stdout).toMatch(/SHA-256: [0-9a-f]{64}/);
    expect((await desk.run(['runbook', 'show', 'small-flod'])).stderr).toContain('Did you mean "small-flood"?');
    expect((await desk.run(['runbook', 'show', 'small-flood', '--format', 'markdown'])).stdout).toMatch(
      /^# Small flood\n/,
    );
    expect((await desk.run(['runbook', 'show', 'small-flood', '--format', 'yaml'])).stdout).toBe(
      readFileSync(desk.path('runbooks', 'small-flood.yaml'), 'utf8'),
    );
  });

  test('what `new` begins passes its own check, and is not written over', async () => {
    const desk = new Desk();
    expect(await desk.json(['runbook', 'new', 'pump-failure', '--title', 'Pumps: "stopped"'])).toMatchObject({
      id: 'pump-failure',
    });
    expect(await desk.run(['runbook', 'check', 'pump-failure.yaml'])).toMatchObject({
      code: 0,
      stdout: '1 file checked: 0 errors, 0 warnings\n',
    });
    expect((await desk.run(['runbook', 'new', 'pump-failure'])).code).toBe(4);
    expect((await desk.run(['runbook', 'new', 'Pump Failure'])).code).toBe(2);
    expect((await desk.run(['start', './pump-failure.yaml', '--no-ui'])).stdout).toContain(
      'See that everybody is safe',
    );
  });

  test('what lies in the folder of its author is not found by its id: its file is told, and what a check looked at', async () => {
    const desk = floodDesk();
    const begun = await desk.run(['runbook', 'new', 'pump-failure']);
    expect(begun.stdout).toContain(`Walk it as a drill: holdfast start ${desk.path('pump-failure.yaml')} --drill`);
    expect(await desk.run(['runbook', 'show', 'pump-failure'])).toMatchObject({
      code: 3,
      stderr:
        'holdfast: There is no runbook "pump-failure" in the folders that are looked in. Did you mean the file pump-failure.yaml in this folder? Name it with its ending. See what there is: holdfast runbook list\n',
    });
    expect((await desk.run(['start', 'pump-failure', '--no-ui'])).stderr).toContain('the file pump-failure.yaml');
    expect((await desk.run(['runbook', 'show', 'pump-failure.yaml'])).stdout).toMatch(/^Pump failure\n/);
    expect((await desk.run(['drill', 'check', 'pump-failure'])).stderr).toContain('the file pump-failure.yaml');

    const checked = await desk.run(['runbook', 'check']);
    expect(checked.stdout).toContain(
      `5 files checked in ${desk.path('runbooks')}, ${join(import.meta.dirname, '../../runbooks')}: `,
    );
    expect((await desk.run(['drill', 'check'])).stdout).toContain(
      ` checked in ${join(import.meta.dirname, '../../runbooks/drills')}: `,
    );
  });

  test('a check names each fault with its place, and organisation and contacts are checked as what they are', async () => {
    const desk = floodDesk();
    writeFileSync(desk.path('runbooks', 'organisation.yaml'), 'holdfast: 1\n');
    const { code, stdout } = await desk.run([
      'runbook',
      'check',
      'runbooks/organisation.yaml',
      'runbooks/small-flood.yaml',
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/runbooks\/organisation\.yaml:1:\d+: error:/);
    expect(stdout).toMatch(/runbooks\/small-flood\.yaml:\d+:\d+: error:[\s\S]*\^~/);
    expect(stdout).not.toContain('\u001b');
  });

  test('whom a role rings is looked up in the contacts beside it, and where these cannot be read that is said', async () => {
    const desk = floodDesk();
    const contacts = (words: string): void =>
      writeFileSync(desk.path('contacts.yaml'), `holdfast: 1\ncontacts:\n  ida: { name: Ida Juhl, ${words} }\n`);
    writeFileSync(
      desk.path('pump.yaml'),
      'holdfast: 1\nid: pump\ntitle: Pump\nowner: Bench\nroles:\n  lead: { title: Lead, call: [idda] }\n  site: { title: Site, call: [ida] }\nsteps:\n  - { id: stop, do: Stop it, expect: 1m }\n',
    );
    const check = () => desk.run(['runbook', 'check', 'pump.yaml']);

    expect((await check()).stdout).toBe('1 file checked: 0 errors, 0 warnings\n');
    contacts('phone: "+45 00 55 10 01"');
    const unread = await check();
    expect(unread).toMatchObject({ code: 0 });
    expect(unread.stdout).toMatch(
      /^pump\.yaml:6:24: warning: who is rung here cannot be looked up, for the contacts cannot be read: \S*contacts\.yaml, line 3: a contact needs `numbers` \[no-contacts\]$/m,
    );
    expect(unread.stdout).toContain('1 file checked: 0 errors, 1 warning\n');
    contacts('numbers: [{ kind: mobile, number: "+45 00 55 10 01" }]');
    const read = await check();
    expect(read).toMatchObject({ code: 1 });
    expect(read.stdout).toContain('pump.yaml:6:31: error: there is no contact `idda` [unknown-contact]');
  });

  test('a runbook that is followed or drilled and cannot be read is no unknown one: what is wrong with it is said', async () => {
    const desk = floodDesk();
    writeFileSync(desk.path('pump.yaml'), 'holdfast: 1\nid: pump\ntitel: Pump\n');
    writeFileSync(
      desk.path('night.yaml'),
      'holdfast: 1\nid: night\ntitle: Night\nowner: Bench\nsteps:\n  - { id: stop, follow: pump }\n',
    );
    writeFileSync(desk.path('drill.yaml'), 'holdfast: 1\nid: wet\ntitle: Wet\nrunbook: pump\nlasts: 1h\n');
    const said =
      /error: the runbook `pump` cannot be read: \S*pump\.yaml, line 1: a runbook needs `title` and `steps` \[unread-runbook\]$/m;

    const followed = await desk.run(['runbook', 'check', 'night.yaml']);
    expect(followed.stdout).toMatch(said);
    expect(followed.stdout).toContain('1 file checked: 1 error, 0 warnings\n');
    expect((await desk.run(['drill', 'check', 'drill.yaml'])).stdout).toMatch(said);
  });

  test('a file that is not there keeps nothing back of what is wrong with the others', async () => {
    const desk = floodDesk();
    writeFileSync(desk.path('broken.yaml'), 'holdfast: 1\ntitel: x\n');
    writeFileSync(desk.path('latin.yaml'), Buffer.from('holdfast: 1\nsummary: caf\u00e9\n', 'latin1'));
    const { code, stdout } = await desk.run([
      'runbook',
      'check',
      'missing.yaml',
      './runbooks',
      'broken.yaml',
      'latin.yaml',
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('missing.yaml:1:1: error: There is no file');
    expect(stdout).toMatch(/\.\/runbooks:1:1: error: .*is not a file/);
    expect(stdout).toContain('broken.yaml:2:1: error: a runbook has no `titel`');
    expect(stdout).toMatch(/latin\.yaml:2:13: error: .*not UTF-8/);
    expect((await desk.run(['runbook', 'check', 'missing.yaml'])).code).toBe(3);
  });

  test('what would do nobody knows what is not started; what only leaves something out is', async () => {
    const desk = floodDesk();
    const text = readFileSync(desk.path('runbooks', 'small-flood.yaml'), 'utf8');
    expect((await desk.run(['start', 'small-flood', '--no-ui'])).stderr).toContain('leaves something out');
    writeFileSync(
      desk.path('runbooks', 'small-flood.yaml'),
      text.replace('stops: [public-update]', 'stops: [public-updat]'),
    );
    expect(await desk.run(['start', 'small-flood'])).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/small-flood\.yaml:\d+:\d+: .*public-updat/),
    });
    expect(JSON.parse((await desk.run(['list', '--json'])).stdout)).toHaveLength(1);
  });

  test('what is said at the start is read before anything is written', async () => {
    const desk = floodDesk();
    for (const [args, code, said] of [
      [['--fact', 'water_dept=3'], 3, 'Did you mean "water_depth"?'],
      [['--fact', 'water_depth=deep'], 2, 'does not answer'],
      [['--as', 'laed'], 3, 'Did you mean "lead"?'],
      [['--speed', '60'], 2, 'drill'],
      [['--drill', '--speed', 'fast'], 2, 'no speed'],
      [['--severity', 'sev7'], 3, 'sev'],
      [['--timezone', 'Mars'], 2, 'time zone'],
      [['--at', 'tomorrow'], 2, '--at'],
    ] as const) {
      const ended = await desk.run(['start', 'small-flood', ...args]);
      expect([args, ended.code, ended.stderr]).toEqual([args, code, expect.stringContaining(said)]);
    }
    expect((await desk.run(['list', '--json'])).stdout).toBe('[]\n');
  });

  test('a drill runs its clock as fast as was said', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood', '--drill', '--speed', '3600']);
    const status = (await desk.json(['status'])) as { incident: { id: string; mode: string } };
    expect(status.incident).toMatchObject({ id: 'flood-1', mode: 'drill' });
    expect((await desk.run(['now'])).stdout).toMatch(/^\[DRILL flood-1\]/);
  });
});

describe('a folder of runbooks that is not there', () => {
  test.each([
    ['start', 'data-centre-flood'],
    ['follow', 'data-centre-flood'],
    ['drill', 'start', 'cloudburst-at-night'],
    ['runbook', 'check'],
    ['runbook', 'list'],
    ['runbook', 'show', 'data-centre-flood'],
    ['drill', 'check'],
    ['drill', 'list'],
    ['readiness'],
  ])('is said, and the shipped one is not taken in its place: %s %s %s', async (...words) => {
    const desk = new Desk();
    await desk.json(['declare', 'Water']);
    const args = words.filter((word) => word !== undefined);
    const gone = desk.path('gone');
    expect(await desk.run([...args, '--runbooks', gone])).toEqual({
      code: 3,
      stdout: '',
      stderr: `holdfast: There is no folder ${gone}, which --runbooks names. Mend its name. Without it, what bears that name elsewhere is taken.\n`,
    });
    expect((await desk.run(['log', '--json'])).stdout.trim().split('\n')).toHaveLength(1);
  });

  test('is said before home offers what would be taken in its place', async () => {
    const desk = new Desk();
    const { code, stdout, stderr } = await desk.run(['--plain', '--runbooks', desk.path('gone')], { input: 'quit\n' });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain(`There is no folder ${desk.path('gone')}, which --runbooks names.`);
  });

  test('keeps nobody from the record; where surroundings name it, it is said which text is followed instead', async () => {
    const desk = new Desk();
    const env = { HOLDFAST_RUNBOOKS: desk.path('gone') };
    expect((await desk.run(['declare', 'Water', '--runbooks', desk.path('gone')])).code).toBe(0);
    expect(await desk.run(['n', 'The pump is silent'], { env })).toMatchObject({ code: 0, stderr: '' });
    const started = await desk.run(['follow', 'data-centre-flood'], { env });
    expect(started.code).toBe(0);
    expect(started.stderr).toMatch(
      /^holdfast: There is no folder \S+gone, which HOLDFAST_RUNBOOKS names; data-centre-flood is the one in \S+runbooks\.\n$/,
    );
    expect((await desk.run(['doctor'], { env })).stdout).toContain(
      `WARN  Runbooks: there is no folder ${desk.path('gone')}: what lies elsewhere is taken for what lies there\n`,
    );
  });
});
