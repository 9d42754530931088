import type { LogLine } from '../guide/index.ts';
import { isNewsBeside, sayAlarmsBeside } from './others.ts';
import type { Talk } from './talk.ts';
import { sayLog } from './views.ts';

/** Derived lines take places in the log too: so many for one entry are enough. */
const LINES_AN_ENTRY = 6;

/** Says every entry that has not been shown yet, own ones and others'; all at once after the last line that was typed ahead. */
export function sayNews(talk: Talk, when: 'now' | 'when caught up' = 'when caught up'): void {
  const { session, page } = talk;
  if (when === 'when caught up' && talk.io.ahead?.() === true) return;
  sayUnwritten(talk);
  const lines = unseen(talk);
  talk.seen = session.head.seq;
  if (lines.length === 0) return;
  const mine = lines.every((line) => line.derived === true || line.by === session.me.name);
  page.gap();
  page.say(mine ? 'Recorded:' : 'New in the record:');
  sayLog(page, lines, session.guide());
  sayAsked(talk, new Set(lines.map(({ id }) => id)));
}

/** What holdfast could not write by itself is said once, as long as it is the same. */
function sayUnwritten(talk: Talk): void {
  const { unwritten } = talk.session;
  if (unwritten !== undefined && unwritten !== talk.unwritten) talk.page.say(unwritten);
  talk.unwritten = unwritten;
}

/** What has been written since it was shown last; nothing of what is kept from whoever sits here. */
function unseen({ session, seen }: Talk): readonly LogLine[] {
  const news = session.head.seq - seen;
  return news <= 0 ? [] : session.log(news * LINES_AN_ENTRY + 20).filter((line) => line.seq > seen);
}

/** What came and waits for an answer of whoever sits here: how one gives it. */
function sayAsked({ session, page }: Talk, entries: ReadonlySet<string>): void {
  for (const { kind, text, command = '', ref = '' } of session.guide().questions)
    if (kind === 'inject' && entries.has(ref)) page.say(`${text}  (type: ${command})`, '  ');
}

/** On a terminal what others do, and what fell due here or elsewhere, is said at once; in a pipe before the next prompt. */
export function interrupt(talk: Talk): void {
  const { waiting, io, page } = talk;
  if (waiting === undefined || !io.interactive) return;
  const isUnwritten = talk.session.unwritten !== talk.unwritten;
  if (unseen(talk).length === 0 && !isNewsBeside(talk) && !isUnwritten) return;
  page.breakPrompt();
  sayNews(talk);
  sayAlarmsBeside(talk);
  if (waiting === '>') page.say('(An empty line shows where we are.)');
  page.prompt(waiting);
}
