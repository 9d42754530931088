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

test('a time that is put right is known as well as whoever puts it right says', async () => {
  const desk = new Desk();
  const note = (words: string, precision: 'minute' | 'day') =>
    desk.act({ act: 'note', words }, { precision })[0]?.id ?? '';
  const at = '2026-11-20T00:00:00+01:00';
  desk.act({ act: 'correct', entry: note('Fuse replaced', 'minute'), at, precision: 'day' });
  desk.act({ act: 'correct', entry: note('Smell of smoke', 'minute'), at, precision: 'about' });
  desk.act({ act: 'correct', entry: note('Hall A dry', 'day'), at, precision: 'minute' });
  desk.act({ act: 'correct', entry: note('Hall B dry', 'day'), at });
  const review = reviewOf(desk.entries);
  expect(review).toContain('| Note: Fuse replaced | that day, no time known, corrected |');
  expect(review).toContain('| Note: Smell of smoke | about that time, corrected |');
  expect(review).toContain('| Note: Hall A dry | corrected |');
  expect(review).toContain('| Note: Hall B dry | corrected |');
  expect(review).toContain('Corrected #2: it happened on 2026-11-20');
  expect(review).toContain('Corrected #4: it happened at about 20 Nov 00:00 +01:00');
});

test('what is said again with its true time is known as well as that', () => {
  const desk = new Desk();
  desk.act({ act: 'aware', topic: 'significant' });
  const aware = desk.last('incident.aware');
  const at = '2026-11-21T02:10:00+01:00';
  desk.act({ act: 'correct', entry: aware.id, target: aware, at, precision: 'about' });
  expect(desk.last('incident.aware')).toMatchObject({ at, precision: 'about' });
});
