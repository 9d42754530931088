/**
 * The command line. Which command is meant is found from the arguments with nothing loaded but its tables; then the file of
 * that one command is imported, and by it what it needs.
 */
import { visible } from '../text/index.ts';
import { named, understand } from './argv.ts';
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
  const typed = understand(argv);
  const help = typed.given.has('help');
  const command = help ? named('help') : typed.command;
  const words = help && typed.command.name !== 'home' ? typed.command.name.split(' ') : typed.words;
  const { run } = await loadCommand(command);
  return (await run(callOf(command, words, typed.given))) ?? 0;
}

/** Standard error in either form, so that a program that reads the answer never takes an error for one. */
function sayFailure({ code, message, hint }: Failure, json: boolean): void {
  const text = json
    ? safeJson({ error: { code, message, hint: hint ?? null } })
    : `holdfast: ${[message, hint]
        .filter((part) => part !== undefined)
        .map((part) => visible(part))
        .join(' ')}`;
  complain(text);
}

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
