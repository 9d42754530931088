import { describeEntry, stillOpen, type Guide } from '../guide/index.ts';
import { betweenTwo, judgeBetween, whereNotThere } from '../incident/index.ts';
import type { Act, Incident, Refusal } from '../incident/index.ts';
import { incidentNamed } from '../timeline/index.ts';
import type { IncidentRow } from '../timeline/index.ts';
import type { Beside, How, Outcome, Probed, Session } from './model.ts';

/** The incidents of one timeline, as the session of one of them reaches the others. */
export interface Several {
  /** The incident of the session itself, and how it is acted on alone. */
  readonly mine: Pick<Session, 'guide'> & {
    readonly id: string;
    readonly act: (act: Act, how: How) => Outcome;
    readonly probe: (act: Act, how: How) => Probed;
    readonly incident: () => Incident;
  };
  readonly rows: () => readonly IncidentRow[];
  readonly open: (id: string) => Session;
}

/** One of the two incidents that an act is about. */
interface Side {
  readonly alias: string;
  readonly isMine: boolean;
  readonly act: (act: Act, how: How) => Outcome;
  readonly probe: (act: Act, how: How) => Probed;
  readonly incident: () => Incident;
  readonly guide: () => Guide;
  readonly close: () => void;
}

/** An act in the words of the incident that it is done to, and what the other one keeps of it. */
interface Meant {
  readonly first: Side;
  readonly act: Act;
  readonly second?: { readonly side: Side; readonly act: Act };
}

/** Whether an act is about another incident too, or about another alone. */
export function isBetween(act: Act, incident: Incident): boolean {
  return ('incident' in act && act.incident !== undefined) || betweenTwo(act, incident) !== undefined;
}

/** What the judge would say to an act between two incidents; nothing is written. */
export function probeBetween(act: Act, how: How, several: Several): Probed {
  return withSides(act, several, (meant) => {
    if ('code' in meant) return { deviates: false, refusal: meant };
    const { first, second } = meant;
    const barred = whyNotMerged(meant);
    if (barred !== undefined) return { deviates: false, refusal: barred };
    const probed = first.probe(meant.act, how);
    const elsewhere = first.isMine ? {} : { elsewhere: first.guide() };
    // Of what stands in one record and not in the other, the other half can still be written.
    const isHalf =
      probed.refusal?.code === 'already-so' &&
      second !== undefined &&
      second.side.probe(second.act, {}).refusal?.code !== 'already-so';
    return isHalf ? { deviates: false, ...elsewhere } : { ...probed, ...elsewhere };
  });
}

/**
 * Does an act between two incidents: first in the one that it is done to, then in the other, each committed by itself. Where
 * the second cannot be written the first stands, and that is said; done again, only what is missing is written.
 */
export function actBetween(act: Act, how: How, several: Several): Outcome {
  return withSides(act, several, (meant): Outcome => {
    if ('code' in meant) return { ok: false, refusal: meant, lostRace: false };
    const { first, second } = meant;
    const barred = whyNotMerged(meant);
    if (barred !== undefined) return { ok: false, refusal: barred, lostRace: false };
    const open = meant.act.act === 'merge' ? mergeNote(first.guide()) : undefined;
    const done = first.act(meant.act, how);
    if (!done.ok && (done.refusal.code !== 'already-so' || second === undefined)) return done;
    const beside: Beside[] = done.ok && !first.isMine ? [written(first, done.entries)] : [];
    const mine = done.ok && first.isMine ? done.entries : [];
    if (second === undefined) return { ok: true, entries: mine, beside };
    const answer = acted(second, inTheOther(how, first.incident().mode, open));
    if ('refusal' in answer && answer.refusal.code === 'already-so')
      return done.ok ? { ...done, entries: mine, beside } : done;
    if ('refusal' in answer) {
      const { code, message, hint } = answer.refusal;
      // What was refused would be refused again.
      const then = code === notWritten ? 'To complete it, do the same once more.' : (hint ?? '');
      const problem = `It stands in ${first.alias}, and NOT in ${second.side.alias}: ${message} ${then}`.trimEnd();
      return { ok: true, entries: mine, beside: [...beside, { ...written(second.side, []), problem }] };
    }
    return second.side.isMine
      ? { ok: true, entries: answer.entries, beside }
      : { ok: true, entries: mine, beside: [...beside, written(second.side, answer.entries)] };
  });
}

const notWritten = 'not-written';

