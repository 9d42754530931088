import { beforeEach, describe, expect, test } from 'vitest';
import {
  exerciseNow,
  fromSnapshot,
  openBusiness,
  openSteps,
  replay,
  rolesOf,
  toSnapshot,
} from '../../src/incident/index.ts';
import type { Entry } from '../../src/entry/index.ts';
import { ane, asData, bo, Desk } from '../support/incident-desk.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.follow(smallFlood, {}, organisation);
});

describe('declaring', () => {
  test('a reason is enough; title, severity and impact are in the same transaction', () => {
    const made = new Desk({
      alias: 'flood-7',
      reason: 'Wet sensor',
      title: 'Flood in hall 2',
      severity: 'sev2',
      impact: 'None yet',
    });
    expect(made.types()).toEqual(['incident.declared', 'incident.described', 'severity.set', 'incident.described']);
    expect(made.incident).toMatchObject({
      id: 'incident-1',
      alias: 'flood-7',
      state: 'open',
      title: 'Flood in hall 2',
      reason: 'Wet sensor',
      severity: 'sev2',
      described: { impact: 'None yet' },
    });
  });

  test('what it is about can be described later; times are read, words kept', () => {
    desk.act({ act: 'describe', values: [{ field: 'began', value: '02:30' }] });
    desk.act({ act: 'describe', values: [{ field: 'cause', value: 'A burst main' }] });
    desk.act({ act: 'describe', values: [{ field: 'tlp', value: 'TLP:RED' }] });
    expect(desk.incident.described).toMatchObject({ began: '2026-11-21T02:30:00+01:00', cause: 'A burst main' });
    expect(desk.incident.marking).toBe('red');
    expect(desk.refused({ act: 'describe', values: [{ field: 'tlp', value: 'purple' }] }).code).toBe('wrong-type');
  });

  test('the marking cleared: it is again the one that every incident begins with, and the record says which', () => {
    desk.act({ act: 'describe', values: [{ field: 'tlp', value: 'clear' }] });
    desk.act({ act: 'describe', values: [{ field: 'tlp', value: '' }] });
    expect(desk.incident.marking).toBe('amber');
    expect(desk.last('incident.described').data).toEqual({ field: 'tlp', value: 'amber' });
  });
});

describe('the state of an incident is moved by people (semantics 20)', () => {
  test('from any state that it has come to it is reopened, and from any it is stood down', () => {
    for (const last of ['stabilise', 'resolve', 'close'] as const) {
      const made = new Desk();
      made.act({ act: last });
      made.act({ act: 'reopen-incident' });
      expect(made.incident.state).toBe('open');
      made.act({ act: last });
      made.act({ act: 'stand-down', as: 'false-alarm' });
      expect(made.incident.state).toBe('stood-down');
      made.act({ act: 'reopen-incident' });
      expect(made.incident.state).toBe('open');
    }
  });

  test('open, stabilised, resolved, closed, reopened from any', () => {
    desk.act({ act: 'stabilise' });
    desk.act({ act: 'resolve' });
    desk.act({ act: 'close' });
    expect(desk.incident.state).toBe('closed');
    expect(desk.refused({ act: 'stabilise' })).toMatchObject({ code: 'wrong-state' });
    desk.act({ act: 'reopen-incident' });
    expect(desk.incident.state).toBe('open');
    // Whoever reads of it now is not told that it is over.
    expect(desk.incident.reached).toEqual({ open: desk.clock });
    expect(desk.refused({ act: 'reopen-incident' }).code).toBe('already-so');
  });

  test('`resolve` is refused for nothing; what is open is named', () => {
    desk.act({ act: 'skip', step: 'get-out' });
    const open = openBusiness(desk.incident);
    expect(open.clocks.map(({ id }) => id)).toEqual(['public-update']);
    expect(open.steps.map(({ step }) => step.id)).toEqual(['rising']);
    expect(open.owed.map(({ step }) => step)).toEqual(['get-out']);
    desk.act({ act: 'resolve' });
    expect(desk.incident.reached.resolved).toBe(desk.clock);
  });

  test('stood down it still takes notes and late steps', () => {
    desk.act({ act: 'stand-down', as: 'false-alarm' });
    desk.act({ act: 'note', words: 'The sensor was dirty' });
    desk.act({ act: 'done', step: 'get-out' });
    expect(desk.incident.state).toBe('stood-down');
  });
});

