import { isOver } from '../entry/index.ts';
import { loadIncident } from '../session/index.ts';
import type { IncidentRow, Timeline } from '../timeline/index.ts';
import type { Call } from './call.ts';
import { notFound, wrongUsage } from './failure.ts';
import { byName } from './which-incident.ts';
import { chosenHere } from './who.ts';

/**
 * The drill that a call is about: named, `-i`, this terminal's, else the only one that goes on, else the last that was played.
 * @throws Failure that lists what there is.
 */
export function whichDrill(call: Call, timeline: Timeline, words: readonly string[] = call.words): IncidentRow {
  const rows = timeline.incidents();
  const said = words[0] ?? call.option('incident') ?? call.around.env['HOLDFAST_INCIDENT'];
  if (said !== undefined) {
    const row = byName(said, rows);
    if (row.mode === 'drill') return row;
    throw wrongUsage(`${row.alias} is no drill.`, 'See the drills: holdfast list --all');
  }
  const drills = rows.filter(({ mode }) => mode === 'drill');
  const settled = drills.find(({ id }) => id === chosenHere(call).incident);
  if (settled !== undefined) return settled;
  const [only, ...others] = going(timeline, drills);
  if (only !== undefined && others.length > 0)
    throw wrongUsage(
      `More than one drill is open: ${[only, ...others].map(({ alias, title }) => `${alias} (${title})`).join(', ')}.`,
      'Say which: -i ID',
    );
  const last = only ?? drills.at(-1);
  if (last !== undefined) return last;
  throw notFound('No drill was ever played here.', 'Begin one: holdfast drill start SCENARIO');
}

/** Hardly anybody closes a drill: one whose exercise has ended must not stand in the way of stopping the one that is played. */
function going(timeline: Timeline, drills: readonly IncidentRow[]): readonly IncidentRow[] {
  const open = drills.filter((row) => !isOver(row));
  if (open.length < 2) return open;
  return open.filter(({ id }) => loadIncident(timeline, id).incident.exercise?.ended === undefined);
}
