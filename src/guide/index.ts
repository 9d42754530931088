/**
 * The guide: what now, for whom, which acts and why one is off. Pure; the terminal screens, the numbered lines and
 * `holdfast now` all show what is made here.
 */
export type {
  Act,
  ClockRow,
  CurrentStep,
  FactRow,
  FilledMessage,
  Guide,
  LogLine,
  MessageRow,
  Offer,
  OfferName,
  OptionRow,
  Question,
  ServiceRow,
  StepRow,
} from './model.ts';
export { focusRank, guide, headText } from './guide.ts';
export { acts, actByWord, actInfo, commandWords, views } from './acts.ts';
export type { ActInfo, ActName, Need, OtherName, ViewName } from './acts.ts';
export { sendAct } from './send.ts';
export { messageText, nextText, sentText } from './message-text.ts';
export { sentMessages, sinceLastTime } from './sent.ts';
export type { SentMessage } from './sent.ts';
export { backBy, roleHolder } from './services.ts';
export type { BackBy } from './services.ts';
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
export { handoverBrief } from './handover.ts';
export { currentJson, statusJson, stillOpenJson } from './status-json.ts';
export type { CurrentJson, StatusJson, StillOpenJson } from './status-json.ts';
export { parseLine, parseWords, wordsOf } from './words.ts';
export { answerOf, factKind, stepThatAsks } from './word-answers.ts';
export type { Asking, Parsed, Problem, Said } from './word-kit.ts';
export { answerWhy, whyAsked } from './reason.ts';
