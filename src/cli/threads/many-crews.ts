import { availableParallelism } from 'node:os';
import type { Rehearsing } from '../../drill/index.ts';
import { anotherThread } from './another-thread.ts';
import { exit, Failure } from '../failure.ts';
import { playSeeds, Seeds, type SeedsAnswer, type SeedsTask } from './seeds.ts';
import { addTally, type Tally } from './tally.ts';

/** Of fewer seeds a thread would hardly have begun when the others are done. */
const worthwhile = 50;

/** How many threads so many seeds are worth on this machine. */
const threadsFor = (runs: number): number =>
  Math.max(1, Math.min(availableParallelism(), Math.ceil(runs / worthwhile)));

/**
 * Plays that many seeds from `first` on, on as many threads of this process as the machine has room for, this one among them. What
 * is counted is the same, however many there are and whoever plays which seed.
 * @throws Failure where another thread came to nothing
 */
export async function playMany(
  rehearsing: Rehearsing,
  first: number,
  runs: number,
  threads = threadsFor(runs),
): Promise<Tally> {
  const seeds = new Seeds(first, runs);
  const { shared } = seeds;
  const others = Array.from({ length: threads - 1 }, () => playElsewhere({ rehearsing, first, runs, shared }));
  try {
    const tally = playSeeds(rehearsing, seeds);
    for (const other of await Promise.all(others.map(({ played }) => played))) addTally(tally, other);
    return tally;
  } finally {
    for (const { stop } of others) stop();
  }
}

/** Another thread that plays seeds, as long as some are left. */
export function playElsewhere(task: SeedsTask): { readonly played: Promise<Tally>; readonly stop: () => void } {
  const worker = anotherThread('_seeds', task);
  const played = new Promise<Tally>((resolve, reject) => {
    const fail = (problem: string): void => reject(cameToNothing(problem));
    worker.once('message', (answer: SeedsAnswer) => ('tally' in answer ? resolve(answer.tally) : fail(answer.problem)));
    worker.once('error', (error: Error) => fail(error.message));
    worker.once('exit', (code) => fail(`it ended with ${code}`));
  });
  // Told where it is waited for: this thread may be at work when the other fails.
  played.catch(() => undefined);
  return { played, stop: () => void worker.terminate() };
}

const cameToNothing = (problem: string): Failure =>
  new Failure(
    exit.defect,
    'thread-failed',
    `A thread that played some of the seeds came to nothing: ${problem}. What became of them is not known, and nothing was kept.`,
    'Play again, fewer at once: holdfast drill auto SCENARIO --runs 50',
  );
