import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyOf, readiness, readinessJson, readinessLines, u4ssc } from '../../src/analysis/index.ts';
import type { History, Known, Readiness, RunbookReadiness } from '../../src/analysis/index.ts';
import type { Act } from '../../src/incident/index.ts';
import { parseRunbook, type Runbook } from '../../src/runbook/index.ts';
import { readinessHtml } from '../../src/report/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident, MemoryOptions } from '../support/memory-session.ts';

const text = `holdfast: 1
id: cellar
title: Cellar
revision: 2026-10-01
owner: Resilience
tags: [flood]
roles:
  lead: { title: Incident lead }
  pumps: { title: Pump crew }
services:
  sign-in: { title: Sign-in, rto: 1h, fallback: Paper }
  mail: { title: Mail, rto: 2h }
  phone: { title: Telephones }
steps:
  - { id: look, do: Look }
  - id: serious
    decide: Is it serious?
    options: { yes-it-is: { title: It is }, no-it-is-not: { title: It is not } }
  - { id: over, end: Over }
`;
const runbook = ((): Runbook => {
  const found = parseRunbook(text, 'cellar.yaml');
  if ('runbook' in found) return found.runbook;
  throw new Error(found.diagnostics[0]?.message);
})();

const now = '2026-11-22T12:00:00+01:00';
const night = (options: MemoryOptions = {}): MemoryIncident =>
  memoryIncident({ runbooks: [text], mode: 'drill', ...options });
function act(memory: MemoryIncident, who: string, what: Act): void {
  const outcome = memory.session(who).act(what, { why: 'x' });
  if (!outcome.ok) throw new Error(outcome.refusal.message);
}
const told = (memory: MemoryIncident): History => historyOf(memory);
const simulated = (one: History): History => ({ ...one, exercised: { ...one.exercised, simulated: true } });
const ready = (histories: readonly History[], at = now, of: Runbook = runbook): Readiness =>
  readiness({ runbooks: [of], scenarios: [], histories }, at);
const cellar = (made: Readiness): RunbookReadiness => made.runbooks[0]!;
const line = (made: Readiness, id: string) => cellar(made).lines.find((one) => one.id === id);

