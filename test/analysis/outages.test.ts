import { beforeEach, expect, test } from 'vitest';
import { isOver, outages } from '../../src/analysis/index.ts';
import type { AnyEntry } from '../../src/entry/index.ts';
import { Desk } from '../support/incident-desk.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.follow(smallFlood, {}, organisation);
});

const at = (clock: string): string => `2026-11-21T${clock}:00+01:00`;
const tell = (act: 'lost' | 'suspect' | 'restored', service = 'citizen-sign-in'): AnyEntry =>
  desk.act({ act, services: [service] })[0]!;
const correct = (target: AnyEntry, clock: string): void => {
  desk.act({ act: 'correct', entry: target.id, target, at: at(clock) });
};
/** From when to when each was away, the minutes, and which entries told it. */
const told = (): readonly (readonly [string, string | undefined, number])[] =>
  outages(desk.incident, desk.entries).map(({ lost, restored, length }) => [
    lost.slice(11, 16),
    restored?.slice(11, 16),
    length / 60_000,
  ]);

const away = () => told().map(([lost, restored]) => [lost, restored]);

test('each loss of each service until it is back, with the entries that told it; what was undone is none', () => {
  desk.wait(10);
  const lost = tell('lost');
  desk.wait(20);
  tell('lost', 'payments');
  desk.wait(10);
  const back = tell('restored');
  desk.wait(60);
  tell('lost');
  desk.wait(5);
  tell('suspect', 'self-service');
  tell('restored', 'self-service');
  tell('restored');
  desk.wait(10);
  desk.act({ act: 'undo', entry: tell('lost').id });
  expect(told()).toEqual([
    ['03:10', '03:40', 30],
    ['03:30', undefined, 85],
    ['04:40', '04:45', 5],
  ]);
  expect(outages(desk.incident, desk.entries)[0]).toMatchObject({
    service: 'citizen-sign-in',
    lostBy: { id: lost.id },
    restoredBy: { id: back.id },
  });
});

test('a return that is undone was none: it is away all the time', () => {
  tell('lost');
  desk.wait(10);
  desk.act({ act: 'undo', entry: tell('restored').id });
  desk.wait(10);
  tell('restored');
  expect(told()).toEqual([['03:00', '03:20', 20]]);
});

test('the true time of a loss counts, as its clocks and the screen have it', () => {
  desk.wait(60);
  correct(tell('lost'), '03:20');
  desk.wait(10);
  expect(desk.incident.services['citizen-sign-in']?.loss?.at).toBe(at('03:20'));
  correct(desk.last('service.lost'), '03:30');
  tell('restored');
  expect(told()).toEqual([['03:30', '04:10', 40]]);
});

test('the true time of a return counts, and loses nothing again', () => {
  tell('lost');
  desk.wait(60);
  correct(tell('restored'), '03:45');
  expect(told()).toEqual([['03:00', '03:45', 45]]);
  expect(desk.incident.services['citizen-sign-in']).toMatchObject({ state: 'up', back: { at: at('03:45') } });
});

test('of a loss that is over the true time is told as the refusal says: back to it, its time, and back again', () => {
  desk.wait(60);
  const lost = tell('lost');
  desk.wait(10);
  const back = tell('restored');
  const { hint } = desk.refused({ act: 'correct', entry: lost.id, target: lost, at: at('03:30') });
  expect(hint).toBe(
    'undo the entry by which it is not, then: correct ENTRY --at TIME, then: restored citizen-sign-in --at TIME',
  );
  desk.act({ act: 'undo', entry: back.id });
  correct(lost, '03:30');
  tell('restored');
  expect(told()).toEqual([['03:30', '04:10', 40]]);
});

test('of a loss that is in doubt the true time is told the same way, back to the doubt', () => {
  desk.wait(60);
  const lost = tell('lost');
  desk.wait(10);
  const doubt = tell('suspect');
  const { hint } = desk.refused({ act: 'correct', entry: lost.id, target: lost, at: at('03:30') });
  expect(hint).toContain('then: suspect citizen-sign-in --at TIME');
  desk.act({ act: 'undo', entry: doubt.id });
  correct(lost, '03:30');
  tell('suspect');
  expect(told()).toEqual([['03:30', undefined, 40]]);
});

test('what is lost again after a suspicion has been away all the time', () => {
  tell('lost');
  desk.wait(10);
  tell('suspect');
  desk.wait(10);
  tell('lost');
  desk.wait(10);
  tell('lost', 'payments');
  tell('restored');
  expect(told()).toEqual([
    ['03:00', '03:30', 30],
    ['03:30', undefined, 0],
  ]);
});

test('what is told as lost at a time when it was away was not back: one outage, not two that overlap', () => {
  tell('lost');
  desk.wait(60);
  tell('restored');
  desk.wait(5);
  desk.act({ act: 'lost', services: ['citizen-sign-in'] }, { at: at('03:50') });
  desk.wait(5);
  expect(away()).toEqual([['03:00', undefined]]);
  tell('restored');
  desk.wait(5);
  tell('lost');
  expect(away()).toEqual([
    ['03:00', '04:10'],
    ['04:15', undefined],
  ]);
});

test('nothing is back before it was lost', () => {
  desk.wait(60);
  const lost = tell('lost');
  const refused = desk.refused({ act: 'restored', services: ['citizen-sign-in'] }, { at: at('03:59') });
  expect(refused.message).toContain('citizen-sign-in was lost at');
  expect(refused.hint).toContain('correct ENTRY --at TIME');
  expect(desk.refused({ act: 'restored', services: ['citizen-sign-in'] }, { at: at('03:59') }).code).toBe('wrong-type');
  const [back] = desk.act({ act: 'restored', services: ['citizen-sign-in'] }, { at: lost.at });
  expect(desk.refused({ act: 'correct', entry: back!.id, target: back!, at: at('03:59') }).code).toBe('wrong-type');
});

test('as long as it may be is not too long', () => {
  expect(isOver(4 * 3_600_000, '4h')).toBe(false);
  expect(isOver(4 * 3_600_000 + 1, '4h')).toBe(true);
  expect(isOver(1e12, 'never')).toBe(false);
});
