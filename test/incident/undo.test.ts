import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { type Act, activeOf, owedReasons, replay } from '../../src/incident/index.ts';
import { ane, asData, bo, Desk } from '../support/incident-desk.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.follow(smallFlood, {}, organisation);
});
const active = (): string[] => activeOf(desk.incident).map(({ step }) => step.id);
const undo = (entry?: string): void => {
  desk.act({ act: 'undo', ...(entry !== undefined && { entry }) });
};

describe('undo writes the act that puts the state right, and marks both as undone', () => {
  test('a step finished by mistake: back to it, while nothing came after', () => {
    const [done] = desk.act({ act: 'done', step: 'get-out' });
    undo();
    expect(active()).toEqual(['get-out']);
    const back = desk.last('step.jumped');
    expect(back.deviation).toEqual({ kinds: ['undone'], owed: false });
    expect(Object.keys(desk.incident.undone)).toEqual(expect.arrayContaining([done?.id, back.id]));
  });

  test('a step finished by mistake, others done since: it is opened beside the flow', () => {
    const [done] = desk.act({ act: 'done', step: 'get-out' });
    desk.act({ act: 'choose', step: 'rising', option: 'steady' });
    undo(done?.id);
    expect(desk.types().includes('step.reopened')).toBe(true);
    expect(active()).toEqual(expect.arrayContaining(['get-out', 'lag']));
  });

  test('a decision taken anew: it is open again, and the flow stands where it stood before', () => {
    const pumpOrWait = `
holdfast: 1
id: pump
title: Pump or wait
steps:
  - id: which
    decide: Pump, or wait?
    options:
      pump: { title: Pump, steps: [{ id: hose, do: Lay the hose }, { id: run-it, do: Start the pump }] }
      wait: { title: Wait }
  - id: both
    parallel: At once
    tracks:
      water: { title: Water, steps: [{ id: look, do: Look at the gauge }, { id: look-again, do: Look again }] }
      people: { title: People, steps: [{ id: count, do: Count everybody }] }
  - id: tell
    do: Tell the town
`;
    for (const [first, second, stands] of [
      ['pump', 'wait', ['run-it']],
      ['wait', 'pump', ['look-again', 'count']],
    ] as const) {
      desk = new Desk();
      desk.follow(pumpOrWait);
      desk.act({ act: 'choose', step: 'which', option: first });
      desk.act({ act: 'done', step: first === 'pump' ? 'hose' : 'look' });
      desk.act({ act: 'reopen', step: 'which' });
      const before = active();
      expect(before).toEqual(expect.arrayContaining(['which', ...stands]));
      desk.act({ act: 'choose', step: 'which', option: second });
      expect(active()).not.toEqual(expect.arrayContaining([...stands]));
      undo();
      expect(active()).toEqual(before);
      for (const step of stands) desk.act({ act: 'done', step });
      expect(active()).toEqual(first === 'pump' ? ['which', 'look', 'count'] : ['which', 'tell']);
    }
  });

  test('a decision taken anew, and more done since: the flow stays where that has led it', () => {
    desk.act({ act: 'done', step: 'get-out' });
    desk.act({ act: 'choose', step: 'rising', option: 'rising' });
    desk.act({ act: 'reopen', step: 'rising' });
    const stood = active();
    const [anew] = desk.act({ act: 'choose', step: 'rising', option: 'steady' });
    expect(active()).toEqual(['lag']);
    desk.act({ act: 'done', step: 'lag' });
    const led = active();
    undo(anew?.id);
    expect(active()).toEqual(expect.arrayContaining(['rising', ...led]));
    expect(active()).not.toEqual(stood);
    expect(desk.types().slice(-3)).not.toContain('step.jumped');
  });

  test('evidence stays in the record, and it says what to do', () => {
    desk.act({ act: 'attach', step: 'get-out', name: 'door.jpg', sha256: 'a'.repeat(64), bytes: 3 });
    expect(desk.refused({ act: 'undo' }).hint).toContain('note');
  });

  test('a correction: it says how that is put right, and takes back nothing that was done before it', () => {
    desk.act({ act: 'severity', severity: 'sev2' });
    const [set] = desk.act({ act: 'severity', severity: 'sev3' });
    const [note] = desk.act({ act: 'note', words: 'the pump is off' });
    for (const act of [
      { act: 'correct', entry: note?.id ?? '', words: 'the pump is on' },
      { act: 'correct', entry: note?.id ?? '', marking: 'red' },
      { act: 'expunge', entry: note?.id ?? '', basis: 'GDPR Art. 17' },
    ] as const) {
      desk.act(act);
      expect(desk.refused({ act: 'undo' }).hint).toContain('undo ENTRY');
      expect(desk.incident.severity).toBe('sev3');
    }
    undo(set?.id);
    expect(desk.incident.severity).toBe('sev2');
    // What was undone is no act to be taken back: the one before it is.
    expect(desk.refused({ act: 'undo' }).message).toContain('gone for good');
    desk.act({ act: 'describe', values: [{ field: 'impact', value: 'wet' }] });
    undo();
    expect(desk.incident.described.impact).toBeUndefined();
  });

  test('a step finished ahead of its turn: the flow stays where it is', () => {
    desk.act({ act: 'done', step: 'tell-public' }, { why: 'Asked on the radio' });
    undo();
    expect(active()).toEqual(['get-out', 'tell-public']);
  });

  test('a step behind which another was done ahead of its turn: that one is not to be done again', () => {
    desk.act({ act: 'choose', step: 'rising', option: 'rising' });
    desk.act({ act: 'done', step: 'get-out' });
    undo();
    expect(active()).toEqual(expect.arrayContaining(['get-out']));
    expect(desk.types()).not.toContain('step.jumped');
    desk.act({ act: 'done', step: 'get-out' });
    expect(desk.types().filter((type) => type === 'choice.made')).toHaveLength(1);
    expect(active()).toEqual(['cut-power']);
  });

  test('a completion that waits for its approval: the step is active again, what was ticked stays', () => {
    const approved = smallFlood.replace(
      '    do: Get everyone out',
      '    approval: { by: lead }\n    do: Get everyone out',
    );
    expect(approved).not.toBe(smallFlood);
    desk = new Desk();
    desk.follow(approved, {}, organisation);
    desk.act({ act: 'tick', step: 'get-out', item: 1, ticked: true });
    desk.act({ act: 'done', step: 'get-out' });
    expect(activeOf(desk.incident)[0]?.life.state).toBe('awaiting');
    undo();
    expect(activeOf(desk.incident)[0]?.life).toMatchObject({ state: 'active', turn: 1, ticks: [1] });
  });

  test('a task and a follow-up: nobody is asked for them any more', () => {
    desk.act({ act: 'ask', person: 'Bo', words: 'Bring pumps' });
    desk.act({ act: 'take-task', task: 'task-1' }, { by: bo });
    undo(desk.last('task.taken').id);
    expect(desk.incident.tasks['task-1']).toMatchObject({ words: 'Bring pumps' });
    expect(desk.incident.tasks['task-1']).not.toHaveProperty('takenAt');
    undo(desk.last('task.given').id);
    expect(desk.incident.tasks).toEqual({});
    desk.act({ act: 'follow-up', words: 'Buy pumps' });
    undo();
    expect(desk.incident.followUps).toEqual({});
    expect(asData(replay(desk.entries))).toEqual(asData(desk.incident));
  });

  test('an act whose reason was given since is still the last act', () => {
    desk.act({ act: 'note', words: 'First' });
    const [skipped] = desk.act({ act: 'skip', step: 'get-out' });
    desk.act({ act: 'correct', entry: skipped?.id ?? '', words: 'Nobody is there' });
    undo();
    expect(active()).toEqual(['get-out']);
  });

  test('what the act brought with it is undone with it: services and clocks', () => {
    desk.act({ act: 'done', step: 'get-out' });
    desk.act({ act: 'choose', step: 'rising', option: 'rising' });
    expect(desk.incident.services['citizen-sign-in']?.state).toBe('lost');
    expect(desk.incident.clocks['sign-in-back']?.state).toBe('running');
    undo();
    expect(active()).toEqual(['rising']);
    expect(desk.incident.services['citizen-sign-in']?.state).toBe('up');
    expect(desk.incident.clocks['sign-in-back']).toMatchObject({ state: 'set-aside', inapplicable: true });
  });

  test('a clock that a step met runs again as it ran', () => {
    desk.act({ act: 'aware', topic: 'significant-incident' });
    const before = desk.incident.clocks['early-warning'];
    desk.act({ act: 'done', step: 'repair' });
    expect(desk.incident.clocks['early-warning']?.state).toBe('met');
    undo();
    expect(desk.incident.clocks['early-warning']).toEqual(before);
  });

  test('a fact: the answer before it, with its own time', () => {
    desk.act({ act: 'fact', values: [{ fact: 'water_depth', value: '3' }] });
    desk.wait(5);
    desk.act({ act: 'fact', values: [{ fact: 'water_depth', value: '30' }] });
    undo();
    expect(desk.incident.facts.water_depth?.answer).toMatchObject({
      known: true,
      value: 3,
      at: '2026-11-21T03:00:00+01:00',
    });
  });

  test('a first answer: as if it had never been given', () => {
    desk.act({ act: 'fact', values: [{ fact: 'people_out', value: 'no' }] });
    undo();
    expect(desk.incident.facts.people_out?.answer).toBeUndefined();
  });

  test('a tick', () => {
    desk.act({ act: 'tick', step: 'get-out', item: 1, ticked: true });
    undo();
    expect(desk.last('item.ticked').data).toEqual({ item: 1, ticked: false, label: 'Head count' });
  });

  test('severity: the one before; there must have been one', () => {
    desk.act({ act: 'severity', severity: 'sev3' });
    expect(desk.refused({ act: 'undo' }).message).toBe('No severity was set before this one.');
    desk.act({ act: 'severity', severity: 'sev1' });
    undo();
    expect(desk.incident.severity).toBe('sev3');
  });

  test('awareness said by mistake: what it started is no duty, and is one again when it is said rightly', () => {
    desk.act({ act: 'aware', topic: 'personal-data-breach' });
    undo();
    expect(desk.incident.aware).toEqual({});
    expect(desk.incident.clocks['people-told']).toMatchObject({ state: 'set-aside', inapplicable: true });
    desk.wait(5);
    desk.act({ act: 'aware', topic: 'personal-data-breach' });
    expect(desk.incident.clocks['people-told']).toMatchObject({ state: 'running', started: desk.clock });
  });

  test('awareness said by mistake: what was asked for since is owed all the same', () => {
    desk.act({ act: 'aware', topic: 'personal-data-breach' });
    const mistake = desk.last('incident.aware');
    desk.wait(5);
    desk.act({ act: 'asked', clock: 'people-told' });
    desk.act({ act: 'undo', entry: mistake.id });
    expect(desk.incident.clocks['people-told']).toMatchObject({ state: 'running', started: desk.clock });
  });

  test('awareness said by mistake: a cadence ends with it, in whatever round', () => {
    const made = new Desk();
    made.follow(smallFlood.replace('from: declared', 'from: aware of personal-data-breach'));
    made.act({ act: 'aware', topic: 'personal-data-breach' });
    const mistake = made.last('incident.aware');
    made.wait(5);
    made.act({ act: 'met', clock: 'public-update' });
    expect(made.incident.clocks['public-update']).toMatchObject({ state: 'running', round: 2 });
    made.act({ act: 'undo', entry: mistake.id });
    expect(made.incident.clocks['public-update']).toMatchObject({ state: 'set-aside', inapplicable: true });
  });

  test('awareness put right by mistake: the time before it', () => {
    desk.act({ act: 'aware', topic: 'personal-data-breach' });
    desk.act({ act: 'aware', topic: 'personal-data-breach' }, { at: '2026-11-20T12:00:00+01:00' });
    undo();
    expect(desk.incident.aware['personal-data-breach']).toBe('2026-11-21T03:00:00+01:00');
  });

  test('a role given by mistake: its holder before, with what was acknowledged', () => {
    desk.act({ act: 'assign', role: 'lead', person: 'Ane' });
    desk.act({ act: 'assign', role: 'lead', person: 'Bo' });
    undo();
    expect(desk.incident.roles.lead).toMatchObject({ holder: 'Ane' });
    expect(desk.incident.roles.lead?.acknowledgedAt).toBeDefined();
    undo();
    expect(desk.incident.roles.lead?.holder).toBeUndefined();
  });

  test('a service: what it was before, a loss with its own time', () => {
    desk.act({ act: 'lost', services: ['citizen-sign-in'] }, { at: '2026-11-21T02:00:00+01:00' });
    desk.wait(10);
    desk.act({ act: 'restored', services: ['citizen-sign-in'] });
    undo();
    expect(desk.incident.services['citizen-sign-in']).toMatchObject({
      state: 'lost',
      loss: { at: '2026-11-21T02:00:00+01:00' },
    });
  });

  test('a note is marked and nothing else', () => {
    const [note] = desk.act({ act: 'note', words: 'wrong window' });
    const written = desk.act({ act: 'undo' });
    expect(written.map(({ type }) => type)).toEqual(['entry.corrected']);
    expect(desk.incident.undone).toEqual({ [note?.id ?? '']: written[0]?.id });
  });

  test('a clock met by mistake runs again, and the round that followed is gone', () => {
    desk.act({ act: 'met', clock: 'public-update' });
    expect(desk.incident.clocks['public-update']?.round).toBe(2);
    undo();
    expect(desk.incident.clocks['public-update']).toMatchObject({
      state: 'running',
      round: 1,
      due: '2026-11-21T03:30:00+01:00',
    });
  });
});

