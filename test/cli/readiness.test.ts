import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { built } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

describe('readiness', () => {
  test('says for each runbook what its score is the sum of, in text, JSON, a page, and beside the U4SSC indicators', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood', '--drill']);
    await desk.json(['done', 'get-out', '-i', 'flood-1', '--by', 'Bo', '--why', 'all out']);
    await desk.json(['follow-up', 'Buy a pump', '--owner', 'Bo', '-i', 'flood-1']);
    const { code, stdout } = await desk.run(['readiness', 'small-flood']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Drilled +20 of 20 {2}last drilled \d{4}-\d\d-\d\d in flood-1\n/);
    expect(stdout).toMatch(/Follow-ups +8 of 10 {2}1 follow-up open\n/);
    expect(stdout).toContain('flood-1 follow-up-1: Buy a pump — Bo');
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(await desk.json(['readiness', 'small-flood'])).toMatchObject({
      runbooks: [{ runbook: 'small-flood', 'follow-ups': [{ in: 'flood-1', words: 'Buy a pump', owner: 'Bo' }] }],
    });
    const indicators = await desk.run(['readiness', '--format', 'u4ssc']);
    expect(indicators.stdout).toContain('EC: ICT: D: 1A  Drainage / Storm Water System ICT Monitoring');
    const page = await desk.run(['readiness', '--format', 'html', '-o', 'ready.html']);
    expect(page.code).toBe(0);
    expect(readFileSync(desk.path('ready.html'), 'utf8')).toContain('Small flood');
    // What is there stays, unless somebody says so.
    expect((await desk.run(['readiness', '--format', 'html', '-o', 'ready.html'])).code).not.toBe(0);
  });

  test('what is asked wrongly is answered in words: an unknown runbook, one with a fault, an unknown format', async () => {
    const desk = floodDesk();
    writeFileSync(desk.path('runbooks', 'broken.yaml'), 'holdfast: 1\nid: broken\n');
    const unknown = await desk.run(['readiness', 'small-floot']);
    expect(unknown.code).toBe(3);
    expect(unknown.stderr).toContain('Did you mean "small-flood"?');
    expect((await desk.run(['readiness', 'broken'])).code).toBe(4);
    const all = await desk.run(['readiness']);
    expect(all.code).toBe(0);
    expect(all.stderr).toContain('1 file cannot be read as a runbook and is not counted');
    const format = await desk.run(['readiness', '--format', 'htm']);
    expect(format.code).toBe(2);
    expect(format.stderr).toContain('Did you mean "html"?');
  });
});
