/**
 * The command line. Which command is meant is found from the arguments with nothing loaded but its tables; then the file of
 * that one command is imported, and by it what it needs.
 */
import { visible } from '../text/index.ts';
import { understand } from './arguments/argv.ts';
import { drawInAsciiWhereNeeded } from './ascii-terminal.ts';
import { callOf } from './call.ts';
import { asFailure, exit, Failure } from './failure.ts';
import { complain, safeJson } from './io.ts';
import { loadCommand } from './load-command.ts';

/** Node puts a sign of its own in the place of bytes that are not UTF-8; they would stand in the record as if somebody had said them. */
function refuseBrokenText(argv: readonly string[]): void {
  if (argv.some((arg) => arg.includes('\uFFFD')))
    throw new Failure(
      exit.usage,
      'not-utf8',
      'An argument is not UTF-8 text. Nothing was recorded.',
      'Check the encoding of this terminal or script (LANG).',
    );
}

async function main(argv: readonly string[]): Promise<number> {
  refuseBrokenText(argv);
  const { command, words, given } = understand(argv);
  const { run } = await loadCommand(command);
  return (await run(callOf(command, words, given))) ?? 0;
}

/** Standard error in either form, so that a program that reads the answer never takes an error for one. */
function sayFailure({ code, message, hint }: Failure, json: boolean): void {
  const text = json
    ? safeJson({ error: { code, message, hint: hint ?? null } })
    : `holdfast: ${hint === undefined ? visible(message) : `${sentence(visible(message))} ${visible(hint)}`}`;
  complain(text);
}

/** With its end, where something follows: what a reader of YAML or a question says has none. */
const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

drawInAsciiWhereNeeded(process.env);
const argv = process.argv.slice(2);
// Not awaited at the top level: a file that is loaded later and takes something from this one would wait for it for ever.
main(argv).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const failure = asFailure(error);
    sayFailure(failure, argv.includes('--json'));
    process.exitCode = failure.exit;
  },
);
