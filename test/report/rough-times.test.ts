import { expect, test } from 'vitest';
import { exported } from '../support/exported.ts';
import { Desk } from '../support/incident-desk.ts';
import { reviewOf, shownOf } from '../support/review-of.ts';

test('where a time is not known to the minute the timeline of the review says so, in both languages', async () => {
  const desk = new Desk();
  desk.act({ act: 'note', words: 'Fuse replaced' }, { at: '2026-11-20T00:00:00+01:00', precision: 'day' });
  desk.act({ act: 'note', words: 'Smell of smoke' }, { at: '2026-11-21T01:10:00+01:00', precision: 'about' });
  desk.act({ act: 'note', words: 'Hall A dry' }, { at: '2026-11-21T01:20:00+01:00', precision: 'minute' });
  const english = reviewOf(desk.entries);
  expect(english).toContain('| Note: Fuse replaced | that day, no time known |');
  expect(english).toContain('| Note: Smell of smoke | about that time |');
  expect(english).toContain('| Note: Hall A dry |  |');
  const danish = reviewOf(desk.entries, {}, undefined, { language: 'da' });
  expect(danish).toContain('| Note: Fuse replaced | den dag, klokkeslæt ukendt |');
  expect(danish).toContain('| Note: Smell of smoke | omkring det tidspunkt |');
  const page = await exported('html', shownOf(desk.entries));
  expect(page).toContain('Note: Smell of smoke <b>about that time</b>');
  expect(page).toContain('Note: Fuse replaced <b>that day, no time known</b>');
});
