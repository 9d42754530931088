import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runCommand } from '../../src/runner/index.ts';

const program = (script: string, timeout = 60_000) =>
  runCommand([process.execPath, '-e', script], { folder: tmpdir(), timeout });

test('a program is run without a shell, and tells how it ended', async () => {
  const told = await runCommand([process.execPath, '-p', 'process.argv[1]', '$HOME; echo'], {
    folder: tmpdir(),
    timeout: 60_000,
  });
  expect(told).toEqual({ exitCode: 0, timedOut: false, stdout: '$HOME; echo', stderr: '' });
  expect(await program('console.error("no"); process.exit(3)')).toMatchObject({ exitCode: 3, stderr: 'no' });
});

test('who reads what is typed finds nothing there, and waits for nobody', async () => {
  const told = await program('process.stdin.on("end", () => console.log("nothing")).resume()');
  expect(told).toMatchObject({ exitCode: 0, timedOut: false, stdout: 'nothing' });
});

test('whoever says very much goes on to their end, which is what is kept', async () => {
  const much = await program(`
    const line = 'ø'.repeat(1023) + '\\n';
    let left = 10_000;
    const go = () => { while (left > 0) { left -= 1; if (!process.stdout.write(line)) return; } process.stdout.write('the end\\n'); };
    process.stdout.on('drain', go);
    go();
  `);
  expect(much.exitCode).toBe(0);
  expect(much.stdout).toMatch(/^… ø*\n[^\ufffd]*\nthe end$/);
  expect(Buffer.byteLength(much.stdout)).toBeLessThanOrEqual(64 * 1024 + 4);
});

test('what takes too long is stopped; what cannot be started is a result too', async () => {
  const late = await program('console.log("begun"); setInterval(() => {}, 1000)', 2000);
  expect(late).toMatchObject({ timedOut: true });
  expect(late.exitCode).toBeUndefined();
  const none = await runCommand(['no-such-program-here'], { folder: tmpdir(), timeout: 1000 });
  expect(none.exitCode).toBeUndefined();
  expect(none.stderr).toContain('no-such-program-here');
});