describe('undo of what a later act has said anew: the later word stands', () => {
  test('an answer that was given again: it is not cleared', () => {
    const [first] = desk.act({ act: 'fact', values: [{ fact: 'water_depth', value: '3' }] });
    const [second] = desk.act({ act: 'fact', values: [{ fact: 'water_depth', value: '9' }] });
    undo(first?.id);
    expect(desk.types().slice(-1)).toEqual(['entry.corrected']);
    expect(desk.incident.facts.water_depth?.answer?.value).toBe(9);
    // What the later one would put back is what stood before both.
    undo(second?.id);
    expect(desk.incident.facts.water_depth?.answer).toBeUndefined();
  });

  test('what follows from the first follows from the second: a clock that both would start runs on', () => {
    desk.act({ act: 'aware', topic: 'significant-incident' });
    const aware = desk.last('incident.aware');
    desk.wait(5);
    desk.act({ act: 'correct', entry: aware.id, target: aware, at: '2026-11-21T02:00:00+01:00' });
    const running = desk.incident.clocks['early-warning'];
    undo(aware.id);
    expect(desk.incident.clocks['early-warning']).toEqual(running);
    expect(desk.incident.undone).toEqual({ [aware.id]: desk.entries.at(-1)?.id });
  });

  test('a role that went to another since; one that was only acknowledged since goes back', () => {
    const [toAne] = desk.act({ act: 'assign', role: 'lead', person: 'Ane' }, { by: bo });
    desk.act({ act: 'ack', role: 'lead' });
    const [toBo] = desk.act({ act: 'assign', role: 'lead', person: 'Bo' });
    undo(toAne?.id);
    expect(desk.incident.roles.lead?.holder).toBe('Bo');
    undo(toBo?.id);
    expect(desk.incident.roles.lead?.holder).toBeUndefined();
    const [again] = desk.act({ act: 'assign', role: 'lead', person: 'Ane' }, { by: bo });
    desk.act({ act: 'ack', role: 'lead' });
    undo(again?.id);
    expect(desk.incident.roles.lead?.holder).toBeUndefined();
  });

  test('a decision that was made again since: nothing is opened', () => {
    desk.act({ act: 'done', step: 'get-out' });
    const [first] = desk.act({ act: 'choose', step: 'rising', option: 'steady' });
    desk.act({ act: 'reopen', step: 'rising' }, { why: 'It rises' });
    desk.act({ act: 'choose', step: 'rising', option: 'rising' });
    const before = active();
    undo(first?.id);
    expect(active()).toEqual(before);
    expect(desk.incident.services['citizen-sign-in']?.state).toBe('lost');
  });

  test('a task of which more became since is taken back from its end', () => {
    desk.act({ act: 'ask', person: 'Bo', words: 'Bring pumps' });
    desk.act({ act: 'take-task', task: 'task-1' }, { by: bo });
    const taken = desk.last('task.taken');
    desk.act({ act: 'finish-task', task: 'task-1' }, { by: bo });
    expect(desk.refused({ act: 'undo', entry: taken.id }).message).toBe(
      'More became of task-1 since: undo that first.',
    );
    undo(desk.last('task.done').id);
    undo(taken.id);
    expect(desk.incident.tasks['task-1']).not.toHaveProperty('takenAt');
  });

  test('a deadline that ran out stays so', () => {
    desk.act({ act: 'aware', topic: 'significant-incident' });
    desk.wait(3 * 24 * 60);
    const missed = desk.last('clock.missed');
    expect(desk.refused({ act: 'undo', entry: missed.id })).toMatchObject({
      message: 'A deadline that ran out has run out.',
      hint: 'Where it was met in time: met CLOCK --at TIME',
    });
    // With what began it, it is taken back.
    undo(desk.last('incident.aware').id);
    expect(desk.incident.clocks['early-warning']).toMatchObject({ state: 'set-aside', inapplicable: true });
  });

  test('in whatever order things are said and taken back: what stands is the last word that was not', () => {
    const things = {
      fact: (value: number): Act => ({ act: 'fact', values: [{ fact: 'water_depth', value: String(value) }] }),
      role: (value: number): Act => ({ act: 'assign', role: 'lead', person: `P${value}` }),
      impact: (value: number): Act => ({ act: 'describe', values: [{ field: 'impact', value: String(value) }] }),
      service: (value: number): Act => ({
        act: value % 3 === 0 ? 'lost' : value % 3 === 1 ? 'suspect' : 'restored',
        services: ['citizen-sign-in'],
      }),
      aware: (): Act => ({ act: 'aware', topic: 'personal-data-breach' }),
    };
    const standing = ({ incident }: Desk) => ({
      fact: incident.facts.water_depth?.answer?.value,
      role: incident.roles.lead?.holder,
      impact: incident.described.impact,
      service: incident.services['citizen-sign-in']?.state,
      aware: incident.aware['personal-data-breach'],
    });
    const kind = fc.constantFrom(...(Object.keys(things) as (keyof typeof things)[]));
    const steps = fc.array(
      fc.oneof(fc.record({ kind, value: fc.nat({ max: 30 }) }), fc.record({ undone: fc.nat({ max: 10 }) })),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        desk = new Desk();
        desk.follow(smallFlood, {}, organisation);
        // By their entries, oldest first: of what kind, and how that stood once it was said.
        const said: { readonly id: string; readonly kind: keyof typeof things; readonly stood: unknown }[] = [];
        const first = standing(desk);
        for (const step of all) {
          if ('kind' in step) {
            desk.wait(1);
            const act = things[step.kind](step.value);
            if (!desk.decide(act).ok) continue;
            const [entry] = desk.act(act);
            said.push({ id: entry!.id, kind: step.kind, stood: standing(desk)[step.kind] });
          } else if (said.length > 0) {
            const [one] = said.splice(step.undone % said.length, 1);
            undo(one?.id);
          }
          for (const key of Object.keys(things) as (keyof typeof things)[])
            expect([key, standing(desk)[key]]).toEqual([
              key,
              said.findLast((one) => one.kind === key)?.stood ?? first[key],
            ]);
        }
        expect(asData(replay(desk.entries))).toEqual(asData(desk.incident));
      }),
      { numRuns: 60 },
    );
  });
});

