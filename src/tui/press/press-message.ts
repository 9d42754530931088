import { sendAct } from '../../guide/index.ts';
import { withoutMark } from '../../incident/index.ts';
import type { FilledMessage } from '../../guide/index.ts';
import { askMissing } from '../ask-facts.ts';
import { attempt, only } from './doing.ts';
import type { Input } from '../keys/key-parser.ts';
import { isKey } from '../keys/keys.ts';
import { edit } from '../keys/line-edit.ts';
import type { Line } from '../keys/line-edit.ts';
import { asWritten, bodyIn, keepWording, languageAfter, messageOf } from '../rows/message-body.ts';
import { messageRows } from '../rows/message-rows.ts';
import { closed, say } from '../state.ts';
import type { MessageOver, Pressed, Screen, World } from '../state.ts';

/** Reading a message, changing it in place, and recording that it went out. */
export function pressMessage(screen: Screen, over: MessageOver, input: Input, world: World): Pressed {
  const message = messageOf(over, world);
  if (message === undefined) return only(say(closed(screen), 'Somebody else has finished this step.'));
  return over.line === undefined
    ? pressReading(screen, over, message, input, world)
    : pressWriting(screen, over, message, input);
}

/** Wants the text of one language in the person's own editor; what comes back is a draft. */
export function inEditor(screen: Screen, message: FilledMessage, language: string): Pressed {
  const text = bodyIn(asWritten(screen, message), language)?.text ?? '';
  // While the message is read Enter records that it was sent: nobody is to press it for another reason.
  const otherwise = screen.over?.over === 'message' ? 'e changes it here.' : 'Enter, then e, changes it here.';
  return { screen, wants: [{ want: 'edit', message, language, text, otherwise }] };
}

function pressReading(screen: Screen, over: MessageOver, message: FilledMessage, input: Input, world: World): Pressed {
  if (input.kind === 'paste') return only(say(screen, 'Press e to change the text, then paste.'));
  const page = Math.max(1, world.layout.rows - 8);
  const last = Math.max(0, messageRows(screen, over, message, world, world.layout.columns).length - page);
  const to = (top: number): Pressed => only({ ...screen, over: { ...over, top: Math.max(0, Math.min(last, top)) } });
  if (isKey(input, 'escape', 'ctrl-g', 'ctrl-c', 'q'))
    return only(say(closed(screen), 'Nothing was recorded. The same key shows the message again.'));
  if (isKey(input, 'e')) {
    const text = bodyIn(asWritten(screen, message), over.language)?.text ?? '';
    return only({ ...screen, over: { ...over, line: atItsEnd(text) } });
  }
  if (isKey(input, 'f')) return only(askMissing(screen, message, world));
  if (isKey(input, 'E')) return inEditor(screen, message, over.language);
  if (isKey(input, 'l', 'tab')) {
    const language = languageAfter(message, over.language);
    return only(
      language === over.language
        ? say(screen, 'It is written in this language alone.')
        : { ...screen, over: { ...over, language, top: 0 } },
    );
  }
  if (isKey(input, 'enter', 'm')) return sent(screen, over, message, world);
  if (isKey(input, 'up', 'k')) return to(over.top - 1);
  if (isKey(input, 'down', 'j')) return to(over.top + 1);
  if (isKey(input, 'page-up', 'b')) return to(over.top - page);
  if (isKey(input, 'page-down', ' ')) return to(over.top + page);
  return only(
    say(screen, 'Enter: it was sent. e, E: change it here, in your editor. f: answer. l: language. Esc: back.'),
  );
}

/** In a drill the last words of a message say that it is an exercise: what is written on goes before them. */
function atItsEnd(text: string): Line {
  return { text, at: withoutMark(text) === text ? text.length : text.lastIndexOf('\n') };
}

/** Esc and Tab end the writing, and keep what was written. */
function pressWriting(screen: Screen, over: MessageOver, message: FilledMessage, input: Input): Pressed {
  const { line, ...reading } = over;
  if (line === undefined) return only(screen);
  if (input.kind === 'key' && isKey(input, 'escape', 'ctrl-g', 'ctrl-c', 'tab'))
    return only({ ...keepWording(screen, message, over.language, line.text), over: reading });
  const isEnter = input.kind === 'key' && isKey(input, 'enter');
  const next = edit(line, isEnter ? { kind: 'paste', text: '\n' } : input);
  return only(
    next === undefined
      ? say(screen, 'Tab or Esc ends the writing; nothing is sent yet.')
      : { ...screen, over: { ...over, line: next } },
  );
}

/** Every language that the runbook has goes into the record as one message; a changed wording as it was changed. */
function sent(screen: Screen, over: MessageOver, message: FilledMessage, world: World): Pressed {
  const step = world.guide.current.find((each) => each.key === over.step);
  const name = step === undefined ? {} : { name: step.name };
  const act = sendAct({ ...name, message: asWritten(screen, message) });
  return act === undefined ? only(closed(screen)) : attempt(closed(screen), { act, how: {} }, world);
}
