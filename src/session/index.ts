/** One terminal's hold on one incident: decide, append, show; timers; following others. */
export { openSession } from './open-session.ts';
export type { SessionOptions } from './open-session.ts';
export type { MayRun } from './start-command.ts';
export type { Beside, CommandJob, FoundPlace, How, Outcome, Ports, Probed, Replay, Session } from './model.ts';
export { isSnapshotTrue, loadIncident, renewSnapshot } from './load.ts';
export { keptText, leavingText } from './kept-text.ts';
export { PaperDesk } from './paper-desk.ts';
export { isReplay } from './replay.ts';
export { followWhereOpen, problemOf } from './lobby.ts';
export type { Held, Lobby, NotHad, Reach, Threshold } from './lobby.ts';
export { openNeighbours } from './neighbours.ts';
export type { Neighbours } from './neighbours.ts';
export { TimelineReader } from './timeline-reader.ts';
export type { EntrySource, Found, Whole } from './timeline-reader.ts';
export { declareIncident } from './declare-incident.ts';
export type { Declaration } from './declare-incident.ts';
/** `./catch-up.entry.ts` brings the index of the search up to date; it is loaded only where something is new. */
export { search } from './search.ts';
export type { FoundEntry, SearchResult } from './search.ts';
