import { isOver } from '../../entry/index.ts';
import { previewOf } from '../../home/index.ts';
import type { HomeItem } from '../../home/index.ts';
import { flowed } from '../rows/detail-rows.ts';
import type { Row } from '../rows/rows.ts';
import { toldRows } from '../rows/told-rows.ts';
import type { HomeWorld } from './home-state.ts';

/** What is to be known of the marked item before one chooses it. */
export function previewRows(item: HomeItem | undefined, { now, again }: HomeWorld, columns: number): Row[] {
  if (item === undefined) return [];
  const rows = toldRows(previewOf(item, now, again), columns);
  if (item.kind !== 'incident') return rows;
  const enter = isOver(item.incident)
    ? 'Enter: read it. Nothing is written by that; there, :reopen-incident goes on with it.'
    : 'Enter: go on with it.';
  return [...rows, ...flowed(enter, columns, 'faint')];
}
