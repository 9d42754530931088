import { lifeIn, openIn } from '../charts.ts';
import type { AnyEntry } from '../../entry/index.ts';
import { itemThere } from '../../statechart/index.ts';
import type { Chart, PlannedStep } from '../../statechart/index.ts';
import type { Before, Incident, Run, Undoable, UndoPart } from '../model.ts';
import { own } from '../own.ts';
import { push, replaceAt } from '../work.ts';
import type { Work } from '../work.ts';

/** Older acts than these are put right by a new act, not by `undo`. */
const most = 50;

/** Remembers what stood before an entry, so that it can be put back. Called before the entry changes anything. */
export function rememberUndoable(work: Work, entry: AnyEntry): void {
  if (!isToBeUndone(work.it, entry)) return;
  const before = beforeOf(work.it, entry);
  const part: UndoPart = {
    entry: entry.id,
    type: entry.type,
    ...(entry.run !== undefined && { run: entry.run }),
    ...(entry.step !== undefined && { step: entry.step }),
    ...(before !== undefined && { before }),
  };
  if (entry.cause === undefined) {
    const typist = entry['entered-by']?.name;
    const act: Undoable = {
      ...part,
      seq: entry.seq,
      by: entry.by.name,
      ...(typist !== undefined && { enteredBy: typist }),
      parts: [],
    };
    push(work, 'undoable', act, most);
    return;
  }
  // Nearly always the last; of several answers given at once it may be an earlier one.
  const index = work.it.undoable.findLastIndex(
    (one) => one.entry === entry.cause || one.parts.some((other) => other.entry === entry.cause),
  );
  const root = work.it.undoable[index];
  if (root !== undefined) replaceAt(work, 'undoable', index, { ...root, parts: [...root.parts, part] });
}

/**
 * Whether an entry is an act that `undo` may be meant for. A correction is, though nothing takes it back: whoever asks for their
 * last act must not be given the one before it. An undo is none, nor is a reason that was owed: it belongs to its act.
 */
function isToBeUndone(incident: Incident, entry: AnyEntry): boolean {
  switch (entry.type) {
    case 'incident.declared':
      return false;
    case 'entry.expunged':
      return entry.cause === undefined;
    case 'entry.corrected': {
      const { entry: target, field } = entry.data;
      if (entry.cause !== undefined || field === 'undone') return false;
      return !incident.deviations.some((one) => one.entry === target && one.deviation.owed);
    }
    default:
      return true;
  }
}

/** In a newer text the items of a checklist have other numbers; the tick of one that is gone is not put back. */
export function renumberTicks(work: Work, was: Run, newer: Chart): void {
  const renumbered = <T extends UndoPart>(part: T): T => {
    if (part.before?.of !== 'tick' || part.run !== was.id) return part;
    const [then, now] = [was.chart, newer].map(({ plan }) => plan.get(part.step ?? ''));
    const item = then && now && itemThere(then, now, part.before.item);
    const { before: _, ...rest } = part;
    return item === undefined ? (rest as T) : { ...part, before: { ...part.before, item } };
  };
  work.it.undoable = work.it.undoable.map((act) => ({ ...renumbered(act), parts: act.parts.map(renumbered) }));
}

function beforeOf(incident: Incident, entry: AnyEntry): Before | undefined {
  switch (entry.type) {
    case 'fact.recorded': {
      const answer = own(incident.facts, entry.data.fact)?.answer;
      return { of: 'fact', id: entry.data.fact, ...(answer !== undefined && { answer }) };
    }
    case 'severity.set':
      return { of: 'severity', ...(incident.severity !== undefined && { severity: incident.severity }) };
    case 'incident.aware': {
      const at = own(incident.aware, entry.data.topic);
      return { of: 'aware', id: entry.data.topic, ...(at !== undefined && { at }) };
    }
    case 'incident.described': {
      const { field } = entry.data;
      // Its marking an incident has from the beginning, also where nobody has said it.
      const value = incident.described[field] ?? (field === 'tlp' ? incident.marking : undefined);
      return { of: 'described', field, ...(value !== undefined && { value }) };
    }
    case 'clock.started':
    case 'clock.met':
    case 'clock.set-aside':
    case 'clock.asked':
    case 'clock.missed': {
      const clock = own(incident.clocks, entry.data.clock);
      if (clock === undefined) return undefined;
      const { id, clock: _, ...state } = clock;
      return { of: 'clock', id, state };
    }
    case 'service.lost':
    case 'service.suspect':
    case 'service.restored': {
      const service = own(incident.services, entry.data.service);
      if (service === undefined) return undefined;
      const state = service.because === undefined ? service.state : 'up';
      const { id, loss, back } = service;
      return { of: 'service', id, state, ...(loss !== undefined && { loss }), ...(back !== undefined && { back }) };
    }
    case 'role.assigned':
    case 'role.acknowledged':
    case 'role.released': {
      const role = own(incident.roles, entry.data.role);
      return {
        of: 'role',
        id: entry.data.role,
        ...(role?.holder !== undefined && { holder: role.holder }),
        ...(role?.assignedAt !== undefined && { assignedAt: role.assignedAt }),
        acknowledged: role?.acknowledgedAt !== undefined,
      };
    }
    case 'task.given':
    case 'task.taken':
    case 'task.done': {
      const state = own(incident.tasks, entry.data.task);
      return { of: 'task', id: entry.data.task, ...(state !== undefined && { state }) };
    }
    case 'handover.given': {
      const state = own(incident.handovers, entry.by.name);
      return { of: 'handover', id: entry.by.name, ...(state !== undefined && { state }) };
    }
    case 'period.begun':
      return { of: 'period', ...(incident.period !== undefined && { state: incident.period }) };
    case 'follow-up.proposed':
    case 'follow-up.done':
    case 'follow-up.verified': {
      const id = entry.data['follow-up'];
      const state = own(incident.followUps, id);
      return { of: 'follow-up', id, ...(state !== undefined && { state }) };
    }
    case 'item.ticked': {
      const run = incident.runs.find(({ id }) => id === entry.run);
      const ticked = run !== undefined && lifeIn(run, entry.step ?? '').ticks?.includes(entry.data.item) === true;
      return {
        of: 'tick',
        item: entry.data.item,
        ticked,
        ...(entry.data.label !== undefined && { label: entry.data.label }),
      };
    }
    case 'choice.made':
    case 'default.taken':
      return flowBefore(incident, entry);
    default:
      return undefined;
  }
}

/** Taken anew beside the flow, a decision leads the flow away from where it stands. */
function flowBefore({ runs }: Incident, { run: id, step = '' }: AnyEntry): Before | undefined {
  const run = runs.find((each) => each.id === id);
  if (run === undefined || lifeIn(run, step).beside !== true) return undefined;
  const at = openIn(run).flatMap(({ step: { id: name, verb }, life: { state, beside } }) =>
    state === 'active' && beside !== true && !holding.has(verb) ? [name] : [],
  );
  return at.length === 0 ? undefined : { of: 'flow', at };
}

/** The flow stands at what is in them. */
const holding: ReadonlySet<PlannedStep['verb']> = new Set<PlannedStep['verb']>(['parallel', 'repeat', 'follow']);
