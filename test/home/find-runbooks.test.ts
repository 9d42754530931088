import { describe, expect, test } from 'vitest';
import { findBySymptoms, sectionsOf } from '../../src/home/index.ts';
import { books } from '../support/home-books.ts';

describe('a runbook is found by what somebody sees', () => {
  test.each([
    ['water', 'data-centre-flood'],
    ['leak under the floor', 'data-centre-flood'],
    ['cloudburst', 'data-centre-flood'],
    ['stolen administrator', 'identity-platform-breach'],
    ['signing key', 'identity-platform-breach'],
    ['paper', 'continuity-on-paper'],
  ])('"%s" finds %s first', (typed, id) => {
    expect(findBySymptoms(books, typed)[0]?.id).toBe(id);
  });

  // As citizens and people on call say it, and not as the author has written it.
  test.each([
    ['nobody can log in', 'citizen-fallback'],
    ['the login page is down', 'citizen-fallback'],
    ["I can't get into my account", 'identity-platform-breach'],
    ['someone else is using my password', 'identity-platform-breach'],
    ['we have been hacked', 'identity-platform-breach'],
    ['strange admin sign-in at night', 'identity-platform-breach'],
    ['water is dripping from the ceiling', 'data-centre-flood'],
    ['the server room is flooded', 'data-centre-flood'],
    ['a pipe burst above us', 'data-centre-flood'],
    ['battery room alarm', 'data-centre-flood'],
    ['computers are down, what do we do at the counter?', 'continuity-on-paper'],
    ['the system is down and we need forms', 'continuity-on-paper'],
    ['how do we know who somebody is on the phone', 'citizen-fallback'],
  ])('"%s" finds %s first', (typed, id) => {
    expect(findBySymptoms(books, typed)[0]?.id).toBe(id);
  });

  test('what is being typed finds already, letter by letter', () => {
    for (const typed of ['fl', 'flo', 'floo', 'flood', 'floodi', 'flooding'])
      expect(findBySymptoms(books, typed)[0]?.id).toBe('data-centre-flood');
  });

  test('"nobody can log in" finds what speaks of sign-in, and not every text with a log in it', () => {
    const found = findBySymptoms(books, 'nobody can log in').map(({ id }) => id);
    expect(found.slice(0, 2).toSorted()).toEqual(['citizen-fallback', 'identity-platform-breach']);
  });

  test('of what no runbook speaks nothing is found, and it can be declared all the same', () => {
    expect(findBySymptoms(books, 'volcano zeppelin')).toEqual([]);
    const [only] = sectionsOf({ incidents: [], runbooks: books }, 'volcano zeppelin');
    expect(only?.items).toEqual([{ id: 'declare', kind: 'declare' }]);
  });
});
