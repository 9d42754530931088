import { beforeAll, expect, test } from 'vitest';
import { built } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

test('steps --map draws the path in plain text; --json gives the steps as ever', async () => {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood']);
  await desk.json(['done', 'get-out', '--why', 'all out']);
  await desk.json(['choose', 'rising', 'steady']);
  const { code, stdout } = await desk.run(['steps', '--map']);
  expect(code).toBe(0);
  expect(stdout).toContain('[x] done, chosen  [>] open now');
  expect(stdout).toMatch(/\n {2}\[x\] Get everyone out \(get-out\) — number 1, .* by /);
  expect(stdout).toMatch(/\n {4}\[\.\] option: It rises — not taken\n {6}\[\.\] Cut the power/);
  expect(stdout).toMatch(/\n {2}\[>\] How far is the standby behind \(lag\) — since .*, now\n/);
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  expect((await desk.run(['steps'])).stdout).toMatch(
    /\n {4}\[\.\] It rises: Cut the power \(cut-power\) — not any more\b/,
  );
  expect(await desk.json(['steps', '--map'])).toEqual(await desk.json(['steps']));
});
