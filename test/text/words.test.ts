import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameMeant, nearest, plural, wordAmong } from '../../src/text/index.ts';

const commands = ['declare', 'done', 'skip', 'start', 'status', 'steps', 'jump', 'runbook', 'people-first'];

describe('did you mean', () => {
  it.each([
    ['peple-first', 'people-first'],
    ['satus', 'status'],
    ['sattus', 'status'],
    ['stat', 'status'],
    ['DONE', 'done'],
    ['dnoe', 'done'],
    ['runboook', 'runbook'],
    ['dec', 'declare'],
  ])('%s → %s', (typed, meant) => {
    expect(nearest(typed, commands)).toBe(meant);
  });

  it('says nothing where nothing is near', () => {
    expect(nearest('wombat', commands)).toBeUndefined();
    // People say a part of a name; of several that have it the nearest, of none the slip.
    const services = ['citizen-sign-in', 'citizen-files', 'payments'];
    expect(nameMeant('Sign', services)).toBe('citizen-sign-in');
    expect(nameMeant('citizen', services)).toBe('citizen-sign-in');
    expect(nameMeant('payment', services)).toBe('payments');
    expect(nameMeant('paymnts', services)).toBe('payments');
    expect(nameMeant('y', services)).toBeUndefined();
    expect(nameMeant('files of', services)).toBeUndefined();
    expect(nearest('x', ['a', 'b'])).toBeUndefined();
    expect(nearest('', commands)).toBeUndefined();
    expect(nearest('done', [])).toBeUndefined();
    expect(nearest('d'.repeat(10_000), commands)).toBeUndefined();
  });

  it('finds a word again after one slip', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,12}$/), fc.nat(), (word, where) => {
        const place = where % word.length;
        const missing = word.slice(0, place) + word.slice(place + 1);
        expect(nearest(missing, ['0000000', word])).toBe(word);
      }),
    );
  });
});

it('counts with the right noun', () => {
  expect(plural(1, 'step')).toBe('1 step');
  expect(plural(0, 'step')).toBe('0 steps');
  expect(plural(2, 'reply', 'replies')).toBe('2 replies');
});

describe('a word out of a list', () => {
  it('is taken whatever its capitals, as the list writes it', () => {
    expect(wordAmong('skip', commands)).toBe('skip');
    expect(wordAmong('SKIP', commands)).toBe('skip');
    expect(wordAmong('People-First', commands)).toBe('people-first');
    expect(wordAmong('ida juhl', ['Bo Holm', 'Ida Juhl'])).toBe('Ida Juhl');
    expect(wordAmong('skp', commands)).toBeUndefined();
  });

  it('that its capitals alone tell apart is taken as it is written, else not at all', () => {
    expect(wordAmong('IDA', ['Ida', 'IDA'])).toBe('IDA');
    expect(wordAmong('ida', ['Ida', 'IDA'])).toBeUndefined();
  });
});
