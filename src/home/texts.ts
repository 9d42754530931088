import { type IncidentState, isOver, stateText } from '../entry/index.ts';
import { plural } from '../text/index.ts';
import { millis, shortDuration, showTime } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { HomeIncident } from './model.ts';

/** What a list says of an incident behind its title: how bad, how long, what is next due; of one that is over, how and when it ended. */
export function incidentMarks(incident: HomeIncident, wall: Instant): string {
  const now = incident.clock ?? wall;
  const { severity, stands, declared, nextDue, timezone, ended, alarms } = incident;
  // The preview has the offset; here the title must stay readable.
  const short = (at: Instant): string => showTime(at, { now, timeZone: timezone }).replace(/ [+-]\d\d:\d\d$/, '');
  const marks = isOver(incident)
    ? [stands, ended && short(ended)]
    : [
        alarms === undefined || alarms === 0 ? undefined : `! ${plural(alarms, 'alarm')}`,
        severity,
        stands === 'open' ? undefined : stands,
        shortDuration(millis(now) - millis(declared)),
        nextDue && (millis(nextDue.due) < millis(now) ? 'OVERDUE' : `due ${short(nextDue.due)}`),
      ];
  return marks.filter((mark) => mark !== undefined).join(', ');
}

/** An incident in a sentence, for lists that are read and not looked at. */
export function incidentText(incident: HomeIncident, wall: Instant): string {
  const now = incident.clock ?? wall;
  const { mode, alias, title, severity, stands, declared, nextDue, timezone, alarms, now: step } = incident;
  const name = `${mode === 'drill' ? 'DRILL ' : ''}${alias} ${title}`;
  if (isOver(incident)) return `${name}: ${incidentMarks(incident, wall)}`;
  const due =
    nextDue &&
    `${nextDue.title} ${millis(nextDue.due) < millis(now) ? 'OVERDUE since' : 'due'} ${showTime(nextDue.due, { now, timeZone: timezone })}`;
  const parts = [
    stands === 'open' ? undefined : stands,
    severity,
    `declared ${shortDuration(millis(now) - millis(declared))} ago`,
    due,
    alarms === undefined || alarms === 0 ? undefined : plural(alarms, 'alarm'),
    step && `now: ${step}`,
  ];
  return `${name}: ${parts.filter((part) => part !== undefined).join(', ')}`;
}

/** What is said to whoever opens an incident that is over; undefined where it is not. `prefix`: what a command is typed behind. */
export function overText(
  incident: { readonly alias: string; readonly state: IncidentState },
  prefix = '',
): string | undefined {
  return isOver(incident)
    ? `${incident.alias} is ${stateText(incident)}: it is there to be read. To go on with it: ${prefix}reopen-incident`
    : undefined;
}
