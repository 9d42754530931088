import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** With this a shell ends that found no program of that name. */
const NOT_FOUND = 127;

/** What a person made of a text in an editor, or why there was none. */
export type Edited = { readonly text: string } | { readonly problem: string };

/** The editor that a person has named, as `git` and `crontab` look for it. */
export function editorOf({ VISUAL, EDITOR }: NodeJS.ProcessEnv): string | undefined {
  return [VISUAL, EDITOR].find((named) => named !== undefined && named.trim() !== '');
}

/**
 * Has a text changed in that editor, which takes the whole terminal; whoever calls has handed it over. The text lies in a
 * file that only this person can read, and is gone when the editor has ended, however it ended.
 */
export async function editText(text: string, editor: string): Promise<Edited> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // A line that drops ends this process with the editor still open.
  process.once('exit', remove);
  try {
    const file = join(folder, 'message.txt');
    writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
    const ended = await endOf(editor, file);
    if (ended !== undefined) return { problem: `${ended} Nothing was changed.` };
    const written = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    return { text: written.replaceAll('\r\n', '\n').replace(/\n+$/, '') };
  } catch {
    return { problem: 'What the editor wrote cannot be read as text. Nothing was changed.' };
  } finally {
    process.off('exit', remove);
    remove();
  }
}

/**
 * Undefined where it ended well. What is named may have arguments of its own (`code --wait`), so a shell reads it. Ctrl-C goes to
 * all of them: the trap lets the shell outlive it, and leaves it to the editor what it means.
 */
async function endOf(editor: string, file: string): Promise<string | undefined> {
  const child = spawn('sh', ['-c', `trap : INT QUIT; ${editor} "$@"`, editor, file], { stdio: 'inherit' });
  return new Promise((done) => {
    child.on('error', () => done('The editor could not be started.'));
    child.on('exit', (code, signal) =>
      done(
        code === 0
          ? undefined
          : code === NOT_FOUND
            ? 'No such editor is here.'
            : `The editor ended with ${signal ?? code}.`,
      ),
    );
  });
}
