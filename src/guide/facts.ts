import { isStale } from '../incident/index.ts';
import type { FactState, Incident } from '../incident/index.ts';
import { showTime } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { FactRow } from './model.ts';

/** Every fact that a followed runbook declares, as it is known now. */
export function factRows(incident: Incident, now: Instant): FactRow[] {
  return Object.values(incident.facts).map((fact) => factRow(incident, fact, now));
}

/** One fact as shown; `answered` only where a step asks for it since its turn began: what went stale meanwhile is asked again. */
export function factRow(incident: Incident, given: FactState, now: Instant, answered?: boolean): FactRow {
  const { id, fact, answer } = given;
  const privacy = fact.privacy ?? 'public';
  const state = stateOf(given, now);
  const shown =
    answer?.known === true ? shownValue(answer.value, privacy, fact.unit, incident.timezone, now) : undefined;
  return {
    id,
    ask: fact.ask,
    type: fact.type,
    privacy,
    state,
    ...(fact.of === undefined ? {} : { of: fact.of }),
    ...(fact.unit === undefined ? {} : { unit: fact.unit }),
    ...(fact['fresh-for'] === undefined ? {} : { freshFor: fact['fresh-for'] }),
    ...(shown === undefined ? {} : { shown }),
    ...(answer === undefined ? {} : { at: answer.at, by: answer.by }),
    ...(answered === undefined ? {} : { answered: answered && state !== 'stale' }),
  };
}

function stateOf(given: FactState, now: Instant): FactRow['state'] {
  if (given.answer === undefined) return 'unanswered';
  if (!given.answer.known) return 'not-known';
  return isStale(given, now) ? 'stale' : 'known';
}

function shownValue(
  value: unknown,
  privacy: FactRow['privacy'],
  unit: string | undefined,
  timeZone: string,
  now: Instant,
): string {
  // Of a secret only that it was given is kept; the words of a personal fact may have been removed.
  if (privacy === 'secret' || value === undefined) return 'given';
  return factWords(value, unit, { timeZone, now });
}

const looksLikeInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** A fact's value in words: `12 cm`, `yes`, `A, B`, `03:12 +01:00`. */
export function factWords(
  value: unknown,
  unit: string | undefined,
  zone: { readonly timeZone: string; readonly now: Instant },
): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(String).join(', ');
  const text = typeof value === 'string' && looksLikeInstant.test(value) ? showTime(value, zone) : String(value);
  return unit === undefined ? text : `${text} ${unit}`;
}
