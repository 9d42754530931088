import { reviewRows } from '../report/review.entry.ts';
import type { Talk } from './talk.ts';

/** What the timeline gives for the review so far, part by part; with what is typed where something is wanted. */
export function sayReview({ page, session, again }: Talk): void {
  const rows = reviewRows(session.incident, session.entries(), session.guide());
  const seqs = new Map(session.entries().map(({ id, seq }) => [id, seq]));
  for (const [part, those] of Map.groupBy(rows, (row) => row.part)) {
    page.gap();
    page.say(`${part}:`);
    for (const { text, entry, command } of those) {
      const seq = entry === undefined ? undefined : seqs.get(entry);
      page.say(
        `${text}${command === undefined ? '' : `  (type: ${command})`}`,
        seq === undefined ? '  - ' : `  #${seq} `,
      );
    }
  }
  page.say(`In a file: ${again('export --format markdown -o FILE')}. To be done later: follow-up WORDS.`);
}
