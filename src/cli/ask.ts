import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { visible } from '../text/index.ts';
import { Failure, exit } from './failure.ts';

/** Lines that came together with the last one that was asked for, as in a paste. */
let pasted: string[] = [];

/**
 * One line from the person at the terminal. `mayBePasted`: it is one of several of a kind, which may come at once; what answers a question must
 * have been typed after it. @throws Failure where they went away (end of input, Ctrl-C).
 */
export async function askLine(prompt: string, { mayBePasted = false } = {}): Promise<string> {
  const next = mayBePasted ? pasted.shift() : undefined;
  if (next !== undefined) return next.trim();
  pasted = [];
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  lines.on('line', (line) => pasted.push(line));
  return (await answerOf(lines, `${visible(prompt)} `)).trim();
}

/** The same, but what is typed is not shown, and all of it counts. @throws Failure */
export async function askHidden(prompt: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  // From here on the terminal shows nothing by itself; only then may somebody type.
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  process.stdout.write(`${visible(prompt)} `);
  const answer = await answerOf(lines, '');
  process.stdout.write('\n');
  return answer;
}

async function answerOf(lines: Interface, prompt: string): Promise<string> {
  const left = new AbortController();
  lines.once('close', () => left.abort());
  lines.once('SIGINT', () => lines.close());
  // After Ctrl-Z and fg it stands still until it is told to go on, and the program would end without a word.
  lines.on('SIGCONT', () => lines.resume());
  try {
    return await lines.question(prompt, { signal: left.signal });
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
