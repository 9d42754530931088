import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareEntries, type Draft, verifyChain } from '../../src/entry/index.ts';
import { tiesOf } from '../../src/timeline/index.ts';
import { anyDraft } from '../support/entries-arbitrary.ts';
import { declared, done, incidentOf, NEW, note, open, ports, said, temporaryFolder } from '../support/timelines.ts';

describe('appending to a timeline', () => {
  it('gives each entry its place, and what is read is what was written', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    const answer = timeline.append('incident-1', NEW, [declared(), note('Pump two has stopped.')]);
    if (!answer.ok) throw new Error('lost a race against nobody');
    expect(answer.entries.map(({ seq, origin, incident }) => ({ seq, origin, incident }))).toEqual([
      { seq: 1, origin: timeline.origin, incident: 'incident-1' },
      { seq: 2, origin: timeline.origin, incident: 'incident-1' },
    ]);
    expect(timeline.origin).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.head).toEqual({ seq: 2, hash: answer.entries[1]?.hash });
    expect(timeline.head('incident-1')).toEqual(answer.head);
    expect(timeline.entries('incident-1')).toEqual(answer.entries);
  });

  it('any drafts: read again they are the same, in order, and their chain verifies', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    let number = 0;
    // An incident is declared once, by its first entry: the list of incidents is held against that.
    const laterDraft = anyDraft.filter(({ type }) => type !== 'incident.declared');
    fc.assert(
      fc.property(fc.array(fc.array(laterDraft, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), (acts) => {
        const incident = `incident-${(number += 1)}`;
        const written = [timeline.append(incident, NEW, [declared(`flood-${number}`)])];
        for (const drafts of acts) written.push(timeline.append(incident, timeline.head(incident), drafts));
        const entries = written.flatMap((answer) => (answer.ok ? answer.entries : []));
        expect(timeline.entries(incident)).toEqual(entries);
        expect(entries.toSorted(compareEntries)).toEqual(entries);
        expect(verifyChain(entries).problems).toEqual([]);
        expect(timeline.verify(incident, timeline.head(incident)).problems).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses what was decided on an older head, and writes nothing', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    const head = incidentOf(timeline, 2);
    expect(timeline.append('incident-1', { ...head, seq: 2 }, [note('Late.')])).toEqual({ ok: false, head });
    expect(timeline.append('incident-1', NEW, [declared()])).toEqual({ ok: false, head });
    expect(timeline.append('incident-1', { ...head, hash: 'f'.repeat(64) }, [note('Late.')])).toEqual({
      ok: false,
      head,
    });
    expect(timeline.entries('incident-1')).toHaveLength(3);
  });

  it('writes all drafts of an act or none', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    const head = incidentOf(timeline, 0);
    const broken = { ...said, type: 'exercise.speed-set', data: { speed: NaN } } as const;
    expect(() => timeline.append('incident-1', head, [note('First.'), broken])).toThrow(TypeError);
    expect(timeline.entries('incident-1')).toHaveLength(1);
    expect(timeline.append('incident-1', head, [note('Again.')]).ok).toBe(true);
  });

  it('of nothing writes nothing, and begins no incident', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    expect(timeline.append('incident-1', NEW, [])).toEqual({ ok: true, entries: [], head: NEW });
    expect(timeline.incidents()).toEqual([]);
  });

  it('turns the place of a cause among the drafts into its id', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    const answer = timeline.append('incident-1', NEW, [
      declared(),
      done('people-first'),
      { ...note('Brought along.'), causedBy: 1 },
    ]);
    if (!answer.ok) throw new Error('lost');
    expect(answer.entries[2]?.cause).toBe(answer.entries[1]?.id);
    expect(() => timeline.append('incident-1', answer.head, [{ ...note('From nowhere.'), causedBy: 7 }])).toThrow(
      RangeError,
    );
  });

  it('a wall clock that is set back does not turn the order round', () => {
    let wall = Date.parse('2026-11-21T03:00:00Z');
    const timeline = open(join(temporaryFolder(), 'timeline.db'), {}, { ...ports, wall: () => (wall -= 60_000) });
    incidentOf(timeline, 3);
    const stamps = timeline.entries('incident-1').map(({ stamp }) => stamp);
    expect(stamps.toSorted()).toEqual(stamps);
    expect(new Set(stamps).size).toBe(stamps.length);
    expect(timeline.entries('incident-1')[0]?.recorded).toBe('2026-11-21T02:59:00+00:00');
  });

  it('says when it was written to the millisecond, where the clock does', () => {
    const wall = () => Date.parse('2026-11-21T03:00:00.250Z');
    const timeline = open(join(temporaryFolder(), 'timeline.db'), {}, { ...ports, wall });
    incidentOf(timeline, 0);
    expect(timeline.entries('incident-1')[0]?.recorded).toBe('2026-11-21T03:00:00.250+00:00');
  });

  it('salts the words of each entry by themselves, so that the same words are not told by their digests', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    const { head } = timeline.append('incident-1', incidentOf(timeline, 0), [
      note('She is ill.'),
      done('people-first'),
    ]);
    timeline.append('incident-1', head, [note('She is ill.')]);
    const salts = timeline.entries('incident-1').map((entry) => entry['words-salt']);
    expect(salts.map((salt) => salt?.length)).toEqual([32, 32, undefined, 32]);
    const digests = timeline.entries('incident-1').flatMap((entry) => entry['words-digest'] ?? []);
    expect(new Set([...digests, ...salts]).size).toBe(7);
  });

  it('keeps any text as it is, NUL included', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    const head = incidentOf(timeline, 0);
    timeline.append('incident-1', head, [note('a\0b\u001B[31m\u202E')]);
    expect(timeline.entries('incident-1').at(-1)?.words).toBe('a\0b\u001B[31m\u202E');
    expect(timeline.verify('incident-1').ok).toBe(true);
  });

  it('an incident begins with its declaration', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    expect(() => timeline.append('incident-1', NEW, [note('Too early.')])).toThrow('incident.declared');
  });

  it('two incidents cannot have one alias: the second asks for the next number', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    expect(timeline.nextAlias('flood')).toBe('flood-1');
    incidentOf(timeline, 0, 'incident-1', 'flood-1');
    expect(timeline.append('incident-2', NEW, [declared('flood-1')])).toEqual({ ok: false, head: NEW });
    expect(timeline.nextAlias('flood')).toBe('flood-2');
    expect(timeline.append('incident-2', NEW, [declared('flood-2')]).ok).toBe(true);
  });

  it('the file is for its owner alone', () => {
    const file = join(temporaryFolder(), 'state', 'timeline.db');
    incidentOf(open(file), 1);
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(`${file}-wal`).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(join(file, '..')).mode & 0o777).toString(8)).toBe('700');
  });

  it('also one that lay there empty, for everybody to read', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    writeFileSync(file, '', { mode: 0o644 });
    incidentOf(open(file), 1);
    for (const each of [file, `${file}-wal`]) expect((statSync(each).mode & 0o777).toString(8)).toBe('600');
  });
});

