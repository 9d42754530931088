import { plural } from '../../text/index.ts';
import { shortDuration, showTime } from '../../time/index.ts';
import type { Guide, MessageRow } from '../model.ts';

/** One message in a line: whether it is wanted, when it is due next, whether it was sent, whom it tells. Raw text. */
export function messageText(message: MessageRow, guide: Guide): string {
  const next = nextText(message, guide);
  const wanted = message.wanted === undefined ? [] : ['WANTED NOW'];
  const states = [...wanted, ...(next === undefined ? [] : [next]), sentText(message, guide)];
  // Whom it tells may be long, and must not push off a narrow screen when it is due.
  return `${message.id}: ${states.join(', ')} · ${message.to}`;
}

/** How often it was sent, and when last. */
export function sentText({ sent, lastAt }: MessageRow, guide: Guide): string {
  if (sent === 0) return 'not sent yet';
  const last = lastAt === undefined ? '' : `, last ${showTime(lastAt, { now: guide.now, timeZone: guide.timezone })}`;
  return `sent ${plural(sent, 'time')}${last}`;
}

/** When it is due next, by the clock that it meets or of which it speaks; undefined where no such clock is open. */
export function nextText({ next }: MessageRow, guide: Guide): string | undefined {
  if (next === undefined) return undefined;
  const may = next.state === 'provisional' ? 'may be ' : '';
  if (next.due === undefined || next.left === undefined) return `${may}due without undue delay`;
  const due = showTime(next.due, { now: guide.now, timeZone: guide.timezone });
  return next.left < 0
    ? `${may}OVERDUE by ${shortDuration(-next.left)}, was due ${due}`
    : `${may}due in ${shortDuration(next.left)}, ${due}`;
}
