import { writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { built, Desk, type Ended } from '../support/cli.ts';

beforeAll(built, 120_000);

const racers = 8;
const steps = Array.from({ length: 12 }, (_, index) => `step-${index + 1}`);

/** Every step open from the beginning, so that all may be finished in any order. */
const runbook = `holdfast: 1
id: race
title: Race
revision: 2026-10-01
owner: Test
steps:
  - id: all
    parallel: All at once
    tracks:
${steps.map((id) => `      t-${id}: { title: ${id}, steps: [{ id: ${id}, do: Do ${id}, expect: 1m }] }`).join('\n')}
  - { id: over, end: Over, outcome: resolved }
`;

interface Entry {
  readonly type: string;
  readonly step?: string;
  readonly words?: string;
  readonly seq: number;
}

test('eight processes race for the same steps while a thousand notes are written: one wins each, nothing is lost', async () => {
  const desk = new Desk();
  writeFileSync(desk.path('race.yaml'), runbook);
  await desk.json(['start', './race.yaml']);

  // Notes come from guides in numbered lines, so that one process writes many while the others race.
  const notes = Array.from({ length: racers }, (_, racer) => {
    const lines = Array.from({ length: 125 }, (_, index) => `n note ${racer}-${index + 1}`);
    return desk.run(['guide', '--plain'], { input: `${lines.join('\n')}\nquit\n` });
  });
  const race = async (racer: number): Promise<readonly Ended[]> => {
    const ends: Ended[] = [];
    for (let index = 0; index < steps.length; index += 1) {
      // Half of them run the other way, so that they meet everywhere.
      const step = steps[racer % 2 === 0 ? index : steps.length - 1 - index] ?? '';
      ends.push(await desk.run(['done', step, '--json', '--by', `racer ${racer}`]));
    }
    return ends;
  };
  const ends = (await Promise.all(Array.from({ length: racers }, (_, racer) => race(racer)))).flat();
  for (const { code, stdout, stderr } of await Promise.all(notes))
    expect([code, stderr, /.*NOT recorded.*/.exec(stdout)?.[0]]).toEqual([0, '', undefined]);

  const won = ends.filter(({ code }) => code === 0);
  const lost = ends.filter(({ code }) => code !== 0);
  expect(won).toHaveLength(steps.length);
  for (const { code, stderr } of lost) {
    expect([code, stderr]).toEqual([4, expect.stringContaining('already-settled')]);
    expect(stderr).toMatch(/racer \d/);
  }

  const entries = (await desk.run(['log', '--json'])).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry);
  const done = entries.filter(({ type }) => type === 'step.done').map(({ step }) => step);
  expect(done).toHaveLength(steps.length);
  expect(new Set(done)).toEqual(new Set(steps));
  const noted = entries.filter(({ type }) => type === 'note.written').map(({ words }) => words ?? '');
  expect(noted).toHaveLength(1000);
  expect(new Set(noted).size).toBe(1000);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  expect(await desk.json(['verify'])).toMatchObject({ ok: true });
}, 600_000);
