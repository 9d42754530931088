import { expect, test } from 'vitest';
import { metricsOf } from '../../src/report/index.ts';
import { exported } from '../support/exported.ts';
import { Desk } from '../support/incident-desk.ts';
import { reviewOf, shownOf } from '../support/review-of.ts';

test('what left the plan and was undone again says so, and is counted nowhere', async () => {
  const desk = new Desk();
  desk.follow(`holdfast: 1
id: cut
title: Cut
steps:
  - { id: look, do: Look }
  - { id: cut, do: Cut }
`);
  const [skipped] = desk.act({ act: 'skip', step: 'look' }, { why: 'No time' });
  desk.act({ act: 'undo', entry: skipped!.id });
  desk.act({ act: 'done', step: 'cut' }, { why: 'It was quicker' });
  const text = reviewOf(desk.entries);
  expect(text).toMatch(/\| Look: skipped \| skipped, undone later \| No time \|/);
  expect(text).toContain('| Deviations (reasons owed) | 1 (0) |');
  expect(metricsOf({ incident: desk.incident, entries: () => desk.entries }).deviations.total).toBe(1);
  expect(await exported('ics-209', shownOf(desk.entries))).toContain('The plan was left 1 time.');
});
