import { isTimeZone, millis, instant } from '../../time/index.ts';
import { markings } from '../../entry/index.ts';
import type { AnyEntry, IncidentField, IncidentState, Marking } from '../../entry/index.ts';
import type { ExerciseState } from '../model.ts';
import { exerciseMs } from '../exercise.ts';
import { drop, put } from '../work.ts';
import type { Work } from '../work.ts';

/** What an entry says about the incident itself: its state, severity, description, awareness and exercise clock. */
export function applyToIncident(work: Work, entry: AnyEntry): void {
  const { it } = work;
  switch (entry.type) {
    case 'incident.declared':
      it.mode = entry.data.mode;
      it.alias = entry.data.alias;
      it.timezone = isTimeZone(entry.data.timezone) ? entry.data.timezone : 'UTC';
      it.holidays = entry.data.holidays ?? [];
      it.reason = entry.words ?? '';
      it.title = entry.words ?? '';
      put(work, 'saidBy', 'reason', entry.id);
      it.declared = entry.at;
      if (entry.marking !== undefined) it.marking = entry.marking;
      put(work, 'reached', 'open', entry.at);
      return;
    case 'incident.described':
      describe(work, entry.data.field, entry.data.value ?? entry.words ?? '');
      return entry.data.value === undefined
        ? put(work, 'saidBy', entry.data.field, entry.id)
        : drop(work, 'saidBy', entry.data.field);
    case 'incident.aware':
      return entry.data.withdrawn === true
        ? drop(work, 'aware', entry.data.topic)
        : put(work, 'aware', entry.data.topic, entry.at);
    case 'incident.stabilised':
      return reach(work, 'stabilised', entry);
    case 'incident.resolved':
      return reach(work, 'resolved', entry);
    case 'incident.closed':
      return reach(work, 'closed', entry);
    case 'incident.reopened':
      return reopen(work, entry);
    case 'incident.stood-down':
      it.stoodDown = { as: entry.data.as, ...(entry.data.of !== undefined && { of: entry.data.of }) };
      return reach(work, 'stood-down', entry);
    case 'incident.merged':
      it.stoodDown = { as: 'merged', of: entry.data.into };
      return reach(work, 'stood-down', entry);
    case 'incident.linked': {
      const as = entry.data.as ?? entry.words;
      return put(work, 'links', entry.data.to, { at: entry.at, ...(as !== undefined && { as }) });
    }
    case 'severity.set':
      it.severity = entry.data.severity;
      return;
    case 'exercise.started':
      it.exercise = {
        wallAt: entry.recorded,
        exerciseAt: entry.data['exercise-at'],
        speed: saneSpeed(entry.data.speed),
        paused: false,
      };
      return;
    case 'exercise.paused':
      return turnClock(work, entry, {
        paused: true,
        ...(entry.data['exercise-at'] !== undefined && {
          exerciseAt: entry.data['exercise-at'],
          unattended: true as const,
        }),
      });
    case 'exercise.resumed':
      return turnClock(work, entry, { paused: false });
    case 'exercise.speed-set':
      return turnClock(work, entry, { speed: saneSpeed(entry.data.speed) });
    case 'exercise.jumped':
      return turnClock(work, entry, { exerciseAt: entry.data['exercise-at'] });
    case 'exercise.ended':
      return turnClock(work, entry, {
        ended: entry.at,
        ...(entry.data['real-world'] === true && { realWorld: true as const }),
      });
    default:
      return;
  }
}

function reopen(work: Work, entry: AnyEntry): void {
  const { stoodDown, reached } = work.it;
  delete work.it.stoodDown;
  // What it had come to it has not any more: it is not resolved, nor closed, until somebody says so again.
  for (const state of Object.keys(reached)) drop(work, 'reached', state);
  reach(work, 'open', entry);
  if (stoodDown?.of !== undefined) work.it.reopenedFrom = stoodDown.of;
}

function reach(work: Work, state: IncidentState, entry: AnyEntry): void {
  work.it.state = state;
  delete work.it.reopenedFrom;
  put(work, 'reached', state, entry.at);
}

/** What was said of the incident in that entry is in other words now, or gone; conditions read none of it. */
export function rewordIncident(work: Work, entry: string, words = ''): void {
  const { it } = work;
  const said = Object.entries(it.saidBy).find(([, by]) => by === entry)?.[0] as IncidentField | 'reason' | undefined;
  if (said === undefined) return;
  if (said !== 'reason') return describe(work, said, words);
  if (it.described.title === undefined && it.title === it.reason) it.title = words;
  it.reason = words;
}

function describe(work: Work, field: IncidentField, value: string): void {
  if (value === '') drop(work, 'described', field);
  else put(work, 'described', field, value);
  if (field === 'title') work.it.title = value === '' ? work.it.reason : value;
  if (field === 'tlp' && isMarking(value)) work.it.marking = value;
}

/** A marking of the Traffic Light Protocol 2.0, in our spelling. */
export function isMarking(text: string): text is Marking {
  return (markings as readonly string[]).includes(text);
}

/** Changes the exercise clock from what it shows now on; before that it ran as it did. */
function turnClock(work: Work, entry: AnyEntry, change: Partial<ExerciseState>): void {
  const exercise = work.it.exercise;
  if (exercise === undefined) return;
  const shown = entry['exercise-at'] ?? instant(exerciseMs(exercise, millis(entry.recorded)), work.it.timezone);
  const { unattended: _, ...kept } = exercise;
  work.it.exercise = { ...kept, exerciseAt: shown, wallAt: entry.recorded, ...change };
}

/** An exercise clock runs forward. */
function saneSpeed(speed: number): number {
  return Number.isFinite(speed) && speed > 0 ? speed : 1;
}
