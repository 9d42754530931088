import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeEach, describe, expect, test } from 'vitest';
import { guide } from '../../src/guide/index.ts';
import { fromSnapshot, nextDue, openClocks, replay, toSnapshot } from '../../src/incident/index.ts';
import { worldOfClock } from '../../src/incident/clock-rules.ts';
import type { ClockState } from '../../src/incident/index.ts';
import { asData, Desk } from '../support/incident-desk.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.follow(smallFlood, {}, organisation);
});
const clock = (id: string): ClockState => {
  const found = desk.incident.clocks[id];
  if (found === undefined) throw new Error(`no clock ${id}`);
  return found;
};
const aware = (at?: string): void => {
  desk.act({ act: 'aware', topic: 'significant-incident' }, at === undefined ? {} : { at });
};
const fact = (id: string, value: string): void => {
  desk.act({ act: 'fact', values: [{ fact: id, value }] });
};

describe('what a clock counts from', () => {
  test('`declared`: from the declaration, though the runbook was followed later', () => {
    const late = new Desk();
    late.wait(20);
    late.follow(smallFlood, {}, organisation);
    expect(late.incident.clocks['public-update']).toMatchObject({
      state: 'running',
      started: '2026-11-21T03:00:00+01:00',
      due: '2026-11-21T03:30:00+01:00',
    });
    expect(late.last('clock.started')).toMatchObject({
      at: '2026-11-21T03:00:00+01:00',
      cause: late.last('runbook.followed').id,
    });
    const due = '2026-11-21T03:30:00+01:00';
    expect(late.last('clock.started').data).toEqual({ clock: 'public-update', round: 1, due });
  });

  test('`aware of TOPIC`: before the runbook was followed counts from when it was', () => {
    const early = new Desk();
    early.act({ act: 'aware', topic: 'personal-data-breach' });
    early.wait(90);
    early.follow(smallFlood, {}, organisation);
    expect(early.incident.clocks['people-told']).toMatchObject({
      state: 'running',
      started: '2026-11-21T03:00:00+01:00',
    });
  });

  test('awareness said again with its true time puts the clock right', () => {
    fact('significant', 'yes');
    aware();
    expect(clock('early-warning').due).toBe('2026-11-22T03:00:00+01:00');
    aware('2026-11-21T01:30:00+01:00');
    expect(clock('early-warning')).toMatchObject({
      round: 1,
      started: '2026-11-21T01:30:00+01:00',
      due: '2026-11-22T01:30:00+01:00',
    });
  });

  test('`clock ID met`: from when the other was met', () => {
    fact('significant', 'yes');
    aware();
    expect(clock('final-report').state).toBe('not-started');
    desk.wait(60);
    desk.act({ act: 'met', clock: 'early-warning', reference: 'CSIRT 4711' });
    expect(clock('early-warning')).toMatchObject({ state: 'met', reference: 'CSIRT 4711' });
    expect(clock('final-report')).toMatchObject({
      state: 'running',
      started: '2026-11-21T04:00:00+01:00',
      due: '2026-12-21T04:00:00+01:00',
    });
  });

  test('`clock ID met`: from the first time; met again, it does not push a report back that is still owed', () => {
    const made = new Desk();
    made.follow(smallFlood.replace('from: clock early-warning met', 'from: clock public-update met'));
    made.act({ act: 'met', clock: 'public-update' });
    made.wait(10);
    made.act({ act: 'met', clock: 'public-update' });
    expect(made.incident.clocks['final-report']).toMatchObject({ round: 1, started: '2026-11-21T03:00:00+01:00' });
  });

  test('`aware of TOPIC`: its true time, said once its clock is met, makes no other duty of it', () => {
    aware('2026-11-21T02:00:00+01:00');
    desk.act({ act: 'met', clock: 'early-warning' });
    aware('2026-11-21T02:30:00+01:00');
    expect(clock('early-warning')).toMatchObject({ state: 'met', round: 1 });
  });

  test('`step ID done`, in working days', () => {
    desk.act({ act: 'done', step: 'get-out' });
    expect(clock('insurance')).toMatchObject({ state: 'running', due: '2026-11-27T03:00:00+01:00' });
  });

  test('`service ID lost`: RTO counts from the time of the loss', () => {
    desk.act({ act: 'lost', services: ['citizen-sign-in'] }, { at: '2026-11-21T02:00:00+01:00' });
    expect(clock('sign-in-back')).toMatchObject({ state: 'running', due: '2026-11-21T06:00:00+01:00' });
  });

  test('lost again after it was met, the clock is owed once more', () => {
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    desk.act({ act: 'met', clock: 'sign-in-back' });
    desk.wait(10);
    desk.act({ act: 'restored', services: ['citizen-sign-in'] });
    expect(clock('sign-in-back').state).toBe('met');
    desk.wait(10);
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    expect(clock('sign-in-back')).toMatchObject({ state: 'running', round: 2, due: '2026-11-21T07:20:00+01:00' });
  });

  test('a countdown that was read a while ago counts from then, though the reading is stale by now', () => {
    const made = new Desk();
    made.follow(
      smallFlood.replace('ask: Minutes left on the UPS, type: number', 'ask: UPS, type: number, fresh-for: 5m'),
    );
    made.act({ act: 'fact', values: [{ fact: 'ups_minutes', value: '20' }] }, { at: '2026-11-21T02:45:00+01:00' });
    expect(made.incident.clocks['ups-empty']?.due).toBe('2026-11-21T03:05:00+01:00');
  });

  test('the time of a loss said again puts the clock right; a second loss does not push the first one back', () => {
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    const lost = desk.last('service.lost');
    desk.act({ act: 'correct', entry: lost.id, target: lost, at: '2026-11-21T01:00:00+01:00' });
    expect(clock('sign-in-back').due).toBe('2026-11-21T05:00:00+01:00');
    desk.wait(10);
    desk.act({ act: 'restored', services: ['citizen-sign-in'] });
    desk.wait(10);
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    expect(clock('sign-in-back')).toMatchObject({ round: 1, due: '2026-11-21T05:00:00+01:00' });
  });

  test('a second loss that the first one counted for is no duty of its own once that is met', () => {
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    desk.wait(10);
    desk.act({ act: 'restored', services: ['citizen-sign-in'] });
    desk.wait(10);
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    desk.act({ act: 'met', clock: 'sign-in-back' });
    expect(clock('sign-in-back')).toMatchObject({ state: 'met', round: 1 });
  });

  test('the true time of a loss whose clock is met is no other loss', () => {
    desk.act({ act: 'lost', services: ['citizen-sign-in'] });
    desk.act({ act: 'met', clock: 'sign-in-back' });
    const lost = desk.last('service.lost');
    desk.act({ act: 'correct', entry: lost.id, target: lost, at: '2026-11-21T01:00:00+01:00' });
    expect(clock('sign-in-back')).toMatchObject({ state: 'met', round: 1 });
  });

  test('what a step loses that is lost already counts from its first loss', () => {
    desk.act({ act: 'lost', services: ['citizen-sign-in'] }, { at: '2026-11-21T02:00:00+01:00' });
    desk.act({ act: 'choose', step: 'rising', option: 'rising' });
    expect(desk.incident.services['citizen-sign-in']).toMatchObject({
      loss: { at: '2026-11-21T02:00:00+01:00' },
    });
    expect(clock('sign-in-back').due).toBe('2026-11-21T06:00:00+01:00');
  });

  test("a step's `starts` begins a round of its own, whatever the clock's `from` was", () => {
    const made = new Desk();
    made.follow(smallFlood.replace('do: Repair', 'do: Repair\n    starts: [people-told]'));
    made.act({ act: 'aware', topic: 'personal-data-breach' });
    made.act({ act: 'met', clock: 'people-told' });
    made.wait(10);
    made.act({ act: 'done', step: 'repair' });
    expect(made.incident.clocks['people-told']).toMatchObject({ state: 'running', round: 2, started: made.clock });
  });

  test("a step's `starts` of a clock that runs begins nothing anew", () => {
    const made = new Desk();
    made.follow(smallFlood.replace('record: [people_out, water_depth]', 'starts: [early-warning]'), {}, organisation);
    made.act({ act: 'fact', values: [{ fact: 'significant', value: 'yes' }] });
    made.act({ act: 'aware', topic: 'significant-incident' });
    made.wait(10);
    const written = made.act({ act: 'done', step: 'get-out' }, { why: 'Counted by eye' });
    const begun = written.filter(({ type }) => type === 'clock.started').map(({ data }) => data);
    expect(begun).toMatchObject([{ clock: 'insurance' }]);
    expect(made.incident.clocks['early-warning']).toMatchObject({ round: 1, started: '2026-11-21T03:00:00+01:00' });
  });

  test('`fact ID` with a deadline in terms of that fact: a new answer counts anew', () => {
    fact('ups_minutes', '20');
    expect(clock('ups-empty').due).toBe('2026-11-21T03:20:00+01:00');
    desk.wait(10);
    fact('ups_minutes', '30 ');
    expect(clock('ups-empty')).toMatchObject({ round: 1, due: '2026-11-21T03:40:00+01:00' });
  });

  test('`detected`: from when it was noticed, and put right when that turns out to be another time', () => {
    const made = new Desk();
    made.follow(smallFlood.replace('from: declared', 'from: detected'));
    expect(made.incident.clocks['public-update']?.state).toBe('not-started');
    made.act({ act: 'describe', values: [{ field: 'detected', value: '2026-11-21T02:40:00+01:00' }] });
    expect(made.incident.clocks['public-update']?.due).toBe('2026-11-21T03:10:00+01:00');
    made.act({ act: 'describe', values: [{ field: 'detected', value: '2026-11-21T02:50:00+01:00' }] });
    expect(made.incident.clocks['public-update']).toMatchObject({ round: 1, due: '2026-11-21T03:20:00+01:00' });
  });

  describe('`resolved`', () => {
    const lessons = smallFlood.replace('from: declared\n    every: 30m', 'from: resolved\n    within: 30 days');
    const made = (): Desk => {
      const fresh = new Desk();
      fresh.follow(lessons);
      return fresh;
    };
    const started = ({ incident }: Desk): string | undefined => incident.clocks['public-update']?.started;
    const resolvedAndMet = (): Desk => {
      const over = made();
      over.act({ act: 'resolve' });
      over.wait(10);
      over.act({ act: 'met', clock: 'public-update' });
      return over;
    };

    test('is also an incident that is closed without a word of it, be it in the minute of its declaration', () => {
      const closed = made();
      closed.act({ act: 'close' });
      expect(started(closed)).toBe('2026-11-21T03:00:00+01:00');
    });

    test('is not its closing later: what was met is not owed once more by that', () => {
      const over = resolvedAndMet();
      over.wait(20);
      over.act({ act: 'close' });
      expect(over.incident.clocks['public-update']).toMatchObject({ state: 'met', round: 1 });
    });

    test('comes again where it was reopened, and closed without being resolved once more', () => {
      const over = resolvedAndMet();
      over.act({ act: 'reopen-incident' });
      over.wait(60);
      over.act({ act: 'close' });
      expect(over.incident.clocks['public-update']).toMatchObject({
        state: 'running',
        round: 2,
        started: '2026-11-21T04:10:00+01:00',
      });
    });

    test('has not come where the reopened incident is stood down, though it was resolved and closed once', () => {
      const over = resolvedAndMet();
      over.act({ act: 'close' });
      over.wait(60);
      over.act({ act: 'reopen-incident' });
      over.act({ act: 'stand-down', as: 'false-alarm' }, { why: 'The sensor was broken' });
      expect(over.incident.clocks['public-update']).toMatchObject({ state: 'met', round: 1 });
    });

    test('has not come either where all that was said in one second', () => {
      const over = new Desk();
      over.act({ act: 'close' });
      over.act({ act: 'reopen-incident' });
      over.follow(lessons);
      over.act({ act: 'stand-down', as: 'false-alarm' }, { why: 'The sensor was broken' });
      expect(over.incident.clocks['public-update']?.state).toBe('not-started');
    });

    test('is when it was resolved, said with its true time after a reopening, and not its closing after that', () => {
      const late = made();
      late.act({ act: 'close' });
      late.act({ act: 'met', clock: 'public-update' });
      late.wait(60);
      late.act({ act: 'reopen-incident' });
      late.act({ act: 'resolve' }, { at: '2026-11-21T03:50:00+01:00' });
      late.act({ act: 'met', clock: 'public-update' });
      late.wait(10);
      late.act({ act: 'close' });
      expect(late.incident.clocks['public-update']).toMatchObject({ state: 'met', round: 2 });
    });

    test('counts from its true time, also where that lies before a reopening that was a mistake', () => {
      const late = new Desk();
      late.wait(60);
      late.act({ act: 'close' });
      late.act({ act: 'reopen-incident' });
      late.follow(lessons);
      late.act({ act: 'resolve' }, { at: '2026-11-21T03:50:00+01:00' });
      expect(started(late)).toBe('2026-11-21T03:50:00+01:00');
    });
  });

  test('`step ID done`: of a step that several runbooks have, the last time that it was done', () => {
    const made = new Desk();
    made.follow(smallFlood);
    made.follow(smallFlood.replace('id: small-flood', 'id: other-flood').replaceAll('insurance', 'other-insurance'));
    const done = (run: string): void => {
      made.act({ act: 'done', step: `${run}:get-out` }, { why: 'Not counted' });
    };
    const insurance = (): unknown => made.incident.clocks['insurance'];
    done('other-flood');
    expect(insurance()).toMatchObject({ round: 1, started: '2026-11-21T03:00:00+01:00' });
    made.act({ act: 'met', clock: 'insurance' });
    made.wait(60);
    done('small-flood');
    expect(insurance()).toMatchObject({ state: 'running', round: 2, started: '2026-11-21T04:00:00+01:00' });
    made.act({ act: 'met', clock: 'insurance' });
    made.act({ act: 'reopen', step: 'other-flood:get-out' }, { why: 'Somebody is missing' });
    made.wait(60);
    done('other-flood');
    expect(insurance()).toMatchObject({ state: 'running', round: 3, started: '2026-11-21T05:00:00+01:00' });
  });

  test('`asked`: no deadline is made up, and one that was given binds', () => {
    expect(clock('answer-authority').state).toBe('not-started');
    desk.act({ act: 'asked', clock: 'answer-authority' });
    expect(clock('answer-authority')).toMatchObject({ state: 'running', round: 1 });
    expect(clock('answer-authority').due).toBeUndefined();
    desk.act({ act: 'asked', clock: 'answer-authority', due: '2026-11-21T12:00:00+01:00' });
    expect(clock('answer-authority')).toMatchObject({ state: 'running', round: 1, due: '2026-11-21T12:00:00+01:00' });
    desk.act({ act: 'met', clock: 'answer-authority' });
    desk.wait(10);
    desk.act({ act: 'asked', clock: 'answer-authority' });
    expect(clock('answer-authority')).toMatchObject({ state: 'running', round: 2 });
  });

  test('`asked`: asked once more without a time, the time that was given still binds; another one takes its place', () => {
    desk.act({ act: 'asked', clock: 'insurance', due: '2026-11-21T17:00:00+01:00' });
    desk.wait(10);
    desk.act({ act: 'asked', clock: 'insurance' });
    expect(clock('insurance')).toMatchObject({ state: 'running', round: 1, due: '2026-11-21T17:00:00+01:00' });
    desk.act({ act: 'asked', clock: 'insurance', due: '2026-11-21T18:00:00+01:00' });
    expect(clock('insurance')).toMatchObject({ due: '2026-11-21T18:00:00+01:00' });
    desk.act({ act: 'met', clock: 'insurance' });
    desk.wait(10);
    desk.act({ act: 'asked', clock: 'insurance' });
    expect(clock('insurance')).toMatchObject({ state: 'running', round: 2, due: '2026-11-27T03:20:00+01:00' });
  });

  test('`asked`: the time that was given binds the round in which it was asked, and no other', () => {
    desk.act({ act: 'asked', clock: 'insurance', due: '2026-11-21T17:00:00+01:00' });
    desk.act({ act: 'met', clock: 'insurance' });
    desk.wait(10);
    desk.act({ act: 'done', step: 'get-out' }, { why: 'Counted by eye' });
    expect(clock('insurance')).toMatchObject({ state: 'running', round: 2, due: '2026-11-27T03:10:00+01:00' });
  });

  test('`asked`: the time that was given binds also where awareness is said only after it', () => {
    desk.act({ act: 'asked', clock: 'early-warning', due: '2026-11-21T12:00:00+01:00' });
    desk.wait(20);
    desk.act({ act: 'aware', topic: 'significant-incident' });
    expect(clock('early-warning')).toMatchObject({ started: desk.clock, due: '2026-11-21T12:00:00+01:00' });
  });

  test('`asked`: a deadline that runs already is put off by nobody who asks', () => {
    desk.act({ act: 'aware', topic: 'significant-incident' });
    const due = '2026-11-22T03:00:00+01:00';
    desk.wait(20);
    desk.act({ act: 'asked', clock: 'early-warning' });
    expect(clock('early-warning')).toMatchObject({ started: '2026-11-21T03:00:00+01:00', due });
    desk.act({ act: 'asked', clock: 'public-update' });
    expect(clock('public-update').due).toBe('2026-11-21T03:30:00+01:00');
    desk.act({ act: 'asked', clock: 'early-warning', due: '2026-11-21T12:00:00+01:00' });
    expect(clock('early-warning').due).toBe('2026-11-21T12:00:00+01:00');
  });

  test('`asked` while it does not apply: the time that was given binds once it does', () => {
    desk.act({ act: 'aware', topic: 'significant-incident' });
    desk.act({ act: 'fact', values: [{ fact: 'significant', value: 'no' }] });
    desk.act({ act: 'asked', clock: 'early-warning', due: '2026-11-21T12:00:00+01:00' });
    expect(clock('early-warning').state).toBe('set-aside');
    desk.act({ act: 'fact', values: [{ fact: 'significant', value: 'yes' }] });
    expect(clock('early-warning')).toMatchObject({ state: 'running', due: '2026-11-21T12:00:00+01:00' });
  });

  test('`without-undue-delay`: its age is shown, it is never missed', () => {
    desk.act({ act: 'aware', topic: 'personal-data-breach' });
    expect(clock('people-told')).toMatchObject({ state: 'running' });
    expect(clock('people-told').due).toBeUndefined();
    desk.wait(60 * 24 * 30);
    expect(clock('people-told').state).toBe('running');
  });

  test('a topic that no followed runbook declares would start nothing, and is refused', () => {
    expect(desk.refused({ act: 'aware', topic: 'significant-inciden' }).hint).toContain(
      'Did you mean "significant-incident"?',
    );
    expect(desk.refused({ act: 'aware', topic: 'aliens' }).hint).toContain(
      'There is: significant-incident, personal-data-breach.',
    );
  });
});

