import type { Inject, Runbook, Scenario } from '../../runbook/index.ts';
import { visible } from '../../text/index.ts';
import { durationMs } from '../../time/index.ts';
import { elapsedOf } from './cells.ts';
import { fromTheStart } from './times.ts';

/** The columns of a Master Scenario Events List, as planners' spreadsheets have them (HSEEP, January 2020, MSEL). */
export const mselColumns = [
  'Event Number',
  'Designated Scenario Time',
  'Event Type',
  'Inject Mode',
  'From',
  'To',
  'Message',
  'Expected Participant Response',
  'Exercise Objective',
  'Notes',
] as const;

export type MselColumn = (typeof mselColumns)[number];
export type MselRow = Readonly<Record<MselColumn, string>>;

/** The kinds of injects in the words of a MSEL. */
export const eventTypes: Readonly<Record<NonNullable<Inject['kind']>, string>> = {
  inject: 'Inject',
  contingency: 'Contingency Inject',
  'expected-action': 'Expected Participant Action',
};

/** Whom an inject goes to that goes to everybody. */
export const everybody = 'All participants';

/** The injects of a scenario, a row for each receiver, in the order of the scenario. */
export function mselRows(scenario: Scenario, runbook?: Runbook): readonly MselRow[] {
  const times = fromTheStart(scenario.injects.map(timeText));
  return scenario.injects.flatMap((inject, place) => {
    const common = {
      'Event Number': `${inject.number ?? place + 1}`,
      'Designated Scenario Time': times[place] ?? '',
      'Event Type': eventTypes[inject.kind ?? 'inject'],
      'Inject Mode': inject.by ?? '',
      From: inject.from ?? '',
      Message: inject.message,
      'Expected Participant Response': inject.expect ?? '',
      // A statement is a sentence and may hold a semicolon; none has a line end.
      'Exercise Objective': (inject.objectives ?? [])
        .map((id) => oneLine(scenario.objectives[id]?.statement ?? id))
        .join('\n'),
      Notes: inject.notes ?? '',
    };
    const receivers = inject.to === undefined ? [everybody] : inject.to.map((role) => roleTitle(role, runbook));
    return receivers.map((To) => ({ ...common, To }));
  });
}

export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** A role as people call it, where that names it alone; else its id. */
export function roleTitle(id: string, runbook: Runbook | undefined): string {
  const roles = runbook?.roles ?? {};
  const title = Object.hasOwn(roles, id) ? roles[id]?.title : undefined;
  const isOnly = Object.values(roles).filter((role) => role.title === title).length === 1;
  return title !== undefined && isOnly ? title : id;
}

/** When it comes: hours and minutes from the start of the exercise; else in words what it waits for. */
export function timeText({ at, when, after, branch, 'by-hand': byHand }: Inject): string {
  const ms = at === undefined ? undefined : durationMs(at);
  if (ms !== undefined) return elapsed(ms);
  if (after !== undefined) return `after ${after}`;
  if (when !== undefined) return 'when its condition holds';
  if (branch !== undefined) return `on the branch ${branch}`;
  return byHand === true ? 'by hand' : '';
}

/** `00:05`, `26:10`, `00:00:30`: hours, minutes, and seconds where there are any. */
function elapsed(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  const parts = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    ...(seconds % 60 === 0 ? [] : [seconds % 60]),
  ];
  return parts.map(two).join(':');
}

/** What nobody can see in a cell is made visible: a file of ours holds no such thing. A time without a day is what is shown in its cell. */
export function textOf(cell: string | Date): string {
  if (cell instanceof Date) {
    const ms = elapsedOf(cell);
    return ms === undefined ? cell.toISOString() : elapsed(ms);
  }
  return cell.split(/\r?\n/).map(visible).join('\n').trim();
}
