import { escapeMarkdown, plural } from '../../text/index.ts';
import { sayTime } from '../../time/index.ts';
import type { KeptIncident, PersonRegister, ProcessingRegister } from './register.ts';

/** Either register, to be read by people. Whatever was said stands in it as text. */
export function registerMarkdown(register: PersonRegister | ProcessingRegister): string {
  const lines = register.register === 'person' ? personLines(register) : processingLines(register);
  return `${lines.join('\n')}\n`;
}

function personLines({ person, made, database, entries, contacts, files, kept, copies }: PersonRegister): string[] {
  const isNothing = entries.length + contacts.length + files.length === 0;
  return [
    `# What is stored about ${escapeMarkdown(person)}`,
    '',
    `Made ${sayTime(made)} from ${escapeMarkdown(database)}, for a request under GDPR Art. 15. It is found by this name, as it is written; other spellings are other requests.`,
    '',
    ...(isNothing
      ? ['Nothing is stored under this name.']
      : [
          'What others said is in it too: whoever gives it out looks first whether it hurts them (Art. 15(4)).',
          ...section(
            'Entries of the record',
            ['Incident', 'Entry', 'When', 'Written', 'What they have to do with it', 'What', 'Said', 'By'],
            entries.map(({ incident, seq, at, recorded, ways, text, words, by, role, host }) => [
              incident,
              `#${seq}`,
              sayTime(at),
              sayTime(recorded),
              ways.map((way) => wayWords[way]).join(', '),
              text,
              words ?? '',
              [by, role, host].filter((part) => part !== null).join(', '),
            ]),
          ),
          ...section(
            'Telephone list',
            ['Name', 'Duty', 'Numbers', 'Mail', 'Note', 'Where'],
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
            'Other files with the name',
            ['What', 'Where'],
            files.map(({ what, file }) => [fileWords[what], file]),
          ),
          ...section('How long', keptHead, kept.map(keptRow)),
          ...section(
            'Copies of the timeline beside it',
            ['Where'],
            copies.map((file) => [file]),
          ),
          '',
          'What is half written on a screen stands in its memory alone. Backups, exports and prints are where they were put.',
        ]),
  ];
}

const wayWords = {
  by: 'did it',
  typed: 'typed it',
  named: 'is named in it',
  'spoken-of': 'is spoken of in it',
} as const;
const fileWords = {
  present: 'has an incident open now',
  terminal: 'sits at a terminal',
  command: 'started a command that runs',
  settings: 'uses this account',
} as const;

const keptHead = ['Incident', 'What was said is kept until', 'On what basis', 'Legal hold'];

function keptRow({ incident, until, period, basis, hold }: KeptIncident): string[] {
  const time = until ?? (period === null ? 'no time was set' : `${period} from its end`);
  return [incident, time, basis ?? '', hold ? 'yes: nothing is removed' : 'no'];
}

function processingLines(register: ProcessingRegister): string[] {
  const { made, controller, purposes, categories, incidents, recipients, security, missing } = register;
  return [
    '# Record of processing activities',
    '',
    `Made ${sayTime(made)}, for GDPR Art. 30(1). Controller: ${controller === null ? '**MISSING.** No organisation.yaml was found.' : escapeMarkdown(controller)}`,
    '',
    '## Purposes',
    '',
    ...purposes.map((purpose) => `- ${purpose}`),
    ...section(
      'What is stored, about whom, where, for how long',
      ['What', 'About whom', 'How many', 'Where', 'How long'],
      categories.map(({ what, whose, count, where, kept }) => [what, whose, `${count}`, where, kept]),
    ),
    ...section(
      'Incidents',
      [
        'Incident',
        'Title',
        'State',
        'Declared',
        'People',
        'Entries with words',
        'Personal answers',
        ...keptHead.slice(1),
      ],
      incidents.map((each) => [
        each.incident,
        `${each.mode === 'drill' ? 'DRILL: ' : ''}${each.title}`,
        each.state,
        sayTime(each.declared),
        `${each.people}`,
        `${each.words} of ${each.entries}`,
        `${each.personal}`,
        ...keptRow(each).slice(1),
      ]),
    ),
    ...section(
      'Recipients, as recorded',
      ['To', 'How', 'Times'],
      recipients.map(({ to, how, times }) => [to, how, plural(times, 'time')]),
    ),
    '',
    '## Security',
    '',
    ...security.map((measure) => `- ${measure}`),
    '',
    '## What has to be added by hand',
    '',
    ...missing.map((item) => `- ${item}`),
  ];
}

/** A section with a table; nothing where there is no row. */
function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    '',
    `## ${title}`,
    '',
    row(head),
    row(head.map(() => '---')),
    ...rows.map((cells) => row(cells.map((cell) => cell.split('\n').map(escapeMarkdown).join('<br>')))),
  ];
}
