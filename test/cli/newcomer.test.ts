import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Option, options } from '../../src/cli/arguments/options.ts';
import { commands } from '../../src/cli/command-table.ts';
import { built, type Desk, holdfast } from '../support/cli.ts';
import { Terminal } from '../support/terminal.ts';
import { twoTracks } from '../support/two-tracks.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

async function started(...options: string[]): Promise<Desk> {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood', ...options]);
  return desk;
}

const said = async (desk: Desk, ...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await desk.run(args);
  return `${code} ${stdout}${stderr}`;
};
const count = async (desk: Desk): Promise<number> => (await desk.run(['log', '--json'])).stdout.split('\n').length - 1;

describe('what a newcomer sees tells how to go on', () => {
  test('now lists what the step wants, and the command that does it', async () => {
    const desk = await started();
    const now = await said(desk, 'now');
    expect(now).toContain('To tick: holdfast tick N\n  1  Head count\n  2  Power off');
    expect(now).toContain(
      'To answer: holdfast fact NAME=VALUE (NAME=? for not known yet)\n  people_out  Is everyone out?',
    );
    expect(now).toContain('Then: holdfast done');
    await desk.json(['tick', '1']);
    expect(await said(desk, 'now')).not.toContain('Head count');
  });

  test('what is to be typed next names the incident that was named: alone it would fall on that of this terminal', async () => {
    const desk = await started();
    await desk.json(['start', 'small-flood']);
    const now = await said(desk, 'now', '-i', 'flood-1');
    expect(now).toContain('To tick: holdfast tick N -i flood-1\n');
    expect(now).toContain('To answer: holdfast fact NAME=VALUE -i flood-1 (NAME=? for not known yet)\n');
    expect(now).toContain('Then: holdfast done -i flood-1\n');
    expect(await said(desk, 'tick', '-i', 'flood-1')).toMatch(/Say one of: holdfast tick \S+ 1 -i flood-1 · /);
    expect(await said(desk, 'skip', '--why', 'later', '-i', 'flood-1')).toMatch(
      /^\[flood-1\] Its reason is owed: holdfast why \d+ "WORDS" -i flood-1$/m,
    );
    const copy = desk.path('the copy.db');
    await desk.json(['backup', copy]);
    expect(await said(desk, 'now', '--db', copy, '-i', 'flood-2')).toContain(
      `Then: holdfast done -i flood-2 --db '${copy}'\n`,
    );
  });

  test('whoever comes for the next shift is told by now that a handover waits for them, and what worries who left', async () => {
    const desk = await started('--as', 'lead');
    await desk.json(['handover', '--to', 'Ida Juhl', '--worries', 'the pump sounds wrong']);
    const ida = { env: { USER: 'Ida Juhl' } };
    expect((await desk.run(['now'], ida)).stdout).toMatch(
      /^For you: astrid hands over to you: Incident lead, .* \(holdfast brief, then holdfast handover accept\)$/m,
    );
    expect((await desk.run(['now'])).stdout).not.toContain('For you');
    expect((await desk.run(['brief'], ida)).stdout).toMatch(
      /Worries\n {2}astrid, handing over .*: the pump sounds wrong\n/,
    );
    expect((await desk.run(['handover', 'accept'], ida)).stdout).toContain(
      'What worries astrid: the pump sounds wrong',
    );
  });

  test('with a reason said at once one is told all the same that it left the plan, unless that was what one did', async () => {
    const desk = await started();
    expect(await said(desk, 'done', '--why', 'All counted at the gate')).toContain(
      '[flood-1] That left the plan (checklist open, fact not known). It is recorded with your reason.\n',
    );
    await said(desk, 'undo', '--why', 'The wrong step');
    expect(await said(desk, 'done', '--why', 'later')).toMatch(
      /That left the plan \(checklist open, fact not known\)\.\n\[flood-1\] Its reason is owed: /,
    );
    expect(await said(desk, 'skip', '--why', 'Nobody is there')).not.toContain('left the plan');
  });

  test('now says that a step needs an approval, and that it was refused', async () => {
    const desk = floodDesk();
    writeFileSync(
      desk.path('runbooks', 'cut.yaml'),
      `holdfast: 1
id: cut
title: Cut the power
owner: Test bench
roles: { lead: { title: Incident lead } }
steps:
  - { id: cut-it, do: Cut it, expect: 5m, approval: { by: lead } }
  - { id: over, end: Over, outcome: resolved }
`,
    );
    await desk.json(['start', 'cut']);
    expect(await said(desk, 'now')).toContain('\nNeeds an approval by: Incident lead.\nThen: holdfast done');
    await desk.json(['done', 'cut-it', '--by', 'Bo Holm']);
    expect(await said(desk, 'now')).toContain('Then: holdfast approve; or in its place refuse, go-without');
    expect(await said(desk, 'now')).not.toContain('Needs an approval');
    await desk.json(['refuse', 'cut-it', '--by', 'Eva Krag', '--why', 'the board is wet']);
    expect(await said(desk, 'now')).toContain(
      'Needs an approval by: Incident lead. The approval was refused; the log says by whom, and why where that was said.\nThen:',
    );
  });

  test('now shows what the step says, and of a long text the beginning', async () => {
    const desk = floodDesk();
    writeFileSync(desk.path('runbooks', 'two-tracks.yaml'), twoTracks);
    const long = twoTracks
      .replace('id: two-tracks', 'id: long')
      .replace(
        '20 cm: **nobody** goes down.',
        Array.from({ length: 30 }, (_, line) => `- Line ${line}`).join('\n              '),
      );
    writeFileSync(desk.path('runbooks', 'long.yaml'), long);
    await desk.json(['start', 'two-tracks']);
    expect(await said(desk, 'now')).toContain('\n  20 cm: nobody goes down.\nThen: holdfast done');
    expect(await said(desk, 'start', 'long', '--no-ui')).toMatch(
      /- Line 10\n {2}… 19 more lines: holdfast guide\nThen: holdfast done/,
    );
  });

  test('status says how each of its questions is answered, by commands that answer them', async () => {
    const desk = await started();
    const questions = async (): Promise<readonly string[]> =>
      (await said(desk, 'status', '-i', 'flood-1'))
        .split('\n')
        .flatMap((line) => /^ {2}.* \(holdfast (.* -i flood-1)\)$/.exec(line)?.[1] ?? []);
    await desk.json(['aware', 'significant-incident']);
    expect(await questions()).toContain('fact significant=VALUE -i flood-1');
    await desk.json(['handover', '--to', 'Ida Juhl', '--worries', 'none']);
    await desk.json(['iam', 'Ida Juhl']);
    const accept = (await questions()).find((words) => words.startsWith('handover')) ?? '';
    expect(accept).toBe('handover accept -i flood-1');
    expect(await said(desk, ...accept.split(' '))).toMatch(/^0 /);
    await desk.json(['skip', '--why', 'later']);
    expect(await questions()).toEqual([
      'fact significant=VALUE -i flood-1',
      expect.stringMatching(/^assign \S+ NAME -i flood-1$/),
      expect.stringMatching(/^why \d+ REASON -i flood-1$/),
    ]);
  });

  test('a decision names its options, a message its wording, a command its line', async () => {
    const desk = await started();
    await desk.json(['done', '--why', 'x']);
    expect(await said(desk, 'now')).toContain(
      '  rising  It rises\n  steady  It stands still\nThen: holdfast choose OPTION',
    );
    await desk.json(['choose', 'steady']);
    expect(await said(desk, 'now')).toContain('Then: holdfast run (scripts/lag)');
    await desk.json(['skip', '--why', 'x']);
    expect(await said(desk, 'now')).toContain(
      'Wording (en), status page:\n  Sign-in is down.\nThen: send it, then record that: holdfast send',
    );
  });

  test('send says that it only keeps the record', async () => {
    const desk = await started();
    expect(await said(desk, 'send', 'status-page')).toContain(
      '[flood-1] That is the record of it: holdfast sends nothing itself.',
    );
    const again = await said(desk, 'send', 'status-page', '-i', 'flood-1');
    expect(again).toMatch(/^\[flood-1\] By itself it met no duty; for ".+": holdfast met public-update -i flood-1$/m);
    await desk.json(['met', 'public-update']);
    await desk.json(['done', '--why', 'x']);
    await desk.json(['choose', 'steady']);
    await desk.json(['skip', '--why', 'x']);
    expect(await said(desk, 'send', '--why', 'x')).not.toContain('By itself');
  });

  test('what is over is not put forward any more', async () => {
    const desk = await started();
    expect(await said(desk, 'stand-down', '--as', 'false-alarm')).toContain(
      '[flood-1] The incident is stood down as a false alarm. Reopen it if it was one after all.',
    );
    expect(await said(desk, 'now')).not.toContain('Get everyone out');
    await desk.json(['reopen-incident']);
    await desk.json(['close']);
    expect(await said(desk, 'now')).not.toContain('Get everyone out');
  });

  test('a time that was typed comes back with its date and how long ago it is', async () => {
    const desk = await started();
    expect(await said(desk, 'n', 'seen', '--at', '-90m')).toMatch(
      /\[flood-1\] at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+]\d\d:\d\d, 1h 30m ago/,
    );
  });

  test('on a terminal lines break between words', async () => {
    const desk = await started();
    const terminal = new Terminal(
      process.execPath,
      [holdfast, 'skip', '--why', 'nobody is in the building tonight as the log says'],
      { columns: 60, rows: 20, env: desk.env, cwd: desk.folder },
    );
    onTestFinished(() => terminal.close());
    await terminal.see('[flood-1] #5 Get everyone out: skipped — nobody is in the\n  building tonight as the log says');
    expect(await terminal.end()).toMatchObject({ code: 0 });
  });
});

