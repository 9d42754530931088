import { durationMs, millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { ofLast, whileSame } from '../statechart/index.ts';
import type { Surroundings } from '../statechart/index.ts';
import type { FactState, Incident, Run } from './model.ts';

/**
 * What the rest of the incident looks like to one of its runbooks at that moment. A fact that is unanswered, "not known
 * yet" or older than its `fresh-for` is missing, and so are personal and secret ones: they decide nothing.
 */
export function surroundings(incident: Incident, run: Run, now: Instant): Surroundings {
  return {
    now,
    facts: knownFacts(incident.facts, millis(now)),
    org: run.chart.bundle.organisation,
    clocks: clocksOf(incident.clocks),
    services: servicesOf(incident.services),
    incident: incidentOf(incident),
  };
}

/**
 * What a text that people read may say of it: personal answers too, which decide nothing and stand in no command. What is
 * sent stands in words, and can be expunged like them.
 */
export function surroundingsForTexts(incident: Incident, run: Run, now: Instant): Surroundings {
  const around = surroundings(incident, run, now);
  const personal: Record<string, unknown> = {};
  for (const { id, fact, answer } of Object.values(incident.facts))
    if (fact.privacy === 'personal' && answer?.known === true && answer.value !== undefined)
      personal[id] = answer.value;
  return Object.keys(personal).length === 0 ? around : { ...around, facts: { ...around.facts, ...personal } };
}

/** Whether an answer is older than its fact allows; one that is not known, or has no limit, is never stale. */
export function isStale(fact: FactState, now: Instant): boolean {
  const until = freshUntil(fact);
  return until !== Infinity && millis(now) > until;
}

let lastKnown: { readonly facts: Incident['facts']; readonly known: Known } | undefined;

function knownFacts(facts: Incident['facts'], now: number): Surroundings['facts'] {
  if (lastKnown?.facts !== facts || !(now > lastKnown.known.from && now <= lastKnown.known.until))
    lastKnown = { facts, known: knownAt(facts, now) };
  return lastKnown.known.values;
}

/** What is known of facts after `from` and up to `until`, while nothing more is said of them. */
interface Known {
  readonly values: Record<string, unknown>;
  readonly from: number;
  readonly until: number;
}

function knownAt(facts: Incident['facts'], now: number): Known {
  const values: Record<string, unknown> = {};
  let from = -Infinity;
  let until = Infinity;
  for (const id in facts) {
    const fact = facts[id];
    const answer = fact?.answer;
    if (fact === undefined || answer?.known !== true || answer.value === undefined) continue;
    if ((fact.fact.privacy ?? 'public') !== 'public') continue;
    const limit = freshUntil(fact);
    if (now > limit) {
      from = Math.max(from, limit);
      continue;
    }
    until = Math.min(until, limit);
    values[id] = answer.value;
  }
  return { values, from, until };
}

/** A fact's state is never changed, only replaced, so what was worked out for it stays true. */
const limits = new WeakMap<FactState, number>();

function freshUntil(fact: FactState): number {
  if (fact.fact['fresh-for'] === undefined || fact.answer?.known !== true) return Infinity;
  const known = limits.get(fact);
  if (known !== undefined) return known;
  const until = millis(fact.answer.at) + (durationMs(fact.fact['fresh-for']) ?? Infinity);
  limits.set(fact, Number.isNaN(until) ? Infinity : until);
  return until;
}

const clocksOf = ofLast((clocks: Incident['clocks']): Surroundings['clocks'] => {
  const seen: Record<string, { state: string; due?: Instant }> = {};
  for (const id in clocks) {
    const clock = clocks[id];
    if (clock !== undefined)
      seen[id] = clock.due === undefined ? { state: clock.state } : { state: clock.state, due: clock.due };
  }
  return seen;
});

const servicesOf = ofLast((services: Incident['services']): Surroundings['services'] => {
  const seen: Record<string, { state: string; title: string; fallback?: string }> = {};
  for (const id in services) {
    const found = services[id];
    if (found === undefined) continue;
    const { state, service } = found;
    seen[id] =
      service.fallback === undefined
        ? { state, title: service.title }
        : { state, title: service.title, fallback: service.fallback };
  }
  return seen;
});

/** What a runbook reads of the incident itself, beside what is described of it. It is asked for several times with each entry. */
const incidentOf = whileSame(
  (it: Incident) => [it.described, it.id, it.alias, it.mode, it.state, it.title, it.reason, it.declared, it.severity],
  ({ described, id, alias, mode, state, title, reason, declared, severity }): Surroundings['incident'] => ({
    ...described,
    id,
    alias,
    mode,
    state,
    title,
    reason,
    declared,
    ...(severity !== undefined && { severity }),
  }),
);
