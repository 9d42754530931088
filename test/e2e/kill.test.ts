import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { built, Desk } from '../support/cli.ts';

beforeAll(built, 120_000);

const runbook = `holdfast: 1
id: long
title: Long
revision: 2026-10-01
owner: Test
steps:
${Array.from({ length: 40 }, (_, index) => `  - { id: s${index + 1}, do: Step ${index + 1}, expect: 1m }`).join('\n')}
  - { id: over, end: Over, outcome: resolved }
`;

interface Entry {
  readonly id: string;
  readonly type: string;
  readonly words?: string;
}
interface Status {
  readonly current: readonly { readonly step: string }[];
  readonly steps: readonly { readonly step: string; readonly state: string }[];
}

const logOf = async (desk: Desk): Promise<readonly Entry[]> =>
  (await desk.run(['log', '--json'])).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry);

test('killed at any moment while acting: what was reported recorded is there, and it goes on from there', async () => {
  const desk = new Desk();
  writeFileSync(desk.path('long.yaml'), runbook);
  await desk.json(['start', './long.yaml']);
  // Spread over what one act takes on this machine, and a little beyond: some come before it begins, some after it is told.
  const begun = performance.now();
  await desk.json(['done']);
  const whole = performance.now() - begun;
  const moments = fc.sample(fc.double({ min: 0, max: 1.6, noNaN: true }), { numRuns: 30, seed: 7 });
  const reported: string[] = [];

  for (const [index, moment] of moments.entries()) {
    const child = desk.spawn(index % 2 === 0 ? ['done', '--json'] : ['n', `note ${index}`, '--json']);
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    const killed = setTimeout(() => child.kill('SIGKILL'), moment * whole);
    await new Promise((resolve) => child.on('close', resolve));
    clearTimeout(killed);
    // Only a whole line is a report.
    if (said.endsWith('\n'))
      reported.push(...(JSON.parse(said) as { entries: readonly Entry[] }).entries.map(({ id }) => id));
  }

  const entries = await logOf(desk);
  const ids = new Set(entries.map(({ id }) => id));
  expect(reported.length).toBeGreaterThan(0);
  expect(reported.length).toBeLessThan(moments.length);
  expect(reported.filter((id) => !ids.has(id))).toEqual([]);
  expect(await desk.json(['verify'])).toMatchObject({ ok: true });

  const { steps, current } = (await desk.json(['status'])) as Status;
  const done = entries.filter(({ type }) => type === 'step.done').length;
  expect(steps.filter(({ state }) => state === 'done')).toHaveLength(done);
  expect(current.map(({ step }) => step)).toEqual([`s${done + 1}`]);
  await desk.json(['done']);
  expect(((await desk.json(['status'])) as Status).current[0]?.step).toBe(`s${done + 2}`);
}, 300_000);

test('a guide killed while it takes a hundred notes loses none that it said was recorded', async () => {
  const desk = new Desk();
  writeFileSync(desk.path('long.yaml'), runbook);
  await desk.json(['start', './long.yaml']);
  for (const after of [1, 5, 20]) {
    const child = desk.spawn(['guide', '--plain']);
    let said = '';
    const enough = new Promise<void>((resolve) => {
      child.stdout.on('data', (text: Buffer) => {
        said += text.toString();
        if ((said.match(/Note: kept \d+-\d+/g) ?? []).length >= after) resolve();
      });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.write(Array.from({ length: 100 }, (_, index) => `n kept ${after}-${index}\n`).join(''));
    await enough;
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('close', resolve));
    const kept = new Set((await logOf(desk)).map(({ words }) => words));
    const told = [...said.matchAll(/Note: (kept \d+-\d+)\b/g)].map(([, words]) => words);
    // The last line may have been cut in the middle of its number.
    expect(told.slice(0, -1).filter((words) => !kept.has(words))).toEqual([]);
    expect(await desk.json(['verify'])).toMatchObject({ ok: true });
  }
}, 300_000);
