import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashEntry, verifyChain } from '../../src/entry/index.ts';
import type { AnyEntry } from '../../src/entry/index.ts';
import { chainOf, chains } from '../support/entries-arbitrary.ts';

/** A chain and the index of one entry in it that is neither the first nor the last. */
const damaged = chains(4).chain((chain) => fc.tuple(fc.constant(chain), fc.integer({ min: 1, max: chain.length - 2 })));

function found(entries: readonly unknown[], options?: Parameters<typeof verifyChain>[1]): string[] {
  return verifyChain(entries, options).problems.map(({ kind, seq }) => `${kind} #${seq}`);
}

function at(chain: readonly AnyEntry[], index: number): AnyEntry {
  const entry = chain[index];
  if (entry === undefined) throw new Error(`no entry ${index}`);
  return entry;
}

describe('the check of a chain', () => {
  it('finds nothing wrong with what was sealed, and gives the head', () => {
    fc.assert(
      fc.property(chains(1), (chain) => {
        const last = at(chain, chain.length - 1);
        const head = { seq: last.seq, hash: last.hash };
        expect(verifyChain(chain, { head })).toMatchObject({ ok: true, entries: chain.length, head, problems: [] });
        expect(verifyChain(JSON.parse(JSON.stringify(chain)) as unknown[]).ok).toBe(true);
      }),
    );
  });

  it('an empty chain is sound', () => {
    expect(verifyChain([])).toEqual({ ok: true, entries: 0, head: { seq: 0, hash: '' }, problems: [], expunged: [] });
  });

  const fields = ['at', 'recorded', 'stamp', 'id', 'incident', 'origin', 'prev', 'hash', 'step', 'via'] as const;
  it.each(fields)('names an entry whose `%s` was edited', (field) => {
    fc.assert(
      fc.property(damaged, ([chain, index]) => {
        const edited = chain.with(index, { ...at(chain, index), [field]: 'forged' });
        expect(found(edited)).toContain(`edited #${index + 1}`);
      }),
      { numRuns: 30 },
    );
  });

  it('names an entry whose number or data was edited, and nothing else', () => {
    fc.assert(
      fc.property(damaged, fc.integer({ min: 50, max: Number.MAX_SAFE_INTEGER }), ([chain, index], seq) => {
        expect(found(chain.with(index, { ...at(chain, index), seq }))).toEqual([`edited #${index + 1}`]);
        const entry = at(chain, index);
        const data = { ...entry.data, forged: true };
        expect(found(chain.with(index, { ...entry, data } as unknown as AnyEntry))).toEqual([`edited #${index + 1}`]);
      }),
    );
  });

  it('names an entry in which somebody put what no entry can be hashed with', () => {
    const chain = noted();
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    for (const data of ['{"speed":1e400}', String.raw`{"name":"\ud800"}`, String.raw`{"\ud800":1}`, deep])
      expect(found(chain.with(1, { ...at(chain, 1), data: JSON.parse(data) as never }))).toEqual(['edited #2']);
  });

  it('names an entry that was edited and hashed anew: the next one was written after another', () => {
    fc.assert(
      fc.property(damaged, ([chain, index]) => {
        const edited = { ...at(chain, index), at: '2000-01-01T00:00:00Z' };
        expect(found(chain.with(index, { ...edited, hash: hashEntry(edited) }))).toEqual([`edited #${index + 1}`]);
      }),
    );
  });

  it('names one that stands out of its order', () => {
    fc.assert(
      fc.property(damaged, ([chain, index]) => {
        const swapped = chain.with(index, at(chain, index + 1)).with(index + 1, at(chain, index));
        expect(found(swapped)).toEqual([`reordered #${index + 1}`]);
      }),
    );
  });

  it('finds any reordering, and nothing but that', () => {
    fc.assert(
      fc.property(
        chains(3).chain((chain) =>
          fc.tuple(fc.constant(chain), fc.shuffledSubarray(chain, { minLength: chain.length })),
        ),
        ([chain, shuffled]) => {
          const problems = verifyChain(shuffled).problems;
          expect(problems.length === 0).toBe(shuffled.every((entry, index) => entry === chain[index]));
          expect(new Set(problems.map(({ kind }) => kind)).isSubsetOf(new Set(['reordered']))).toBe(true);
        },
      ),
    );
  });

  it('names one that was removed, and a run of them once', () => {
    fc.assert(
      fc.property(damaged, ([chain, index]) => {
        expect(found(chain.toSpliced(index, 1))).toEqual(gone(chain, index, 1));
        expect(found(chain.toSpliced(0, index))).toEqual(gone(chain, 0, index));
      }),
    );
  });

  it('names one that is there twice, wherever the second stands', () => {
    fc.assert(
      fc.property(damaged, fc.nat(20), ([chain, index], where) => {
        const place = Math.min(chain.length, index + 1 + where);
        expect(found(chain.toSpliced(place, 0, at(chain, index)))).toEqual([`duplicate #${index + 1}`]);
      }),
    );
  });

  it('names one whose words were changed, added or lost', () => {
    const chain = noted();
    const two = at(chain, 1);
    expect(found(chain.with(1, { ...two, words: 'Pump two runs.' }))).toEqual(['changed-words #2']);
    const { words: _words, 'words-salt': _salt, ...silent } = two;
    expect(found(chain.with(1, silent as AnyEntry))).toEqual(['changed-words #2']);
    expect(found(chain.with(0, { ...at(chain, 0), words: 'Said later.', 'words-salt': 'ab' }))).toEqual([
      'changed-words #1',
    ]);
  });

  it('is content with words that were expunged where an entry says so', () => {
    const chain = noted();
    const { words: _words, 'words-salt': _salt, ...silent } = at(chain, 1);
    const tombstone = {
      ...draft,
      type: 'entry.expunged',
      data: { entry: silent.id },
      words: 'Article 17 GDPR',
    } as const;
    const longer = chainOf([draft, { ...draft, words: 'Pump two has stopped.' }, draft, tombstone]);
    expect(found(longer.with(1, silent as AnyEntry))).toEqual([]);
    expect(verifyChain(longer.with(1, silent as AnyEntry)).expunged).toEqual([2]);
  });

  it('takes no word of it from an entry that was made to say so afterwards', () => {
    const chain = noted();
    const { words: _words, 'words-salt': _salt, ...silent } = at(chain, 1);
    const forged = { ...at(chain, 2), type: 'entry.expunged', data: { entry: silent.id } };
    expect(found([chain[0], silent, forged])).toEqual(['edited #3', 'changed-words #2']);
  });

  it('names words that were put back where an entry says that they were taken out, though they are those that were written', () => {
    const said = { ...draft, words: 'Pump two has stopped.' };
    const { id } = at(chainOf([draft, said]), 1);
    const tombstone = { ...draft, type: 'entry.expunged', data: { entry: id }, words: 'Article 17 GDPR' } as const;
    const restored = chainOf([draft, said, draft, tombstone]);
    expect(verifyChain(restored)).toMatchObject({
      ok: false,
      expunged: [],
      problems: [
        {
          kind: 'changed-words',
          seq: 2,
          message: 'The words of #2 were taken out for good, as #4 says, and were put back.',
        },
      ],
    });
    expect(found(restored, { bundle: redacted(restored, 0) })).toEqual(['changed-words #2']);
  });

  it('names one of another incident', () => {
    const [stranger] = chainOf([draft], 'incident-2');
    expect(found([...noted(), stranger])).toEqual(['foreign #1']);
    expect(found(noted(), { incident: 'incident-2' })).toEqual(['foreign #1', 'foreign #2', 'foreign #3']);
  });

  it('names what is no entry, an entry with one field more included', () => {
    expect(found([...noted(), 'entry'])).toEqual(['not-an-entry #4']);
    expect(found([...noted(), null, [], {}])).toHaveLength(3);
    const chain = noted();
    expect(found(chain.with(2, { ...at(chain, 2), note: 'unhashed' } as unknown as AnyEntry))).toEqual([
      'not-an-entry #3',
    ]);
    fc.assert(fc.property(fc.array(fc.anything()), (values) => void verifyChain(values)));
  });

  it('finds a cut end by a head kept elsewhere, and by nothing else', () => {
    fc.assert(
      fc.property(damaged, ([chain, index]) => {
        const last = at(chain, chain.length - 1);
        const head = { seq: last.seq, hash: last.hash.slice(0, 12) };
        const cut = chain.slice(0, index);
        expect(found(cut)).toEqual([]);
        expect(found(cut, { head })).toEqual([`cut-end #${index + 1}`]);
        expect(found([], { head })).toEqual(['cut-end #1']);
      }),
    );
  });

  it('finds that the last one alone was cut off', () => {
    const { seq, hash } = at(noted(), 2);
    expect(found(noted().slice(0, 2), { head: { seq, hash } })).toEqual(['cut-end #3']);
  });

  it('finds by that head that a chain was written anew to its end', () => {
    const kept = { seq: 2, hash: at(noted(), 1).hash.slice(0, 12) };
    const anew = chainOf([draft, { ...draft, words: 'All is well.' }, draft]);
    expect(found(noted(), { head: kept })).toEqual([]);
    expect(found(anew, { head: kept })).toEqual(['edited #2']);
  });

  it('claims of a redacted bundle its links, its end and how much is not in it', () => {
    const chain = noted();
    const { words: _words, 'words-salt': _salt, ...silent } = at(chain, 1);
    const bundle = redacted(chain, 1);
    expect(found([chain[0], silent, chain[2]], { bundle: redacted(chain, 0) })).toEqual([]);
    expect(found([chain[0], chain[2]], { bundle })).toEqual([]);
    expect(found([chain[0], { ...silent, at: 'forged' }, chain[2]], { bundle })).toEqual(['edited #2']);
    expect(found([chain[0], chain[2]], { bundle: redacted(chain, 0) })).toEqual(['removed #2']);
    expect(found([chain[0]], { bundle })).toEqual(['removed #2']);
    expect(found([], { bundle: redacted(chain, 2) })).toEqual(['removed #1']);
    expect(found([chain[0], silent], { bundle })).toEqual([]);
    expect(found(chain, { bundle: redacted(chain.slice(0, 2), 1) })).toEqual(['cut-end #4']);
  });

  it('holds a kept head against what a redacted bundle withholds: by what the next one names, and by the end that it names', () => {
    const chain = noted();
    const kept = (seq: number) => ({ seq, hash: at(chain, seq - 1).hash.slice(0, 12) });
    const bundle = redacted(chain, 1);
    for (const seq of [1, 2, 3]) {
      expect(found([chain[0], chain[2]], { bundle, head: kept(seq) })).toEqual([]);
      expect(verifyChain(chain.slice(0, 2), { bundle, head: kept(seq) })).toMatchObject({
        problems: [],
        head: bundle.heads['origin-1'],
      });
      const other = { seq, hash: '000000000000' };
      expect(found([chain[0], chain[2]], { bundle, head: other })).toEqual([`edited #${seq}`]);
      expect(found(chain.slice(0, 2), { bundle, head: other })).toEqual([`edited #${seq}`]);
    }
    expect(found(chain.slice(0, 2), { bundle, head: { seq: 4, hash: '000000000000' } })).toEqual(['cut-end #4']);
  });

  it('finds the end of a whole bundle cut off also where a head of before that was kept', () => {
    const chain = noted();
    const bundle = { ...redacted(chain, 0), whole: true };
    const head = { seq: 1, hash: at(chain, 0).hash };
    expect(found(chain, { bundle, head })).toEqual([]);
    expect(found(chain.slice(0, 2), { bundle, head })).toEqual(['cut-end #3']);
    expect(found(chain.slice(0, 2), { bundle, head: { seq: 3, hash: at(chain, 2).hash } })).toEqual(['cut-end #3']);
  });

  it('an entry that was given to another origin stands where its link puts it: there nothing is missing or twice', () => {
    const here = noted();
    const there = chainOf([draft, draft], 'incident-1', 'origin-2');
    const edited = here.with(1, { ...at(here, 1), origin: 'origin-2' });
    expect(found([...there, ...edited])).toEqual(['edited #2']);
  });

  it('checks the chain of each origin by itself', () => {
    fc.assert(
      fc.property(chains(2), (chain) => {
        const other = chainOf([draft, draft, draft], 'incident-1', 'origin-2');
        const merged = [...chain.slice(0, 1), ...other, ...chain.slice(1)];
        expect(found(merged)).toEqual([]);
        expect(found(merged.toSpliced(2, 1))).toEqual(['removed #2']);
      }),
      { numRuns: 20 },
    );
  });
});

const draft = {
  type: 'note.written',
  at: '2026-11-21T03:12:00+01:00',
  precision: 'second',
  by: { name: 'Astrid Holm' },
  via: 'cli',
  data: {},
} as const;

/** Three notes, the second with words. */
function noted(): AnyEntry[] {
  return chainOf([draft, { ...draft, words: 'Pump two has stopped.' }, draft]);
}

/** What a bundle of that chain says of itself that withholds so many entries. */
function redacted(chain: readonly AnyEntry[], entries: number) {
  const { origin, seq, hash } = at(chain, chain.length - 1);
  return { whole: false, heads: { [origin]: { seq, hash } }, withheld: { entries } };
}

/** What must be found when so many entries are taken out: their numbers, and words of theirs that are not the matter. */
function gone(chain: readonly AnyEntry[], from: number, count: number): string[] {
  return count === 0 || from + count >= chain.length ? [] : [`removed #${from + 1}`];
}
