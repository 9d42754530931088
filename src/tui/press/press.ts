import { isDeepStrictEqual } from 'node:util';
import { alarmsOf } from '../../guide/index.ts';
import { only } from './doing.ts';
import { setAside, unrecorded, writtenBeside } from './drafts.ts';
import { isKey, keyName, keyRow } from '../keys/keys.ts';
import type { KeyAct } from '../keys/keys.ts';
import type { Input } from '../keys/key-parser.ts';
import { isCharacter } from '../keys/line-edit.ts';
import { nothingFurther } from './nothing-further.ts';
import { performKey } from './perform-key.ts';
import { pressPage } from '../pages/press-page.ts';
import { pressOver } from './press-over.ts';
import { lookOnly, pressReplay } from './replay-keys.ts';
import { cameByItself, openStep, read, say } from '../state.ts';
import type { Pressed, Screen, World } from '../state.ts';

/**
 * What a key or a paste does: the screen after it, and what it asks of the world. Pure. No key is dead: one that does not
 * apply says why in the line of answers.
 */
export function press(screen: Screen, input: Input, world: World): Pressed {
  const { notice, ...quiet } = screen;
  const pressed =
    world.replay === undefined
      ? pressNow(quiet, input, world)
      : (pressReplay(quiet, input, world) ?? lookOnly(quiet, pressNow(quiet, input, world), world));
  if (pressed.wants.some(({ want }) => want === 'leave') && notice?.asks !== 'leave') {
    const text = unrecorded(setAside(screen, world)).length > 0 ? writtenHere : writtenBeside(world.writtenBeside());
    if (text !== undefined) return only({ ...pressed.screen, notice: { text, tone: 'bad', asks: 'leave' } });
  }
  const isNothing = pressed.wants.length === 0 && isDeepStrictEqual(read(pressed.screen), read(quiet));
  return isNothing ? only(say(pressed.screen, nothingFurther(input))) : pressed;
}

/** Nothing is to be lost by Ctrl-C, and what was not recorded is not in the record. */
const writtenHere =
  'What you wrote is not recorded yet, and leaving loses it. The same key again leaves; the key that you wrote it by shows it.';

function pressNow(quiet: Screen, input: Input, world: World): Pressed {
  // What nobody can see takes no key: neither a yes nor a letter.
  if (world.layout.kind === 'too-small') return pressTooSmall(quiet, input);
  const seen = sawAlarms(quiet, world);
  if (isBlind(seen, input)) return only(say(seen, 'This has just come up. Press the key again once you have read it.'));
  if (seen.over !== undefined) return pressOver(read(seen), seen.over, input, world);
  if (seen.page !== undefined) return pressPage(seen, seen.page, input, world);
  if (input.kind === 'paste') return only(say(seen, 'Nothing was open to paste into. Press n to write a note first.'));
  const found = keyRow(input);
  if (found === undefined) {
    const what = isCharacter(input.name) && !input.ctrl && !input.alt ? `"${input.name}"` : keyName(input);
    return only(say(seen, `${what} is not a key here. ? shows them all; : takes words.`));
  }
  return performKey(seen, found.act, input.name, world);
}

/** The keys that mean the step in front, whichever that is. */
const onTheStep: ReadonlySet<KeyAct> = new Set([
  'number',
  'done',
  'tick',
  'fact',
  'run',
  'send',
  'approve',
  'take',
  'skip',
  'fail',
]);

/**
 * Whether a key was pressed before what it means could be read: any key on a step, and on a question the very key that
 * brought it up. A double tap, and keys typed ahead, must not settle what nobody has seen.
 */
function isBlind(screen: Screen, input: Input): boolean {
  const { unread, over, page } = screen;
  if (unread === undefined || input.kind === 'paste') return false;
  // What no key of ours brought up takes no yes that was typed into something else.
  if (over !== undefined && cameByItself(screen)) return over.over === 'confirm';
  if (over !== undefined) return keyName(input) === unread.by && isKey(input, 'enter', 'm');
  // On a page no key means the step.
  const act = page === undefined ? keyRow(input)?.act : undefined;
  return act !== undefined && onTheStep.has(act);
}

function pressTooSmall(screen: Screen, input: Input): Pressed {
  const act = input.kind === 'key' ? keyRow(input)?.act : undefined;
  return act === 'leave' || act === 'suspend' || act === 'repaint'
    ? { screen, wants: [{ want: act }] }
    : only(say(screen, 'Make the window larger, or press q and come back with --plain.'));
}

/** Alarms of the step in front have been seen once a person at this screen presses a key. */
function sawAlarms(screen: Screen, world: World): Screen {
  const step = openStep(screen, world.guide);
  if (step === undefined) return screen;
  const seen = alarmsOf(world.guide).filter(
    (alarm) => alarm.step === step.key && screen.rung.includes(alarm.key) && !screen.looked.includes(alarm.key),
  );
  return seen.length === 0 ? screen : { ...screen, looked: [...screen.looked, ...seen.map((alarm) => alarm.key)] };
}
