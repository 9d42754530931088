import { createInterface } from 'node:readline/promises';
import { visible } from '../text/index.ts';
import { Failure, exit } from './failure.ts';

/** One line from the person at the terminal. @throws Failure where they went away (end of input, Ctrl-C). */
export async function askLine(prompt: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const left = new AbortController();
  lines.once('close', () => left.abort());
  lines.once('SIGINT', () => lines.close());
  try {
    return (await lines.question(`${visible(prompt)} `, { signal: left.signal })).trim();
  } catch {
    process.stdout.write('\n');
    throw new Failure(exit.usage, 'left', 'Left. Nothing was recorded.');
  } finally {
    lines.close();
  }
}

/** Yes or no; Enter is no. */
export async function askYes(question: string): Promise<boolean> {
  for (;;) {
    const answer = (await askLine(`${question} [y/N]`)).toLowerCase();
    if (['y', 'yes', 'j', 'ja'].includes(answer)) return true;
    if (['', 'n', 'no', 'nej'].includes(answer)) return false;
  }
}
