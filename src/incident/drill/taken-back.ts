import type { Instant } from '../../time/index.ts';
import type { DrillState, InjectState } from './model.ts';

/**
 * The drill once these entries are undone: an answer and a rating count no more, and an inject that was skipped comes after all, but no earlier
 * than it is let come.
 */
export function takenBack(drill: DrillState, gone: ReadonlySet<string>, now: Instant): DrillState {
  let { rated, injects } = drill;
  for (const [id, all] of Object.entries(rated))
    if (all.some(({ entry }) => gone.has(entry)))
      rated = { ...rated, [id]: all.filter(({ entry }) => !gone.has(entry)) };
  for (const [id, state] of Object.entries(injects)) {
    const left = withoutThem(state, gone, now);
    if (left !== state) injects = { ...injects, [id]: left };
  }
  return rated === drill.rated && injects === drill.injects ? drill : { ...drill, rated, injects };
}

function withoutThem(state: InjectState, gone: ReadonlySet<string>, now: Instant): InjectState {
  const { answered, skipped, ...rest } = state;
  const isAnswerGone = answered !== undefined && gone.has(answered.entry);
  const isSkipGone = skipped !== undefined && gone.has(skipped.entry);
  if (!isAnswerGone && !isSkipGone) return state;
  return {
    ...rest,
    ...(answered !== undefined && !isAnswerGone && { answered }),
    ...(skipped !== undefined && (isSkipGone ? { letGo: now } : { skipped })),
  };
}
