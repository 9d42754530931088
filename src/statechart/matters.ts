import type { EntryType } from '../entry/index.ts';

const moving: ReadonlySet<string> = new Set<EntryType>([
  'incident.declared',
  'incident.described',
  'incident.aware',
  'incident.stabilised',
  'incident.resolved',
  'incident.closed',
  'incident.reopened',
  'incident.stood-down',
  'incident.merged',
  'severity.set',
  'runbook.followed',
  'step.done',
  'step.skipped',
  'step.failed',
  'step.reopened',
  'step.jumped',
  'step.added',
  'item.ticked',
  'choice.made',
  'default.taken',
  'fact.recorded',
  'approval.given',
  'approval.refused',
  'approval.gone-without',
  'command.started',
  'command.finished',
  'command.unknown',
  'clock.started',
  'clock.met',
  'clock.missed',
  'clock.set-aside',
  'clock.asked',
  'timer.elapsed',
  'service.lost',
  'service.suspect',
  'service.restored',
  'evidence.attached',
]);

/** Whether an entry of that type can move any chart: by what it says of a step, or because a condition may read what it changes. */
export function matters(type: EntryType): boolean {
  return moving.has(type);
}
