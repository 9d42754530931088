import { isNewsBeside, sayAlarmsBeside } from './others.ts';
import type { Talk } from './talk.ts';
import { sayLog } from './views.ts';

/** Derived lines take places in the log too: so many for one entry are enough. */
const LINES_AN_ENTRY = 6;

/** Says every entry that has not been shown yet, own ones and others'; all at once after the last line that was typed ahead. */
export function sayNews(talk: Talk, when: 'now' | 'when caught up' = 'when caught up'): void {
  const { session, page } = talk;
  if (when === 'when caught up' && talk.io.ahead?.() === true) return;
  const news = session.head.seq - talk.seen;
  if (news <= 0) return;
  const lines = session.log(news * LINES_AN_ENTRY + 20).filter((line) => line.seq > talk.seen);
  const mine = lines.every((line) => line.derived === true || line.by === session.me.name);
  talk.seen = session.head.seq;
  page.gap();
  page.say(mine ? 'Recorded:' : 'New in the record:');
  sayLog(page, lines, session.guide());
  sayAsked(talk, new Set(lines.map(({ id }) => id)));
}

/** What came and waits for an answer of whoever sits here: how one gives it. */
function sayAsked({ session, page }: Talk, entries: ReadonlySet<string>): void {
  for (const { kind, text, command = '', ref = '' } of session.guide().questions)
    if (kind === 'inject' && entries.has(ref)) page.say(`${text}  (type: ${command})`, '  ');
}

/** On a terminal what others do, and what fell due here or elsewhere, is said at once; in a pipe before the next prompt. */
export function interrupt(talk: Talk): void {
  const { waiting, session, io, page } = talk;
  const isNews = session.head.seq > talk.seen || isNewsBeside(talk);
  if (waiting === undefined || !io.interactive || !isNews) return;
  page.breakPrompt();
  sayNews(talk);
  sayAlarmsBeside(talk);
  if (waiting === '>') page.say('(An empty line shows where we are.)');
  page.prompt(waiting);
}
