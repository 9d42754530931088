import type { OfferName } from '../../guide/index.ts';
import type { Key } from './key-parser.ts';

export type KeyAct =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'next-open'
  | 'previous-open'
  | 'next-lane'
  | 'previous-lane'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last'
  | 'number'
  | 'done'
  | 'tick'
  | 'fact'
  | 'run'
  | 'send'
  | 'approve'
  | 'aware'
  | 'skip'
  | 'fail'
  | 'note'
  | 'scribe'
  | 'minutes'
  | 'undo'
  | 'jump'
  | 'reopen'
  | 'clocks'
  | 'messages'
  | 'timeline'
  | 'people'
  | 'brief'
  | 'review'
  | 'take'
  | 'command'
  | 'alarms'
  | 'views'
  | 'map'
  | 'replay'
  | 'incidents'
  | 'injects'
  | 'incident-before'
  | 'help'
  | 'back'
  | 'repaint'
  | 'suspend'
  | 'leave';

/** One row of the table that feeds the handler, the help bar, the `?` screen and the manual. */
export interface KeyRow {
  readonly act: KeyAct;
  /** As {@link keyName} names them. */
  readonly keys: readonly string[];
  /** How they are written for people. */
  readonly shown: string;
  /** A word or two for the bar at the bottom. */
  readonly label: string;
  /** A line for the `?` screen and the manual. */
  readonly help: string;
  readonly group: 'Do' | 'Move' | 'Look' | 'Leave';
  /** The act of the guide behind it: its reason is said where it is off. */
  readonly offer?: OfferName;
}

const row = (
  group: KeyRow['group'],
  act: KeyAct,
  shown: string,
  keys: readonly string[],
  label: string,
  help: string,
  offer?: OfferName,
): KeyRow => ({ group, act, shown, keys, label, help, ...(offer === undefined ? {} : { offer }) });

