import type { EntryType } from '../../entry/index.ts';

/** Kinds of entries that a reader can look for, with how their types begin. */
const begins = {
  incident: ['incident.', 'severity.', 'handover.', 'period.', 'timeline.', 'retention.', 'hold.'],
  runbook: ['runbook.'],
  steps: ['step.', 'item.', 'approval.'],
  decisions: ['choice.', 'default.'],
  answers: ['fact.'],
  commands: ['command.'],
  messages: ['message.'],
  roles: ['role.', 'call.', 'task.'],
  clocks: ['clock.', 'timer.'],
  services: ['service.'],
  notes: ['note.'],
  evidence: ['evidence.'],
  corrections: ['entry.'],
  review: ['review.', 'follow-up.', 'feedback.'],
  exercise: ['exercise.', 'inject.', 'observation.', 'objective.'],
} as const;

/** What they are called in the table of words; the place of a kind is its number. */
export const kinds = Object.keys(begins) as readonly (keyof typeof begins)[];

const known = new Map<EntryType, number>();

/** The number of an entry's kind; types that nobody has put anywhere are about the incident. */
export function kindOf(type: EntryType): number {
  let kind = known.get(type);
  if (kind === undefined) {
    kind = Math.max(
      0,
      kinds.findIndex((each) => begins[each].some((begin) => type.startsWith(begin))),
    );
    known.set(type, kind);
  }
  return kind;
}