describe('roles', () => {
  test('whoever is given a role is to acknowledge it within its time', () => {
    desk.act({ act: 'assign', role: 'lead', person: 'Bo' });
    desk.wait(6);
    expect(desk.last('timer.elapsed')).toMatchObject({
      at: '2026-11-21T03:05:00+01:00',
      data: { timer: 'acknowledge', role: 'lead' },
    });
    expect(desk.incident.roles.lead?.overdueAt).toBeDefined();
    desk.act({ act: 'ack', role: 'lead' }, { by: bo });
    expect(desk.incident.roles.lead).toMatchObject({ holder: 'Bo', acknowledgedAt: desk.clock });
    expect(desk.incident.roles.lead?.overdueAt).toBeUndefined();
    expect(desk.refused({ act: 'ack', role: 'lead' }, { by: bo }).code).toBe('already-so');
  });

  test('whoever takes one has acknowledged it', () => {
    desk.act({ act: 'assign', role: 'lead', person: 'Ane' });
    expect(desk.incident.roles.lead?.acknowledgedAt).toBe(desk.clock);
    desk.act({ act: 'ack', role: 'facilities' }, { by: bo });
    expect(rolesOf(desk.incident, 'Bo')).toEqual(['facilities']);
    desk.wait(60);
    expect(desk.types()).not.toContain('timer.elapsed');
  });

  test('nobody acknowledges for another', () => {
    desk.act({ act: 'assign', role: 'lead', person: 'Bo' });
    expect(desk.refused({ act: 'ack', role: 'lead' })).toMatchObject({
      code: 'wrong-state',
      message: 'The role "lead" is held by Bo, not by Ane.',
    });
    expect(desk.refused({ act: 'assign', role: 'laed', person: 'Bo' }).hint).toBe('Did you mean "lead"?');
  });

  test('before any runbook names them, roles can be given', () => {
    const early = new Desk();
    early.act({ act: 'assign', role: 'lead', person: 'Bo' });
    early.follow(smallFlood, {}, organisation);
    expect(early.incident.roles.lead).toMatchObject({ holder: 'Bo', role: { title: 'Incident lead' } });
  });

  test('calls, tasks and follow-ups are kept', () => {
    desk.act({ act: 'call', role: 'lead', result: 'voicemail' });
    desk.act({ act: 'ask', person: 'Bo', words: 'Count the pumps' });
    desk.act({ act: 'take-task', task: 'task-1' }, { by: bo });
    desk.act({ act: 'finish-task', task: 'task-1' }, { by: bo });
    expect(desk.incident.tasks['task-1']).toMatchObject({ to: 'Bo', givenBy: 'Ane', doneAt: desk.clock });
    expect(desk.refused({ act: 'finish-task', task: 'task-1' }).code).toBe('already-so');
    desk.act({ act: 'follow-up', words: 'A second pump', owner: 'Bo' });
    expect(desk.incident.followUps['follow-up-1']).toMatchObject({ words: 'A second pump', owner: 'Bo' });
  });
});