describe('a cadence', () => {
  test('met, its next round starts in the same transaction', () => {
    desk.wait(20);
    const [met, started] = desk.act({ act: 'met', clock: 'public-update' });
    expect(started).toMatchObject({
      type: 'clock.started',
      cause: met?.id,
      at: '2026-11-21T03:20:00+01:00',
      data: { clock: 'public-update', round: 2, due: '2026-11-21T03:50:00+01:00' },
    });
  });

  test('missed, it waits to be met late; then its next round starts', () => {
    desk.wait(31);
    expect(clock('public-update')).toMatchObject({ state: 'missed', missedAt: '2026-11-21T03:30:00+01:00' });
    const [met] = desk.act({ act: 'met', clock: 'public-update' }, { why: 'The page was down' });
    expect(met).toMatchObject({ data: { late: true, round: 1 }, words: 'The page was down' });
    expect(clock('public-update')).toMatchObject({ state: 'running', round: 2, due: '2026-11-21T04:01:00+01:00' });
  });

  test('the true time of its first moment moves its first round, and none of those that follow', () => {
    const made = new Desk();
    made.follow(smallFlood.replace('from: declared', 'from: aware of significant-incident'));
    const known = (at: string): void => {
      made.act({ act: 'aware', topic: 'significant-incident' }, { at });
    };
    const update = (): unknown => made.incident.clocks['public-update'];
    known('2026-11-21T03:00:00+01:00');
    known('2026-11-21T02:50:00+01:00');
    expect(update()).toMatchObject({ round: 1, due: '2026-11-21T03:20:00+01:00' });
    made.wait(5);
    made.act({ act: 'met', clock: 'public-update' });
    known('2026-11-21T02:40:00+01:00');
    expect(update()).toMatchObject({ round: 2, due: '2026-11-21T03:35:00+01:00' });
  });

  test('over with the incident, it goes on where that is opened again; one that was set aside does not', () => {
    for (const end of ['met', 'set-aside'] as const) {
      const made = new Desk();
      made.follow(smallFlood);
      made.act({ act: 'resolve' });
      made.wait(5);
      made.act({ act: end, clock: 'public-update' }, { why: 'It was the last one' });
      expect(made.incident.clocks['public-update']).toMatchObject({ state: end, round: 1 });
      made.act({ act: 'note', words: 'All gone home' });
      made.wait(60);
      made.act({ act: 'reopen-incident' });
      expect(made.incident.clocks['public-update']).toMatchObject(
        end === 'met'
          ? { state: 'running', round: 2, started: made.clock, due: '2026-11-21T04:35:00+01:00' }
          : { state: 'set-aside', round: 1 },
      );
    }
  });

  test('over with the incident, it is not begun again by its moment', () => {
    const made = new Desk();
    made.follow(smallFlood.replace('from: declared', 'from: step get-out done'));
    made.act({ act: 'done', step: 'get-out' }, { why: 'Counted by eye' });
    made.act({ act: 'resolve' });
    made.act({ act: 'met', clock: 'public-update' });
    made.wait(5);
    made.act({ act: 'reopen', step: 'get-out' }, { why: 'Somebody came back' });
    made.act({ act: 'done', step: 'get-out' }, { why: 'Counted by eye' });
    expect(made.incident.clocks['public-update']).toMatchObject({ state: 'met', round: 1 });
  });

  test('it does not start again once the incident is resolved', () => {
    desk.act({ act: 'resolve' });
    desk.act({ act: 'met', clock: 'public-update' });
    expect(clock('public-update').state).toBe('met');
  });
});

