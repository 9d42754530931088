import type { AnyEntry, Entry } from '../entry/index.ts';
import type { Summary } from './model.ts';
import type { IncidentRecord } from './rows.ts';

/** What the incident is called by an entry. */
interface Called {
  /** The entry whose words it is; absent where it is of a list. */
  readonly by?: string;
  /** Undefined: nothing any more. */
  readonly title: string | undefined;
}

/**
 * What entries say of their incident, in the order of the timeline. Where one of them tells its title anew all before it have to be
 * there.
 */
export function summarise(entries: Iterable<AnyEntry>): Summary {
  let summary: Summary = {};
  let alias: string | undefined;
  let declared: Called | undefined;
  let described: Called | undefined;
  for (const entry of entries) {
    summary = { ...summary, ...changeBy(entry) };
    if (entry.type === 'incident.declared') {
      alias = entry.data.alias;
      declared = { by: entry.id, title: entry.words };
    }
    if (isTitle(entry)) described = titleBy(entry);
    if (isReworded(entry)) {
      // Its words may have been taken out for good since.
      const called = { by: entry.data.entry, title: entry.words };
      if (called.by === declared?.by) declared = called;
      if (called.by === described?.by) described = called;
    }
    const title = described?.title ?? declared?.title ?? alias;
    if (title !== undefined) summary = { ...summary, title };
  }
  return summary;
}

/** The row of an incident in the list, as all its entries say it. */
export function recordOf(
  { number, id, alias }: Pick<IncidentRecord, 'number' | 'id' | 'alias'>,
  entries: Iterable<AnyEntry>,
): IncidentRecord {
  const said = summarise(entries);
  return {
    number,
    id,
    alias,
    title: said.title ?? alias,
    mode: said.mode ?? 'real',
    state: said.state ?? 'open',
    severity: said.severity ?? null,
    declared: said.declared ?? '',
    timezone: said.timezone ?? 'UTC',
    runbook: said.runbook ?? null,
  };
}

/** Whether what an incident is called follows from earlier entries too: it is called as it was declared, or by other words. */
export function tellsTitleAnew(entry: Pick<AnyEntry, 'type' | 'data'>): boolean {
  return isReworded(entry) || (isTitle(entry) && entry.data.value === '');
}

/** Beside a value the words are a reason. */
function titleBy({ id, data: { value }, words }: Entry<'incident.described'>): Called {
  return value === undefined ? { by: id, title: words } : { title: value === '' ? undefined : value };
}

type Said = Pick<AnyEntry, 'type' | 'data'>;

const isTitle = (entry: Said): entry is Entry<'incident.described'> =>
  entry.type === 'incident.described' && 'field' in entry.data && entry.data.field === 'title';

const isReworded = (entry: Said): entry is Entry<'entry.corrected'> =>
  entry.type === 'entry.corrected' && 'field' in entry.data && entry.data.field === 'words';

function changeBy(entry: AnyEntry): Summary {
  switch (entry.type) {
    case 'incident.declared': {
      const { mode, timezone } = entry.data;
      return { mode, timezone, declared: entry.at, state: 'open' };
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
