import { FilesError } from '../../files/index.ts';
import type { PlainIo } from '../../plain/index.ts';

/** A longer line was not typed by a person. */
const longestLine = 64 * 1024;

/** So many lines wait at most; the rest stays where it comes from. */
const mostWaiting = 1000;

/** Lines of a stream that must be UTF-8; `readline` would hide bytes that are not. Read as they come, so that it is known what waits. */
export function linesOf(stream: NodeJS.ReadStream): Required<Pick<PlainIo, 'input' | 'ahead' | 'comeIn'>> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const lines: string[] = [];
  let rest = '';
  let over = false;
  let fault: Error | undefined;
  let awaited: (() => void) | undefined;

  const end = (why?: Error): void => {
    if (over) return;
    over = true;
    fault = why;
    if (rest !== '') lines.push(rest.slice(0, longestLine));
    awaited?.();
  };
  stream.on('data', (chunk: Buffer | string) => {
    try {
      rest += typeof chunk === 'string' ? chunk : decode(decoder, chunk);
    } catch (error) {
      rest = '';
      end(error as Error);
      stream.destroy();
      return;
    }
    const parts = rest.split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) lines.push(part.replace(/\r$/, '').slice(0, longestLine));
    if (lines.length > mostWaiting) stream.pause();
    awaited?.();
  });
  stream.on('end', () => end());
  stream.on('close', () => end());
  stream.on('error', end);

  async function* input(): AsyncGenerator<string> {
    try {
      for (;;) {
        const line = lines.shift();
        if (line !== undefined) yield line;
        else if (fault !== undefined) throw fault;
        else if (over) return;
        else {
          stream.resume();
          await new Promise<void>((resolve) => {
            awaited = resolve;
          });
        }
      }
    } finally {
      stream.destroy();
    }
  }
  return {
    input: input(),
    ahead: () => lines.length > 0 || over,
    // What lies in a pipe already is read in the next turn of the loop.
    comeIn: () =>
      new Promise((resolve) => {
        setImmediate(resolve);
      }),
  };
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new FilesError('not-utf8', 'What comes in on standard input is not UTF-8 text.', 'Save it as UTF-8.');
  }
}