describe('`applies-when`', () => {
  test('unknown: it runs provisionally, and for good once it is known to apply', () => {
    aware();
    expect(clock('early-warning')).toMatchObject({ state: 'provisional', due: '2026-11-22T03:00:00+01:00' });
    desk.wait(5);
    fact('significant', 'yes');
    expect(clock('early-warning')).toMatchObject({
      state: 'running',
      started: '2026-11-21T03:00:00+01:00',
      due: '2026-11-22T03:00:00+01:00',
    });
    expect(desk.last('clock.started').cause).toBe(desk.last('fact.recorded').id);
  });

  test('unknown still, it does not run for good because its true beginning is said', () => {
    aware();
    aware('2026-11-21T02:00:00+01:00');
    expect(clock('early-warning')).toMatchObject({ state: 'provisional', due: '2026-11-22T02:00:00+01:00' });
  });

  test('definitely false: it is set aside because of that, and runs again when that turns out wrong', () => {
    aware();
    fact('significant', 'no');
    expect(clock('early-warning')).toMatchObject({ state: 'set-aside', inapplicable: true });
    expect(desk.last('clock.set-aside')).toMatchObject({
      data: { inapplicable: true },
      cause: desk.last('fact.recorded').id,
    });
    expect(desk.last('clock.set-aside').deviation).toBeUndefined();
    fact('significant', 'yes');
    expect(clock('early-warning')).toMatchObject({ state: 'running', round: 1, started: '2026-11-21T03:00:00+01:00' });
  });

  test('known to apply once, it does not become doubtful because nobody has said it lately', () => {
    const made = new Desk();
    made.follow(smallFlood.replace('ask: "Is it significant?", type: boolean', '$&, fresh-for: 15m'), {}, organisation);
    made.act({ act: 'fact', values: [{ fact: 'significant', value: 'yes' }] });
    made.act({ act: 'aware', topic: 'significant-incident' });
    made.wait(20);
    made.act({ act: 'aware', topic: 'significant-incident' }, { at: '2026-11-21T02:00:00+01:00' });
    expect(made.incident.clocks['early-warning']).toMatchObject({
      state: 'running',
      due: '2026-11-22T02:00:00+01:00',
    });
  });

  test('of several things that decide it one more is known: nothing is written while it stays unknown', () => {
    const made = new Desk();
    made.follow(smallFlood.replace('org.nis2_entity && facts.significant', 'facts.significant && facts.people_out'));
    made.act({ act: 'aware', topic: 'significant-incident' });
    const written = made.act({ act: 'fact', values: [{ fact: 'significant', value: 'yes' }] });
    expect(written.map(({ type }) => type)).toEqual(['fact.recorded']);
    expect(made.incident.clocks['early-warning']?.state).toBe('provisional');
  });

  test('did not apply for a while: it counts from when it began, though its fact was answered once more meanwhile', () => {
    const made = new Desk();
    made.follow(smallFlood.replace('from: aware of significant-incident', 'from: fact people_out'), {}, organisation);
    const say = (id: string, value: string): void => {
      made.act({ act: 'fact', values: [{ fact: id, value }] });
      made.wait(10);
    };
    say('people_out', 'yes');
    say('people_out', 'yes');
    say('significant', 'no');
    expect(made.incident.clocks['early-warning']?.state).toBe('set-aside');
    say('significant', 'yes');
    expect(made.incident.clocks['early-warning']).toMatchObject({
      state: 'running',
      round: 1,
      started: '2026-11-21T03:00:00+01:00',
    });
  });

  describe('of a clock that a step begins before its moment has come', () => {
    const begun = (): Desk => {
      const made = new Desk();
      made.follow(smallFlood.replace('record: [people_out, water_depth]', 'starts: [early-warning]'), {}, organisation);
      made.act({ act: 'done', step: 'get-out' }, { why: 'Counted by eye' });
      made.wait(10);
      return made;
    };
    const early = (made: Desk): unknown => made.incident.clocks['early-warning'];
    const significant = (made: Desk, value: string): void => {
      made.act({ act: 'fact', values: [{ fact: 'significant', value }] });
    };

    test('it runs provisionally, and for good once it is known to apply', () => {
      const made = begun();
      expect(early(made)).toMatchObject({ state: 'provisional', started: '2026-11-21T03:00:00+01:00' });
      significant(made, 'yes');
      expect(early(made)).toMatchObject({
        state: 'running',
        round: 1,
        started: '2026-11-21T03:00:00+01:00',
        due: '2026-11-22T03:00:00+01:00',
      });
    });

    test('it is set aside once it is known not to, and runs again when that turns out wrong', () => {
      const made = begun();
      significant(made, 'no');
      expect(early(made)).toMatchObject({ state: 'set-aside', inapplicable: true });
      significant(made, 'yes');
      expect(early(made)).toMatchObject({ state: 'running', round: 1, started: '2026-11-21T03:00:00+01:00' });
    });

    test('not while what would start it is answered "no"', () => {
      const made = new Desk();
      made.follow(smallFlood.replace('from: aware of significant-incident', 'from: fact people_out'), {}, organisation);
      const say = (id: string, value: string): void => {
        made.act({ act: 'fact', values: [{ fact: id, value }] });
      };
      say('people_out', 'yes');
      say('significant', 'no');
      say('people_out', 'no');
      say('significant', 'yes');
      expect(early(made)).toMatchObject({ state: 'set-aside', inapplicable: true });
      say('people_out', 'yes');
      expect(early(made)).toMatchObject({ state: 'running' });
    });
  });

  test('it did not apply, nobody has said so lately, and the awareness was a mistake: nothing begins by that', () => {
    const made = new Desk();
    made.follow(smallFlood.replace('ask: "Is it significant?", type: boolean', '$&, fresh-for: 15m'), {}, organisation);
    made.act({ act: 'aware', topic: 'significant-incident' });
    made.act({ act: 'fact', values: [{ fact: 'significant', value: 'no' }] });
    made.wait(20);
    made.act({ act: 'undo', entry: made.last('incident.aware').id }, { why: 'Another incident' });
    expect(made.incident.clocks['early-warning']).toMatchObject({ state: 'set-aside', inapplicable: true });
  });

  describe('of a clock whose beginning is taken back: that it would apply does not bring it back, its beginning does', () => {
    const says = (made: Desk, value: string): void => {
      made.act({ act: 'fact', values: [{ fact: 'significant', value }] });
      made.wait(10);
    };
    const isOwedFromNow = (made: Desk, again: () => void): void => {
      says(made, 'no');
      says(made, 'yes');
      const early = (): unknown => made.incident.clocks['early-warning'];
      expect(early()).toMatchObject({ state: 'set-aside', inapplicable: true });
      expect(early()).not.toHaveProperty('started');
      again();
      expect(early()).toMatchObject({ state: 'running', started: made.clock });
    };

    test('awareness, of a clock that ran', () => {
      aware();
      desk.act({ act: 'undo' }, { why: 'Another incident' });
      isOwedFromNow(desk, aware);
    });

    test('awareness, of a clock that was found not to apply before', () => {
      aware();
      const mistake = desk.last('incident.aware');
      fact('significant', 'no');
      desk.act({ act: 'undo', entry: mistake.id }, { why: 'Another incident' });
      expect(desk.last('clock.set-aside')).toMatchObject({
        data: { inapplicable: true, 'taken-back': true },
        words: 'Nobody is aware of significant-incident: it was said by mistake.',
      });
      isOwedFromNow(desk, aware);
    });

    test('the step that began it', () => {
      const made = new Desk();
      made.follow(
        smallFlood.replace('from: aware of significant-incident', 'from: step get-out done'),
        {},
        organisation,
      );
      const done = (): void => {
        made.act({ act: 'done', step: 'get-out' }, { why: 'Counted by eye' });
      };
      done();
      made.act({ act: 'undo' }, { why: 'Somebody is missing' });
      isOwedFromNow(made, done);
    });

    test('the answer that began it, which nobody knows any more since', () => {
      const made = new Desk();
      made.follow(smallFlood.replace('from: aware of significant-incident', 'from: fact people_out'), {}, organisation);
      const out = (value: string): void => {
        made.act({ act: 'fact', values: [{ fact: 'people_out', value }] });
      };
      out('yes');
      out('no');
      out('unknown');
      isOwedFromNow(made, () => out('yes'));
    });
  });

  test('definitely false from the beginning: it never starts', () => {
    fact('significant', 'no');
    aware();
    expect(clock('early-warning').state).toBe('not-started');
    fact('significant', 'yes');
    expect(clock('early-warning').state).toBe('running');
  });

  test('known to apply only after other things were done on the same screen, it runs from the moment that had come', () => {
    fact('significant', 'no');
    aware();
    desk.wait(20);
    desk.act({ act: 'note', words: 'The pump is silent' });
    desk.act({ act: 'note', words: 'It runs again' });
    fact('significant', 'yes');
    expect(clock('early-warning')).toMatchObject({ state: 'running', started: '2026-11-21T03:00:00+01:00' });
  });

  test('rule 6: set aside by a person is a recorded decision with its reason, and stays', () => {
    aware();
    const [aside] = desk.act({ act: 'set-aside', clock: 'early-warning' });
    expect(aside?.deviation).toEqual({ kinds: ['set-aside'], owed: true });
    fact('significant', 'yes');
    expect(clock('early-warning')).toMatchObject({ state: 'set-aside' });
    expect(desk.refused({ act: 'set-aside', clock: 'early-warning' }).code).toBe('already-so');
    fact('significant', 'no');
    fact('significant', 'yes');
    expect(clock('early-warning')).toMatchObject({ state: 'set-aside' });
  });

  test('what does not apply by itself a person may decide not to send all the same', () => {
    aware();
    fact('significant', 'no');
    desk.act({ act: 'set-aside', clock: 'early-warning' }, { why: 'Told them on the phone' });
    fact('significant', 'yes');
    expect(clock('early-warning')).toMatchObject({ state: 'set-aside' });
    expect(clock('early-warning').inapplicable).toBeUndefined();
  });

  test('that it did not apply stands until somebody says otherwise, also once nobody has said so lately', () => {
    const made = new Desk();
    made.follow(smallFlood.replace('ask: "Is it significant?", type: boolean', '$&, fresh-for: 15m'), {}, organisation);
    made.act({ act: 'aware', topic: 'significant-incident' });
    made.act({ act: 'fact', values: [{ fact: 'significant', value: 'no' }] });
    made.wait(20);
    made.act({ act: 'fact', values: [{ fact: 'people_out', value: 'yes' }] });
    expect(made.incident.clocks['early-warning']).toMatchObject({ state: 'set-aside', inapplicable: true });
  });
});

