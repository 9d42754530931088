import type { Surroundings } from '../files/index.ts';
import type { Given } from './arguments/argv.ts';
import type { Command } from './command-table.ts';
import { wrongUsage } from './failure.ts';
import { type Io, standardIo } from './io.ts';
import type { OptionName } from './arguments/options.ts';

/** One call of a command. */
export interface Call {
  readonly command: Command;
  readonly words: readonly string[];
  readonly json: boolean;
  readonly io: Io;
  readonly around: Surroundings;
  /** Whether a switch, or any option, was given. */
  has(name: OptionName): boolean;
  /** The value of an option. */
  option(name: OptionName): string | undefined;
  /** The values of one that may be repeated. */
  all(name: OptionName): readonly string[];
  /** The same call with other words, for a command that ends in another. */
  as(words: readonly string[]): Call;
}

export function callOf(command: Command, words: readonly string[], given: Given): Call {
  const json = given.has('json');
  const around = { env: process.env, cwd: workingFolder() };
  const io = standardIo(json);
  const call = (words: readonly string[]): Call => ({
    command,
    words,
    json,
    io,
    around,
    has: (name) => given.has(name),
    option: (name) => given.get(name)?.at(-1),
    all: (name) => given.get(name) ?? [],
    as: call,
  });
  return call(words);
}

/**
 * A folder that was removed under our feet still lets absolute names work; what is named within it is said not to be there, by
 * the name that the shell knows.
 */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return process.env['PWD'] ?? '/';
  }
}

/** Exactly one word, or a failure that says how the command is typed. */
export function onlyWord(call: Call): string {
  const [word, extra] = call.words;
  if (word === undefined || word === '')
    throw wrongUsage(`"${call.command.name}" needs ${call.command.usage}.`, usageHint(call));
  if (extra !== undefined) throw wrongUsage(`"${extra}" was not understood after "${word}".`, usageHint(call));
  return word;
}

/** No more than so many words. */
export function atMost(call: Call, count: number): void {
  const extra = call.words[count];
  if (extra !== undefined) throw wrongUsage(`"${extra}" was not understood.`, usageHint(call));
}

export const usageHint = ({ command }: Pick<Call, 'command'>): string =>
  `It is typed: holdfast ${command.name}${command.usage === '' ? '' : ` ${command.usage}`}`;
