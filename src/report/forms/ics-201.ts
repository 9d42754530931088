import { completions, type EntryType } from '../../entry/index.ts';
import { list, rows } from './form.ts';
import type { FormSource, IcsForm } from './form.ts';
import {
  linesOf,
  noted,
  opening,
  organisationRows,
  planned,
  signed,
  situation,
  sayLead,
  sayPeriod,
} from './sources.ts';

const actions: ReadonlySet<EntryType> = new Set<EntryType>([
  ...completions,
  'step.failed',
  'step.added',
  'message.sent',
]);

/** So many of the last actions are told; the record has them all. */
const mostActions = 25;

const isPicture = (name: string): boolean => /\.(?:png|jpe?g|gif|webp|svg|tiff?|bmp|pdf|heic)$/i.test(name);

/** Incident Briefing: what somebody who comes must know. */
export function incidentBriefing(source: FormSource): IcsForm {
  const { incident, entries, view, time } = source;
  const pictures = entries.flatMap((entry) =>
    entry.type === 'evidence.attached' && isPicture(entry.data.name)
      ? [`${entry.data.name}, kept ${time(entry.at)}, SHA-256 ${entry.data.sha256.slice(0, 12)}…`]
      : [],
  );
  const safety = noted(source, 'Safety').map((words) => `Health and safety: ${words}`);
  return {
    name: 'ICS 201',
    title: 'Incident Briefing',
    blocks: [
      ...opening(source),
      {
        number: 3,
        title: 'Date/Time Initiated',
        said: time(incident.declared),
        remedy: 'Say it: `holdfast declare "REASON" --at TIME`',
      },
      { number: 4, title: 'Map/Sketch', said: list(pictures), remedy: 'Say it: `holdfast attach SKETCH.png`' },
      {
        number: 5,
        title: 'Situation Summary and Health and Safety Briefing',
        said: safety.length === 0 ? undefined : [...situation(source), ...safety],
        ...(safety.length === 0 && { partly: situation(source) }),
        remedy: 'Say it: `holdfast note "Safety: WORDS"`',
      },
      { number: 6, title: 'Prepared by', said: signed(source), remedy: sayLead },
      {
        number: 7,
        title: 'Current and Planned Objectives',
        said: list(view.period?.objectives ?? []),
        remedy: sayPeriod,
      },
      {
        number: 8,
        title: 'Current and Planned Actions, Strategies, and Tactics',
        said: rows(
          ['Time', 'Actions'],
          [...linesOf(source, actions).slice(-mostActions), ...planned(source).map((text) => ['', text])],
        ),
        remedy: 'Say it: `holdfast follow RUNBOOK`, or `holdfast ask PERSON WORDS`',
      },
      {
        number: 9,
        title: 'Current Organization',
        said: rows(['Position', 'Name', 'Since'], organisationRows(source)),
        remedy: 'Say it: `holdfast follow RUNBOOK`, which names the roles; then `holdfast assign ROLE PERSON`',
      },
      {
        number: 10,
        title: 'Resource Summary',
        said: rows(
          [
            'Resource',
            'Resource Identifier',
            'Date/Time Ordered',
            'ETA',
            'Arrived',
            'Notes (location/assignment/status)',
          ],
          view.tasks.map(({ id, to, words, givenAt, due, takenAt, state }) => [
            to,
            id,
            time(givenAt),
            due === undefined ? '' : time(due),
            takenAt === undefined ? 'no' : time(takenAt),
            `${words} (${state})`,
          ]),
        ),
        remedy: 'Say it: `holdfast ask PERSON WORDS --in 30m`',
      },
    ],
  };
}
