/**
 * Runbooks, organisations, contacts and the scenarios of drills: YAML text to data. The checker, with the conditions and all rules that reading alone
 * does not need, is an entry of its own, `./check.entry.ts` (`checkRunbook`, `formatDiagnostic`): load it where diagnostics are shown. Of scenarios that is
 * `./check-scenario.entry.ts` (`checkScenario`).
 */
export { verbs } from './model.ts';
export type {
  Approval,
  Bundle,
  Clock,
  Condition,
  Contact,
  Contacts,
  DecideStep,
  Diagnostic,
  DoStep,
  DurationText,
  EndStep,
  Expect,
  Fact,
  FactType,
  FactValue,
  FollowStep,
  Message,
  Option,
  Organisation,
  OrgValue,
  Outcome,
  ParallelStep,
  Privacy,
  RepeatStep,
  Role,
  Runbook,
  RunStep,
  Service,
  Severity,
  Step,
  StepCommon,
  TellStep,
  Track,
  Verb,
  WaitStep,
  Within,
} from './model.ts';
export { bundle, followSteps } from './bundle.ts';
export { differences } from './difference.ts';
export type { Difference } from './difference.ts';
export { clockStart, onFailure } from './grammar.ts';
export type { ClockStart, OnFailure } from './grammar.ts';
export type { Library } from './library.ts';
export { parseRunbook, readContacts, readOrganisation } from './parse.ts';
export { numberedSteps } from './numbered-steps.ts';
export type { NumberedStep } from './numbered-steps.ts';
export { takesValue } from './fact-type.ts';
export { outlineOf } from './outline.ts';
export type { Outline, Spot } from './outline.ts';
export { allSteps, childLists, fallsThrough, stepTitle, stepVerb, walkSteps } from './steps.ts';
export type { ChildList, Where } from './steps.ts';
export { measureKinds, ratings } from './scenario/words.ts';
export type { MeasureKind, Rating } from './scenario/words.ts';
export type {
  AwaitedAnswer,
  CriticalTask,
  Evaluator,
  Inject,
  Measure,
  Objective,
  Phase,
  Player,
  Repetition,
  Scenario,
  Timely,
  Trigger,
} from './scenario/model.ts';
export { parseScenario } from './scenario/parse.ts';
export { comesToPlayers, playedMs } from './scenario/played.ts';
export { termOf, termOfInject } from './scenario/terms.ts';
export type { Term } from './scenario/terms.ts';
