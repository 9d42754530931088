import { sendAct } from '../guide/index.ts';
import type { CurrentStep } from '../guide/index.ts';
import { attempt, only } from './doing.ts';
import type { Input } from './key-parser.ts';
import { isKey } from './keys.ts';
import { edit, lineOf } from './line-edit.ts';
import { bodyOf, messageDraft } from './message-body.ts';
import { messageRows } from './message-rows.ts';
import { closed, say } from './state.ts';
import type { MessageOver, Pressed, Screen, World } from './state.ts';

/** Reading a message, changing it in place, and recording that it went out. */
export function pressMessage(screen: Screen, over: MessageOver, input: Input, world: World): Pressed {
  const step = world.guide.current.find((each) => each.key === over.step);
  if (step?.message === undefined) return only(say(closed(screen), 'Somebody else has finished this step.'));
  return over.line === undefined ? pressReading(screen, over, step, input, world) : pressWriting(screen, over, input);
}

function pressReading(screen: Screen, over: MessageOver, step: CurrentStep, input: Input, world: World): Pressed {
  if (input.kind === 'paste') return only(say(screen, 'Press e to change the text, then paste.'));
  const page = Math.max(1, world.layout.rows - 8);
  const last = Math.max(0, messageRows(screen, over, step, world.layout.columns).length - page);
  const to = (top: number): Pressed => only({ ...screen, over: { ...over, top: Math.max(0, Math.min(last, top)) } });
  if (isKey(input, 'escape', 'ctrl-g', 'ctrl-c', 'q'))
    return only(say(closed(screen), 'Nothing was recorded. m shows the message again.'));
  if (isKey(input, 'e')) return only({ ...screen, over: { ...over, line: lineOf(bodyOf(screen, over, step)) } });
  if (isKey(input, 'l', 'tab')) return only(otherLanguage(screen, over, step));
  if (isKey(input, 'enter', 'm')) return sent(screen, over, step, world);
  if (isKey(input, 'up', 'k')) return to(over.top - 1);
  if (isKey(input, 'down', 'j')) return to(over.top + 1);
  if (isKey(input, 'page-up', 'b')) return to(over.top - page);
  if (isKey(input, 'page-down', ' ')) return to(over.top + page);
  return only(say(screen, 'Enter: it was sent. e: change it. l: the other language. Esc: back.'));
}

/** Esc and Tab end the writing, and keep what was written. */
function pressWriting(screen: Screen, over: MessageOver, input: Input): Pressed {
  const { line, ...reading } = over;
  if (line === undefined) return only(screen);
  if (input.kind === 'key' && isKey(input, 'escape', 'ctrl-g', 'ctrl-c', 'tab')) {
    return only({ ...screen, drafts: { ...screen.drafts, [messageDraft(over)]: line.text }, over: reading });
  }
  const isEnter = input.kind === 'key' && isKey(input, 'enter');
  const next = edit(line, isEnter ? { kind: 'paste', text: '\n' } : input);
  return only(
    next === undefined
      ? say(screen, 'Tab or Esc ends the writing; nothing is sent yet.')
      : { ...screen, over: { ...over, line: next } },
  );
}

function otherLanguage(screen: Screen, over: MessageOver, step: CurrentStep): Screen {
  const languages = step.message?.bodies.map((body) => body.language) ?? [];
  const next = languages[(languages.indexOf(over.language) + 1) % languages.length];
  return next === undefined || next === over.language
    ? say(screen, 'It is written in this language alone.')
    : { ...screen, over: { ...over, language: next, top: 0 } };
}

/** Every language that the runbook has goes into the record as one message; a changed wording as it was changed. */
function sent(screen: Screen, over: MessageOver, step: CurrentStep, world: World): Pressed {
  const { message, name } = step;
  if (message === undefined) return only(closed(screen));
  const bodies = message.bodies.map((body) => withDraft(screen, over, body));
  const act = sendAct({ name, message: { ...message, bodies } });
  return act === undefined ? only(closed(screen)) : attempt(closed(screen), { acts: [act], how: {} }, world);
}

function withDraft(
  screen: Screen,
  over: MessageOver,
  body: NonNullable<CurrentStep['message']>['bodies'][number],
): typeof body {
  const draft = screen.drafts[messageDraft({ ...over, language: body.language })];
  if (draft === undefined) return body;
  // Each thing that is missing has its mark in the text, in the same order; what was written in its place is missing no longer.
  const marks = [...body.text.matchAll(/\[not known yet: [^\]]*\]/g)].map(([mark]) => mark);
  return {
    ...body,
    text: draft,
    missing: body.missing.filter((_, index) => draft.includes(marks[index] ?? '[not known yet: ')),
  };
}
