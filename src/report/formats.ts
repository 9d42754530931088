import { afterActionReport, whyNoAar } from './aar/aar.ts';
import { runbookDiff } from './changes/diff-file.ts';
import { type icsForms, icsText } from './forms/forms.ts';
import { peopleOf } from './forms/ics-214.ts';
import { htmlReview } from './html/html-review.ts';
import { htmlRows } from './html/rows.ts';
import { markdownReview } from './markdown/markdown-review.ts';
import { markdownRows } from './markdown/rows.ts';
import { calendar, whyNoCalendar } from './ical.ts';
import { draftNotice } from './notices/draft-notice.ts';
import { notices } from './notices/notices.ts';
import { otelTrace } from './otel.ts';
import { rowsElsewhere } from './review/timeline-rows.ts';
import { iris } from './rows/iris.ts';
import type { NoDocument } from './no-document.ts';
import type { Part } from './part.ts';
import { inRows } from './rows/in-rows.ts';
import { timelineCsv } from './rows/timeline-csv.ts';
import { timesketchCsv, timesketchLines } from './rows/timesketch.ts';
import type { Shown } from './shown-to.ts';
import { type Language, languages } from './languages.entry.ts';
import { table } from './words/lexicon.ts';
import type { OfWindowElsewhere } from './windows.ts';
import type { Reader } from './words/reader.ts';
import { bundleText } from './timeline-bundle.ts';
import { xlsx } from './xlsx/xlsx.ts';

/** A way in which an incident leaves for its readers. */
export interface ExportFormat {
  readonly name: string;
  /** How its files end, in small letters; the first is the usual one. Some have another form by it. */
  readonly endings: readonly string[];
  /** For whom, in a few words. */
  readonly help: string;
  /** It says who did what under a hash: nobody can stand in it under another name. */
  readonly keepsNames?: true;
  /** JSON as it was recorded: what a terminal would obey stands in it as it was said. */
  readonly asRecorded?: true;
  /** Of a drill that goes on it says what is kept from its players. */
  readonly ofStaff?: true;
  /** Bytes, which a terminal cannot show. */
  readonly binary?: true;
  /** It is written for people to read, in one of these languages. */
  readonly languages?: readonly Language[];
  /** Why its times stay as they were recorded, whoever reads it; absent: they are told in the zone that its reader asks for. */
  readonly timesStay?: string;
  /** In parts as they are made; of a format that is heavy to load, once it is loaded. */
  write(shown: Shown, reader?: Reader): Iterable<Part> | Promise<Iterable<Part>>;
  /** Of one that is made a window of entries at a time: what is made of a window, so that threads may share a long timeline. */
  readonly ofWindow?: (shown: Shown, reader: Reader) => OfWindowElsewhere;
  /** Why this one has no such document; undefined where it has. */
  lacks?(shown: Shown): NoDocument | undefined;
  /** One form a person: `reader` may say whose alone. Gives who there is. */
  people?(shown: Shown): readonly string[];
}

const page = ['.html', '.htm'];
const markdown = ['.md', '.markdown'];

