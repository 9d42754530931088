import type { AnyEntry } from '../entry/index.ts';
import type { Incident } from '../incident/index.ts';
import { type Instant, millis, shortDuration } from '../time/index.ts';

export interface Figure {
  readonly name: string;
  readonly value: string;
}

const missing = 'not known';

/** The numbers that every reader asks for first. Durations count from `at`, not from when it was written. */
export function figures(incident: Incident, entries: readonly AnyEntry[]): readonly Figure[] {
  const { began, detected } = incident.described;
  const firstDecision = entries.find((entry) => entry.type === 'choice.made')?.at;
  const acknowledged = entries.find((entry) => entry.type === 'role.acknowledged')?.at;
  const clocks = Object.values(incident.clocks);
  const count = (type: AnyEntry['type']) => entries.filter((entry) => entry.type === type).length;
  return [
    { name: 'Time to detect (from its beginning)', value: between(began, detected) },
    { name: 'Time to declare (from detection)', value: between(detected, incident.declared) },
    { name: 'Time to the first acknowledgement', value: between(incident.declared, acknowledged) },
    { name: 'Time to the first decision', value: between(incident.declared, firstDecision) },
    { name: 'Time to stabilise', value: between(incident.declared, incident.reached.stabilised) },
    { name: 'Time to resolve', value: between(incident.declared, incident.reached.resolved) },
    {
      name: 'Steps done, skipped, failed',
      value: `${count('step.done')}, ${count('step.skipped')}, ${count('step.failed')}`,
    },
    {
      name: 'Deviations (reasons owed)',
      value: `${incident.deviations.length} (${incident.deviations.filter((one) => one.deviation.owed && one.reason === undefined).length})`,
    },
    {
      name: 'Clocks met, met late, missed',
      value: `${clocks.filter((one) => one.metAt !== undefined && one.late !== true).length}, ${clocks.filter((one) => one.late === true).length}, ${clocks.filter((one) => one.state === 'missed').length}`,
    },
    { name: 'Messages sent', value: `${count('message.sent')}` },
    {
      name: 'Entries, of them written more than 15 minutes later',
      value: `${entries.length}, ${entries.filter(isLate(incident)).length}`,
    },
  ];
}

function between(from: Instant | undefined, to: Instant | undefined): string {
  if (from === undefined || to === undefined) return missing;
  const span = millis(to) - millis(from);
  return Number.isFinite(span) ? shortDuration(span) : missing;
}

/** A late entry leans on memory; readers weigh it so. In a drill `recorded` is another clock than `at`. */
const isLate = (incident: Incident) => (entry: AnyEntry) =>
  incident.mode === 'real' && entry.via !== 'timer' && millis(entry.recorded) - millis(entry.at) > 15 * 60_000;