describe('undone of a clock that did not run yet: it is owed as if nothing had been said', () => {
  const warning = (): unknown => desk.incident.clocks['early-warning'];
  beforeEach(() => desk.act({ act: 'fact', values: [{ fact: 'significant', value: 'yes' }] }));

  for (const act of ['met', 'set-aside', 'asked'] as const) {
    test(`${act}: it runs no more, and starts when its moment comes`, () => {
      desk.act({ act, clock: 'early-warning' });
      undo();
      expect(warning()).toMatchObject({ state: 'set-aside', inapplicable: true });
      desk.wait(5);
      desk.act({ act: 'aware', topic: 'significant-incident' });
      expect(warning()).toMatchObject({ state: 'running', started: desk.clock, due: '2026-11-22T03:05:00+01:00' });
    });
  }

  for (const act of ['met', 'set-aside'] as const) {
    test(`${act}, and its moment has come since: it runs from then`, () => {
      const [wrong] = desk.act({ act, clock: 'early-warning' });
      desk.wait(5);
      desk.act({ act: 'aware', topic: 'significant-incident' });
      const since = desk.clock;
      desk.wait(5);
      undo(wrong?.id);
      expect(warning()).toMatchObject({ state: 'running', round: 1, started: since, due: '2026-11-22T03:05:00+01:00' });
    });
  }

  test('set aside by a person before: it stays so, and not as one that does not apply', () => {
    desk.act({ act: 'set-aside', clock: 'early-warning' });
    desk.act({ act: 'asked', clock: 'early-warning' });
    undo();
    expect(warning()).toMatchObject({ state: 'set-aside' });
    expect(warning()).not.toHaveProperty('inapplicable');
  });

  test('asked for while it ran: it runs on as it ran', () => {
    desk.act({ act: 'aware', topic: 'significant-incident' });
    const before = desk.incident.clocks['early-warning'];
    desk.wait(5);
    desk.act({ act: 'asked', clock: 'early-warning', due: '2026-11-21T12:00:00+01:00' });
    undo();
    expect(warning()).toMatchObject({ ...before });
  });

  test('aware by mistake while it ran because somebody had asked: it runs on', () => {
    desk.act({ act: 'asked', clock: 'early-warning' });
    const before = desk.incident.clocks['early-warning'];
    desk.wait(5);
    desk.act({ act: 'aware', topic: 'significant-incident' });
    undo();
    expect(warning()).toEqual(before);
  });
});

