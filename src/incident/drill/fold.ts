import type { AnyEntry, Entry, EntryType } from '../../entry/index.ts';
import type { Inject } from '../../runbook/index.ts';
import { type Instant, millis } from '../../time/index.ts';
import { own } from '../own.ts';
import type { Work } from '../work.ts';
import { foresee, Look, waitingIn } from './holds.ts';
import type { DrillState, InjectState, Told } from './model.ts';
import { readScenario } from './read-scenario.ts';

/** What an entry says about the drill: its scenario, its injects, what was seen of its objectives, its clock. */
export function applyToDrill(work: Work, entry: AnyEntry): void {
  if (entry.type === 'scenario.followed') return begin(work, entry);
  const { drill } = work.it;
  if (drill === undefined) return;
  work.it.drill = { ...applied(drill, entry), seen: shownBy(entry) };
}

/**
 * Foresees for every inject that has not come yet from when all that it waits for holds. Once that moment has come it
 * stays, whatever is done during the inject's delay; until then it is foreseen anew after each entry that can change it.
 */
export function foreseeInjects(work: Work, entry: AnyEntry): void {
  const { drill } = work.it;
  if (drill === undefined || unmoving.has(entry.type)) return;
  const at = millis(momentOf(entry));
  const look = new Look(work.it, drill, entry['exercise-at'] ?? entry.at);
  let injects: Record<string, InjectState> | undefined;
  for (const waiting of waitingIn(drill.scenario)) {
    const { inject } = waiting;
    const state = own(drill.injects, inject.id) ?? none;
    if (state.delivered.length > 0 || state.skipped !== undefined) continue;
    if (state.holdsFrom !== undefined && state.holdsFrom <= at) continue;
    const from = foresee(waiting, look);
    // What holds by what was done holds from now on.
    const holds = from === Infinity ? undefined : Math.max(from, at);
    if (holds === state.holdsFrom) continue;
    const { holdsFrom: _, ...rest } = state;
    injects ??= { ...drill.injects };
    injects[inject.id] = holds === undefined ? rest : { ...rest, holdsFrom: holds };
  }
  if (injects !== undefined) work.it.drill = { ...drill, injects };
}

/** What the clock showed once the entry was written. */
function shownBy(entry: AnyEntry): Instant {
  const set =
    entry.type === 'exercise.jumped' || entry.type === 'exercise.paused' ? entry.data['exercise-at'] : undefined;
  return set ?? entry['exercise-at'] ?? entry.at;
}

/** When an entry changed how things stand: what fell due did so at its time, what a person said counts from when it was said. */
const momentOf = ({ via, at, 'exercise-at': said }: AnyEntry): Instant =>
  via === 'timer' || via === 'drill' ? at : (said ?? at);

/** After these no condition can have come out otherwise. */
const unmoving: ReadonlySet<EntryType> = new Set([
  'note.written',
  'item.ticked',
  'evidence.attached',
  'message.sent',
  'call.attempted',
  'observation.written',
  'objective.rated',
  'facilitator.joined',
  'facilitator.left',
  'participant.joined',
  'exercise.paused',
  'exercise.resumed',
  'exercise.speed-set',
]);

const none: InjectState = { delivered: [] };

function begin(work: Work, { id, at, data, ...entry }: Entry<'scenario.followed'>): void {
  const read = readScenario(data.text);
  // It was sound when it was taken up: the judge has read it.
  if (!('scenario' in read)) return;
  work.it.drill = {
    scenario: read.scenario,
    sha256: data.sha256,
    entry: id,
    begun: entry['exercise-at'] ?? at,
    seen: entry['exercise-at'] ?? at,
    injects: {},
    improvised: [],
    rated: {},
    jumps: [],
    participants: {},
  };
}

function applied(drill: DrillState, entry: AnyEntry): DrillState {
  const { at, id, words } = entry;
  switch (entry.type) {
    case 'inject.delivered': {
      const { inject } = entry.data;
      const { delivered, held: _, ...rest } = own(drill.injects, inject) ?? none;
      return withInject(drill, inject, { ...rest, delivered: [...delivered, toldBy(entry)] });
    }
    case 'inject.held': {
      const { held: _, ...rest } = own(drill.injects, entry.data.inject) ?? none;
      const letGo = entry['exercise-at'] ?? at;
      return withInject(drill, entry.data.inject, {
        ...rest,
        ...(entry.data.lifted === true ? { letGo } : { held: true }),
      });
    }
    case 'inject.skipped': {
      const { held: _, ...rest } = own(drill.injects, entry.data.inject) ?? none;
      const byItself = entry.data.unless === true;
      return withInject(drill, entry.data.inject, {
        ...rest,
        skipped: { at, entry: id, ...(byItself && { byItself: true }) },
      });
    }
    case 'inject.answered': {
      const { inject, option } = entry.data;
      const answered = {
        at,
        by: entry.by.name,
        entry: id,
        ...(option !== undefined && { option }),
        ...(words !== undefined && { words }),
      };
      return withInject(drill, inject, { ...(own(drill.injects, inject) ?? none), answered });
    }
    case 'inject.improvised':
      return { ...drill, improvised: [...drill.improvised, toldBy(entry)] };
    case 'observation.written':
    case 'objective.rated': {
      const { objective, rating } = entry.data;
      if (objective === undefined || rating === undefined || own(drill.scenario.objectives, objective) === undefined)
        return drill;
      const rated = { rating, by: entry.by.name, at, entry: id, ...(words !== undefined && { words }) };
      return { ...drill, rated: { ...drill.rated, [objective]: [...(own(drill.rated, objective) ?? []), rated] } };
    }
    case 'facilitator.joined':
      return { ...drill, facilitator: { name: entry.by.name, since: at } };
    case 'facilitator.left':
      return drill.facilitator === undefined ? drill : { ...drill, facilitator: { ...drill.facilitator, left: at } };
    case 'participant.joined':
      return { ...drill, participants: { ...drill.participants, [entry.by.name]: at } };
    case 'exercise.jumped': {
      const { phase, 'exercise-at': to } = entry.data;
      const from = entry['exercise-at'] ?? at;
      return { ...drill, jumps: [...drill.jumps, { from, to, ...(phase !== undefined && { phase }) }] };
    }
    default:
      return drill;
  }
}

function toldBy({ at, id, words, data: { to, unheld } }: Entry<'inject.delivered'> | Entry<'inject.improvised'>): Told {
  return {
    at,
    entry: id,
    words: words ?? '',
    ...(to !== undefined && { to }),
    ...(unheld !== undefined && { unheld }),
  };
}

const withInject = (drill: DrillState, id: Inject['id'], state: InjectState): DrillState => ({
  ...drill,
  injects: { ...drill.injects, [id]: state },
});
