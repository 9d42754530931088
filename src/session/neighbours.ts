import { neighbourOf } from '../guide/index.ts';
import type { Neighbour } from '../guide/index.ts';
import { exerciseNow, openClocks, replay } from '../incident/index.ts';
import type { Incident } from '../incident/index.ts';
import { millis } from '../time/index.ts';
import { tiesOf } from '../timeline/index.ts';
import type { IncidentRow, Timeline } from '../timeline/index.ts';
import { loadIncident } from './load.ts';
import type { Ports } from './model.ts';

/** The longest that a due time is slept on before looking again: a suspended machine wakes late. */
const longestSleep = 60_000;

/** And the shortest: the clock of a fast drill must not keep a processor busy. */
const shortestSleep = 250;

/** The other incidents of a timeline, watched from the one that is being worked on. Nothing is ever written into them. */
export interface Neighbours {
  /** As of the last look: those that are open, and those merged away of which a duty is still open; real ones first. */
  readonly all: readonly Neighbour[];
  /** The same, with how long everything takes as of now. */
  asOfNow(): readonly Neighbour[];
  /** Looks anew; the incident with that id is being worked on, and is no neighbour. */
  look(here?: string): void;
  close(): void;
}

/**
 * Watches the others: they are looked at anew when somebody has written, and when a time has come at which an alarm may begin;
 * in between nothing is done. An incident is folded once, then goes on by what came in.
 */
export function openNeighbours(
  timeline: Timeline,
  { wall, later }: Pick<Ports, 'wall' | 'later'>,
  { here: first, onLook }: { readonly here: string; readonly onLook: () => void },
): Neighbours {
  const folded = new Map<string, { readonly entries: number; readonly incident: Incident }>();
  let here = first;
  let all: readonly Neighbour[] = [];
  let shown: readonly Incident[] = [];
  let unsleep = (): void => undefined;

  const incidentOf = (row: IncidentRow): Incident => {
    const before = folded.get(row.id);
    if (before?.entries === row.entries) return before.incident;
    const fresh = before && timeline.entries(row.id, { after: before.entries });
    // Words that were taken out for good may still stand in what was folded from them.
    const goesOn = fresh !== undefined && !fresh.some(({ type }) => type === 'entry.expunged');
    const incident = goesOn && before ? replay(fresh, before.incident) : loadIncident(timeline, row.id).incident;
    folded.set(row.id, { entries: row.entries, incident });
    return incident;
  };

  const ties = new Map<string, { readonly entries: number; readonly isMerged: boolean }>();
  const isMerged = (row: IncidentRow): boolean => {
    const known = ties.get(row.id);
    if (known?.entries === row.entries) return known.isMerged;
    const found = tiesOf(timeline, row.id).stoodDown?.as === 'merged';
    ties.set(row.id, { entries: row.entries, isMerged: found });
    return found;
  };

  const isWatched = (row: IncidentRow): boolean => {
    if (row.id === here || row.state === 'closed') return false;
    // A duty does not end because its incident goes on under another name.
    return row.state !== 'stood-down' || (isMerged(row) && openClocks(incidentOf(row)).length > 0);
  };

  /** One that cannot be read is left out: it must not take from us the one that we work on. */
  const watched = (row: IncidentRow): Incident[] => {
    try {
      return isWatched(row) ? [incidentOf(row)] : [];
    } catch {
      return [];
    }
  };

  const draw = (): readonly Neighbour[] =>
    shown.map((incident) => neighbourOf(incident, exerciseNow(incident, wall())));

  const sleep = (): void => {
    unsleep();
    const waits = shown.flatMap(({ exercise }, index) => {
      const each = all[index];
      if (each?.nextAlarm === undefined || exercise?.paused === true) return [];
      return [(millis(each.nextAlarm) - millis(each.now)) / (exercise?.speed ?? 1)];
    });
    unsleep =
      waits.length === 0
        ? () => undefined
        : later(Math.min(longestSleep, Math.max(shortestSleep, Math.min(...waits))), look);
  };

  const look = (): void => {
    const real = ({ mode }: Incident): number => (mode === 'real' ? 0 : 1);
    shown = timeline
      .incidents()
      .flatMap(watched)
      .toSorted((a, b) => real(a) - real(b));
    all = draw();
    sleep();
    onLook();
  };

  const unwatch = timeline.watch(look);
  look();
  return {
    get all() {
      return all;
    },
    asOfNow: draw,
    look: (next = here) => {
      here = next;
      look();
    },
    close: () => {
      unwatch();
      unsleep();
    },
  };
}
