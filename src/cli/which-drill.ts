import { isOver } from '../entry/index.ts';
import type { IncidentRow, Timeline } from '../timeline/index.ts';
import type { Call } from './call.ts';
import { notFound, wrongUsage } from './failure.ts';
import { byName } from './which-incident.ts';
import { chosenHere } from './who.ts';

/**
 * The drill that a call is about: named, `-i`, this terminal's, else the only open one, else the last that was played.
 * @throws Failure that lists what there is.
 */
export function whichDrill(
  call: Call,
  timeline: Pick<Timeline, 'incidents'>,
  words: readonly string[] = call.words,
): IncidentRow {
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
  const open = drills.filter((row) => !isOver(row));
  const [only, another] = open;
  if (only !== undefined && another !== undefined)
    throw wrongUsage(
      `More than one drill is open: ${open.map(({ alias, title }) => `${alias} (${title})`).join(', ')}.`,
      'Say which: -i ID',
    );
  const last = only ?? drills.at(-1);
  if (last !== undefined) return last;
  throw notFound('No drill was ever played here.', 'Begin one: holdfast drill start SCENARIO');
}
