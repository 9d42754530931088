import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, canonicalJson, digestWords, entryTypes, hashEntry, sha256 } from '../../src/entry/index.ts';
import { chainOf, draftOf } from '../support/entries-arbitrary.ts';

describe('the canonical form of an entry (RFC 8785)', () => {
  it.each(entryTypes)('of %s is what a general canonicaliser gives', (type) => {
    fc.assert(
      fc.property(draftOf(type), (draft) => {
        const [entry] = chainOf([draft]);
        if (entry === undefined) throw new Error('no entry');
        const { words: _words, 'words-salt': _salt, hash, ...hashed } = entry;
        expect(canonical(entry)).toBe(canonicalize(hashed));
        expect(hashEntry(entry)).toBe(hash);
      }),
      { numRuns: 40 },
    );
  });

  it('of any JSON value is what a general canonicaliser gives', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
    );
  });

  it('sorts keys by UTF-16 code units, numbers like text', () => {
    expect(canonicalJson({ 10: 'b', 9: 'c', '\u{1F600}': 1, '\uFB33': 2, '\u00E9': 3 })).toBe(
      '{"10":"b","9":"c","\u00E9":3,"\u{1F600}":1,"\uFB33":2}',
    );
  });

  it('writes no number that is none and no broken text', () => {
    expect(() => canonicalJson({ a: NaN })).toThrow(TypeError);
    expect(() => canonicalJson({ a: '\uD800' })).toThrow('lone surrogate');
    expect(() => canonicalJson({ a: () => 1 })).toThrow(TypeError);
  });

  it('is hashed with SHA-256 (the vector of FIPS 180-2)', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(digestWords('a', 'bc')).toBe(sha256('abc'));
  });
});
