import { describe, expect, test } from 'vitest';
import { entryTypes } from '../../src/entry/index.ts';
import type { AnyEntry, EntryData, EntryType } from '../../src/entry/index.ts';
import { describeEntry, logLines } from '../../src/guide/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';

/** The data of one entry of every type; the compiler asks for the ones that are missing. */
const samples: { readonly [T in EntryType]: EntryData[T] } = {
  'incident.declared': { mode: 'real', alias: 'flood-7', timezone: 'Europe/Copenhagen' },
  'incident.described': { field: 'impact' },
  'incident.aware': { topic: 'significant-incident' },
  'incident.stabilised': {},
  'incident.resolved': {},
  'incident.closed': {},
  'incident.reopened': {},
  'incident.stood-down': { as: 'false-alarm' },
  'incident.linked': { to: 'storm-2' },
  'incident.merged': { into: 'storm-2' },
  'severity.set': { severity: 'sev2' },
  'runbook.followed': {
    runbook: 'pump-failure',
    title: 'Pump failure',
    sha256: 'ab',
    text: '',
    followed: {},
    semantics: 1,
  },
  'runbook.revised': { sha256: 'ab', text: '', followed: {}, semantics: 1 },
  'runbook.ended': { outcome: 'resolved' },
  'scenario.followed': { scenario: 'wet-night', title: 'A wet night', sha256: 'ab', text: '', semantics: 1 },
  'step.done': {},
  'step.skipped': {},
  'step.failed': {},
  'step.reopened': {},
  'step.jumped': { from: 'rising' },
  'step.added': { after: 'rising' },
  'item.ticked': { item: 1, ticked: true, label: 'Head count against the door log' },
  'choice.made': { option: 'up' },
  'default.taken': { option: 'up' },
  'fact.recorded': { fact: 'water_depth', known: true, value: 12 },
  'approval.given': { of: 'x' },
  'approval.refused': { of: 'x' },
  'approval.gone-without': { of: 'x' },
  'command.started': { command: ['a'], attempt: 2 },
  'command.finished': { started: 'x', ok: false, 'exit-code': 3 },
  'command.unknown': { started: 'x' },
  'message.sent': { to: 'The public', language: 'en' },
  'role.assigned': { role: 'lead', person: 'Bo' },
  'role.acknowledged': { role: 'lead', person: 'Bo' },
  'role.released': { role: 'lead', person: 'Bo' },
  'call.attempted': { role: 'lead', result: 'no-answer' },
  'task.given': { task: 'a', to: 'Bo' },
  'task.taken': { task: 'a' },
  'task.done': { task: 'a' },
  'clock.started': { clock: 'early-warning', round: 1, due: '2026-11-23T03:12:00+01:00', provisional: true },
  'clock.met': { clock: 'early-warning', round: 1, reference: 'R-1', late: true },
  'clock.missed': { clock: 'early-warning', round: 1, due: '2026-11-23T03:12:00+01:00' },
  'clock.set-aside': { clock: 'early-warning', round: 1 },
  'clock.asked': { clock: 'early-warning' },
  'timer.elapsed': { timer: 'wait', due: '2026-11-22T03:27:00+01:00' },
  'service.lost': { service: 'sign-in' },
  'service.suspect': { service: 'sign-in' },
  'service.restored': { service: 'sign-in' },
  'note.written': {},
  'evidence.attached': { name: 'rack.jpg', sha256: 'ab12', bytes: 3 },
  'entry.corrected': { entry: 'x', field: 'words' },
  'entry.expunged': { entry: 'x' },
  'entry.moved': { entry: 'x', to: 'storm-2' },
  'handover.given': { to: 'Bo' },
  'handover.accepted': { from: 'Anna' },
  'period.begun': { number: 2 },
  'timeline.merged': { origin: 'hall-b', entries: 7 },
  'follow-up.proposed': { 'follow-up': 'a' },
  'follow-up.done': { 'follow-up': 'a' },
  'follow-up.verified': { 'follow-up': 'a' },
  'review.annotated': {},
  'review.signed-off': {},
  'feedback.given': {},
  'retention.set': { until: '2031-01-01' },
  'hold.set': { held: true },
  'exercise.started': { 'exercise-at': '2026-11-22T03:12:00+01:00', speed: 60 },
  'exercise.paused': {},
  'exercise.resumed': {},
  'exercise.speed-set': { speed: 10 },
  'exercise.jumped': { 'exercise-at': '2026-11-22T03:12:00+01:00' },
  'exercise.ended': {},
  'facilitator.joined': { from: 'Bo' },
  'facilitator.left': { facilitator: 'Bo', unseen: true },
  'participant.joined': { late: 'PT20M' },
  'inject.delivered': { inject: 'i1' },
  'inject.held': { inject: 'i1' },
  'inject.skipped': { inject: 'i1' },
  'inject.improvised': {},
  'inject.answered': { inject: 'i1' },
  'observation.written': { rating: 'P' },
  'objective.rated': { objective: 'o1', rating: 'S' },
};

