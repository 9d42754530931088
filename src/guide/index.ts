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
  Question,
  ServiceRow,
  StepRow,
} from './model.ts';
export { guide, headText } from './guide.ts';
export { acts, actByWord, actInfo, commandWords, views } from './acts.ts';
export type { ActInfo, ActName, Need, OtherName, ViewName } from './acts.ts';
export { sendAct } from './send.ts';
export { roleHolder } from './services.ts';
export { factWords } from './facts.ts';
