import { answerOf, answerWords, notDone, parseWords, wordOf } from '../../guide/index.ts';
import type { Parsed } from '../../guide/index.ts';
import { lastOfConfirm } from '../rows/confirm-rows.ts';
import { begin, guideAt, isRefused, judged, only, reasoned, said } from './doing.ts';
import { draftName, factDraft, factLine, keepDraft, keepNamed, setAside } from './drafts.ts';
import type { Input } from '../keys/key-parser.ts';
import { isKey } from '../keys/keys.ts';
import { edit, emptyLine, insert, isCharacter, withoutLast } from '../keys/line-edit.ts';
import { pressPalette } from './press-palette.ts';
import { pressMessage } from './press-message.ts';
import { closed, say } from '../state.ts';
import type { FactsOver, LineFor, LineOver, Over, Pressed, Screen, World } from '../state.ts';
import { overRows } from '../rows/over-rows.ts';
import type { ReadOver } from '../rows/over-rows.ts';
import { backToLine, sendPaper } from './press-paper.ts';
import { sendChange, sendForOthers, sendNote } from './press-record.ts';

/** What a key does while something lies over the guide. Esc, Ctrl-G and Ctrl-C lead back; what was written is kept. */
export function pressOver(screen: Screen, over: Over, input: Input, world: World): Pressed {
  if (input.kind === 'key') {
    if (isKey(input, 'ctrl-z')) return { screen, wants: [{ want: 'suspend' }] };
    if (isKey(input, 'ctrl-l')) return { screen, wants: [{ want: 'repaint' }] };
  }
  if (over.over === 'message') return pressMessage(screen, over, input, world);
  if (isBack(input)) return only(leaveOver(screen, over, world));
  switch (over.over) {
    case 'help':
    case 'view':
    case 'sent':
      return pressText(screen, over, input, world);
    case 'line':
      if (over.asks.for === 'command') return pressPalette(screen, { ...over, asks: over.asks }, input, world);
      return pressLine(screen, { ...over, asks: over.asks }, input, world);
    case 'pick':
      return pressPick(screen, over, input, world);
    case 'confirm':
      return pressConfirm(screen, over, input, world);
    case 'facts':
      return pressFacts(screen, over, input, world);
  }
}

/** Esc, and the keys that mean the same. */
function isBack(input: Input): boolean {
  return input.kind === 'key' && isKey(input, 'escape', 'ctrl-g', 'ctrl-c');
}

/** Of it: what was answered on the way to the question is recorded. */
const leftAsItIs = 'Left as it is. Nothing of it was recorded.';

const keptText = 'Not recorded. What you wrote is kept: the same key shows it again.';

function leaveOver(screen: Screen, over: Over, world: World): Screen {
  const bare = closed(setAside(screen, world));
  switch (over.over) {
    case 'line': {
      if (over.asks.for === 'paper' && over.asks.asking !== undefined) return backToLine(bare, over.asks);
      const isWritten = over.line.text !== '' && over.line.text !== over.offered;
      const isAnswering = over.asks.for === 'answer' && over.asks.drafts !== undefined;
      return say(bare, isWritten || isAnswering ? keptText : over.asks.for === 'why' ? notDone : 'Back.');
    }
    case 'pick':
      return over.drafts === undefined ? bare : say(bare, keptText);
    case 'facts': {
      const kept = factDraft(over.queue[0] ?? '') in bare.drafts ? ' What you wrote is kept.' : '';
      const back = over.thenDone ? 'The step is not finished.' : 'Back.';
      return say(bare, `${back} What was answered is recorded.${kept}`);
    }
    case 'confirm':
      return say(bare, leftAsItIs);
    default:
      return bare;
  }
}