/** Every key of the guide screen. */
export const keyTable: readonly KeyRow[] = [
  row('Do', 'done', 'Enter d', ['enter', 'd'], 'done', 'The step is done; in a decision: choose', 'done'),
  row(
    'Do',
    'number',
    '1-9',
    ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    'choose, tick',
    'Choose an option, or tick an item of the checklist',
  ),
  row('Do', 'tick', 'x', ['x'], 'tick', 'Tick or untick an item of the checklist', 'tick'),
  row('Do', 'fact', 'f', ['f'], 'answer', 'Answer what the step asks, or any other fact; ? for not known yet', 'fact'),
  row('Do', 'run', 'r', ['r'], 'run', 'Run the command of the step', 'run'),
  row('Do', 'send', 'm', ['m'], 'message', 'Read, change and record the message of the step', 'send'),
  row('Do', 'approve', 'a', ['a'], 'approve', 'Approve, refuse, or go on without an approval', 'approve'),
  row('Do', 'note', 'n', ['n'], 'note', 'Write a note for the record', 'note'),
  row('Do', 'scribe', 'o', ['o'], 'for others', 'Write down who did what, and when, line after line', 'note'),
  row('Do', 'minutes', 'D', ['D'], 'minutes', 'Minutes of a decision: what was considered, who objects', 'note'),
  row('Do', 'aware', 'w', ['w'], 'aware', 'From now on we know of something; its clocks start', 'aware'),
  row('Do', 'clocks', 'c', ['c'], 'clocks', 'The clocks: a duty is met, or does not apply', 'met'),
  row('Do', 'messages', 'W', ['W'], 'messages', 'Every message: read, change, send again; what was sent'),
  row('Do', 'people', 'P', ['P'], 'people', 'The people: roles, whom to ring, tasks, who is here'),
  row('Do', 'brief', 'H', ['H'], 'hand over', 'The handover: the brief as it stands, who waits for whom, periods'),
  row('Do', 'take', 't', ['t'], 'take the role', 'I take the role that the step is for'),
  row('Do', 'skip', 's', ['s'], 'skip', 'Leave the step out; asks why', 'skip'),
  row('Do', 'fail', 'X', ['X'], 'failed', 'The step was tried and did not work', 'fail'),
  row('Do', 'jump', 'J', ['J'], 'go here', 'Go on at the step that is marked in the list', 'jump'),
  row('Do', 'reopen', 'R', ['R'], 'reopen', 'Open the marked step again', 'reopen'),
  row('Do', 'undo', 'u', ['u'], 'undo', 'Take the last act back; both stay in the record', 'undo'),
  row('Do', 'command', ':', [':'], 'find', 'Type what you want in a few letters; reaches everything'),
  row('Move', 'up', '↑ k', ['up', 'k'], 'up', 'The step before; in text and log a line up'),
  row('Move', 'down', '↓ j', ['down', 'j'], 'down', 'The next step; in text and log a line down'),
  row('Move', 'next-open', 'Tab', ['tab'], 'next open', 'The next of the open steps'),
  row('Move', 'previous-open', 'Shift-Tab', ['shift-tab'], 'open before', 'The open step before'),
  row(
    'Move',
    'next-lane',
    ']',
    [']'],
    'next track',
    'What is open in the next of the tracks, or runbooks, side by side',
  ),
  row('Move', 'previous-lane', '[', ['['], 'track before', 'The track before'),
  row('Move', 'left', '← h', ['left', 'h'], 'part', 'The part to the left: steps, text, log'),
  row('Move', 'right', '→ l', ['right', 'l'], 'part', 'The part to the right'),
  row('Move', 'page-up', 'PgUp b', ['page-up', 'b', 'ctrl-b'], 'page up', 'A page up'),
  row('Move', 'page-down', 'PgDn Space', ['page-down', ' ', 'ctrl-f'], 'page down', 'A page down'),
  row('Move', 'first', 'g Home', ['g', 'home'], 'first', 'To the beginning'),
  row('Move', 'last', 'G End', ['G', 'end'], 'last', 'To the end'),
  row('Look', 'timeline', 'L', ['L'], 'timeline', 'Every entry: search, filter, correct, take back'),
  row('Look', 'alarms', '!', ['!'], 'alarms', 'What is due or overdue; takes the marks away'),
  row('Look', 'map', 'M', ['M'], 'map', 'The map: the path taken, what is open, what can still come'),
  row('Look', 'incidents', 'I', ['I'], 'incidents', 'Every open incident: switch, link, merge, declare another'),
  row('Look', 'injects', 'N', ['N'], 'exercise', 'In an exercise: what has come in; to its facilitator, what will'),
  row('Look', 'incident-before', 'Ctrl-O', ['ctrl-o'], 'the one before', 'Go on in the incident before this one'),
  row('Look', 'views', 'v', ['v'], 'look', 'Facts, messages, people, services, questions, the log'),
  row('Look', 'review', 'V', ['V'], 'review', 'The review so far: reasons owed, decisions, duties, follow-ups; export'),
  row('Look', 'replay', 'Z', ['Z'], 'replay', 'The incident as it stood, entry by entry; nothing is recorded there'),
  row('Look', 'help', '? F1', ['?', 'f1'], 'help', 'This list'),
  row('Look', 'repaint', 'Ctrl-L', ['ctrl-l'], 'repaint', 'Draw the screen again'),
  row('Leave', 'back', 'Esc Ctrl-G', ['escape', 'ctrl-g'], 'back', 'Back; nothing is lost, what you wrote is kept'),
  row('Leave', 'suspend', 'Ctrl-Z', ['ctrl-z'], 'pause', 'To the shell; fg comes back'),
  row('Leave', 'leave', 'q Ctrl-C', ['q', 'ctrl-c', 'ctrl-d'], 'leave', 'Leave the guide; nothing is lost'),
];

/** Keys that mean the same on every page as in the guide: no page gives one of them another meaning. */
export const everywhere: ReadonlySet<KeyAct> = new Set([
  'note',
  'scribe',
  'minutes',
  'clocks',
  'messages',
  'people',
  'brief',
  'command',
  'timeline',
  'alarms',
  'map',
  'incidents',
  'injects',
  'incident-before',
  'views',
  'replay',
  'help',
  'repaint',
  'suspend',
]);

const byKey: ReadonlyMap<string, KeyRow> = new Map(keyTable.flatMap((each) => each.keys.map((name) => [name, each])));
const byAct: ReadonlyMap<KeyAct, KeyRow> = new Map(keyTable.map((each) => [each.act, each]));

/** How a key is named in the table: `ctrl-c`, `shift-tab`, `alt-x`, else what was typed. */
export function keyName({ name, ctrl, alt, shift }: Key): string {
  if (ctrl) return `ctrl-${name}`;
  if (alt) return `alt-${name}`;
  return shift && name === 'tab' ? 'shift-tab' : name;
}

/** The row of a key, where it has one. */
export function keyRow(key: Key): KeyRow | undefined {
  return byKey.get(keyName(key));
}

/** The row of an act. */
export function rowOf(act: KeyAct): KeyRow | undefined {
  return byAct.get(act);
}

/** Whether a key is that one. */
export function isKey(key: Key, ...names: readonly string[]): boolean {
  return names.includes(keyName(key));
}