describe('services (semantics 21)', () => {
  test('losing one shows those that need it as suspect, also through others; they are up again with it', () => {
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    expect(desk.incident.services['self-service']).toMatchObject({ state: 'suspect', because: ['citizen-sign-in'] });
    expect(desk.incident.services.payments).toMatchObject({ state: 'suspect', because: ['citizen-sign-in'] });
    desk.act({ act: 'restored', services: ['citizen-sign-in'] });
    expect(Object.values(desk.incident.services).map(({ state }) => state)).toEqual(['up', 'up', 'up']);
  });

  test('what a person said is suspect stays so', () => {
    desk.act({ act: 'suspect', services: ['payments'] });
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    desk.act({ act: 'restored', services: ['citizen-sign-in'] });
    expect(desk.incident.services.payments).toMatchObject({ state: 'suspect' });
    expect(desk.refused({ act: 'suspect', services: ['payments'] }).code).toBe('already-so');
    expect(desk.refused({ act: 'lost', services: ['payment'] }).hint).toBe('Did you mean "payments"?');
  });
});

describe('several runbooks in one incident (semantics 19)', () => {
  const second = (facts: string): string => `holdfast: 1
id: second
title: Second
facts:
  ${facts}
steps:
  - id: look
    do: Look
`;
  test('so does one between a runbook and what it follows itself', () => {
    const book = (id: string, type: string, steps: string): string =>
      `holdfast: 1\nid: ${id}\ntitle: ${id}\nfacts: { wind: { ask: Wind?, type: ${type} } }\nsteps: [${steps}]\n`;
    const source = {
      text: book('storm', 'number', '{ id: inner, follow: gale }'),
      followed: { gale: book('gale', 'text', '{ id: look, do: Look }') },
      sha256: '0',
    };
    expect(desk.refused({ act: 'follow', source }).message).toBe(
      'The fact "wind" is text in gale and number in storm, which is being followed.',
    );
  });

  test('a clock that is a deadline in one runbook and a cadence in the other is a clash too', () => {
    const clock = (id: string, of: string): string =>
      `{holdfast: 1, id: ${id}, title: T, clocks: {tell: {title: Tell, from: declared, ${of}}}, steps: [{id: ${id}-look, do: Look}]}`;
    const both = new Desk();
    both.follow(clock('hall', 'within: 1h'));
    const source = { text: clock('yard', 'every: 1h'), followed: {}, sha256: '' };
    expect(both.refused({ act: 'follow', source })).toMatchObject({
      code: 'clash',
      message: 'The clock "tell" is a cadence in yard and a deadline in hall, which is being followed.',
    });
  });

  test('a clash of type refuses the follow and names both places', () => {
    const refusal = desk.refused({
      act: 'follow',
      source: { text: second('water_depth: { ask: How deep, type: text }'), followed: {}, sha256: 'x' },
    });
    expect(refusal).toMatchObject({
      code: 'clash',
      message: 'The fact "water_depth" is text in second and number in small-flood, which is being followed.',
    });
  });

  test('the same fact is one thing, and its first definition stands', () => {
    desk.act({ act: 'fact', values: [{ fact: 'water_depth', value: '4' }] });
    desk.follow(second('water_depth: { ask: How deep, type: number }'));
    expect(desk.incident.facts.water_depth).toMatchObject({ fact: { unit: 'cm' }, answer: { value: 4 } });
  });

  test('a text that is no runbook is refused, with its place', () => {
    expect(
      desk.refused({
        act: 'follow',
        source: { text: 'holdfast: 1\nid: x\n', followed: {}, sha256: 'x', file: 'x.yaml' },
      }).message,
    ).toMatch(/x\.yaml:\d+:\d+/);
    expect(desk.refused({ act: 'follow', source: { text: '\u0000', followed: {}, sha256: 'x' } }).code).toBe(
      'wrong-type',
    );
  });
});

