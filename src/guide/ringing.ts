import type { CallRecord } from '../incident/index.ts';
import type { Contact } from '../runbook/index.ts';
import { durationMs, millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { RoleRow } from './model.ts';

/** Numbers are private and lie outside the incident: whoever has the file passes this on. */
export type ContactOf = (id: string) => Contact | undefined;

/** One number of a role, in the order in which they are rung. */
export interface Rung {
  /** The id in contacts.yaml: what the record keeps. */
  readonly contact: string;
  readonly name: string;
  /** Absent: no number of this contact is known here. */
  readonly kind?: string;
  readonly number?: string;
  readonly tried: readonly CallRecord[];
  /** It is the one to ring next. */
  readonly next: boolean;
}

/** How long somebody who was reached or left a message has before the next is rung, where the role does not say it. */
const PATIENCE = 5 * 60_000;

/**
 * The numbers of a role: all of the first contact, then of the second. Who was reached or has refused is not rung again, and after
 * the last it begins anew with the first. The record keeps the contact alone, so the third attempt at one is its third number.
 */
export function ringList(role: RoleRow, contactOf: ContactOf): readonly Rung[] {
  const order = role.order.map((id) => ({ id, contact: contactOf(id) }));
  const lengthOf = (id: string): number =>
    Math.max(1, order.find((each) => each.id === id)?.contact?.numbers.length ?? 1);
  const tries = new Map<string, CallRecord[]>();
  let rung = new Map<string, number>();
  const nextOf = (): string | undefined => role.order.find((id) => (rung.get(id) ?? 0) < lengthOf(id));
  for (const call of role.calls) {
    const id = call.contact ?? nextOf();
    if (id === undefined) continue;
    const at = Math.min(rung.get(id) ?? 0, lengthOf(id) - 1);
    const key = `${id} ${at}`;
    tries.set(key, [...(tries.get(key) ?? []), call]);
    rung.set(id, call.result === 'reached' || call.result === 'refused' ? Infinity : at + 1);
    if (nextOf() === undefined) rung = new Map();
  }
  const next = role.acknowledged ? undefined : nextOf();
  return order.flatMap(({ id, contact }) => {
    const numbers = contact?.numbers.length ? contact.numbers : [undefined];
    return numbers.map((number, index): Rung => ({
      contact: id,
      name: contact?.name ?? id,
      ...(number !== undefined && { kind: number.kind, number: number.number }),
      tried: tries.get(`${id} ${index}`) ?? [],
      next: id === next && index === (rung.get(id) ?? 0),
    }));
  });
}

/** From when on the next is to be rung, in milliseconds from now, 0: now; undefined where nobody is to be rung. */
export function ringIn({ acknowledged, order, calls, ackWithin, ackDue }: RoleRow, now: Instant): number | undefined {
  if (acknowledged || order.length === 0) return undefined;
  const patience = (ackWithin === undefined ? undefined : durationMs(ackWithin)) ?? PATIENCE;
  const last = calls.at(-1);
  const hopes = isHopeful(last);
  const until = Math.max(
    hopes && last !== undefined ? millis(last.at) + patience : 0,
    ackDue !== undefined && (last === undefined || hopes) ? millis(ackDue) : 0,
  );
  return Math.max(0, until - millis(now));
}

/** Somebody was reached or left a message, has not said yes in that time, and nobody has been rung since. */
export function isNextDue(role: RoleRow, now: Instant): boolean {
  return isHopeful(role.calls.at(-1)) && ringIn(role, now) === 0;
}

function isHopeful(call: CallRecord | undefined): boolean {
  return call?.result === 'reached' || call?.result === 'voicemail';
}