function pressText(screen: Screen, over: ReadOver, input: Input, world: World): Pressed {
  if (input.kind === 'paste') return only(screen);
  const page = world.layout.rows - 4;
  const last = Math.max(0, overRows(screen, over, world).length - page);
  const to = (top: number): Pressed => only({ ...screen, over: { ...over, top: Math.max(0, Math.min(last, top)) } });
  if (isKey(input, 'up', 'k')) return to(over.top - 1);
  if (isKey(input, 'down', 'j')) return to(over.top + 1);
  if (isKey(input, 'page-up', 'b', 'ctrl-b')) return to(over.top - page);
  if (isKey(input, 'page-down', ' ', 'ctrl-f')) return to(over.top + page);
  if (isKey(input, 'g', 'home')) return to(0);
  if (isKey(input, 'G', 'end')) return to(last);
  if (isKey(input, 'q', 'enter', '?', 'f1', 'v', 'c', '!', 'p', 'left', 'h')) return only(closed(screen));
  return only(say(screen, 'Esc or q goes back to the guide.'));
}

/** A line that is for one thing alone; what words may mean is the palette's. */
type WrittenOver = LineOver & { readonly asks: Exclude<LineFor, { readonly for: 'command' }> };

function pressLine(screen: Screen, over: WrittenOver, input: Input, world: World): Pressed {
  if (input.kind === 'key' && isKey(input, 'enter')) return sendLine(screen, over, world);
  const line = input.kind === 'key' && isKey(input, 'alt-enter') ? insert(over.line, '\n') : edit(over.line, input);
  return only(line === undefined ? say(screen, over.hint) : { ...screen, over: { ...over, line } });
}

function sendLine(screen: Screen, over: WrittenOver, world: World): Pressed {
  const text = over.line.text.trim();
  const bare = keepDraft(closed(screen), over.asks, '');
  switch (over.asks.for) {
    case 'why': {
      const { doing } = over.asks;
      const drafts = [...(doing.drafts ?? []), draftName(over.asks)];
      const kept = closed(setAside(screen, world));
      return reasoned(kept, { ...doing, how: { ...doing.how, why: text }, drafts }, { deviates: false });
    }
    case 'note':
      if (text === '') return only(say(bare, 'Nothing was written, nothing was recorded.'));
      return sendNote(screen, over, world);
    case 'save':
      if (text === '') return only(say(bare, 'No file was named, nothing was written.'));
      return { screen: bare, wants: [{ want: 'save', what: over.asks.what, file: text }] };
    case 'paper':
      return sendPaper(screen, over, over.asks, world);
    case 'scribe':
      return sendForOthers(screen, over, world);
    case 'correct':
    case 'time':
    case 'expunge':
      return sendChange(screen, over, over.asks, world);
    case 'answer': {
      const { asking, drafts = [] } = over.asks;
      if (text !== '') {
        const kept = closed(setAside(screen, world));
        const pressed = answered(screen, kept, answerWords(asking, text), world, asking.again);
        return alongWith(pressed, [...drafts, draftName(over.asks)]);
      }
      if (asking.empty !== undefined) return alongWith(answered(screen, bare, asking.empty, world), drafts);
      return only(say(bare, 'Nothing was recorded.'));
    }
  }
}

/**
 * What was written goes with what it is for, through all that is asked on, and is kept until that is recorded; where it is
 * refused, to be put right.
 */
function alongWith(pressed: Pressed, drafts: readonly string[]): Pressed {
  const { screen, wants } = pressed;
  const { over } = screen;
  const withThem = <Kept extends { readonly drafts?: readonly string[] }>(kept: Kept): Kept => ({
    ...kept,
    drafts: [...(kept.drafts ?? []), ...drafts],
  });
  if (drafts.length === 0 || isRefused(pressed)) return pressed;
  if (over?.over === 'confirm') return { screen: { ...screen, over: { ...over, doing: withThem(over.doing) } }, wants };
  if (over?.over === 'pick') return { screen: { ...screen, over: withThem(over) }, wants };
  if (over?.over === 'line' && over.asks.for === 'answer')
    return { screen: { ...screen, over: { ...over, asks: withThem(over.asks) } }, wants };
  if (over?.over === 'line' && over.asks.for === 'why') {
    const asks = { ...over.asks, doing: withThem(over.asks.doing) };
    return { screen: { ...screen, over: { ...over, asks } }, wants };
  }
  const isDone = wants.some(({ want }) => want === 'act' || want === 'handover');
  if (!isDone) return { screen: drafts.reduce((kept, draft) => keepNamed(kept, draft, ''), screen), wants };
  return {
    screen,
    wants: wants.map((want) => {
      if (want.want === 'act') return { ...want, doing: withThem(want.doing) };
      return want.want === 'handover' ? withThem(want) : want;
    }),
  };
}

