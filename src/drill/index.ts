/** Drills: what a simulated responder does next. Pure. */
export { crewFor } from './crew.ts';
export type { Crew } from './crew.ts';
export { nextMove } from './next-move.ts';
export type { Move } from './move.ts';