test('the clock of a followed runbook reads the steps of that runbook by their own ids', () => {
  const desk = new Desk();
  const inner = `
holdfast: 1
id: breach
title: Breach
clocks:
  told: { title: Told, from: declared, within: 1h, applies-when: "steps['look'].state == 'done'" }
messages:
  news: { to: All, text: { en: "Look is {{ steps['look'].state }}" } }
steps:
  - { id: look, do: Look }
  - { id: tell, tell: Tell, message: news, text: "Look is {{ steps['look'].state }}", stops: [told] }
`;
  desk.follow('holdfast: 1\nid: outer\ntitle: Outer\nsteps: [{ id: breach-too, follow: breach }]\n', { breach: inner });
  expect(desk.incident.clocks['told']?.state).toBe('not-started');
  desk.act({ act: 'done', step: 'look' });
  expect(desk.incident.clocks['told']?.state).toBe('running');
  const [tell] = guide(desk.incident, { name: 'Ane' }, desk.clock).current;
  expect(tell?.message?.bodies[0]?.text).toBe('Look is done');
});

describe('deadlines', () => {
  test('missed at its due time, by the timer; met late it is marked so', () => {
    fact('significant', 'yes');
    aware();
    desk.wait(60 * 25);
    expect(
      desk.entries.findLast((entry) => entry.type === 'clock.missed' && entry.data.clock === 'early-warning'),
    ).toMatchObject({ at: '2026-11-22T03:00:00+01:00', via: 'timer' });
    desk.act({ act: 'met', clock: 'early-warning', reference: 'L-1' });
    expect(clock('early-warning')).toMatchObject({ state: 'met', late: true, reference: 'L-1' });
  });

  test('met late by a step it is marked so too', () => {
    fact('significant', 'yes');
    aware();
    desk.wait(60 * 25);
    desk.act({ act: 'done', step: 'repair' });
    expect(clock('early-warning')).toMatchObject({ state: 'met', late: true });
  });

  test('met with its true time is not late', () => {
    fact('significant', 'yes');
    aware();
    desk.wait(60 * 25);
    desk.act({ act: 'met', clock: 'early-warning' }, { at: '2026-11-21T20:00:00+01:00' });
    expect(clock('early-warning').late).toBeUndefined();
  });

  test('two desks, one of which met it in time: that the other saw it run out changes nothing', () => {
    fact('significant', 'yes');
    aware();
    const { round, due = '' } = clock('early-warning');
    desk.act({ act: 'met', clock: 'early-warning' });
    const { now: _, ...hand } = desk.context();
    desk.append([
      { ...hand, type: 'clock.missed', at: due, precision: 'second', data: { clock: 'early-warning', round, due } },
    ]);
    expect(clock('early-warning').state).toBe('met');
    expect(desk.incident.misfits).toHaveLength(1);
  });

  test('what was said in one round is not taken for another', () => {
    const { now: _, ...hand } = desk.context();
    const said = { ...hand, at: desk.clock, precision: 'second' } as const;
    desk.act({ act: 'met', clock: 'public-update' });
    const due = desk.clock;
    desk.append([
      { ...said, type: 'clock.met', data: { clock: 'public-update', round: 1 } },
      { ...said, type: 'clock.missed', data: { clock: 'public-update', round: 1, due } },
    ]);
    expect(clock('public-update')).toMatchObject({ state: 'running', round: 2 });
    expect(desk.incident.misfits.map(({ reason }) => reason)).toEqual([
      'The clock "public-update" is in round 2, not 1.',
      'The clock "public-update" does not run in round 1.',
    ]);
  });

  test('one of which it is not known whether it applies runs out like any other', () => {
    aware();
    desk.wait(60 * 24);
    expect(clock('early-warning')).toMatchObject({ state: 'missed', provisional: true });
    const { now: _, ...hand } = desk.context();
    const { round, due = '' } = clock('early-warning');
    desk.append([
      { ...hand, type: 'clock.missed', at: due, precision: 'second', data: { clock: 'early-warning', round, due } },
    ]);
    expect(desk.incident.misfits).toHaveLength(1);
  });

  test('what a person met is not met once more by the step that stops it, and the step is done', () => {
    fact('significant', 'yes');
    aware();
    desk.act({ act: 'met', clock: 'early-warning', reference: 'L-1' });
    const written = desk.act({ act: 'done', step: 'repair' }, { why: 'It was nothing' });
    expect(written.map(({ type }) => type)).not.toContain('clock.met');
    expect(clock('early-warning')).toMatchObject({ state: 'met', reference: 'L-1' });
  });

  test('a clock that is met is not met again, nor set aside', () => {
    desk.act({ act: 'met', clock: 'sign-in-back' });
    expect(desk.refused({ act: 'met', clock: 'sign-in-back' })).toMatchObject({
      code: 'already-so',
      message: 'The clock "sign-in-back" is met already, at 21 Nov 2026 03:00 +01:00.',
    });
    expect(desk.refused({ act: 'set-aside', clock: 'sign-in-back' }).code).toBe('wrong-state');
    expect(desk.refused({ act: 'met', clock: 'sign-in-bak' }).hint).toBe('Did you mean "sign-in-back"?');
  });

  test('open clocks come by deadline, those without one last; the next due is the earliest', () => {
    desk.act({ act: 'aware', topic: 'personal-data-breach' });
    aware();
    expect(openClocks(desk.incident).map(({ id }) => id)).toEqual(['public-update', 'early-warning', 'people-told']);
    expect(nextDue(desk.incident)).toBe('2026-11-21T03:30:00+01:00');
  });
});

