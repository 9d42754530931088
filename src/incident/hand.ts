import { isInstant, millis, sayTime } from '../time/index.ts';
import type { Refusal } from '../statechart/index.ts';
import type { ActContext } from './act.ts';
import type { Hand } from './transaction.ts';

/** What all drafts of an act have in common: when, by whom, by what means. */
export function handOf(context: ActContext): Hand {
  const at = context.at ?? context.now;
  return {
    now: context.now,
    at,
    precision: context.precision ?? 'second',
    by: context.by,
    ...(context['entered-by'] !== undefined && { 'entered-by': context['entered-by'] }),
    via: context.via,
    ...(context.marking !== undefined && { marking: context.marking }),
    ...(context.newId !== undefined && { newId: context.newId }),
  };
}

/** Nothing has happened in the future. */
export function judgeTime(context: ActContext): Refusal | undefined {
  const { at, now } = context;
  if (!isInstant(now)) return { code: 'wrong-type', message: `"${now}" is not a time.` };
  if (at === undefined) return undefined;
  if (!isInstant(at))
    return {
      code: 'wrong-type',
      message: `"${at}" is not a time.`,
      hint: 'Write 03:12, -5m, or ISO 8601 with offset.',
    };
  return millis(at) > millis(now)
    ? {
        code: 'in-future',
        message: `${sayTime(at)} lies in the future: it is ${sayTime(now)} now.`,
        hint: 'Give a time that has passed.',
      }
    : undefined;
}
