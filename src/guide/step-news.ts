import type { CurrentStep, Guide } from './model.ts';

/**
 * What whoever works on a step, or waits for it, is told at once: that its command has failed since they saw it running, or is gone with nobody to say how it ended, or that what they had
 * done was refused, and is theirs to do again; undefined where neither has happened. What ended well is told by what it leads to.
 * @param before the guide as the same person saw it last
 */
export function stepNews(before: Pick<Guide, 'current'>, now: Pick<Guide, 'current' | 'me'>): string | undefined {
  for (const step of now.current) {
    const was = before.current.find(({ key }) => key === step.key);
    const ended = was?.command?.running === true && step.command?.running === false ? step.command.last : undefined;
    if (ended === 'failed')
      return `FAILED: the command of "${step.title}". Run it again, or say what became of the step.`;
    if (ended === 'unknown')
      return `Nobody saw how the command of "${step.title}" ended. Look first, then run it again or say that it is done.`;
    if (was !== undefined && isRefused(was, step, now.me.name))
      return `REFUSED: "${step.title}" was not approved. It has to be done again; the log says by whom it was refused, and why.`;
  }
  return undefined;
}

/** Open again since it waited for its approval. What was taken back, and not refused, says nothing of a refusal. */
function isRefused(was: CurrentStep, { approval }: CurrentStep, me: string): boolean {
  const isBack = was.approval?.awaiting === true && approval?.awaiting === false && approval.refused !== undefined;
  return isBack && was.approval?.completedBy === me;
}
