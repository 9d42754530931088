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
}
