import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Head } from '../../src/entry/index.ts';
import { openTimeline } from '../../src/timeline/index.ts';
import { expunged, incidentOf, ports, open, temporaryFolder } from '../support/timelines.ts';

/** A timeline of six entries to which somebody with a database tool did this. */
function tampered(sql: string): string[] {
  const { file, head } = timelineOfSix();
  const database = new Database(file);
  database.exec(sql);
  database.close();
  return open(file, { readonly: true })
    .verify('incident-1', head)
    .problems.map(({ kind, seq }) => `${kind} #${seq}`);
}

function timelineOfSix(): { file: string; head: Head } {
  const file = join(temporaryFolder(), 'timeline.db');
  const timeline = openTimeline(file, ports);
  const head = incidentOf(timeline, 5);
  incidentOf(timeline, 1, 'incident-2', 'flood-2');
  timeline.close();
  return { file, head };
}

const third = 'place = (1 << 32) + 3';

describe('verifying a stored timeline', () => {
  it('finds nothing wrong with one that nobody touched', () => {
    expect(tampered('SELECT 1')).toEqual([]);
  });

  it.each([
    ['a changed time', `UPDATE entry SET body = replace(body, '03:12', '04:12') WHERE ${third}`],
    ['a changed hash', `UPDATE entry SET hash = '${'0'.repeat(64)}' WHERE ${third}`],
    ['a changed id', `UPDATE entry SET id = 'other' WHERE ${third}`],
    ['a changed type beside the text', `UPDATE entry SET type = 'step.done' WHERE ${third}`],
    ['white space in the text', `UPDATE entry SET body = body || ' ' WHERE ${third}`],
  ])('names the entry with %s', (_, sql) => {
    expect(tampered(sql)).toEqual(['edited #3']);
  });

  it('names what is no entry any more', () => {
    expect(tampered(`UPDATE entry SET body = 'gone' WHERE ${third}`)).toContain('not-an-entry #3');
  });

  it.each(['gone', 'null', '3'])(
    'lists the incident whose last entry became %s, and says that it is damaged',
    (body) => {
      const { file } = timelineOfSix();
      const database = new Database(file);
      database.prepare('UPDATE entry SET body = ? WHERE place = (1 << 32) + 6').run(body);
      database.close();
      const timeline = open(file, { readonly: true });
      expect(timeline.incidents().map(({ id }) => id)).toEqual(['incident-1', 'incident-2']);
      expect(timeline.verify('incident-1').problems.map(({ kind, seq }) => `${kind} #${seq}`)).toContain(
        'not-an-entry #6',
      );
      expect(() => timeline.entries('incident-1')).toThrow(expect.objectContaining({ code: 'corrupt' }));
    },
  );

  it('names changed words and words that are gone', () => {
    expect(tampered(`UPDATE entry SET words = 'All is well.' WHERE ${third}`)).toEqual(['changed-words #3']);
    expect(tampered(`UPDATE entry SET words = NULL, salt = NULL WHERE ${third}`)).toEqual(['changed-words #3']);
  });

  it('names a removed entry', () => {
    expect(tampered(`DELETE FROM entry WHERE ${third}`)).toEqual(['removed #3']);
  });

  it('names reordered entries', () => {
    expect(
      tampered(`UPDATE entry SET place = 0 WHERE ${third};
        UPDATE entry SET place = place - 1 WHERE place = (1 << 32) + 4;
        UPDATE entry SET place = (1 << 32) + 4 WHERE place = 0`),
    ).toEqual(['reordered #3']);
  });

  it('names a second copy', () => {
    expect(
      tampered(`INSERT INTO entry (place, id, type, hash, body, salt, words)
        SELECT (1 << 32) + 7, id, type, hash, body, salt, words FROM entry WHERE ${third}`),
    ).toEqual(['duplicate #3']);
  });

  it('names an entry that belongs to another incident', () => {
    expect(tampered('UPDATE entry SET place = (1 << 32) + 7 WHERE place = (2 << 32) + 2')).toEqual(['foreign #2']);
  });

  it.each(["alias = 'flood-9'", "mode = 'drill'"])('names an incident that is listed as another: %s', (change) => {
    expect(tampered(`UPDATE incident SET ${change} WHERE number = 1`)).toEqual(['edited #1']);
  });

  it.each([
    ['DELETE FROM incident WHERE number = 2', 'missing from the list of incidents'],
    ['DELETE FROM incident WHERE number = 1', 'missing from the list of incidents'],
    [
      'DELETE FROM entry WHERE place >> 32 = 1',
      'flood-1 stands in the list of incidents, but every entry of it is missing',
    ],
    ['UPDATE entry SET place = (9 << 32) + 1 WHERE place = (2 << 32) + 2', 'missing from the list of incidents'],
  ])('finds what the list and the entries do not share: %s', (sql, says) => {
    const { file } = timelineOfSix();
    const database = new Database(file);
    database.exec(sql);
    database.close();
    expect(open(file, { readonly: true }).damage()).toEqual([expect.stringContaining(says)]);
  });

  it('says whose words were taken out for good', () => {
    const { file } = timelineOfSix();
    const timeline = open(file);
    timeline.expunge('incident-1', [expunged(timeline.entries('incident-1')[3]?.id ?? '')]);
    expect(timeline.damage()).toEqual([]);
    expect(timeline.verify('incident-1')).toMatchObject({ ok: true, expunged: [4] });
  });

  it('names words that were put back from an old copy into an entry that lost them', () => {
    const { file } = timelineOfSix();
    const old = new Database(file, { readonly: true });
    const copy = old.prepare('SELECT words, salt FROM entry WHERE place = (1 << 32) + 4').get();
    old.close();
    const timeline = open(file);
    timeline.expunge('incident-1', [expunged(timeline.entries('incident-1')[3]?.id ?? '')]);
    timeline.close();
    const database = new Database(file);
    database.prepare('UPDATE entry SET words = @words, salt = @salt WHERE place = (1 << 32) + 4').run(copy);
    database.close();
    expect(open(file, { readonly: true }).verify('incident-1')).toMatchObject({
      ok: false,
      expunged: [],
      problems: [{ kind: 'changed-words', seq: 4, message: expect.stringContaining('were put back') }],
    });
  });

  it('finds a cut end by the head alone', () => {
    const cut = 'DELETE FROM entry WHERE place = (1 << 32) + 6';
    expect(tampered(cut)).toEqual(['cut-end #6']);
    const { file } = timelineOfSix();
    const database = new Database(file);
    database.exec(cut);
    database.close();
    expect(open(file).verify('incident-1').ok).toBe(true);
  });
});
