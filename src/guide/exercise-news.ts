import type { DrillView } from './drill-model.ts';
import type { Guide } from './model.ts';

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

/** What somebody is told who takes part once things have been told already; undefined where they are in time. */
export function lateText({ drill, me }: Pick<Guide, 'drill' | 'me'>, late: string | undefined): string | undefined {
  if (drill === undefined || late === undefined) return undefined;
  const role = me.roles.length === 0 ? ' Take a role: what comes for it reaches you from then on.' : '';
  return `You join ${late} after the exercise began. To see what has come for you so far: injects, on the screen N.${role}`;
}