describe('what fell due', () => {
  test("a decision's default is taken while somebody is there, as a deviation of nobody's", () => {
    desk.act({ act: 'done', step: 'get-out' });
    desk.wait(6);
    expect(desk.last('default.taken')).toMatchObject({
      at: '2026-11-21T03:05:00+01:00',
      via: 'timer',
      data: { option: 'steady' },
      deviation: { kinds: ['default-by-timer'], owed: false },
    });
  });

  test('it is asked about, not taken, where nobody had the incident open', () => {
    desk.act({ act: 'done', step: 'get-out' });
    desk.wait(6, false);
    expect(desk.types()).not.toContain('default.taken');
    expect(desk.last('timer.elapsed').data).toMatchObject({ timer: 'default' });
    expect(desk.settle(false)).toEqual([]);
    desk.act({ act: 'choose', step: 'rising', option: 'rising' });
  });

  test('one thing starts another: each is written at its own time, in order', () => {
    desk.act({ act: 'done', step: 'get-out' });
    desk.act({ act: 'choose', step: 'rising', option: 'steady' });
    desk.act({ act: 'done', step: 'lag' });
    desk.act({ act: 'done', step: 'tell-public' });
    const written = desk.wait(60);
    expect(written.filter(({ cause }) => cause === undefined).map(({ type, at }) => [type, at.slice(11, 16)])).toEqual([
      ['timer.elapsed', '03:15'],
      ['clock.missed', '03:30'],
    ]);
  });
});

describe('the order of what fell due', () => {
  test('is that of its time, whatever it is', () => {
    desk.wait(20);
    desk.act({ act: 'jump', step: 'pump' });
    const written = desk.wait(60).filter(({ cause }) => cause === undefined);
    expect(written.map(({ type, at }) => [type, at.slice(11, 16)])).toEqual([
      ['clock.missed', '03:30'],
      ['timer.elapsed', '03:35'],
    ]);
  });
});

describe("a drill's clock", () => {
  test('runs fast, stands still, changes speed', () => {
    const drill = new Desk({ mode: 'drill', speed: 60 }, '2026-11-21T03:00:00+01:00');
    const wall = drill.now;
    expect(exerciseNow(drill.incident, wall + 60_000)).toBe('2026-11-21T04:00:00+01:00');
    drill.act({ act: 'exercise', change: 'pause' });
    expect(exerciseNow(drill.incident, wall + 60_000)).toBe('2026-11-21T03:00:00+01:00');
    expect(drill.refused({ act: 'exercise', change: 'pause' }).code).toBe('already-so');
    drill.act({ act: 'exercise', change: 'resume' });
    drill.act({ act: 'exercise', change: { speed: 2 } });
    expect(exerciseNow(drill.incident, wall + 60_000)).toBe('2026-11-21T03:02:00+01:00');
    drill.act({ act: 'exercise', change: 'end' });
    expect(exerciseNow(drill.incident, wall + 60_000)).toBe('2026-11-21T03:00:00+01:00');
  });

  test('a wall clock that is set back does not turn it back', () => {
    const drill = new Desk({ mode: 'drill', speed: 60 }, '2026-11-21T03:00:00+01:00');
    expect(exerciseNow(drill.incident, drill.now - 60_000)).toBe('2026-11-21T03:00:00+01:00');
  });

  test('once it has ended it stands, whatever the wall shows', () => {
    const drill = new Desk({ mode: 'drill', speed: 60 }, '2026-11-21T03:00:00+01:00');
    drill.act({ act: 'exercise', change: 'end' });
    expect(exerciseNow(drill.incident, drill.now + 3_600_000)).toBe('2026-11-21T03:00:00+01:00');
  });

  test('it changes from what the entry says that it showed, though writing took a moment of the wall', () => {
    const drill = new Desk({ mode: 'drill', speed: 60 }, '2026-11-21T03:00:00+01:00');
    const decision = drill.decide({ act: 'exercise', change: 'pause' });
    if (!decision.ok) throw new Error(decision.refusal.message);
    drill.now += 1000;
    drill.append(decision.drafts);
    expect(exerciseNow(drill.incident, drill.now)).toBe('2026-11-21T03:00:00+01:00');
  });

  test('every entry of a drill says what its clock showed, also one about the past', () => {
    const drill = new Desk({ mode: 'drill' });
    drill.act({ act: 'note', words: 'Earlier' }, { at: '2026-11-21T01:00:00+01:00' });
    expect(drill.entries.every((entry) => entry['exercise-at'] === drill.clock)).toBe(true);
  });

  test('a real incident has none', () => {
    expect(desk.refused({ act: 'exercise', change: 'pause' }).code).toBe('wrong-state');
    expect(desk.entries.every((entry) => entry['exercise-at'] === undefined)).toBe(true);
    expect(exerciseNow(desk.incident, desk.now)).toBe(desk.clock);
  });
});

