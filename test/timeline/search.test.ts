import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Findable, SearchIndex } from '../../src/timeline/index.ts';
import { withSearchIndex } from '../../src/timeline/index.ts';
import { indexIn, prepareTables } from '../../src/timeline/search-tables.ts';
import { expunged, incidentOf, open, temporaryFolder } from '../support/timelines.ts';

const row = (place: number, at: number, text: string): Findable => ({
  place,
  at,
  text,
  also: '',
  people: 'Astrid Holm',
  kind: 'note note.written',
  rest: '',
});

/** Puts rows in, as many of them as there are places so far. */
function put(index: SearchIndex, incident: string, rows: readonly Findable[]): void {
  index.put(incident, () => ({ rows, reached: { entries: Math.max(0, ...rows.map(({ place }) => place)), hash: '' } }));
}

/** An index in memory with room for so many entries on a shelf. */
function index(onAShelf: number): SearchIndex {
  const database = new Database(':memory:');
  prepareTables(database);
  return indexIn(database, false, onAShelf);
}

describe('the index of the search', () => {
  const puts = fc.array(
    fc.record({
      incident: fc.constantFrom('a', 'b'),
      place: fc.integer({ min: 1, max: 8 }),
      at: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(-62_135_596_800_000, 253_402_300_799_999)),
      word: fc.constantFrom('pump', 'pumps', 'gauge'),
    }),
    { maxLength: 40 },
  );

  it('gives what stands last in each place, the newest first, however it came in and on however many shelves it stands', () => {
    fc.assert(
      fc.property(puts, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 12 }), (all, onAShelf, limit) => {
        const made = index(onAShelf);
        const last = new Map<string, { at: number; word: string }>();
        for (const { incident, place, at, word } of all) {
          put(made, incident, [row(place, at, word)]);
          last.set(`${incident} ${place}`, { at, word });
        }
        const wanted = [...last.values()].filter(({ word }) => word.startsWith('pump'));
        const found = made.find({ words: ['pump'], limit });
        const times = found.map(({ incident, place }) => last.get(`${incident} ${place}`)!.at);
        expect(times).toEqual(
          wanted
            .map(({ at }) => at)
            .toSorted((a, b) => b - a)
            .slice(0, limit),
        );
        expect(found.map(({ incident, place, text }) => last.get(`${incident} ${place}`)!.word === text)).not.toContain(
          false,
        );
        expect(made.find({ words: ['pump'], since: 1, until: 2, limit: 100 })).toHaveLength(
          wanted.filter(({ at }) => at >= 1 && at <= 2).length,
        );
      }),
    );
  });

  it('forgets an incident on every shelf, and no other', () => {
    const made = index(2);
    put(
      made,
      'a',
      [1, 2, 3].map((place) => row(place, place, 'pump')),
    );
    put(made, 'b', [row(1, 9, 'pump')]);
    made.forget('a');
    expect(made.find({ words: ['pump'], limit: 9 }).map(({ incident }) => incident)).toEqual(['b']);
    expect([...made.reached().keys()]).toEqual(['b']);
  });

  it('takes nothing of a part that fails', () => {
    const made = index(9);
    const failing = function* (): Iterable<Findable> {
      yield row(1, 1, 'pump');
      throw new Error('cut off');
    };
    expect(() => made.put('a', () => ({ rows: failing(), reached: { entries: 1, hash: '' } }))).toThrow('cut off');
    expect(made.find({ words: ['pump'], limit: 9 })).toEqual([]);
    expect(made.reached().size).toBe(0);
  });

  it('more entries of one millisecond than lie beside each other are all found', () => {
    const made = index(10_000);
    put(
      made,
      'a',
      Array.from({ length: 1500 }, (_, n) => row(n + 1, 7, `pump ${n}`)),
    );
    put(made, 'b', [row(1, 8, 'pump of the next'), row(2, 6, 'pump of the one before')]);
    const found = made.find({ words: ['pump'], limit: 10_000 });
    expect(found).toHaveLength(1502);
    expect(found.at(-1)?.text).toBe('pump of the one before');
  });
});

describe('words that are taken out for good', () => {
  const bytesIn = (folder: string): string =>
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('');

  it('take the index with them before they are taken out of the timeline, and where nothing came of it', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'timeline.db');
    const timeline = open(file);
    incidentOf(timeline, 2);
    const remember = (): void =>
      withSearchIndex(file, (made) => put(made, 'incident-1', [row(1, 1, 'Strandvejen pump')]));
    remember();
    expect(bytesIn(folder)).toContain('Strandvejen');
    expect(() => timeline.expunge('incident-1', [expunged('none')])).toThrow('no entry');
    expect(bytesIn(folder)).not.toContain('Strandvejen');
    remember();
    timeline.expunge('incident-1', [expunged(timeline.entries('incident-1')[1]?.id ?? '')]);
    expect(bytesIn(folder)).not.toContain('Strandvejen');
  });

  it('are gone from every byte too where they were taken out elsewhere', () => {
    const there = open(join(temporaryFolder(), 'timeline.db'));
    incidentOf(there, 300);
    const folder = temporaryFolder();
    const here = open(join(folder, 'timeline.db'));
    here.adopt(there.entries('incident-1'));
    expect(bytesIn(folder)).toContain('Note 77.');
    there.expunge('incident-1', [expunged(there.entries('incident-1')[77]?.id ?? '')]);
    here.adopt(there.entries('incident-1'));
    expect(here.verify('incident-1').problems).toEqual([]);
    expect(bytesIn(folder)).not.toContain('Note 77.');
  });
});
