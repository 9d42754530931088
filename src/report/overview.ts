import type { AnyEntry } from '../entry/index.ts';
import { type Guide, linksText, minutesOf, minuteText } from '../guide/index.ts';
import { type Incident, standDownText } from '../incident/index.ts';
import type { Instant } from '../time/index.ts';
import { type Asked, notKnown } from './annotations.ts';

/** What a reader wants to know first: what it is, how bad, since when, by whom it was seen, where it stands. */
export function overviewOf(
  incident: Incident,
  view: Guide,
  { time, tlp }: { readonly time: (at: Instant) => string; readonly tlp: string },
): readonly Asked[] {
  const { described } = incident;
  const runbooks = view.runs.map((run) => `${run.title}${run.ended === undefined ? '' : ` (${run.ended})`}`);
  return [
    { name: 'Incident', value: incident.alias },
    {
      name: 'Severity',
      value: incident.severity ? `${incident.severity}${severityMeaning(incident)}` : 'not set',
    },
    {
      name: 'State',
      value: incident.stoodDown === undefined ? incident.state : standDownText(incident.stoodDown),
    },
    ...(view.links.length === 0 ? [] : [{ name: 'Has to do with', value: linksText(view) }]),
    { name: 'Why it was declared', value: incident.reason },
    { name: 'Began', value: moment(described.began, time) },
    { name: 'Detected', value: moment(described.detected, time) },
    { name: 'Detected by', value: described['detected-by'] ?? notKnown },
    { name: 'Declared', value: time(incident.declared) },
    { name: 'Impact', value: described.impact ?? notKnown },
    { name: 'Runbooks', value: runbooks.join('; ') || 'none' },
    { name: 'Marking', value: tlp },
  ];
}

function severityMeaning({ severity, runs }: Incident): string {
  const meaning = severity && runs[0]?.chart.bundle.runbook.severity?.[severity];
  return meaning ? `: ${meaning}` : '';
}

function moment(said: string | undefined, time: (at: Instant) => string): string {
  if (said === undefined) return notKnown;
  return Number.isNaN(Date.parse(said)) ? said : time(said);
}

/** What was weighed in the turn in which a decision was made. */
export function minutesFor({ run = '', step = '', turn }: AnyEntry, incident: Incident): string {
  return minutesOf(incident, `${run}:${step}`)
    .filter((minute) => minute.turn === (turn ?? 1))
    .map((minute) => `${minuteText(minute)} (${minute.by})`)
    .join('; ');
}
