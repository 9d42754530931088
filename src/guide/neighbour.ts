import { stateText } from '../entry/index.ts';
import type { Incident } from '../incident/index.ts';
import { plural } from '../text/index.ts';
import { millis, shortDuration, showTime } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { alarmsOf, nextAlarm } from './alarms.ts';
import type { Alarm } from './alarms.ts';
import { isOpenClock } from './open-clock.ts';
import { guide } from './guide.ts';
import type { Guide } from './model.ts';
import { linksText, tag, whoText } from './texts/texts.ts';

/** One of several incidents, as it is seen from beside: what presses in it, and what it waits for. Text in it is raw. */
export interface Neighbour extends Pick<
  Guide,
  'alias' | 'title' | 'mode' | 'state' | 'severity' | 'declared' | 'timezone' | 'now' | 'age' | 'links' | 'stoodDown'
> {
  /** How it stands, in a few words. */
  readonly stands: string;
  /** Globally unique. */
  readonly id: string;
  /** The step in front, who is to act on it, and whether that has taken too long. */
  readonly step?: { readonly title: string; readonly who: string; readonly overdue: boolean };
  /** The open steps beside it. */
  readonly otherSteps: number;
  /** The open clock whose deadline is nearest; `left` in milliseconds, negative when over. */
  readonly nextDue?: { readonly title: string; readonly due: Instant; readonly left: number };
  readonly openClocks: number;
  /** What is due or overdue in it, the most pressing first. */
  readonly alarms: readonly Alarm[];
  /** When the next alarm may come, if nobody does anything. */
  readonly nextAlarm?: Instant;
}

/** An incident as it is seen from beside at a moment of its own clock. Pure: what fell due is seen, and not written. */
export function neighbourOf(incident: Incident, now: Instant): Neighbour {
  const view = guide(incident, { name: '' }, now);
  const step = view.current.find(({ key }) => key === view.focus);
  const open = view.clocks.filter(isOpenClock);
  const next = open.find(({ due }) => due !== undefined);
  const later = nextAlarm(view);
  return {
    id: incident.id,
    alias: view.alias,
    title: view.title,
    mode: view.mode,
    state: view.state,
    stands: stateText(view),
    ...(view.severity !== undefined && { severity: view.severity }),
    declared: view.declared,
    timezone: view.timezone,
    now: view.now,
    age: view.age,
    links: view.links,
    ...(view.stoodDown !== undefined && { stoodDown: view.stoodDown }),
    ...(step !== undefined && { step: { title: step.title, who: whoText(step, view), overdue: step.overdue } }),
    otherSteps: view.current.length - (step === undefined ? 0 : 1),
    ...(next?.due !== undefined && {
      nextDue: { title: next.title, due: next.due, left: millis(next.due) - millis(now) },
    }),
    openClocks: open.length,
    alarms: alarmsOf(view),
    ...(later !== undefined && { nextAlarm: later }),
  };
}

/** Whether its alarms are heard by whoever works on an incident of that mode: an exercise never disturbs what is real. */
export function isHeardIn(mode: Guide['mode'], { mode: own }: Pick<Neighbour, 'mode'>): boolean {
  return mode === 'drill' || own === 'real';
}

/**
 * What presses in another incident for whoever works on one of that mode: its alarms; and for those who play an exercise, before anything
 * is due in it, that something real is open.
 */
export function pressingIn(mode: Guide['mode'], other: Neighbour): readonly Alarm[] {
  const { alias, title, declared, timezone, now, state, alarms } = other;
  if (mode === 'real' || other.mode !== 'real' || state !== 'open') return alarms;
  const at = showTime(declared, { now, timeZone: timezone });
  const real = { key: `${alias} real`, text: `REAL incident, declared ${at}: ${title}`, short: 'REAL incident' };
  return [real, ...alarms];
}

/** The alarms of the other incidents that are heard here, the most pressing of each first. */
export function alarmsBeside(mode: Guide['mode'], others: readonly Neighbour[]): Alarm[] {
  return others
    .filter((other) => isHeardIn(mode, other))
    .flatMap((other) =>
      pressingIn(mode, other).map(({ key, text, short }) => ({
        key,
        text: `${other.alias}: ${text}`,
        short: `${other.alias}: ${short}`,
      })),
    );
}

/** One of several incidents in a line: how bad, how long, what presses. Raw text. */
export function neighbourText(each: Neighbour): string {
  const { alias, title, mode, stands, severity, age, nextDue, alarms, step } = each;
  const parts = [
    stands,
    severity,
    `declared ${shortDuration(age)} ago`,
    nextDue === undefined
      ? undefined
      : `${nextDue.title} ${nextDue.left < 0 ? `OVERDUE by ${shortDuration(-nextDue.left)}` : `due in ${shortDuration(nextDue.left)}`}`,
    alarms.length === 0 ? undefined : plural(alarms.length, 'alarm'),
    step === undefined ? undefined : `now: ${step.title}, waits for ${step.who}`,
    each.links.length === 0 ? undefined : `has to do with ${linksText(each)}`,
  ].filter((part) => part !== undefined);
  return `${tag({ mode, alias })} ${title}: ${parts.join(', ')}`;
}
