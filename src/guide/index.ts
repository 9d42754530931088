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
  LinkRow,
  Lane,
  HandoverRow,
  LogLine,
  Roughness,
  MessageRow,
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
export { focusedOn, focusRank, guide, headText } from './guide.ts';
export { shownState } from './reach.ts';
export { keyOf } from './standing.ts';
export { acts } from './words/act-table.ts';
export { actByWord, actInfo, wordsHere } from './acts.ts';
export { views } from './words/view-table.ts';
export type { ActInfo, ActName, Need, OtherName, ViewName } from './words/act-info.ts';
export { sendAct } from './send.ts';
export { findThings, likelyThings, thingsOf } from './palette.ts';
export type { Thing } from './palette.ts';
export { laneOf } from './lanes.ts';
export {
  atWorkText,
  forText,
  lanePeople,
  laneState,
  laneStory,
  laneText,
  othersAtWork,
  othersLine,
  waitText,
} from './at-work.ts';
export { minuteText, minutesOf, minutesOffer, optionsInPlan } from './minutes.ts';
export { unmetOffer } from './unmet.ts';
export { messageText, nextText, sentText } from './texts/message-text.ts';
export { sentMessages, sinceLastTime } from './sent.ts';
export type { SentMessage } from './sent.ts';
export { backBy, roleHolder } from './services.ts';
export type { BackBy } from './services.ts';
export { factWords } from './facts.ts';
export { describeEntry, reasonOwed } from './log/describe.ts';
export { stepNews } from './step-news.ts';
export { leftBehindText } from './texts/left-behind.ts';
export { goesOnText } from './texts/left-text.ts';
export { exerciseAsked } from './drill/exercise-asked.ts';
export { revisionAsked } from './texts/revision-text.ts';
export { exerciseNews, exerciseProgress, lateText } from './drill/exercise-news.ts';
export {
  exerciseLines,
  injectMarks,
  injectStory,
  injectTimes,
  staffInjectText,
  objectiveStory,
  objectiveText,
  phaseText,
  standingWords,
} from './drill/facilitate-text.ts';
export type { InjectStanding, ObjectiveRow, PhaseRow, StaffInject, StaffView } from './drill/facilitate.ts';
export { lineMarks, roughnessOf } from './log/line-marks.ts';
export { canMove, entryLines, logLines } from './log/log-lines.ts';
export { noteEcho, readNoteLine, readScribeLine, scribeEcho } from './words/scribe.ts';
export type { ScribeLine, ScribeRoom } from './words/scribe.ts';
export { isCalled, kindOf, wantedText, wantedWords } from './wanted.ts';
export type { Wanted } from './wanted.ts';
export { believed, wholeEntry } from './log/whole-entry.ts';
export type { Around, Labelled } from './log/whole-entry.ts';
export type { Numbers } from './log/names.ts';
export {
  askedBefore,
  clockText,
  currentText,
  destroyedBy,
  deviationText,
  linksText,
  needsApprovalText,
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
} from './texts/texts.ts';
export { isRowOf, mapRows, stepBehind } from './map/map.ts';
export type { MapRow, MapWay, Reach } from './map/map.ts';
export { mapView, mapWords } from './map/words.ts';
export type { MapSign, MapView, MapWords } from './map/words.ts';
export { mapAbout } from './map/about.ts';
export { exercisedBefore } from './map/exercised.ts';
export type { MapLine } from './map/about.ts';
export { mapLines, mapSigns } from './map/lines.ts';
export { mapTexts } from './map/texts.ts';
export { clockNote, clockStory, leftText, mayApply } from './texts/clock-text.ts';
export { commandLine, commandState } from './texts/command-text.ts';
export type { HereNow } from './texts/people-text.ts';
export {
  heldText,
  personStory,
  personText,
  shiftText,
  ringText,
  roleStory,
  taskStateText,
  taskStory,
  taskText,
} from './texts/people-text.ts';
export { injectAlarms, alarmsOf } from './alarms.ts';
export { drillBrief, exerciseTime, injectText, objectiveLines } from './drill/drill.ts';
export type { DrillView, InjectRow } from './drill/model.ts';
export { alarmsBeside, isHeardIn, neighbourOf, neighbourText, pressingIn } from './neighbour.ts';
export type { Neighbour } from './neighbour.ts';
export type { Alarm } from './alarms.ts';
export { withHere } from './people.ts';
export { isNextDue, ringList } from './ringing.ts';
export type { ContactOf } from './ringing.ts';
export type { Told } from './texts/told.ts';
export { isOpenClock } from './open-clock.ts';
export { briefLog, briefPage, briefText, handoverAct, handoverBrief } from './brief.ts';
export type { Brief, BriefPart, HandingOver } from './brief.ts';
export { periodText, relievedText, takenOverText, waitingText, worriesIn } from './handover.ts';
export { currentJson, statusJson, stillOpenJson } from './status-json.ts';
export type { CurrentJson, StatusJson, StillOpenJson } from './status-json.ts';
export { answerWords, choiceMeant, choicesListed, parseLine, parseWords, wordOf, wordsOf } from './words/words.ts';
export { answerOf, factKind, stepThatAsks } from './words/answers.ts';
export { asksFor, withHyphen, wordOptions } from './words/kit.ts';
export type { Asking, Lookup, OtherIncident, Parsed, Problem, ReplayMove, Said } from './words/kit.ts';
export { paperEcho, paperUsage, peopleOnPaper, readInitials, readPaperLine } from './paper/paper.ts';
export type { NewInitials, PaperLine, PaperRoom } from './paper/paper.ts';
export { asksToAct, isPlace } from './words/replay.ts';
export { answerWhy, leavesPlan, leftPlan, notDone, whyAsked, whyWanted, whyWelcome } from './reason.ts';
export { incidentFields } from './words/state.ts';
