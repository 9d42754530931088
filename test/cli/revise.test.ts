import { rmSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { onDumbTerminal } from '../support/conversation.ts';
import { built, type Desk, holdfast } from '../support/cli.ts';
import { smallFlood } from '../support/small-flood.ts';
import { Terminal } from '../support/terminal.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

const newer = smallFlood
  .replace('revision: 2026-10-01', 'revision: 2026-11-27')
  .replace('Get everyone out', 'Get everyone out and count them')
  .replace('  - id: rising', '  - id: gas\n    do: Close the gas\n  - id: rising')
  .replace('steps:\n', 'steps:\n  - id: torch\n    do: Take a torch\n');

const difference = [
  'New, behind where you are: Take a torch (torch)',
  'Changed: Get everyone out and count them (get-out): do "Get everyone out" → "Get everyone out and count them"',
  'New: Close the gas (gas)',
  'Changed, of the runbook: revision "2026-10-01" → "2026-11-27"',
  'jump STEP takes you to what lies behind you.',
  'What was done stays done, and you stay where you are. It stands in the record.',
];

async function started(): Promise<Desk> {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood', '--as', 'lead']);
  return desk;
}

const rewrite = (desk: Desk, text: string): void => writeFileSync(desk.path('runbooks', 'small-flood.yaml'), text);
const typesOf = async (desk: Desk): Promise<readonly string[]> =>
  (await desk.run(['log', '--json'])).stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { type: string }).type);