describe('how ready a runbook is', () => {
  test('a score is the sum of its lines; what does not apply is no part of it', () => {
    const made = ready([]);
    expect(cellar(made).lines.map(({ id, points, of }) => [id, points, of])).toEqual([
      ['reviewed', 15, 15],
      ['drilled', 0, 20],
      ['coverage', 0, 25],
      ['rto', 0, 15],
      ['follow-ups', 0, 0],
      ['roles', 0, 15],
    ]);
    expect(cellar(made).score).toBe(Math.floor((100 * 15) / 90));
    expect(readinessLines(made).join('\n')).toMatch(/Sum +15 of 90 {2}16 of 100/);
  });

  test('a drill counts in full for a year, by half for two, and then no more; so does the revision', () => {
    const begun = night({ start: '2026-11-20T03:00:00+01:00' });
    expect(line(ready([told(begun)]), 'drilled')).toMatchObject({ points: 0 });
    act(begun, 'Ane', { act: 'done', step: 'look' });
    const drill = told(begun);
    expect(line(ready([drill]), 'drilled')).toMatchObject({ points: 20, reason: 'last drilled 2026-11-20 in flood-7' });
    expect(line(ready([drill], '2027-11-20T02:00:00+01:00'), 'drilled')).toMatchObject({ points: 20 });
    expect(line(ready([drill], '2027-12-01T00:00:00Z'), 'drilled')).toMatchObject({ points: 10 });
    expect(line(ready([drill], '2028-12-01T00:00:00Z'), 'drilled')).toMatchObject({ points: 0 });
    expect(line(ready([drill], '2027-12-01T00:00:00Z'), 'reviewed')).toMatchObject({ points: 7 });
  });

  test('an incident is no drill, and what is simulated is neither', () => {
    const [real, drill] = [night({ mode: 'real' }), night()];
    for (const one of [real, drill]) act(one, 'Ane', { act: 'done', step: 'look' });
    expect(line(ready([told(drill)]), 'drilled')).toMatchObject({ points: 20 });
    expect(line(ready([told(real)]), 'drilled')).toMatchObject({ points: 0 });
    expect(line(ready([simulated(told(drill))]), 'drilled')).toMatchObject({ points: 0 });
    expect(line(ready([simulated(told(drill))]), 'follow-ups')).toMatchObject({ of: 0 });
  });

  test('a revision counts from its day on, wherever it is that day already; before it nobody knows which one was in force', () => {
    const revised = (at: string) => line(ready([], at), 'reviewed');
    expect(revised('2026-10-01T00:30:00+14:00')).toMatchObject({ points: 15, reason: 'last reviewed 2026-10-01' });
    expect(revised('2026-09-29T12:00:00Z')).toMatchObject({
      of: 0,
      reason: expect.stringContaining('earlier revision'),
    });
    const { revision: _revision, owner: _owner, ...undated } = runbook;
    expect(line(ready([], now, undated), 'reviewed')).toMatchObject({ points: 0, of: 15 });
    const [dated, none] = [readinessJson(ready([])).runbooks[0], readinessJson(ready([], now, undated)).runbooks[0]];
    expect(dated).toMatchObject({ reviewed: '2026-10-01', owner: 'Resilience', drilled: null });
    expect(none).toMatchObject({ reviewed: null, owner: null });
  });

  test('another runbook that was drilled is no drill of this one, and leaves it no follow-ups', () => {
    const other = text.replace('id: cellar', 'id: attic');
    const elsewhere = memoryIncident({ runbooks: [other], mode: 'drill' });
    act(elsewhere, 'Ane', { act: 'done', step: 'look' });
    act(elsewhere, 'Ane', { act: 'follow-up', words: 'Mend the roof' });
    const made = ready([told(elsewhere)]);
    expect(line(made, 'drilled')).toMatchObject({ points: 0 });
    expect(line(made, 'follow-ups')).toMatchObject({ of: 0 });
    // One that follows it from within is.
    const outer =
      'holdfast: 1\nid: outer\ntitle: Outer\nsteps:\n  - { id: both, parallel: Both, tracks: { low: { title: Low, steps: [{ id: down, follow: cellar }] } } }\n';
    const inside = memoryIncident({ runbooks: [outer], followed: { cellar: text }, mode: 'drill' });
    act(inside, 'Ane', { act: 'done', step: 'down/look' });
    act(inside, 'Ane', { act: 'follow-up', words: 'Buy a pump' });
    expect(line(ready([told(inside)]), 'drilled')).toMatchObject({ points: 20 });
    expect(line(ready([told(inside)]), 'follow-ups')).toMatchObject({ points: 8 });
    expect(readinessJson(ready([told(inside)])).runbooks[0]?.drilled).toContain('2026-11-22');
    const parsed = parseRunbook(outer, 'outer.yaml');
    if (!('runbook' in parsed)) throw new Error(parsed.diagnostics[0]?.message);
    const around = readiness({ runbooks: [parsed.runbook, runbook], scenarios: [], histories: [told(inside)] }, now);
    expect(line(around, 'coverage')?.reason).toContain('3 of 3 steps, options and tracks');
    expect(cellar(around).coverage.things.map(({ title }) => title)).toEqual(['Both', 'Low', 'Cellar']);
  });

  test('what does not apply is said to be so: no service with an RTO, no roles, no runbook at all', () => {
    const { roles: _roles, services: _services, ...bare } = runbook;
    const made = ready([], now, bare);
    expect(line(made, 'rto')).toMatchObject({ points: 0, of: 0, reason: 'no service of it has an RTO' });
    expect(line(made, 'roles')).toMatchObject({ points: 0, of: 0, reason: 'it has no roles' });
    expect(made.services).toEqual([]);
    expect(readiness({ runbooks: [], scenarios: [], histories: [] }, now)).toMatchObject({ score: 0, services: [] });
  });

  test('coverage is what people ever exercised of steps and options', () => {
    const drill = night();
    act(drill, 'Ane', { act: 'done', step: 'look' });
    act(drill, 'Ane', { act: 'choose', step: 'serious', option: 'yes-it-is' });
    expect(line(ready([told(drill)]), 'coverage')).toEqual({
      id: 'coverage',
      points: 15,
      of: 25,
      reason: '3 of 5 steps, options and tracks were ever exercised by people',
    });
  });

  test('an RTO is met where the last drill in which the service was away kept it', () => {
    const drill = night();
    act(drill, 'Ane', { act: 'done', step: 'look' });
    act(drill, 'Ane', { act: 'lost', services: ['sign-in', 'mail'] });
    drill.pass({ minutes: 90 });
    act(drill, 'Ane', { act: 'restored', services: ['sign-in', 'mail'] });
    const made = ready([told(drill)]);
    expect(line(made, 'rto')).toMatchObject({ points: 7, of: 15 });
    expect(line(made, 'rto')?.reason).toBe('1 of 2 RTOs met in the last drill; Sign-in took 1h 30m against 1h');
    expect(made.services.map(({ service, rtoMet }) => [service, rtoMet])).toEqual([
      ['sign-in', false],
      ['mail', true],
      ['phone', undefined],
    ]);
    // Of a last drill nothing is said where there was none.
    expect(line(ready([]), 'rto')?.reason).toBe('never away and back in a drill: Sign-in, Mail');
  });

  test('the last drill in which it was away counts, though a later one left that service alone', () => {
    const away = night({ start: '2026-11-01T05:00:00+01:00' });
    act(away, 'Ane', { act: 'done', step: 'look' });
    act(away, 'Ane', { act: 'lost', services: ['sign-in'] });
    away.pass({ minutes: 90 });
    act(away, 'Ane', { act: 'restored', services: ['sign-in'] });
    const later = night({ start: '2026-11-20T05:00:00+01:00' });
    act(later, 'Ane', { act: 'done', step: 'look' });
    act(later, 'Ane', { act: 'lost', services: ['mail'] });
    // It is away still, and there is time left.
    const made = ready([told(later), told(away)]);
    expect(cellar(made).services).toEqual([
      { service: 'sign-in', title: 'Sign-in', rto: '1h', length: 5_400_000, met: false, in: 'flood-7' },
      { service: 'mail', title: 'Mail', rto: '2h' },
    ]);
  });

  test('a service is as ready as the weakest of the runbooks that name it, and of no other', () => {
    const { services: _services, ...silent } = runbook;
    const [weak, unnamed] = [
      { ...runbook, id: 'attic', revision: '2025-01-01' },
      { ...silent, id: 'roof', revision: '2020-01-01' },
    ];
    const { services, runbooks } = readiness({ runbooks: [unnamed, runbook, weak], scenarios: [], histories: [] }, now);
    expect(services[0]).toMatchObject({ service: 'sign-in', runbooks: ['cellar', 'attic'], weakest: 'attic' });
    expect(services[0]?.score).toBe(runbooks[2]?.score);
    expect(runbooks[0]?.score).toBeLessThan(runbooks[2]?.score ?? 0);
  });

  test('a service of several runbooks was tried where any of them was drilled, and met where none missed it', () => {
    const other = { ...runbook, id: 'attic', title: 'Attic' };
    const drill = night();
    act(drill, 'Ane', { act: 'done', step: 'look' });
    act(drill, 'Ane', { act: 'lost', services: ['sign-in', 'mail'] });
    drill.pass({ minutes: 90 });
    act(drill, 'Ane', { act: 'restored', services: ['sign-in', 'mail'] });
    const { services } = readiness({ runbooks: [other, runbook], scenarios: [], histories: [told(drill)] }, now);
    expect(services.map(({ service, rtoMet }) => [service, rtoMet])).toEqual([
      ['sign-in', false],
      ['mail', true],
      ['phone', undefined],
    ]);
  });

  test('what never came back before the drill ended missed its RTO where that was over by then, and else says nothing', () => {
    const kept = night();
    act(kept, 'Ane', { act: 'done', step: 'look' });
    act(kept, 'Ane', { act: 'lost', services: ['sign-in', 'mail'] });
    act(kept, 'Ane', { act: 'restored', services: ['sign-in', 'mail'] });
    const given = night({ start: '2026-11-22T05:00:00+01:00' });
    act(given, 'Ane', { act: 'done', step: 'look' });
    act(given, 'Ane', { act: 'lost', services: ['sign-in', 'mail'] });
    given.pass({ minutes: 90 });
    act(given, 'Ane', { act: 'exercise', change: 'end' });
    const made = ready([told(kept), told(given)]);
    expect(line(made, 'rto')?.reason).toBe('1 of 2 RTOs met in the last drill; Sign-in took 1h 30m against 1h');
  });

  test('follow-ups take points while they are open, more so past their day', () => {
    const drill = night();
    act(drill, 'Ane', { act: 'follow-up', words: 'Buy a pump', owner: 'Bo', due: '2026-11-22T09:00:00+01:00' });
    act(drill, 'Ane', { act: 'follow-up', words: 'Label the valve' });
    const one = ready([told(drill)]);
    expect(line(one, 'follow-ups')).toMatchObject({ points: 3, reason: '2 follow-ups open, 1 past its day' });
    expect(readinessLines(one).join('\n')).toMatch(/! flood-7 follow-up-1: Buy a pump — Bo, due 2026-11-22/);
    // The day itself is not past it.
    expect(line(ready([told(drill)], '2026-11-22T08:59:59+01:00'), 'follow-ups')).toMatchObject({
      points: 6,
      reason: '2 follow-ups open',
    });
    act(drill, 'Bo', { act: 'follow-up-done', followUp: 'follow-up-1' });
    expect(line(ready([told(drill)]), 'follow-ups')).toMatchObject({ points: 8, reason: '1 follow-up open' });
    act(drill, 'Bo', { act: 'follow-up-done', followUp: 'follow-up-2' });
    expect(line(ready([told(drill)]), 'follow-ups')).toMatchObject({ points: 10, reason: 'no follow-up is open' });
  });

  test('a follow-up was open from when it was written down until it was done, on the wall, however fast the exercise went', () => {
    const drill = night({ start: '2026-08-20T03:00:00+02:00' });
    act(drill, 'Ane', { act: 'done', step: 'look' });
    act(drill, 'Ane', { act: 'exercise', change: { speed: 100 } });
    drill.pass({ hours: 24 });
    for (const words of ['Buy a pump', 'Label the valve', 'Oil the gate'])
      act(drill, 'Ane', { act: 'follow-up', words, due: '2026-09-10T09:00:00+02:00' });
    drill.pass({ hours: 24 });
    act(drill, 'Bo', { act: 'follow-up-done', followUp: 'follow-up-1' });
    // The clock of the exercise stands in March of the year after.
    const openOn = (day: string) => cellar(ready([told(drill)], `${day}T12:00:00+02:00`)).followUps.length;
    expect(['2026-08-20', '2026-08-21', '2026-08-22'].map(openOn)).toEqual([0, 3, 2]);
    expect(line(ready([told(drill)]), 'follow-ups')?.reason).toBe('2 follow-ups open, 2 past their day');
  });

  test('a role needs two people who held it and did something, within two years', () => {
    const drill = night();
    for (const [role, person] of [
      ['lead', 'Ane'],
      ['lead', 'Bo'],
      ['pumps', 'Bo'],
      ['pumps', 'Nobody'],
    ] as const)
      act(drill, 'Ane', { act: 'assign', role, person });
    drill.session('Bo').act({ act: 'note', words: 'here' });
    drill.session('Eva').act({ act: 'note', words: 'here too' });
    act(drill, 'Ane', { act: 'assign', role: 'pumps', person: 'Eva' });
    act(drill, 'Ane', { act: 'undo' });
    // Nothing of the runbook was done yet: whoever only took a role learned nothing of it.
    expect(cellar(ready([told(drill)])).roles.flatMap(({ people }) => people)).toEqual([]);
    act(drill, 'Ane', { act: 'done', step: 'look' });
    const made = ready([told(drill)]);
    expect(cellar(made).roles).toEqual([
      { role: 'lead', title: 'Incident lead', people: ['Ane', 'Bo'] },
      { role: 'pumps', title: 'Pump crew', people: ['Bo'] },
    ]);
    expect(line(made, 'roles')).toMatchObject({
      points: 7,
      reason: 'fewer than two trained people in 1 of 2 roles: Pump crew (1)',
    });
    drill.session('Ane').act({ act: 'assign', role: 'pumps', person: 'Eva' });
    expect(line(ready([told(drill)]), 'roles')).toMatchObject({
      points: 15,
      reason: 'every role was held by two or more people',
    });
    expect(cellar(ready([told(drill)], '2029-01-01T00:00:00Z')).roles[0]?.people).toEqual([]);
  });

  test('the trend goes a year back by months, and knows nothing that came later', () => {
    const drill = night({ start: '2026-06-10T03:00:00+02:00' });
    act(drill, 'Ane', { act: 'done', step: 'look' });
    const { trend, score } = ready([told(drill)]);
    expect(trend).toHaveLength(13);
    expect(trend.map(({ on }) => on).slice(-3)).toEqual(['2026-10-01', '2026-11-01', '2026-11-22']);
    expect(trend.at(-1)?.score).toBe(score);
    expect(trend.filter(({ on }) => on < '2026-06-10').every((point) => point.score === 0)).toBe(true);
    expect(trend.find(({ on }) => on === '2026-07-01')?.score).toBeGreaterThan(0);
  });

  test('whatever the record holds: no line has more points than it may, and the score is their sum', () => {
    const length = fc.integer({ min: 0, max: 1e8 });
    const moment = fc.integer({ min: 0, max: 1400 }).map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString());
    const history = fc.record({
      exercised: fc.record({
        alias: fc.string(),
        mode: fc.constantFrom('real' as const, 'drill' as const),
        simulated: fc.boolean(),
        by: fc.constant(new Map()),
      }),
      begun: moment,
      runbooks: fc.constantFrom(['cellar'], [], ['other']),
      outages: fc.array(
        fc.record({ service: fc.constantFrom('sign-in', 'mail', 'gone'), length, restored: fc.boolean() }),
      ),
      followUps: fc.array(
        fc.record(
          { id: fc.string(), words: fc.string(), proposed: moment, done: moment, due: moment },
          { requiredKeys: ['id', 'words', 'proposed'] },
        ),
      ),
      holders: fc.array(fc.record({ role: fc.constantFrom('lead', 'pumps', 'none'), person: fc.string() })),
    });
    fc.assert(
      fc.property(fc.array(history, { maxLength: 6 }), moment, (histories, at) => {
        const made = ready(histories, at);
        for (const { lines, score } of made.runbooks) {
          for (const { points, of } of lines) expect(points).toBeLessThanOrEqual(of);
          for (const { points } of lines) expect(points).toBeGreaterThanOrEqual(0);
          const [sum, of] = lines.reduce<[number, number]>(
            (all, one) => [all[0] + one.points, all[1] + one.of],
            [0, 0],
          );
          expect(score).toBe(of === 0 ? 0 : Math.floor((100 * sum) / of));
        }
      }),
    );
  });
});