/** `again`: what asks on where the answer is one that is recorded. */
function answered(
  screen: Screen,
  bare: Screen,
  words: readonly string[],
  world: World,
  again?: readonly string[],
): Pressed {
  const parsed: Parsed = parseWords(words, guideAt(bare, world), world.incident, world.timeline.lookup(world.here));
  if (parsed.kind === 'problem') return only(say(screen, said(parsed), 'bad'));
  const pressed = begin(bare, parsed, world);
  const isRecorded = pressed.wants.some(({ want }) => want === 'act');
  return again === undefined || !isRecorded
    ? pressed
    : { ...pressed, wants: [...pressed.wants, { want: 'words', words: again }] };
}

/** The choices that hold what was typed, as they are shown or in the word that tells them apart: `Lea` is nobody because a `lead` is asked for. */
export function matching(over: Extract<Over, { over: 'pick' }>): Extract<Over, { over: 'pick' }>['choices'] {
  const typed = over.typed.trim().toLowerCase();
  if (typed === '') return over.choices;
  const found = over.choices.filter((choice) => `${choice.label} ${wordOf(choice)}`.toLowerCase().includes(typed));
  // Where anything may be answered, "Bo" must not mean "Bo Holm" because that is all that was found.
  const isNew = over.before !== undefined && !found.some((choice) => choice.label.toLowerCase() === typed);
  return isNew
    ? [...found, { label: `"${over.typed}", as typed`, words: answerWords(over, over.typed.trim()) }]
    : found;
}

function pressPick(screen: Screen, over: Extract<Over, { over: 'pick' }>, input: Input, world: World): Pressed {
  const found = matching(over);
  const at = Math.min(over.at, Math.max(0, found.length - 1));
  const put = (change: Partial<typeof over>): Pressed => only({ ...screen, over: { ...over, at, ...change } });
  if (input.kind === 'paste') return put({ typed: over.typed + input.text.replaceAll('\n', ' '), at: 0 });
  if (isKey(input, 'up', 'shift-tab')) return put({ at: Math.max(0, at - 1) });
  if (isKey(input, 'down', 'tab')) return put({ at: Math.min(found.length - 1, at + 1) });
  if (isKey(input, 'page-up', 'home')) return put({ at: 0 });
  if (isKey(input, 'page-down', 'end')) return put({ at: Math.max(0, found.length - 1) });
  if (isKey(input, 'backspace')) return put({ typed: withoutLast(over.typed), at: 0 });
  if (isKey(input, 'enter')) return chosen(screen, over, found[at]?.words, world);
  if (over.typed === '' && /^[1-9]$/.test(input.name) && !input.ctrl && !input.alt) {
    const choice = found[Number(input.name) - 1];
    if (choice === undefined)
      return only(say(screen, `There is no ${input.name} here: they go from 1 to ${found.length}.`, 'bad'));
    return chosen(screen, over, choice.words, world);
  }
  if (isTyped(input)) return put({ typed: over.typed + input.name, at: 0 });
  return only(say(screen, 'Arrows and Enter or a number choose; typing searches; Esc goes back.'));
}

function chosen(
  screen: Screen,
  over: Extract<Over, { over: 'pick' }>,
  words: readonly string[] | undefined,
  world: World,
): Pressed {
  const bare = closed(screen);
  if (words !== undefined) return alongWith(answered(screen, bare, words, world, over.again), over.drafts ?? []);
  return only(say(screen, `Nothing here has "${over.typed}" in it. Backspace takes letters away.`, 'bad'));
}

/** By how many rows a key goes on in what is asked; undefined for any other key. */
function further(input: Extract<Input, { kind: 'key' }>): number | undefined {
  if (isKey(input, 'up')) return -1;
  if (isKey(input, 'down')) return 1;
  if (isKey(input, 'page-up')) return -5;
  return isKey(input, 'page-down') ? 5 : undefined;
}

