import type { AnyEntry } from '../entry/index.ts';
import { minutesOffer, unmetOffer } from '../guide/index.ts';
import type { How, Outcome, Session } from '../session/index.ts';
import { sayTime } from '../time/index.ts';
import type { LogWindow } from './log-window.ts';

/** What was recorded, in the words of the log: the act's own entry, not what it brought with it. */
export function recordedText(
  { entries, owes, beside, quoted }: Extract<Outcome, { ok: true }>,
  how: How,
  session: Session,
  log: LogWindow,
): string {
  const own = entries.find(takesBack) ?? entries.findLast((entry) => entry.cause === undefined) ?? entries.at(-1);
  // What was done to an entry names it by its number, which may lie far above what the log has read.
  const line =
    own?.type === 'entry.corrected' || own?.type === 'entry.expunged'
      ? session.timeline.lineOf(own.id)
      : log.lines(0, entries.length * 4 + 8).find((each) => each.id === own?.id);
  const elsewhere = (beside ?? []).map(
    ({ incident, lines: theirs, problem }) => problem ?? `${incident}: ${theirs.at(-1) ?? ''}`,
  );
  if (own === undefined && elsewhere.length > 0) return `Recorded in ${elsewhere.join('; ')}`;
  const offer =
    minutesOffer(entries, session.incident, 'D') ?? unmetOffer(entries, session.incident, (words) => `:${words}`);
  const what = `Recorded${own === undefined ? '' : ` #${own.seq}${whose(own, how)}`}${line === undefined ? '' : `: ${line.text}`}`;
  if (elsewhere.length > 0) return `${what}; in ${elsewhere.join('; ')}`;
  if (quoted !== undefined)
    return `${what}. The same words still stand in ${quoted.map((seq) => `#${seq}`).join(', ')}`;
  if (owes === undefined && offer !== undefined) return `${what}. ${offer}`;
  return owes === undefined ? what : `${what}. Its reason is owed: type :why ${owes.seq} and the reason.`;
}

/** Who took something back did not do what puts it right: a step that was skipped would be said to be gone to. */
function takesBack(entry: AnyEntry): boolean {
  return entry.type === 'entry.corrected' && entry.data.field === 'undone';
}

/** Whose it is and when it was, with date and offset, where somebody said so: what was typed is read back. */
function whose({ by, at, 'entered-by': typist }: AnyEntry, how: How): string {
  return `${typist === undefined ? '' : `, ${by.name}`}${how.at === undefined ? '' : `, ${sayTime(at)}`}`;
}