describe('the U4SSC indicators', () => {
  const known = (histories: readonly History[]): Known => ({ runbooks: [runbook], scenarios: [], histories });
  test('stand with their numbers and say what the record is evidence for, and what it is not', () => {
    const real = night({ mode: 'real' });
    act(real, 'Ane', { act: 'lost', services: ['sign-in'] });
    real.pass({ minutes: 30 });
    act(real, 'Ane', { act: 'restored', services: ['sign-in'] });
    // This one stays away: it is one outage more, and nobody knows its length.
    act(real, 'Ane', { act: 'lost', services: ['mail'] });
    real.pass({ minutes: 90 });
    act(real, 'Ane', { act: 'note', words: 'Still away' });
    const histories = [told(real), told(night())];
    const found = u4ssc(known(histories), ready(histories));
    expect(found.map(({ number }) => number)).toEqual([
      'SC: SH: SA: 3A',
      'EC: I: ES: 1C',
      'EC: I: ES: 2C',
      'EC: ICT: PS: 2A',
      'EC: ICT: D: 1A',
    ]);
    expect(found[1]?.evidence[0]).toContain('2 outages of services');
    expect(found[2]?.evidence[0]).toContain('30 minutes on average');
    expect(found[3]?.evidence[0]).toContain('3 services named in runbooks, 2 with an RTO, 1 with a fallback');
    expect(found[4]?.evidence[0]).toContain('Cellar');
    for (const { lacks } of found) expect(lacks).not.toBe('');
  });

  test('count outages of incidents of the last year, none of a drill and none of before; plans that were reviewed in it', () => {
    const lost = (options: MemoryOptions): History => {
      const desk = night(options);
      act(desk, 'Ane', { act: 'lost', services: ['sign-in'] });
      return told(desk);
    };
    const evidence = (histories: readonly History[], at = now): readonly (readonly string[])[] =>
      u4ssc(known(histories), ready(histories, at)).map((one) => one.evidence);
    const today = lost({ mode: 'real' });
    const before = lost({ mode: 'real', start: '2025-11-21T12:00:00+01:00' });
    expect(evidence([today])[1]).toEqual(['1 outage of services of ours in the incidents of the last 12 months.']);
    expect(evidence([before, lost({})])[1]?.[0]).toMatch(/^0 outages /);
    expect(evidence([today])[2]?.[0]).toBe('No outage of a service of ours came to its end in the last 12 months.');
    expect(evidence([])[0]?.[0]).toBe('1 plan kept as a runbook, 1 of them reviewed in the last 12 months.');
    expect(evidence([], '2028-01-01T12:00:00+01:00')[0]?.[0]).toBe(
      '1 plan kept as a runbook, 0 of them reviewed in the last 12 months.',
    );
  });
});

test('the page takes what people wrote for text, and carries no script', () => {
  const hostile = { ...runbook, title: '<img src=x onerror=alert(1)>\u202e', owner: '"><script>' };
  const made = ready([], now, hostile);
  const page = readinessHtml(made, u4ssc({ runbooks: [hostile], scenarios: [], histories: [] }, made));
  expect(page).not.toMatch(/<script|<img|\u202e/);
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(page).toContain('15 of 90');
});
