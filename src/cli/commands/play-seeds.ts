import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { atMost, type Call } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { playSeeds, Seeds, type SeedsAnswer, type SeedsTask } from '../threads/seeds.ts';

/** Another thread of `drill auto --runs`: plays seeds until none is left, and answers what was counted of them. */
export function run(call: Call): void {
  atMost(call, 0);
  if (isMainThread) throw wrongUsage('_seeds is another thread of drill auto, and does nothing alone.');
  const { rehearsing, first, runs, shared } = workerData as SeedsTask;
  const answer = (given: SeedsAnswer): void => {
    parentPort?.postMessage(given, []);
  };
  try {
    answer({ tally: playSeeds(rehearsing, new Seeds(first, runs, shared)) });
  } catch (error) {
    answer({ problem: error instanceof Error ? error.message : String(error) });
  }
}
