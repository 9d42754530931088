import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openNeighbours } from '../../src/session/index.ts';
import type { Act } from '../../src/incident/index.ts';
import type { Neighbours } from '../../src/session/index.ts';
import { smallFlood } from '../support/small-flood.ts';
import { Night } from '../support/two-incidents.ts';

/** What is watched from an incident, and how often it was looked at. */
function watched(night: Night, here: string): { readonly neighbours: Neighbours; readonly looks: () => number } {
  let looks = 0;
  const neighbours = openNeighbours(night.timeline, night.ports, { here, onLook: () => (looks += 1) });
  onTestFinished(() => neighbours.close());
  return { neighbours, looks: () => looks };
}

const count = (night: Night, id: string): number => night.timeline.entries(id).length;

test('what falls due in another is seen when its time comes, and nothing is written into it', () => {
  const night = new Night();
  const [flood, breach] = [night.declare('flood'), night.declare('breach')];
  night.follow(breach, smallFlood);
  const before = count(night, breach);
  const { neighbours, looks } = watched(night, flood);
  expect(neighbours.all.map(({ alias }) => alias)).toEqual(['breach-2']);
  expect(neighbours.all[0]?.alarms).toEqual([]);
  expect(neighbours.all[0]?.nextDue?.title).toBe('Tell the public');
  night.pass(31);
  expect(neighbours.all[0]?.alarms.map(({ short }) => short)).toContain('overdue "Tell the public"');
  expect(looks()).toBeLessThan(40);
  expect(count(night, breach)).toBe(before);
});

test('an incident that nothing is due in is not looked at again', () => {
  const night = new Night();
  const [flood] = [night.declare('flood'), night.declare('quiet')];
  const { looks } = watched(night, flood);
  night.pass(24 * 60);
  expect(looks()).toBe(1);
  expect(night.sleeping).toBe(0);
});

test('of one that is watched only what came in is read: it was folded once', () => {
  const night = new Night();
  const [flood, breach] = [night.declare('flood'), night.declare('breach')];
  const read: string[] = [];
  const timeline = {
    ...night.timeline,
    snapshot: (id: string) => {
      read.push(id);
      return night.timeline.snapshot(id);
    },
  };
  const neighbours = openNeighbours(timeline, night.ports, { here: flood, onLook: () => undefined });
  onTestFinished(() => neighbours.close());
  night.session(breach).act({ act: 'describe', values: [{ field: 'title', value: 'Water in hall B' }] });
  neighbours.look();
  neighbours.look();
  expect(neighbours.all[0]?.title).toBe('Water in hall B');
  expect(read).toEqual([breach]);
});

describe('until it is looked at again', () => {
  /** How long is slept after each look, in milliseconds, and what ends the sleep of the last one. */
  function sleeps(night: Night, here: string) {
    const waits: number[] = [];
    let asleep = 0;
    let wake = (): void => undefined;
    const later = (ms: number, call: () => void) => {
      waits.push(ms);
      asleep += 1;
      wake = call;
      return () => void (asleep -= 1);
    };
    const ports = { wall: () => night.wall, later };
    const neighbours = openNeighbours(night.timeline, ports, { here, onLook: () => undefined });
    onTestFinished(() => neighbours.close());
    return { neighbours, waits, asleep: () => asleep, wake: () => wake() };
  }
  const soon = (minutes: number) =>
    smallFlood.replace('every: 30m', `every: ${minutes}m`).replaceAll('after: 5m', 'after: 3h');

  test('it sleeps to when the first alarm of any may come, and at most a minute; one look at a time is waited for', () => {
    const night = new Night();
    const [flood, ...others] = [night.declare('flood'), night.declare('breach'), night.declare('leak')];
    night.follow(others[0], soon(40));
    night.follow(others[1], soon(20));
    const { neighbours, waits, asleep } = sleeps(night, flood);
    expect(waits).toEqual([60_000]);
    night.wall = Date.parse(neighbours.all[1]!.nextAlarm!) - 7_000;
    neighbours.look();
    expect(waits).toEqual([60_000, 7_000]);
    expect(asleep()).toBe(1);
    neighbours.close();
    expect(asleep()).toBe(0);
  });

  test('in an exercise by its own clock, and not at all while that stands', () => {
    const night = new Night();
    const [flood, drill] = [night.declare('flood', { mode: 'drill' }), night.declare('practice', { mode: 'drill' })];
    night.follow(drill, soon(20));
    const session = night.session(drill);
    session.act({ act: 'exercise', change: { speed: 60 } });
    const { neighbours, waits, asleep } = sleeps(night, flood);
    const { nextAlarm, now } = neighbours.all[0]!;
    expect(waits).toEqual([(Date.parse(nextAlarm!) - Date.parse(now)) / 60]);
    expect(waits[0]).toBeLessThan(60_000);
    session.act({ act: 'exercise', change: { speed: 100_000 } });
    neighbours.look();
    expect(waits.at(-1)).toBe(250);
    session.act({ act: 'exercise', change: 'pause' });
    neighbours.look();
    expect(waits).toHaveLength(2);
    expect(asleep()).toBe(0);
  });
});

