import { availableParallelism } from 'node:os';
import type { ExportFormat, Reader, Shown } from '../../report/index.ts';
import type { Timeline } from '../../timeline/index.ts';

/** Of fewer entries a second thread would hardly have begun when the first is done. */
const worthwhile = 20_000;

/**
 * An incident whose windows two threads make, where it is a long one of which nothing is left out: each reads the record itself.
 * Not on its way to standard output, which may be written when a slot holds something else already.
 */
export async function sharedWork(
  shown: Shown,
  timeline: Timeline,
  { name, ofWindow }: ExportFormat,
  output: string | undefined,
  reader: Reader,
): Promise<Shown> {
  const { incident, audience } = shown;
  const isShared = ofWindow !== undefined && shown.isWhole && output !== undefined && incident.count >= worthwhile;
  if (!isShared || availableParallelism() < 2) return shown;
  const { makeTogether, turnsFor } = await import('./second-thread.entry.ts');
  const told = { audience, format: name, output, reader };
  return {
    ...shown,
    inWindows: (making, asked) => {
      const turns = turnsFor(incident.count, asked);
      return turns && makeTogether(timeline, incident, told, making, turns);
    },
  };
}