describe('the help of a command', () => {
  test('says of an option what it is for there, and of no other command', async () => {
    const desk = floodDesk();
    const helpOf = async (...command: string[]): Promise<string> => (await desk.run(['help', ...command])).stdout;
    expect(await helpOf('export')).toMatch(/^ +--format F +html, markdown, pdf, .*export alone lists them/m);
    expect(await helpOf('export')).toMatch(/^ +--by PERSON +Whose log it is, of ics-214$/m);
    expect(await helpOf('metrics')).toMatch(/^ +--format F +csv$/m);
    expect(await helpOf('runbook', 'show')).toMatch(/^ +--format F +text, markdown, paper/m);
    expect(await helpOf('note')).toMatch(/^ +--by PERSON +Who did it, where you type for another$/m);
    expect(await helpOf('link')).toMatch(/^ +--as WORDS +In what way/m);
  });

  test('is said more closely of commands alone that there are and that take the option', () => {
    for (const [name, { of = {} }] of Object.entries<Option>(options))
      for (const command of Object.keys(of))
        expect(`${name} ${commands.find((one) => one.name === command)?.options.join(' ')}`).toMatch(
          new RegExp(`^${name} .*\\b${name}\\b`),
        );
  });
});

describe('a slip writes nothing that is not so', () => {
  test.each([
    [['why', '99', 'x']],
    [['undo', '99', '--why', 'x']],
    [['expunge', '99', '--basis', 'x']],
    [['correct', '99', 'x']],
  ])('%s: an entry that is not there', async (args) => {
    const desk = await started();
    const before = await count(desk);
    expect(await said(desk, ...args)).toBe(
      '3 holdfast: There is no entry "99" in this incident. See their numbers: holdfast log\n',
    );
    expect(await count(desk)).toBe(before);
  });

  test('capitals make no other word, nor does a hyphen that was left out', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'Small-Flood', '--as', 'LEAD', '--severity', 'SEV2']);
    expect(await said(desk, 'severity', 'SEV1')).toContain('Severity: sev1');
    expect(await said(desk, 'call', 'FACILITIES', 'no', 'answer')).toContain('no answer');
    expect(await said(desk, 'done', 'Get-Out', '--why', 'all out')).toMatch(/^0 /);
    expect(await said(desk, 'runbook', 'show', 'SMALL-FLOOD', '--format', 'Markdown')).toMatch(/^0 # /);
    expect(await said(desk, 'export', '--format', 'CSV')).toMatch(/^0 /);
    expect(await said(desk, 'call', 'facilities', 'no', 'answer', 'x', 'y')).toContain('"y" was not understood.');
    expect(await said(desk, 'config', 'LANGUAGE', 'en')).toMatch(/^0 /);
  });

  test('a file that is not there, or none', async () => {
    const desk = await started();
    mkdirSync(desk.path('photos'));
    expect(await said(desk, 'attach', 'pic.jpg')).toContain(`3 holdfast: There is no file ${desk.path('pic.jpg')}.`);
    expect(await said(desk, 'attach', 'photos')).toContain(`2 holdfast: ${desk.path('photos')} is no file.`);
  });

  test('a runbook that is followed already is taken up twice only where that is meant', async () => {
    const desk = await started();
    const before = await count(desk);
    expect(await said(desk, 'follow', 'small-flood')).toMatch(
      /^4 holdfast: small-flood is followed already; .* If you mean it: --yes\n$/,
    );
    expect(await count(desk)).toBe(before);
    expect((await desk.run(['follow', 'small-flood', '--yes'])).code).toBe(0);
  });

  test('a duplicate is one of an incident that is there, and of another', async () => {
    const desk = await started();
    expect(await said(desk, 'stand-down', '--as', 'duplicate', '--of', 'flood-7')).toContain(
      '3 holdfast: There is no incident "flood-7".',
    );
    expect(await said(desk, 'stand-down', '--as', 'duplicate', '--of', 'flood-1')).toContain(
      '2 holdfast: flood-1 cannot be a duplicate of itself.',
    );
    await desk.json(['declare', 'the', 'same', 'water']);
    expect(await desk.json(['stand-down', '-i', 'flood-1', '--as', 'duplicate', '--of', 'incident'])).toMatchObject({
      entries: [{ data: { of: 'incident-2' } }],
    });
  });

  test('who knows of a topic already moves its clock only with a time', async () => {
    const desk = await started();
    await desk.json(['aware', 'significant-incident', '--at', '-2h']);
    const before = await count(desk);
    expect(await said(desk, 'aware', 'significant-incident')).toMatch(
      /^4 holdfast: "significant-incident" is known since .* If that was the wrong time: holdfast aware significant-incident --at TIME\n$/,
    );
    expect(await count(desk)).toBe(before);
    expect((await desk.run(['aware', 'significant-incident', '--at', '-1h'])).code).toBe(0);
  });

  test('a step that runs nothing says what is typed instead', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'data-centre-flood']);
    expect(await said(desk, 'run')).toBe(
      '4 holdfast: Step "confirm-alarm" runs no command: it is a do. When it is done: holdfast done confirm-alarm\n',
    );
    await desk.json(['done', '--why', 'x']);
    expect(await said(desk, 'run')).toContain('it is a decide. To decide it: holdfast choose ');
  });

  test('a message that is not there is looked for among the messages, and so named', async () => {
    const desk = await started();
    expect(await said(desk, 'send')).toBe('4 holdfast: No open step sends a message. Name the message: status-page\n');
    expect(await said(desk, 'send', 'nowhere')).toBe(
      '3 holdfast: There is no message "nowhere". There is: status-page\n',
    );
    expect(await said(desk, 'send', 'staus-page')).toContain('Did you mean "status-page"?');
    expect(await said(desk, 'send', 'get-out')).toContain('4 holdfast: Step "get-out" sends no message.');
  });
});