describe('two deadlines and a choice of deadlines', () => {
  const runbook = (clocks: string): string => `holdfast: 1
id: two-clocks
title: Two clocks
facts:
  classified: { ask: "Classified as major?", type: boolean }
  trust_service: { ask: "A trust service?", type: boolean }
  short: { ask: "How many hours at most?", type: number }
  long: { ask: "How many hours else?", type: number }
  most: { ask: "How many hours by contract?", type: number }
topics: { significant-incident: Significant }
clocks:
${clocks}
steps:
  - id: work
    do: Work
    stops: [notification]
`;
  const start = (clocks: string): Desk => {
    const made = new Desk();
    made.follow(runbook(clocks));
    return made;
  };

  test('`and-within` (DORA, Regulation 2025/301 Art. 5): 24 h from awareness and 4 h from classification, the earlier binds', () => {
    const made = start(`  notification:
    title: Initial notification
    from: aware of significant-incident
    within: 24h
    and-within: { from: fact classified, within: 4h }`);
    made.act({ act: 'aware', topic: 'significant-incident' });
    expect(made.incident.clocks.notification?.due).toBe('2026-11-22T03:00:00+01:00');
    made.wait(60);
    made.act({ act: 'fact', values: [{ fact: 'classified', value: 'yes' }] });
    expect(made.incident.clocks.notification).toMatchObject({
      started: '2026-11-21T03:00:00+01:00',
      due: '2026-11-21T08:00:00+01:00',
      round: 1,
    });
  });

  test('`{ when, then, else }` (NIS2 Art. 23(4)(b) with its derogation): the stricter while it is unknown', () => {
    const made = start(`  notification:
    title: Notification
    from: aware of significant-incident
    within: { when: facts.trust_service, then: 24h, else: 72h }`);
    made.act({ act: 'aware', topic: 'significant-incident' });
    expect(made.incident.clocks.notification?.due).toBe('2026-11-22T03:00:00+01:00');
    made.act({ act: 'fact', values: [{ fact: 'trust_service', value: 'no' }] });
    expect(made.incident.clocks.notification?.due).toBe('2026-11-24T03:00:00+01:00');
    made.act({ act: 'fact', values: [{ fact: 'trust_service', value: 'yes' }] });
    expect(made.incident.clocks.notification?.due).toBe('2026-11-22T03:00:00+01:00');
  });

  test('of a choice of deadlines whatever any of them hangs on moves it, also after other things were done', () => {
    const made = start(`  notification:
    title: Notification
    from: aware of significant-incident
    within: { when: facts.trust_service, then: "{{ facts.short }}h", else: "{{ facts.long }}h" }
    and-within: { from: aware of significant-incident, within: "{{ facts.most }}h" }`);
    const say = (id: string, value: string): string | undefined => {
      made.act({ act: 'fact', values: [{ fact: id, value }] });
      const { due } = made.incident.clocks.notification ?? {};
      made.act({ act: 'note', words: `Said: ${id} is ${value}` });
      return due;
    };
    made.act({ act: 'aware', topic: 'significant-incident' });
    made.act({ act: 'note', words: 'Nobody knows by when' });
    expect(say('short', '10')).toBe('2026-11-21T13:00:00+01:00');
    expect(say('long', '20')).toBe('2026-11-21T13:00:00+01:00');
    expect(say('trust_service', 'no')).toBe('2026-11-21T23:00:00+01:00');
    expect(say('long', '30')).toBe('2026-11-22T09:00:00+01:00');
    expect(say('trust_service', 'yes')).toBe('2026-11-21T13:00:00+01:00');
    expect(say('short', '5')).toBe('2026-11-21T08:00:00+01:00');
    expect(say('most', '2')).toBe('2026-11-21T05:00:00+01:00');
  });

  test('a time for which somebody asked stays, whatever is said of the periods since', () => {
    const made = start(`  notification:
    title: Notification
    from: aware of significant-incident
    within: { when: facts.trust_service, then: 24h, else: 72h }`);
    made.act({ act: 'aware', topic: 'significant-incident' });
    made.act({ act: 'asked', clock: 'notification', due: '2026-11-21T17:00:00+01:00' });
    const written = made.act({ act: 'fact', values: [{ fact: 'trust_service', value: 'no' }] });
    expect(written.map(({ type }) => type)).toEqual(['fact.recorded']);
    expect(made.incident.clocks.notification?.due).toBe('2026-11-21T17:00:00+01:00');
  });

  test('`{ when, then, else }`: the stricter of the two, whichever stands first', () => {
    const made = start(`  notification:
    title: Notification
    from: aware of significant-incident
    within: { when: facts.trust_service, then: 72h, else: 24h }`);
    made.act({ act: 'aware', topic: 'significant-incident' });
    expect(made.incident.clocks.notification?.due).toBe('2026-11-22T03:00:00+01:00');
  });

  test('`and-within` is for the first report: one that is owed again has its own time alone', () => {
    const made = start(`  notification:
    title: Notification
    from: fact classified
    within: 4h
    and-within: { from: aware of significant-incident, within: 24h }
    again: { from: resolved, within: 1 month }`);
    made.act({ act: 'aware', topic: 'significant-incident' });
    made.act({ act: 'fact', values: [{ fact: 'classified', value: 'yes' }] });
    made.act({ act: 'met', clock: 'notification' });
    made.wait(60);
    made.act({ act: 'resolve' });
    expect(made.incident.clocks.notification?.due).toBe('2026-12-21T04:00:00+01:00');
  });

  test.each(['declared', 'fact minutes'])(
    '`from: %s`: a period that is not known any more stays as it was known',
    (from) => {
      const made = new Desk();
      made.follow(
        runbook(`  notification:
    title: Notification
    from: ${from}
    within: "{{ facts.minutes }}m"`).replace('facts:', '$&\n  minutes: { ask: How long, type: number }'),
      );
      const say = (value: string | { readonly unknown: true }): readonly string[] =>
        made.act({ act: 'fact', values: [{ fact: 'minutes', value }] }).map(({ type }) => type);
      say('20');
      expect(made.incident.clocks.notification?.due).toBe('2026-11-21T03:20:00+01:00');
      expect(say({ unknown: true })).toEqual(['fact.recorded']);
      expect(say('20')).toEqual(['fact.recorded']);
      expect(made.incident.clocks.notification?.due).toBe('2026-11-21T03:20:00+01:00');
      say('10');
      expect(made.incident.clocks.notification?.due).toBe('2026-11-21T03:10:00+01:00');
    },
  );

  test('a fact that goes stale takes no deadline away', () => {
    const made = start(`  notification:
    title: Notification
    from: aware of significant-incident
    within: { when: facts.trust_service, then: 24h, else: 72h }`);
    made.act({ act: 'fact', values: [{ fact: 'trust_service', value: 'no' }] });
    made.act({ act: 'aware', topic: 'significant-incident' });
    made.act({ act: 'fact', values: [{ fact: 'trust_service', value: { unknown: true } }] });
    expect(made.incident.clocks.notification?.due).toBeDefined();
  });
});

