import { describe, expect, test } from 'vitest';
import type { Draft, EntryData, EntryType } from '../../src/entry/index.ts';
import type { Incident } from '../../src/incident/index.ts';
import { asData, Desk } from '../support/incident-desk.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

/** What no act of this desk would write, and a record that comes from elsewhere may hold. */
function from<T extends EntryType>(desk: Desk, type: T, data: EntryData[T], more: Partial<Draft> = {}): void {
  desk.append([
    { type, at: desk.clock, precision: 'second', by: { name: 'Eva' }, via: 'sync', data, ...more } as unknown as Draft,
  ]);
}

function flood(mode: 'real' | 'drill' = 'real'): Desk {
  const desk = new Desk({ mode });
  desk.follow(smallFlood, {}, organisation);
  return desk;
}

/** What stands, without what of the record itself every entry adds to. */
const stateOf = ({ incident }: Desk): unknown => {
  const left: Partial<Incident> = { count: 0, heads: {}, heard: {}, lastAt: '', misfits: [], stamp: '' };
  return asData({ ...incident, ...left });
};

/** The reason for which the entry did not change the state: it is kept, and everything stands as it stood. */
function reasonOf(desk: Desk, write: (desk: Desk) => void): string | undefined {
  const stood = stateOf(desk);
  const { count, misfits } = desk.incident;
  write(desk);
  expect(stateOf(desk)).toEqual(stood);
  expect(desk.incident.count).toBe(count + 1);
  expect(desk.incident.misfits).toHaveLength(misfits.length + 1);
  return desk.incident.misfits.at(-1)?.reason;
}

