import { FilesError } from '../../files/index.ts';
import type { PlainIo } from '../../plain/index.ts';

/** A longer line was not typed by a person. Cut, it would stand in the record as if it were all that was said. */
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
    if (rest !== '') lines.push(rest);
    awaited?.();
  };
  /** A line with its end, or the beginning of one. */
  const take = (piece: Buffer | string): void => {
    rest += typeof piece === 'string' ? piece : decode(decoder, piece);
    if (rest.length > longestLine) throw tooLong();
    if (!rest.endsWith('\n')) return;
    lines.push(rest.replace(/\r?\n$/, ''));
    rest = '';
  };
  stream.on('data', (chunk: Buffer | string) => {
    try {
      for (const piece of lineByLine(chunk)) take(piece);
    } catch (error) {
      rest = '';
      end(error as Error);
      stream.destroy();
      return;
    }
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

/** So that what is wrong with a line keeps none of those before it from being taken. */
function* lineByLine(chunk: Buffer | string): Iterable<Buffer | string> {
  for (let from = 0; from < chunk.length;) {
    const end = chunk.indexOf('\n', from);
    const to = end < 0 ? chunk.length : end + 1;
    yield typeof chunk === 'string' ? chunk.slice(from, to) : chunk.subarray(from, to);
    from = to;
  }
}

const tooLong = (): FilesError =>
  new FilesError(
    'too-large',
    `A line on standard input is longer than ${longestLine} characters; nothing of it was taken.`,
    'Keep it as a file: holdfast attach FILE. Or say it in several lines.',
  );

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new FilesError('not-utf8', 'What comes in on standard input is not UTF-8 text.', 'Save it as UTF-8.');
  }
}
