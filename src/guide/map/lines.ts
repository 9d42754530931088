import type { Incident } from '../../incident/index.ts';
import { type Instant, showTime } from '../../time/index.ts';
import { mapRows } from './map.ts';
import type { MapRow } from './map.ts';
import { mapView, mapWords } from './words.ts';
import type { MapSay } from './texts.ts';
import type { MapSign, MapView } from './words.ts';
import type { Guide } from '../model.ts';

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

/** How the map is said: moments, where it is not read on the day that the guide is of, and words, where not in English. */
interface MapLinesOptions {
  readonly time?: (at: Instant) => string;
  readonly say?: MapSay;
}

/**
 * The map in lines for whoever reads them one after another, a screen reader too: indented, each with its sign and words. What
 * stands in front of the words is `lead`; lines that are broken go on under it. Raw text.
 */
export function mapLines(
  incident: Incident,
  guide: Guide,
  { time = (at) => showTime(at, { now: guide.now, timeZone: guide.timezone }), say }: MapLinesOptions = {},
): { readonly lead: string; readonly text: string }[] {
  const view = mapView(incident, guide, say);
  return mapRows(incident).map((row) => {
    const { sign, title, said } = mapWords(row, view);
    const isBranch = row.kind === 'option' || row.kind === 'track';
    const name = row.kind === 'step' && row.step !== undefined ? ` (${row.step.row.name})` : '';
    const more = [...pathSaid(row, view, time), ...(said === '' ? [] : [said])].join(', ');
    return {
      lead: `${'  '.repeat(Math.min(row.below.length, 12))}${signs[sign]}`,
      text: `${isBranch ? view.say(row.kind, { title }) : title}${name}${more === '' ? '' : ` — ${more}`}`,
    };
  });
}

/** Its number on the path, when, and by whom. */
function pathSaid({ order, step, kind, reach }: MapRow, { say }: MapView, time: (at: Instant) => string): string[] {
  if (kind !== 'step' || step === undefined) return [];
  const { life } = step;
  const at = life.at ?? (reach === 'now' ? life.since : undefined);
  if (at === undefined || life.state === 'passed' || life.state === 'left-open') return [];
  if (reach === 'now') return [say('since', { when: time(at) })];
  const when = life.by === undefined ? time(at) : say('by', { when: time(at), who: life.by });
  return [order === undefined ? when : say('number', { number: order, when })];
}
