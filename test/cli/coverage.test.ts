import { beforeAll, describe, expect, test } from 'vitest';
import { built } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

describe('runbook show --coverage', () => {
  test('says what of the runbook was ever exercised, over incidents and drills, and by whom', async () => {
    const desk = floodDesk();
    const never = await desk.run(['runbook', 'show', 'small-flood', '--coverage']);
    expect(never.stdout).toContain('steps    0 of 9 (0 %)');
    expect(never.stdout).toContain('Nobody ever exercised it.');
    await desk.json(['start', 'small-flood', '--drill']);
    await desk.json(['done', 'get-out', '-i', 'flood-1', '--by', 'Bo', '--why', 'all out']);
    await desk.json(['start', 'small-flood']);
    await desk.json(['done', 'get-out', '-i', 'flood-2', '--by', 'Ane', '--why', 'all out']);
    await desk.json(['choose', 'rising', 'steady', '-i', 'flood-2', '--by', 'Ane']);
    const { code, stdout } = await desk.run(['runbook', 'show', 'small-flood', '--coverage']);
    expect(code).toBe(0);
    expect(stdout).toContain('steps    2 of 9 (22 %)');
    expect(stdout).toContain('options  1 of 2 (50 %)');
    expect(stdout).toContain('From 1 incident and 1 drill.');
    expect(stdout).toMatch(
      /\[x\] Get everyone out \(get-out\) — 2 times, last \d{4}-\d\d-\d\d in flood-2, by Ane, Bo\n/,
    );
    expect(stdout).toMatch(
      /\n {4}\[ \] option: It rises \(rising\) — never\n {6}\[ \] Cut the power \(cut-power\) — never\n/,
    );
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  test('goes with no other form, and of a runbook that is not there says so', async () => {
    const desk = floodDesk();
    const other = await desk.run(['runbook', 'show', 'small-flood', '--coverage', '--format', 'yaml']);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('--format does not go with --coverage');
    expect((await desk.run(['runbook', 'show', 'big-flood', '--coverage'])).code).toBe(3);
  });
});