describe('a duty that is owed again', () => {
  const runbook = (again: string, more = ''): string => `holdfast: 1
id: owed-again
title: Owed again
facts:
  contained: { ask: "Is it contained?", type: boolean }
  wet: { ask: "Is it wet?", type: boolean }
clocks:
  report: { title: Report, from: declared, within: 1 month, again: ${again}${more} }
  answer: { title: Answer, from: clock report last met, within: 4h }
steps:
  - { id: work, do: Work }
  - id: rounds
    repeat: Report on it
    until: asked
    steps: [{ id: send, do: Send it, stops: [report] }]
`;
  const start = (again: string, more?: string): Desk => {
    const made = new Desk();
    made.follow(runbook(again, more));
    return made;
  };
  const report = (made: Desk): ClockState | undefined => made.incident.clocks['report'];
  const days = (n: number): number => n * 24 * 60;

  test('`every`: until its moment comes, each submission is followed by another', () => {
    const made = start('{ from: resolved, within: 1 month, until-then: Progress report, every: 14 days }');
    made.wait(days(20));
    made.act({ act: 'met', clock: 'report' });
    expect(report(made)).toMatchObject({ state: 'running', round: 2, due: '2026-12-25T03:00:00+01:00' });
    made.wait(days(10));
    const [met, next] = made.act({ act: 'met', clock: 'report' });
    expect(next).toMatchObject({
      cause: met?.id,
      data: { clock: 'report', round: 3, due: '2027-01-04T03:00:00+01:00', interim: true },
    });
    made.wait(days(1));
    made.act({ act: 'resolve' });
    expect(report(made)).toMatchObject({ state: 'running', round: 3, due: '2027-01-22T03:00:00+01:00' });
    made.act({ act: 'met', clock: 'report' });
    made.wait(days(90));
    expect(report(made)).toMatchObject({ state: 'met', round: 3 });
  });

  test('`every`: a submission that is undone was none, and what follows from its moment is the first', () => {
    const made = start('{ from: resolved, within: 1 month, until-then: Progress report, every: 14 days }');
    made.wait(days(20));
    made.act({ act: 'met', clock: 'report' });
    made.act({ act: 'undo' });
    expect(report(made)).toMatchObject({ state: 'running', round: 1, due: '2026-12-21T03:00:00+01:00' });
    made.act({ act: 'resolve' });
    expect(report(made)?.due).toBe('2026-12-21T03:00:00+01:00');
  });

  test('`every`: of two submissions the second is undone: the next still counts from the first', () => {
    const made = start('{ from: resolved, within: 1 month, until-then: Progress report, every: 14 days }');
    made.wait(days(20));
    made.act({ act: 'met', clock: 'report' });
    const once = report(made);
    made.wait(days(10));
    made.act({ act: 'met', clock: 'report' });
    made.act({ act: 'undo' });
    expect(report(made)).toEqual(once);
    expect(made.incident.clocks.answer?.due).toBe('2026-12-11T07:00:00+01:00');
  });

  test('`every`: said to be submitted by mistake before it was owed: its first period counts in full', () => {
    const made = new Desk();
    const text = runbook('{ from: resolved, within: 1 month, until-then: Progress report, every: 14 days }');
    made.follow(text.replace('from: declared', 'from: detected'));
    made.act({ act: 'met', clock: 'report' });
    made.act({ act: 'undo' });
    made.act({ act: 'describe', values: [{ field: 'detected', value: '03:00' }] });
    expect(report(made)?.due).toBe('2026-12-21T03:00:00+01:00');
  });

  test('a fact that is answered "no" again: it is owed once more when it is "yes" again', () => {
    const made = start('{ from: fact contained, within: 1h }');
    made.act({ act: 'met', clock: 'report' });
    made.wait(10);
    made.act({ act: 'fact', values: [{ fact: 'contained', value: 'yes' }] });
    expect(report(made)).toMatchObject({ state: 'running', due: '2026-11-21T04:10:00+01:00' });
    made.wait(10);
    made.act({ act: 'fact', values: [{ fact: 'contained', value: 'no' }] });
    // A deadline that is written stays; what is submitted now is not the last.
    expect(report(made)?.due).toBe('2026-11-21T04:10:00+01:00');
    made.act({ act: 'met', clock: 'report' });
    made.wait(10);
    made.act({ act: 'fact', values: [{ fact: 'contained', value: 'yes' }] });
    expect(report(made)).toMatchObject({ state: 'running', due: '2026-11-21T04:30:00+01:00' });
  });

  test('submitted before its moment and typed in after it, it was an interim one all the same', () => {
    const made = start('{ from: resolved, within: 1 month }');
    made.wait(60);
    made.act({ act: 'resolve' });
    made.act({ act: 'met', clock: 'report' }, { at: '2026-11-21T03:30:00+01:00' });
    expect(report(made)).toMatchObject({ state: 'running', round: 2, due: '2026-12-21T04:00:00+01:00' });
  });

  test('the step that sends it stops it in every round, and `last met` counts from the latest', () => {
    const made = start('{ from: resolved, within: 1 month }');
    made.act({ act: 'done', step: 'work' });
    made.act({ act: 'done', step: 'send' });
    expect(made.incident.clocks['answer']?.due).toBe('2026-11-21T07:00:00+01:00');
    made.wait(30);
    made.act({ act: 'jump', step: 'rounds' });
    made.act({ act: 'done', step: 'send' });
    expect(report(made)).toMatchObject({ state: 'met', round: 2, interim: true, metAt: made.clock });
    expect(made.incident.clocks['answer']).toMatchObject({ round: 1, due: '2026-11-21T07:30:00+01:00' });
    made.act({ act: 'undo' });
    expect(report(made)).toMatchObject({ state: 'met', interim: true, metAt: '2026-11-21T03:00:00+01:00' });
    expect(made.incident.clocks['answer']?.due).toBe('2026-11-21T07:00:00+01:00');
  });

  test('a deadline moves to the next working day where it may; not while nobody knows whether it may', () => {
    const made = start('{ from: resolved, within: 1h }', ', next-working-day: { at: "12:00", when: "!facts.wet" }');
    made.act({ act: 'met', clock: 'report' });
    made.act({ act: 'resolve' });
    // 21 November 2026 is a Saturday.
    expect(report(made)?.due).toBe('2026-11-21T04:00:00+01:00');
    made.act({ act: 'fact', values: [{ fact: 'wet', value: 'no' }] });
    expect(report(made)?.due).toBe('2026-11-23T12:00:00+01:00');
  });

  test('every prefix of it comes back from its snapshot as it was', () => {
    const made = start('{ from: resolved, within: 1 month, every: 14 days }');
    made.act({ act: 'met', clock: 'report' });
    made.wait(days(15));
    made.act({ act: 'met', clock: 'report' });
    made.act({ act: 'resolve' });
    const followed = made.entries.filter((entry) => entry.type === 'runbook.followed');
    for (let cut = 2; cut <= made.entries.length; cut += 1) {
      const woken = fromSnapshot(toSnapshot(replay(made.entries.slice(0, cut))), () => followed);
      expect(asData(replay(made.entries.slice(cut), woken))).toEqual(asData(made.incident));
    }
  });
});

