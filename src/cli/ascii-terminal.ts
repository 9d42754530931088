import { isatty } from 'node:tty';
import { hasAsciiAlone, inAscii } from '../text/index.ts';

/**
 * Has all that is written to a terminal that may know ASCII alone drawn with that: at the very edge, so that nothing else has to know.
 * What goes through a pipe or into a file is left alone; so are streams that nobody uses, for each takes milliseconds to make.
 */
export function drawInAsciiWhereNeeded(env: Readonly<Record<string, string | undefined>>): void {
  if (!hasAsciiAlone(env)) return;
  if (isatty(1)) drawInAscii(process.stdout);
  if (isatty(2)) drawInAscii(process.stderr);
}

function drawInAscii(stream: NodeJS.WriteStream): void {
  const write = stream.write.bind(stream) as (...args: readonly unknown[]) => boolean;
  stream.write = (text: unknown, ...rest: readonly unknown[]): boolean =>
    write(typeof text === 'string' ? inAscii(text) : text, ...rest);
}
