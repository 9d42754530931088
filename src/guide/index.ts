/**
 * The guide: what now, for whom, which acts and why one is off. Pure; the terminal screens, the numbered lines and
 * `holdfast now` all show what is made here.
 */
export type {
  Act,
  ClockRow,
  CurrentStep,
  FactRow,
  Guide,
  LogLine,
  Offer,
  OfferName,
  OptionRow,
  PersonRow,
  Question,
  RoleRow,
  ServiceRow,
  StepRow,
  TaskRow,
} from './model.ts';
export { focusRank, guide, headText } from './guide.ts';
export { acts, actByWord, actInfo, commandWords, views } from './acts.ts';
export type { ActInfo, ActName, Need, OtherName, ViewName } from './acts.ts';
export { sendAct } from './send.ts';
export { roleHolder } from './services.ts';
export { factWords } from './facts.ts';
export { describeEntry } from './describe.ts';
export { logLines } from './log-lines.ts';
export type { Numbers } from './names.ts';
export {
  clockText,
  currentText,
  deviationText,
  factText,
  nowText,
  roleText,
  serviceText,
  stateText,
  statusText,
  stillOpen,
  tag,
  timeText,
  whoText,
} from './texts.ts';
export { clockNote, clockStory, leftText } from './clock-text.ts';
export {
  heldText,
  personStory,
  personText,
  ringText,
  roleStory,
  taskStateText,
  taskStory,
  taskText,
} from './people-text.ts';
export { isNextDue, ringList } from './ringing.ts';
export type { ContactOf } from './ringing.ts';
export type { Told } from './told.ts';
export { isOpenClock } from './clocks.ts';
export { handoverBrief } from './handover.ts';
export { currentJson, statusJson, stillOpenJson } from './status-json.ts';
export type { CurrentJson, StatusJson, StillOpenJson } from './status-json.ts';
export { parseLine, parseWords, wordsOf } from './words.ts';
export { answerOf, factKind } from './word-answers.ts';
export { answerWords, asksFor } from './word-kit.ts';
export type { Asking, Parsed, Problem, Said } from './word-kit.ts';
export { answerWhy, whyAsked } from './reason.ts';