/** Nobody can go on where nobody can write: one that was brought in to be read takes no other in. */
function whyNotMerged({ act, second }: Meant): Refusal | undefined {
  if (act.act !== 'merge' || second === undefined) return undefined;
  const { refusal } = second.side.probe(second.act, {});
  return refusal?.code === 'already-so' ? undefined : refusal;
}

/** The second record is another commit, on a disk that may have filled up in between. */
function acted(
  { side, act }: NonNullable<Meant['second']>,
  how: How,
): { readonly refusal: { code: string; message: string; hint?: string } } | { readonly entries: Beside['entries'] } {
  try {
    const outcome = side.act(act, how);
    return outcome.ok ? outcome : { refusal: outcome.refusal };
  } catch (error) {
    return { refusal: { code: notWritten, message: error instanceof Error ? error.message : String(error) } };
  }
}

function withSides<T>(act: Act, several: Several, then: (meant: Meant | Refusal) => T): T {
  const opened: Side[] = [];
  const hold = (row: IncidentRow): Side => {
    const side = sideOf(row, several);
    opened.push(side);
    return side;
  };
  try {
    return then(meantBy(act, several, hold));
  } finally {
    for (const side of opened) side.close();
  }
}

function meantBy(act: Act, { mine, rows }: Several, hold: (row: IncidentRow) => Side): Meant | Refusal {
  const all = rows();
  const { incident: said, ...alone } = act as Act & { readonly incident?: string };
  const one = incidentNamed(said ?? mine.id, all);
  if ('code' in one) return { ...one, hint: whereNotThere(act) };
  const first = hold(one);
  const between = betweenTwo(alone, first.incident());
  if (between === undefined) return { first, act: alone };
  const other = incidentNamed(between.other, all);
  // What was reopened need not wait for the other to be found.
  if ('code' in other)
    return act.act === 'reopen-incident' ? { first, act: alone } : { ...other, hint: whereNotThere(act) };
  if (other.id === one.id) return first.probe(named(alone, one.alias), {}).refusal ?? { first, act: alone };
  // As they stand now, not as they were listed: two people may do this to the two at once, each to the other.
  const side = hold(other);
  const refusal = judgeBetween(alone, first.incident(), side.incident());
  if (refusal !== undefined) return refusal;
  const { there } = between;
  return { first, act: named(alone, other.alias), ...(there !== undefined && { second: { side, act: there } }) };
}

/** The act with the whole short id of the other in place of its beginning. */
function named(act: Act, alias: string): Act {
  switch (act.act) {
    case 'link':
      return { ...act, to: alias };
    case 'merge':
      return { ...act, into: alias };
    case 'stand-down':
      return { ...act, of: alias };
    case 'follow-up-verified':
      return { ...act, in: alias };
    default:
      return act;
  }
}

function sideOf(row: IncidentRow, { mine, open }: Several): Side {
  if (row.id === mine.id) return { ...mine, alias: row.alias, isMine: true, close: () => undefined };
  const session = open(row.id);
  return {
    alias: row.alias,
    isMine: false,
    act: (act, how) => session.act(act, how),
    probe: (act, how) => session.probe(act, how),
    incident: () => session.incident,
    guide: () => session.guide(),
    close: () => session.close(),
  };
}

const written = ({ alias, incident }: Side, entries: Beside['entries']): Beside => ({
  incident: alias,
  entries,
  head: Object.values(incident().heads)[0] ?? { seq: 0, hash: '' },
  lines: entries.map((entry) => `#${entry.seq} ${describeEntry(entry, incident())}`),
});

/** By whom and when, as it was said of the first. The clocks of two drills are not the same: there it is when it is written. */
function inTheOther({ by, at, precision, marking }: How, mode: Incident['mode'], note: string | undefined): How {
  return {
    ...(by !== undefined && { by }),
    ...(mode === 'real' && at !== undefined && { at }),
    ...(mode === 'real' && precision !== undefined && { precision }),
    ...(marking !== undefined && { marking }),
    ...(note !== undefined && { note }),
  };
}

/** What whoever goes on has to know of the incident that was merged: its duties do not end by it, and are counted there alone. */
function mergeNote(guide: Guide): string {
  const open = stillOpen(guide);
  const opening = `${guide.alias} "${guide.title}" was merged into this one.`;
  return open.length === 0
    ? `${opening} Nothing was open in it.`
    : [`${opening} Still open there, and counted there alone:`, ...open].join('\n');
}
