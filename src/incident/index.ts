/**
 * The incident: the fold of its timeline, and what an act would write into it. Pure: time arrives inside entries and
 * contexts. In a drill `at` is the exercise clock's time and `recorded` the wall's; `decide` puts `exercise-at` to every
 * draft of a drill.
 */
export { compileFollowed, keepsText } from './compile.ts';
export { isSettledOrOpen } from './charts.ts';
export type { Act, ActContext, Decision, RunbookSource, ScenarioSource, StepName } from './act.ts';
export type {
  Annotation,
  Before,
  CallRecord,
  ClockState,
  DeviationRecord,
  ExerciseState,
  FactAnswer,
  FactState,
  Feedback,
  FollowUpKind,
  FollowUpState,
  HandoverState,
  Heard,
  HoldState,
  Incident,
  LinkState,
  MessageState,
  Minute,
  Misfit,
  RetentionState,
  RoleState,
  Run,
  ServiceState,
  StepSpan,
  TaskState,
  Undoable,
  UndoPart,
} from './model.ts';
export type { Refusal } from './../statechart/index.ts';
export { evolve, nothingYet, replay } from './fold.ts';
export { declare } from './declare.ts';
export type { Declaring } from './declare.ts';
export { decide } from './decide.ts';
export { fallDue, fallenDue, nextDue, nextDueAt } from './due.ts';
export type { OnPaper } from './due.ts';
export { cameAbout } from './transaction.ts';
export { readFact } from './fact-value.ts';
export { exerciseNow, incidentMs, markedAsExercise, withoutMark } from './exercise.ts';
export type { DrillState, Facilitator, InjectState, Told } from './drill/model.ts';
export { branchTaken, injectsAhead, phaseNow, phaseStart, wallWhen } from './drill/ahead.ts';
export { drilledRun } from './drill/holds.ts';
export { isJumpedOver, lived } from './drill/lived.ts';
export { asRead, isAnyKept, isKept, reaches } from './drill/reach.ts';
export type { Viewer } from './drill/reach.ts';
export type { AheadInject } from './drill/ahead.ts';
export { judge } from './judge.ts';
export { reviewKind, reviewKinds } from './review-kinds.ts';
export type { ReviewKind } from './review-kinds.ts';
export { holdText } from './judge-keeping.ts';
export { overSince, retentionOf } from './retention.ts';
export type { Retention, RetentionRule } from './retention.ts';
export { feedbackStatement, feedbackStatements } from './feedback-statements.ts';
export type { FeedbackStatement } from './feedback-statements.ts';
export { lastActOf } from './decide/undo.ts';
export { betweenTwo, judgeBetween, whereNotThere } from './others.ts';
export type { Between, SeenFromOutside } from './others.ts';
export type { EntryLike } from './judge.ts';
export { clockSince } from './clocks.ts';
export { isOpenClock } from './judge-clocks.ts';
export { awarenessWanted, isInterim, neverApplied } from './clock-rules.ts';
export { surroundings, surroundingsForTexts, isStale } from './surroundings.ts';
export { fillForPeople, saidToPeople } from './fill-for-people.ts';
export { messageBodies } from './message-bodies.ts';
export type { MessageBody } from './message-bodies.ts';
export { restBetweenShifts } from './shift.ts';
export { stepSpans, stepsOutOfTurn } from './fold/turns.ts';
export { areTitlesFilled, titleOfGone, titlesAt, titlesThen } from './titles.ts';
export type { Titles } from './titles.ts';
export {
  activeOf,
  allSteps,
  openBusiness,
  openClocks,
  openSteps,
  owedReasons,
  resolveStep,
  retriesLeft,
  rolesOf,
  runbookOf,
  standingDeviations,
} from './select.ts';
export { knownAs } from './known-as.ts';
export type { FoundStep, OpenBusiness } from './select.ts';
export { trueTime } from './true-time.ts';
export { own } from './own.ts';
export { wordsNow } from './words-now.ts';
export { fromSnapshot, toSnapshot } from './snapshot.ts';
