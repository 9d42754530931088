import { isDeepStrictEqual } from 'node:util';
import { sentenceIn, sentenceOf, severitiesFor } from '../../home/index.ts';
import type { Begin, HomeEnd, HomeItem } from '../../home/index.ts';
import type { Input } from '../keys/key-parser.ts';
import { writtenBeside } from '../press/drafts.ts';
import { isKey } from '../keys/keys.ts';
import { edit, isCharacter, lineOf, withoutLast } from '../keys/line-edit.ts';
import { nothingFurther } from '../press/nothing-further.ts';
import { isTooSmall, lastDetailTop } from './home-frame.ts';
import { itemsOf } from './home-items.ts';
import type { HomeAsk, HomeState, HomeWorld } from './home-state.ts';

export interface HomePressed {
  readonly state: HomeState;
  readonly end?: HomeEnd;
  readonly wants?: 'suspend' | 'repaint';
}

/** What a key does at home. Letters search, so what acts is Enter and Tab. No key is dead, and Esc destroys nothing. */
export function pressHome(given: HomeState, input: Input, world: HomeWorld): HomePressed {
  const { notice, ...state } = given;
  const pressed = pressAtHome(state, input, world);
  if (pressed.end?.end === 'leave' && notice?.asks !== 'leave') {
    const text = sentenceBegun(state) === '' ? writtenBeside(world.written) : sentenceOnly;
    if (text !== undefined) return { state: { ...state, notice: { text, tone: 'bad', asks: 'leave' } } };
  }
  const isNothing = pressed.end === undefined && pressed.wants === undefined && isDeepStrictEqual(pressed.state, state);
  return isNothing ? { state: say(state, nothingFurther(input)) } : pressed;
}

/** Nothing is to be lost by Ctrl-C here either. */
const sentenceOnly =
  'What you wrote is not declared yet, and leaving loses it. The same key again leaves; Enter shows it.';

/** The sentence that somebody has begun and that declared nothing yet. */
export function sentenceBegun({ ask, draft }: HomeState): string {
  return ask?.ask === 'reason' ? ask.line.text : draft;
}

function pressAtHome(state: HomeState, input: Input, world: HomeWorld): HomePressed {
  if (input.kind === 'key' && isKey(input, 'ctrl-z')) return { state, wants: 'suspend' };
  if (input.kind === 'key' && isKey(input, 'ctrl-l')) return { state, wants: 'repaint' };
  // What nobody can see takes no key: an incident would be declared unread.
  if (isTooSmall(world)) return pressTooSmall(state, input);
  if (state.ask !== undefined) return pressAsk(state, state.ask, input, world);
  if (state.help) return { state: { ...state, help: false } };
  if (input.kind === 'paste') return { state: searching(state, state.typed + input.text.replaceAll('\n', ' ')) };
  if (isKey(input, 'ctrl-c', 'ctrl-d')) return { state, end: { end: 'leave' } };
  if (isKey(input, 'escape', 'ctrl-g') && state.typed !== '') return { state: searching(state, '') };
  if (isKey(input, 'escape', 'ctrl-g', 'ctrl-o'))
    return world.back === undefined
      ? { state: say(state, 'q leaves. Nothing is lost by it.') }
      : { state, end: { end: 'back' } };
  if (isKey(input, 'q') && state.typed === '') return { state, end: { end: 'leave' } };
  if (isKey(input, '?', 'f1')) return { state: { ...state, help: true } };

  const { items, at } = itemsOf(world, state);
  const marked = items[at];
  if (isKey(input, 'up', 'shift-tab')) return { state: to(state, items, at === 0 ? items.length - 1 : at - 1) };
  if (isKey(input, 'down')) return { state: to(state, items, at === items.length - 1 ? 0 : at + 1) };
  if (isKey(input, 'home')) return { state: at === 0 ? state : to(state, items, 0) };
  if (isKey(input, 'end')) return { state: at === items.length - 1 ? state : to(state, items, items.length - 1) };
  if (isKey(input, 'page-down'))
    return { state: { ...state, detailTop: Math.min(lastDetailTop(state, world), state.detailTop + 8) } };
  if (isKey(input, 'page-up')) return { state: { ...state, detailTop: Math.max(0, state.detailTop - 8) } };
  if (isKey(input, 'backspace')) return { state: searching(state, withoutLast(state.typed)) };
  if (isKey(input, 'ctrl-u')) return { state: searching(state, '') };
  if (isKey(input, 'enter')) return marked === undefined ? { state } : choose(state, marked, 'real');
  if (isKey(input, 'tab'))
    return marked?.kind === 'runbook'
      ? choose(state, marked, 'drill')
      : { state: say(state, 'Tab practises a runbook as a drill: mark one first.') };
  if (!input.ctrl && !input.alt && isCharacter(input.name))
    return { state: searching(state, state.typed + input.name) };
  return { state: say(state, 'Type what you see, or use the arrows and Enter. ? shows every key.') };
}