describe('what is undone happened at no time', () => {
  const clockOf = (id: string) => desk.incident.clocks[id];
  const isSignificant = (value: 'yes' | 'no') => desk.act({ act: 'fact', values: [{ fact: 'significant', value }] });

  test('a time for which somebody asked by mistake binds nothing later', () => {
    isSignificant('yes');
    desk.act({ act: 'aware', topic: 'significant-incident' });
    desk.wait(5);
    desk.act({ act: 'asked', clock: 'early-warning', due: '2026-11-28T12:00:00+01:00' });
    undo();
    expect(clockOf('early-warning')).not.toHaveProperty('asked');
    desk.act({ act: 'aware', topic: 'significant-incident' }, { at: '2026-11-21T02:00:00+01:00' });
    expect(clockOf('early-warning')?.due).toBe('2026-11-22T02:00:00+01:00');
    // Asked before, and that stays.
    desk.act({ act: 'asked', clock: 'early-warning', due: '2026-11-21T12:00:00+01:00' });
    desk.act({ act: 'asked', clock: 'early-warning', due: '2026-11-21T18:00:00+01:00' });
    undo();
    desk.act({ act: 'asked', clock: 'early-warning' });
    expect(clockOf('early-warning')?.due).toBe('2026-11-21T12:00:00+01:00');
  });

  test('that somebody asked, where somebody is aware since: what is owed because of that is owed still', () => {
    isSignificant('yes');
    const [asked] = desk.act({ act: 'asked', clock: 'early-warning', due: '2026-11-21T12:00:00+01:00' });
    desk.wait(5);
    desk.act({ act: 'aware', topic: 'significant-incident' });
    const aware = desk.clock;
    desk.wait(5);
    undo(asked?.id);
    expect(clockOf('early-warning')).toMatchObject({
      state: 'running',
      started: aware,
      due: '2026-11-22T03:05:00+01:00',
    });
    undo(desk.last('incident.aware').id);
    expect(clockOf('early-warning')).toMatchObject({ state: 'set-aside', inapplicable: true });
  });

  test('that it was met before it was owed, where somebody has asked since: that is owed still', () => {
    const [met] = desk.act({ act: 'met', clock: 'early-warning' });
    desk.wait(5);
    desk.act({ act: 'asked', clock: 'early-warning', due: '2026-11-21T12:00:00+01:00' });
    const running = clockOf('early-warning');
    undo(met?.id);
    expect(running?.due).toBe('2026-11-21T12:00:00+01:00');
    expect(clockOf('early-warning')).toMatchObject({
      state: 'provisional',
      due: running?.due,
      started: running?.started,
    });
  });

  test('nobody has asked where that was a mistake, once the clock applies', () => {
    desk = new Desk();
    desk.follow(
      smallFlood.replace('from: asked', 'applies-when: facts.significant\n    from: asked'),
      {},
      organisation,
    );
    isSignificant('no');
    desk.act({ act: 'asked', clock: 'answer-authority' });
    undo();
    isSignificant('yes');
    expect(clockOf('answer-authority')?.state).toBe('not-started');
  });

  test('a loss starts no clock that applies later on, nor one of a runbook that is followed later', () => {
    const ofLoss = 'from: service citizen-sign-in lost';
    const later = smallFlood.replace('id: small-flood', 'id: second-flood').replaceAll('sign-in-back', 'sign-in-again');
    desk = new Desk();
    desk.follow(smallFlood.replace(ofLoss, `applies-when: facts.significant\n    ${ofLoss}`), {}, organisation);
    isSignificant('no');
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    desk.wait(5);
    undo();
    isSignificant('yes');
    desk.follow(later, {}, organisation);
    expect([clockOf('sign-in-back')?.state, clockOf('sign-in-again')?.state]).toEqual(['not-started', 'not-started']);
    expect(desk.incident.services['citizen-sign-in']).not.toHaveProperty('loss');
    expect(desk.incident.services['citizen-sign-in']).not.toHaveProperty('back');
  });

  test('a second loss leaves the first one, and its return, as they were', () => {
    const service = () => desk.incident.services['citizen-sign-in'];
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    desk.wait(10);
    desk.act({ act: 'restored', services: ['citizen-sign-in'] });
    const before = service();
    const running = clockOf('sign-in-back');
    desk.wait(10);
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    desk.wait(10);
    undo();
    expect(service()).toEqual(before);
    expect(clockOf('sign-in-back')).toEqual(running);
  });

  test('a loss that was said to be over since starts nothing: its clock runs no more', () => {
    const [lost] = desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    desk.wait(5);
    desk.act({ act: 'restored', services: ['citizen-sign-in'] });
    const back = desk.clock;
    desk.wait(5);
    undo(lost?.id);
    expect(clockOf('sign-in-back')).toMatchObject({ state: 'set-aside', inapplicable: true });
    expect(desk.incident.services['citizen-sign-in']).toMatchObject({ state: 'up', back: { at: back } });
    expect(desk.incident.services['citizen-sign-in']).not.toHaveProperty('loss');
    expect(desk.wait(24 * 60).map(({ type, data }) => [type, data])).not.toContainEqual([
      'clock.missed',
      expect.objectContaining({ clock: 'sign-in-back' }),
    ]);
  });

  test('an answer that nobody knows any more, undone, counts down nothing; one that was given anew does', () => {
    const minutes = (value: string) => desk.act({ act: 'fact', values: [{ fact: 'ups_minutes', value }] })[0]?.id;
    const first = minutes('20');
    minutes('unknown');
    undo(first);
    expect(clockOf('ups-empty')).toMatchObject({ state: 'set-aside', inapplicable: true });
    const second = minutes('30');
    minutes('40');
    const running = clockOf('ups-empty');
    undo(second);
    expect(clockOf('ups-empty')).toEqual(running);
  });

  test('what a later act has said anew stands, with its time', () => {
    const [first] = desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    desk.wait(10);
    desk.act({ act: 'restored', services: ['citizen-sign-in'] });
    desk.wait(10);
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    const before = desk.incident.services['citizen-sign-in'];
    undo(first?.id);
    expect(desk.incident.services['citizen-sign-in']).toEqual(before);
  });
});

