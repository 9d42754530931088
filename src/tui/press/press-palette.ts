import { isPlace, parseLine } from '../../guide/index.ts';
import type { Parsed } from '../../guide/index.ts';
import { begin, guideAt, isRefused, only, said } from './doing.ts';
import { keepDraft } from './drafts.ts';
import type { Input } from '../keys/key-parser.ts';
import { isKey } from '../keys/keys.ts';
import { edit, emptyLine, insert, lineOf } from '../keys/line-edit.ts';
import { markedOnPage, meaningOf, paletteItems, paletteMark, whyOff } from '../palette.ts';
import type { PaletteItem, PaletteOver } from '../palette.ts';
import { performKey } from './perform-key.ts';
import { closed, pick, say, withoutPage } from '../state.ts';
import type { Pressed, Screen, World } from '../state.ts';

/** Lines that were sent off: so many are kept. */
const KEPT = 50;

/** What a key does in the line of words: it is written, or one goes through what it finds. */
export function pressPalette(screen: Screen, over: PaletteOver, input: Input, world: World): Pressed {
  if (input.kind === 'paste') return put(screen, over, insert(over.line, input.text));
  const found = paletteItems(screen, over.line.text, world);
  const at = paletteMark(over, found.length, world);
  const isOneLine = !over.line.text.includes('\n');
  if (isKey(input, 'enter')) {
    const item = at === undefined ? undefined : found[at];
    return item === undefined ? send(screen, over, world) : choose(screen, over, item, world);
  }
  if (isKey(input, 'alt-enter')) return put(screen, over, insert(over.line, '\n'));
  if (isKey(input, 'tab')) return complete(screen, over, found[at ?? 0]);
  if (isOneLine && isKey(input, 'up')) return at === undefined ? older(screen, over) : mark(screen, over, at - 1);
  if (isOneLine && isKey(input, 'down') && over.asks.past !== undefined && over.asks.at === undefined)
    return newer(screen, over, over.asks.past - 1);
  if (isKey(input, 'page-up')) return mark(screen, over, Math.max(0, (at ?? 0) - 8));
  if ((isOneLine && isKey(input, 'down')) || isKey(input, 'page-down')) {
    if (found.length === 0) return only(say(screen, 'Nothing here has that in it.'));
    const next = (at ?? -1) + (isKey(input, 'down') ? 1 : 8);
    return mark(screen, over, Math.min(found.length - 1, next));
  }
  const line = edit(over.line, input);
  return line === undefined
    ? only(say(screen, 'Enter, the arrows, Tab, or letters; Esc goes back.'))
    : put(screen, over, line);
}

/** The line anew: what was marked for the one before means nothing for it. */
function put(screen: Screen, over: PaletteOver, line: PaletteOver['line'], past?: number): Pressed {
  return only({
    ...screen,
    over: { ...over, line, asks: { for: 'command', ...(past === undefined ? {} : { past }) } },
  });
}

/** Above the first there is the line itself. */
function mark(screen: Screen, over: PaletteOver, at: number): Pressed {
  const { at: _, ...asks } = over.asks;
  return only({ ...screen, over: { ...over, asks: at < 0 ? asks : { ...asks, at } } });
}

function older(screen: Screen, over: PaletteOver): Pressed {
  if (over.line.text !== '' && over.asks.past === undefined) return only(say(screen, '↓ goes into the list.'));
  const past = (over.asks.past ?? 0) + 1;
  const line = screen.typed.at(-past);
  if (line === undefined)
    return only(
      say(screen, screen.typed.length === 0 ? 'Nothing was typed here before.' : 'This is the first that was typed.'),
    );
  return put(screen, over, lineOf(line), past);
}

function newer(screen: Screen, over: PaletteOver, past: number): Pressed {
  const line = past < 1 ? undefined : screen.typed.at(-past);
  return line === undefined ? put(screen, over, emptyLine) : put(screen, over, lineOf(line), past);
}

/** The words of what is marked, or found first, stand in the line; whoever wants more writes on. */
function complete(screen: Screen, over: PaletteOver, item: PaletteItem | undefined): Pressed {
  if (item === undefined) return only(say(screen, 'Nothing here has that in it.'));
  if (item.words.length === 0) return only(say(screen, `No words stand for it: its key is ${item.key ?? ''}.`));
  return put(screen, over, lineOf(`${typedAs(item.words)} `));
}

/** Words as they are typed: what has blanks in it stands in quotes. */
function typedAs(words: readonly string[]): string {
  return words
    .map((word) =>
      /\s/.test(word) ? word.replace(/^([^\s"'=]+=)?(.*)$/s, (_, name = '', value) => `${name}"${value}"`) : word,
    )
    .join(' ');
}

function send(screen: Screen, over: PaletteOver, world: World): Pressed {
  const text = over.line.text.trim();
  const bare = keepDraft(closed(screen), over.asks, '');
  if (text === '') return only(bare);
  const isMove = world.replay !== undefined && isPlace(text);
  const parsed = parseLine(
    isMove ? `to ${text}` : text,
    guideAt(bare, world),
    world.incident,
    world.timeline.lookup(world.here),
  );
  // What was not understood, or is refused, stands there again, to be put right.
  if (parsed.kind === 'problem') return only(say({ ...screen, over }, said(parsed), 'bad'));
  const pressed = begin(saysSecret(parsed, world) ? bare : remember(bare, text), parsed, world);
  return isRefused(pressed) ? only({ ...pressed.screen, over }) : pressed;
}

function choose(screen: Screen, over: PaletteOver, item: PaletteItem, world: World): Pressed {
  const off = whyOff(item, screen, world);
  if (off !== undefined) return only(say(screen, off, 'bad'));
  const bare = keepDraft(closed(screen), over.asks, '');
  if (item.own !== undefined) return item.own.press(markedOnPage(screen, world), bare, world);
  if (item.isWritten === true) return complete(screen, over, item);
  if (item.act !== undefined) return performKey(bare, item.act, '', world);
  if (item.step !== undefined) return only(pick(withoutPage(bare), item.step, world.guide));
  const parsed = meaningOf(item, bare, world);
  // What it is about is still to be written.
  if (parsed === undefined || parsed.kind === 'problem') {
    const asked = put(screen, over, lineOf(`${typedAs(item.words)} `)).screen;
    return only(parsed === undefined ? asked : say(asked, said(parsed)));
  }
  return begin(remember(bare, typedAs(item.words)), parsed, world);
}

/** Of a secret only that it was given is kept: no arrow brings it back before the eyes of whoever sits here next. */
function saysSecret(parsed: Parsed, { guide }: World): boolean {
  return (
    parsed.kind === 'act' &&
    parsed.act.act === 'fact' &&
    parsed.act.values.some((said) => guide.facts.some(({ id, privacy }) => id === said.fact && privacy === 'secret'))
  );
}

/** A line that was sent off can be had again; the same one twice is kept once. */
function remember(screen: Screen, line: string): Screen {
  return { ...screen, typed: [...screen.typed.filter((each) => each !== line), line].slice(-KEPT) };
}