function pressTooSmall(state: HomeState, input: Input): HomePressed {
  return input.kind === 'key' && isKey(input, 'q', 'ctrl-c', 'ctrl-d')
    ? { state, end: { end: 'leave' } }
    : { state: say(state, 'Make the window larger, or press q.') };
}

const say = (state: HomeState, text: string): HomeState => ({ ...state, notice: { text, tone: 'plain' } });

/** What is found comes to the front again: the first of it is the likeliest. */
function searching(state: HomeState, typed: string): HomeState {
  const { marked: _marked, ...rest } = state;
  return { ...rest, typed, top: 0, detailTop: 0 };
}

/**
 * The same, with what is marked marked by its name, wherever it will stand. Where nobody looked for anything and nothing was open
 * nobody marked what might be begun: who comes to declare finds marked what another has declared meanwhile.
 */
export function withItsMark(state: HomeState, world: HomeWorld): HomeState {
  const { items, at } = itemsOf(world, state);
  const marked = items[at];
  if (marked === undefined || state.marked === marked.id) return state;
  return marked.kind !== 'incident' && state.typed === '' ? state : { ...state, marked: marked.id };
}

function to(state: HomeState, items: readonly HomeItem[], place: number): HomeState {
  const item = items[Math.max(0, Math.min(items.length - 1, place))];
  return item === undefined ? state : { ...state, marked: item.id, detailTop: 0 };
}

function choose(state: HomeState, item: HomeItem, mode: Begin['mode']): HomePressed {
  if (item.kind === 'incident') return { state, end: { end: 'open', id: item.incident.id } };
  const begin: Begin = { mode, ...(item.kind === 'runbook' && { runbook: item.book.id }) };
  return { state: asking(state, { ask: 'reason', begin, line: lineOf(state.draft) }) };
}

const asking = (state: HomeState, ask: HomeAsk): HomeState => ({ ...state, ask });

function pressAsk(state: HomeState, ask: HomeAsk, input: Input, world: HomeWorld): HomePressed {
  if (input.kind === 'key' && isKey(input, 'escape', 'ctrl-g', 'ctrl-c')) return { state: back(state, ask) };
  switch (ask.ask) {
    case 'reason':
      return pressReason(state, ask, input);
    case 'severity':
      return pressSeverity(state, ask, input, world);
    case 'sure':
      return input.kind === 'key' && isKey(input, 'enter', 'y')
        ? { state, end: { end: 'begin', begin: ask.begin } }
        : { state: say(state, 'Enter declares it. Esc goes back; nothing has been written yet.') };
  }
}

/** One question back; what was written stays. */
function back(state: HomeState, ask: HomeAsk): HomeState {
  const { ask: _ask, ...rest } = state;
  if (ask.ask === 'reason') return { ...say(rest, 'Nothing was declared.'), draft: ask.line.text };
  const line = lineOf(ask.begin.reason ?? '');
  return ask.ask === 'severity'
    ? asking(rest, { ask: 'reason', begin: ask.begin, line })
    : asking(rest, { ask: 'severity', begin: ask.begin, at: 0 });
}

function pressReason(state: HomeState, ask: Extract<HomeAsk, { ask: 'reason' }>, input: Input): HomePressed {
  if (input.kind === 'key' && isKey(input, 'enter')) {
    const written = sentenceOf(ask.line.text);
    const reason = written === '' ? sentenceIn(state.typed) : written;
    if (reason === '' && ask.begin.runbook === undefined)
      return { state: say(state, 'One sentence is needed: what is happening?') };
    const { reason: _before, ...begin } = ask.begin;
    const next = { ...begin, ...(reason !== '' && { reason }) };
    return { state: { ...asking(state, { ask: 'severity', begin: next, at: 0 }), draft: written } };
  }
  const line = edit(ask.line, input);
  return line === undefined
    ? { state: say(state, 'Write a sentence, then Enter. Esc goes back.') }
    : { state: asking(state, { ...ask, line }) };
}

function pressSeverity(
  state: HomeState,
  ask: Extract<HomeAsk, { ask: 'severity' }>,
  input: Input,
  world: HomeWorld,
): HomePressed {
  if (input.kind === 'paste') return { state };
  const choices = severitiesFor(world, ask.begin.runbook);
  const put = (at: number): HomePressed => ({
    state: asking(state, { ...ask, at: Math.max(0, Math.min(choices.length - 1, at)) }),
  });
  if (isKey(input, 'up', 'k')) return put(ask.at - 1);
  if (isKey(input, 'down', 'j', 'tab')) return put(ask.at + 1);
  const place = isKey(input, 'enter') ? ask.at : /^[1-9]$/.test(input.name) ? Number(input.name) - 1 : undefined;
  const chosen = place === undefined ? undefined : choices[place];
  if (chosen === undefined) return { state: say(state, `A number from 1 to ${choices.length}, or arrows and Enter.`) };
  const { severity: _before, ...begin } = ask.begin;
  const next = { ...begin, ...(chosen.severity !== undefined && { severity: chosen.severity }) };
  return { state: asking(state, { ask: 'sure', begin: next }) };
}