test('an act where nothing was ever declared says so, and leaves no timeline behind', async () => {
  const desk = floodDesk();
  for (const args of [['n', 'hello'], ['done'], ['guide', '--plain']]) {
    expect(await said(desk, ...args)).toMatch(
      /^3 holdfast: There is no timeline at .*Declare an incident: holdfast declare/,
    );
  }
  expect(existsSync(desk.db)).toBe(false);
});

describe('a conversation', () => {
  test('quit leaves it, also where a reason is asked, and is none itself', async () => {
    const desk = await started();
    const { stdout } = await desk.run(['guide', '--plain'], { input: 'done\nquit\n' });
    expect(stdout).toContain('Left. Nothing was recorded.');
    expect(await said(desk, 'steps')).toContain('[>] Get everyone out');
  });

  test('begins with the incident also in a pipe, where somebody says --plain', async () => {
    const desk = floodDesk();
    const { stdout, code } = await desk.run(['start', 'small-flood', '--plain'], {
      input: 'n the door is shut\nquit\n',
    });
    expect(stdout).toContain('holdfast, line by line.');
    expect(stdout).toContain('Note: the door is shut');
    expect(code).toBe(0);
    expect((await desk.run(['--plain'], { input: 'quit\n' })).stdout).toContain('You have left the guide.');
  });

  test('has no JSON, and says what has', async () => {
    const desk = await started();
    expect(await said(desk, 'guide', '--json')).toContain('holdfast status --json');
  });
});

