import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft } from '../../src/entry/index.ts';
import type { How } from '../../src/session/index.ts';
import { search } from '../../src/session/index.ts';
import type { Act } from '../../src/incident/index.ts';
import type { Sought, Timeline } from '../../src/timeline/index.ts';
import { declared, NEW, note, open, said, temporaryFolder } from '../support/timelines.ts';
import { Night } from '../support/two-incidents.ts';

const everything: Sought = { words: [], limit: 10_000 };

/** All that a search finds, newest first, and how many entries it had to read for it. */
async function found(timeline: Timeline, sought: Sought = everything) {
  let read = 0;
  const { found: all, isMore, isKept, unread } = await search(timeline, sought, (entries) => (read += entries));
  const lines = all.map(({ incident, entry, at, rough, text, undone, corrected }) => ({
    who: `${incident.alias} #${entry.seq}`,
    at,
    text,
    undone,
    corrected,
    ...(rough !== undefined && { rough }),
  }));
  return { lines, isMore, isKept, unread: unread.map(({ alias }) => alias), read };
}

/** What a search finds that begins with no index. */
function anew(timeline: Timeline, sought?: Sought) {
  for (const end of ['', '-wal', '-shm']) rmSync(`${timeline.file}.search${end}`, { force: true });
  return found(timeline, sought);
}

/** What somebody does between two searches; `about` counts back from the last entry. */
const deeds = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('note'), words: fc.constantFrom('the pump runs', 'the gate is shut', 'wet') }),
    fc.record({
      do: fc.constantFrom('correct', 'when', 'undo', 'expunge', 'annotate'),
      about: fc.integer({ min: 0, max: 9 }),
    }),
    fc.record({ do: fc.constantFrom('search', 'search', 'pass', 'other', 'task') }),
  ),
  { minLength: 8, maxLength: 24 },
);

test('what is found by who searched again and again is what is found by who searches for the first time', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, async (all) => {
      const night = new Night();
      const ids = [night.declare('flood'), night.declare('breach')];
      const sessions = ids.map((id) => night.session(id));
      let here = 0;
      for (const deed of all) {
        const session = sessions[here]!;
        const act = (what: Act, how: How = {}): void => void session.act(what, how);
        const entries = session.entries();
        const entry = 'about' in deed ? entries[Math.max(0, entries.length - 1 - deed.about)]?.id : undefined;
        const about = entry ?? '';
        if ('words' in deed) act({ act: 'note', words: deed.words }, { by: 'Bo Lund' });
        else if (deed.do === 'task') act({ act: 'ask', person: 'Bo', words: 'Look at the pump' });
        else if (deed.do === 'correct') act({ act: 'correct', entry: about, words: 'the pump stands' });
        else if (deed.do === 'when')
          act({ act: 'correct', entry: about, at: '2026-11-21T02:00:00+01:00', precision: 'day' });
        else if (deed.do === 'undo') act({ act: 'undo', entry: about });
        else if (deed.do === 'expunge') act({ act: 'expunge', entry: about, basis: 'Her wish' });
        else if (deed.do === 'annotate') act({ act: 'annotate', kind: 'went-well', words: 'it went', entry: about });
        else if (deed.do === 'pass') night.pass(1);
        else if (deed.do === 'other') here = 1 - here;
        else await found(night.timeline);
      }
      for (const sought of [everything, { ...everything, words: ['pump'] }, { ...everything, person: 'Bo' }]) {
        // Of one moment no order is promised.
        const sorted = ({ lines }: Awaited<ReturnType<typeof found>>) =>
          lines.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || a.who.localeCompare(b.who));
        const again = await found(night.timeline, sought);
        expect(sorted(await anew(night.timeline, sought))).toEqual(sorted(again));
        expect(again.lines.map(({ at }) => at)).toEqual(sorted(again).map(({ at }) => at));
      }
      // And that is all there is, as the log has it.
      const log = sessions.flatMap((session) => {
        session.act({ act: 'done', step: 'nowhere' });
        return session.entries().map(({ seq, by, words = '', 'entered-by': typist }, index) => {
          const { at, text, undone, corrected } = session.timeline.line(index + 1)!;
          const people = [by.name, typist?.name ?? ''];
          return { line: { who: `${session.incident.alias} #${seq}`, at, text, undone, corrected }, people, words };
        });
      });
      const expected = (is: (one: (typeof log)[number]) => boolean) =>
        log.flatMap((one) => (is(one) ? [one.line.who] : [])).toSorted();
      const names = async (sought: Partial<Sought>) =>
        (await found(night.timeline, { ...everything, ...sought })).lines.map(({ who }) => who).toSorted();
      const told = (await found(night.timeline)).lines.map(({ who, at, text, undone, corrected }) => ({
        who,
        at,
        text,
        undone,
        corrected,
      }));
      expect(told.toSorted((a, b) => a.who.localeCompare(b.who))).toEqual(
        log.map(({ line }) => line).toSorted((a, b) => a.who.localeCompare(b.who)),
      );
      expect(await names({ person: 'Ane' })).toEqual(expected(({ people }) => people.includes('Ane')));
      expect(await names({ person: 'Bo Lund' })).toEqual(expected(({ people }) => people.includes('Bo Lund')));
      expect(await names({ words: ['gate'] })).toEqual(
        expected(({ line, words }) => `${line.text} ${words}`.includes('gate')),
      );
    }),
    { numRuns: 15 },
  );
});

test('only what is new is read: nothing where nothing is, and of a long record all of it once', async () => {
  const timeline = open(join(temporaryFolder(), 'timeline.db'));
  // More than are put in at once, and what was said at first is put right behind all of them.
  const notes = Array.from({ length: 2050 }, (_, index) => note(`Report ${index}`));
  timeline.append('incident-1', NEW, [declared(), ...notes]);
  const first = await found(timeline, { words: ['report'], limit: 5000 });
  expect(first.lines).toHaveLength(2050);
  expect(first.read).toBe(2051);
  expect((await found(timeline)).read).toBe(0);
  const [tenth] = timeline.entries('incident-1', { after: 9, upTo: 10 });
  const right: Draft = {
    ...said,
    type: 'entry.corrected',
    data: { entry: tenth!.id, field: 'words' },
    words: 'The gauge reads nine',
  };
  timeline.append('incident-1', timeline.head('incident-1'), [right]);
  const gauge = await found(timeline, { words: ['gauge'], limit: 10 });
  expect(gauge.read).toBe(1);
  expect(gauge.lines.map(({ text, corrected }) => [text, corrected])).toContainEqual([
    'Note: The gauge reads nine',
    true,
  ]);
  expect((await found(timeline, { words: ['report'], limit: 4 })).isMore).toBe(true);
  expect((await found(timeline, { words: ['gauge'], limit: gauge.lines.length })).isMore).toBe(false);
});
