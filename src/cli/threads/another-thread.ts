import { join } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { packageRoot } from '../../files/index.ts';
import type { SeedsTask } from './seeds.ts';
import type { WindowsTask } from './windows.ts';

/** The commands that only another thread of the program runs, and what each is told. */
interface Tasks {
  readonly _seeds: SeedsTask;
  readonly _windows: WindowsTask;
}

/** Another thread of this process that runs one of those; what it writes to standard error nobody reads. */
export const anotherThread = <Name extends keyof Tasks>(
  command: Name,
  task: Tasks[Name],
  resourceLimits: ResourceLimits = {},
): Worker =>
  new Worker(join(packageRoot(), 'bin', 'holdfast.js'), {
    argv: [command],
    workerData: task,
    stderr: true,
    resourceLimits,
  });
