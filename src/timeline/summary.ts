import type { AnyEntry } from '../entry/index.ts';
import type { Summary } from './model.ts';

/** What the entries alone say of their incident, in the order of the timeline, on top of what was known before. */
export function summarise(entries: Iterable<AnyEntry>, before: Summary = {}): Summary {
  let summary = before;
  for (const entry of entries) summary = { ...summary, ...changeBy(entry) };
  return summary;
}

function changeBy(entry: AnyEntry): Summary {
  switch (entry.type) {
    case 'incident.declared': {
      const { mode, alias, timezone } = entry.data;
      return { mode, timezone, declared: entry.at, state: 'open', title: entry.words ?? alias };
    }
    case 'incident.described': {
      const title = entry.words ?? entry.data.value;
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
