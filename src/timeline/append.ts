import type { Database } from 'better-sqlite3';
import { nextStamp, sealWithBody, type AnyEntry, type Draft, type Head } from '../entry/index.ts';
import { NO_HEAD, type Known, type Ledger } from './ledger.ts';
import type { Appended, Summary, TimelinePorts } from './model.ts';
import { PLACES, type IncidentRecord, type Statements } from './rows.ts';
import { summarise } from './summary.ts';

interface Writing {
  readonly incident: string;
  /** Undefined: to the end, whatever it is. */
  readonly expected: Head | undefined;
  readonly drafts: readonly Draft[];
  /** Done in the same transaction before the drafts are written. */
  readonly before?: (known: Known) => void;
  /** Works the summary out anew from all entries instead of going on from the last. */
  readonly afresh?: () => Iterable<AnyEntry>;
}

type Write = (writing: Writing) => Appended;

/** The one way anything is written to the log: one IMMEDIATE transaction that checks the head it was decided on. */
export function appender(
  database: Database,
  sql: Statements,
  ledger: Ledger,
  origin: string,
  ports: TimelinePorts,
): Write {
  const transaction = database.transaction((writing: Writing): { answer: Appended; known?: Known } => {
    const { incident, expected, drafts } = writing;
    const known = ledger.find(incident);
    const head = known?.head ?? NO_HEAD;
    if (expected !== undefined && (expected.seq !== head.seq || expected.hash !== head.hash))
      return { answer: { ok: false, head } };
    if (drafts.length === 0) return { answer: { ok: true, entries: [], head } };
    const start = known ?? newIncident(incident, drafts);
    if (known === undefined && sql.aliasTaken().get(start.record.alias) !== undefined)
      return { answer: { ok: false, head } };

    if (known !== undefined) writing.before?.(known);
    const entries = sealAll(writing, start);
    const record = changed(
      start.record,
      writing,
      entries.map(({ entry }) => entry),
    );
    if (known === undefined) sql.addIncident().run(record);
    else if (record !== start.record) sql.changeIncident().run(record);
    const add = sql.add();
    let place = record.number * PLACES + start.count;
    for (const { entry, body } of entries) {
      place += 1;
      add.run(place, entry.id, entry.type, entry.hash, body, entry['words-salt'] ?? null, entry.words ?? null);
    }
    const last = entries.at(-1)?.entry;
    const end = last === undefined ? head : { seq: last.seq, hash: last.hash };
    return {
      answer: { ok: true, entries: entries.map(({ entry }) => entry), head: end },
      known: { record, head: end, stamp: last?.stamp ?? start.stamp, count: start.count + entries.length },
    };
  });

  function sealAll({ incident, drafts }: Writing, start: Known) {
    const wall = ports.wall();
    const recorded = recordedAt(wall);
    const ids = drafts.map(({ id }) => id ?? ports.newId());
    let { stamp, head } = start;
    return drafts.map((draft, index) => {
      stamp = nextStamp(stamp === '' ? undefined : stamp, wall);
      const cause = causeOf(draft, ids);
      const sealed = sealWithBody(draft, {
        id: ids[index] ?? '',
        incident,
        origin,
        seq: head.seq + 1,
        stamp,
        recorded,
        prev: head.hash,
        salt: draft.words === undefined ? '' : ports.newSalt(),
        ...(cause !== undefined && { cause }),
      });
      head = { seq: sealed.entry.seq, hash: sealed.entry.hash };
      return sealed;
    });
  }

  function newIncident(id: string, drafts: readonly Draft[]): Known {
    const [first] = drafts;
    if (first?.type !== 'incident.declared')
      throw new RangeError(`The first entry of an incident is incident.declared, not ${first?.type}.`);
    const number = Number(sql.greatestNumber().get()) + 1;
    const { alias, mode, timezone } = first.data;
    const rest = { title: alias, state: 'open', severity: null, declared: first.at, runbook: null };
    return { record: { number, id, alias, mode, timezone, ...rest }, head: NO_HEAD, stamp: '', count: 0 };
  }

  return (writing) => {
    const { answer, known } = transaction.immediate(writing);
    // Only now: until the commit has returned nothing of it is true.
    if (known !== undefined) ledger.committed(writing.incident, known);
    return answer;
  };
}

/** The same record where nothing in it changes, so that most appends touch the log alone. */
function changed(record: IncidentRecord, { afresh }: Writing, entries: readonly AnyEntry[]): IncidentRecord {
  const said = summarise(afresh === undefined ? entries : [...afresh(), ...entries]);
  const differs = (Object.keys(said) as (keyof Summary)[]).some(
    (key) => said[key] !== undefined && said[key] !== record[key],
  );
  return differs ? { ...record, ...said } : record;
}

/** ISO 8601 with offset, in UTC: the time zone of the one who reads is not known here. */
function recordedAt(wall: number): string {
  const text = new Date(wall).toISOString();
  return `${text.endsWith('.000Z') ? text.slice(0, 19) : text.slice(0, 23)}+00:00`;
}

function causeOf(draft: Draft, ids: readonly string[]): string | undefined {
  if (draft.causedBy === undefined) return undefined;
  const cause = ids[draft.causedBy];
  if (cause === undefined)
    throw new RangeError(`A draft says it was caused by draft ${draft.causedBy}, of ${ids.length}.`);
  return cause;
}
