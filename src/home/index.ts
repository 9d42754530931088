/** What there is and what can be begun: incidents by what presses, runbooks by what somebody sees, the questions before declaring. */
export { findBySymptoms } from './find-runbooks.ts';
export { sectionsOf } from './sections.ts';
export type { HomeItem, HomeSection } from './sections.ts';
export { previewOf } from './preview.ts';
export { incidentMarks, incidentText, overText } from './texts.ts';
export {
  bookOf,
  declaringQuestions,
  declaringText,
  lastLook,
  sentenceIn,
  sentenceOf,
  severitiesFor,
} from './declaring.ts';
export type { Begin, HomeEnd, HomeIncident, HomeRunbook, ThereIs, WhatThereIs } from './model.ts';
