import { durationMs, millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { Surroundings } from '../statechart/index.ts';
import type { FactState, Incident, Run } from './model.ts';

/**
 * What the rest of the incident looks like to one of its runbooks at that moment. A fact that is unanswered, "not known
 * yet" or older than its `fresh-for` is missing, and so are personal and secret ones: they decide nothing.
 */
export function surroundings(incident: Incident, run: Run, now: Instant): Surroundings {
  return {
    now,
    facts: knownFacts(incident, millis(now)),
    org: run.chart.bundle.organisation,
    clocks: clocksOf(incident),
    services: servicesOf(incident),
    incident: incidentOf(incident),
  };
}

/**
 * What a text that people read may say of it: personal answers too, which decide nothing and stand in no command. What is
 * sent stands in words, and can be expunged like them.
 */
export function surroundingsForTexts(incident: Incident, run: Run, now: Instant): Surroundings {
  const around = surroundings(incident, run, now);
  const facts: Record<string, unknown> = { ...around.facts };
  for (const { id, fact, answer } of Object.values(incident.facts))
    if (fact.privacy === 'personal' && answer?.known === true && answer.value !== undefined) facts[id] = answer.value;
  return { ...around, facts };
}

/** Whether an answer is older than its fact allows; one that is not known, or has no limit, is never stale. */
export function isStale(fact: FactState, now: Instant): boolean {
  return millis(now) > freshUntil(fact);
}

function knownFacts(incident: Incident, now: number): Record<string, unknown> {
  const known: Record<string, unknown> = {};
  for (const id in incident.facts) {
    const fact = incident.facts[id];
    const answer = fact?.answer;
    if (fact === undefined || answer?.known !== true || answer.value === undefined) continue;
    if ((fact.fact.privacy ?? 'public') !== 'public') continue;
    if (now > freshUntil(fact)) continue;
    known[id] = answer.value;
  }
  return known;
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

function clocksOf(incident: Incident): Surroundings['clocks'] {
  const clocks: Record<string, { state: string; due?: Instant }> = {};
  for (const id in incident.clocks) {
    const clock = incident.clocks[id];
    if (clock !== undefined)
      clocks[id] = clock.due === undefined ? { state: clock.state } : { state: clock.state, due: clock.due };
  }
  return clocks;
}

function servicesOf(incident: Incident): Surroundings['services'] {
  const services: Record<string, { state: string; title: string; fallback?: string }> = {};
  for (const id in incident.services) {
    const found = incident.services[id];
    if (found === undefined) continue;
    const { state, service } = found;
    services[id] =
      service.fallback === undefined
        ? { state, title: service.title }
        : { state, title: service.title, fallback: service.fallback };
  }
  return services;
}

function incidentOf(incident: Incident): Record<string, unknown> {
  const { id, alias, mode, state, title, reason, declared, severity, described } = incident;
  return { ...described, id, alias, mode, state, title, reason, declared, ...(severity !== undefined && { severity }) };
}
