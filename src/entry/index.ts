/**
 * The timeline's entries: their types, canonical form, hashes, hybrid logical clock and the check of a chain. Pure,
 * but for SHA-256, which is Node's own.
 */
export type {
  AnyEntry,
  Deviation,
  DeviationKind,
  Draft,
  Entry,
  EntryData,
  EntryType,
  FactValue,
  Head,
  IncidentField,
  Marking,
  MinuteKind,
  Outcome,
  Person,
  Precision,
  Severity,
  TimerKind,
  Via,
} from './entry.ts';
export { isGoingOn, isOver, standDownText, stateText } from './incident-state.ts';
export type { IncidentState, StoodDown } from './incident-state.ts';
export { completions, isCompletion } from './completion.ts';
export { byNobody, program } from './nobody.ts';
export { markings, severities } from './levels.ts';
export { entryTypes, isEntryType } from './types.ts';
export { isEntry } from './is-entry.ts';
export { canonical, canonicalJson } from './canonical.ts';
export type { Hashed } from './canonical.ts';
export { digestWords, hashEntry, sha256 } from './hash.ts';
export { clockBehind, compareEntries, millisOfStamp, nextStamp } from './stamp.ts';
export { seal, sealWithBody } from './seal.ts';
export type { Place, Sealed } from './seal.ts';
export { chainCheck, verifyChain } from './verify-chain.ts';
export type { ChainCheck, ChainOptions, ChainReport } from './verify-chain.ts';
export type { ChainProblem, ChainProblemKind } from './chain-problem.ts';
