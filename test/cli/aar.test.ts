import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, type Desk } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

const scenario = `holdfast: 1
id: wet-night
title: A wet night
runbook: small-flood
lasts: 2h
overview: { kind: tabletop, scope: The first hours, threat: Water, sponsor: The mayor, contact: Resilience }
objectives:
  out: { statement: Everybody is out, capability: Public safety, element: training, tasks: [{ task: Get out, measure: { step: get-out, within: 10m } }] }
injects:
  - { id: sensor, at: 1m, message: Wet. }
`;

function drillDesk(): Desk {
  const desk = floodDesk();
  mkdirSync(desk.path('runbooks', 'drills'));
  writeFileSync(desk.path('runbooks', 'drills', 'wet-night.yaml'), scenario);
  return desk;
}

describe('after a drill', () => {
  test('hot wash, feedback and follow-ups are typed as commands, and stand in the report in each of its forms', async () => {
    const desk = drillDesk();
    const { incident } = (await desk.json(['drill', 'start', 'wet-night', '--no-ui'])) as { incident: string };
    const on = ['-i', incident];
    await desk.json(['done', 'get-out', '--why', 'all out', ...on]);
    await desk.json(['drill', 'stop', incident]);
    await desk.json(['hot-wash', 'went-well', 'The', 'guard', 'was', 'our', 'eyes', '--by', 'Bo', ...on]);
    await desk.json(['feedback', 'realistic', '4', 'rather', 'so', '--by', 'Ane', ...on]);
    await desk.json(['follow-up', 'A second sensor', '--owner', 'Bo', ...on]);
    await desk.json(['follow-up-done', 'follow-up-1', ...on]);
    const verified = ['follow-up-verified', 'follow-up-1', 'in', 'night-2', ...on];
    const tooEarly = await desk.run(verified);
    expect(tooEarly.code).toBe(3);
    expect(tooEarly.stderr).toContain('There is no incident "night-2".');
    await desk.json(['drill', 'start', 'wet-night', '--no-ui']);
    await desk.json(verified);
    const { code, stdout } = await desk.run(['export', '--format', 'aar', ...on]);
    expect(code).toBe(0);
    for (const words of [
      '**P** Performed without Challenges',
      'The guard was our eyes (Bo)',
      'rather so (Ane)',
      '| night-2 #',
    ])
      expect(stdout).toContain(words);
    expect((await desk.run(['export', '--format', 'aar', '-o', 'aar.html', ...on])).code).toBe(0);
    expect(readFileSync(desk.path('aar.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect((await desk.run(['export', '--format', 'aar', '-o', 'aar.pdf', ...on])).code).toBe(0);
    expect(readFileSync(desk.path('aar.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('what is missing is listed where nobody can be asked; of what is real there is neither report nor feedback', async () => {
    const desk = drillDesk();
    await desk.json(['start', 'small-flood']);
    const none = await desk.run(['export', '--format', 'aar']);
    expect(none.code).toBe(4);
    expect(none.stderr).toContain('plays no scenario');
    const feedback = await desk.run(['feedback', 'Fine']);
    expect(feedback.code).toBe(4);
    expect(feedback.stderr).toContain('annotate went-well');
    const asked = await desk.run(['hot-wash']);
    expect(asked.code).toBe(2);
    expect(asked.stderr).toContain('went-badly');
  });
});
