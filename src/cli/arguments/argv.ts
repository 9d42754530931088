import { nearest } from '../../text/index.ts';
import { wrongUsage } from '../failure.ts';
import { type Command, commands } from '../command-table.ts';
import { everywhere, optionNamed, type OptionName, options } from './options.ts';

/** The options that were given: a switch has the value "", one that may be repeated several. */
export type Given = ReadonlyMap<OptionName, readonly string[]>;

/** What was typed, understood. */
export interface Typed {
  readonly command: Command;
  readonly words: readonly string[];
  readonly given: Given;
}

/**
 * Understands the arguments. All of it stands in two tables of our own and not in a library: which command is meant must be
 * known before any of its code is loaded, words of a note may begin with a dash, and every error names what was meant.
 * @throws Failure for what is not understood, with "did you mean".
 */
export function understand(argv: readonly string[]): Typed {
  const words: string[] = [];
  const given = new Map<OptionName, string[]>();
  const unknown: string[] = [];
  let command: Command | undefined;
  let ended = false;
  for (let index = 0; index < argv.length; index += 1) {
    const arg = argv[index] ?? '';
    const read = ended ? undefined : readOption(arg);
    if (!ended && arg === '--') ended = true;
    else if (read === undefined || (read.name === undefined && command?.loose === true)) {
      words.push(arg);
      command ??= commandOf(words);
    } else if (read.name === undefined || (command !== undefined && !takes(command, read.name))) {
      if (command?.loose === true) words.push(arg);
      else unknown.push(read.typed);
    } else if (options[read.name] !== undefined && 'value' in options[read.name]) {
      const value = read.value ?? argv[(index += 1)];
      if (value === undefined)
        throw wrongUsage(`--${read.name} is missing its value.`, `It is typed: --${read.name} ${valueOf(read.name)}`);
      give(given, read.name, value);
    } else {
      if (read.value !== undefined) throw wrongUsage(`--${read.name} takes no value.`);
      give(given, read.name, '');
    }
  }
  // Who asks how something is typed is told so, whatever else was typed already.
  if (given.has('help')) return { command: named('help'), words: command?.name.split(' ') ?? words, given };
  const typed = finish(command, words);
  refuseUnknown(typed.command, [
    ...unknown,
    ...[...given.keys()].filter((name) => !takes(typed.command, name)).map((name) => `--${name}`),
  ]);
  return { ...typed, given };
}

/** An option as typed; without a name where there is none such. */
export function readOption(arg: string): { typed: string; name?: OptionName; value?: string } | undefined {
  const long = /^--([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(arg);
  if (long) {
    const [, name = '', value] = long;
    return {
      typed: `--${name}`,
      ...(optionNamed(name) && { name: name as OptionName }),
      ...(value !== undefined && { value }),
    };
  }
  const short = /^-([A-Za-z])(.*)$/s.exec(arg);
  if (!short) return undefined;
  const [, letter = '', rest = ''] = short;
  const name = (Object.keys(options) as OptionName[]).find((name) => optionNamed(name)?.short === letter);
  if (name === undefined || (rest !== '' && optionNamed(name)?.value === undefined)) return { typed: arg };
  return { typed: `-${letter}`, name, ...(rest !== '' && { value: rest.replace(/^=/, '') }) };
}

const valueOf = (name: OptionName): string => optionNamed(name)?.value ?? '';

function give(given: Map<OptionName, string[]>, name: OptionName, value: string): void {
  const before = given.get(name);
  if (before && optionNamed(name)?.many !== true) {
    if (optionNamed(name)?.value === undefined || before[0] === value) return;
    throw wrongUsage(`--${name} was given twice: "${before[0] ?? ''}" and "${value}".`, 'Give it once.');
  }
  given.set(name, [...(before ?? []), value]);
}

const takes = (command: Command, name: OptionName): boolean =>
  (everywhere as readonly string[]).includes(name) || command.options.includes(name);

/** The command that these words begin with, as far as it is certain already. */
export function commandOf(words: readonly string[]): Command | undefined {
  const [first = '', second] = words;
  return commands.find(
    (each) =>
      each.name === first ||
      each.also?.includes(first) === true ||
      (second !== undefined && each.name === `${first} ${second}`),
  );
}

function finish(command: Command | undefined, words: readonly string[]): Pick<Typed, 'command' | 'words'> {
  if (command) return { command, words: words.slice(command.name.split(' ').length) };
  const [first, second] = words;
  if (first === undefined) return { command: named('home'), words: [] };
  const subs = commands.filter((each) => each.name.startsWith(`${first} `));
  if (subs.length > 0) {
    const names = subs.map((each) => each.name.slice(first.length + 1));
    if (second === undefined)
      throw wrongUsage(`"${first}" needs one of: ${names.join(', ')}.`, `See: holdfast help ${first}`);
    throw unknownCommand(
      `${first} ${second}`,
      subs.map((each) => each.name),
    );
  }
  throw unknownCommand(
    first,
    commands.flatMap((each) => (each.group === 'hidden' ? [] : [each.name.split(' ')[0] ?? '', ...(each.also ?? [])])),
  );
}

/** @param among the commands that may have been meant */
export function unknownCommand(word: string, among: readonly string[]): Error {
  return wrongUsage(`There is no command "${word}".${wayOn(word, among)}`, 'See what there is: holdfast help');
}

function wayOn(word: string, among: readonly string[]): string {
  const teller = tellerOf(word);
  if (teller !== undefined) return ` It is told by: holdfast ${teller}.`;
  const whole = endingWith(word);
  if (whole.length > 0) return ` Did you mean ${whole.join(' or ')}?`;
  const meant = nearest(
    word,
    [...new Set(among)].filter((name) => name.length > 1),
  );
  return meant === undefined ? '' : ` Did you mean "${meant}"?`;
}

/** The commands whose second word that is: `score` alone leaves out that it is about a drill. */
const endingWith = (word: string): readonly string[] =>
  commands.filter(({ name, group }) => group !== 'hidden' && name.endsWith(` ${word}`)).map(({ name }) => `"${name}"`);

/** The command that tells what has a page or a word of its own in the guide. */
function tellerOf(word: string): string | undefined {
  switch (word) {
    case 'clocks':
    case 'people':
    case 'roles':
    case 'who':
    case 'facts':
    case 'services':
      return 'status';
    case 'map':
    case 'tracks':
    case 'lanes':
    case 'messages':
      return 'guide';
    case 'timeline':
      return 'log';
    case 'incidents':
      return 'list';
    case 'review':
      return 'export';
    default:
      return undefined;
  }
}

function refuseUnknown(command: Command, unknown: readonly string[]): void {
  const [first] = unknown;
  if (first === undefined) return;
  const known = [...command.options, ...everywhere].map((name) => `--${name}`);
  const meant = nearest(first, known);
  const where = command.name === 'home' ? 'holdfast' : command.name;
  throw wrongUsage(
    `${where} has no option ${first}.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    command.name === 'home' ? 'See: holdfast help' : `See: holdfast help ${command.name}`,
  );
}

/** A command by its full name. @throws Error where the table has none such: a defect. */
export function named(name: string): Command {
  const found = commands.find((each) => each.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
}
