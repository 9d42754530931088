import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNextDue, ringIn, ringList } from '../../src/guide/ringing.ts';
import type { RoleRow } from '../../src/guide/index.ts';
import type { Contact } from '../../src/runbook/index.ts';

const numbers = (...all: readonly string[]): Contact => ({
  name: 'somebody',
  numbers: all.map((number) => ({ kind: 'mobile', number })),
});
const list: Readonly<Record<string, Contact>> = { one: numbers('11', '12'), two: numbers('21'), none: numbers() };
const contactOf = (id: string): Contact | undefined => list[id];
type Result = RoleRow['calls'][number]['result'];
const role = (calls: readonly (readonly [Result, string?])[], more: Partial<RoleRow> = {}): RoleRow => ({
  id: 'lead',
  title: 'Lead',
  acknowledged: false,
  overdue: false,
  order: ['one', 'two', 'none'],
  calls: calls.map(([result, contact], index) => ({
    entry: `${index}`,
    at: '2026-11-22T03:12:00+01:00',
    by: 'Anna',
    result,
    ...(contact !== undefined && { contact }),
  })),
  ...more,
});
const next = (given: RoleRow): string | undefined => {
  const found = ringList(given, contactOf).find((rung) => rung.next);
  return found && `${found.contact} ${found.number ?? '-'}`;
};

describe('whose number is next', () => {
  test.each<[string, readonly (readonly [Result, string?])[], string]>([
    ['nobody was rung: the first', [], 'one 11'],
    ['no answer: the second number of the same', [['no-answer', 'one']], 'one 12'],
    [
      'all of one rung: the next contact',
      [
        ['no-answer', 'one'],
        ['voicemail', 'one'],
      ],
      'two 21',
    ],
    ['refused: not rung again', [['refused', 'one']], 'two 21'],
    ['reached, and no yes came: not rung again', [['reached', 'one']], 'two 21'],
    ['a call that names nobody was to whom it was the turn', [['no-answer'], ['no-answer']], 'two 21'],
    ['the second was rung first: the first is still to be rung', [['no-answer', 'two']], 'one 11'],
    [
      'after the last it begins anew',
      [
        ['refused', 'one'],
        ['refused', 'two'],
        ['no-answer', 'none'],
      ],
      'one 11',
    ],
    ['somebody who is not in the order changes nothing', [['reached', 'stranger']], 'one 11'],
  ])('%s', (_, calls, expected) => {
    expect(next(role(calls))).toBe(expected);
  });

  test('who has said yes ends it', () => {
    expect(next(role([['reached', 'one']], { acknowledged: true }))).toBeUndefined();
  });

  test('whatever was rung, one number is next, and no call is lost', () => {
    const result = fc.constantFrom<Result>('reached', 'voicemail', 'no-answer', 'refused');
    const contact = fc.constantFrom('one', 'two', 'none');
    fc.assert(
      fc.property(fc.array(fc.tuple(result, contact), { maxLength: 30 }), (calls) => {
        const rungs = ringList(role(calls), contactOf);
        expect(rungs.filter((rung) => rung.next)).toHaveLength(1);
        expect(rungs.flatMap((rung) => rung.tried)).toHaveLength(calls.length);
      }),
    );
  });
});

test('the next is due once a message was left and nobody said yes in the time that the role has', () => {
  const left = role([['voicemail', 'one']], { ackWithin: '3m' });
  expect(isNextDue(left, '2026-11-22T03:14:59+01:00')).toBe(false);
  expect(isNextDue(left, '2026-11-22T03:15:00+01:00')).toBe(true);
  expect(isNextDue(role([['no-answer', 'one']]), '2026-11-22T04:00:00+01:00')).toBe(false);
});

test('who was reached has the time that the role has, five minutes where it says none, and no less than was asked for', () => {
  const minutes = (given: RoleRow, at: string): number | undefined => {
    const wait = ringIn(given, `2026-11-22T${at}:00+01:00`);
    return wait === undefined ? undefined : wait / 60_000;
  };
  expect(minutes(role([['reached', 'one']]), '03:12')).toBe(5);
  expect(minutes(role([['reached', 'one']], { ackWithin: '10m' }), '03:12')).toBe(10);
  // Asked for at the screen, until then: the telephone waits as long.
  const asked = { ackDue: '2026-11-22T03:30:00+01:00' } as const;
  expect(minutes(role([], asked), '03:12')).toBe(18);
  expect(minutes(role([['voicemail', 'one']], asked), '03:12')).toBe(18);
  // Who did not answer, or said no, is not waited for.
  expect(minutes(role([['no-answer', 'one']], asked), '03:12')).toBe(0);
  expect(minutes(role([['refused', 'one']]), '03:12')).toBe(0);
  expect(minutes(role([]), '03:12')).toBe(0);
});

test('nobody is rung for a role that is taken, nor for one that names nobody', () => {
  const at = '2026-11-22T04:00:00+01:00';
  expect(ringIn(role([], { acknowledged: true }), at)).toBeUndefined();
  expect(ringIn(role([['reached']], { order: [] }), at)).toBeUndefined();
  expect(isNextDue(role([['reached']], { order: [] }), at)).toBe(false);
});