function pressConfirm(screen: Screen, over: Extract<Over, { over: 'confirm' }>, input: Input, world: World): Pressed {
  if (input.kind === 'key' && isKey(input, 'y', 'Y')) {
    const bare = closed(screen);
    const { refusal, ...leaves } = world.probe(over.doing.act, over.doing.how);
    return refusal === undefined ? reasoned(bare, over.doing, leaves) : only(say(bare, said(refusal), 'bad'));
  }
  if (input.kind === 'key' && isKey(input, 'n', 'N', 'q')) return only(say(closed(screen), leftAsItIs));
  const by = input.kind === 'key' ? further(input) : undefined;
  const last = lastOfConfirm(over, world.layout);
  if (by !== undefined && last > 0) {
    const top = Math.max(0, Math.min((over.top ?? 0) + by, last));
    return only({ ...screen, over: { ...over, top } });
  }
  return only(say(screen, 'Press y for yes, n for no.'));
}

function pressFacts(screen: Screen, over: FactsOver, input: Input, world: World): Pressed {
  const { problem, ...calm } = over;
  if (input.kind === 'key' && isKey(input, 'enter')) return answerFact(screen, calm, world);
  // What was refused stands there to be seen, or mended by Backspace and the arrows; whoever types answers anew.
  const line = edit(
    problem !== undefined && isTyped(input) ? emptyLine : over.line,
    input.kind === 'paste' ? { ...input, text: input.text.replaceAll('\n', ' ') } : input,
  );
  if (line === undefined)
    return only(say(screen, 'Enter takes the answer, ? means not known yet, empty leaves it open, Esc goes back.'));
  return only({ ...screen, over: { ...calm, line } });
}

function isTyped(input: Input): boolean {
  return input.kind === 'paste' || (!input.ctrl && !input.alt && isCharacter(input.name));
}

/** Each answer is recorded when it is given: what was answered is not lost by leaving. */
function answerFact(screen: Screen, over: FactsOver, world: World): Pressed {
  const [id] = over.queue;
  const fact = world.guide.facts.find((each) => each.id === id);
  const typed = over.line.text.trim();
  if (fact === undefined || typed === '') return nextFact(keepNamed(screen, factDraft(id ?? ''), ''), over);
  const option = fact.type === 'choice' && /^\d+$/.test(typed) ? fact.of?.[Number(typed) - 1] : undefined;
  const known = world.incident.facts[fact.id]?.answer?.value;
  const keeps = typed === '=' && known !== undefined && fact.privacy === 'public';
  const value = keeps ? known : answerOf(option ?? typed);
  const step = over.step === undefined ? {} : { step: over.step };
  const act = { act: 'fact', values: [{ fact: fact.id, value }], ...step } as const;
  const { refusal } = world.probe(act, {});
  if (refusal !== undefined) return only({ ...screen, over: { ...over, problem: said(refusal) } });
  const doing = { act, how: {}, drafts: [factDraft(fact.id)] };
  const next = nextFact(setAside(screen, world), over);
  return { screen: next.screen, wants: [{ want: 'act', doing }, ...next.wants] };
}

function nextFact(screen: Screen, over: FactsOver): Pressed {
  const queue = over.queue.slice(1);
  if (queue.length > 0) return only({ ...screen, over: { ...over, queue, line: factLine(screen, queue[0]) } });
  const bare = closed(screen);
  if (!over.thenDone || over.step === undefined) return only(bare);
  // The answers are written first; then the step is put to the judge anew.
  return { screen: bare, wants: [{ want: 'finish', step: over.step, how: over.how }] };
}

/** Finishes a step whose questions have been asked; asks on where it still leaves the plan or ends more than itself. */
export function finish(
  screen: Screen,
  step: string,
  how: Extract<LineFor, { for: 'why' }>['doing']['how'],
  world: World,
): Pressed {
  const row = world.guide.steps.find((each) => each.name === step || each.key === step);
  const act = { act: 'done', step, ...(row === undefined ? {} : { turn: row.turn }) } as const;
  return judged(screen, { act, how }, world);
}