describe('a fact that says when', () => {
  const text = smallFlood
    .replace('from: fact ups_minutes', 'from: fact seen_at')
    .replace('"{{ facts.ups_minutes }}m"', '1h');

  test('counts from the time that it says; said again with another time, the clock is put right', () => {
    const made = new Desk();
    made.follow(text);
    made.act({ act: 'fact', values: [{ fact: 'seen_at', value: '02:10' }] });
    expect(made.incident.clocks['ups-empty']).toMatchObject({
      started: '2026-11-21T02:10:00+01:00',
      due: '2026-11-21T03:10:00+01:00',
    });
    made.act({ act: 'fact', values: [{ fact: 'seen_at', value: '02:50' }] });
    expect(made.incident.clocks['ups-empty']).toMatchObject({ round: 1, due: '2026-11-21T03:50:00+01:00' });
  });

  test('is one of type `time`: words that look like a time count from when they were said', () => {
    const made = new Desk();
    made.follow(text.replace('type: time }', 'type: text }'));
    made.act({ act: 'fact', values: [{ fact: 'seen_at', value: '2026-11-21T02:10:00+01:00' }] });
    expect(made.incident.clocks['ups-empty']?.started).toBe('2026-11-21T03:00:00+01:00');
  });

  test('a personal one decides nothing: the clock counts from when it was given', () => {
    const made = new Desk();
    made.follow(text.replace('type: time }', 'type: time, privacy: personal }'));
    made.act({ act: 'fact', values: [{ fact: 'seen_at', value: '02:10' }] });
    expect(made.incident.clocks['ups-empty']?.started).toBe('2026-11-21T03:00:00+01:00');
  });
});

