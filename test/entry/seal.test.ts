import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestWords, seal } from '../../src/entry/index.ts';
import { anyDraft, chainOf } from '../support/entries-arbitrary.ts';

const draft = {
  type: 'fact.recorded',
  at: '2026-11-21T03:12:00+01:00',
  precision: 'minute',
  by: { name: 'Astrid Holm', role: 'incident-lead' },
  via: 'tui',
  data: { fact: 'alarm-code', known: true, privacy: 'secret', value: '4711' },
  words: 'It is 4711.',
} as const;

const place = {
  id: 'entry-1',
  incident: 'incident-1',
  origin: 'origin-1',
  seq: 1,
  stamp: '1795000000000.0000',
  recorded: '2026-11-21T02:12:00+00:00',
  prev: '',
  salt: '0'.repeat(32),
};

describe('sealing a draft', () => {
  it('keeps of a secret fact only that it was given: no value, no words, no digest', () => {
    const entry = seal(draft, place);
    expect(entry.data).toEqual({ fact: 'alarm-code', known: true, privacy: 'secret' });
    expect(JSON.stringify(entry)).not.toContain('4711');
    expect(entry).not.toHaveProperty('words-digest');
    expect(entry).not.toHaveProperty('words-salt');
  });

  it('keeps words outside the hash and their digest inside', () => {
    const said = { ...draft, data: { fact: 'depth', known: true }, words: 'The gauge is wet.' } as const;
    const entry = seal(said, place);
    expect(entry['words-digest']).toBe(digestWords(place.salt, 'The gauge is wet.'));
    const other = seal({ ...said, words: 'The gauge is dry.' }, place);
    expect(other.hash).not.toBe(entry.hash);
  });

  it('makes broken text whole before it is hashed, so that it survives the disk', () => {
    const entry = seal(
      { ...draft, by: { name: 'A\uD800' }, data: { fact: 'a', known: true, value: ['\uDC00'] }, words: '\uD83D' },
      place,
    );
    expect(entry.by.name).toBe('A\uFFFD');
    expect(entry.words).toBe('\uFFFD');
    expect(entry.data).toEqual({ fact: 'a', known: true, value: ['\uFFFD'] });
  });

  it('leaves the place in the list of drafts out, and every field that is not there', () => {
    const entry = seal({ ...draft, causedBy: 0 }, { ...place, cause: 'entry-0' });
    expect(entry).not.toHaveProperty('causedBy');
    expect(entry.cause).toBe('entry-0');
    expect(Object.values(entry)).not.toContain(undefined);
  });

  it('is the same after a way through JSON', () => {
    fc.assert(
      fc.property(anyDraft, (any) => {
        const [entry] = chainOf([any]);
        expect(JSON.stringify(JSON.parse(JSON.stringify(entry)))).toBe(JSON.stringify(entry));
      }),
    );
  });
});
