import { messageText, nextText, sentText } from '../../guide/index.ts';
import type { MessageRow } from '../../guide/index.ts';
import { askMissing } from '../ask-facts.ts';
import { flowed } from '../rows/detail-rows.ts';
import { only } from '../press/doing.ts';
import { bodyIn, languageAfter } from '../rows/message-body.ts';
import { bodyRows, languageRow, sinceRows, toRows } from '../rows/message-rows.ts';
import { inEditor } from '../press/press-message.ts';
import { blank, piece } from '../rows/rows.ts';
import type { Row } from '../rows/rows.ts';
import { sentWords } from '../rows/sent-rows.ts';
import { say } from '../state.ts';
import type { Pressed, Screen, World } from '../state.ts';
import type { Item, Page, PageKey } from './page.ts';

/** Every message: whom it tells, when it is due next, as it would go out now, what went out last. */
export const messagesPage: Page = {
  title: ({ guide }) => `Messages (${guide.messages.length})`,
  none: 'No followed runbook has a message.',
  items: ({ guide }) =>
    guide.messages.map((message) => {
      const text = messageText(message, guide);
      return { id: message.id, text, row: itemRow(message, text) };
    }),
  detail: (item, world, columns, screen) => {
    const message = messageAt(item, world);
    return message === undefined ? [] : detailRows(message, world, columns, screen);
  },
  keys: [
    key(['enter', 's'], 'Enter s', 'send', 'Read it, change it, and record that it was sent', open),
    key(['E'], 'E', 'editor', 'Change it in your editor (VISUAL, EDITOR); nothing is sent by that', (message, screen) =>
      inEditor(screen, message, languageOf(message, screen)),
    ),
    key(['f'], 'f', 'answer', 'Answer what is missing in it', (message, screen, world) =>
      only(askMissing(screen, message, world)),
    ),
    key(['l'], 'l', 'language', 'Read it in another language', otherLanguage),
    key(['p'], 'p', 'before', 'All that was sent of it, each as it was sent', (message, screen) =>
      only(
        message.sent === 0
          ? say(screen, 'It was not sent yet.')
          : { ...screen, over: { over: 'sent', message: message.id, top: 0 } },
      ),
    ),
  ],
};

/** A key that does something with the marked message. */
function key(
  keys: readonly string[],
  shown: string,
  label: string,
  help: string,
  press: (message: MessageRow, screen: Screen, world: World) => Pressed,
): PageKey {
  return {
    keys,
    shown,
    label,
    help,
    press: (item, screen, world) => {
      const message = item && messageAt(item, world);
      return message === undefined ? only(say(screen, messagesPage.none)) : press(message, screen, world);
    },
  };
}

function messageAt({ id }: Item, { guide }: World): MessageRow | undefined {
  return guide.messages.find((message) => message.id === id);
}

function languageOf(message: MessageRow, { page }: Screen): string {
  return bodyIn(message, page?.language ?? '')?.language ?? '';
}

/** A step that wants it is finished by it, as if it had been opened from there. */
function open(message: MessageRow, screen: Screen): Pressed {
  const step = message.wanted === undefined ? {} : { step: message.wanted };
  const language = languageOf(message, screen);
  return only({ ...screen, over: { over: 'message', message: message.id, ...step, language, top: 0 } });
}

function otherLanguage(message: MessageRow, screen: Screen): Pressed {
  const before = languageOf(message, screen);
  const language = languageAfter(message, before);
  if (screen.page === undefined || language === before)
    return only(say(screen, 'It is written in this language alone.'));
  return only({ ...screen, page: { ...screen.page, language, detailTop: 0 } });
}

function itemRow({ wanted, next }: MessageRow, text: string): Row {
  const isLate = next?.left !== undefined && next.left < 0;
  const tone = isLate ? 'bad' : wanted === undefined ? 'plain' : 'strong';
  return [piece(wanted === undefined ? '  ' : '→ ', 'key'), piece(text, tone)];
}

function detailRows(message: MessageRow, world: World, columns: number, screen: Screen): Row[] {
  const { guide } = world;
  const language = languageOf(message, screen);
  const step = guide.current.find((each) => each.key === message.wanted);
  const next = nextText(message, guide);
  const last = world.sent(message.id).at(-1);
  return [
    ...toRows(message, columns),
    ...(step === undefined ? [] : flowed(`Wanted now by: ${step.title}`, columns, 'warn')),
    ...(next === undefined ? [] : flowed(`Next ${next}: ${message.next?.title ?? ''}`, columns)),
    languageRow(message, language),
    blank,
    ...bodyRows(screen, message, language, columns),
    blank,
    ...(last === undefined ? flowed(`It was ${sentText(message, guide)}.`, columns, 'faint') : []),
    ...sinceRows(screen, message, world, columns),
    ...(last === undefined ? [] : sentWords(last, columns)),
  ];
}
