import type { AnyEntry } from './entry.ts';

/** Who stands for what fell due: nobody. */
export const program = 'holdfast';

/** Whether nobody did it: a timer wrote it, or an exercise in which it fell due. Simulated responders have names of their own. */
export function byNobody({ via, by }: Pick<AnyEntry, 'via' | 'by'>): boolean {
  return via === 'timer' || (via === 'drill' && by.name === program);
}
