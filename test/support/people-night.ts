import type { Contact } from '../../src/runbook/index.ts';
import type { Session } from '../../src/session/index.ts';
import { memoryIncident } from './memory-session.ts';
import type { MemoryIncident } from './memory-session.ts';
import { pumpFailure } from './pump-failure.ts';
import { ScreenInHand } from './screen-in-hand.ts';

/** The telephone list of that night; what it holds must never be recorded. */
export const contacts: Readonly<Record<string, Contact>> = {
  'facilities-first': {
    name: 'Gerda Private',
    numbers: [
      { kind: 'duty', number: '+45 00 11 11 11' },
      { kind: 'mobile', number: '+45 00 22 22 22' },
    ],
  },
  'facilities-second': { name: 'Hans Private', numbers: [{ kind: 'mobile', number: '+45 00 33 33 33' }] },
};

/** The runbook, with people to ring. */
export const withNumbers = pumpFailure.replace(
  'title: Facilities duty officer',
  'title: Facilities duty officer\n    duty: Water, doors, power\n    ack-within: 10m\n    call: [facilities-first, facilities-second, nobody-knows]',
);

/** A pump failure with people to ring, and Anna at her screen. */
export function peopleNight(
  size: { readonly columns?: number; readonly rows?: number } = {},
  options: Parameters<typeof memoryIncident>[0] = {},
): { readonly incident: MemoryIncident; readonly anna: Session; readonly screen: ScreenInHand } {
  const incident = memoryIncident({ runbooks: [withNumbers], ...options });
  const anna = incident.session('Anna');
  return { incident, anna, screen: new ScreenInHand(anna, { ...size, contacts: () => contacts }) };
}

/** The sizes at which every screen is used. */
export const sizes = [
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 200, rows: 60 },
] as const;