describe('what is read by others', () => {
  test('a runbook as Markdown keeps the Markdown of its steps', async () => {
    const { stdout } = await floodDesk().run(['runbook', 'show', 'data-centre-flood', '--format', 'markdown']);
    expect(stdout).toContain('  1. Close the backflow valve');
    expect(stdout).not.toMatch(/- 1\. Close the backflow valve|^ *- $/m);
  });

  test('a brief speaks of nobody as "you", and says times as people do', async () => {
    const desk = await started('--as', 'facilities');
    await desk.json(['describe', 'began=-20m']);
    const brief = await said(desk, 'handover');
    expect(brief).toMatch(/Facilities duty officer, astrid, \d+s so far/);
    expect(brief.split('[flood-1] #')[0]).not.toContain('(you)');
    expect(brief).toMatch(/ {2}began: (\d+ \w+ )?\d\d:\d\d [+]\d\d:\d\d\n/);
  });

  test('a follow-up stands in the log with its day', async () => {
    const desk = await started();
    await desk.json(['follow-up', 'mend', 'the', 'valve', '--owner', 'Ole', '--due', '2031-05-02']);
    expect(await said(desk, 'log')).toMatch(/Follow-up: mend the valve \(Ole\), by 2 May 2031/);
  });
});

test('a folder that cannot be made is said, and not tried for ever', async () => {
  const nowhere = '/proc/holdfast/nowhere/t.db';
  expect(await said(floodDesk(), 'n', 'x', '--db', nowhere)).toMatch(/^[35] holdfast: /);
  expect(await said(floodDesk(), 'declare', 'x', '--db', nowhere)).toMatch(/^5 holdfast: /);
  const env = { HOLDFAST_DB: '', XDG_STATE_HOME: '/proc/nope' };
  for (const args of [
    ['declare', 'x'],
    ['iam', 'Bo'],
  ])
    expect((await floodDesk().run(args, { env })).stderr).toMatch(/^holdfast: \/proc\/nope\/.*\n$/);
});

