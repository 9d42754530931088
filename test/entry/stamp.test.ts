import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareEntries, millisOfStamp, nextStamp } from '../../src/entry/index.ts';
import { chains } from '../support/entries-arbitrary.ts';

describe('the hybrid logical clock', () => {
  it('shows the wall clock while that goes forward', () => {
    expect(nextStamp(undefined, 1_795_000_000_000)).toBe('1795000000000.0000');
    expect(nextStamp('1795000000000.0007', 1_795_000_000_001.9)).toBe('1795000000001.0000');
  });

  it('counts on when the wall clock stands or is set back', () => {
    expect(nextStamp('1795000000000.0009', 1_795_000_000_000)).toBe('1795000000000.000a');
    expect(nextStamp('1795000000000.0000', 5)).toBe('1795000000000.0001');
  });

  it('tells when that was, in milliseconds', () => {
    expect(millisOfStamp(nextStamp(undefined, 1_795_000_000_000.4))).toBe(1_795_000_000_000);
    expect(millisOfStamp(nextStamp('1795000000000.0009', 5))).toBe(1_795_000_000_000);
  });

  it('borrows a millisecond when the count is used up', () => {
    expect(nextStamp('1795000000000.ffff', 0)).toBe('1795000000001.0000');
  });

  it('sorts as text, never backwards, whatever the wall clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 2 ** 42 })), (walls) => {
        const stamps: string[] = [];
        for (const wall of walls) stamps.push(nextStamp(stamps.at(-1), wall));
        expect(stamps.filter((stamp) => !/^\d{13}\.[0-9a-f]{4}$/.test(stamp))).toEqual([]);
        expect([...new Set(stamps)].sort()).toEqual(stamps);
      }),
    );
  });

  it('orders entries by stamp, then by origin', () => {
    fc.assert(
      fc.property(chains(3), (chain) => {
        expect(chain.toReversed().sort(compareEntries)).toEqual(chain);
      }),
      { numRuns: 20 },
    );
    const [a] = fc.sample(chains(1), 1)[0] ?? [];
    if (a === undefined) throw new Error('no entry');
    expect(compareEntries({ ...a, origin: 'a' }, { ...a, origin: 'b' })).toBeLessThan(0);
  });
});
