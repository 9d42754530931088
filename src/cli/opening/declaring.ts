import { type Person, severities, type Severity, type Via } from '../../entry/index.ts';
import { readBeside, type RunbookFolder } from '../../files/index.ts';
import type { Organisation, Runbook } from '../../runbook/index.ts';
import { declareIncident, type Declaration } from '../../session/index.ts';
import { nearest } from '../../text/index.ts';
import { instant, isTimeZone } from '../../time/index.ts';
import type { Timeline } from '../../timeline/index.ts';
import type { Call } from '../call.ts';
import { settingsOf } from '../settings.ts';
import { notFound, wrongUsage } from '../failure.ts';
import { notEmpty, pastTime } from '../arguments/how.ts';
import { timelinePorts } from '../ports.ts';
import { zoneNamed } from '../arguments/zone-named.ts';

/** What the options of `declare` and `start` say; nothing is written. @throws Failure */
export function declarationOf(
  call: Call,
  reason: string,
  where: { readonly runbook?: Runbook; readonly organisation?: Organisation | undefined },
): Declaration {
  const timezone = timezoneOf(call, where);
  const {
    title = where.runbook?.title,
    impact,
    note,
    severity,
    speed,
    at,
    by,
  } = Object.fromEntries(
    (['title', 'impact', 'note', 'severity', 'speed', 'at', 'by'] as const).map((name) => [name, call.option(name)]),
  );
  const now = instant(Date.now(), timezone);
  if (speed !== undefined && !call.has('drill'))
    throw wrongUsage('Only the clock of a drill can run faster.', 'Add --drill, or leave --speed out.');
  return {
    reason,
    mode: call.has('drill') ? 'drill' : 'real',
    timezone,
    holidays: where.organisation?.holidays ?? [],
    ...(title !== undefined && { title }),
    ...(impact !== undefined && { impact }),
    ...(note !== undefined && { note }),
    ...(by !== undefined && { by: notEmpty(by, 'by') }),
    ...(severity !== undefined && { severity: severityNamed(severity) }),
    ...(speed !== undefined && { speed: speedOf(speed) }),
    ...(at !== undefined && { at: pastTime(at, now, timezone, 'at').at }),
    ...(where.runbook && { word: where.runbook.id.split('-').at(-1) ?? where.runbook.id }),
  };
}

/** Declares; the incident's first entries are on the disk when its id is returned. @throws TimelineError */
export const declareAs = (timeline: Timeline, declaration: Declaration, me: Person, via: Via): string =>
  declareIncident(timeline, declaration, me, via, {
    ...timelinePorts,
    later: () => () => undefined,
    start: () => undefined,
  });

/** The organisation that stands beside a runbook of the `first` folder, else that of this house; one that cannot be read does not hold up an emergency. */
export const organisationIn = (folders: readonly RunbookFolder[], first?: string): Organisation | undefined =>
  readBeside(folders, first).organisation?.read;

/** The zone of what is declared: said, the runbook's, the setting's, the organisation's, else that of this machine. @throws Failure */
export function timezoneOf(
  call: Call,
  { runbook, organisation }: { readonly runbook?: Runbook; readonly organisation?: Organisation | undefined },
): string {
  const said = call.option('timezone');
  const first = [
    said === undefined ? undefined : zoneNamed(said),
    runbook?.timezone,
    settingsOf(call).timezone,
    organisation?.timezone,
  ].find((zone) => zone !== undefined && isTimeZone(zone));
  return first ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function severityNamed(said: string): Severity {
  const found = severities.find((each) => each === said.toLowerCase());
  if (found) return found;
  const meant = nearest(said, severities);
  throw notFound(
    `There is no severity "${said}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    `It is one of: ${severities.join(', ')}.`,
  );
}

/** The fastest a drill may run: an hour in less than half a second. */
const fastest = 10_000;

function speedOf(said: string): number {
  const speed = Number(said);
  if (said.trim() !== '' && speed > 0 && speed <= fastest) return speed;
  throw wrongUsage(`"${said}" is no speed.`, `Give a number above 0, at most ${fastest}: 60 makes an hour a minute.`);
}