describe('what is offered is what can be', () => {
  test('a service that is up cannot come back; one that is lost is not lost again', async () => {
    const desk = await started();
    expect(await said(desk, 'restored')).toContain('4 holdfast: Every service is up already.');
    await desk.json(['lost', 'payments']);
    expect(await said(desk, 'restored')).toContain('Say one of: holdfast restored payments. ');
    expect(await said(desk, 'lost')).not.toContain('lost payments');
  });

  test('ack speaks of the roles that I hold', async () => {
    const desk = await started('--as', 'lead');
    await desk.json(['ack', 'facilities']);
    expect(await said(desk, 'ack')).toContain('4 holdfast: You have taken every role that you hold: lead, facilities.');
  });

  test('a part of a name is enough to be told the runbook that was meant', async () => {
    expect(await said(floodDesk(), 'start', 'centre')).toContain(
      'There is no runbook "centre". Did you mean "data-centre-flood"?',
    );
  });

  test('a severity that is none lists the five', async () => {
    const desk = await started();
    expect(await said(desk, 'severity', 'sev9')).toBe(
      '3 holdfast: There is no severity "sev9". It is one of: sev1, sev2, sev3, sev4, sev5.\n',
    );
  });

  test('what a hint tells one to type can be typed', async () => {
    const desk = await started();
    await desk.json(['assign', 'facilities', 'Ole Jensen']);
    expect(await said(desk, 'ack', 'facilities')).toContain('holdfast assign facilities astrid\n');
    expect(await said(desk, 'took')).toContain('It is given by: holdfast ask PERSON');
    expect(await said(desk, 'expunge', '3')).toContain('It is typed: holdfast expunge ENTRY --basis WORDS');
    expect(await said(desk, 'done', 'nowhere')).toContain('Active now: get-out.');
  });

  test.each([
    ['stand-down', '[ID] --as false-alarm|duplicate [--of ID]'],
    ['expunge', 'ENTRY --basis TEXT'],
    ['export', '[--format F] [-o FILE [--sign KEY]] · --register [--person NAME]'],
  ])('help %s names the option that it cannot do without', async (command, usage) => {
    expect((await floodDesk().run(['help', command])).stdout.split('\n')[0]).toBe(`holdfast ${command} ${usage}`);
  });
});
