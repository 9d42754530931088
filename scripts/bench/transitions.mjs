// What one step finished costs the chart, in a runbook of many tracks against one of few.
import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { decide, declare, evolve, nothingYet } from '../../src/incident/index.ts';
import { trackedRunbook } from './materials.mjs';

const by = { name: 'Astrid Holm' };
const at = '2026-11-21T03:12:00+01:00';
const context = { now: at, by, via: 'cli' };
const ROUNDS_OF_STEPS = 6;

/** A draft as the entry that the timeline would make of it. */
function written(incident, { causedBy, ...draft }) {
  void causedBy;
  const seq = incident.count + 1;
  const place = { id: `e${seq}`, incident: 'incident-1', origin: 'here', seq, stamp: String(seq).padStart(12, '0') };
  return { ...draft, ...place, recorded: at, prev: '', hash: `h${seq}` };
}

const fold = (incident, drafts) => drafts.reduce((now, draft) => evolve(now, written(now, draft)), incident);

/** An incident in which every track has begun. */
function begun(tracks) {
  const declaring = { alias: 'flood-1', reason: 'Wet', mode: 'real', timezone: 'UTC', holidays: [] };
  const incident = fold(nothingYet, declare(declaring, context));
  const text = trackedRunbook(tracks);
  const source = { text, followed: {}, sha256: createHash('sha256').update(text).digest('hex') };
  return fold(incident, draftsOf(incident, { act: 'follow', source }));
}

function draftsOf(incident, act) {
  const decision = decide(incident, act, context);
  if (!decision.ok) throw new Error(decision.refusal.message);
  return decision.drafts;
}

/** Milliseconds for one step finished, the tracks in turn: for the chart alone, or with the decision about it. */
function each(tracks, withDecision) {
  const times = 60 / tracks;
  let took = 0;
  // As many steps of either runbook, so that both are as warm.
  for (let time = 0; time < times; time += 1) took += once(tracks, withDecision);
  return took / (ROUNDS_OF_STEPS * tracks * times);
}

function once(tracks, withDecision) {
  let incident = begun(tracks);
  let took = 0;
  for (let step = 0; step < ROUNDS_OF_STEPS; step += 1) {
    for (let track = 0; track < tracks; track += 1) {
      const start = performance.now();
      const drafts = draftsOf(incident, { act: 'done', step: `s-${track}-${step}` });
      const decided = performance.now();
      incident = fold(incident, drafts);
      took += performance.now() - (withDecision ? start : decided);
    }
  }
  return took;
}

const measure = (name, withDecision, bound) => ({
  name,
  against: 'the same in a runbook of 10 tracks',
  ...(bound !== undefined && { bound }),
  // A round is some milliseconds: fewer show how warm the program was, not what a transition costs.
  rounds: 61,
  subject: () => each(60, withDecision),
  reference: () => each(10, withDecision),
});

/** @type {import('./harness.mjs').Measure[]} */
export const measures = [
  measure('one transition, 60 tracks', false, 2),
  measure('one step decided and folded, 60 tracks', true),
];