describe('what was met since was met, whatever becomes of what began it', () => {
  const clockOf = (id: string) => desk.incident.clocks[id];
  const meet = (clock: string) => desk.act({ act: 'met', clock, reference: 'A-7' });

  test.each([
    ['answer-authority', { act: 'asked', clock: 'answer-authority', due: '2026-11-21T12:00:00+01:00' }],
    ['sign-in-back', { act: 'lost', services: ['citizen-sign-in'] }],
    ['early-warning', { act: 'aware', topic: 'significant-incident' }],
    ['ups-empty', { act: 'fact', values: [{ fact: 'ups_minutes', value: '20' }] }],
  ] as const)('%s', (clock, begins) => {
    const [begun] = desk.act(begins);
    desk.wait(5);
    meet(clock);
    const metAt = desk.clock;
    desk.wait(5);
    undo(begun?.id);
    expect(clockOf(clock)).toMatchObject({ state: 'met', metAt, reference: 'A-7' });
    // That it was met is taken back by itself, and then nothing is owed.
    undo();
    expect(clockOf(clock)).toMatchObject({ state: 'set-aside', inapplicable: true });
  });

  test('somebody asks for it once more by mistake: it is met as it was, by who met it, with its own deadline', () => {
    desk.act({ act: 'fact', values: [{ fact: 'ups_minutes', value: '20' }] });
    desk.act({ act: 'met', clock: 'ups-empty', reference: 'A-7' }, { by: bo });
    const before = clockOf('ups-empty');
    desk.wait(5);
    desk.act({ act: 'asked', clock: 'ups-empty', due: '2026-11-21T12:00:00+01:00' });
    undo();
    expect(clockOf('ups-empty')).toEqual(before);
  });

  test('somebody has decided not to send it: that decision stays', () => {
    const [begun] = desk.act({ act: 'fact', values: [{ fact: 'ups_minutes', value: '20' }] });
    desk.act({ act: 'set-aside', clock: 'ups-empty' }, { why: 'On the generator' });
    undo(begun?.id);
    expect(clockOf('ups-empty')).toMatchObject({ state: 'set-aside' });
    expect(clockOf('ups-empty')).not.toHaveProperty('inapplicable');
  });

  test('somebody had decided not to send it, and it was sent all the same', () => {
    desk.act({ act: 'fact', values: [{ fact: 'ups_minutes', value: '20' }] });
    const [wrong] = desk.act({ act: 'set-aside', clock: 'ups-empty' }, { why: 'On the generator' });
    meet('ups-empty');
    undo(wrong?.id);
    expect(clockOf('ups-empty')?.state).toBe('met');
  });

  test('of a cadence: the round that runs was begun by the last time, not by the one that is taken back', () => {
    desk.wait(20);
    const [first] = meet('public-update');
    desk.wait(20);
    meet('public-update');
    const running = clockOf('public-update');
    desk.wait(5);
    undo(first?.id);
    expect(clockOf('public-update')).toEqual(running);
    // Told at no time at all: owed since the beginning.
    undo();
    expect(clockOf('public-update')).toMatchObject({ state: 'running', round: 1, due: '2026-11-21T03:30:00+01:00' });
  });
});

test('the first of two answers given at once: what it brought goes with it', () => {
  desk.act({ act: 'aware', topic: 'significant-incident' });
  const before = desk.incident.clocks['early-warning'];
  const values = [
    { fact: 'significant', value: 'no' },
    { fact: 'people_out', value: 'yes' },
  ];
  const [no] = desk.act({ act: 'fact', values });
  expect(desk.incident.clocks['early-warning']).toMatchObject({ state: 'set-aside' });
  undo(no?.id);
  expect(desk.incident.clocks['early-warning']).toEqual(before);
  expect(desk.incident.facts.people_out?.answer?.value).toBe(true);
});

describe('an act that is taken back at once', () => {
  const clocks = [
    'early-warning',
    'public-update',
    'ups-empty',
    'answer-authority',
    'sign-in-back',
    'report',
    'final-report',
  ] as const;
  /** Of each clock something else decides: whether it applies, which of two periods binds, what follows it. */
  const book = smallFlood
    .replace(
      'from: service citizen-sign-in lost',
      'from: service citizen-sign-in lost\n    applies-when: facts.significant',
    )
    .replace('from: asked', 'from: asked\n    applies-when: facts.people_out')
    .replace(
      'messages:\n',
      `  report:
    title: Report
    from: aware of significant-incident
    within: 72h
    and-within: { from: fact people_out, within: 4h }
    again: { from: step get-out done, within: 24h, every: 12h }
messages:
`,
    );
  const at = <T>(all: readonly T[], n: number): T => all[n % all.length] as T;
  const acts = {
    fact: (n: number): Act => ({
      act: 'fact',
      values: [{ fact: at(['significant', 'people_out'], n), value: at(['yes', 'no', 'unknown', ''], n >> 1) }],
    }),
    minutes: (n: number): Act => ({ act: 'fact', values: [{ fact: 'ups_minutes', value: String(5 + n) }] }),
    aware: (n: number): Act => ({ act: 'aware', topic: at(['significant-incident', 'personal-data-breach'], n) }),
    service: (n: number): Act => ({ act: at(['lost', 'suspect', 'restored'], n), services: ['citizen-sign-in'] }),
    asked: (n: number): Act => ({
      act: 'asked',
      clock: at(['answer-authority', 'early-warning', 'report'], n),
      ...(n % 4 === 0 && { due: '2026-11-21T20:00:00+01:00' }),
    }),
    met: (n: number): Act => ({ act: 'met', clock: at(clocks, n) }),
    aside: (n: number): Act => ({ act: 'set-aside', clock: at(clocks, n) }),
    done: (n: number): Act => ({ act: 'done', step: at(['get-out', 'tell-public', 'repair', 'lag'], n) }),
    choose: (n: number): Act => ({ act: 'choose', step: 'rising', option: at(['rising', 'steady'], n) }),
    detected: (n: number): Act => ({ act: 'describe', values: [{ field: 'detected', value: at(['02:30', ''], n) }] }),
  };
  const said = fc.record({
    kind: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])),
    n: fc.nat({ max: 35 }),
    minutes: fc.constantFrom(0, 1, 7, 45),
  });
  type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;
  /** What is owed, and what it hangs on; a clock that does not apply is owed as little as one that has not begun. */
  const owed = ({ incident: { clocks: all, services, facts, aware, described } }: Desk) => ({
    clocks: Object.values(all).map(({ id, state, started, due, metAt, asked, inapplicable, provisional }) => [
      id,
      asked,
      ...(state === 'not-started' || (state === 'set-aside' && inapplicable) ? [] : [state]),
      ...(state === 'set-aside' || state === 'not-started' ? [] : [started, due, metAt, provisional]),
    ]),
    services: Object.values(services).map(({ id, state, loss, back }) => [id, state, loss?.at, back?.at]),
    facts: Object.values(facts).map(({ id, answer }) => [id, answer?.known, answer?.value, answer?.at]),
    aware,
    described,
  });
  /** Gives the entry, where it could be done. */
  const say = (at: Desk, { kind, n, minutes }: Said): string | undefined => {
    at.wait(minutes);
    const act = acts[kind](n);
    return at.decide(act).ok ? at.act(act)[0]?.id : undefined;
  };

  test('leaves nothing that is owed otherwise, then or after whatever is said later', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 8 }), said, fc.array(said, { maxLength: 6 }), (before, slip, after) => {
        const [one, other] = [new Desk(), new Desk()];
        for (const each of [one, other]) {
          each.follow(book, {}, organisation);
          for (const act of before) say(each, act);
        }
        other.wait(slip.minutes);
        const entry = say(one, slip);
        if (entry === undefined || !one.decide({ act: 'undo', entry }).ok) return;
        one.act({ act: 'undo', entry });
        for (const each of [one, other]) each.settle();
        const standing = (desk: Desk): unknown =>
          JSON.parse(
            JSON.stringify(owed(desk), (key, value: unknown) =>
              key === 'entry' || key === 'round' ? undefined : value,
            ),
          );
        expect(standing(one)).toEqual(standing(other));
        for (const act of after) {
          const could = [one, other].map((each) => say(each, act) !== undefined);
          expect(could[0]).toBe(could[1]);
          expect(standing(one)).toEqual(standing(other));
        }
      }),
      { numRuns: 120 },
    );
  });
});