const flood = memoryIncident({ runbooks: [pumpFailure] });

function entry(type: EntryType, more: Partial<AnyEntry> = {}): AnyEntry {
  const base = flood.entries[0];
  if (base === undefined) throw new Error('no entry');
  const { words: _, ...rest } = base;
  return { ...rest, type, data: samples[type], run: 'pump-failure', step: 'rising', ...more } as AnyEntry;
}

describe('one sentence for every entry', () => {
  test.each(entryTypes)('%s', (type) => {
    const text = describeEntry(entry(type), flood.incident);
    expect(text).toMatch(/\S/);
    expect(text).not.toMatch(/undefined|\[object/);
    expect(describeEntry(entry(type, { words: 'said so' }), flood.incident)).not.toMatch(/undefined|\[words removed\]/);
  });

  test('in the words of the runbook', () => {
    const say = (type: EntryType, more?: Partial<AnyEntry>): string => describeEntry(entry(type, more), flood.incident);
    expect(say('step.done', { step: 'people-first' })).toBe('Get everyone out: done');
    expect(say('choice.made')).toBe('Decided: Is the water still rising? → Yes, it rises');
    expect(say('incident.aware')).toBe('Aware of: A significant incident');
    expect(say('fact.recorded')).toBe('How deep is it at the lowest rack?: 12 cm');
    expect(say('clock.started')).toBe('Clock may apply: Early warning, due 23 Nov 03:12 +01:00');
    expect(say('clock.met')).toBe('Duty met late: Early warning, reference R-1');
    expect(say('step.skipped', { words: 'the hall is empty' })).toBe(
      'Is the water still rising?: skipped — the hall is empty',
    );
    expect(say('step.skipped', { deviation: { kinds: ['skipped'], owed: true } })).toBe(
      'Is the water still rising?: skipped (reason owed)',
    );
    expect(say('command.finished')).toBe('Is the water still rising?: command failed, exit code 3');
    expect(say('command.finished', { data: { started: 'x', ok: false, bytes: 0 } })).toBe(
      'Is the water still rising?: command failed, it could not be started',
    );
    expect(say('timer.elapsed', { data: { timer: 'acknowledge', due: 'x', role: 'lead' } })).toBe(
      'Not acknowledged in time: Incident lead',
    );
  });

  test('of a secret only that it was given; removed words are said to be removed', () => {
    const secret = entry('fact.recorded', {
      data: { fact: 'door_code', known: true, privacy: 'secret' },
    });
    expect(describeEntry(secret, flood.incident)).toBe('The code of the door: given');
    expect(describeEntry(entry('note.written'), flood.incident)).toBe('Note: [words removed]');
  });

  test('a type that nothing knows is named, and the log goes on', () => {
    const strange = { ...entry('note.written'), type: 'constructor' } as unknown as AnyEntry;
    expect(describeEntry(strange, flood.incident)).toBe('Of a kind that this holdfast does not know: constructor');
  });

  test('an id that nothing knows stands for itself, whatever it is called', () => {
    const strange = entry('role.assigned', { data: { role: 'constructor', person: 'Bo' } });
    expect(describeEntry(strange, flood.incident)).toBe('constructor: Bo');
  });
});

describe('the log', () => {
  test('what is derived stands under the entry that caused it', () => {
    const here = memoryIncident({ runbooks: [pumpFailure] });
    here.pass({ minutes: 1 });
    here.session('Anna').act({ act: 'done', step: 'people-first' }, { why: 'all out' });
    const lines = logLines(here.entries, here.incident);
    const done = lines.findIndex((line) => line.text.startsWith('Get everyone out: done'));
    const begins = lines.findIndex((line) => line.text === 'Is the water still rising?: begins');
    expect(done).toBeGreaterThan(-1);
    expect(lines[begins]).toMatchObject({ derived: true, by: '' });
    expect(lines.slice(done + 1, begins).every((line) => line.derived === true || line.kind === 'fact.recorded')).toBe(
      true,
    );
  });

  test('what is written in the same moment, as while the clock of an exercise stands, did not begin the first step', () => {
    const here = memoryIncident({ runbooks: [pumpFailure] });
    here.session('Anna').act({ act: 'fact', values: [{ fact: 'significant', value: 'no' }] });
    const first = logLines(here.entries, here.incident).find((line) => line.text === 'Get everyone out: begins');
    expect(here.entries.find(({ seq }) => seq === first?.seq)?.type).toBe('runbook.followed');
  });

  test('a step passed because its condition is false says so', () => {
    const here = memoryIncident({ runbooks: [pumpFailure] });
    const anna = here.session('Anna');
    anna.act({ act: 'fact', values: [{ fact: 'significant', value: 'no' }] });
    here.pass({ minutes: 1 });
    anna.act({ act: 'jump', step: 'tell-public' }, { why: 'the rest is done' });
    here.pass({ minutes: 1 });
    anna.act({ act: 'send', step: 'tell-public', body: 'Down.' });
    const texts = logLines(here.entries, here.incident).map((line) => line.text);
    expect(texts).toContain('Look for a breach: not needed, its condition is not met');
    expect(texts).toContain('Give it time to drain: begins');
  });

  test('a step passed long ago is not put under what came after, though all fell into one second', () => {
    const here = memoryIncident({ runbooks: [pumpFailure] });
    const anna = here.session('Anna');
    anna.act({ act: 'fact', values: [{ fact: 'significant', value: 'no' }] });
    anna.act({ act: 'jump', step: 'tell-public' }, { why: 'the rest is done' });
    anna.act({ act: 'send', step: 'tell-public', body: 'Down.' });
    anna.act({ act: 'done', step: 'let-it-drain' }, { why: 'dry' });
    anna.act({ act: 'done', step: 'restore' });
    const lines = logLines(here.entries, here.incident);
    const passed = lines.filter((line) => line.text.startsWith('Look for a breach: not needed'));
    expect(passed).toHaveLength(1);
    const cause = here.entries.find((entry) => entry.seq === passed[0]?.seq);
    expect([cause?.type, cause?.step]).toEqual(['step.done', 'tell-public']);
    expect(logLines(here.entries.slice(-1), here.incident).filter((line) => line.derived === true)).toEqual([]);
  });

  test('when it began is said as every other time; a title that looks like one is left as it is', () => {
    const here = memoryIncident({ runbooks: [pumpFailure] });
    const anna = here.session('Anna');
    anna.act({ act: 'describe', values: [{ field: 'began', value: '2026-11-21T23:50:00+01:00' }] });
    anna.act({ act: 'describe', values: [{ field: 'title', value: '2026-11-21T23:50:00+01:00' }] });
    const texts = logLines(here.entries, here.incident).map((line) => line.text);
    expect(texts.at(-2)).toMatch(/^Began: (\d+ \w+ )?23:50 \+01:00$/);
    expect(texts.at(-1)).toBe('Title: 2026-11-21T23:50:00+01:00');
  });

  test('undone is marked, and so is what undid it', () => {
    const here = memoryIncident({ runbooks: [pumpFailure] });
    const anna = here.session('Anna');
    anna.act({ act: 'tick', step: 'people-first', item: 1, ticked: true });
    anna.act({ act: 'undo' });
    const ticks = logLines(here.entries, here.incident).filter((line) => line.kind === 'item.ticked');
    expect(ticks.map((line) => line.undone)).toEqual([true, true]);
  });

  test('what was undone is named by its number, though it can be undone no more', () => {
    const here = memoryIncident({ runbooks: [pumpFailure] });
    const anna = here.session('Anna');
    anna.act({ act: 'note', words: 'Hall B is wet' });
    const note = here.entries.at(-1);
    anna.act({ act: 'undo' });
    const said = `Undone: #${note?.seq ?? 0}`;
    expect(logLines(here.entries, here.incident).at(-1)?.text).toBe(said);
    const last = here.entries.slice(-1);
    expect(logLines(last, here.incident, new Map([[note?.id ?? '', note?.seq ?? 0]])).at(-1)?.text).toBe(said);
  });

  test('corrected words stand in place of the old ones', () => {
    const here = memoryIncident({ runbooks: [pumpFailure] });
    const anna = here.session('Anna');
    anna.act({ act: 'note', words: 'Hall B is wet' });
    anna.act({ act: 'correct', entry: here.entries.at(-1)?.id ?? '', words: 'Hall A is wet' });
    const note = logLines(here.entries, here.incident).find((line) => line.kind === 'note.written');
    expect(note).toMatchObject({ text: 'Note: Hall A is wet', corrected: true });
  });

  test('what was undone or put right stays so when its words are taken out, and the true time of it stands', () => {
    const here = memoryIncident({ runbooks: [pumpFailure] });
    const anna = here.session('Anna');
    const line = (id: string | undefined) => logLines(here.entries, here.incident).find((each) => each.id === id);
    anna.act({ act: 'note', words: 'Bo fell in hall B' });
    const note = here.entries.at(-1)?.id ?? '';
    anna.act({ act: 'correct', entry: note, at: '2026-11-21T02:40:00+01:00' });
    anna.act({ act: 'undo', entry: note });
    anna.act({ act: 'expunge', entry: note, basis: 'GDPR Art. 17' });
    expect(line(note)).toMatchObject({
      text: 'Note: [words removed]',
      at: '2026-11-21T02:40:00+01:00',
      undone: true,
      corrected: true,
    });
  });

  test('what is put right behind an undo, or behind words that were taken out, is shown as it was recorded', () => {
    const here = memoryIncident({ runbooks: [pumpFailure] });
    const anna = here.session('Anna');
    const line = (id: string | undefined) => logLines(here.entries, here.incident).find((each) => each.id === id);
    anna.act({ act: 'note', words: 'Bo fell in hall B' });
    const undone = here.entries.at(-1)?.id ?? '';
    anna.act({ act: 'undo', entry: undone });
    anna.act({ act: 'correct', entry: undone, words: 'Somebody fell in hall B' });
    expect(line(undone)).toMatchObject({ text: 'Note: Somebody fell in hall B', undone: true, corrected: true });
    anna.act({ act: 'note', words: 'Ida saw it' });
    const expunged = here.entries.at(-1)?.id ?? '';
    anna.act({ act: 'correct', entry: expunged, words: 'Ida Juhl saw it' });
    anna.act({ act: 'expunge', entry: expunged, basis: 'GDPR Art. 17' });
    expect(line(expunged)).toMatchObject({ text: 'Note: [words removed]' });
    anna.act({ act: 'correct', entry: expunged, words: 'Somebody saw it' });
    expect(line(expunged)).toMatchObject({ text: 'Note: Somebody saw it', corrected: true });
  });

  test('a reason given later stands with the entry that owed it', () => {
    const here = memoryIncident({ runbooks: [pumpFailure] });
    const anna = here.session('Anna');
    anna.act({ act: 'skip', step: 'people-first' });
    const skipped = here.entries.find((each) => each.type === 'step.skipped');
    const line = (): string | undefined =>
      logLines(here.entries, here.incident).find((each) => each.id === skipped?.id)?.text;
    expect(line()).toBe('Get everyone out: skipped (reason owed)');
    anna.act({ act: 'correct', entry: skipped?.id ?? '', words: 'the hall was empty' });
    expect(line()).toBe('Get everyone out: skipped — the hall was empty (reason given later)');
  });
});
