import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, onTestFinished } from 'vitest';
import { processStat } from '../../src/files/index.ts';

/** A process of Linux that, once it is told to end, stays in the list of processes: nobody collects it. */
export async function uncollected(): Promise<{ readonly pid: number; readonly end: () => Promise<void> }> {
  // What the shell starts stays when the shell has become another program, which knows nothing of it.
  const child = spawn('/bin/sh', ['-c', 'exec 3<&0; cat <&3 & echo $!; exec sleep 600 < /dev/null 3<&-']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  // Until then the shell would still collect what it has started.
  await expect.poll(() => readFileSync(`/proc/${child.pid}/comm`, 'utf8')).toBe('sleep\n');
  return {
    pid,
    end: async () => {
      child.stdin.end();
      await expect.poll(() => processStat(pid).state).toBe('Z');
    },
  };
}
