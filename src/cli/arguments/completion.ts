import { markings, severities } from '../../entry/index.ts';
import { findRunbooks, findScenarios } from '../../files/index.ts';
import { type Guide, incidentFields } from '../../guide/index.ts';
import { commandOf, type Given, named, readOption } from './argv.ts';
import { type Call, callOf } from '../call.ts';
import { type Command, commands } from '../command-table.ts';
import { everywhere, optionNamed, type OptionName } from './options.ts';
import { openIncident } from '../opening/open-incident.ts';
import { foldersOf } from '../sources/runbook-source.ts';
import { readStore } from '../opening/store.ts';

/** The shells that can be told what to complete. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** A line as far as it is typed: what it has come to before the word that is being completed. */
interface Begun {
  readonly command: Command | undefined;
  /** The words of the command and behind it, without options. */
  readonly words: readonly string[];
  readonly given: Given;
  /** The option whose value comes next. */
  readonly wanting?: OptionName;
}

/**
 * What can stand in the place of the last word. Names alone come from here, and never what people said: a shell puts them
 * on the command line. Whatever cannot be had (no timeline, several incidents) has none; nothing is written.
 */
export async function completions(typed: readonly string[]): Promise<readonly string[]> {
  const last = typed.at(-1) ?? '';
  const found = await candidates(begin(typed.slice(0, -1)), last).catch(() => []);
  return [...new Set(found)].filter((each) => each.startsWith(last) && /^[\w.:/+=-]+$/.test(each));
}

function begin(typed: readonly string[]): Begun {
  const words: string[] = [];
  const given = new Map<OptionName, readonly string[]>();
  let wanting: OptionName | undefined;
  for (const word of typed) {
    const read = wanting === undefined ? readOption(word) : undefined;
    if (wanting !== undefined) {
      given.set(wanting, [...(given.get(wanting) ?? []), word]);
      wanting = undefined;
    } else if (read === undefined) words.push(word);
    else if (read.name !== undefined) {
      if (read.value === undefined && optionNamed(read.name)?.value !== undefined) wanting = read.name;
      else given.set(read.name, [...(given.get(read.name) ?? []), read.value ?? '']);
    }
  }
  return { command: commandOf(words), words, given, ...(wanting !== undefined && { wanting }) };
}

async function candidates({ command, words, given, wanting }: Begun, last: string): Promise<readonly string[]> {
  const call = callOf(command ?? named('home'), [], given);
  if (wanting !== undefined) return ofPlace(optionNamed(wanting)?.value ?? '', call, wanting);
  if (last.startsWith('-')) return [...call.command.options, ...everywhere].map((name) => `--${name}`);
  if (command === undefined) return names(words);
  if (command.name === 'help') return names(words.slice(1));
  const places = command.usage.match(/K=V|[A-Z]{2,}/g) ?? [];
  return (await Promise.all(places.map((place) => ofPlace(place, call)))).flat();
}

/** The next words of the commands that begin with these. */
function names(words: readonly string[]): readonly string[] {
  return commands
    .filter(({ group }) => group !== 'hidden')
    .flatMap(({ name, also = [] }) => [name, ...also])
    .map((name) => name.split(' '))
    .filter((parts) => words.every((word, index) => parts[index] === word))
    .flatMap((parts) => parts.slice(words.length, words.length + 1));
}

/** What can stand in a place, by what the usage of commands and the values of options call it. */
async function ofPlace(place: string, call: Call, option?: OptionName): Promise<readonly string[]> {
  switch (place) {
    case 'STEP':
      return inGuide(call, ({ steps }) => steps);
    case 'OPTION':
      return inGuide(call, ({ current }) => current.flatMap(({ options }) => options.map(({ id }) => ({ name: id }))));
    case 'ROLE':
      return inGuide(call, ({ roles }) => roles);
    case 'CLOCK':
      return inGuide(call, ({ clocks }) => clocks);
    case 'TOPIC':
      return inGuide(call, ({ topics }) => topics);
    case 'SERVICE':
      return inGuide(call, ({ services }) => services);
    case 'MESSAGE':
      return inGuide(call, ({ messages }) => messages);
    case 'K=V':
      return call.command.name === 'describe'
        ? incidentFields.map((field) => `${field}=`)
        : (await inGuide(call, ({ facts }) => facts)).map((fact) => `${fact}=`);
    case 'SEV':
      return severities;
    case 'TLP':
      return markings;
    case 'SHELL':
      return shells;
    case 'F':
      return call.command.name === 'export'
        ? (await import('../../report/index.ts')).exportFormats.map(({ name }) => name)
        : [];
    case 'RUNBOOK':
      return findRunbooks(foldersOf(call)).map(({ id }) => id);
    case 'SCENARIO':
      return findScenarios(foldersOf(call)).map(({ id }) => id);
    case 'ID':
      if (call.command.name === 'drill from-msel') return ofPlace(option === 'into' ? 'SCENARIO' : 'RUNBOOK', call);
      return call.command.group === 'Runbooks' && option === undefined ? ofPlace('RUNBOOK', call) : incidents(call);
    default:
      return [];
  }
}

type Named = { readonly name: string } | { readonly id: string };

/** Names in the incident that the call falls on; none where that cannot be told. */
async function inGuide(call: Call, of: (guide: Guide) => readonly Named[]): Promise<readonly string[]> {
  const { session, close } = openIncident(call, 'read');
  try {
    return of(session.guide()).map((each) => ('name' in each ? each.name : each.id));
  } finally {
    close();
  }
}

function incidents(call: Call): readonly string[] {
  const timeline = readStore(call);
  try {
    return (timeline?.incidents() ?? []).map(({ alias }) => alias);
  } finally {
    timeline?.close();
  }
}