describe('an entry from elsewhere that does not fit is kept, with the reason, and changes nothing', () => {
  test.each<[string, (desk: Desk) => void, string]>([
    [
      'declared once more',
      (desk) =>
        from(desk, 'incident.declared', {
          alias: 'flood-2',
          mode: 'real',
          timezone: 'UTC',
        }),
      'This incident is declared already.',
    ],
    [
      'a step of no runbook',
      (desk) => from(desk, 'step.done', {}, { step: 'get-out', turn: 1 }),
      'The entry names step "get-out" and no runbook.',
    ],
    [
      'a step of a runbook that is not followed',
      (desk) => from(desk, 'step.done', {}, { run: 'attic', step: 'get-out', turn: 1 }),
      'There is no followed runbook "attic" in this incident.',
    ],
    [
      'the end of a runbook that is not followed',
      (desk) => from(desk, 'runbook.ended', {}, { run: 'attic' }),
      'There is no followed runbook "attic" in this incident.',
    ],
    [
      'a beginning that is no time',
      (desk) => from(desk, 'incident.described', { field: 'began', value: 'last night' }),
      '"last night" is not a time.',
    ],
    [
      'a detection that is no time',
      (desk) => from(desk, 'incident.described', { field: 'detected', value: '25:00' }),
      '"25:00" is not a time.',
    ],
    [
      'awareness taken back of which nobody was aware',
      (desk) => from(desk, 'incident.aware', { topic: 'significant-incident', withdrawn: true }),
      'Nobody is aware of "significant-incident".',
    ],
    [
      'a loss of what is no service',
      (desk) => from(desk, 'service.lost', { service: 'heating' }),
      'There is no service "heating" in this incident.',
    ],
    [
      'a deadline missed of what is no clock',
      (desk) => from(desk, 'clock.missed', { clock: 'tea', round: 1, due: desk.clock }),
      'There is no clock "tea" in this incident.',
    ],
    [
      'a clock set aside that is none',
      (desk) => from(desk, 'clock.set-aside', { clock: 'tea', round: 1 }),
      'There is no clock "tea" in this incident.',
    ],
    [
      'a role that nobody took, late to be acknowledged',
      (desk) => from(desk, 'timer.elapsed', { timer: 'acknowledge', due: desk.clock, role: 'lead' }),
      'The role "lead" waits for no acknowledgement.',
    ],
    ['a period that is none', (desk) => from(desk, 'period.begun', { number: 0 }), '0 is no period.'],
    ['half a period', (desk) => from(desk, 'period.begun', { number: 1.5 }), '1.5 is no period.'],
    [
      'a task that nobody gave',
      (desk) => from(desk, 'task.done', { task: 'task-9' }),
      'There is no task "task-9" in this incident.',
    ],
    ['a handover that nobody gave', (desk) => from(desk, 'handover.accepted', {}), 'No handover waits to be accepted.'],
    [
      'a follow-up verified that nobody proposed',
      (desk) => from(desk, 'follow-up.verified', { 'follow-up': 'follow-up-1' }),
      'There is no follow-up "follow-up-1" in this incident.',
    ],
    [
      'a time to keep that is no day',
      (desk) => from(desk, 'retention.set', { until: '2026-02-30' }),
      '"2026-02-30" is no day.',
    ],
    [
      'a hold lifted where there is none',
      (desk) => from(desk, 'hold.set', { held: false }),
      'flood-1 is under no legal hold.',
    ],
    [
      'the clock of an exercise in a real incident',
      (desk) => from(desk, 'exercise.started', { 'exercise-at': desk.clock, speed: 1 }),
      'This is no drill: it has no exercise clock.',
    ],
    [
      'a pause of what is no exercise',
      (desk) => from(desk, 'exercise.paused', {}),
      'This is no drill: it has no exercise clock.',
    ],
    [
      'feedback on what was none',
      (desk) => from(desk, 'feedback.given', {}, { words: 'Well led' }),
      'Feedback is given on an exercise, and this is none.',
    ],
  ])('%s', (_, write, reason) => {
    expect(reasonOf(flood(), write)).toBe(reason);
  });

  test('of two that were given one name apart from each other the second is none', () => {
    const desk = flood();
    desk.act({ act: 'ask', person: 'Bo', words: 'Bring a pump' });
    desk.act({ act: 'follow-up', words: 'Buy a pump' });
    const task = (id: string) => (one: Desk) =>
      from(one, 'task.given', { task: id, to: 'Ida' }, { words: 'Ring the depot' });
    expect(reasonOf(desk, task('task-1'))).toBe('There is a task "task-1" already.');
    const later = (one: Desk): void => from(one, 'follow-up.proposed', { 'follow-up': 'follow-up-1' }, { words: 'x' });
    expect(reasonOf(desk, later)).toBe('There is a follow-up "follow-up-1" already.');
    expect(desk.incident.tasks['task-1']?.words).toBe('Bring a pump');
  });

  test('what was done once is not done again: a task taken, a follow-up verified, a role acknowledged in time', () => {
    const desk = flood();
    desk.act({ act: 'ask', person: 'Bo', words: 'Bring a pump' });
    desk.act({ act: 'take-task', task: 'task-1' });
    expect(reasonOf(desk, (one) => from(one, 'task.taken', { task: 'task-1' }))).toBe(
      'The task "task-1" is taken already.',
    );
    desk.act({ act: 'finish-task', task: 'task-1' });
    expect(reasonOf(desk, (one) => from(one, 'task.done', { task: 'task-1' }))).toBe(
      'The task "task-1" is done already.',
    );
    desk.act({ act: 'follow-up', words: 'Buy a pump' });
    const verify = (one: Desk): void => from(one, 'follow-up.verified', { 'follow-up': 'follow-up-1' });
    expect(reasonOf(desk, verify)).toBe('"follow-up-1" is not done yet.');
    desk.act({ act: 'follow-up-done', followUp: 'follow-up-1' });
    verify(desk);
    expect(reasonOf(desk, verify)).toBe('The effect of "follow-up-1" is verified already.');
    desk.act({ act: 'assign', role: 'lead', person: 'Ane' });
    const late = (one: Desk): void =>
      from(one, 'timer.elapsed', { timer: 'acknowledge', due: one.clock, role: 'lead' });
    expect(reasonOf(desk, late)).toBe('The role "lead" waits for no acknowledgement.');
    desk.act({ act: 'period', number: 2, objectives: ['Dry'] });
    expect(reasonOf(desk, (one) => from(one, 'period.begun', { number: 1 }))).toBe(
      'Period 2 is running: they are counted upwards.',
    );
  });

  test('the clock of an exercise', () => {
    const desk = flood('drill');
    const speed = (of: number) => (one: Desk) => from(one, 'exercise.speed-set', { speed: of });
    for (const none of [0, -1, NaN, Infinity]) expect(reasonOf(desk, speed(none))).toMatch(/is no speed/);
    expect(reasonOf(desk, (one) => from(one, 'exercise.resumed', {}))).toBe('The exercise clock runs already.');
    const say = (agreement?: number) => (one: Desk) =>
      from(one, 'feedback.given', { statement: 'organised', ...(agreement !== undefined && { agreement }) });
    for (const none of [undefined, 0, 6, 2.5])
      expect(reasonOf(desk, say(none))).toBe('Say how far you agree, from 1 (not at all) to 5.');
    expect(reasonOf(desk, (one) => from(one, 'feedback.given', { statement: 'lunch', agreement: 4 }))).toBe(
      'There is no statement "lunch" in this incident.',
    );
    for (const some of [1, 5]) {
      say(some)(desk);
      expect(desk.incident.feedback.at(-1)).toMatchObject({ statement: 'organised', agreement: some });
    }
    desk.act({ act: 'exercise', change: 'end' });
    expect(reasonOf(desk, (one) => from(one, 'exercise.paused', {}))).toBe('The exercise has ended.');
    expect(desk.refused({ act: 'exercise', change: 'real-world' }).hint).toContain('declare');
    expect(desk.refused({ act: 'exercise', change: 'end' })).not.toHaveProperty('hint');
  });
});
