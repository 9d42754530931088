import Database from 'better-sqlite3';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declared, done, expunged, note, NEW, open, ports, temporaryFolder } from '../support/timelines.ts';

const asJson = (entries: readonly unknown[]): readonly string[] => entries.map((entry) => JSON.stringify(entry));

describe('entries as the texts that are stored', () => {
  it('say the same as the entries, whatever anybody wrote', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    let { head } = timeline.append('incident-1', NEW, [declared()]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (words, step) => {
        ({ head } = timeline.append('incident-1', head, [note(words), note(`"${words}\\\u2028`), done(step)]));
      }),
    );
    expect(timeline.texts('incident-1')).toEqual(asJson(timeline.entries('incident-1')));
  });

  it('are of a window, and without the words that were taken out', () => {
    const timeline = open(join(temporaryFolder(), 'timeline.db'));
    const { head } = timeline.append('incident-1', NEW, [declared(), note('Her name'), note('Another'), done('look')]);
    timeline.expunge('incident-1', [expunged(timeline.entries('incident-1')[1]?.id ?? '')], head);
    const window = { after: 1, upTo: 4 };
    expect(timeline.texts('incident-1', window)).toEqual(asJson(timeline.entries('incident-1', window)));
    expect(timeline.texts('incident-1', window)).toHaveLength(3);
    expect(timeline.texts('incident-1').join('\n')).not.toContain('Her name');
    expect(timeline.texts('nowhere')).toEqual([]);
  });

  it('of several installations stand in the order of their stamps', () => {
    const folder = temporaryFolder();
    let wall = Date.now();
    const file = join(folder, 'timeline.db');
    const timeline = open(file, {}, { ...ports, wall: () => (wall += 1000) });
    timeline.append('incident-1', NEW, [declared(), note('one'), note('two')]);
    const database = new Database(file);
    // As if the second had come in after the third.
    const second = 2 ** 32 + 2;
    database.prepare('UPDATE entry SET place = place + 10 WHERE place = ?').run(second);
    database.close();
    expect(timeline.texts('incident-1')).toEqual(asJson(timeline.entries('incident-1')));
    expect(timeline.texts('incident-1').map((text) => (JSON.parse(text) as { seq: number }).seq)).toEqual([1, 2, 3]);
  });

  it('are refused where one of them cannot be read', () => {
    const file = join(temporaryFolder(), 'timeline.db');
    const timeline = open(file);
    timeline.append('incident-1', NEW, [declared(), note('one')]);
    const database = new Database(file);
    database.prepare("UPDATE entry SET body = substr(body, 1, 40) WHERE type = 'note.written'").run();
    database.close();
    expect(() => timeline.texts('incident-1')).toThrow(expect.objectContaining({ code: 'corrupt' }));
  });
});
