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
  Outcome,
  Person,
  Precision,
  Severity,
  TimerKind,
  Via,
} from './entry.ts';
