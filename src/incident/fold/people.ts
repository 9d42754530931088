import { type AnyEntry, byNobody, type Entry } from '../../entry/index.ts';
import type { RoleState } from '../model.ts';
import { heardAt } from '../shift.ts';
import { own } from '../own.ts';
import { drop, push, put } from '../work.ts';
import type { Work } from '../work.ts';

/** What an entry says about who does what: roles, calls, handovers, tasks; and that whoever wrote it is there. */
export function applyToPeople(work: Work, entry: AnyEntry): void {
  hear(work, entry);
  switch (entry.type) {
    case 'role.assigned':
      return hold(work, entry.data.role, entry.data.person, entry.at, false);
    case 'role.acknowledged': {
      const role = own(work.it.roles, entry.data.role);
      if (role === undefined) return;
      const { overdueAt: _, ...rest } = role;
      return put(work, 'roles', role.id, { ...rest, acknowledgedAt: entry.at });
    }
    case 'role.released': {
      const role = own(work.it.roles, entry.data.role);
      return role === undefined ? undefined : put(work, 'roles', role.id, { id: role.id, role: role.role });
    }
    case 'timer.elapsed': {
      const role = own(work.it.roles, entry.data.role ?? '');
      return role === undefined || entry.data.timer !== 'acknowledge'
        ? undefined
        : put(work, 'roles', role.id, { ...role, overdueAt: entry.at });
    }
    case 'call.attempted': {
      const { role, contact, result } = entry.data;
      return push(work, 'calls', {
        entry: entry.id,
        at: entry.at,
        by: entry.by.name,
        ...(role !== undefined && { role }),
        ...(contact !== undefined && { contact }),
        result,
      });
    }
    case 'handover.given':
      return put(work, 'handovers', entry.by.name, {
        entry: entry.id,
        from: entry.by.name,
        at: entry.at,
        ...(entry.data.to !== undefined && { to: entry.data.to }),
        roles: entry.data.roles ?? [],
        brief: entry.words ?? '',
      });
    case 'period.begun':
      return beginPeriod(work, entry);
    case 'handover.accepted':
      return accept(work, entry);
    default:
      return applyTask(work, entry);
  }
}

/** What a timer or a simulation of one writes, nobody did. Who typed for another is there as well. */
function hear(work: Work, entry: AnyEntry): void {
  if (byNobody(entry)) return;
  for (const person of [entry.by, entry['entered-by']]) {
    if (person === undefined) continue;
    const before = own(work.it.heard, person.name);
    // What an act brings with it tells nothing more of who did it.
    if (before?.last === entry.at) continue;
    const relieved = before?.relieved;
    put(work, 'heard', person.name, { ...heardAt(before, entry.at), ...(relieved !== undefined && { relieved }) });
  }
}

/** Of the running period what is said stands in place of what was; another one follows it. */
function beginPeriod(work: Work, entry: Entry<'period.begun'>): void {
  const { number, until } = entry.data;
  const running = work.it.period;
  work.it.period = {
    entry: entry.id,
    number,
    begunAt: running?.number === number ? running.begunAt : entry.at,
    ...(until !== undefined && { until }),
    objectives: entry.words === undefined ? [] : entry.words.split('\n'),
  };
}

function hold(work: Work, id: string, holder: string, at: string, acknowledged: boolean): void {
  const role = own(work.it.roles, id)?.role ?? { title: id };
  put(work, 'roles', id, {
    id,
    role,
    holder,
    assignedAt: at,
    ...(acknowledged && { acknowledgedAt: at }),
  } satisfies RoleState);
}

/** Whoever accepts a handover holds its roles, and has thereby acknowledged them; the one who gave it may go. */
function accept(work: Work, entry: Entry<'handover.accepted'>): void {
  // An entry may leave out whose it was.
  const from = entry.data.from ?? Object.keys(work.it.handovers)[0];
  const heard = from === undefined ? undefined : own(work.it.heard, from);
  if (from !== undefined) drop(work, 'handovers', from);
  if (from !== undefined && heard !== undefined)
    put(work, 'heard', from, { ...heard, relieved: { by: entry.by.name, at: entry.at } });
  for (const role of entry.data.roles ?? []) {
    if (own(work.it.roles, role) !== undefined) hold(work, role, entry.by.name, entry.at, true);
  }
}

function applyTask(work: Work, entry: AnyEntry): void {
  switch (entry.type) {
    case 'task.given': {
      const { task: id, to, due } = entry.data;
      return put(work, 'tasks', id, {
        id,
        entry: entry.id,
        words: entry.words ?? '',
        to,
        givenBy: entry.by.name,
        givenAt: entry.at,
        ...(due !== undefined && { due }),
      });
    }
    case 'task.taken': {
      const task = own(work.it.tasks, entry.data.task);
      return task === undefined
        ? undefined
        : put(work, 'tasks', task.id, { ...task, to: entry.by.name, takenAt: entry.at });
    }
    case 'task.done': {
      const task = own(work.it.tasks, entry.data.task);
      return task === undefined ? undefined : put(work, 'tasks', task.id, { ...task, doneAt: entry.at });
    }
    default:
      return;
  }
}
