/** The checker of scenarios, loaded late by whoever checks or plays one. */
export { checkScenario } from './scenario/check.ts';
