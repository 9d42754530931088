import { alarmsBeside, neighbourOf, neighbourText } from '../guide/index.ts';
import type { Held } from './io.ts';
import { sayProblem } from './talk.ts';
import type { Talk } from './talk.ts';

/** Begins to watch the other incidents; what becomes due in them is said as it comes. */
export function watchOthers(talk: Talk, onLook: () => void): void {
  talk.neighbours = talk.io.others?.neighbours(talk.session.incident.id, onLook);
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

/** Goes over to another incident, or to the one before; `listen` is told to hear what happens there. */
export function switchTo(talk: Talk, said: string | undefined, listen: () => () => void): void {
  const { others } = talk.io;
  const name = said ?? talk.before;
  if (others === undefined)
    return talk.page.say(`This guide holds one incident alone. In another terminal: holdfast guide -i ${said ?? 'ID'}`);
  if (name === undefined)
    return sayProblem(talk.page, {
      message: 'No other incident was open here yet.',
      hint: 'incidents shows what there is.',
    });
  const here = talk.session.incident;
  let held: Held;
  try {
    const id = others.find(name);
    if (id === here.id) return talk.page.say(`${here.alias} is the one that you work on.`);
    held = others.hold(id);
  } catch (error) {
    return talk.page.say(error instanceof Error ? error.message : String(error));
  }
  talk.letGo();
  talk.before = here.id;
  talk.session = held.session;
  talk.io = { ...talk.io, ...outsideOf(held) };
  talk.looking = undefined;
  talk.seen = held.session.head.seq;
  const stop = listen();
  talk.letGo = () => {
    stop();
    held.close();
  };
  held.session.follow();
  talk.neighbours?.look(held.session.incident.id);
  talk.page.gap();
  talk.page.say(`You work on ${held.session.incident.alias} from now on; switch goes back to ${here.alias}.`);
}

function outsideOf({ runbook, contacts, here, file }: Held): Pick<Held, 'runbook' | 'contacts' | 'here' | 'file'> {
  return { ...(runbook && { runbook }), ...(contacts && { contacts }), ...(here && { here }), ...(file && { file }) };
}
