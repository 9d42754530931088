import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, type Desk, holdfast } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

/** What is offered when Tab is pressed behind these words; the last may be begun. */
async function offered(desk: Desk, ...words: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await desk.run(['_complete', '--', ...words]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

describe('what is typed is completed by the shell', () => {
  test('commands, their second words, and options', async () => {
    const desk = floodDesk();
    expect(await offered(desk, 'sta')).toEqual(['start', 'status', 'stabilise', 'stand-down']);
    expect(await offered(desk, 'runbook', '')).toEqual(['list', 'show', 'check', 'new', 'allow']);
    expect(await offered(desk, 'help', 'drill', 'st')).toEqual(['start', 'stop']);
    expect(await offered(desk, 'done', '--w')).toEqual(['--why']);
    expect(await offered(desk, '--j')).toEqual(['--json']);
    expect(await offered(desk, '_')).toEqual([]);
    expect(await offered(desk, 'completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  test('what there is: runbooks, incidents, and what stands in the one that is meant', async () => {
    const desk = floodDesk();
    expect(await offered(desk, 'start', 'small')).toEqual(['small-flood']);
    expect(await offered(desk, 'done', '')).toEqual([]);
    await desk.json(['start', 'small-flood']);
    expect(await offered(desk, 'done', 'get')).toEqual(['get-out']);
    expect(await offered(desk, 'choose', 'water-rising', 'st')).toEqual([]);
    await desk.json(['done', '--why', 'x']);
    expect(await offered(desk, 'choose', 'st')).toEqual(['steady']);
    expect(await offered(desk, 'fact', 'water_d')).toEqual(['water_depth=']);
    expect(await offered(desk, 'describe', 'detected')).toEqual(['detected=', 'detected-by=']);
    expect(await offered(desk, 'assign', 'le')).toEqual(['lead']);
    expect(await offered(desk, 'severity', 'sev1')).toEqual(['sev1']);
    expect(await offered(desk, 'export', '--format', 'nis2-f')).toEqual(['nis2-final']);
    expect(await offered(desk, 'log', '-i', 'f')).toEqual(['flood-1']);
    // Where it cannot be told which incident is meant there is nothing to offer; nor does looking write anything.
    await desk.json(['start', 'small-flood']);
    const { stdout: log } = await desk.run(['log', '-i', 'flood-1']);
    expect(await offered(desk, '-i', 'f', 'done', 'get')).toEqual([]);
    expect(await offered(desk, '-i', 'flood-1', 'done', 'get')).toEqual(['get-out']);
    expect((await desk.run(['log', '-i', 'flood-1'])).stdout).toBe(log);
  });

  test('bash completes by it, and leaves no space behind a name that wants its value', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood']);
    const { stdout: script } = await desk.run(['completion', 'bash']);
    const press = `
      holdfast() { '${process.execPath}' '${holdfast}' "$@"; }
      ${script}
      complete -p holdfast hf
      COMP_WORDS=(holdfast done ge) COMP_CWORD=2; _holdfast; echo "\${COMPREPLY[@]}"
      compopt() { echo compopt "$1" "$2"; }
      COMP_WORDS=(holdfast fact water_d) COMP_CWORD=2; _holdfast; echo "\${COMPREPLY[@]}"`;
    const { stdout } = await promisify(execFile)('bash', ['-c', press], { env: desk.env, cwd: desk.folder });
    expect(stdout.trim().split('\n')).toEqual([
      'complete -o default -F _holdfast holdfast',
      'complete -o default -F _holdfast hf',
      'get-out',
      'compopt -o nospace',
      'water_depth=',
    ]);
  });

  test('a shell that is not known is said', async () => {
    const desk = floodDesk();
    expect(await desk.run(['completion', 'bsh'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'holdfast: "bsh" is no shell that can be told. Did you mean "bash"? There is: bash, zsh, fish.\n',
    });
    expect(await desk.json(['completion', 'zsh'])).toMatchObject({ shell: 'zsh' });
  });
});
