import type { AnyEntry } from '../entry/index.ts';
import { showTime } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { FilledMessage, Guide } from './model.ts';
import { sendAct } from './send.ts';

/** A message as it was sent. */
export interface SentMessage {
  /** The id of its entry, and what people call it by. */
  readonly entry: string;
  readonly seq: number;
  readonly at: Instant;
  readonly by: string;
  readonly message?: string;
  readonly to: string;
  /** Absent: in every language that it has. */
  readonly language?: string;
  /** Absent: taken out for good. */
  readonly words?: string;
  /** The words that were written down at first were not those that went out. */
  readonly corrected: boolean;
}

/** Every message that the entries say was sent, in their order; words that were put right stand in place of the old ones. */
export function sentMessages(entries: readonly AnyEntry[]): SentMessage[] {
  const sent = new Map<string, SentMessage>();
  for (const entry of entries) {
    if (entry.type === 'message.sent') {
      const { message, to, language } = entry.data;
      sent.set(entry.id, {
        entry: entry.id,
        seq: entry.seq,
        at: entry.at,
        by: entry.by.name,
        to,
        corrected: false,
        ...(message === undefined ? {} : { message }),
        ...(language === undefined ? {} : { language }),
        ...(entry.words === undefined ? {} : { words: entry.words }),
      });
    }
    if (entry.type !== 'entry.corrected') continue;
    const before = sent.get(entry.data.entry);
    if (before !== undefined && entry.data.field === 'at' && entry.data.value !== undefined)
      sent.set(before.entry, { ...before, at: entry.data.value });
    // Words that were taken out for good are not brought back by what somebody had put in their place.
    if (before?.words !== undefined && entry.words !== undefined && entry.data.field === 'words')
      sent.set(before.entry, { ...before, words: entry.words, corrected: true });
  }
  return [...sent.values()];
}

/** Before a message goes out: whether it says the same as the last time; undefined where it was never sent. */
export function sinceLastTime(
  message: FilledMessage,
  sent: readonly SentMessage[],
  guide: Pick<Guide, 'now' | 'timezone'>,
): { readonly same: boolean; readonly text: string } | undefined {
  const last = sent.findLast((each) => each.message === message.id);
  if (last === undefined) return undefined;
  const when = `#${last.seq}, ${showTime(last.at, { now: guide.now, timeZone: guide.timezone })}, ${last.by}`;
  if (last.words === undefined) return { same: false, text: `What was sent last (${when}) was removed.` };
  const same = sendAct({ message }, last.language)?.body.trim() === last.words.trim();
  return { same, text: same ? `Same words as last time (${when}).` : `Other words than last time (${when}).` };
}
