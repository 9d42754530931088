import { escapeMarkdown } from '../../text/index.ts';
import type { Instant } from '../../time/index.ts';
import { type Key, type Lexicon, lexicon } from '../words/lexicon.ts';
import { written } from '../words/times.ts';
import { momentSeenFrom, type Reader } from '../words/reader.ts';
import type { KeptIncident, PersonRegister, ProcessingRegister } from './register.ts';

/** How a register is told to its reader. */
interface Words {
  readonly say: Lexicon['say'];
  readonly name: Lexicon['name'];
  readonly time: (at: Instant) => string;
}

/**
 * Either register, to be read by people: in their language, its moments with the offset of their zone, or that they were recorded
 * with. Whatever was said stands in it as text.
 */
export function registerMarkdown(register: PersonRegister | ProcessingRegister, reader: Reader = {}): string {
  const { language, say, name } = lexicon(reader.language ?? 'en', 'UTC');
  const words: Words = { say, name, time: (at) => written(momentSeenFrom(at, reader), language) };
  const lines = register.register === 'person' ? personLines(register, words) : processingLines(register, words);
  return `${lines.join('\n')}\n`;
}

function personLines(
  { person, made, database, entries, contacts, files, kept, copies }: PersonRegister,
  words: Words,
): string[] {
  const { say, time } = words;
  const section = sectionIn(say);
  const isNothing = entries.length + contacts.length + files.length === 0;
  return [
    `# ${say('register.person', { person: escapeMarkdown(person) })}`,
    '',
    say('register.person.made', { when: time(made), database: escapeMarkdown(database) }),
    '',
    ...(isNothing
      ? [say('register.person.nothing')]
      : [
          say('register.person.others'),
          ...section(
            'register.entries',
            ['incident', 'entry', 'when', 'written', 'ways', 'what', 'said', 'by'],
            entries.map(({ incident, seq, at, recorded, ways, text, words: said, by, role, host }) => [
              incident,
              `#${seq}`,
              time(at),
              time(recorded),
              ways.map((way) => say(`register.way.${way}`)).join(', '),
              text,
              said ?? '',
              [by, role, host].filter((part) => part !== null).join(', '),
            ]),
          ),
          ...section(
            'register.contacts',
            ['name', 'duty', 'numbers', 'mail', 'note', 'where'],
            contacts.map(({ name, duty = '', numbers, email = '', note = '', file }) => [
              name,
              duty,
              numbers.map(({ kind, number }) => `${number} (${kind})`).join(', '),
              email,
              note,
              file,
            ]),
          ),
          ...section(
            'register.files',
            ['what', 'where'],
            files.map(({ what, file }) => [say(`register.file.${what}`), file]),
          ),
          ...section(
            'register.how-long',
            ['incident', ...keptHead],
            kept.map((each) => [each.incident, ...keptCells(each, words)]),
          ),
          ...section(
            'register.copies',
            ['where'],
            copies.map((file) => [file]),
          ),
          '',
          say('register.beyond'),
        ]),
  ];
}

const keptHead = ['kept-until', 'basis', 'hold'] as const;

function keptCells({ until, period, basis, hold }: KeptIncident, { say }: Words): string[] {
  const time = until ?? (period === null ? say('register.no-time') : say('register.from-end', { period }));
  return [time, basis ?? '', say(hold ? 'register.held' : 'register.not-held')];
}

function processingLines(register: ProcessingRegister, words: Words): string[] {
  const { made, controller, purposes, categories, incidents, recipients, security, missing } = register;
  const { say, name, time } = words;
  const section = sectionIn(say);
  const list = (title: Key, items: readonly string[]): string[] => [
    '',
    `## ${say(title)}`,
    '',
    ...items.map((item) => `- ${item}`),
  ];
  return [
    `# ${say('register.processing')}`,
    '',
    say('register.processing.made', {
      when: time(made),
      controller:
        controller === null
          ? `**${say('register.missing')}.** ${say('register.no-organisation')}`
          : escapeMarkdown(controller),
    }),
    ...list('register.purposes', purposes),
    ...section(
      'register.categories',
      ['what', 'whose', 'how-many', 'where', 'how-long'],
      categories.map(({ what, whose, count, where, kept }) => [what, whose, `${count}`, where, kept]),
    ),
    ...section(
      'register.incidents',
      ['incident', 'title', 'state', 'declared', 'people', 'with-words', 'personal', ...keptHead],
      incidents.map((each) => [
        each.incident,
        each.mode === 'drill' ? say('register.drill', { title: each.title }) : each.title,
        name('state.', each.state),
        time(each.declared),
        `${each.people}`,
        say('register.words-of', { words: each.words, entries: each.entries }),
        `${each.personal}`,
        ...keptCells(each, words),
      ]),
    ),
    ...section(
      'register.recipients',
      ['to', 'how', 'times'],
      recipients.map(({ to, how, times }) => [to, how, say('register.count', { n: times })]),
    ),
    ...list('register.security', security),
    ...list('register.by-hand', missing),
  ];
}

type Column<Name = Key> = Name extends `register.${infer Column}` ? Column : never;

/** A section with a table; nothing where there is no row. */
function sectionIn(say: Lexicon['say']) {
  return (title: Key, head: readonly Column[], rows: readonly (readonly string[])[]): string[] => {
    if (rows.length === 0) return [];
    const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
    return [
      '',
      `## ${say(title)}`,
      '',
      row(head.map((column) => say(`register.${column}`))),
      row(head.map(() => '---')),
      ...rows.map((cells) => row(cells.map((cell) => cell.split('\n').map(escapeMarkdown).join('<br>')))),
    ];
  };
}
