import { messageText, sinceLastTime } from '../guide/index.ts';
import type { FilledMessage, Guide, SentMessage } from '../guide/index.ts';
import { showTime } from '../time/index.ts';
import type { Page } from './page.ts';

/** A message as it would go out now, what is missing in it, and whether it says the same as the last time. */
export function sayMessage(page: Page, message: FilledMessage, sent: readonly SentMessage[], guide: Guide): void {
  page.say(`The message to ${message.to}${message.by === undefined ? '' : `, by ${message.by}`}:`, '  ');
  for (const { language, text, missing } of message.bodies) {
    page.say(text, `    ${message.bodies.length > 1 ? `[${language}] ` : ''}`);
    if (missing.length > 0) page.say(`Not known yet: ${missing.join(', ')}`, '    ');
  }
  const since = sinceLastTime(message, sent, guide);
  if (since !== undefined) page.say(since.text, '  ');
  page.say('holdfast sends nothing by itself: send it, then say so.', '  ');
}

/** Every message in a line; or one of them with its words, and all that was sent of it. */
export function sayMessages(page: Page, id: string | undefined, sent: readonly SentMessage[], guide: Guide): void {
  const one = guide.messages.find((message) => message.id === id);
  if (one === undefined) {
    if (guide.messages.length === 0) return page.say('No followed runbook has a message.');
    page.say('Messages (messages NAME shows one, send NAME records that it went out):');
    for (const message of guide.messages) page.say(messageText(message, guide), '  ');
    return;
  }
  page.say(messageText(one, guide));
  sayMessage(page, one, sent, guide);
  for (const each of sent.filter(({ message }) => message === one.id))
    page.say(
      `${showTime(each.at, { now: guide.now, timeZone: guide.timezone })}, ${each.by}: ${each.words ?? '[words removed]'}`,
      `  sent #${each.seq} `,
    );
}
