import { alarmsBeside, neighbourOf, neighbourText } from '../guide/index.ts';
import type { Talk } from './talk.ts';

/** Begins to watch the other incidents; what becomes due in them is said as it comes. */
export function watchOthers(talk: Talk, onLook: () => void): void {
  talk.neighbours = talk.io.lobby?.neighbours(talk.session.incident.id, onLook);
}

/** Every incident that is open, this one first. */
export function sayIncidents({ page, session, neighbours }: Talk): void {
  const here = neighbourOf(session.incident, session.now());
  page.gap();
  page.say('Open incidents and drills; switch ID goes over to another:');
  page.say(`${neighbourText(here)}  (you are here)`, '  ');
  for (const other of neighbours?.asOfNow() ?? []) {
    page.say(neighbourText(other), '  ');
    for (const alarm of other.alarms) page.say(alarm.text, '    ! ');
  }
}

/** The alarms of the others that were not said yet, each of them once. */
export function sayAlarmsBeside({ page, session, neighbours, told }: Talk): void {
  const alarms = alarmsBeside(session.incident.mode, neighbours?.all ?? []);
  const fresh = alarms.filter(({ key }) => !told.has(key));
  if (fresh.length === 0) return;
  for (const { key } of fresh) told.add(key);
  page.gap();
  for (const { text } of fresh) page.say(text, '! ');
  page.say('(incidents shows them; switch ID goes there)');
}

/** Whether there is an alarm in another incident that was not said yet. */
export function isNewsBeside({ session, neighbours, told }: Talk): boolean {
  return alarmsBeside(session.incident.mode, neighbours?.all ?? []).some(({ key }) => !told.has(key));
}
