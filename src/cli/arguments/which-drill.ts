import { isOver } from '../../entry/index.ts';
import { type IncidentRow, tiesOf, type Timeline } from '../../timeline/index.ts';
import type { Call } from '../call.ts';
import { notFound, wrongUsage } from '../failure.ts';
import { byName } from './which-incident.ts';
import { chosenHere } from './who.ts';

/** What is asked and written also of an exercise that has ended; all else is about one that is played. */
const afterwards: ReadonlySet<string> = new Set(['drill score', 'drill injects', 'drill observe', 'drill rate']);

/**
 * The drill that a call is about: named, `-i`, this terminal's, that of HOLDFAST_INCIDENT, else the only one that is open, else the last that
 * was played. The incident of a terminal, or of its surroundings, that is no drill is not meant.
 * @throws Failure that lists what there is.
 */
export function whichDrill(call: Call, timeline: Timeline, words: readonly string[] = call.words): IncidentRow {
  const rows = timeline.incidents();
  const said = words[0] ?? call.option('incident');
  if (said !== undefined) {
    const row = byName(said, rows);
    if (row.mode === 'drill') return row;
    throw wrongUsage(`${row.alias} is no drill.`, 'See the drills: holdfast list --all');
  }
  const drills = rows.filter(({ mode }) => mode === 'drill');
  const settled = drills.find(({ id }) => id === chosenHere(call).incident);
  if (settled !== undefined) return settled;
  const around = call.around.env['HOLDFAST_INCIDENT'];
  const surrounding = around ? byName(around, rows) : undefined;
  if (surrounding?.mode === 'drill') return surrounding;
  const open = drills.filter((row) => !isOver(row));
  const [only, ...others] = afterwards.has(call.command.name) ? open : played(timeline, open);
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
function played(timeline: Timeline, open: readonly IncidentRow[]): readonly IncidentRow[] {
  if (open.length < 2) return open;
  return open.filter(({ id }) => tiesOf(timeline, id).playedOut === undefined);
}
