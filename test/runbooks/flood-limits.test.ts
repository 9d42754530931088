import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { memoryIncident } from '../support/memory-session.ts';

const shipped = (name: string): string =>
  readFileSync(new URL(`../../runbooks/${name}.yaml`, import.meta.url), 'utf8');

/** The flood with its readings on record, at the question whether the hall is to be cut; the limits are 12 cm, 80 cm and 2 %. */
function atTheLimitQuestion(readings: Readonly<Record<string, number>>) {
  const followed = Object.fromEntries(['continuity-on-paper', 'citizen-fallback'].map((id) => [id, shipped(id)]));
  const memory = memoryIncident({
    runbooks: [shipped('data-centre-flood')],
    followed,
    organisation: shipped('organisation'),
  });
  const anna = memory.session('Anna');
  const values = Object.entries(readings).map(([fact, value]) => ({ fact, value }));
  for (const act of [{ act: 'fact', values } as const, { act: 'jump', step: 'hall-limit' } as const]) {
    const outcome = anna.act(act, { why: 'The rest is done' });
    if (!outcome.ok) throw new Error(outcome.refusal.message);
  }
  return { memory, now: () => memory.session('Anna').guide().current.map(({ step }) => step) };
}

test.each([
  [{ water_depth_hall: 12 }],
  [{ water_depth_basement: 80, water_depth_hall: 0 }],
  [{ hydrogen_percent: 2 }],
])('at a limit (%o) the hall is cut, whoever says nothing', (reading) => {
  expect(atTheLimitQuestion(reading).now()).toEqual(['cut-hall-power']);
});

test('below all of them somebody is asked, and after ten minutes of silence the services are moved off', () => {
  const { memory, now } = atTheLimitQuestion({ water_depth_hall: 11, water_depth_basement: 79, hydrogen_percent: 1.9 });
  expect(now()).toEqual(['hall-power']);
  memory.pass({ minutes: 10 });
  expect(now()).not.toContain('cut-hall-power');
  expect(now()).toContain('pumps-and-doors');
});

test('where a number is missing nothing decides by itself', () => {
  expect(atTheLimitQuestion({ water_depth_hall: 4 }).now()).toEqual(['hall-limit']);
});
