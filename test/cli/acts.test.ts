import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { isAlive } from '../../src/cli/jobs/job-files.ts';
import { built, type Desk, holdfast } from '../support/cli.ts';
import { floodDesk, script } from './flood-desk.ts';
import { onDumbTerminal } from '../support/conversation.ts';
import { smallFlood } from '../support/small-flood.ts';

beforeAll(built, 120_000);

interface Written {
  readonly type: string;
  readonly seq: number;
  readonly at: string;
  readonly words?: string;
  readonly by: { readonly name: string };
  readonly 'entered-by'?: { readonly name: string };
  readonly deviation?: { readonly kinds: readonly string[]; readonly owed: boolean };
  readonly data: Readonly<Record<string, unknown>>;
}

const entriesOf = (answer: unknown): readonly Written[] => (answer as { entries: readonly Written[] }).entries;
const act = async (desk: Desk, ...args: string[]): Promise<readonly Written[]> => entriesOf(await desk.json(args));

async function started(...options: string[]): Promise<Desk> {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood', ...options]);
  return desk;
}

describe('the commands walk an incident from its start to its end', () => {
  test('every act of the plan, in order', async () => {
    const desk = await started('--as', 'lead', '--fact', 'water_depth=3');
    await act(desk, 'tick', '1');
    await act(desk, 'tick', 'get-out', '2');
    await act(desk, 'fact', 'people_out=yes', 'water_depth=12 cm');
    await act(desk, 'done');
    expect(await act(desk, 'choose', 'rising')).toMatchObject([
      { type: 'choice.made', data: { option: 'rising' } },
      { type: 'service.lost' },
      { type: 'clock.started' },
    ]);
    await act(desk, 'done', '--by', 'Mikkel');
    expect(await act(desk, 'approve')).toMatchObject([{ type: 'approval.given' }]);
    expect(await desk.run(['run'])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('holdfast runbook allow small-flood'),
    });
    expect((await desk.run(['runbook', 'allow', 'small-flood', '--yes'])).code).toBe(0);
    expect((await act(desk, 'run')).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['command.started', 'command.finished', 'fact.recorded']),
    );
    expect((await act(desk, 'send')).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['message.sent', 'step.done', 'clock.met']),
    );
    await act(desk, 'done', 'pump', '--why', 'They are done');
    await act(desk, 'aware', 'significant-incident');
    expect(await act(desk, 'met', 'early-warning', '--ref', 'CS-1')).toMatchObject([
      { data: { reference: 'CS-1' } },
      { type: 'clock.started' },
    ]);
    await act(desk, 'done');
    await act(desk, 'done');
    await act(desk, 'stabilise');
    const resolved = await desk.run(['resolve']);
    expect(resolved.stderr).toContain('Still open:');
    expect(resolved.code).toBe(0);
    await act(desk, 'done', 'send-report');
    await act(desk, 'close');
    const { stdout } = await desk.run(['list', '--all', '--json']);
    expect(JSON.parse(stdout)).toMatchObject([{ id: 'flood-1', state: 'closed' }]);
    expect((await desk.run(['verify'])).code).toBe(0);
  });

  test('what leaves the plan is not refused, but wants its reason', async () => {
    const desk = await started();
    const ended = await desk.run(['done']);
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('checklist open') });
    expect((await desk.run(['log'])).stdout).not.toContain('Get everyone out: done');
    expect((await act(desk, 'done', '--why', 'Counted at the gate'))[0]).toMatchObject({
      words: 'Counted at the gate',
      deviation: { owed: false },
    });
  });

  test('"later" owes the reason, and why gives it', async () => {
    const desk = await started();
    const [done] = await act(desk, 'done', '--why', 'later');
    expect(done?.deviation).toMatchObject({ owed: true });
    expect((await desk.run(['status'])).stdout).toContain('reason is owed');
    await act(desk, 'why', 'There', 'was', 'no', 'time');
    expect((await desk.run(['status', '--json'])).stdout).toContain('"owed":false');
  });

  test('a resolve is refused for nothing; what is open is said beside the answer, to a program in it', async () => {
    const desk = await started();
    await act(desk, 'done', '--why', 'later');
    const said = await desk.run(['resolve']);
    expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining('Resolved') });
    expect(said.stderr).toMatch(
      /^Still open:\n {2}Step: Is the water rising\?.*\n {2}Clock: Tell the public: .*\n(?: {2}Clock: .*\n)* {2}1 reason owed\n$/,
    );
    expect(await desk.json(['close'])).toMatchObject({
      entries: [{ type: 'incident.closed' }],
      open: {
        steps: [{ step: 'rising' }],
        clocks: expect.arrayContaining([expect.objectContaining({ id: 'public-update', state: 'running' })]) as unknown,
        services: [],
        owed: [{ step: 'get-out', owed: true }],
      },
    });
  });

  test('a refusal says why, and leaves nothing behind', async () => {
    const desk = await started();
    const before = (await desk.run(['log', '--json'])).stdout;
    for (const [args, code, said] of [
      [['choose', 'rising', 'sideways'], 4, 'Choose one of: rising, steady'],
      [['done', 'get-uot'], 3, 'Did you mean "get-out"?'],
      [['approve', 'get-out'], 4, 'approval'],
      [['fact', 'water_depth=deep'], 2, '"deep" does not answer'],
      [['fact', 'water_dept=3'], 3, 'Did you mean "water_depth"?'],
      [['assign', 'laed', 'Sara'], 3, 'Did you mean "lead"?'],
      [['met', 'early-wraning'], 3, 'Did you mean "early-warning"?'],
      [['severity', 'sev9'], 3, 'sev'],
      [['n', 'x', '--at', '2099-01-01'], 2, '--at'],
      [['n', ''], 2, ''],
      [['send', 'status-pgae'], 3, ''],
      [['undo', '99'], 3, ''],
      [['attach', 'no-such-file'], 3, ''],
    ] as const) {
      const ended = await desk.run(args);
      expect([args, ended.code, ended.stderr]).toEqual([args, code, expect.stringContaining(said)]);
    }
    expect((await desk.run(['log', '--json'])).stdout).toBe(before);
  });

  test('who declares for another is not taken for who declared', async () => {
    const desk = floodDesk();
    await desk.run(['iam', 'Bo Holm']);
    await desk.json(['declare', 'Fire', '--by', 'Sara Lind']);
    const [declared = ''] = (await desk.run(['log', '--json'])).stdout.split('\n');
    expect(JSON.parse(declared)).toMatchObject({ by: { name: 'Sara Lind' }, 'entered-by': { name: 'Bo Holm' } });
  });

  test('who starts a runbook for another is not taken for who declared, followed it and took a role', async () => {
    const desk = floodDesk();
    await desk.run(['iam', 'Bo Holm']);
    await desk.json(['start', 'small-flood', '--as', 'lead', '--by', 'Sara Lind', '--no-ui']);
    const entries = (await desk.run(['log', '--json'])).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; by: unknown; 'entered-by'?: unknown; data: unknown });
    for (const type of ['incident.declared', 'runbook.followed', 'role.assigned'])
      expect(entries.find((entry) => entry.type === type)).toMatchObject({
        by: { name: 'Sara Lind' },
        'entered-by': { name: 'Bo Holm' },
      });
    expect(entries.find(({ type }) => type === 'role.assigned')?.data).toMatchObject({ person: 'Sara Lind' });
  });

  test('--at is echoed with its date and offset, --by names who did it and who typed it', async () => {
    const desk = await started();
    const ended = await desk.run(['n', 'seen', '--at', '-5m', '--by', 'Sara']);
    expect(ended.stdout).toMatch(/\[flood-1\] at \d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)? \+0[12]:00/);
    const [note] = await act(desk, 'n', 'again', '--by', 'Sara');
    expect(note).toMatchObject({ by: { name: 'Sara' }, 'entered-by': { name: 'astrid' } });
  });

  test('log --since takes a time that has passed, and how long ago, with or without a minus', async () => {
    const desk = await started();
    await act(desk, 'note', '--at', '-10m', 'before');
    await act(desk, 'note', 'since');
    for (const since of ['5m', '-5m', '5m ago']) {
      const { stdout, code } = await desk.run(['log', '--since', since]);
      expect(code).toBe(0);
      expect(stdout).toContain('Note: since');
      expect(stdout).not.toContain('before');
    }
  });

  test('undo, correct and expunge leave the record whole', async () => {
    const desk = await started();
    const [note] = await act(desk, 'n', 'The pump is borken');
    await act(desk, 'correct', String(note?.seq), 'The pump is broken');
    await act(desk, 'correct', `#${note?.seq ?? 0}`, '--at', '-10m');
    const [personal] = await act(desk, 'n', 'Karen is missing');
    const expunged = await desk.run(['expunge', String(personal?.seq), '--basis', 'She asked for it']);
    expect(expunged.stdout).toContain(`Words of #${personal?.seq ?? 0} removed: She asked for it`);
    expect((await desk.run(['log', '--json'])).stdout).not.toContain('Karen');
    await act(desk, 'severity', 'sev3');
    await act(desk, 'severity', 'sev1');
    await act(desk, 'undo');
    expect(await desk.json(['status'])).toMatchObject({ incident: { severity: 'sev3' } });
    expect((await desk.run(['verify'])).code).toBe(0);
  });

  test('expunge names the brief that quotes what it takes out, until that is taken out too', async () => {
    const desk = await started();
    await act(desk, 'assign', 'lead', 'Mette');
    const [personal] = await act(desk, 'n', 'Karen Marsvin, Havnegade 3, is missing');
    const [brief] = await act(desk, 'handover', '--to', 'Bo');
    expect(brief?.words).toContain('Karen Marsvin');
    const expunge = async (seq: number | undefined): Promise<string> =>
      (await desk.run(['expunge', String(seq), '--basis', 'Art. 17', '--yes'])).stdout;
    expect(await expunge(personal?.seq)).toContain(
      `#${brief?.seq ?? 0} still says the same words. To take them out there too: holdfast expunge ${brief?.seq ?? 0} --basis WORDS`,
    );
    expect((await desk.run(['log', '--json'])).stdout).toContain('Karen');
    expect(await expunge(brief?.seq)).not.toContain('still says');
    expect((await desk.run(['log', '--json'])).stdout).not.toContain('Karen');
  });

  test('expunge says what it cannot reach: who reads just now, files kept as evidence, copies beside the timeline', async () => {
    const desk = await started();
    const [first] = await act(desk, 'n', 'Karen is missing');
    const [second] = await act(desk, 'n', 'Karen is found');
    const reader = new Database(desk.db, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM entry').get();
    const read = await desk.run(['expunge', String(first?.seq), '--basis', 'Art. 17']);
    reader.close();
    const reads =
      'Another terminal reads the timeline just now: its log holds the words until the last one has closed it.\n';
    expect(read.stdout).toContain(reads);
    expect(read.stdout).not.toContain('kept as evidence');

    writeFileSync(desk.path('photo.jpg'), 'of Karen');
    await act(desk, 'attach', 'photo.jpg');
    for (const copy of ['.v2.bak', '.before-restore-today', '2']) writeFileSync(`${desk.db}${copy}`, 'Karen');
    const { stdout } = await desk.run(['expunge', String(second?.seq), '--basis', 'Art. 17']);
    expect(stdout).not.toContain(reads);
    const held = 'A copy of the timeline beside it still holds the words:';
    expect(stdout).toContain(
      `${held} ${desk.db}.before-restore-today\n${held} ${desk.db}.v2.bak\nFiles kept as evidence are as they were: ${desk.path('evidence')}\nNot reached: backups`,
    );
    expect(readFileSync(desk.db).includes('Karen')).toBe(false);
  });

  test('a call is kept with whose turn it was, by the id; names and numbers are shown and never recorded', async () => {
    const desk = floodDesk();
    writeFileSync(
      desk.path('runbooks', 'small-flood.yaml'),
      smallFlood.replace('title: Incident lead,', 'title: Incident lead, call: [lead-first, lead-second],'),
    );
    writeFileSync(
      desk.path('runbooks', 'contacts.yaml'),
      'holdfast: 1\ncontacts: { lead-first: { name: Sara Lind, numbers: [{ kind: mobile, number: "+45 00 00 00 01" }] } }\n',
    );
    await desk.run(['start', 'small-flood', '--no-ui']);
    expect((await desk.run(['call', 'lead'])).stdout).toContain('Ring now: Sara Lind: mobile +45 00 00 00 01');
    expect(await act(desk, 'call', 'lead', 'no-answer')).toMatchObject([{ data: { contact: 'lead-first' } }]);
    expect((await desk.run(['call', 'lead'])).stdout).toContain('NEXT: lead-second: no number is known');
    const named = await act(desk, 'call', 'lead', 'voicemail', 'lead-first');
    expect(named).toMatchObject([{ data: { contact: 'lead-first', result: 'voicemail' } }]);
    expect((await desk.run(['call', 'lead', 'reached', 'lead-third'])).stderr).toContain('There is: lead-first');
    for (const shown of [['log', '--json'], ['status'], ['export', '--format', 'markdown']]) {
      const { stdout } = await desk.run(shown);
      expect(stdout).not.toBe('');
      expect(stdout).not.toMatch(/Sara Lind|00 00 01/);
    }
  });

  test('whoever types for another takes their role, not a role of their own, and accepts what was handed over to them', async () => {
    const desk = await started();
    await act(desk, 'assign', 'lead', 'Ida Juhl');
    await act(desk, 'assign', 'facilities', 'Mikkel');
    expect(await act(desk, 'ack', '--by', 'Mikkel')).toMatchObject([
      { type: 'role.acknowledged', by: { name: 'Mikkel' }, data: { role: 'facilities' } },
    ]);
    expect(await act(desk, 'ack', '--by', 'Ida Juhl')).toMatchObject([
      { type: 'role.acknowledged', by: { name: 'Ida Juhl' }, data: { role: 'lead' } },
    ]);
    expect((await desk.run(['ack', '--by', ' '])).stderr).toContain('--by is empty.');
    await act(desk, 'handover', '--by', 'Ida Juhl', '--to', 'Mikkel');
    const named = await desk.run(['handover', 'accept', 'Mikkel']);
    expect(named.stderr).toContain('but one by Ida Juhl. holdfast handover accept Ida Juhl');
    await act(desk, 'handover', 'accept', '--by', 'Mikkel');
    expect((await desk.run(['status'])).stdout).toContain('Incident lead (lead): Mikkel');
  });

  test('people: assigned, acknowledged, called, asked, handed over', async () => {
    const desk = await started();
    writeFileSync(
      desk.path('runbooks', 'contacts.yaml'),
      'holdfast: 1\ncontacts: { lead-first: { name: Sara Lind, numbers: [{ kind: mobile, number: "+45 00 00 00 01" }] } }\n',
    );
    await act(desk, 'assign', 'lead', 'Sara');
    await desk.run(['iam', 'Sara']);
    expect(await act(desk, 'ack')).toMatchObject([{ type: 'role.acknowledged', by: { name: 'Sara' } }]);
    expect((await desk.run(['call', 'facilities'])).stdout).toContain('holdfast call facilities reached|');
    expect(await act(desk, 'call', 'facilities', 'no-answer')).toMatchObject([{ data: { result: 'no-answer' } }]);
    expect((await desk.run(['call', 'facilities', 'reched'])).stderr).toContain('Did you mean "reached"?');
    expect(await act(desk, 'ask', 'Mikkel', 'Ring the pump firm', '--in', '10m')).toMatchObject([
      { words: 'Ring the pump firm', data: { due: expect.any(String) as string } },
    ]);
    await act(desk, 'took');
    await act(desk, 'gave');
    const brief = await desk.run(['handover', '--to', 'Mikkel']);
    expect(brief.stdout).toContain('Head of the timeline:');
    await desk.run(['iam', 'Mikkel']);
    await act(desk, 'handover', 'accept');
    expect((await desk.run(['status'])).stdout).toContain('Incident lead (lead): Mikkel');
    expect(
      await act(desk, 'follow-up', 'Move', 'the', 'pumps', '--owner', 'Sara', '--due', '5 working days'),
    ).toMatchObject([{ words: 'Move the pumps', data: { owner: 'Sara' } }]);
  });

  test('evidence is kept by its content beside the timeline', async () => {
    const desk = await started();
    writeFileSync(desk.path('photo.jpg'), 'not really a picture');
    const [attached] = await act(desk, 'attach', 'photo.jpg');
    const sha = String(attached?.data['sha256']);
    expect(readFileSync(desk.path('evidence', sha.slice(0, 2), sha), 'utf8')).toBe('not really a picture');
  });

  test('evidence that may not be read, or lies where nobody may look, is told in a line, and nothing is recorded', async () => {
    const desk = await started();
    writeFileSync(desk.path('sealed.jpg'), 'not for us', { mode: 0o000 });
    mkdirSync(desk.path('shut'), { mode: 0o600 });
    chmodSync(desk.folder, 0o777);
    chmodSync(desk.db, 0o666);
    const root = process.getuid?.() === 0;
    for (const file of [desk.path('sealed.jpg'), desk.path('shut', 'photo.jpg')]) {
      const { status, stderr } = spawnSync(process.execPath, [holdfast, 'attach', file], {
        env: { ...desk.env, HOME: '/', XDG_STATE_HOME: '/nowhere', XDG_CONFIG_HOME: '/nowhere' },
        encoding: 'utf8',
        ...(root && { uid: 65_534, gid: 65_534 }),
      });
      expect([status, stderr]).toEqual([5, `holdfast: ${file} cannot be read (EACCES). Check its permissions.\n`]);
    }
    expect((await desk.run(['attach', 'x'.repeat(300)])).stderr).toContain('cannot be read (ENAMETOOLONG)');
    expect((await desk.run(['log'])).stdout).not.toContain('Evidence attached');
  });

  test('a message goes out also where no step asks for it', async () => {
    const desk = await started();
    expect(await act(desk, 'send', 'status-page')).toMatchObject([{ type: 'message.sent', words: 'Sign-in is down.' }]);
  });

  test('an incident may be declared before any runbook is chosen', async () => {
    const desk = floodDesk();
    expect(
      await desk.json(['declare', 'Water in the hall', '--severity', 'sev2', '--impact', 'Sign-in']),
    ).toMatchObject({ incident: 'incident-1' });
    await act(desk, 'n', 'The gate is open');
    expect((await act(desk, 'follow', 'small-flood'))[0]).toMatchObject({ type: 'runbook.followed' });
    expect((await desk.run(['now'])).stdout).toContain('Get everyone out');
  });

  test('a note for others: by the options, and as a line that says who, when and what', async () => {
    const desk = await started();
    expect(await act(desk, 'n', 'the pump', '--by', 'Ida Juhl', '--at', '-2m', 'is off')).toMatchObject([
      { words: 'the pump is off', by: { name: 'Ida Juhl' }, 'entered-by': {} },
    ]);
    expect(await act(desk, 'scribe', 'Ida', '-5m:', 'the van: it is here')).toMatchObject([
      { words: 'the van: it is here', by: { name: 'Ida Juhl' }, 'entered-by': {} },
    ]);
    expect(await desk.run(['o', 'Ida +5m: later'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('lies in the future') as string,
    });
  });

  test('a reason and a note are kept, whatever they are given with', async () => {
    const desk = await started();
    expect(await act(desk, 'n', 'the pump is off', '--why', 'so Ida says', '--note', 'to be looked at')).toMatchObject([
      { words: 'the pump is off' },
      { type: 'note.written', words: 'so Ida says' },
      { type: 'note.written', words: 'to be looked at' },
    ]);
    expect(await act(desk, 'assign', 'facilities', 'Bo', '--why', 'Ida asleep')).toMatchObject([
      { type: 'role.assigned' },
      { type: 'note.written', words: 'Ida asleep' },
    ]);
    // What holds the reason itself is not followed by it.
    expect(await act(desk, 'severity', 'sev2', '--why', 'a hall still runs')).toMatchObject([
      { type: 'severity.set', words: 'a hall still runs' },
    ]);
    await act(desk, 'tick', '1', '--why', 'Bo stood there');
    await act(desk, 'fact', 'water_depth=3', '--why', 'by the gauge');
    await act(desk, 'fact', 'people_out=?', '--why', 'no list yet');
    await act(desk, 'fact', 'caller=Karen', '--why', 'she said it herself');
    writeFileSync(desk.path('rack.txt'), 'wet');
    await act(desk, 'attach', 'rack.txt', '--why', 'for the insurer');
    const { stdout } = await desk.run(['log']);
    expect(stdout).toContain('ticked Head count — Bo stood there');
    expect(stdout).toContain('3 cm — by the gauge');
    expect(stdout).toContain('not known yet — no list yet');
    expect(stdout).toContain('Note: she said it herself');
    expect(stdout).toMatch(/rack\.txt \(3 bytes, [0-9a-f]+\) — for the insurer/);
  });

  test('an incident is described whole or not at all, with one note', async () => {
    const desk = await started();
    expect(await desk.run(['describe', 'impact=Sign-in', 'began=nonsense'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('"nonsense" is not a time') as string,
    });
    expect((await desk.run(['log'])).stdout).not.toContain('Impact');
    expect(await act(desk, 'describe', 'impact=Sign-in', 'area=Hall A', '--note', 'by telephone')).toMatchObject([
      { data: { field: 'impact' }, words: 'Sign-in' },
      { data: { field: 'area' }, words: 'Hall A' },
      { type: 'note.written', words: 'by telephone' },
    ]);
  });

  test('escape sequences of people and files are shown, never sent', async () => {
    const desk = await started();
    const hostile = '\u001b]0;owned\u0007\u001b[2Jnow \u202etxt\nline';
    await act(desk, 'n', hostile);
    const { stdout } = await desk.run(['log']);
    expect(stdout).toContain('␛]0;owned␇␛[2Jnow ‹U+202E›txt⏎line');
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    const error = await desk.run(['done', hostile]);
    expect(error.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

test('the minutes of a decision: all at once, or asked for on a terminal; in a pipe what is missing is said', async () => {
  const desk = await started('--as', 'lead', '--fact', 'people_out=yes');
  const said = await act(
    desk,
    'minutes',
    'rising',
    '--considered',
    'Cut the power',
    '--considered',
    'Wait',
    '--favour',
    'Ida: wait',
    '--objection',
    'Bo: too late',
  );
  expect(said.map(({ type, words, data }) => [type, data['minutes'], words])).toEqual([
    ['note.written', 'considered', 'Cut the power'],
    ['note.written', 'considered', 'Wait'],
    ['note.written', 'in-favour', 'Ida: wait'],
    ['note.written', 'objection', 'Bo: too late'],
  ]);
  expect(await act(desk, 'minutes', 'rising', '--no-objection')).toMatchObject([{ data: { minutes: 'no-objection' } }]);
  expect(await desk.run(['minutes', 'rising'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('What was considered?'),
  });
  expect(await desk.run(['minutes', 'get-out', '--no-objection'])).toMatchObject({ code: 4 });
});

describe('commands that run', () => {
  const allowed = async (): Promise<Desk> => {
    const desk = await started();
    await desk.run(['runbook', 'allow', 'small-flood', '--yes']);
    return desk;
  };

  test('a command that fails is recorded, answered with "no", and the step stays', async () => {
    const desk = await allowed();
    script(desk, 'lag', 'echo broken >&2; exit 3');
    const ended = await desk.run(['run', 'lag', '--why', 'Ahead of its turn', '--json']);
    expect(ended.code).toBe(1);
    expect(entriesOf(JSON.parse(ended.stdout)).at(-1)).toMatchObject({
      type: 'command.finished',
      data: { ok: false, 'exit-code': 3 },
    });
  });

  test('ahead of its turn it leaves the plan: the reason, the person and the note stand in the record', async () => {
    const desk = await allowed();
    script(desk, 'lag', 'echo 7');
    expect(await desk.run(['run', 'lag'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('(ahead of turn) and needs a reason') as string,
    });
    const ended = await desk.run([
      'run',
      'lag',
      '--why',
      'The line goes',
      '--by',
      'Sara',
      '--note',
      'by voice',
      '--json',
    ]);
    const written = entriesOf(JSON.parse(ended.stdout));
    expect(written.find((entry) => entry.type === 'command.started')).toMatchObject({
      by: { name: 'Sara' },
      words: 'The line goes',
      deviation: { kinds: ['ahead-of-turn'], owed: false },
    });
    expect(written.find((entry) => entry.type === 'note.written')).toMatchObject({ words: 'by voice' });
    expect((await desk.run(['log'])).stdout).toContain('command started — The line goes (deviation)');
  });

  test('a step that runs nothing is refused for that, not for commands that nobody has read', async () => {
    expect((await (await started()).run(['run', 'get-out'])).stderr).toContain('runs no command');
  });

  test('a changed text has to be allowed again', async () => {
    const desk = floodDesk();
    await desk.run(['runbook', 'allow', 'small-flood', '--yes']);
    const { smallFlood } = await import('../support/small-flood.ts');
    writeFileSync(desk.path('runbooks', 'small-flood.yaml'), `${smallFlood}# changed\n`);
    await desk.json(['start', 'small-flood']);
    expect((await desk.run(['run', 'lag', '--why', 'x'])).code).toBe(4);
  });

  test('Ctrl-C leaves the command running, and its end is recorded all the same', async () => {
    const desk = await allowed();
    script(desk, 'lag', `while [ ! -e "${desk.path('go')}" ]; do sleep 0.05; done; echo 7`);
    const child = desk.spawn(['run', 'lag', '--why', 'x']);
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (text: Buffer) => text.toString().includes('waiting for its end') && resolve()),
    );
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(0);
    writeFileSync(desk.path('go'), '');
    await untilLogged(desk, 'command finished well');
    // What was to be run, and by whom, lies there no longer than it runs.
    await until(() => readdirSync(desk.path('timeline.db.commands')).length === 0);
  });

  /** A command that runs, and the end of everything that has to do with it. */
  const running = async (): Promise<{
    readonly desk: Desk;
    readonly waits: Promise<number | null>;
    /** The terminal at which somebody waits for it is closed. */
    readonly leaves: () => void;
    readonly dies: () => Promise<void>;
  }> => {
    const desk = await allowed();
    const pid = desk.path('pid');
    script(desk, 'lag', `echo $$ > "${pid}"; exec sleep 600`);
    await desk.json(['done', 'get-out', '--why', 'Nobody was in']);
    await desk.json(['choose', 'rising', 'steady']);
    const child = desk.spawn(['run']);
    await until(() => existsSync(pid) && readFileSync(pid, 'utf8').trim() !== '');
    const waits = new Promise<number | null>((resolve) => child.on('close', resolve));
    const dies = async (): Promise<void> => {
      const job = readdirSync(desk.path('timeline.db.commands')).find((name) => name.endsWith('.json'));
      const { process: runner } = JSON.parse(readFileSync(desk.path('timeline.db.commands', job ?? ''), 'utf8')) as {
        process: { pid: number; begun?: string };
      };
      process.kill(runner.pid, 'SIGKILL');
      process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
      await until(() => !isAlive(runner));
    };
    return { desk, waits, leaves: () => void child.kill('SIGKILL'), dies };
  };

  test('while a command runs, whoever comes is told so, and not to run it', async () => {
    const { desk, dies } = await running();
    const now = (await desk.run(['now'])).stdout;
    expect(now).toContain('It is running now; its end is recorded by itself.');
    expect(now).toContain('Then: wait for its end: holdfast log --follow\n');
    for (const command of ['status', 'brief'])
      expect((await desk.run([command])).stdout).toMatch(/\(lag\) — .*, its command is running\n/);
    expect((await desk.run(['run'])).stderr).toContain('is running. Wait for its end');
    await dies();
  });

  test('a command whose process died is recorded as unknown by whoever comes next, and not begun once more unseen', async () => {
    const { desk, leaves, dies } = await running();
    leaves();
    await dies();
    expect(await desk.run(['run'])).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/nobody saw how it ended\. Nothing was started now\. Look what became/) as string,
    });
    expect((await desk.run(['log'])).stdout).toContain('nobody saw how the command ended');
    const now = (await desk.run(['now'])).stdout;
    expect(now).toContain('Nobody saw how it ended. Look first, then run it again or say that it is done.');
    expect(now).toContain('Then: holdfast run, holdfast done or holdfast fail\n');
    expect((await desk.run(['status'])).stdout).toContain(', nobody saw how its command ended\n');
    // Who knows that now may begin it again.
    script(desk, 'lag', 'echo 7');
    expect((await desk.run(['run', 'lag'])).code).toBe(0);
  });

  test('whoever has a guide open while a command dies, or waits for its end, is told so', async () => {
    const { desk, waits, dies } = await running();
    const guide = onDumbTerminal(desk, ['guide']);
    onTestFinished(() => guide.close());
    await guide.until(() => guide.seen.includes('What now?'), 'the guide');
    await dies();
    await guide.until(() => guide.seen.includes('nobody saw how the command ended'), 'hear that it is gone');
    expect(await waits).toBe(1);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => void setTimeout(resolve, 20));
}

async function untilLogged(desk: Desk, text: string): Promise<void> {
  for (;;) if ((await desk.run(['log'])).stdout.includes(text)) return;
}
