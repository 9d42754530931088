import { isGoingOn, isOver } from '../../entry/index.ts';
import { incidentNamed, type IncidentRow, type Timeline } from '../../timeline/index.ts';
import type { Call } from '../call.ts';
import { exit, Failure, notFound, wrongUsage } from '../failure.ts';
import { chosenHere } from './who.ts';

/** To `act` on a drill somebody must have said so; to `read` one it is enough that there is no other. */
export type Purpose = 'act' | 'read';

/**
 * The incident that a call is about: `-i`, else this terminal's, else HOLDFAST_INCIDENT, else the only open one.
 * @throws Failure that lists what there is.
 */
export function whichIncident(call: Call, timeline: Timeline, purpose: Purpose): IncidentRow {
  const rows = timeline.incidents();
  const said = call.option('incident');
  if (said !== undefined) return byName(said, rows);

  const settled = chosenHere(call).incident;
  const chosen = rows.find((row) => row.id === settled);
  if (chosen) {
    if (purpose === 'act') refuseLeftBehind(chosen, rows, timeline);
    return chosen;
  }
  const fromEnvironment = call.around.env['HOLDFAST_INCIDENT'];
  if (fromEnvironment) return byName(fromEnvironment, rows);
  return onlyOpen(rows, purpose, timeline);
}

/** An incident by its id or how that begins. @throws Failure */
export function byName(said: string, rows: readonly IncidentRow[]): IncidentRow {
  const found = incidentNamed(said, rows);
  if (!('code' in found)) return found;
  throw new Failure(
    found.code === 'no-such-thing' ? exit.notFound : exit.usage,
    found.code === 'no-such-thing' ? 'not-found' : 'usage',
    found.message,
    found.hint.replace('list --all', 'holdfast list --all'),
  );
}

/** A terminal may have stood open for weeks: what is typed into a new emergency must not land in an old one. */
function refuseLeftBehind(chosen: IncidentRow, rows: readonly IncidentRow[], timeline: Timeline): void {
  if (!isOver(chosen)) return;
  const open = rows.filter((row) => isGoingOn(row) && row.mode === 'real' && isOfHere(row, timeline));
  if (open.length === 0) return;
  throw wrongUsage(
    `This terminal uses ${chosen.alias}, which is ${chosen.state}; open is ${named(open)}.`,
    `Say which: -i ${open[0]?.alias ?? 'ID'}, or: holdfast use ${open[0]?.alias ?? 'ID'}`,
  );
}

/** Whether it was written here: one that was brought in is to be read, and no act falls on it. One that cannot be read is not passed over. */
function isOfHere({ id }: IncidentRow, timeline: Timeline): boolean {
  try {
    return timeline.entries(id, { upTo: 1 }).at(0)?.origin === timeline.origin;
  } catch {
    return true;
  }
}

function onlyOpen(rows: readonly IncidentRow[], purpose: Purpose, timeline: Timeline): IncidentRow {
  const real = rows.filter((row) => row.mode === 'real');
  const drills = rows.filter((row) => row.mode === 'drill');
  const resolved = (row: IncidentRow): boolean => row.state === 'resolved';
  const tiers = [
    real.filter(isGoingOn),
    real.filter(resolved),
    ...(purpose === 'read' ? [drills.filter(isGoingOn), drills.filter(resolved)] : []),
  ];
  const tier = tiers.find((found) => found.length > 0);
  if (purpose === 'act' && tier !== undefined && tier.length > 1) {
    const here = tier.filter((row) => isOfHere(row, timeline));
    const [own] = here;
    if (own !== undefined && here.length === 1) return own;
  }
  const [only, ...others] = tier ?? [];
  if (only && others.length === 0) return only;
  throw tier ? several(tier) : none(drills.filter(isGoingOn), real.at(-1) ?? drills.at(-1));
}

function several(rows: readonly IncidentRow[]): Failure {
  return wrongUsage(
    `More than one incident is open: ${rows.map((row) => `${row.alias} (${row.title})`).join(', ')}.`,
    'Say which: -i ID, or for this terminal: holdfast use ID',
  );
}

/** @param last the one that was declared last, and is over; absent where there never was one */
function none(drills: readonly IncidentRow[], last: IncidentRow | undefined): Failure {
  if (drills.length > 0)
    return notFound(
      `No incident is open, only a drill: ${named(drills)}.`,
      `An act falls on a drill only where you say so: -i ${drills[0]?.alias ?? 'ID'}, or: holdfast use ${drills[0]?.alias ?? 'ID'}`,
    );
  const over =
    last === undefined ? '' : `; or name one that is over, the last was -i ${last.alias} (all: holdfast list --all)`;
  return notFound('No incident is open.', `Declare one: holdfast declare "REASON"${over}`);
}

/** `[flood-7]`, or `[DRILL flood-7]`: how every answer begins. */
export const markOf = ({ mode, alias }: Pick<IncidentRow, 'mode' | 'alias'>): string =>
  mode === 'drill' ? `[DRILL ${alias}]` : `[${alias}]`;

const named = (rows: readonly IncidentRow[]): string => rows.map((row) => row.alias).join(', ');
