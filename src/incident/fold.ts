import { advance, matters } from '../statechart/index.ts';
import { millis } from '../time/index.ts';
import type { AnyEntry } from '../entry/index.ts';
import type { Incident, Run } from './model.ts';
import { endIn } from './charts.ts';
import { judge } from './judge.ts';
import { applyToDrill, foreseeInjects } from './drill/fold.ts';
import { noteTitles } from './fold/called.ts';
import { isGuarded } from './fold/guarded.ts';
import { applyToIncident } from './fold/incident.ts';
import { applyToPeople } from './fold/people.ts';
import { applyToRecord } from './fold/record.ts';
import { applyToRuns } from './fold/runs.ts';
import { applyToThings } from './fold/things.ts';
import { noteTurns } from './fold/turns.ts';
import { rememberUndoable } from './fold/undoable.ts';
import { surroundings } from './surroundings.ts';
import { misfit, push, put, replaceAt, replaceRun, workOn } from './work.ts';
import type { Work } from './work.ts';

/** What an incident is before its first entry. */
export const nothingYet: Incident = {
  semantics: 1,
  id: '',
  alias: '',
  mode: 'real',
  state: 'open',
  title: '',
  reason: '',
  timezone: 'UTC',
  holidays: [],
  declared: '',
  reached: {},
  described: {},
  saidBy: {},
  marking: 'amber',
  guarded: false,
  aware: {},
  links: {},
  heads: {},
  stamp: '',
  count: 0,
  lastAt: '',
  runs: [],
  turns: [],
  facts: {},
  roles: {},
  services: {},
  clocks: {},
  topics: {},
  messages: {},
  tasks: {},
  followUps: {},
  annotations: [],
  feedback: [],
  signedOff: [],
  minutes: [],
  handovers: {},
  calls: [],
  heard: {},
  deviations: [],
  misfits: [],
  undone: {},
  corrected: {},
  reworded: {},
  retimed: {},
  called: {},
  undoable: [],
  automatic: [],
};

/** The incident after one more entry; the one given stays as it was. Never throws: what does not fit is in `misfits`. */
export function evolve(incident: Incident | undefined, entry: AnyEntry): Incident {
  const work = workOn(incident ?? nothingYet);
  fold(work, entry);
  return work.it;
}

/** The incident after all these entries, in the order given, begun from nothing or from an earlier state of it. */
export function replay(entries: Iterable<AnyEntry>, from: Incident = nothingYet): Incident {
  const work = workOn(from);
  for (const entry of entries) fold(work, entry);
  return work.it;
}

function fold(work: Work, entry: AnyEntry): void {
  const { it } = work;
  if (it.id === '') it.id = entry.incident;
  it.count += 1;
  it.stamp = entry.stamp;
  put(work, 'heads', entry.origin, { seq: entry.seq, hash: entry.hash });
  try {
    if (it.lastAt === '' || millis(entry.at) > millis(it.lastAt)) it.lastAt = entry.at;
    it.guarded ||= isGuarded(entry);
    const refused = judge(it, entry);
    if (refused === undefined) apply(work, entry);
    else misfit(work, entry, refused.message);
  } catch (fault) {
    // An entry that cannot even be read; a timeline with one in it must still open.
    misfit(work, entry, `It cannot be read: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

function apply(work: Work, entry: AnyEntry): void {
  rememberUndoable(work, entry);
  noteDeviation(work, entry);
  noteReason(work, entry);
  noteAutomatic(work, entry);
  applyToIncident(work, entry);
  applyToThings(work, entry);
  applyToPeople(work, entry);
  applyToRecord(work, entry);
  applyToRuns(work, entry);
  applyToDrill(work, entry);
  // A runbook has begun with its own entry, and the others do not care.
  if (matters(entry.type) && entry.type !== 'runbook.followed') advanceRuns(work, entry);
  foreseeInjects(work, entry);
}

/** An entry about a step moves its own runbook; what belongs to the incident is seen by every one. */
function advanceRuns(work: Work, entry: AnyEntry): void {
  const only = entry.type === 'fact.recorded' ? undefined : entry.run;
  for (const [index, run] of work.it.runs.entries()) {
    if (only !== undefined && run.id !== only) continue;
    const state = advance(run.chart, run.state, entry, surroundings(work.it, run, entry.at));
    if (state === run.state) continue;
    const moved = stillEnded({ ...run, state });
    replaceRun(work, index, moved);
    noteTitles(work, entry, moved, run);
    noteTurns(work, entry, moved, run);
  }
}

/** Jump and reopen work after the end: then it has not ended any more. */
function stillEnded(run: Run): Run {
  if (run.ended === undefined || endIn(run) !== undefined) return run;
  const { ended: _, ...rest } = run;
  return rest;
}

function noteDeviation(work: Work, entry: AnyEntry): void {
  if (entry.deviation === undefined) return;
  push(work, 'deviations', {
    entry: entry.id,
    seq: entry.seq,
    at: entry.at,
    type: entry.type,
    ...(entry.run !== undefined && { run: entry.run }),
    ...(entry.step !== undefined && { step: entry.step }),
    by: entry.by.name,
    deviation: entry.deviation,
    // The words of an added step are its title: its reason is the note beside it.
    ...(entry.words !== undefined && entry.type !== 'step.added' && { reason: entry.words }),
  });
}

function noteReason(work: Work, entry: AnyEntry): void {
  if (entry.type !== 'note.written' || entry.cause === undefined || entry.words === undefined) return;
  const index = work.it.deviations.findLastIndex((one) => one.entry === entry.cause);
  const record = work.it.deviations[index];
  if (record?.type !== 'step.added' || record.deviation.owed || record.reason !== undefined) return;
  replaceAt(work, 'deviations', index, { ...record, reason: entry.words, reasonIn: entry.id });
}

function noteAutomatic(work: Work, entry: AnyEntry): void {
  if (entry.type === 'choice.made' && entry.data.auto === true) {
    push(work, 'automatic', `${entry.run ?? ''}:${entry.step ?? ''}`);
  } else if (entry.cause === undefined && work.it.automatic.length > 0) {
    work.it.automatic = [];
    work.owned.delete('automatic');
  }
}
