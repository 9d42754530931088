import type { EntryType } from '../../entry/index.ts';

/** Kinds of entries that a reader can look for, in words, with how their types begin. */
const kinds: readonly (readonly [name: string, ...begins: readonly string[]])[] = [
  ['The incident', 'incident.', 'severity.', 'handover.', 'period.', 'timeline.', 'retention.', 'hold.'],
  ['The runbook', 'runbook.'],
  ['Steps', 'step.', 'item.', 'approval.'],
  ['Decisions', 'choice.', 'default.'],
  ['Answers', 'fact.'],
  ['Commands', 'command.'],
  ['Messages', 'message.'],
  ['Roles, calls and tasks', 'role.', 'call.', 'task.'],
  ['Deadlines and timers', 'clock.', 'timer.'],
  ['Services', 'service.'],
  ['Notes', 'note.'],
  ['Evidence', 'evidence.'],
  ['Corrections', 'entry.'],
  ['Review and follow-ups', 'review.', 'follow-up.', 'feedback.'],
  ['The exercise', 'exercise.', 'inject.', 'observation.', 'objective.'],
];

/** What the kinds are called; the place of a name is its number. */
export const kindNames: readonly string[] = kinds.map(([name]) => name);

const known = new Map<EntryType, number>();

/** The number of an entry's kind; types that nobody has put anywhere are about the incident. */
export function kindOf(type: EntryType): number {
  let kind = known.get(type);
  if (kind === undefined) {
    kind = Math.max(
      0,
      kinds.findIndex(([, ...begins]) => begins.some((begin) => type.startsWith(begin))),
    );
    known.set(type, kind);
  }
  return kind;
}
