import type { AnyEntry, EntryType } from '../../entry/index.ts';
import type { Incident } from '../model.ts';
import { rolesOf } from '../select.ts';
import type { Told } from './model.ts';

/** Who looks: whoever runs a drill sees all of it. */
export interface Viewer {
  readonly name: string;
  readonly facilitates?: boolean;
  /** It is over: who facilitated then takes nothing from whoever looks. */
  readonly looksBack?: true;
  /** What the clock of their machine shows, in milliseconds since 1970; absent where nobody stands before it. */
  readonly wall?: number;
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

/** Gives an entry of the same incident by its id. */
export type EntryOf = (id: string) => AnyEntry | undefined;

/** Whether anything at all is kept from somebody: the exercise goes on, and they do not run it. */
export function isAnyKept({ drill, exercise }: Incident, { facilitates }: Viewer): boolean {
  return drill !== undefined && exercise?.ended === undefined && facilitates !== true;
}

/**
 * Whether an entry is kept from somebody until the exercise has ended: it is of the staff, or was told to others. What corrects
 * an entry, and what was noted beside it, is kept as that is.
 */
export function isKept(incident: Incident, entry: AnyEntry, viewer: Viewer, entryOf: EntryOf): boolean {
  if (!isAnyKept(incident, viewer)) return false;
  if (entry.type === 'inject.delivered' || entry.type === 'inject.improvised')
    return !reaches(entry.data, rolesOf(incident, viewer.name));
  const about = aboutWhich(entry);
  const other = about === undefined ? undefined : entryOf(about);
  // What it is about stands before it, or a damaged timeline would lead in a circle.
  if (other !== undefined && other.seq < entry.seq) return isKept(incident, other, viewer, entryOf);
  return ofStaff.has(entry.type);
}

function aboutWhich(entry: AnyEntry): string | undefined {
  if (entry.type === 'entry.corrected' || entry.type === 'entry.expunged') return entry.data.entry;
  return entry.type === 'note.written' ? entry.cause : undefined;
}

/** Entries as somebody may read them, each in its place: what is kept from them says so, and nothing else. */
export function asRead(
  incident: Incident,
  entries: readonly AnyEntry[],
  viewer: Viewer,
  entryOf: EntryOf,
): readonly AnyEntry[] {
  if (!isAnyKept(incident, viewer)) return entries;
  return entries.map((entry) => (isKept(incident, entry, viewer, entryOf) ? covered(entry) : entry));
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
