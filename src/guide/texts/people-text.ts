import type { CallRecord } from '../../incident/index.ts';
import { plural } from '../../text/index.ts';
import { elapsed, millis, shortDuration, showTime } from '../../time/index.ts';
import type { Instant } from '../../time/index.ts';
import type { Guide, PersonRow, RoleRow, TaskRow } from '../model.ts';
import { ringIn, ringList } from '../ringing.ts';
import type { ContactOf, Rung } from '../ringing.ts';
import { told } from './told.ts';
import type { Told } from './told.ts';

type When = Pick<Guide, 'now' | 'timezone'>;

/** Who holds a role and whether they have said yes: `Anna, for 3h 10m`, `Bo, NOT ACKNOWLEDGED, asked 12m ago`. */
export function heldText(role: RoleRow, guide: When): string {
  if (role.holder === undefined) return 'nobody yet';
  if (role.takenAt !== undefined) return `${role.holder}, for ${ago(role.takenAt, guide)}`;
  const asked = role.askedAt === undefined ? '' : `, asked ${ago(role.askedAt, guide)} ago`;
  if (role.overdue) return `${role.holder}: NOT ACKNOWLEDGED IN TIME${asked}`;
  const left = role.ackDue === undefined ? '' : `, ${shortDuration(millis(role.ackDue) - millis(guide.now))} left`;
  return `${role.holder}: not acknowledged yet${asked}${left}`;
}

/** How far ringing for a role has come: `rung 2 times, next in 3m`; empty where nobody was rung or has to be. */
export function ringText(role: RoleRow, guide: When): string {
  const wait = ringIn(role, guide.now);
  if (wait === undefined || role.calls.length === 0) return '';
  return `rung ${plural(role.calls.length, 'time')}, next ${wait === 0 ? 'NOW' : `in ${shortDuration(wait)}`}`;
}

/** A task and how it stands: `Bo: look at the pump, taken, 4m left`. */
export function taskText(task: TaskRow, guide: When): string {
  return `${task.to}: ${task.words} — ${taskStateText(task, guide)}`;
}

/** `OVERDUE by 3m, not taken`, `taken, 4m left`, `done`. */
export function taskStateText(task: TaskRow, guide: When): string {
  if (task.doneAt !== undefined) return `done ${showTime(task.doneAt, at(guide))}`;
  const taken = task.state === 'taken' ? 'taken' : 'not taken yet';
  if (task.left === undefined) return taken;
  return task.overdue
    ? `OVERDUE by ${shortDuration(-task.left)}, ${taken}`
    : `${shortDuration(task.left)} left, ${taken}`;
}

/** What is known of who is here: how many terminals of a person have this incident open now. */
export type HereNow = (name: string) => number;
const nobodyHere: HereNow = () => 0;

/** Whether a person is here, how long they have been at it, and when they last did something. */
export function personText(person: PersonRow, guide: When, hereNow: HereNow = nobodyHere): string {
  const { roles, last } = person;
  const shift = shiftText(person, guide);
  return [
    // On a small screen the end is cut: who needs rest comes first.
    ...(person.isTooLong ? [shift] : []),
    ...(hereNow(person.name) > 0 ? ['here now'] : []),
    ...(roles.length === 0 ? [] : [roles.join(', ')]),
    ...(shift === '' || person.isTooLong ? [] : [shift]),
    last === undefined ? 'has done nothing here yet' : `last act ${ago(last, guide)} ago`,
  ].join(', ');
}

/** How it begins where somebody has been on shift for too long. */
export const onShiftTooLong = 'ON SHIFT ';

/** How long a person has been on shift: `on shift 3h 10m`, `ON SHIFT 14h, over 13h`; empty where they are on none. */
export function shiftText({ onShift, isTooLong, relieved }: PersonRow, guide: When): string {
  if (onShift === undefined) return '';
  const long = shortDuration(onShift);
  if (relieved !== undefined)
    return `handed over to ${relieved.by} ${showTime(relieved.at, at(guide))}, after ${long}${isTooLong ? ', OVER 13h' : ''}`;
  return isTooLong ? `${onShiftTooLong}${long}, OVER 13h: needs rest` : `on shift ${long}`;
}

/** All that is to be said of a role: its duty, who holds it, whom to ring. Numbers are for this screen alone. */
export function roleStory(
  role: RoleRow,
  guide: Pick<Guide, 'now' | 'timezone' | 'mode'>,
  contactOf: ContactOf,
): Told[] {
  const { holder, overdue, acknowledged, ackDue } = role;
  const mood = holder === undefined ? 'warn' : overdue ? 'bad' : acknowledged ? 'good' : 'warn';
  return [
    told(role.title, 'strong'),
    told(heldText(role, guide), mood),
    ...ringStory(role, guide, contactOf),
    ...(role.duty === undefined ? [] : [told(role.duty)]),
    ...(role.takenAt === undefined ? [] : [told(`Taken ${showTime(role.takenAt, at(guide))}`, 'faint')]),
    ...(ackDue === undefined
      ? []
      : [told(`To say yes by ${showTime(ackDue, at(guide))}`, overdue ? 'bad' : undefined)]),
  ];
}

