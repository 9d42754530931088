import type { Incident } from '../incident/index.ts';
import { type Instant, showTime } from '../time/index.ts';
import { mapRows } from './map.ts';
import type { MapRow } from './map.ts';
import { mapView, mapWords } from './map-words.ts';
import type { MapSign } from './map-words.ts';
import type { Guide } from './model.ts';

const signs: Readonly<Record<MapSign, string>> = {
  ahead: '[ ] ',
  out: '[.] ',
  active: '[>] ',
  'under-way': '[>] ',
  overdue: '[>] ',
  awaiting: '[?] ',
  done: '[x] ',
  skipped: '[-] ',
  failed: '[!] ',
  passed: '[/] ',
  'left-open': '[~] ',
  none: '',
};

/** What the signs mean, in a line. */
export const mapSigns =
  '[x] done, chosen  [>] open now  [?] waits for approval  [-] left out  [!] failed  [/] not needed  [~] left open  [ ] can still come  [.] not any more';

/**
 * The map in lines for whoever reads them one after another, a screen reader too: indented, each with its sign and words. What
 * stands in front of the words is `lead`; lines that are broken go on under it. Raw text. `time`: how a moment is said, where it is
 * not read on the day that the guide is of.
 */
export function mapLines(
  incident: Incident,
  guide: Guide,
  time: (at: Instant) => string = (at) => showTime(at, { now: guide.now, timeZone: guide.timezone }),
): { readonly lead: string; readonly text: string }[] {
  const view = mapView(incident, guide);
  return mapRows(incident).map((row) => {
    const { sign, title, said } = mapWords(row, view);
    const isBranch = row.kind === 'option' || row.kind === 'track';
    const name = row.kind === 'step' && row.step !== undefined ? ` (${row.step.row.name})` : '';
    const more = [...pathSaid(row, time), ...(said === '' ? [] : [said])].join(', ');
    return {
      lead: `${'  '.repeat(Math.min(row.below.length, 12))}${signs[sign]}`,
      text: `${isBranch ? `${row.kind}: ` : ''}${title}${name}${more === '' ? '' : ` — ${more}`}`,
    };
  });
}

/** Its number on the path, when, and by whom. */
function pathSaid({ order, step, kind, reach }: MapRow, time: (at: Instant) => string): string[] {
  if (kind !== 'step' || step === undefined) return [];
  const { life } = step;
  const at = life.at ?? (reach === 'now' ? life.since : undefined);
  if (at === undefined || life.state === 'passed' || life.state === 'left-open') return [];
  const when = time(at);
  if (reach === 'now') return [`since ${when}`];
  const number = order === undefined ? '' : `number ${order}, `;
  return [`${number}${when}${life.by === undefined ? '' : ` by ${life.by}`}`];
}
