/**
 * What the records of many incidents and drills say together: which parts of a runbook were ever exercised (coverage), and how ready
 * runbooks and services are for it (readiness). Pure.
 */
export { coverage, wasExercised } from './coverage.ts';
export type { Coverage, Covered, Exercises, Share } from './coverage.ts';
export { coverageJson } from './coverage-json.ts';
export { coverageLines, coveredText, playedText, shareText } from './coverage-text.ts';
export { exercisedIn, exercising } from './exercised.ts';
export type { ExercisedIn, Played } from './exercised.ts';
export { keyOf } from './things.ts';
export type { Thing } from './things.ts';
export { historyOf, telling } from './history.ts';
export type { History } from './history.ts';
export { isOver, outages, outageTypes } from './outages.ts';
export type { Outage } from './outages.ts';
export { readiness } from './readiness.ts';
export type { Known, Readiness, RunbookReadiness } from './readiness.ts';
export { indicatorsJson, readinessJson } from './readiness-json.ts';
export { lineNames, pointsText, readinessLines, rtoText, sumOf } from './readiness-text.ts';
export { u4ssc, u4sscLines } from './u4ssc.ts';
export type { Indicator } from './u4ssc.ts';
