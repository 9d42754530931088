import type { EntryType } from '../../entry/index.ts';
import { csvLine } from './csv.ts';
import type { RowFormat } from './row-format.ts';

/** The columns of DFIR-IRIS's import of events (its timeline, "Upload CSV of events"). */
const columns = [
  'event_date',
  'event_tz',
  'event_title',
  'event_category',
  'event_content',
  'event_raw',
  'event_source',
  'event_assets',
  'event_iocs',
  'event_tags',
];

/** Longer sentences are cut in the title; the content has them whole. */
const titleLength = 120;

/** Entries as events of DFIR-IRIS. Assets and indicators must exist in the case already, so none is named. */
export const iris: RowFormat = {
  head: csvLine(columns),
  row: ({ entry, text, later }, { alias, mode }) => {
    const [, date = entry.at, offset = '+00:00'] = /^(.*?)(Z|[+-]\d\d:\d\d)$/.exec(entry.at) ?? [];
    return csvLine([
      date.includes('.') ? date : `${date}.000`,
      { ours: offset === 'Z' ? '+00:00' : offset },
      text.length > titleLength ? `${text.slice(0, titleLength - 1).toWellFormed()}…` : text,
      categoryOf(entry.type),
      text,
      `#${entry.seq} ${entry.type} by ${entry.by.name}${entry.by.role === undefined ? '' : ` (${entry.by.role})`}, recorded ${entry.recorded}, hash ${entry.hash}`,
      `holdfast ${alias}`,
      '',
      '',
      [
        entry.type,
        ...(mode === 'drill' ? ['drill'] : []),
        ...(entry.deviation === undefined ? [] : ['deviation']),
        ...(later === undefined ? [] : [later]),
        ...(entry.step === undefined ? [] : [`step-${entry.step}`]),
      ].join('|'),
    ]);
  },
};

/** A category that every IRIS has. */
function categoryOf(type: EntryType): string {
  if (type.startsWith('step.') || type.startsWith('command.') || type === 'service.restored') return 'Remediation';
  if (type === 'service.lost' || type === 'service.suspect') return 'Impact';
  return 'Unspecified';
}