describe('reading a timeline', () => {
  it('gives what came in after, of some types or ids, the last ones, since a time', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    let { head } = timeline.append('incident-1', NEW, [declared(), note('One.', '2026-11-21T02:00:00Z')]);
    ({ head } = timeline.append('incident-1', head, [done('people-first'), note('Two.', '2026-11-21T05:00:00+01:00')]));
    const seqs = (reading?: Parameters<typeof timeline.entries>[1]) =>
      timeline.entries('incident-1', reading).map(({ seq }) => seq);
    expect(seqs()).toEqual([1, 2, 3, 4]);
    expect(seqs({ after: 2 })).toEqual([3, 4]);
    expect(seqs({ after: 1, upTo: 3 })).toEqual([2, 3]);
    expect(seqs({ upTo: 3, last: 2 })).toEqual([2, 3]);
    expect(seqs({ after: 3, upTo: 2 })).toEqual([]);
    expect(seqs({ last: 2 })).toEqual([3, 4]);
    expect(seqs({ last: 0 })).toEqual([]);
    expect(seqs({ types: ['note.written'] })).toEqual([2, 4]);
    expect(seqs({ types: ['note.written'], last: 1 })).toEqual([4]);
    expect(seqs({ since: '2026-11-21T02:12:00Z' })).toEqual([1, 3, 4]);
    expect(seqs({ since: '2026-11-21T02:12:00Z', last: 2 })).toEqual([3, 4]);
    const [, second, , fourth] = timeline.entries('incident-1').map(({ id }) => id);
    expect(seqs({ ids: [fourth ?? '', second ?? ''] })).toEqual([2, 4]);
    expect(seqs({ ids: ['nobody', second ?? ''] })).toEqual([2]);
    expect(seqs({ ids: [] })).toEqual([]);
    expect(timeline.entries('incident-9')).toEqual([]);
    expect(timeline.head('incident-9')).toEqual(NEW);
  });

  it('counts the last ones since a time among those that happened since, also where one was written down later', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    timeline.append('incident-1', NEW, [
      declared(),
      note('Of five.', '2026-11-21T05:00:00+01:00'),
      note('Of two, written down late.', '2026-11-21T02:00:00+01:00'),
    ]);
    const found = timeline.entries('incident-1', { since: '2026-11-21T04:00:00+01:00', last: 1 });
    expect(found.map(({ words }) => words)).toEqual(['Of five.']);
  });

  it('finds one by its id', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    incidentOf(timeline, 2);
    const entry = timeline.entries('incident-1')[1];
    expect(timeline.entry(entry?.id ?? '')).toEqual(entry);
    expect(timeline.entry(entry?.id ?? '', 'incident-1')).toEqual(entry);
    expect(timeline.entry('entry-0')).toBeUndefined();
  });

  it('lists the incidents with what their entries say', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    let head = incidentOf(timeline, 0);
    const followed = { runbook: 'flood', title: 'Flood', sha256: '', text: '', followed: {}, semantics: 1 } as const;
    ({ head } = timeline.append('incident-1', head, [
      { ...said, type: 'severity.set', data: { severity: 'sev2' } },
      { ...said, type: 'runbook.followed', data: followed },
      { ...said, type: 'incident.stabilised', data: {}, at: '2026-11-21T04:00:00+01:00' },
    ]));
    const row = {
      id: 'incident-1',
      alias: 'flood-1',
      title: 'Water in the cellar.',
      mode: 'real',
      state: 'stabilised',
      severity: 'sev2',
      runbook: 'Flood',
      timezone: 'Europe/Copenhagen',
      declared: '2026-11-21T03:12:00+01:00',
      entries: 4,
      lastAt: '2026-11-21T04:00:00+01:00',
      lastHash: head.hash,
    };
    expect(timeline.incidents()).toEqual([row]);
  });

  it('lists an incident by its corrected words, and by its short name where they were taken out for good', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    let head = incidentOf(timeline, 0);
    const title = () => timeline.incidents()[0]?.title;
    const added = (draft: Draft): string => {
      ({ head } = timeline.append('incident-1', head, [draft]));
      return timeline.entries('incident-1').at(-1)!.id;
    };
    const corrected = (entry: string, words: string): string =>
      added({ ...said, type: 'entry.corrected', data: { entry, field: 'words' }, words });
    const declared = timeline.entries('incident-1')[0]!.id;
    const slip = corrected(declared, 'Water in hall A');
    expect(title()).toBe('Water in hall A');
    const described = added({ ...said, type: 'incident.described', data: { field: 'title' }, words: 'Hall 2' });
    corrected(declared, 'Water in hall B');
    expect(title()).toBe('Hall 2');
    corrected(described, 'Hall two');
    expect(title()).toBe('Hall two');
    added({ ...said, type: 'incident.described', data: { field: 'title', value: '' } });
    expect(title()).toBe('Water in hall B');
    const last = timeline.entries('incident-1').findLast(({ words }) => words === 'Water in hall B')!.id;
    for (const entry of [declared, slip, last])
      ({ head } = timeline.expunge('incident-1', [
        { ...said, type: 'entry.expunged', data: { entry }, words: 'Art. 17' },
      ]));
    expect(title()).toBe('flood-1');
  });

  it('lists what became of an incident: its title where that was said in words or is of a list, its end, and that it was reopened', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    let head = incidentOf(timeline, 0);
    const became = (draft: Draft) => {
      ({ head } = timeline.append('incident-1', head, [draft]));
      const [row] = timeline.incidents();
      return [row?.title, row?.state];
    };
    const titled = { ...said, type: 'incident.described', data: { field: 'title' } } as const;
    expect(became({ ...titled, words: 'Hall 2' })).toEqual(['Hall 2', 'open']);
    expect(became({ ...titled, data: { field: 'title', value: 'Hall 3' } })).toEqual(['Hall 3', 'open']);
    expect(became({ ...titled, data: { field: 'cause', value: 'Rain' } })).toEqual(['Hall 3', 'open']);
    // A reason beside it is no title.
    expect(became({ ...titled, data: { field: 'title', value: '' }, words: 'A slip' })).toEqual([
      'Water in the cellar.',
      'open',
    ]);
    expect(became({ ...titled, data: { field: 'title', value: 'Hall 3' } })).toEqual(['Hall 3', 'open']);
    expect(became({ ...said, type: 'incident.resolved', data: {} })).toEqual(['Hall 3', 'resolved']);
    expect(became({ ...said, type: 'incident.reopened', data: {} })).toEqual(['Hall 3', 'open']);
    expect(became({ ...said, type: 'incident.merged', data: { into: 'incident-2' } })).toEqual([
      'Hall 3',
      'stood-down',
    ]);
    expect(tiesOf(timeline, 'incident-1').stoodDown).toEqual({ as: 'merged', of: 'incident-2' });
    expect(became({ ...said, type: 'incident.reopened', data: {} })).toEqual(['Hall 3', 'open']);
    expect(tiesOf(timeline, 'incident-1').stoodDown).toBeUndefined();
  });

  it('gives entries in the order of their stamps wherever somebody has put them', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    incidentOf(timeline, 3);
    const before = timeline.entries('incident-1');
    const other = new Database(timeline.file);
    other.exec('UPDATE entry SET place = place + 100 WHERE place & 0xff = 2');
    other.close();
    expect(timeline.entries('incident-1')).toEqual(before);
    expect(timeline.verify('incident-1').problems.map(({ kind }) => kind)).toContain('reordered');
  });

  it('keeps a snapshot of the record as it ends, forgets none but by a newer one, and has none of an unknown incident', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    const first = incidentOf(timeline, 0);
    expect(timeline.snapshot('incident-1')).toBeUndefined();
    expect(timeline.saveSnapshot('incident-1', { head: first.hash, version: '1', body: '{}' })).toBe(true);
    const { head } = timeline.append('incident-1', first, [note('Dry.')]);
    expect(timeline.saveSnapshot('incident-1', { head: first.hash, version: '1', body: '{}' })).toBe(false);
    expect(timeline.saveSnapshot('incident-1', { head: head.hash, version: '1', body: '[]' })).toBe(true);
    // With the digest of what lies there, whatever was said of it: `printf '[]' | sha256sum`.
    const digest = '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945';
    expect(timeline.snapshot('incident-1')).toEqual({ head: head.hash, version: '1', body: '[]', digest });
    expect(timeline.saveSnapshot('incident-9', { head: 'a', version: '1', body: '{}' })).toBe(false);
    expect(timeline.snapshot('incident-9')).toBeUndefined();
  });
});
