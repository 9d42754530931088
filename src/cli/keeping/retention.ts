import { readBeside } from '../../files/index.ts';
import { type Incident, type Retention, retentionOf, type RetentionRule } from '../../incident/index.ts';
import type { AnyEntry, EntryType } from '../../entry/index.ts';
import { loadIncident } from '../../session/index.ts';
import type { IncidentRow, Timeline } from '../../timeline/index.ts';
import { instant } from '../../time/index.ts';
import type { Call } from '../call.ts';
import { foldersOf } from '../sources/runbook-source.ts';

/** One incident, with how long its words are kept and which of them there still are. */
export interface Keeping {
  readonly row: IncidentRow;
  readonly incident: Incident;
  readonly retention: Retention;
  /** The entries whose words are there still. */
  readonly words: readonly string[];
  /** Another installation wrote it: only there can words be taken out of it. */
  readonly foreign: boolean;
}

/** What tells of the removal itself stays: who did it, when, on what basis, and what stood against it. */
const stays: ReadonlySet<EntryType> = new Set(['entry.expunged', 'retention.set', 'hold.set']);

/** How long an incident's words are kept, as of now. */
export function keepingOf(call: Call, timeline: Timeline, row: IncidentRow): Keeping {
  const { incident } = loadIncident(timeline, row.id);
  const folder = incident.runs.find((run) => run.folder !== undefined)?.folder;
  const rule: RetentionRule | undefined = readBeside(foldersOf(call), folder).organisation?.read?.retention;
  return {
    row,
    incident,
    retention: retentionOf(incident, rule, instant(Date.now(), incident.timezone)),
    foreign: !Object.hasOwn(incident.heads, timeline.origin),
    words: timeline
      .entries(row.id)
      .filter(holdsWords)
      .map(({ id }) => id),
  };
}

const holdsWords = ({ words, type }: AnyEntry): boolean => words !== undefined && !stays.has(type);
