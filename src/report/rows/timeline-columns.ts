import type { AnyEntry } from '../../entry/index.ts';
import type { ToldEntry } from './row-format.ts';

/** A field of an entry, as tables show it. */
export interface TimelineColumn {
  readonly name: string;
  /** In characters, where a table has room for so many. */
  readonly width: number;
  /** Its value is an instant. */
  readonly isTime?: true;
}

/** Every field of an entry in the order of tables, and a sentence that says it; `timelineCells` gives their values. */
export const timelineColumns: readonly TimelineColumn[] = [
  { name: 'seq', width: 7 },
  { name: 'at', width: 20, isTime: true },
  { name: 'precision', width: 10 },
  { name: 'recorded', width: 20, isTime: true },
  { name: 'exercise_at', width: 20, isTime: true },
  { name: 'by', width: 20 },
  { name: 'role', width: 18 },
  { name: 'entered_by', width: 18 },
  { name: 'via', width: 7 },
  { name: 'type', width: 20 },
  { name: 'run', width: 20 },
  { name: 'step', width: 20 },
  { name: 'turn', width: 6 },
  { name: 'what', width: 80 },
  { name: 'words', width: 60 },
  { name: 'deviation', width: 20 },
  { name: 'reason_owed', width: 12 },
  { name: 'later', width: 10 },
  { name: 'data', width: 40 },
  { name: 'marking', width: 12 },
  { name: 'origin', width: 12 },
  { name: 'id', width: 12 },
  { name: 'cause', width: 12 },
  { name: 'hash', width: 16 },
];

/** What stands in each of `timelineColumns` for an entry; undefined where it has nothing of it. */
export function timelineCells({ entry, text, later }: ToldEntry): (string | number | undefined)[] {
  return [
    entry.seq,
    entry.at,
    entry.precision,
    entry.recorded,
    entry['exercise-at'],
    entry.by.name,
    entry.by.role,
    entry['entered-by']?.name,
    entry.via,
    entry.type,
    entry.run,
    entry.step,
    entry.turn,
    text,
    entry.words,
    entry.deviation?.kinds.join(' '),
    entry.deviation?.owed === true ? 'yes' : undefined,
    later,
    dataOf(entry),
    entry.marking,
    entry.origin,
    entry.id,
    entry.cause,
    entry.hash,
  ];
}

/**
 * The type's own fields as JSON, but for the text of a runbook, which is a document of its own, and the folder that it lay in: that
 * is this machine's business, and often bears somebody's name.
 */
function dataOf({ data }: AnyEntry): string {
  const isDocument = 'text' in data || 'followed' in data || 'organisation' in data;
  const {
    text: _,
    followed: __,
    organisation: ___,
    folder: ____,
    file,
    ...rest
  } = (isDocument ? data : {}) as Readonly<Record<string, unknown>>;
  const named = typeof file === 'string' ? { file: file.replace(/^.*[\\/]/s, ''), ...rest } : rest;
  const json = JSON.stringify(isDocument ? named : data);
  return json === '{}' ? '' : json;
}
