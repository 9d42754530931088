import { plural } from '../../text/index.ts';
import type { CurrentStep } from '../model.ts';

/** A command as it is run, with each part that has blanks in it in quotes, so that one sees where it ends: no shell reads it. Raw text. */
export function commandLine(line: readonly string[]): string {
  return line.map((part) => (part === '' || /[\s"']/.test(part) ? JSON.stringify(part) : part)).join(' ');
}

/** What became of the command of a step, in a sentence and what to do next; undefined where it has none, or nobody has started it. */
export function commandState({ command }: Pick<CurrentStep, 'command'>): string | undefined {
  if (command?.running === true) return 'It is running now; its end is recorded by itself.';
  switch (command?.last) {
    case 'ok':
      return 'It ended well.';
    case 'failed':
      return `It failed (${plural(command.attempts, 'attempt')}). Run it again, or say what became of the step.`;
    case 'unknown':
      return 'Nobody saw how it ended. Look first, then run it again or say that it is done.';
    case undefined:
      return undefined;
  }
}

/** The same within a line about the step; undefined where it is of no matter: it has none, it was not started, it ended well. */
export function commandNews({ command }: Pick<CurrentStep, 'command'>): string | undefined {
  if (command?.running === true) return 'its command is running';
  if (command?.last === 'failed') return 'its command FAILED';
  return command?.last === 'unknown' ? 'nobody saw how its command ended' : undefined;
}
