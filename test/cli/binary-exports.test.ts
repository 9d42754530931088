import { existsSync, readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, type Desk, holdfast } from '../support/cli.ts';
import { Terminal } from '../support/terminal.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

async function declared(): Promise<Desk> {
  const desk = floodDesk();
  await desk.run(['declare', 'Water in hall A']);
  return desk;
}

describe.each([
  ['xlsx', 'PK'],
  ['pdf', '%PDF-1.7'],
])('%s, which is bytes and no text', (format, begins) => {
  test('is not poured onto a terminal: it says why, and what to type', async () => {
    const desk = await declared();
    const terminal = new Terminal(process.execPath, [holdfast, 'export', '--format', format], {
      columns: 200,
      rows: 24,
      env: desk.env,
      cwd: desk.folder,
    });
    onTestFinished(() => terminal.close());
    await terminal.see(`${format} is bytes, which a terminal cannot show.`);
    await terminal.see(`holdfast export --format ${format} -o review.${format}`);
    expect(await terminal.end()).toMatchObject({ code: 2 });
  });

  test('goes into a pipe as it is, and into a file the same', async () => {
    const desk = await declared();
    const bytes = await desk.bytes(['export', '--format', format]);
    expect(bytes.subarray(0, begins.length).toString()).toBe(begins);
    expect(await desk.run(['export', '--format', format, '-o', 'review.out'])).toMatchObject({ code: 0 });
    expect(readFileSync(desk.path('review.out')).equals(bytes)).toBe(true);
  });

  test('with --json asks for a file, and names it', async () => {
    const desk = await declared();
    const refused = await desk.run(['export', '--format', format, '--json']);
    expect(refused.code).toBe(2);
    expect(refused.stderr + refused.stdout).toContain('which JSON cannot hold');
    expect(await desk.json(['export', '--format', format, '-o', 'review.out'])).toMatchObject({
      format,
      file: desk.path('review.out'),
    });
  });

  test('leaves nothing behind where the file cannot be written', async () => {
    const desk = await declared();
    const { code, stderr } = await desk.run(['export', '--format', format, '-o', '/proc/review.out']);
    expect(code).not.toBe(0);
    expect(stderr).toContain('cannot be written');
    expect(existsSync('/proc/review.out')).toBe(false);
  });
});
