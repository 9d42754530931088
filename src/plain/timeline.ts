import { wantedText } from '../guide/index.ts';
import type { Parsed } from '../guide/index.ts';
import type { Talk } from './talk.ts';
import { sayLog } from './views.ts';

type Asked = Extract<Parsed, { kind: 'view' }>;

/** The timeline in lines: the last of those that are meant, or one entry with all that the record holds of it. */
export function sayTimeline(talk: Talk, { seq, last, wanted = {} }: Asked, usual: number): void {
  const { page, session } = talk;
  const { timeline } = session;
  page.gap();
  if (seq !== undefined) return sayEntry(talk, seq);
  const places = timeline.find(wanted);
  const filter = [wantedText(wanted), wanted.words === undefined ? '' : `with "${wanted.words}"`]
    .filter((text) => text !== '')
    .join(', ');
  const shown = places.slice(-(last ?? usual));
  const those = shown.length < places.length ? `, the last ${shown.length}; more: timeline ${places.length}` : '';
  page.say(`${places.length} of ${timeline.count} entries${filter === '' ? '' : `: ${filter}`}${those}`);
  const lines = shown.map((place) => timeline.line(place)).filter((line) => line !== undefined);
  sayLog(page, lines, session.guide());
  if (lines.length > 0) page.say(`One of them whole: timeline #${lines.at(-1)?.seq ?? 1}`);
}

function sayEntry({ page, session }: Talk, seq: number): void {
  const whole = session.timeline.whole(seq);
  if (whole === undefined) return page.say(`There is no entry #${seq}: they go up to #${session.timeline.count}.`);
  page.say(`#${seq} ${whole.line.by}: ${whole.line.text}`);
  for (const { label, text } of whole.told) page.say(text, `  ${label}: `);
}
