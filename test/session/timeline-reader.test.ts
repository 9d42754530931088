import { expect, test } from 'vitest';
import type { LogLine } from '../../src/guide/index.ts';
import { TimelineReader } from '../../src/session/index.ts';
import type { Session } from '../../src/session/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';

/** Three hundred entries, of which some were corrected, taken back and expunged, near and far. */
function busy(): { readonly anna: Session; readonly incident: ReturnType<typeof memoryIncident> } {
  const incident = memoryIncident({ runbooks: [pumpFailure] });
  const anna = incident.session('Anna');
  for (let number = 1; number <= 280; number += 1) {
    anna.act({ act: 'note', words: `note number ${number}.` });
    const target = incident.entries[(number * 37) % incident.entries.length]?.id ?? '';
    if (number % 7 === 0) anna.act({ act: 'correct', entry: target, words: `other words ${number}` });
    if (number % 11 === 0) anna.act({ act: 'severity', severity: number % 2 === 0 ? 'sev1' : 'sev2' });
    if (number % 13 === 0) anna.act({ act: 'undo' });
    if (number % 17 === 0) anna.act({ act: 'correct', entry: target, at: '2026-11-22T03:00:00+01:00' });
    if (number % 23 === 0) anna.act({ act: 'expunge', entry: target, basis: 'GDPR Art. 17' });
  }
  return { anna, incident };
}

const whole = (session: Session): readonly LogLine[] =>
  session.log(session.incident.count).filter(({ derived }) => derived !== true);

test('an entry reads alike in any window as within the whole', () => {
  const { anna } = busy();
  const lines = whole(anna);
  expect(lines.length).toBeGreaterThan(300);
  expect(lines.map((_, index) => anna.timeline.line(index + 1))).toEqual(lines);
});

test('what was found before much was written is found after it as if it were searched for the first time', () => {
  const { anna, incident } = busy();
  const before = anna.timeline.find({ words: 'note 1' });
  for (const [index, place] of before.slice(0, 9).entries()) {
    const entry = anna.timeline.entry(place)?.id ?? '';
    if (index % 3 === 0) anna.act({ act: 'expunge', entry, basis: 'asked for' });
    if (index % 3 === 1) anna.act({ act: 'correct', entry, words: 'quite another thing' });
    if (index % 3 === 2) anna.act({ act: 'note', words: 'one more note 1' });
  }
  const fresh = incident.session('Anna').timeline;
  for (const wanted of [{ words: 'note 1' }, { words: 'quite another' }, { words: 'asked' }, { kind: 'severity' }, {}])
    expect(anna.timeline.find(wanted)).toEqual(fresh.find(wanted));
  // The corrected ones, and what corrected them.
  expect(anna.timeline.find({ words: 'quite another' })).toHaveLength(6);
});

test('what another process has written and nobody here has folded is not there twice once it is', () => {
  const { incident } = busy();
  let folded = incident.incident;
  const early = new TimelineReader({
    read: ({ after = 0, upTo, types }) =>
      incident.entries.slice(after, upTo).filter(({ type }) => types?.includes(type) ?? true),
    one: (id) => incident.entries.find((entry) => entry.id === id),
    incident: () => folded,
  });
  const { count } = folded;
  incident.session('Bo').act({ act: 'note', words: 'from elsewhere' });
  expect(early.find({}).length).toBe(count);
  expect(early.find({ words: 'elsewhere' })).toEqual([]);
  expect(early.line(count + 1)).toBeUndefined();
  folded = incident.incident;
  expect(early.find({}).length).toBe(count + 1);
  expect(early.find({ words: 'elsewhere' })).toEqual([count + 1]);
  expect(early.line(count + 1)?.text).toBe('Note: from elsewhere');
});

test('whoever types on, or takes letters back, finds what a first search for those words finds', () => {
  const { anna, incident } = busy();
  const first = (words: string): readonly number[] => incident.session('Bo').timeline.find({ words });
  for (const words of ['n', 'no', 'note 1', 'note 12', 'note 1', 'note 1 x', 'other', 'other words 7', 'words', ''])
    expect([words, anna.timeline.find({ words })]).toEqual([words, first(words)]);
  // A narrower search of one kind is no narrower one of another.
  anna.timeline.find({ kind: 'severity' });
  expect(anna.timeline.find({ words: 'note 12' })).toEqual(first('note 12'));
});

test('words that a correction gave are gone with those of its entry, also where they were read before', () => {
  const anna = memoryIncident({ runbooks: [pumpFailure] }).session('Anna');
  const noted = anna.act({ act: 'note', words: 'Somebody rang' });
  const note = noted.ok ? noted.entries.at(-1) : undefined;
  anna.act({ act: 'correct', entry: note?.id ?? '', words: 'Karen Hansen rang' });
  const told = (): string => JSON.stringify(anna.timeline.whole(note?.seq ?? 0));
  expect(told()).toContain('Karen Hansen');
  anna.act({ act: 'expunge', entry: note?.id ?? '', basis: 'Her wish' });
  expect(told()).not.toMatch(/Karen Hansen|Somebody/);
});