test('the marking, said for the first time: who may read it is as before', () => {
  desk.act({ act: 'describe', values: [{ field: 'tlp', value: 'clear' }] });
  undo();
  expect(desk.incident.marking).toBe('amber');
});

describe('whose act, and what cannot be', () => {
  test('without an entry it is the last act of the one who asks', () => {
    desk.act({ act: 'note', words: 'mine' });
    desk.act({ act: 'note', words: 'his' }, { by: bo });
    undo();
    expect(desk.last('entry.corrected').data.entry).toBe(desk.entries.find(({ words }) => words === 'mine')?.id);
    expect(desk.refused({ act: 'undo' }, { by: { name: 'Carl' } })).toMatchObject({ code: 'no-such-thing' });
  });

  test('whoever types for another takes back what they typed last, and so does the other', () => {
    const types = (words: string) => desk.act({ act: 'note', words }, { by: bo, 'entered-by': ane })[0]!.id;
    const own = desk.act({ act: 'note', words: 'My own' })[0]!.id;
    const first = types('Bo says that the door is open');
    const second = types('Bo says that the door is shut');
    undo();
    desk.act({ act: 'undo' }, { by: bo });
    expect(Object.keys(desk.incident.undone)).toEqual([second, first]);
    undo();
    expect(desk.incident.undone).toHaveProperty(own);
  });

  test('what is undone is not undone again', () => {
    const [note] = desk.act({ act: 'note', words: 'x' });
    undo();
    expect(desk.refused({ act: 'undo', entry: note?.id ?? '' }).code).toBe('already-so');
  });

  test('what came of an act is taken back with it, and it says of which', () => {
    const [answer, clock] = desk.act({ act: 'fact', values: [{ fact: 'ups_minutes', value: '20' }] });
    expect(clock?.type).toBe('clock.started');
    expect(desk.refused({ act: 'undo', entry: clock!.id })).toMatchObject({
      message: `That came of #${answer?.seq}, and is taken back with it.`,
      hint: `undo ${answer?.seq}`,
    });
    undo(answer?.id);
    expect(desk.incident.undone).toHaveProperty(clock!.id);
  });

  test('a message that was sent cannot be taken back, and it says what to do', () => {
    desk.act({ act: 'send', message: 'status-page', body: 'x' });
    expect(desk.refused({ act: 'undo' })).toMatchObject({
      message: 'A message that was sent cannot be taken back.',
      hint: 'Send another that puts it right.',
    });
  });

  test('nor a command that ran, a jump, a runbook taken up or the state of the incident', () => {
    desk.act({ act: 'resolve' });
    expect(desk.refused({ act: 'undo' }).hint).toBe('reopen-incident');
    desk.act({ act: 'jump', step: 'repair' });
    expect(desk.refused({ act: 'undo' }).hint).toBe('jump STEP');
    desk.act({ act: 'command-start', step: 'lag' });
    expect(desk.refused({ act: 'undo' }).message).toBe('A command that ran cannot be taken back.');
    expect(desk.refused({ act: 'undo', entry: desk.incident.runs[0]?.entry ?? '' }).message).toBe(
      'A runbook that was taken up stays in the record.',
    );
  });
});