/** Every format, what a file is by its ending alone before others that end so; the same format may have another form by how the file ends (`.jsonl`). */
export const exportFormats: readonly ExportFormat[] = [
  {
    name: 'html',
    endings: page,
    help: 'the review, for everyone: one file that needs nothing else',
    languages,
    ofWindow: rowsElsewhere(htmlRows),
    write: htmlReview,
  },
  {
    name: 'markdown',
    endings: markdown,
    help: 'the review, for a wiki or a repository',
    languages,
    ofWindow: rowsElsewhere(markdownRows),
    write: markdownReview,
  },
  {
    name: 'pdf',
    endings: ['.pdf'],
    help: 'the review, for an archive or an authority',
    binary: true,
    languages,
    write: async (shown, reader) => (await import('./pdf/pdf.entry.ts')).pdf(shown, reader),
  },
  aarFormat(),
  {
    name: 'runbook-diff',
    endings: ['.diff', '.patch'],
    help: 'changes to the runbook drafted from the deviations, for patch or git apply',
    languages,
    write: runbookDiff,
  },
  {
    name: 'json',
    endings: ['.json'],
    help: 'the record itself, which import takes in again',
    keepsNames: true,
    asRecorded: true,
    timesStay: 'its hashes cover each time as it was recorded',
    write: bundleText,
  },
  { name: 'csv', endings: ['.csv'], help: 'every entry, for a spreadsheet', ...inRows(timelineCsv) },
  {
    name: 'xlsx',
    endings: ['.xlsx'],
    help: 'a workbook: the timeline, numbers, deadlines, steps',
    binary: true,
    languages,
    write: xlsx,
  },
  {
    name: 'timesketch',
    endings: ['.csv', '.jsonl'],
    help: 'every entry, for Timesketch; JSON lines where the file ends with .jsonl',
    timesStay: 'Timesketch brings each to UTC by its offset',
    ...inRows(timesketchCsv),
  },
  ...notices.map((notice) => ({
    name: notice.name,
    endings: markdown,
    help: `draft: ${table[notice.title][0]}`,
    languages,
    write: (shown: Shown, reader?: Reader) => [draftNotice(notice, shown, reader)],
  })),
  ...formFormats(),
  {
    name: 'otel',
    endings: ['.json'],
    help: 'the incident as a trace (OTLP/JSON)',
    timesStay: 'OTLP counts nanoseconds from 1970 in UTC',
    write: (shown) => [otelTrace(shown)],
  },
  {
    name: 'ical',
    endings: ['.ics'],
    help: 'deadlines and follow-ups, for calendars',
    timesStay: 'they are in UTC, and each calendar shows them in the zone of its owner',
    lacks: whyNoCalendar,
    write: (shown) => [calendar(shown)],
  },
  {
    name: 'iris',
    endings: ['.csv'],
    help: 'every entry, for DFIR-IRIS',
    timesStay: 'IRIS brings each to UTC by the offset beside it',
    ...inRows(iris),
  },
];

/** The format of that name, in the form that such a file has; undefined where there is none. */
export function exportFormat(said: string, file = ''): ExportFormat | undefined {
  const name = said.toLowerCase(); // as every one is written
  const found = exportFormats.find((format) => format.name === name);
  const ending = /\.[^.]*$/.exec(file)?.[0].toLowerCase() ?? '';
  if (found?.name === 'timesketch' && ending === '.jsonl') return { ...found, ...inRows(timesketchLines) };
  if (found?.name === 'aar') return aarFormat(ending);
  if (page.includes(ending)) return formFormats(true).find((format) => format.name === name) ?? found;
  return found;
}

/** The after-action report of a drill: Markdown, a page or a PDF, by how the file ends. */
function aarFormat(ending = ''): ExportFormat {
  const common = {
    name: 'aar',
    endings: [...markdown, ...page, '.pdf'],
    help: 'of a drill: HSEEP after-action report and improvement plan; a page or a PDF where the file ends with .html or .pdf',
    languages,
    ofStaff: true as const,
    lacks: whyNoAar,
  };
  if (ending === '.pdf')
    return {
      ...common,
      binary: true,
      write: async (shown, reader) => (await import('./pdf/pdf.entry.ts')).pdf(shown, reader, afterActionReport),
    };
  if (page.includes(ending))
    return { ...common, write: (shown, reader) => htmlReview(shown, reader, afterActionReport) };
  return { ...common, write: (shown, reader) => markdownReview(shown, reader, { document: afterActionReport }) };
}

function formFormats(html = false): ExportFormat[] {
  const form = (name: keyof typeof icsForms, help: string): ExportFormat => ({
    name,
    endings: [...markdown, ...page],
    help: `${help}; a page where the file ends with .html`,
    // The booklet has them in English alone.
    languages: ['en'],
    write: (shown, reader) => [icsText(name, shown, { ...reader, ...(html && { html }) })],
  });
  return [
    form('ics-201', 'the form ICS 201, Incident Briefing'),
    form('ics-209', 'the form ICS 209, Incident Status Summary'),
    {
      ...form('ics-214', 'the form ICS 214, Activity Log, of each person or of one (--by)'),
      people: ({ entries }) => peopleOf({ entries: [...entries()] }),
    },
  ];
}
