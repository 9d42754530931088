import { isHeardIn, pressingIn } from '../guide/index.ts';
import type { Guide, Neighbour } from '../guide/index.ts';
import { plural, visible, width } from '../text/index.ts';
import { piece } from './rows/rows.ts';
import type { Piece } from './rows/rows.ts';

/**
 * What the top line says of the others while nobody has looked: the widest of several ways that fits. A drill's alarms are
 * no more than counted where the incident is real.
 */
export function markOfOthers(
  mode: Guide['mode'],
  others: readonly Neighbour[],
  looked: readonly string[],
  columns: number,
): Piece[] {
  const waiting = others
    .map((other) => ({ ...other, alarms: pressingIn(mode, other).filter(({ key }) => !looked.includes(key)) }))
    .filter(({ alarms }) => alarms.length > 0);
  const heard = waiting.filter((other) => isHeardIn(mode, other));
  const count = (some: readonly Neighbour[]): number => some.reduce((sum, { alarms }) => sum + alarms.length, 0);
  const inDrills = count(waiting) - count(heard);
  const [first] = heard;
  if (first === undefined)
    return fitting(
      inDrills === 0 ? [] : [`${plural(inDrills, 'alarm')} in a drill`, `+${inDrills} drill`],
      columns,
      'faint',
    );
  const all = plural(count(heard), 'alarm');
  const text = first.alarms[0]?.short ?? '';
  return fitting(
    heard.length === 1
      ? [
          `! ${first.alias}: ${text}${first.alarms.length > 1 ? ` (and ${first.alarms.length - 1} more)` : ''}`,
          `! ${first.alias}: ${all}`,
          `! ${first.alias}`,
          `!${count(heard)}`,
        ]
      : [
          `! ${first.alias}: ${text}, and ${all} in ${heard.length} others`,
          `! ${first.alias}: ${text} (+${count(heard) - 1})`,
          `! ${all} in ${heard.length} others`,
          `!${count(heard)}`,
        ],
    columns,
    'bad',
  );
}

/** The first of these that fits; the last one where none does. */
function fitting(ways: readonly string[], columns: number, tone: Piece['tone']): Piece[] {
  const way = ways.find((each) => width(visible(each)) <= columns) ?? ways.at(-1);
  return way === undefined ? [] : [piece(way, tone)];
}
