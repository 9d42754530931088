import { asksToAct } from '../../guide/index.ts';
import type { Input } from '../keys/key-parser.ts';
import { isKey } from '../keys/keys.ts';
import { say } from '../state.ts';
import type { LineFor, Pressed, Screen, Want, World } from '../state.ts';

/** A key of a replay: for the bar, the `?` screen and the manual. */
export interface ReplayKey {
  readonly keys: readonly string[];
  readonly shown: string;
  readonly label: string;
  readonly help: string;
  readonly wants: Extract<Want, { want: 'replay' }>['move'];
  /** On a page the key belongs to its list. */
  readonly guideOnly?: true;
}

/** Every key that moves in a replay. */
export const replayKeys: readonly ReplayKey[] = [
  { keys: ['[', 'left'], shown: '[ ←', label: 'back', help: 'The entry before', wants: { by: -1 } },
  { keys: [']', 'right'], shown: '] →', label: 'on', help: 'The next entry', wants: { by: 1 } },
  { keys: ['{'], shown: '{', label: 'step before', help: 'Back to where the plan moved last', wants: { change: -1 } },
  { keys: ['}'], shown: '}', label: 'next step', help: 'On to where the plan moves next', wants: { change: 1 } },
  { keys: ['('], shown: '(', label: '10 back', help: 'Ten entries back', wants: { by: -10 } },
  { keys: [')'], shown: ')', label: '10 on', help: 'Ten entries on', wants: { by: 10 } },
  { keys: [' '], shown: 'Space', label: 'play', help: 'An entry a second, until Space or any move', wants: 'play' },
  {
    keys: ['g', 'home'],
    shown: 'g Home',
    label: 'first',
    help: 'The first entry (in a list: its beginning)',
    wants: { by: -Infinity },
    guideOnly: true,
  },
  {
    keys: ['G', 'end'],
    shown: 'G End',
    label: 'last',
    help: 'The last entry (in a list: its end)',
    wants: { by: Infinity },
    guideOnly: true,
  },
  { keys: ['e'], shown: 'e', label: 'back to now', help: 'Leave the replay: the guide of now', wants: 'leave' },
  {
    keys: ['q', 'ctrl-c', 'ctrl-d'],
    shown: 'q',
    label: 'leave',
    help: 'On a page back to the guide; there as e',
    wants: 'leave',
    guideOnly: true,
  },
];

/** What a key of a replay asks for; undefined where it is none, or something lies over the screen that it belongs to. */
export function pressReplay(screen: Screen, input: Input, { layout }: World): Pressed | undefined {
  if (input.kind === 'paste' || screen.over !== undefined || screen.page?.isSearching === true) return undefined;
  if (layout.kind === 'too-small' && !isKey(input, 'q', 'e')) return undefined;
  const found = replayKeys.find(
    ({ keys, guideOnly }) => isKey(input, ...keys) && (guideOnly !== true || screen.page === undefined),
  );
  return found && { screen, wants: [{ want: 'replay', move: found.wants }] };
}

const harmless: ReadonlySet<Want['want']> = new Set(['replay', 'repaint', 'suspend', 'leave', 'iam']);

/** In a replay one looks: what would record something, or ask for it, is refused before anything is asked. */
export function lookOnly(before: Screen, pressed: Pressed, world: World): Pressed {
  const { over } = pressed.screen;
  const isAsking =
    over !== undefined &&
    over !== before.over &&
    (over.over === 'facts' ||
      over.over === 'confirm' ||
      (over.over === 'line' && !isLooking(over.asks)) ||
      (over.over === 'pick' && asksToAct({ kind: 'asking', ...over })));
  if (!isAsking && pressed.wants.every(({ want }) => harmless.has(want))) return pressed;
  const { over: _, ...bare } = before;
  return { screen: say(bare, refusalIn(world), 'bad'), wants: [] };
}

const isLooking = (asks: LineFor): boolean =>
  asks.for === 'command' || (asks.for === 'answer' && !asksToAct(asks.asking));

/** Why nothing can be done here, and how to come back. */
export function refusalIn({ replay, guide }: World): string {
  return `This is a replay of ${guide.alias} at #${replay?.place ?? ''}: nothing is recorded. ${replay?.wayBack ?? ''}`;
}
