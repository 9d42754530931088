import type { Entry, Precision } from '../../entry/index.ts';
import type { Refusal } from '../../statechart/index.ts';
import { type Instant, millis, sayTime } from '../../time/index.ts';
import type { Incident, ServiceState } from '../model.ts';
import { alreadySo, noSuch } from '../refusals.ts';
import type { Transaction } from '../transaction.ts';
import { own } from '../own.ts';
import { attempt, isSameMoment, saidOf } from './attempt.ts';

const serviceEntry = { lost: 'service.lost', suspect: 'service.suspect', restored: 'service.restored' } as const;
const serviceState = { lost: 'lost', suspect: 'suspect', restored: 'up' } as const;

/** Services are lost, may be lost, or are back. */
export function changeServices(
  tx: Transaction,
  act: 'lost' | 'suspect' | 'restored',
  services: readonly string[],
  said: { words?: string },
): Refusal | undefined {
  if (services.length === 0)
    return {
      code: 'needs-words',
      message: 'No service was named.',
      hint: `There is: ${Object.keys(tx.incident.services).join(', ')}.`,
    };
  const unknown = services.find((id) => own(tx.incident.services, id) === undefined);
  if (unknown !== undefined) return noSuch('service', unknown, Object.keys(tx.incident.services));
  const others = [...new Set(services)].filter((id) => saidState(tx.incident, id) !== serviceState[act]);
  if (others.length === 0) return alreadySo(`${services.join(', ')}: ${serviceState[act]} already.`);
  for (const service of others) {
    const refused =
      (act === 'restored' ? backTooSoon(own(tx.incident.services, service), tx.hand.at) : undefined) ??
      attempt(tx, serviceEntry[act], { service }, said);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** What was said of a service; that it is suspect because of another is only derived. */
function saidState(incident: Incident, id: string): string | undefined {
  const found = own(incident.services, id);
  return found?.because === undefined ? found?.state : 'up';
}

/** When something really was, and how well that is known; to the second where it is not said. */
export interface TrueTime {
  readonly at: Instant;
  readonly precision?: Precision;
}

/** The loss told again with its true time; false where it does not count any more. */
export function sayLoss(tx: Transaction, target: Entry<'service.lost'>, when: TrueTime): Refusal | undefined | false {
  const { service } = target.data;
  const now = own(tx.incident.services, service);
  if (now === undefined || !isSameMoment(now.loss?.at, target.at)) return false;
  if (now.state === 'lost') return attempt(tx, 'service.lost', target.data, { ...when, ...saidOf(target) });
  return {
    code: 'wrong-type',
    message: `${service} is not lost any more: to say again when it was lost would lose it again.`,
    hint: `undo the entry by which it is not, then: correct ENTRY --at TIME, then: ${now.state === 'up' ? 'restored' : 'suspect'} ${service} --at TIME`,
  };
}

/** The return told again with its true time; false where it does not count any more. */
export function sayReturn(
  tx: Transaction,
  target: Entry<'service.restored'>,
  when: TrueTime,
): Refusal | undefined | false {
  const { service } = target.data;
  const now = own(tx.incident.services, service);
  if (now?.state !== 'up' || !isSameMoment(now.back?.at, target.at)) return false;
  return backTooSoon(now, when.at) ?? attempt(tx, 'service.restored', target.data, { ...when, ...saidOf(target) });
}

/** Why a service that is away was not back at that time; undefined where it may have been. */
function backTooSoon(now: ServiceState | undefined, at: Instant): Refusal | undefined {
  if (now?.loss === undefined || millis(at) >= millis(now.loss.at)) return undefined;
  return {
    code: 'wrong-type',
    message: `${now.id} was lost at ${sayTime(now.loss.at)}: at ${sayTime(at)} it cannot have been back. Nothing was recorded.`,
    hint: 'Give the time of its return; where that of its loss is wrong: correct ENTRY --at TIME',
  };
}
