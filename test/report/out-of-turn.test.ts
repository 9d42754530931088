import { expect, test } from 'vitest';
import { bo, Desk } from '../support/incident-desk.ts';
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

test('who did a step is told also where its approval began the next round of it', () => {
  const desk = new Desk();
  desk.follow(`holdfast: 1
id: rounds
title: Rounds
roles: { lead: { title: Lead } }
steps:
  - id: again
    repeat: Again
    times: 3
    steps:
      - { id: cut, do: Cut the power, approval: { by: lead } }
`);
  desk.act({ act: 'done', step: 'cut' });
  desk.wait(3);
  desk.act({ act: 'approve', step: 'cut', answer: 'given' }, { by: bo });
  desk.act({ act: 'done', step: 'cut' });
  desk.wait(3);
  desk.act({ act: 'approve', step: 'cut', answer: 'gone-without' }, { by: bo, why: 'Nobody is there' });
  const steps = reviewOf(desk.entries).match(/^\| Cut the power.*$/gm);
  expect(steps).toEqual([
    expect.stringMatching(/^\| Cut the power #\d+ \| done by Ane \|/),
    expect.stringMatching(/^\| Cut the power, turn 2 #\d+ \| done by Ane \|/),
    expect.stringMatching(/^\| Cut the power, turn 3 \| open \|/),
  ]);
});
