import type { AnyEntry } from '../entry/index.ts';
import type { Summary } from './model.ts';

/** What entries say of their incident, in the order of the timeline. Where one of them clears the title all before it have to be there. */
export function summarise(entries: Iterable<AnyEntry>): Summary {
  let summary: Summary = {};
  let declared: Summary = {};
  for (const entry of entries) {
    const change = clearsTitle(entry) ? declared : changeBy(entry);
    if (entry.type === 'incident.declared' && change.title !== undefined) declared = { title: change.title };
    summary = { ...summary, ...change };
  }
  return summary;
}

/** Whether an incident is called again as it was declared. */
export function clearsTitle({ type, data }: Pick<AnyEntry, 'type' | 'data'>): boolean {
  return type === 'incident.described' && 'field' in data && data.field === 'title' && data.value === '';
}

function changeBy(entry: AnyEntry): Summary {
  switch (entry.type) {
    case 'incident.declared': {
      const { mode, alias, timezone } = entry.data;
      return { mode, timezone, declared: entry.at, state: 'open', title: entry.words ?? alias };
    }
    case 'incident.described': {
      // Beside a value the words are a reason.
      const title = entry.data.value ?? entry.words;
      return entry.data.field === 'title' && title !== undefined ? { title } : {};
    }
    case 'severity.set':
      return { severity: entry.data.severity };
    case 'runbook.followed':
      return { runbook: entry.data.title };
    case 'incident.stabilised':
      return { state: 'stabilised' };
    case 'incident.resolved':
      return { state: 'resolved' };
    case 'incident.closed':
      return { state: 'closed' };
    case 'incident.reopened':
      return { state: 'open' };
    case 'incident.stood-down':
    case 'incident.merged':
      return { state: 'stood-down' };
    default:
      return {};
  }
}