describe('the fold', () => {
  test('an entry that does not fit is kept, with the reason, and changes nothing else', () => {
    const [done] = desk.act({ act: 'done', step: 'get-out' });
    if (done === undefined) throw new Error('nothing was written');
    const twice = { ...done, id: 'again', by: bo, seq: done.seq + 50 };
    const after = replay([...desk.entries, twice]);
    expect(after.misfits).toMatchObject([{ entry: 'again', type: 'step.done', step: 'get-out' }]);
    expect(after.misfits[0]?.reason).toContain('was done by Ane');
    expect(after.runs[0]?.state.snapshot).toEqual(desk.incident.runs[0]?.state.snapshot);
  });

  test('entries before any declaration are kept as misfits', () => {
    const [, ...rest] = desk.entries;
    expect(replay(rest).misfits).toHaveLength(rest.length);
  });

  test('the state given to `evolve` stays as it was', () => {
    const before = desk.incident;
    const frozen = JSON.stringify(asData(before));
    desk.act({ act: 'done', step: 'get-out' });
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    expect(JSON.stringify(asData(before))).toBe(frozen);
  });

  test('what is described anew counts at once, also where the whole record is folded in one go', () => {
    const made = new Desk();
    made.follow(`holdfast: 1
id: wet
title: Something is wet
steps:
  - { id: look, do: Look }
  - { id: hall, do: Clear the hall, when: incident.area == 'Hall' }
  - { id: home, do: Go home }
`);
    made.act({ act: 'describe', values: [{ field: 'area', value: 'Yard' }] });
    made.act({ act: 'describe', values: [{ field: 'area', value: 'Hall' }] });
    made.act({ act: 'done', step: 'look' });
    expect(openSteps(made.incident).map(({ step }) => step.id)).toEqual(['hall']);
    expect(asData(replay(made.entries))).toEqual(asData(made.incident));
  });

  test('a snapshot gives the same incident, and goes on as it would have', () => {
    desk.act({ act: 'done', step: 'get-out' }, { by: ane });
    const followed = desk.entries.filter(
      (entry): entry is Entry<'runbook.followed'> => entry.type === 'runbook.followed',
    );
    const back = fromSnapshot(toSnapshot(desk.incident), () => followed);
    expect(asData(back ?? replay([]))).toEqual(asData(desk.incident));
    const seen = desk.entries.length;
    desk.act({ act: 'choose', step: 'rising', option: 'rising' });
    expect(asData(replay(desk.entries.slice(seen), back))).toEqual(asData(desk.incident));
  });

  test('a snapshot that is damaged, of another version or of other runbooks is no snapshot', () => {
    const followed = desk.entries.filter(
      (entry): entry is Entry<'runbook.followed'> => entry.type === 'runbook.followed',
    );
    const json = toSnapshot(desk.incident);
    expect(fromSnapshot(json.slice(0, -9), () => followed)).toBeUndefined();
    expect(fromSnapshot(json.replace(/"version":\d+/, '"version":0'), () => followed)).toBeUndefined();
    expect(fromSnapshot(json, () => [])).toBeUndefined();
    const other = followed.map((entry) => ({ ...entry, data: { ...entry.data, sha256: 'another' } }));
    expect(fromSnapshot(json, () => other)).toBeUndefined();
    expect(fromSnapshot('null', () => followed)).toBeUndefined();
  });
});
