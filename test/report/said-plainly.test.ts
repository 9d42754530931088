import { describe, expect, test } from 'vitest';
import { metricsOf } from '../../src/report/index.ts';
import { Desk } from '../support/incident-desk.ts';
import { exported } from '../support/exported.ts';
import { reviewOf, shownOf } from '../support/review-of.ts';

const runbook = `holdfast: 1
id: tell
title: Tell
facts:
  suspected: { ask: Is an act suspected?, type: choice, of: ["no", "yes"] }
  abroad: { ask: Can it reach another country?, type: boolean }
messages:
  warning:
    to: CSIRT
    by: portal
    text:
      en: "Suspected {{ facts.suspected }}. Abroad {{ facts.abroad ? 'possible' : 'no' }}."
      da: "Mistanke {{ facts.suspected == 'yes' ? 'ja' : 'nej' }}."
steps:
  - { id: warn, tell: Warn, message: warning }
`;

describe('a message that went out before all was known', () => {
  const desk = new Desk();
  desk.follow(runbook);
  desk.act({
    act: 'send',
    step: 'warn',
    message: 'warning',
    to: 'CSIRT',
    body: 'Suspected [not known yet].',
    missing: ['facts.suspected', "facts.abroad ? 'possible' : 'no'", "facts.suspected == 'yes' ? 'ja' : 'nej'"],
  });

  test('says in the review which answers it lacked, each once, and not how they would have been worded', () => {
    expect(reviewOf(desk.entries)).toContain(
      'Sent while these were not known: Is an act suspected?; Can it reach another country?',
    );
  });

  test('says to whoever owns the runbook which facts those are', async () => {
    const diff = await exported('runbook-diff', shownOf(desk.entries));
    expect(diff).toMatch(/sent while not known: facts\.suspected, facts\.abroad\./);
  });
});

test('what was taken out for good is told apart from what was corrected', () => {
  const desk = new Desk();
  const noted = (words: string): string => desk.act({ act: 'note', words }).at(-1)!.id;
  const [first, second] = [noted('Ring Bente'), noted('Ring Bo')];
  desk.act({ act: 'correct', entry: first, words: 'Ring Ane' });
  desk.act({ act: 'expunge', entry: second, basis: 'Art. 17' });
  const text = reviewOf(desk.entries);
  expect(text).toContain('| Corrected later | 1 (#2) |');
  expect(text).toContain('| Words taken out for good | 1 (#3) |');
  expect(metricsOf({ incident: desk.incident, entries: () => desk.entries }).record.corrected).toBe(1);
});

test('of a drill, whose entries are stamped by another clock, no number says how many were written late', () => {
  const desk = new Desk({ mode: 'drill' });
  desk.act({ act: 'note', words: 'Wet' });
  expect(reviewOf(desk.entries)).toContain(
    '| Entries, of them written more than 15 minutes later | 3, not told in a drill |',
  );
});

test('what was merged into another incident leads from when it was stood down to the entry that merged it', () => {
  const desk = new Desk();
  const [merged] = desk.act({ act: 'merge', into: 'breach-2' });
  const text = reviewOf(desk.entries);
  expect(text).toContain('| State | merged into breach-2 |');
  expect(text).toContain(`| Stood down | 21 Nov 2026 03:00 +01:00 #${merged!.seq} |`);
});
