import { guide, headText, logLines } from '../../guide/index.ts';
import { labelOf } from '../redaction/audience.ts';
import { leftOutLines } from '../redaction/left-out-text.ts';
import { refTo } from '../review/source.ts';
import type { Shown } from '../shown-to.ts';
import { lexicon } from '../words/lexicon.ts';
import { type Reader, seenFrom } from '../words/reader.ts';
import type { AroundForms, FormSource, IcsForm } from './form.ts';
import { formsHtml } from './form-html.ts';
import { formsMarkdown } from './form-markdown.ts';
import { incidentBriefing } from './ics-201.ts';
import { incidentStatusSummary } from './ics-209.ts';
import { activityLog, peopleOf } from './ics-214.ts';

/** How the forms are written: of one person only, where they are of people; as a page, else as Markdown. */
export interface FormOptions extends Omit<Reader, 'language'> {
  readonly html?: true;
}

/** The forms by the names of their formats. */
export const icsForms: Readonly<Record<string, (source: FormSource, person?: string) => readonly IcsForm[]>> = {
  'ics-201': (source) => [incidentBriefing(source)],
  'ics-209': (source) => [incidentStatusSummary(source)],
  'ics-214': (source, person) =>
    (person === undefined ? peopleOf(source) : [person]).map((name) => activityLog(source, name)),
};

/** A form as text; of several one after another, each on a page of its own. */
export function icsText(name: keyof typeof icsForms, shown: Shown, options: FormOptions = {}): string {
  const { person, html } = options;
  const source = sourceOf(shown, options);
  const { incident } = source;
  const { audience, leftOut } = shown;
  const label = labelOf(audience.tlp);
  const around: AroundForms = {
    drill: incident.mode === 'drill',
    label,
    alias: incident.alias,
    foot: [`${label}.`, `${incident.alias}, chain ended at ${headText(incident)}.`, ...leftOutLines(leftOut)],
  };
  const forms = icsForms[name]?.(source, person) ?? [];
  return html ? formsHtml(forms, around) : formsMarkdown(forms, around);
}

function sourceOf({ incident: recorded, entries }: Shown, options: FormOptions): FormSource {
  const incident = seenFrom(recorded, options);
  const all = [...entries()];
  const numbers = new Map(all.map(({ id, seq }) => [id, seq]));
  // Paper is read on any day, so every time has its date; all are in one zone.
  const { say, time } = lexicon('en', incident.timezone);
  return {
    incident,
    entries: all,
    lines: logLines(all, incident),
    view: guide(incident, { name: '' }, incident.lastAt),
    say,
    time,
    entry: (id) => refTo(id === undefined ? undefined : numbers.get(id)),
  };
}
