import { expect, test } from 'vitest';
import { Desk } from '../support/incident-desk.ts';
import { reviewOf } from '../support/review-of.ts';

const runbook = `holdfast: 1
id: cut
title: Cut
steps:
  - { id: look, do: Look }
  - id: how
    decide: How deep
    options:
      all: { title: Everybody }
      some: { title: Some }
`;

const decisionsOf = (desk: Desk): string =>
  /## Decisions\n([^]*?)\n## /.exec(reviewOf(desk.entries))?.[1] ?? 'no decisions';

test('a decision stands with the reason that was given later, and one that was undone says so', () => {
  const desk = new Desk();
  desk.follow(runbook);
  const [chosen] = desk.act({ act: 'choose', step: 'how', option: 'all' }, { why: 'No time' });
  desk.act({ act: 'correct', entry: chosen!.id, words: 'The key is gone' });
  expect(decisionsOf(desk)).toContain('| The key is gone |');
  expect(decisionsOf(desk)).not.toMatch(/No time|undone/);
  desk.act({ act: 'undo', entry: chosen!.id });
  expect(decisionsOf(desk)).toMatch(/Everybody \*\*undone later\*\* \| Ane/);
});

test('that a reason is owed stands where the reason would, once', () => {
  const desk = new Desk();
  desk.follow(runbook);
  desk.act({ act: 'choose', step: 'how', option: 'all' });
  desk.act({ act: 'skip', step: 'look' });
  const owed = '| **reason owed** |';
  expect(decisionsOf(desk)).toMatch(/Decided: How deep → Everybody \| \w+ \| \*\*reason owed\*\* \|/);
  const text = reviewOf(desk.entries);
  const left = /## How it left the plan\n([^]*?)\n## /.exec(text)?.[1] ?? '';
  expect(left).toContain(owed);
  expect(left).not.toContain('(reason owed)');
});
