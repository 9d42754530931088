/** The timeline: entries in SQLite, append only, each incident a chain of hashes. */
export { openTimeline } from './open-timeline.ts';
export { timelineIsThere } from './open-database.ts';
export type {
  Appended,
  IncidentRow,
  OpenOptions,
  ReadOptions,
  Remains,
  Snapshot,
  Summary,
  Timeline,
  TimelinePorts,
} from './model.ts';
export { incidentNamed } from './incident-named.ts';
export type { NotNamed } from './incident-named.ts';
export { tiesOf } from './ties.ts';
export type { Ties } from './ties.ts';
export { TimelineError } from './timeline-error.ts';
export type { TimelineErrorCode } from './timeline-error.ts';
export { replaceTimeline, restoreTimeline } from './restore.ts';
export { evidenceFile, evidenceKept, evidenceState, storeEvidence } from './evidence.ts';
export { dropSearch } from './search-file.ts';
export { withSearchIndex } from './search-index.ts';
export type { Findable, Hit, Reached, SearchIndex } from './search-model.ts';
export { isSearchable } from './search-query.ts';
export type { Sought } from './search-query.ts';
