import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../files/index.ts';
import type { CommandJob } from '../../session/index.ts';
import { processId, writeJobFile } from './job-files.ts';
import { zoneOutside } from '../opening/zone.ts';

/**
 * Hands a command to a process of its own, which goes on when this one leaves and records the end on its own connection: a
 * terminal that stops reading must not hold up what runs. What to run lies in a file, so that nothing is lost if we go.
 */
export function startJob(database: string, job: CommandJob): void {
  const file = writeJobFile({ database, job });
  const { TZ: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(packageRoot(), 'bin', 'holdfast.js'), '_command', file], {
    detached: true,
    stdio: 'ignore',
    env: { ...env, ...(zoneOutside !== undefined && { TZ: zoneOutside }) },
  });
  // No process, no end: whoever comes next finds the job without a living one and records that.
  child.on('error', () => undefined);
  if (child.pid !== undefined) writeJobFile({ database, job, process: processId(child.pid) });
  child.unref();
}