describe('a runbook that was rewritten while it is followed', () => {
  test('is offered, shown with what is other, and taken once somebody says so', async () => {
    const desk = await started();
    expect((await desk.run(['status'])).stdout).not.toContain('newer text');
    rewrite(desk, newer);
    expect((await desk.run(['status'])).stdout).toContain(
      `A newer text of Small flood lies in ${desk.path('runbooks', 'small-flood.yaml')}. To see what is other, and take it: holdfast revise\n`,
    );
    const before = await typesOf(desk);
    const unsaid = await desk.run(['revise']);
    expect(unsaid).toMatchObject({ code: 2, stdout: '' });
    expect(unsaid.stderr).toContain(
      [
        ...difference,
        'holdfast: Nothing was recorded: whether the newer text is taken has to be said. If you mean it: --yes\n',
      ].join('\n'),
    );
    const asked = JSON.parse((await desk.run(['revise', '--json'])).stderr.split('\n').at(-2) ?? '') as {
      readonly error: { readonly code: string; readonly message: string };
    };
    expect(asked.error.code).toBe('usage');
    for (const line of difference) expect(asked.error.message).toContain(line);
    expect(await typesOf(desk)).toEqual(before);
    expect(await desk.json(['revise', '--yes', '--by', 'Sara', '--note', 'The gas was forgotten'])).toMatchObject({
      entries: [
        { type: 'runbook.revised', by: { name: 'Sara' }, run: 'small-flood', data: { text: newer } },
        { type: 'note.written', words: 'The gas was forgotten' },
      ],
      current: [{ step: 'get-out', title: 'Get everyone out and count them' }],
    });
    expect((await desk.run(['status'])).stdout).not.toContain('newer text');
    expect((await desk.run(['log'])).stdout).toContain('Going on in a newer text of the runbook: Small flood (');
    expect((await desk.run(['steps'])).stdout).toContain('Close the gas');
    expect(await desk.run(['revise', '--yes'])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('holdfast: small-flood is followed as it stands there.\n') as string,
    });
    expect(await desk.run(['verify'])).toMatchObject({ code: 0 });
  });

  test('its commands run only where that very text was allowed', async () => {
    const desk = await started();
    await desk.run(['runbook', 'allow', 'small-flood', '--yes']);
    rewrite(desk, newer);
    await desk.json(['revise', '--yes']);
    const refused = await desk.run(['run', 'lag', '--why', 'The line goes']);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain('holdfast runbook allow small-flood');
    await desk.run(['runbook', 'allow', 'small-flood', '--yes']);
    expect((await desk.run(['run', 'lag', '--why', 'The line goes'])).code).toBe(0);
  });

  test('with a fault in it, with the open step gone, or gone itself, it leaves the incident as it was', async () => {
    const desk = await started();
    const before = await typesOf(desk);
    rewrite(desk, newer.replace('choose: steady', 'choose: nowhere'));
    const faulty = await desk.run(['revise', '--yes']);
    expect(faulty.code).toBe(4);
    expect(faulty.stderr).toMatch(/small-flood\.yaml:\d+:\d+: .*Nothing was recorded/);
    rewrite(desk, newer.replaceAll('get-out', 'leave-now'));
    expect(await desk.run(['revise', '--yes'])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining(
        'holdfast: "Get everyone out" (get-out) is open, and is not in the newer text. Finish or skip it first, or jump to a step that both have; then take the newer text.\n',
      ) as string,
    });
    rmSync(desk.path('runbooks', 'small-flood.yaml'));
    expect((await desk.run(['revise', '--yes'])).code).toBe(3);
    expect((await desk.run(['now'])).stdout).toContain('Get everyone out');
    expect(await desk.run(['revise', 'nothing'])).toMatchObject({
      code: 3,
      stderr: 'holdfast: There is no followed runbook "nothing". There is: small-flood\n',
    });
    expect((await desk.run(['revise', 'small-flood', 'twice'])).code).toBe(2);
    expect(await typesOf(desk)).toEqual(before);
  });

  test('is not taken while it has a fault; only who begins an incident is told how it begins without one', async () => {
    const desk = await started();
    rewrite(desk, newer.replace('steps:', 'stpes:'));
    const check = `See all: holdfast runbook check ${desk.path('runbooks', 'small-flood.yaml')}.`;
    const before = await typesOf(desk);
    for (const command of [
      ['revise', '--yes'],
      ['follow', 'small-flood', '--yes'],
    ]) {
      const { code, stderr } = await desk.run(command);
      expect(code).toBe(4);
      expect(stderr.split('Nothing was recorded. ')[1]).toBe(`${check}\n`);
    }
    expect(await typesOf(desk)).toEqual(before);
    expect((await desk.run(['start', 'small-flood'])).stderr).toContain(
      `${check} To begin without a runbook: holdfast declare "REASON"`,
    );
  });

  test('line by line: whoever opens the guide is told, reads what is other, and may leave it', async () => {
    const desk = await started();
    rewrite(desk, newer);
    const talk = onDumbTerminal(desk, ['guide'], 200);
    const seen = (): string => talk.seen.replaceAll(/\s+/g, ' ');
    await talk.until(() => seen().includes('To see what is other, and take it: revise'), 'the offer');
    talk.type('revise');
    await talk.until(() => talk.seen.includes('Go on in the newer text of Small flood?'), 'the question');
    for (const line of difference) expect(seen()).toContain(line);
    talk.type('n');
    await talk.until(() => talk.seen.includes('Left as it is. Nothing was recorded.'), 'that nothing was done');
    talk.type('revise');
    await talk.until(() => talk.seen.split('Go on in the newer text').length > 2, 'the question again');
    talk.type('y');
    await talk.until(() => talk.seen.includes('Going on in a newer text of the runbook'), 'the entry');
    talk.type('quit');
    expect(await talk.end()).toBe(0);
    expect(await typesOf(desk)).toContain('runbook.revised');
  });

  test('on the screen: the offer, the difference to be walked through, and y', async () => {
    const desk = await started();
    rewrite(desk, newer);
    const terminal = new Terminal(process.execPath, [holdfast, 'guide'], { env: desk.env, cwd: desk.folder });
    await terminal.until(() => terminal.text.includes('take it: revise'), 'the offer');
    terminal.press(':revise\r');
    await terminal.until(() => terminal.text.includes('Go on in the newer text of Small flood?'), 'the question');
    expect(terminal.text).toContain('New, behind where you are: Take a torch (torch)');
    // What its author left out is no matter of the night, and must not be written across the screen.
    expect(terminal.bytes).not.toContain('leaves something out');
    // It has come up by itself: its key is there once it can have been read.
    await terminal.until(() => /^y yes/m.test(terminal.text), 'its keys');
    terminal.press('y');
    await terminal.until(() => terminal.text.includes('Recorded #'), 'the entry');
    expect(terminal.text).toMatch(/Get everyone out and count them\n.*Facilities duty officer, nobody yet/);
    terminal.press('q');
    await terminal.end();
  });

  test('a file that is rewritten while the guide is open is told there too, and once', async () => {
    const desk = await started();
    const terminal = new Terminal(process.execPath, [holdfast, 'guide'], { env: desk.env, cwd: desk.folder });
    await terminal.until(() => terminal.text.includes('Get everyone out'), 'the guide');
    rewrite(desk, newer);
    await terminal.until(() => terminal.text.includes('take it: revise'), 'the offer');
    terminal.press(':revise\r');
    await terminal.until(() => /^y yes/m.test(terminal.text), 'the question');
    terminal.press('y');
    await terminal.until(() => terminal.text.includes('Recorded #'), 'the entry');
    terminal.press('q');
    await terminal.end();
  });

  test('line by line it is told before the next question, not behind each', async () => {
    const desk = await started();
    const talk = onDumbTerminal(desk, ['guide'], 200);
    await talk.until(() => talk.seen.includes('Get everyone out'), 'the guide');
    rewrite(desk, newer);
    talk.type('n somebody has rewritten it');
    await talk.until(() => talk.seen.includes('take it: revise'), 'the offer');
    talk.type('n and goes on');
    await talk.until(() => talk.seen.split('Recorded:').length > 2, 'the second entry');
    talk.type('quit');
    expect(await talk.end()).toBe(0);
    expect(talk.seen.split('take it: revise')).toHaveLength(2);
  });
});