describe('correct', () => {
  test('a marking that was corrected gives no reason: that is still owed', () => {
    const [skipped] = desk.act({ act: 'skip', step: 'get-out' });
    desk.act({ act: 'correct', entry: skipped?.id ?? '', marking: 'red' });
    expect(owedReasons(desk.incident).map(({ entry }) => entry)).toEqual([skipped?.id]);
  });

  describe('the words of a fact', () => {
    const given = (privacy: string, value: string): AnyEntry => {
      desk = new Desk();
      desk.follow(
        `holdfast: 1\nid: who\ntitle: Who\nfacts: { who: { ask: Who?, type: text, privacy: ${privacy} } }\nsteps: [{ id: look, do: Look }]\n`,
      );
      const [entry] = desk.act({ act: 'fact', values: [{ fact: 'who', value }] });
      if (entry === undefined) throw new Error('Nothing was written.');
      return entry;
    };

    test('of a secret there are none to correct, and none are kept', () => {
      const target = given('secret', '8472');
      const refusal = desk.refused({ act: 'correct', entry: target.id, target, words: '9000' });
      expect(refusal.code).toBe('wrong-type');
    });

    test('of a personal one are its answer: it is given again, from when it was so', () => {
      const target = given('personal', 'Karen');
      desk.wait(10);
      desk.act({ act: 'correct', entry: target.id, target, words: 'Karin' });
      expect(desk.incident.facts['who']?.answer).toMatchObject({ value: 'Karin', at: target.at });
      const again = desk.last('fact.recorded');
      const at = '2026-11-21T02:50:00+01:00';
      desk.act({ act: 'correct', entry: again.id, target: again, words: 'Kaja', at });
      expect(desk.incident.facts['who']?.answer).toMatchObject({ value: 'Kaja', at });
    });
  });

  test('what stands in no words has none to correct: it is said how it is put right, and nothing is recorded', () => {
    const written = [
      ...desk.act({ act: 'assign', role: 'lead', person: 'Bo' }),
      ...desk.act({ act: 'describe', values: [{ field: 'began', value: '2026-11-21T02:00:00+01:00' }] }),
      ...desk.act({ act: 'fact', values: [{ fact: 'water_depth', value: '3' }] }),
      ...desk.act({ act: 'severity', severity: 'sev2' }),
    ];
    const hintOf = (type: AnyEntry['type']): string | undefined => {
      const target = written.find((each) => each.type === type);
      if (target === undefined) throw new Error(`No ${type} was written.`);
      const refusal = desk.refused({ act: 'correct', entry: target.id, target, words: 'something else' });
      expect(refusal.message).toBe(`#${target.seq} has no words of its own to correct.`);
      return refusal.hint?.replace(`${target.seq}`, 'N');
    };
    expect(hintOf('role.assigned')).toBe('To take it back: undo N. To say something of it: note WORDS.');
    expect(hintOf('incident.described')).toBe('Describe it again: describe FIELD=VALUE.');
    expect(hintOf('fact.recorded')).toBe('Give the fact again: fact water_depth=VALUE.');
    expect(hintOf('severity.set')).toBe('Set it again: severity SEV.');
    const [impact] = desk.act({ act: 'describe', values: [{ field: 'impact', value: 'All citizens' }] });
    desk.act({ act: 'correct', entry: impact?.id ?? '', ...(impact && { target: impact }), words: 'Some citizens' });
    expect(desk.incident.described.impact).toBe('Some citizens');
  });

  test('the time of an answer that another has followed: the later one stays', () => {
    const answer = (value: string): AnyEntry | undefined =>
      desk.act({ act: 'fact', values: [{ fact: 'water_depth', value }] })[0];
    const first = answer('3');
    answer('9');
    desk.wait(10);
    desk.act({
      act: 'correct',
      entry: first?.id ?? '',
      ...(first && { target: first }),
      at: '2026-11-21T02:55:00+01:00',
    });
    expect(desk.incident.facts.water_depth?.answer?.value).toBe(9);
  });

  test('the time of a loss that is over: it is not lost again', () => {
    const [lost] = desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    desk.act({ act: 'restored', services: ['citizen-sign-in'] });
    const act = { act: 'correct', entry: lost?.id ?? '', at: '2026-11-21T02:55:00+01:00' } as const;
    expect(desk.refused({ ...act, ...(lost && { target: lost }) }).hint).toContain('restored citizen-sign-in');
    expect(desk.incident.services['citizen-sign-in']?.state).toBe('up');
  });

  test('words and marking by an entry that points at the old one', () => {
    const [note] = desk.act({ act: 'note', words: 'hall 2' });
    desk.act({
      act: 'correct',
      entry: note?.id ?? '',
      ...(note !== undefined && { target: note }),
      words: 'hall 3',
      marking: 'red',
    });
    expect(desk.entries.slice(-2)).toMatchObject([
      { type: 'entry.corrected', data: { entry: note?.id, field: 'words' }, words: 'hall 3' },
      { type: 'entry.corrected', data: { entry: note?.id, field: 'marking', value: 'red' } },
    ]);
  });

  test('the shown time of a note', () => {
    const [note] = desk.act({ act: 'note', words: 'bang' });
    desk.act({
      act: 'correct',
      entry: note?.id ?? '',
      ...(note !== undefined && { target: note }),
      at: '2026-11-21T02:00:00+01:00',
    });
    expect(desk.last('entry.corrected').data).toMatchObject({ field: 'at', value: '2026-11-21T02:00:00+01:00' });
  });

  test('the time of awareness decides: it is said again with its true time', () => {
    desk.act({ act: 'aware', topic: 'significant-incident' });
    const aware = desk.last('incident.aware');
    desk.act({ act: 'correct', entry: aware.id, target: aware, at: '2026-11-20T22:00:00+01:00' });
    expect(desk.last('incident.aware').at).toBe('2026-11-20T22:00:00+01:00');
    expect(desk.incident.clocks['early-warning']?.due).toBe('2026-11-21T22:00:00+01:00');
  });

  test('the time of a completion decides: refused, with the command that can', () => {
    const [done] = desk.act({ act: 'done', step: 'get-out' });
    expect(
      desk.refused({
        act: 'correct',
        entry: done?.id ?? '',
        ...(done !== undefined && { target: done }),
        at: '2026-11-21T02:00:00+01:00',
      }).hint,
    ).toBe('reopen get-out, then: done get-out --at TIME');
  });

  test('a correction is not corrected: what it points at is, again', () => {
    const [note] = desk.act({ act: 'note', words: 'Pumps runs' });
    desk.act({ act: 'correct', entry: note?.id ?? '', words: 'Pump runs' });
    const target = desk.last('entry.corrected');
    expect(desk.refused({ act: 'correct', entry: target.id, target, words: 'Pump one runs' })).toMatchObject({
      code: 'wrong-type',
    });
  });

  test('nothing to correct, empty words, the future', () => {
    expect(desk.refused({ act: 'correct', entry: 'e1' }).code).toBe('needs-words');
    expect(desk.refused({ act: 'correct', entry: 'e1', words: ' ' }).code).toBe('needs-words');
    expect(desk.refused({ act: 'correct', entry: 'e1', at: '2027-01-01T00:00:00Z' }).code).toBe('in-future');
    expect(desk.refused({ act: 'expunge', entry: 'e1', basis: '' }).code).toBe('needs-words');
  });
});

describe('why something was put right is what a person said: never inside the hash', () => {
  const why = 'Karen Holm told us';
  const isWordsAlone = (entry: AnyEntry): boolean => !JSON.stringify(entry.data).includes(why);

  test('an act that was undone gives its reason once', () => {
    desk.act({ act: 'done', step: 'get-out' });
    const entries = desk.act({ act: 'undo' }, { why });
    expect(entries.every(isWordsAlone)).toBe(true);
    expect(entries.filter(({ type, words }) => type === 'entry.corrected' && words === why)).toHaveLength(1);
  });

  test('a time and a marking give it in their words, new words in a note beside them', () => {
    const [note] = desk.act({ act: 'note', words: 'Water at the dor' });
    const entry = note?.id ?? '';
    const target = note as AnyEntry;
    for (const what of [{ at: desk.clock }, { marking: 'red' }] as const) {
      const [corrected] = desk.act({ act: 'correct', entry, target, ...what }, { why });
      expect(corrected).toMatchObject({ type: 'entry.corrected', words: why });
      expect(isWordsAlone(corrected as AnyEntry)).toBe(true);
    }
    const [words, beside] = desk.act({ act: 'correct', entry, target, words: 'Water at the door' }, { why });
    expect(words).toMatchObject({ type: 'entry.corrected', words: 'Water at the door' });
    expect(beside).toMatchObject({ type: 'note.written', words: why, cause: words?.id });
  });
});

