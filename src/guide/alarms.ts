import { isOpenClock } from './open-clock.ts';
import { isNextDue, ringIn } from './ringing.ts';
import { clockText } from './texts/texts.ts';
import type { ClockRow, Guide } from './model.ts';
import { periodText, waitingText } from './handover.ts';
import { instant, millis, shortDuration } from '../time/index.ts';
import type { Instant } from '../time/index.ts';

/** Something that is due or overdue: it rings once and stays marked until somebody has looked. */
export interface Alarm {
  /** The same for as long as it is the same alarm; no other of any incident has it. */
  readonly key: string;
  readonly text: string;
  /** The same in a few words, for a place where there is little room. */
  readonly short: string;
  /** The step that it is about (`run:step`). */
  readonly step?: string;
}

/** From this part of its time on a clock is about to run out. */
const SOON = 0.9;

/** What wants somebody's eyes now, the most pressing first. Raw text. */
export function alarmsOf(guide: Guide): Alarm[] {
  const alarms = [
    ...(guide.noDuff === undefined ? [] : [{ key: 'no-duff', text: guide.noDuff, short: 'NO DUFF: this is real' }]),
    ...(guide.playedOut ? [] : clockAlarms(guide)),
    // What was merged into another incident is worked on there; its duties alone go on here. After an exercise nobody works at all.
    ...(guide.stoodDown === undefined && !guide.playedOut
      ? [
          ...stepAlarms(guide),
          ...serviceAlarms(guide),
          ...roleAlarms(guide),
          ...taskAlarms(guide),
          ...shiftAlarms(guide),
          ...injectAlarms(guide),
        ]
      : []),
  ];
  return alarms.map((alarm) => ({ ...alarm, key: `${guide.alias} ${alarm.key}` }));
}

/** When the next alarm may come, if nobody does anything; undefined where none is in sight. */
export function nextAlarm(guide: Guide): Instant | undefined {
  const now = millis(guide.now);
  const next = Math.min(...alarmTimes(guide).filter((time) => time > now));
  return Number.isFinite(next) ? instant(next, guide.timezone) : undefined;
}

function alarmTimes(guide: Guide): number[] {
  const clocks = guide.clocks.filter(isOpenClock).flatMap(({ started, due }) => {
    if (due === undefined) return [];
    const end = millis(due);
    return started === undefined ? [end] : [end, Math.ceil(millis(started) + SOON * (end - millis(started)))];
  });
  const steps = guide.current.flatMap(({ since, overdueAfter }) =>
    overdueAfter === undefined ? [] : [millis(since) + overdueAfter + 1],
  );
  const services = guide.services.flatMap(({ rtoDue, mtpdDue }) => [rtoDue, mtpdDue]);
  const roles = guide.roles.flatMap((role) => {
    const ring = ringIn(role, guide.now);
    return [role.ackDue, ring === undefined ? undefined : instant(millis(guide.now) + ring, guide.timezone)];
  });
  const tasks = guide.tasks.map(({ due }) => due);
  const period = guide.period?.until;
  return [
    ...clocks,
    ...steps,
    ...[...services, ...roles, ...tasks, period].flatMap((at) => (at === undefined ? [] : [millis(at)])),
  ];
}

function clockAlarms(guide: Guide): Alarm[] {
  return guide.clocks.flatMap((clock): Alarm[] => {
    const state = clockAlarm(clock);
    return state === undefined
      ? []
      : [
          {
            key: `clock ${clock.id} ${clock.due ?? ''} ${state}`,
            text: clockText(clock, guide),
            short: `${state === 'late' ? 'overdue' : 'due soon'} "${clock.title}"`,
          },
        ];
  });
}

function clockAlarm({ state, left, share }: ClockRow): 'late' | 'soon' | undefined {
  if (state !== 'running' && state !== 'provisional' && state !== 'missed') return undefined;
  if (state === 'missed' || (left !== undefined && left < 0)) return 'late';
  return share !== undefined && share >= SOON ? 'soon' : undefined;
}

function stepAlarms({ current }: Guide): Alarm[] {
  return current.flatMap(({ key, turn, title, over }): Alarm[] =>
    over === undefined
      ? []
      : [
          {
            key: `step ${key} ${turn}`,
            text: `OVERDUE by ${shortDuration(over)}: ${title}`,
            short: `overdue "${title}"`,
            step: key,
          },
        ],
  );
}

function serviceAlarms({ services, now }: Guide): Alarm[] {
  const time = millis(now);
  return services.flatMap((service): Alarm[] => {
    if (service.state !== 'lost') return [];
    if (service.mtpdDue !== undefined && millis(service.mtpdDue) <= time) {
      return [
        {
          key: `mtpd ${service.id} ${service.mtpdDue}`,
          text: `${service.title}: out longer than can be borne`,
          short: `"${service.title}" out too long`,
        },
      ];
    }
    if (service.rtoDue === undefined || millis(service.rtoDue) > time) return [];
    return [
      {
        key: `rto ${service.id} ${service.rtoDue}`,
        text: `${service.title}: not back in the time that was promised`,
        short: `"${service.title}" not back`,
      },
    ];
  });
}

function roleAlarms({ roles, now }: Guide): Alarm[] {
  return roles.flatMap((role): Alarm[] => {
    if (role.overdue && role.holder !== undefined)
      return [
        {
          key: `role ${role.id} ${role.holder}`,
          text: `${role.holder} has not said yes to being ${role.title}`,
          short: `no yes of ${role.holder}`,
        },
      ];
    if (!isNextDue(role, now)) return [];
    return [
      {
        key: `ring ${role.id} ${role.calls.length}`,
        text: `Ring the next for ${role.title}: nobody has said yes`,
        short: `ring the next for ${role.title}`,
      },
    ];
  });
}

function taskAlarms(guide: Guide): Alarm[] {
  return guide.tasks
    .filter((task) => task.overdue)
    .map((task) => ({
      key: `task ${task.id} ${task.due ?? ''}`,
      text: `OVERDUE: ${task.words}, asked of ${task.to}`,
      short: `overdue: asked of ${task.to}`,
    }));
}

/** So long a message that has come in a drill counts as new, in milliseconds of exercise time. */
const NEWS = 5 * 60_000;

export function injectAlarms({ drill, now }: Guide): Alarm[] {
  if (drill === undefined || drill.isOver || drill.staff !== undefined) return [];
  return drill.injects
    .filter(({ at, asks }) => (asks !== undefined && asks.answered === undefined) || millis(now) - millis(at) < NEWS)
    .map(({ entry, from, words }) => ({
      key: `inject ${entry}`,
      text: `INJECT${from === '' ? '' : ` from ${from}`}: ${words}`,
      short: from === '' ? 'an inject' : `an inject from ${from}`,
    }));
}

/** Somebody waits to be relieved by whoever sits here, or a period is over. */
function shiftAlarms(guide: Guide): Alarm[] {
  const { handovers, period } = guide;
  return [
    ...handovers
      .filter(({ isForMe }) => isForMe)
      .map((row) => ({
        key: `handover ${row.entry}`,
        text: waitingText(row, guide),
        short: 'a handover waits for you',
      })),
    ...(period?.isOver === true
      ? [
          {
            key: `period ${period.number} ${period.until ?? ''}`,
            text: `${periodText(period, guide)}: begin the next`,
            short: `period ${period.number} is over`,
          },
        ]
      : []),
  ];
}
