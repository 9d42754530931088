import { expect, test } from 'vitest';
import { Desk } from '../support/incident-desk.ts';
import { reviewOf } from '../support/review-of.ts';

const runbook = `holdfast: 1
id: cut
title: Cut
steps:
  - { id: look, do: Look, expect: 5m }
  - id: how
    decide: How deep
    options:
      all: { title: Everybody }
      some: { title: Some }
  - { id: cut, do: Cut the sessions, expect: 10m }
`;

test('a step that is done before the plan comes to it stands among the steps, and a decision counts as one', () => {
  const desk = new Desk();
  desk.follow(runbook);
  desk.wait(3);
  desk.act({ act: 'choose', step: 'how', option: 'all' }, { why: 'No time' });
  desk.act({ act: 'done', step: 'cut' }, { why: 'No time' });
  const text = reviewOf(desk.entries);
  const [, steps = ''] = /## Steps over time\n([^]*?)\n## /.exec(text) ?? [];
  expect(steps).toContain('Settled without being begun, ahead of the plan');
  expect(steps).toMatch(/\| Cut the sessions #\d+ \| done by Ane \| 21 Nov 2026 03:03 \+01:00 \|/);
  expect(steps).toMatch(/\| How deep #\d+ \| done by Ane \|/);
  expect(text).toContain('| Steps done or decided, skipped, failed | 2, 0, 0 |');
});
