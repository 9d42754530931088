import type { CurrentStep, Guide } from '../../guide/index.ts';
import { rowOf } from '../keys/keys.ts';
import type { KeyAct } from '../keys/keys.ts';
import { piece, rowWidth } from './rows.ts';
import type { Piece, Row } from './rows.ts';
import { lookedAt, openStep } from '../state.ts';
import type { Screen, World } from '../state.ts';

/** A key in the bar, with a word of its own where the step makes it mean something narrower. */
interface Shown {
  readonly act: KeyAct;
  readonly label?: string;
  /** It is not taken yet: its place is kept, so that nothing jumps when it is. */
  readonly unread?: boolean;
}

const always: readonly KeyAct[] = [
  'note',
  'next-open',
  'command',
  'undo',
  'skip',
  'aware',
  'clocks',
  'people',
  'fact',
  'views',
  'messages',
  'timeline',
  'scribe',
  'map',
  'jump',
  'reopen',
  'fail',
];
/** Where no runbook is followed there is no step that these could mean. */
const ofSteps: ReadonlySet<KeyAct> = new Set(['skip', 'fact', 'map', 'jump', 'reopen', 'fail']);
const atTheEnd: readonly KeyAct[] = ['help', 'leave'];

/** The keys that matter now, as many as fit; help and leaving always do. */
export function keyRows(screen: Screen, world: Pick<World, 'guide'>, columns: number, rows: number): Row[] {
  const step = openStep(screen, world.guide);
  const unread = screen.unread !== undefined;
  const isAnyStep = world.guide.runs.length > 0;
  const first: readonly Shown[] =
    step === undefined
      ? isAnyStep
        ? forClosed(screen, world.guide)
        : []
      : forStep(step, world.guide).map((each) => ({ ...each, unread }));
  const several = world.guide.current.length > 1;
  // What an exercise brings is read on a page of its own.
  const exercise: readonly Shown[] = world.guide.drill === undefined ? [] : [{ act: 'injects' }];
  const rest = always.filter(
    (act) =>
      !first.some((each) => each.act === act) && (several || act !== 'next-open') && (isAnyStep || !ofSteps.has(act)),
  );
  return filled([...first, ...exercise, ...rest.map((act) => ({ act }))], columns, rows);
}

/** What leads on from a step that is marked and not open, as is said beside it; where none is marked, any may be. */
function forClosed(screen: Screen, guide: Guide): Shown[] {
  const { state, verb } = (screen.picked === undefined ? undefined : lookedAt(screen, guide)) ?? {};
  const jump: Shown = { act: 'jump' };
  const reopen: Shown = { act: 'reopen' };
  if (state === undefined) return [jump, reopen, { act: 'back' }];
  const already = verb === 'decide' ? 'decided already' : 'done already';
  if (state === 'waiting') return [jump, { act: 'done', label: already }, { act: 'skip' }, { act: 'back' }];
  return [...(state === 'active' ? [] : [reopen]), { act: 'back' }];
}

/**
 * What can be done with this very step. Made of what it is, without asking the judge for each act: that costs milliseconds
 * at the first frame, and a key that does not apply says why when it is pressed.
 */
function forStep(step: CurrentStep, guide: Guide): Shown[] {
  const role = step.state === 'awaiting' ? step.approval?.by : step.role;
  const free = !step.mine && guide.roles.some((each) => each.id === role && each.holder === undefined);
  return [...ownKeys(step), ...(free ? [{ act: 'take' as const, label: 'take role' }] : [])];
}

const doneLabels: Readonly<Partial<Record<CurrentStep['verb'], string>>> = {
  end: 'end here',
  wait: 'go on now',
  repeat: 'that is enough',
};

function ownKeys(step: CurrentStep): Shown[] {
  if (step.state === 'awaiting') return [{ act: 'approve' }];
  const done: Shown = { act: 'done', label: doneLabels[step.verb] ?? 'done' };
  const items: Shown[] =
    step.checklist.length === 0 ? [] : [step.options.length > 0 ? { act: 'tick' } : { act: 'number', label: 'tick' }];
  const weighs: Shown[] = step.verb === 'decide' ? [{ act: 'minutes' }] : [];
  const facts: Shown[] = step.record.length > 0 || step.asks.length > 0 ? [{ act: 'fact' }] : [];
  const first: Shown[] =
    step.options.length > 0
      ? [{ act: 'number', label: 'choose' }]
      : step.verb === 'run'
        ? [{ act: 'run' }]
        : step.verb === 'tell'
          ? [{ act: 'send' }]
          : [done];
  return [...first, ...items, ...facts, ...weighs, ...(step.verb === 'run' || step.verb === 'tell' ? [done] : [])];
}

function filled(acts: readonly Shown[], columns: number, rows: number): Row[] {
  const end = atTheEnd.flatMap((act) => keyPieces({ act }));
  const endWidth = rowWidth(end);
  const lines: Piece[][] = [[]];
  for (const act of acts) {
    const pieces = keyPieces(act);
    const isLast = lines.length === rows;
    const room = columns - (isLast ? endWidth : 0);
    const line = lines.at(-1) ?? [];
    if (rowWidth(line) + rowWidth(pieces) <= room) line.push(...pieces);
    else if (!isLast) lines.push([...pieces]);
    else break;
  }
  if (rowWidth(lines.at(-1) ?? []) + endWidth > columns && lines.length < rows) lines.push([]);
  lines.at(-1)?.push(...end);
  return Array.from({ length: rows }, (_, index) => lines[index] ?? []);
}

function keyPieces({ act, label, unread }: Shown): Piece[] {
  const row = rowOf(act);
  if (row === undefined) return [];
  const [shown = ''] = row.shown.split(' ');
  return [
    unread === true ? piece('…'.padEnd(shown.length), 'faint') : piece(shown, 'key'),
    piece(` ${label ?? row.label}  `),
  ];
}