test('what was merged away is watched for as long as a duty in it is open', () => {
  const night = new Night();
  const [flood, breach] = [night.declare('flood'), night.declare('breach')];
  night.follow(breach, smallFlood);
  const session = night.session(flood);
  session.act({ act: 'merge', into: 'flood-1', incident: 'breach-2' });
  const { neighbours } = watched(night, flood);
  expect(neighbours.all[0]?.stoodDown).toEqual({ as: 'merged', of: 'flood-1' });
  night.pass(31);
  neighbours.look();
  // Its clock, and none of its steps.
  expect(neighbours.all[0]?.alarms.map(({ short }) => short)).toEqual(['overdue "Tell the public"']);
  night.session(breach).act({ act: 'set-aside', clock: 'public' }, { why: 'told from the other' });
  const clocks = night
    .session(breach)
    .guide()
    .clocks.filter(({ state }) => state === 'missed' || state === 'running');
  for (const { id } of clocks)
    night.session(breach).act({ act: 'set-aside', clock: id }, { why: 'told from the other' });
  neighbours.look();
  expect(neighbours.all).toEqual([]);
});

test('one goes over: the one that was left is a neighbour from then on', () => {
  const night = new Night();
  const [flood, breach] = [night.declare('flood'), night.declare('breach')];
  const { neighbours } = watched(night, flood);
  neighbours.look(breach);
  expect(neighbours.all.map(({ alias }) => alias)).toEqual(['flood-1']);
});

test('words that are taken out of another are gone from what is shown of it', () => {
  const night = new Night();
  const [flood, breach] = [night.declare('flood'), night.declare('breach')];
  const other = night.session(breach);
  const told = other.act({ act: 'describe', values: [{ field: 'title', value: 'At Karen Hansens' }] });
  const { neighbours } = watched(night, flood);
  expect(neighbours.all[0]?.title).toBe('At Karen Hansens');
  other.act({ act: 'expunge', entry: told.ok ? (told.entries[0]?.id ?? '') : '', basis: 'Her wish' });
  neighbours.look();
  expect(neighbours.all[0]?.title).not.toContain('Karen');
});

test('one that is damaged is left out, and takes the others from nobody', () => {
  const night = new Night();
  const [flood, breach] = [night.declare('flood'), night.declare('breach')];
  night.declare('leak');
  const database = new Database(night.timeline.file);
  database.prepare('UPDATE entry SET body = ? WHERE place >> 32 = 2').run('garbage');
  database.close();
  expect(night.timeline.incidents().map(({ id }) => id)).toContain(breach);
  const { neighbours } = watched(night, flood);
  expect(neighbours.all.map(({ alias }) => alias)).toEqual(['leak-3']);
});

test('real ones come before drills, what is closed or was none is not watched, and when it is over nobody sleeps on it', () => {
  const night = new Night();
  const flood = night.declare('flood');
  for (const [word, mode] of [
    ['practice', 'drill'],
    ['breach', 'real'],
    ['fire', 'real'],
    ['smoke', 'real'],
  ] as const)
    night.follow(night.declare(word, { mode }), smallFlood);
  const act = (alias: string, ...acts: readonly Act[]): void => {
    const session = night.session(night.timeline.incidents().find((row) => row.alias === alias)?.id ?? '');
    for (const each of acts) expect(session.act(each)).toMatchObject({ ok: true });
    session.close();
  };
  act('fire-4', { act: 'resolve' }, { act: 'close' });
  act('smoke-5', { act: 'stand-down', as: 'false-alarm' });
  const { neighbours } = watched(night, flood);
  expect(neighbours.all.map(({ alias }) => alias)).toEqual(['breach-3', 'practice-2']);
  expect(night.sleeping).toBeGreaterThan(0);
  neighbours.close();
  expect(night.sleeping).toBe(0);
});
