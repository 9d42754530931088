/** What the records of many incidents and drills say together: which parts of a runbook were ever exercised. Pure. */
export { coverage, wasExercised } from './coverage.ts';
export type { Coverage, Covered, Exercises, Share } from './coverage.ts';
export { coverageJson } from './coverage-json.ts';
export { coverageLines, coveredText, playedText, shareText } from './coverage-text.ts';
export { exercisedIn, exercising } from './exercised.ts';
export type { ExercisedIn, Played } from './exercised.ts';
export { keyOf } from './things.ts';
export type { Thing } from './things.ts';
