import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const module = JSON.stringify(join(root, 'scripts/setup/run.mjs'));

/** What `npm start` is to the program that it runs. */
function runInstead(program: string) {
  const args = JSON.stringify(['-e', program]);
  const script = `import(${module}).then(({ runInstead }) => runInstead(process.execPath, ${JSON.stringify(root)}, ${args}))`;
  return spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('the exit code of the program is the exit code of the command', async () => {
  expect(await once(runInstead('process.exitCode = 7'), 'exit')).toEqual([7, null]);
});

test('the signal that ended the program ends the command', async () => {
  expect(await once(runInstead("process.kill(process.pid, 'SIGKILL')"), 'exit')).toEqual([null, 'SIGKILL']);
});

test('a signal to the command reaches the program, which decides how it leaves', async () => {
  const command = runInstead(
    "process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1000); console.log('up')",
  );
  await once(command.stdout, 'data');
  command.kill('SIGTERM');
  expect(await once(command, 'exit')).toEqual([3, null]);
});

test('the program, and what it starts, finds its own Node first', async () => {
  const command = runInstead(
    "console.log(require('child_process').execFileSync('node', ['-p', 'process.execPath'], { encoding: 'utf8' }))",
  );
  const [said] = (await once(command.stdout, 'data')) as [Buffer];
  expect(said.toString().trim()).toBe(process.execPath);
});
