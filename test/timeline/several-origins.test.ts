import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { replay } from '../../src/incident/index.ts';
import type { Timeline } from '../../src/timeline/index.ts';
import { chainOf } from '../support/entries-arbitrary.ts';
import { asData } from '../support/incident-desk.ts';
import { declared, expunged, incidentOf, NEW, note, open, said, temporaryFolder } from '../support/timelines.ts';

/** What two sites wrote in the same moments, each its own chain: stamps that are the same go by origin. */
const here = chainOf([declared(), note('Here one'), note('Here two')], 'incident-1', 'origin-a');
const there = chainOf([note('There one'), note('There two')], 'incident-1', 'origin-b');
const inOrder = [here[0], there[0], here[1], there[1], here[2]] as AnyEntry[];
const hashes = (entries: readonly AnyEntry[]): string[] => entries.map(({ hash }) => hash);
const fresh = (): Timeline => open(join(temporaryFolder(), 'timeline.db'));

describe('a record of two installations', () => {
  it('is one record in whatever order its entries arrive, and each chain verifies', () => {
    for (const arrived of [[...here, ...there], [...there, ...here], inOrder.toReversed()]) {
      const timeline = fresh();
      expect(timeline.adopt(arrived.toSorted((a, b) => Number(b.seq === 1) - Number(a.seq === 1)))).toMatchObject({
        added: 5,
      });
      const entries = timeline.entries('incident-1');
      expect(hashes(entries)).toEqual(hashes(inOrder));
      expect(timeline.verify('incident-1').problems).toEqual([]);
      expect(asData(replay(entries))).toEqual(asData(replay(inOrder)));
      expect(replay(entries).heads).toEqual({
        'origin-a': { seq: 3, hash: here[2]?.hash },
        'origin-b': { seq: 2, hash: there[1]?.hash },
      });
    }
  });

  it('brought in again has nothing new, and what went on otherwise changes nothing', () => {
    const timeline = fresh();
    timeline.adopt(inOrder);
    expect(timeline.adopt([...there, ...here])).toMatchObject({ added: 0 });
    const otherwise = chainOf([declared(), note('Here one'), note('Otherwise')], 'incident-1', 'origin-a');
    expect(() => timeline.adopt([...otherwise, ...there])).toThrow('went on otherwise');
    expect(hashes(timeline.entries('incident-1'))).toEqual(hashes(inOrder));
  });

  it('words that one of them took out are gone here too', () => {
    const timeline = fresh();
    timeline.adopt(here.slice(0, 2));
    const longer = chainOf([declared(), note('Here one'), expunged('origin-a-2')], 'incident-1', 'origin-a');
    timeline.adopt(longer);
    expect(JSON.stringify(timeline.entries('incident-1'))).not.toContain('Here one');
    expect(timeline.verify('incident-1')).toMatchObject({ ok: true, expunged: [2] });
  });

  it('that is brought in longer is listed as it is now, and one that is shorter takes nothing back', () => {
    const timeline = fresh();
    const longer = chainOf(
      [declared(), note('Here one'), { ...said, type: 'incident.closed', data: {} }],
      'incident-1',
    );
    timeline.adopt(longer.slice(0, 2));
    expect(timeline.incidents()).toMatchObject([{ state: 'open', entries: 2 }]);
    expect(timeline.adopt(longer)).toEqual({ added: 1, entries: 3 });
    expect(timeline.incidents()).toMatchObject([{ state: 'closed', entries: 3 }]);
    expect(timeline.adopt(longer.slice(0, 2))).toEqual({ added: 0, entries: 3 });
    expect(timeline.entries('incident-1')).toHaveLength(3);
  });

  it('leaves nothing of words that were taken out elsewhere in a snapshot or in the index of the search', () => {
    const timeline = fresh();
    timeline.adopt(here.slice(0, 2));
    timeline.saveSnapshot('incident-1', { head: here[1]?.hash ?? '', version: '1', body: 'Here one' });
    writeFileSync(`${timeline.file}.search`, 'Here one');
    timeline.adopt(chainOf([declared(), note('Here one'), expunged('origin-a-2')], 'incident-1', 'origin-a'));
    expect(timeline.snapshot('incident-1')).toBeUndefined();
    expect(existsSync(`${timeline.file}.search`)).toBe(false);
  });

  it('has a name of its own, and begins with its declaration', () => {
    const timeline = fresh();
    incidentOf(timeline, 0, 'incident-9', 'flood-1');
    expect(() => timeline.adopt(here)).toThrow('Another incident here is called flood-1 too');
    const shouted = chainOf([declared('FLOOD-1')], 'incident-1', 'origin-a');
    expect(() => timeline.adopt(shouted)).toThrow('Another incident here is called FLOOD-1 too');
    expect(() => timeline.adopt(there)).toThrow('incident.declared');
    expect(timeline.incidents()).toHaveLength(1);
  });

  it('keeps no name from being given here that only looks like it: `-i flood-2` is one of them', () => {
    const timeline = fresh();
    timeline.adopt(chainOf([declared('Flood-2')], 'incident-1', 'origin-a'));
    expect(timeline.append('incident-9', NEW, [declared('flood-2')]).ok).toBe(false);
    expect(timeline.nextAlias('flood')).toBe('flood-3');
    expect(timeline.nextAlias('fire')).toBe('fire-2');
    expect(timeline.append('incident-9', NEW, [declared('flood-3')]).ok).toBe(true);
  });

  it('goes on here at once where it was begun here: a backup that was restored gets what it lacks', () => {
    const folder = temporaryFolder();
    const living = open(join(folder, 'living.db'));
    const head = incidentOf(living, 1);
    living.backup(join(folder, 'backup.db'));
    living.append('incident-1', head, [note('After the backup.')]);
    const restored = open(join(folder, 'backup.db'));
    expect(restored.head('incident-1')).toEqual(head);
    restored.adopt(living.entries('incident-1'));
    expect(restored.head('incident-1')).toEqual(living.head('incident-1'));
    expect(restored.append('incident-1', restored.head('incident-1'), [note('Going on.')]).ok).toBe(true);
    expect(restored.verify('incident-1').problems).toEqual([]);
  });
});
