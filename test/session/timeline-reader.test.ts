import { describe, expect, test } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { kindOf, type LogLine, type Wanted } from '../../src/guide/index.ts';
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

describe('what there is to filter for', () => {
  /** A step done by two people, a choice that was not the plan's, notes. */
  function night() {
    const incident = memoryIncident({ runbooks: [pumpFailure] });
    const [anna, bo] = [incident.session('Anna'), incident.session('Bo')];
    anna.act({ act: 'note', words: 'The PUMP runs' });
    bo.act({ act: 'note', words: 'still' }, { by: 'Cara' });
    bo.act({ act: 'note', words: 'the gate' }, { by: 'Bo' });
    bo.act({ act: 'done', step: 'people-first' }, { why: 'later' });
    return { incident, anna, bo };
  }

  test('is counted: each kind, each person who did or typed something, each step', () => {
    const { incident, anna } = night();
    const times = (of: readonly string[]) => {
      const counts = new Map<string, number>();
      for (const each of of) counts.set(each, (counts.get(each) ?? 0) + 1);
      return counts;
    };
    const { kinds, people, steps } = anna.timeline.found();
    expect(kinds).toEqual(times(incident.entries.map(({ type }) => kindOf(type))));
    expect(kinds.get('note')).toBe(3);
    const typists = ({ by, 'entered-by': typist }: AnyEntry) =>
      typist === undefined || typist.name === by.name ? [by.name] : [by.name, typist.name];
    expect(people).toEqual(times(incident.entries.flatMap(typists)));
    expect(people.get('Cara')).toBe(1);
    expect(steps).toEqual(
      times(incident.entries.flatMap(({ run, step }) => (step === undefined ? [] : [`${run}:${step}`]))),
    );
    expect(anna.timeline.people()).toEqual([...people.keys()]);
  });

  test('is what is found: by kind or type, by whoever did or typed it, by step, by what left the plan, by words in any letters', () => {
    const { incident, anna, bo } = night();
    const found = (wanted: Wanted) => anna.timeline.find(wanted).map((place) => incident.entries[place - 1]!);
    const those = (is: (entry: AnyEntry) => boolean) => incident.entries.filter(is);
    expect(found({ kind: 'note' })).toEqual(those(({ type }) => type === 'note.written'));
    expect(found({ kind: 'step.done' })).toEqual(those(({ type }) => type === 'step.done'));
    expect(found({ person: 'Bo' })).toEqual(
      those(({ by, 'entered-by': typist }) => by.name === 'Bo' || typist?.name === 'Bo'),
    );
    expect(found({ person: 'Cara', kind: 'note' })).toHaveLength(1);
    expect(found({ step: 'pump-failure:people-first' })).toEqual(those(({ step }) => step === 'people-first'));
    expect(found({ deviations: true })).toEqual(those(({ deviation }) => deviation !== undefined));
    expect(found({ deviations: true }).length).toBeGreaterThan(0);
    for (const words of ['pump runs', '  Runs   PUMP ', 'the pump anna'])
      expect(found({ words, kind: 'note' }).map(({ words: said }) => said)).toEqual(['The PUMP runs']);
    const last = incident.entries.at(-1)!;
    expect(found({ words: `#${last.seq} ` }).at(-1)).toBe(last);
    bo.act({ act: 'note', words: 'one more' });
    expect(found({ kind: 'note' })).toHaveLength(4);
  });

  test('an entry is told whole with what it came with, what it brought and what became of it, and with nothing of another', () => {
    const { incident, anna } = night();
    const done = incident.entries.find(({ type }) => type === 'step.done')!;
    const [note, other] = incident.entries.filter(({ type }) => type === 'note.written');
    const came = incident.entries.filter(({ cause }) => cause === done.id);
    anna.act({ act: 'correct', entry: note!.id, words: 'The pump stands' });
    const told = ({ seq }: AnyEntry, label: string) =>
      anna.timeline.whole(seq)?.told.flatMap((each) => (each.label === label ? [each.text] : []));
    expect(told(note!, 'Then')).toHaveLength(1);
    expect(told(note!, 'Said at first')).toEqual(['The PUMP runs']);
    expect(told(other!, 'Then')).toEqual([]);
    expect(anna.timeline.whole(note!.seq)?.words).toBe('The pump stands');
    const followed = incident.entries.find(({ type }) => type === 'runbook.followed')!;
    expect(anna.timeline.whole(followed.seq)).not.toHaveProperty('words');
    expect(told(done, 'Came with')).toEqual([]);
    expect(came.length).toBeGreaterThan(0);
    for (const each of came) {
      expect(told(each, 'Came with')?.[0]).toMatch(new RegExp(`^#${done.seq} Bo: `));
      expect(told(done, 'Brought with it')?.some((text) => text.startsWith(`#${each.seq} `))).toBe(true);
    }
    // How the plan went on by it: by it, and not by what was done before.
    const wentOn = anna.log(incident.entries.length).filter(({ derived }) => derived === true);
    const its = wentOn.filter(({ seq }) => seq === done.seq || came.some((each) => each.seq === seq));
    expect(its.length).toBeGreaterThan(0);
    expect(its.length).toBeLessThan(wentOn.length);
    expect(told(done, 'Brought with it')?.filter((text) => text.startsWith('→ '))).toEqual(
      its.map(({ text }) => `→ ${text}`),
    );
    expect(told(note!, 'Brought with it')).toEqual([]);
    expect(anna.timeline.lineOf('nobody')).toBeUndefined();
    expect(anna.timeline.lineOf(other!.id)).toEqual(anna.timeline.line(other!.seq));
    expect(anna.timeline.whole(incident.entries.length + 1)).toBeUndefined();
    expect([anna.timeline.entryId(done.seq), anna.timeline.entryId(0), anna.timeline.entryId(999)]).toEqual([
      done.id,
      undefined,
      undefined,
    ]);
  });
});