describe('what is at work is not left for what is taken back', () => {
  const beside = `
holdfast: 1
id: beside
title: Side by side
roles: { lead: { title: Lead } }
steps:
  - id: both
    parallel: Both
    join: [pump]
    tracks:
      pump: { title: Pump, steps: [{ id: start, do: Start the pump }, { id: watch, do: Watch it }] }
      tell: { title: Tell, steps: [{ id: ring, do: Ring the depot }, { id: write, do: Write it down }] }
  - { id: tidy, do: Tidy up }
  - { id: check, do: Check, approval: { by: lead } }
  - { id: over, end: Over }
`;
  const at = (made: Desk): string[] => activeOf(made.incident).map(({ step }) => step.id);
  const begun = (): Desk => {
    const made = new Desk();
    made.follow(beside);
    made.wait(1);
    return made;
  };

  test('a step that was left out, failed or done ahead of its turn: people stay where they are, and it is open again beside', () => {
    for (const act of ['skip', 'fail', 'done'] as const) {
      const made = begun();
      made.act({ act, step: 'tidy' }, { why: 'There was time' });
      made.wait(1);
      made.act({ act: 'undo' });
      expect(at(made)).toEqual(['start', 'ring', 'tidy']);
    }
  });

  test('the last step of the track for which the others are not waited for: these go on', () => {
    const made = begun();
    made.act({ act: 'done', step: 'start' });
    made.wait(1);
    made.act({ act: 'done', step: 'watch' });
    expect(at(made)).toEqual(['ring', 'tidy']);
    made.wait(1);
    made.act({ act: 'undo' });
    expect(at(made)).toEqual(expect.arrayContaining(['watch', 'ring']));
    made.act({ act: 'done', step: 'ring' });
    expect(at(made)).toContain('write');
  });

  test('what waits for its approval, done ahead of its turn, waits for it still', () => {
    const made = begun();
    made.act({ act: 'done', step: 'check' }, { why: 'There was time' });
    made.wait(1);
    made.act({ act: 'done', step: 'start' });
    made.wait(1);
    made.act({ act: 'undo' });
    expect(at(made)).toEqual(expect.arrayContaining(['start', 'ring', 'check']));
  });

  test('where nothing else was at work the flow is led back, and what had come of it waits', () => {
    const made = begun();
    made.act({ act: 'done', step: 'start' });
    made.wait(1);
    made.act({ act: 'undo' });
    expect(at(made)).toEqual(['start', 'ring']);
    expect(made.last('step.jumped').step).toBe('start');
  });
});

test('a decision that took itself and was not approved is left to people: it makes no choice in the name of who refused it', () => {
  const desk = new Desk();
  desk.follow(`
holdfast: 1
id: cutting
title: Cutting
roles: { lead: { title: Lead } }
facts: { deep: { ask: Is it deep?, type: boolean } }
steps:
  - id: cut
    decide: Cut the power?
    auto: true
    approval: { by: lead }
    options: { now: { title: Now, suggest-when: facts.deep }, later: { title: Later } }
`);
  desk.act({ act: 'fact', values: [{ fact: 'deep', value: 'yes' }] });
  expect(desk.last('choice.made')).toMatchObject({ by: ane, data: { option: 'now', auto: true } });
  const written = desk.act({ act: 'approve', step: 'cut', answer: 'refused' }, { by: bo, why: 'Ward 3 is on it' });
  expect(written.map(({ type }) => type)).toEqual(['approval.refused']);
  desk.act({ act: 'choose', step: 'cut', option: 'later' });
  desk.act({ act: 'approve', step: 'cut', answer: 'given' }, { by: bo });
  expect(activeOf(desk.incident)).toEqual([]);
});

describe('an act by which a decision took itself', () => {
  const deciding = `
holdfast: 1
id: deciding
title: Deciding
services: { pumping: { title: Pumping } }
facts: { depth: { ask: How deep is it?, type: number } }
steps:
  - { id: look, do: Look }
  - id: how-bad
    decide: How bad is it?
    auto: true
    options:
      deep: { title: Deep, suggest-when: facts.depth > 5, loses: [pumping], steps: [{ id: leave, do: Leave }] }
      dry: { title: Dry, suggest-when: facts.depth == 0 }
  - id: who
    decide: Who is told?
    auto: true
    options:
      nobody: { title: Nobody, suggest-when: "steps['how-bad'].chose == 'dry'" }
      mayor: { title: The mayor }
  - { id: over, end: Over }
`;
  const depth = (value: string): Act => ({ act: 'fact', values: [{ fact: 'depth', value }] });
  const at = (made: Desk): string[] => activeOf(made.incident).map(({ step }) => step.id);
  const begun = (): Desk => {
    const made = new Desk();
    made.follow(deciding);
    return made;
  };

  test('is a step that was done: undone, it is to be done again, and the decision waits for it', () => {
    const made = begun();
    made.act(depth('7'));
    made.wait(1);
    const written = made.act({ act: 'done', step: 'look' });
    expect(written.map(({ type }) => type)).toEqual(['step.done', 'choice.made', 'service.lost']);
    expect(written[1]).toMatchObject({ step: 'how-bad', data: { option: 'deep', auto: true }, cause: written[0]!.id });
    made.wait(1);
    made.act({ act: 'undo' });
    expect(at(made)).toEqual(['look']);
    expect(made.incident.services['pumping']?.state).toBe('up');
    expect(Object.keys(made.incident.undone)).toEqual(expect.arrayContaining(written.map(({ id }) => id)));
    made.wait(1);
    made.act({ act: 'done', step: 'look' });
    expect(at(made)).toEqual(['leave']);
  });

  test('is an answer: cleared again, the decision is to be made, and what it led to waits', () => {
    const made = begun();
    made.act({ act: 'done', step: 'look' });
    made.wait(1);
    made.act(depth('7'));
    expect(at(made)).toEqual(['leave']);
    made.wait(1);
    const written = made.act({ act: 'undo' });
    expect(written.map(({ type, step }) => [type, step]).slice(0, 3)).toEqual([
      ['fact.recorded', undefined],
      ['step.jumped', 'how-bad'],
      ['service.restored', undefined],
    ]);
    expect(at(made)).toEqual(['how-bad']);
    made.wait(1);
    made.act(depth('0'));
    expect(at(made)).toEqual(['over']);
    // Two decisions took themselves one behind the other; both wait again.
    made.wait(1);
    made.act({ act: 'undo' });
    expect(at(made)).toEqual(['how-bad']);
  });

  test('after which more was done: it is opened beside the flow, as everything is then', () => {
    const made = begun();
    made.act({ act: 'done', step: 'look' });
    made.wait(1);
    const [said] = made.act(depth('7'));
    made.wait(1);
    made.act({ act: 'done', step: 'leave' });
    made.wait(1);
    made.act({ act: 'undo', entry: said!.id });
    expect(at(made)).toEqual(['how-bad', 'who']);
    expect(made.last('step.reopened').step).toBe('how-bad');
  });
});

test('decisions that take themselves in a circle do so once for each act of a person', () => {
  const made = new Desk();
  made.follow(`
holdfast: 1
id: circle
title: A circle
facts: { wet: { ask: Is it wet?, type: boolean } }
steps:
  - id: one
    decide: One?
    auto: true
    options: { on: { title: On, suggest-when: facts.wet }, off: { title: Off } }
  - id: two
    decide: Two?
    auto: true
    options: { back: { title: Back, suggest-when: facts.wet, go-to: one }, off: { title: Off } }
  - { id: over, end: Over }
`);
  const taken = made.act({ act: 'fact', values: [{ fact: 'wet', value: 'yes' }] }).map(({ step }) => step);
  expect(taken).toEqual([undefined, 'one', 'two']);
  made.wait(1);
  expect(made.act({ act: 'note', words: 'Round and round' }).map(({ step }) => step)).toEqual([
    undefined,
    'one',
    'two',
  ]);
});
