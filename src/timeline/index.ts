/** The timeline: entries in SQLite, append only, each incident a chain of hashes. */
export { openTimeline } from './open-timeline.ts';
export type {
  Appended,
  IncidentRow,
  OpenOptions,
  ReadOptions,
  Snapshot,
  Summary,
  Timeline,
  TimelinePorts,
} from './model.ts';
export { TimelineError } from './timeline-error.ts';
export type { TimelineErrorCode } from './timeline-error.ts';
export { restoreTimeline } from './restore.ts';
export { storeEvidence } from './evidence.ts';