describe('the law on the calendar', () => {
  const legal = `holdfast: 1
id: legal
title: Legal clocks
topics: { breach: A personal data breach, significant: A significant incident }
clocks:
  gdpr-33: { title: GDPR notification, from: aware of breach, within: 72h }
  nis2-a: { title: Early warning, from: aware of significant, within: 24h }
  nis2-b: { title: Notification, from: aware of significant, within: 72h }
  nis2-d: { title: Final report, from: clock nis2-b met, within: 1 month }
steps:
  - id: work
    do: Work
    stops: [gdpr-33, nis2-a, nis2-b, nis2-d]
`;
  const at = (when: string): Desk => {
    const made = new Desk({}, when);
    made.follow(legal);
    return made;
  };
  const due = (made: Desk, id: string): string | undefined => made.incident.clocks[id]?.due;

  test('GDPR Art. 33(1): 72 hours are real hours, also over the night in which the clocks go back (25 October 2026)', () => {
    const made = at('2026-10-23T14:00:00+02:00');
    made.act({ act: 'aware', topic: 'breach' });
    expect(due(made, 'gdpr-33')).toBe('2026-10-26T13:00:00+01:00');
  });

  test('NIS2 Art. 23(4)(a): 24 hours over the night in which the clocks go forward (29 March 2026)', () => {
    const made = at('2026-03-28T14:00:00+01:00');
    made.act({ act: 'aware', topic: 'significant' });
    expect(due(made, 'nis2-a')).toBe('2026-03-29T15:00:00+02:00');
  });

  test('NIS2 Art. 23(4)(b): 72 hours over the night in which the clocks go back', () => {
    const made = at('2026-10-24T02:30:00+02:00');
    made.act({ act: 'aware', topic: 'significant' });
    expect(due(made, 'nis2-b')).toBe('2026-10-27T01:30:00+01:00');
  });

  test('NIS2 Art. 23(4)(d): one month after the notification, not after awareness; from 31 January to 28 February', () => {
    const made = at('2026-01-30T10:00:00+01:00');
    made.act({ act: 'aware', topic: 'significant' });
    made.wait(24 * 60);
    made.act({ act: 'met', clock: 'nis2-b' });
    expect(due(made, 'nis2-d')).toBe('2026-02-28T10:00:00+01:00');
  });

  test('NIS2 Art. 23(4)(d): a month over the change of the clocks keeps the time on the wall', () => {
    const made = at('2026-10-10T10:00:00+02:00');
    made.act({ act: 'aware', topic: 'significant' });
    made.act({ act: 'met', clock: 'nis2-b' });
    expect(due(made, 'nis2-d')).toBe('2026-11-10T10:00:00+01:00');
  });

  describe('an incident that was declared before anybody knew where, in UTC and without holidays', () => {
    const elsewhere = (text: string, city?: string, when = '2026-12-21T23:30:00+00:00'): Desk => {
      const made = new Desk({ timezone: 'UTC' }, when);
      made.follow(text, {}, city);
      return made;
    };
    const answer = legal.replace('within: 72h', 'within: 3 working days');
    const holidays = "holidays: ['2026-12-24', '2026-12-25']";

    test('counts working days by the zone of the runbook and the holidays of its organisation', () => {
      const made = elsewhere(
        answer.replace('topics:', 'timezone: Europe/Copenhagen\ntopics:'),
        `holdfast: 1\nname: Testby\n${holidays}\n`,
      );
      made.act({ act: 'aware', topic: 'breach' });
      // It is the 22nd already in Copenhagen: the 23rd, the 28th and the 29th are worked.
      expect(due(made, 'gdpr-33')).toBe('2026-12-28T23:30:00+00:00');
    });

    test('counts by the zone of the organisation where the runbook names none', () => {
      const made = elsewhere(answer, `holdfast: 1\nname: Testby\ntimezone: Europe/Copenhagen\n${holidays}\n`);
      made.act({ act: 'aware', topic: 'breach' });
      expect(due(made, 'gdpr-33')).toBe('2026-12-28T23:30:00+00:00');
    });

    test('counts by its own zone where neither names one', () => {
      const made = elsewhere(answer);
      made.act({ act: 'aware', topic: 'breach' });
      expect(due(made, 'gdpr-33')).toBe('2026-12-24T23:30:00+00:00');
    });

    test('counts on where the organisation names a zone that there is not, and its timers run', () => {
      const made = elsewhere(
        answer.replace('steps:', 'steps:\n  - { id: pump, wait: Let the pumps work, for: 15m }'),
        'holdfast: 1\nname: Testby\ntimezone: Europe/Kopenhagen\n',
      );
      made.act({ act: 'aware', topic: 'breach' });
      expect(due(made, 'gdpr-33')).toBe('2026-12-24T23:30:00+00:00');
      expect(made.wait(15).map(({ type }) => type)).toContain('timer.elapsed');
    });

    test('moves a deadline to the hour on the wall of the runbook', () => {
      const made = elsewhere(
        legal
          .replace('within: 72h', 'within: 72h, next-working-day: { at: "12:00" }')
          .replace('topics:', 'timezone: Europe/Copenhagen\ntopics:'),
        `holdfast: 1\nname: Testby\n${holidays}\n`,
      );
      made.act({ act: 'aware', topic: 'breach' });
      expect(due(made, 'gdpr-33')).toBe('2026-12-28T11:00:00+00:00');
    });

    test('keeps the time on the wall of the runbook over the change of its clocks', () => {
      const made = elsewhere(
        legal.replace('topics:', 'timezone: Europe/Copenhagen\ntopics:'),
        undefined,
        '2026-03-10T09:00:00+00:00',
      );
      made.act({ act: 'met', clock: 'nis2-b' });
      expect(due(made, 'nis2-d')).toBe('2026-04-10T08:00:00+00:00');
    });
  });
});

describe('what the conditions of clocks read', () => {
  const first = '2026-11-21T03:00:01+01:00';
  const second = '2026-11-21T03:00:02+01:00';

  test('is made once for a moment', () => {
    expect(worldOfClock(desk.incident, 'public-update', first)).toBe(
      worldOfClock(desk.incident, 'early-warning', first),
    );
    expect(worldOfClock(desk.incident, 'public-update', second)).not.toBe(
      worldOfClock(desk.incident, 'public-update', first),
    );
  });

  test('is let go of when the moment is over, though the incident stands all night and is asked every second', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const read = new WeakRef(worldOfClock(desk.incident, 'public-update', first));
    worldOfClock(desk.incident, 'public-update', second);
    await nextTurn();
    collect();
    expect(read.deref()).toBeUndefined();
  });
});
