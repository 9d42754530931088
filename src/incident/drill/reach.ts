import type { AnyEntry, EntryType } from '../../entry/index.ts';
import type { Incident } from '../model.ts';
import { rolesOf } from '../select.ts';
import type { Told } from './model.ts';

/** Who looks at a drill: whoever runs it sees all of it. */
export interface Viewer {
  readonly name: string;
  readonly facilitates?: boolean;
}

/**
 * Whether what was told reaches somebody with these roles. What went to roles of which nobody held any reaches everybody:
 * the telephone rings, and whoever hears it takes it.
 */
export function reaches({ to, unheld = [] }: Pick<Told, 'to' | 'unheld'>, roles: readonly string[]): boolean {
  if (to === undefined || to.every((role) => unheld.includes(role))) return true;
  return to.some((role) => roles.includes(role));
}

/** What the staff of an exercise write for themselves. */
const ofStaff: ReadonlySet<EntryType> = new Set([
  'inject.held',
  'inject.skipped',
  'observation.written',
  'objective.rated',
]);

/** Whether an entry is kept from somebody until the exercise has ended: it is of the staff, or was told to others. */
export function isKept(incident: Incident, entry: AnyEntry, { name, facilitates }: Viewer): boolean {
  if (incident.drill === undefined || incident.exercise?.ended !== undefined || facilitates === true) return false;
  if (entry.type === 'inject.delivered' || entry.type === 'inject.improvised')
    return !reaches(entry.data, rolesOf(incident, name));
  return ofStaff.has(entry.type);
}

/** Entries as somebody may read them, each in its place: what is kept from them says so, and nothing else. */
export function asRead(incident: Incident, entries: readonly AnyEntry[], viewer: Viewer): readonly AnyEntry[] {
  if (incident.drill === undefined || incident.exercise?.ended !== undefined || viewer.facilitates === true)
    return entries;
  return entries.map((entry) => (isKept(incident, entry, viewer) ? covered(entry) : entry));
}

function covered(whole: AnyEntry): AnyEntry {
  const { run: _run, step: _step, deviation: _deviation, ...entry } = whole;
  const said = {
    type: 'note.written',
    data: {},
    words: 'Noted by the staff of the exercise, to be read when it has ended',
  };
  return { ...entry, ...said, by: { name: 'holdfast' } } as AnyEntry;
}
