import { own } from '../../incident/index.ts';
import { type EntryType, isGoingOn } from '../../entry/index.ts';
import { outages } from '../../analysis/index.ts';
import { severityText } from '../severity-text.ts';
import { list, rows } from './form.ts';
import type { FormSource, IcsForm } from './form.ts';
import {
  approved,
  leadOf,
  linesOf,
  noted,
  ofOrganisation,
  opening,
  organisationOf,
  period,
  planned,
  remarks,
  settledText,
  signed,
  sayLead,
  sayPeriod,
} from './sources.ts';

const significant: ReadonlySet<EntryType> = new Set<EntryType>([
  'incident.declared',
  'incident.stabilised',
  'incident.resolved',
  'incident.closed',
  'incident.reopened',
  'incident.stood-down',
  'severity.set',
  'choice.made',
  'default.taken',
  'service.lost',
  'service.restored',
  'clock.missed',
  'message.sent',
]);

/** So many of the last significant events are told; the record has them all. */
const mostEvents = 40;

/** Incident Status Summary: how it stands, for those who decide about means and tell others. */
export function incidentStatusSummary(source: FormSource): IcsForm {
  const { incident, entries, view, time } = source;
  const { described } = incident;
  const lead = leadOf(source);
  const organisation = organisationOf(source);
  const isFinal = !isGoingOn(incident);
  // Whom a duty names and nobody has told yet is not where it went.
  const told = [
    ...new Set(
      view.clocks.flatMap(({ id, to = '' }) =>
        own(incident.clocks, id)?.metAt === undefined || to === '' ? [] : [to],
      ),
    ),
  ];
  const losses = outages(incident, entries).map(({ service, lost, restored }) => [
    own(incident.services, service)?.service.title ?? service,
    time(lost),
    restored === undefined ? 'not yet' : time(restored),
  ]);
  const sayNote = (word: string): string => `Say it: \`holdfast note "${word}: WORDS"\``;
  const latest = (word: string): string | undefined => noted(source, word).at(-1);
  return {
    name: 'ICS 209',
    title: 'Incident Status Summary',
    blocks: [
      ...opening(source),
      {
        number: 3,
        title: 'Report Version',
        said: isFinal ? 'Final' : (view.period?.number ?? 1) > 1 ? `Update (report ${view.period?.number})` : 'Initial',
      },
      {
        number: 4,
        title: 'Incident Commander(s) & Agency or Organization',
        said: lead && `${lead.name}, ${lead.position}${organisation === undefined ? '' : `, ${organisation}`}`,
        remedy: sayLead,
      },
      {
        number: 5,
        title: 'Incident Management Organization',
        said: list(view.roles.flatMap(({ title, holder }) => (holder === undefined ? [] : [`${title}: ${holder}`]))),
        remedy: 'Say it: `holdfast assign ROLE PERSON`',
      },
      {
        number: 6,
        title: 'Incident Start Date/Time',
        said: `${time(described.began ?? incident.declared)} (${described.began === undefined ? 'declared; when it began is not known: holdfast describe began=TIME' : 'began'}), time zone ${incident.timezone}`,
        remedy: 'Say it: `holdfast describe began=TIME`',
      },
      {
        number: 7,
        title: 'Current Incident Size or Area Involved',
        said: described.area,
        remedy: 'Say it: `holdfast describe area=WORDS`',
      },
      {
        number: 8,
        title: 'Percent Contained / Completed',
        said: settledText(source),
        remedy: 'Say it: `holdfast follow RUNBOOK`',
      },
      {
        number: 9,
        title: 'Incident Definition',
        said: [...new Set([incident.reason, ...view.runs.map(({ title }) => title)])].join('; '),
        remedy: 'Say it: `holdfast declare "REASON"`',
      },
      {
        number: 10,
        title: 'Incident Complexity Level',
        said: severityText(incident),
        remedy: 'Say it: `holdfast severity sev1 … sev5`',
      },
      { number: 11, title: 'For Time Period', said: period(source), remedy: sayPeriod },
      { number: 12, title: 'Prepared By', said: signed(source), remedy: sayLead },
      {
        number: 13,
        title: 'Date/Time Submitted',
        said: latest('Submitted'),
        remedy: 'Say it: `holdfast note "Submitted: TIME"`',
      },
      { number: 14, title: 'Approved By', said: approved(source), remedy: sayLead },
      {
        number: 15,
        title: 'Primary Location, Organization, or Agency Sent To',
        said: list([...noted(source, 'Sent to'), ...told]),
        remedy: sayNote('Sent to'),
      },
      {
        number: 16,
        title: 'State',
        said: latest('State') ?? ofOrganisation(source, 'state') ?? ofOrganisation(source, 'country'),
        remedy: sayNote('State'),
      },
      {
        number: 28,
        title: 'Significant Events for the Time Period Reported',
        said: rows(['Time', 'Event'], linesOf(source, significant, view.period?.begunAt).slice(-mostEvents)),
        remedy: 'Say it: `holdfast note WORDS`',
      },
      {
        number: 29,
        title: 'Primary Materials or Hazards Involved',
        said: list(noted(source, 'Hazard')),
        remedy: sayNote('Hazard'),
      },
      {
        number: 30,
        title: 'Damage Assessment Information',
        said: rows(
          ['What', 'Lost', 'Restored'],
          [...(described.impact === undefined ? [] : [[described.impact, '', '']]), ...losses],
        ),
        remedy: 'Say it: `holdfast describe impact=WORDS`, `holdfast lost SERVICE`',
      },
      {
        number: 39,
        title: 'Critical Resource Needs',
        said: list([
          ...noted(source, 'Need'),
          ...view.roles.flatMap(({ title, holder }) => (holder === undefined ? [`Nobody yet: ${title}`] : [])),
        ]),
        remedy: sayNote('Need'),
      },
      {
        number: 41,
        title: 'Planned Actions for Next Operational Period',
        said: list([...noted(source, 'Next'), ...planned(source)]),
        remedy: sayNote('Next'),
      },
      {
        number: 43,
        title: 'Anticipated Incident Management Completion Date',
        said:
          latest('Done by') ??
          (incident.reached.resolved === undefined ? undefined : `resolved ${time(incident.reached.resolved)}`),
        remedy: 'Say it: `holdfast note "Done by: TIME"`',
      },
      {
        number: 47,
        title: 'Remarks',
        said: list([...noted(source, 'Remark'), ...(remarks(source) ?? [])]),
        remedy: sayNote('Remark'),
      },
    ],
  };
}
