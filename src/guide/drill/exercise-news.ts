import { showTime } from '../../time/index.ts';
import type { DrillView } from './model.ts';
import type { Guide } from '../model.ts';

/**
 * What has become of an exercise since a person saw it last, which everybody in it is told at once; undefined where it goes
 * on as it did.
 */
export function exerciseNews(
  { drill: before }: Pick<Guide, 'drill'>,
  { drill: now, me, noDuff }: Pick<Guide, 'drill' | 'me' | 'noDuff'>,
): string | undefined {
  if (before === undefined || now === undefined) return undefined;
  if (now.clock === 'ended' && before.clock !== 'ended')
    return noDuff ?? 'END OF EXERCISE. Thank you. What you say of it: feedback, hot-wash.';
  const said = [facilitatorNews(before, now, me.name), clockNews(before, now)].filter((text) => text !== undefined);
  return said.length === 0 ? undefined : said.join(' ');
}

function facilitatorNews(before: DrillView, { facilitator, clock }: DrillView, me: string): string | undefined {
  if (facilitator === undefined) return undefined;
  const { name, left } = facilitator;
  const was = before.facilitator;
  if (left !== undefined && was?.left === undefined)
    return `${name}, who facilitates, has gone away. ${clock === 'runs' ? 'The exercise goes on by itself.' : 'The clock of the exercise stands until somebody goes on.'}`;
  if (left !== undefined || (was?.name === name && was.left === undefined)) return undefined;
  return name === me ? undefined : `${name} facilitates from now on.`;
}

function clockNews(before: DrillView, { clock, speed }: DrillView): string | undefined {
  if (clock !== before.clock)
    return clock === 'stands' ? 'PAUSE: the clock of the exercise stands.' : 'The clock of the exercise goes on.';
  return speed === before.speed ? undefined : `The clock of the exercise runs at ${speed} × real time.`;
}

/**
 * How far an exercise has come since, which wants nothing of anybody: said without a bell. Where its clock was moved on this
 * alone says why it shows another time all at once. Undefined where it goes on as it did.
 */
export function exerciseProgress(
  { drill: before }: Pick<Guide, 'drill'>,
  { drill, now, timezone }: Pick<Guide, 'drill' | 'now' | 'timezone'>,
): string | undefined {
  if (before === undefined || drill === undefined || drill.clock === 'ended') return undefined;
  const { phase } = drill;
  const said = [
    phase === undefined || phase.title === before.phase?.title
      ? undefined
      : `From here on: ${phase.title}. It is ${showTime(now, { now, timeZone: timezone })}.`,
    before.isOver ? undefined : overText(drill),
  ].filter((text) => text !== undefined);
  return said.length === 0 ? undefined : said.join(' ');
}

/** An exercise that has used up its time goes on until somebody ends it: said to whoever is to; undefined where it is not so. */
export function overText({ isOver, clock, facilitator, staff }: DrillView): string | undefined {
  const isTheirs = staff === undefined && facilitator !== undefined && facilitator.left === undefined;
  if (!isOver || clock === 'ended' || isTheirs) return undefined;
  return 'The time of the exercise is over. It goes on until somebody ends it: end-exercise.';
}

/** What somebody is told who takes part once things have been told already; undefined where they are in time. */
export function lateText({ drill, me }: Pick<Guide, 'drill' | 'me'>, late: string | undefined): string | undefined {
  if (drill === undefined || late === undefined) return undefined;
  const role = me.roles.length === 0 ? ' Take a role: what comes for it reaches you from then on.' : '';
  return `You join ${late} after the exercise began. To see what has come for you so far: injects, on the screen N.${role}`;
}
