import { expect, test } from 'vitest';
import { alarmsOf, nextAlarm } from '../../src/guide/alarms.ts';
import type { Session } from '../../src/session/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';
import { wetNight } from '../support/wet-night.ts';

const runbook = smallFlood.replace('rto: 4h, fallback', 'rto: 4h, mtpd: 1d, fallback');
const begun = (): ReturnType<typeof memoryIncident> => memoryIncident({ runbooks: [runbook], organisation });
const rings = (session: Session): readonly string[] => alarmsOf(session.guide()).map(({ short }) => short);

test('a deadline is announced once nine tenths of its time are over, and is overdue after it', () => {
  const flood = begun();
  const anna = flood.session('Anna');
  flood.pass({ minutes: 26, seconds: 59 });
  expect(rings(anna)).not.toContain('due soon "Tell the public"');
  expect(nextAlarm(anna.guide())).toBe('2026-11-22T03:39:00+01:00');
  flood.pass({ seconds: 1 });
  expect(rings(anna)).toContain('due soon "Tell the public"');
  flood.pass({ minutes: 4 });
  expect(rings(anna)).toContain('overdue "Tell the public"');
  expect(rings(anna)).not.toContain('due soon "Tell the public"');
});

test('a service is said to be late while it is lost alone: after its RTO, and once it cannot be borne any more that in its place', () => {
  const flood = begun();
  const anna = flood.session('Anna');
  anna.act({ act: 'lost', services: ['citizen-sign-in'] });
  flood.pass({ hours: 3, minutes: 59 });
  expect(rings(anna)).not.toContain('"Citizen sign-in" not back');
  flood.pass({ minutes: 1 });
  expect(rings(anna)).toContain('"Citizen sign-in" not back');
  flood.pass({ hours: 20 });
  expect(rings(anna)).toContain('"Citizen sign-in" out too long');
  expect(rings(anna)).not.toContain('"Citizen sign-in" not back');
  anna.act({ act: 'restored', services: ['citizen-sign-in'] });
  expect(rings(anna).filter((each) => each.includes('sign-in"'))).toEqual([]);
  anna.act({ act: 'suspect', services: ['citizen-sign-in'] });
  expect(rings(anna).filter((each) => each.includes('sign-in"'))).toEqual([]);
});

test('the next that may ring lies ahead, whatever has rung; a step is foreseen to be late, a duty that is met is not', () => {
  const flood = memoryIncident({
    runbooks: [smallFlood.replace('do: Get everyone out', 'do: Get everyone out\n    overdue: 40m')],
    organisation,
  });
  const anna = flood.session('Anna');
  flood.pass({ minutes: 31 });
  expect(rings(anna)).toContain('overdue "Tell the public"');
  expect(nextAlarm(anna.guide())).toBe('2026-11-22T03:52:00.001+01:00');
  flood.pass({ minutes: 10 });
  expect(rings(anna)).toContain('overdue "Get everyone out"');
  anna.act({ act: 'met', clock: 'public-update' });
  const next = nextAlarm(anna.guide());
  expect(next === undefined || next > '2026-11-22T03:53').toBe(true);
});

test('a service of which nobody promised a time is lost without a bell, and no time is foreseen for it', () => {
  const flood = memoryIncident({ runbooks: [smallFlood.replace('rto: 4h, fallback', 'fallback')], organisation });
  const anna = flood.session('Anna');
  const before = nextAlarm(anna.guide());
  anna.act({ act: 'lost', services: ['citizen-sign-in'] });
  expect(nextAlarm(anna.guide())).toBe(before);
  flood.pass({ hours: 5 });
  expect(rings(anna).filter((each) => each.includes('sign-in"'))).toEqual([]);
});

