import type { OfferName } from '../guide/index.ts';
import { keyTable, rowOf } from './keys.ts';
import type { KeyAct, KeyRow } from './keys.ts';
import { piece, rowWidth } from './rows.ts';
import type { Piece, Row } from './rows.ts';
import { openStep } from './state.ts';
import type { Screen, World } from './state.ts';

const always: readonly KeyAct[] = ['note', 'next-open', 'command', 'undo', 'aware', 'clocks', 'views'];
const atTheEnd: readonly KeyAct[] = ['help', 'leave'];
/** What stands in the bar while nothing is open. */
const withoutStep: readonly KeyAct[] = ['jump', 'reopen', 'back'];

/** The keys that matter now, as many as fit; help and leaving always do. */
export function keyRows(screen: Screen, world: Pick<World, 'guide'>, columns: number, rows: number): Row[] {
  const step = openStep(screen, world.guide);
  const offered = step?.acts.filter((offer) => offer.off === undefined).map((offer) => offer.act) ?? [];
  const first = step === undefined ? withoutStep : offered.flatMap((offer) => keyOf(offer, step.options.length > 0, step.checklist.length > 0));
  const acts = [...new Set<KeyAct>([...first.filter((act) => !late.has(act)), ...always, ...first.filter((act) => late.has(act))])];
  return filled(acts, columns, rows);
}

/** Offered for every step, so they come after what only some steps have. */
const late: ReadonlySet<KeyAct> = new Set(['skip', 'fail', 'jump', 'reopen', 'undo', 'aware', 'clocks', 'note']);

function keyOf(offer: OfferName, hasOptions: boolean, hasItems: boolean): KeyAct[] {
  if (offer === 'choose') return hasOptions ? ['number'] : [];
  if (offer === 'tick') return hasItems ? (hasOptions ? ['tick'] : ['number']) : [];
  const found = keyTable.find((each) => each.offer === offer);
  return found === undefined ? [] : [found.act];
}

function filled(acts: readonly KeyAct[], columns: number, rows: number): Row[] {
  const end = atTheEnd.flatMap((act) => keyPieces(rowOf(act)));
  const endWidth = rowWidth(end);
  const lines: Piece[][] = [[]];
  for (const act of acts) {
    const pieces = keyPieces(rowOf(act));
    const isLast = lines.length === rows;
    const room = columns - (isLast ? endWidth : 0);
    const line = lines.at(-1) ?? [];
    if (rowWidth(line) + rowWidth(pieces) <= room) line.push(...pieces);
    else if (!isLast) lines.push([...pieces]);
    else break;
  }
  lines.at(-1)?.push(...end);
  return Array.from({ length: rows }, (_, index) => lines[index] ?? []);
}

function keyPieces(row: KeyRow | undefined): Piece[] {
  if (row === undefined) return [];
  const [shown = ''] = row.shown.split(' ');
  return [piece(shown, 'key'), piece(` ${row.label}  `)];
}