/** The number in turn comes first: on a small screen it is all that there is room for. */
function ringStory(role: RoleRow, guide: Pick<Guide, 'now' | 'timezone' | 'mode'>, contactOf: ContactOf): Told[] {
  if (role.order.length === 0) return [told('The runbook names nobody to ring for it.', 'faint'), ...lone(role, guide)];
  const list = ringList(role, contactOf);
  const next = list.find((rung) => rung.next);
  return [
    ...(next === undefined ? [] : [told(`${nextText(role, guide)}: ${wayTo(next)}`, 'strong')]),
    ...(guide.mode === 'drill' ? [told('A drill: ring nobody outside the room.', 'warn')] : []),
    told('In this order:', 'faint'),
    ...list.map((rung) => rungLine(rung, guide)),
  ];
}

/** When the next number is to be rung. */
function nextText(role: RoleRow, guide: When): string {
  const wait = ringIn(role, guide.now) ?? 0;
  if (wait === 0) return role.calls.length === 0 ? 'Ring now' : 'Ring the next now';
  return `Ring the next in ${shortDuration(wait)}, if nobody has said yes by then`;
}

function wayTo({ name, kind, number }: Rung): string {
  return `${name}: ${number === undefined ? 'no number is known; see contacts.yaml' : `${kind ?? ''} ${number}`}`;
}

function rungLine(rung: Rung, guide: When): Told {
  const outcomes = rung.tried.map((call) => `; ${outcome(call, guide)}`);
  const text = `${rung.next ? 'NEXT: ' : ''}${wayTo(rung)}${outcomes.join('')}`;
  return { text, point: true, ...(rung.next ? { mood: 'strong' } : rung.tried.length > 0 ? { mood: 'faint' } : {}) };
}

function outcome({ at: when, result, by }: CallRecord, guide: When): string {
  return `${showTime(when, at(guide))} ${result.replace('-', ' ')} (${by})`;
}

function lone(role: RoleRow, guide: When): Told[] {
  return role.calls.map((call) => ({ text: `Rung ${outcome(call, guide)}`, point: true }));
}

/** All that is to be said of a task. */
export function taskStory(task: TaskRow, guide: When): Told[] {
  const time = (when: Instant): string => showTime(when, at(guide));
  return [
    told(task.words, 'strong'),
    told(
      `${task.to}: ${taskStateText(task, guide)}`,
      task.overdue ? 'bad' : task.state === 'done' ? 'good' : undefined,
    ),
    told(`Given by ${task.givenBy}, ${time(task.givenAt)}`, 'faint'),
    ...(task.due === undefined ? [] : [told(`Due ${time(task.due)}`)]),
    ...(task.takenAt === undefined ? [] : [told(`Taken ${time(task.takenAt)}`)]),
    ...(task.doneAt === undefined ? [] : [told(`Done ${time(task.doneAt)}`)]),
  ];
}

/** All that is to be said of a person. */
export function personStory(
  person: PersonRow,
  guide: Pick<Guide, 'now' | 'timezone' | 'tasks'>,
  hereNow: HereNow = nobodyHere,
): Told[] {
  const open = guide.tasks.filter((task) => task.to === person.name && task.state !== 'done');
  return [
    told(person.name, 'strong'),
    told(person.roles.length === 0 ? 'Holds no role.' : person.roles.join(', ')),
    ...hereStory(hereNow(person.name)),
    ...shiftStory(person, guide),
    person.last === undefined
      ? told('Has done nothing in this incident yet.', 'faint')
      : told(`Last act ${showTime(person.last, at(guide))}, ${ago(person.last, guide)} ago`),
    ...open.map((task): Told => ({ text: `${task.words} — ${taskStateText(task, guide)}`, point: true })),
  ];
}

function hereStory(terminals: number): Told[] {
  if (terminals === 0) return [told('Has this incident open on no terminal of this machine.', 'faint')];
  return [told(`Here now${terminals === 1 ? '' : `, on ${terminals} terminals`}`, 'good')];
}

/** How the hours are counted is said with them: nobody has clocked in. */
function shiftStory(person: PersonRow, guide: When): Told[] {
  if (person.since === undefined || person.onShift === undefined) return [];
  const { isTooLong } = person;
  const text = shiftText(person, guide);
  return [
    told(`${text.charAt(0).toUpperCase()}${text.slice(1)}`, isTooLong ? 'bad' : undefined),
    told(
      `Counted from the first act after 8 hours without one, ${showTime(person.since, at(guide))}. Over 13 hours a day leave no 11 of rest (Directive 2003/88/EC, Art. 3).`,
      'faint',
    ),
  ];
}

const ago = (from: Instant, { now }: Pick<Guide, 'now'>): string => shortDuration(elapsed(from, now));
const at = ({ now, timezone }: When): { readonly now: Instant; readonly timeZone: string } => ({
  now,
  timeZone: timezone,
});