test('whoever was given a role and has not said yes in time is named; another who is asked is another alarm', () => {
  const flood = begun();
  const anna = flood.session('Anna');
  anna.act({ act: 'assign', role: 'lead', person: 'Bo' });
  flood.pass({ minutes: 5, seconds: 1 });
  expect(rings(anna)).toContain('no yes of Bo');
  anna.act({ act: 'assign', role: 'lead', person: 'Cam' });
  expect(rings(anna)).not.toContain('no yes of Bo');
  flood.pass({ minutes: 5, seconds: 1 });
  expect(rings(anna)).toContain('no yes of Cam');
  flood.session('Cam').act({ act: 'ack', role: 'lead' });
  expect(rings(anna)).not.toContain('no yes of Cam');
});

test('a step that is gone back to and is late once more rings once more', () => {
  const flood = memoryIncident({
    runbooks: [
      'holdfast: 1\nid: again\ntitle: Again\nsteps:\n  - { id: pump, do: Pump, expect: 5m, overdue: 10m }\n  - { id: dry, decide: Is it dry?, options: { yes: { title: "Yes" }, no: { title: "No", go-to: pump } } }\n'
        .replace('yes: {', 'dry: {')
        .replace('no: {', 'wet: {'),
    ],
  });
  const anna = flood.session('Anna');
  const keys = (): readonly string[] => alarmsOf(anna.guide()).map(({ key }) => key);
  flood.pass({ minutes: 11 });
  const first = keys();
  expect(first).toHaveLength(1);
  anna.act({ act: 'done', step: 'pump' });
  anna.act({ act: 'choose', step: 'dry', option: 'wet' });
  expect(keys()).toEqual([]);
  flood.pass({ minutes: 11 });
  expect(keys()).toHaveLength(1);
  expect(keys()).not.toEqual(first);
});

test('of what was stood down its duties alone still ring', () => {
  const flood = begun();
  const anna = flood.session('Anna');
  anna.act({ act: 'ask', person: 'Bo', words: 'bring sandbags', due: '2026-11-22T03:20:00+01:00' });
  flood.pass({ minutes: 40 });
  expect(rings(anna)).toContain('overdue: asked of Bo');
  anna.act({ act: 'stand-down', as: 'false-alarm' });
  expect(rings(anna)).toEqual(['overdue "Tell the public"']);
});

test('what comes in a drill rings for five minutes, and what asks for an answer until it has one, the time is over or somebody else has it', () => {
  const drill = wetNight();
  const [anna, bo] = [drill.session('Anna'), drill.session('Bo')];
  const injects = (session: Session): readonly string[] => rings(session).filter((each) => each.includes('inject'));
  drill.pass({ minutes: 2 });
  expect(injects(anna)).toEqual(['an inject from Leak panel, by alarm']);
  // It is for the lead alone.
  expect(injects(bo)).toEqual([]);
  drill.pass({ minutes: 5 });
  expect(injects(anna)).toEqual([]);
  drill.pass({ minutes: 10 });
  expect(injects(bo)).toEqual(['an inject from The mayor, by phone']);
  expect(injects(drill.session('Ulla', undefined, true))).toEqual([]);
  drill.pass({ hours: 2 });
  expect(injects(bo)).toEqual([]);
  const second = wetNight();
  second.pass({ minutes: 17 });
  second.session('Anna').act({ act: 'answer', inject: 'mayor', answer: 'no' });
  expect(injects(second.session('Bo'))).toEqual([]);
});

test('after an exercise nothing of it rings any more, but that something real has happened', () => {
  const played = (change: 'end' | 'real-world'): Session => {
    const flood = memoryIncident({ runbooks: [runbook], organisation, mode: 'drill' });
    const anna = flood.session('Anna');
    flood.pass({ minutes: 31 });
    expect(rings(anna)).toContain('overdue "Tell the public"');
    anna.act({ act: 'exercise', change });
    return anna;
  };
  expect(rings(played('end'))).toEqual([]);
  expect(rings(played('real-world'))).toEqual(['NO DUFF: this is real']);
});
