import type { HandoverRow } from '../../guide/index.ts';
import { beginWords, only } from '../press/doing.ts';
import { lineOf } from '../keys/line-edit.ts';
import type { Pressed, Screen, World } from '../state.ts';
import type { Item, PageKey } from './page.ts';

/** The keys of the handover page. */
export const briefKeys: readonly PageKey[] = [
  {
    keys: ['h'],
    shown: 'h',
    label: 'hand over',
    help: 'Hand over: asks to whom, which roles, and what worries you; the roles go over once they accept',
    press: (_, screen, world) => beginWords(screen, ['handover', '--to=?', '--role=?'], world),
  },
  {
    keys: ['a'],
    shown: 'a',
    label: 'accept',
    help: 'Accept the marked handover, or the one that waits for you: its roles are yours then',
    off: whyNotAccept,
    press: accept,
  },
  {
    keys: ['u'],
    shown: 'u',
    label: 'take back',
    help: 'Take back what you handed over, as long as nobody has accepted it',
    off: (_, world) => {
      const mine = mineOf(world);
      if (mine === undefined) return 'Nothing of yours waits to be accepted.';
      return seqOf(mine, world) === undefined
        ? 'Too much was done since: hand over once more, to whom you mean.'
        : undefined;
    },
    press: (_, screen, world) => {
      const mine = mineOf(world);
      const seq = mine === undefined ? undefined : seqOf(mine, world);
      return seq === undefined ? only(screen) : beginWords(screen, ['undo', String(seq)], world);
    },
  },
  {
    keys: ['p'],
    shown: 'p',
    label: 'period',
    help: 'Begin the next operational period: asks what is to be reached in it, and until when',
    press: (_, screen, world) => beginWords(screen, ['period'], world),
  },
  {
    keys: ['e'],
    shown: 'e',
    label: 'objective',
    help: 'One more objective for the period that runs',
    press: (_, screen, world) => beginWords(screen, ['objective'], world),
  },
  {
    keys: ['y'],
    shown: 'y',
    label: 'copy',
    help: 'Send the brief to the clipboard of the terminal (OSC 52); not every terminal takes it',
    press: (_, screen) => ({ screen, wants: [{ want: 'copy' }] }),
  },
  {
    keys: ['s'],
    shown: 's',
    label: 'save',
    help: 'Save the brief as a file that only you can read; no file is written over',
    press: (_, screen, world) => only(askFile(screen, world)),
  },
  {
    keys: ['i'],
    shown: 'i',
    label: 'who am I',
    help: 'Say who sits at this console: at a shared one whoever comes says so before accepting',
    press: (_, screen, world) => beginWords(screen, ['iam'], world),
  },
];

/** The handover that an item is. */
export function waitingOf(item: Item | undefined, { guide }: World): HandoverRow | undefined {
  return guide.handovers.find(({ from }) => `waiting ${from}` === item?.id);
}

/** The marked one; else the first that another gave. */
function toAccept(item: Item | undefined, world: World): HandoverRow | undefined {
  return waitingOf(item, world) ?? world.guide.handovers.find(({ isMine }) => !isMine);
}

function whyNotAccept(item: Item | undefined, world: World): string | undefined {
  const row = toAccept(item, world);
  if (row === undefined)
    return mineOf(world) === undefined
      ? 'No handover waits to be accepted. h hands over.'
      : 'You gave this handover: another person accepts it. At this console: i says who sits here.';
  return row.isMine ? 'You gave this handover: another person accepts it. u takes it back.' : undefined;
}

/** Anybody may take it, where the one it was meant for cannot: but not by a slip. */
function accept(item: Item | undefined, screen: Screen, world: World): Pressed {
  const row = toAccept(item, world);
  if (row === undefined) return only(screen);
  const words = ['accept-handover', row.from];
  if (row.isForMe) return beginWords(screen, words, world);
  return only({
    ...screen,
    over: {
      over: 'pick',
      prompt: `${row.from} hands over to ${row.to ?? 'whoever accepts'}, not to you (${world.guide.me.name}).`,
      choices: [
        { label: 'I take it all the same; both names stand in the record', words },
        { label: 'Somebody else sits here: say who', words: ['iam'] },
      ],
      typed: '',
      at: 0,
    },
  });
}

function mineOf({ guide }: World): HandoverRow | undefined {
  return guide.handovers.find(({ isMine }) => isMine);
}

/** The number by which it can be undone. */
function seqOf({ entry }: HandoverRow, { incident }: World): number | undefined {
  return incident.undoable.find((one) => one.entry === entry)?.seq;
}

function askFile(screen: Screen, { incident }: World): Screen {
  const offered = `handover-${incident.alias}.txt`;
  return {
    ...screen,
    over: {
      over: 'line',
      asks: { for: 'save', what: 'brief' },
      prompt: 'Save the brief as which file?',
      hint: 'Enter: written, for your eyes alone. Esc: back.',
      line: lineOf(screen.drafts['save brief'] ?? offered),
      offered,
    },
  };
}
