import type { AnyEntry } from '../../entry/index.ts';
import { headText } from '../../guide/index.ts';
import { millis } from '../../time/index.ts';
import { labelOf } from '../redaction/audience.ts';
import { teller, type ToldEntry } from '../rows/row-format.ts';
import { timelineCells, timelineColumns } from '../rows/timeline-columns.ts';
import { Measuring } from '../metrics/metrics.ts';
import type { Shown } from '../shown-to.ts';
import { lexicon } from '../words/lexicon.ts';
import { type Reader, rowsSeenFrom } from '../words/reader.ts';
import { offsetOf } from './cells.ts';
import type { Cell } from './cells.ts';
import { otherSheets } from './sheets.ts';
import type { Seen } from './sheets.ts';
import { mostRows, workbook } from './workbook.ts';
import type { Sheet } from './workbook.ts';

/**
 * The incident as a workbook: its timeline, and what is counted, due, left the plan and still to be done. Its times are as they
 * were recorded, or as the clocks of the reader's zone showed them.
 */
export function xlsx(recorded: Shown, reader: Reader = {}): Iterable<Uint8Array> {
  const shown = rowsSeenFrom(recorded, reader);
  const { incident, audience } = shown;
  const words = lexicon(reader.language ?? 'en', incident.timezone);
  const drill = incident.mode === 'drill' ? `${words.say('drill.name')} ` : '';
  const seen: Seen = { measuring: new Measuring(incident), deviations: new Map() };
  return workbook(
    [...timelineSheets(shown, seen, words.say('sheet.timeline')), ...otherSheets(shown, seen, reader, words)],
    {
      title: `${drill}${incident.alias}: ${incident.title}`,
      left: `${drill}${incident.alias}`,
      middle: headText(incident),
      label: labelOf(audience.tlp),
      page: words.say('page', { page: '&P', pages: '&N' }),
      created: new Date(millis(incident.lastAt)).toISOString(),
    },
  );
}

/**
 * The entries, in more than one sheet where there are more than one holds. A long timeline is read once: what the sheets after
 * it need is noted while the first is written.
 */
function timelineSheets({ entries, incident }: Shown, seen: Seen, title: string): Sheet[] {
  const deviating = new Set(incident.deviations.map(({ entry }) => entry));
  const columns = timelineColumns.flatMap(({ name, width, isTime }) =>
    isTime
      ? [
          { name, width },
          { name: `${name}_offset`, width: 8 },
        ]
      : [{ name, width }],
  );
  const each = mostRows - 1;
  return Array.from({ length: Math.max(1, Math.ceil(incident.count / each)) }, (_, index) => ({
    name: index === 0 ? title : `${title} ${index + 1}`,
    columns,
    rows: function* () {
      const tell = teller(incident);
      let place = 0;
      for (const entry of entries()) {
        const told = tell(entry);
        if (index === 0) note(entry, told.text);
        place += 1;
        if (place > index * each && place <= (index + 1) * each) yield rowOf(told);
      }
    },
  }));

  function note(entry: AnyEntry, text: string): void {
    seen.measuring.take(entry);
    if (deviating.has(entry.id)) seen.deviations.set(entry.id, text);
  }
}

function rowOf(told: ToldEntry): Cell[] {
  const cells: Cell[] = [];
  for (const [place, said] of timelineCells(told).entries()) {
    if (timelineColumns[place]?.isTime === undefined) cells.push(said);
    else if (said === undefined) cells.push(undefined, undefined);
    else cells.push({ at: String(said) }, offsetOf(String(said)));
  }
  return cells;
}
