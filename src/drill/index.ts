/** Drills: what a simulated responder does next, and how a drill went. Pure. */
export { crewFor } from './crew.ts';
export type { Crew } from './crew.ts';
export { nextMove } from './next-move.ts';
export type { Move } from './move.ts';
export { ratingLegend, ratingWords, worst } from './score/ratings.ts';
export { findings } from './score/findings.ts';
export type { FindingKey } from './score/findings.ts';
export { scoreOf } from './score/score.ts';
export type { ExpectedScore, ObjectiveScore, Score, TaskScore } from './score/score.ts';
export { beginRehearsal, rehearse } from './rehearsal.ts';
export type { Begun, Rehearsed, Rehearsing } from './rehearsal.ts';
