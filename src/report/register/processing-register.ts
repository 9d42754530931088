import { keptOf } from './person-register.ts';
import type { Category, HeldIncident, Holdings, ProcessingRegister } from './register.ts';

/** What is stored, about whom, where, why and for how long: the record of processing, as far as the tool can know it. */
export function processingRegister(held: Holdings): ProcessingRegister {
  const counted = held.incidents.map((each) => ({ each, count: countOf(each) }));
  const sum = (of: (count: Counted) => number): number => counted.reduce((all, { count }) => all + of(count), 0);
  const people = new Set(counted.flatMap(({ count }) => [...count.people]));
  const recipients = new Map<string, number>();
  for (const { count } of counted)
    for (const [to, times] of count.recipients) recipients.set(to, (recipients.get(to) ?? 0) + times);
  return {
    register: 'processing',
    made: held.made,
    controller: held.organisation ?? null,
    purposes: [
      'To lead through an incident: who does what, what is known, what is due to whom',
      'To show afterwards what was decided, when, by whom and why, to authorities, insurers and for learning',
      'To practise it',
    ],
    categories: categoriesOf(held, {
      people: people.size,
      words: sum(({ words }) => words),
      personal: sum(({ personal }) => personal),
      secret: sum(({ secret }) => secret),
    }),
    incidents: counted.map(({ each, count }) => ({
      ...keptOf(each),
      title: each.incident.title,
      mode: each.incident.mode,
      state: each.incident.state,
      declared: each.incident.declared,
      entries: each.incident.count,
      people: count.people.size,
      words: count.words,
      personal: count.personal,
    })),
    recipients: [...recipients].map(([to, times]) => ({
      to,
      how: 'a message, sent by people outside of the tool',
      times,
    })),
    security: [
      'Files that their owner alone may read (mode 0600, folders 0700); nothing is sent over a network',
      'Each entry is chained to the one before it by SHA-256, so that a change is found (holdfast verify)',
      'Of a secret answer only that it was given is stored',
      'Words can be taken out for good, with the basis on record; under a legal hold none can',
      'What leaves is labelled (TLP 2.0); personal answers leave under TLP:RED alone',
    ],
    missing: [
      'The contact details of the controller and of the data protection officer (Art. 30(1)(a))',
      'To whom exports, backups and prints were given: the tool does not record it (Art. 30(1)(d))',
      'Transfers to third countries (Art. 30(1)(e)): the tool makes none; whoever sends a file may',
    ],
  };
}

interface Counted {
  readonly people: ReadonlySet<string>;
  readonly words: number;
  readonly personal: number;
  readonly secret: number;
  readonly recipients: ReadonlyMap<string, number>;
}

function countOf({ entries }: HeldIncident): Counted {
  const people = new Set<string>();
  const recipients = new Map<string, number>();
  let [words, personal, secret] = [0, 0, 0];
  for (const entry of entries()) {
    people.add(entry.by.name);
    if (entry['entered-by'] !== undefined) people.add(entry['entered-by'].name);
    if (entry.words !== undefined) words += 1;
    if (entry.type === 'fact.recorded' && entry.data.privacy === 'personal' && entry.words !== undefined) personal += 1;
    if (entry.type === 'fact.recorded' && entry.data.privacy === 'secret') secret += 1;
    if (entry.type === 'role.assigned') people.add(entry.data.person);
    if (entry.type === 'message.sent') recipients.set(entry.data.to, (recipients.get(entry.data.to) ?? 0) + 1);
  }
  // What fell due by itself was done by nobody.
  people.delete('holdfast');
  return { people, words, personal, secret, recipients };
}

function categoriesOf(
  held: Holdings,
  count: { readonly people: number; readonly words: number; readonly personal: number; readonly secret: number },
): Category[] {
  const asIncident = 'as its incident, below';
  const staff = 'people who work on incidents';
  const category = (what: string, whose: string, where: string, kept: string, many: number): Category => ({
    what,
    whose,
    where,
    kept,
    count: many,
  });
  const { contacts, evidence, index, settings } = held;
  return [
    category(
      'Who did, typed or was given what, and when: name, role, computer',
      staff,
      held.database,
      'as long as the timeline: the chain covers it',
      count.people,
    ),
    category(
      'What people said: notes, reasons, messages, minutes',
      `${staff}, and whom they speak of`,
      held.database,
      asIncident,
      count.words,
    ),
    category('Answers that are marked personal', 'people who are affected', held.database, asIncident, count.personal),
    category('That a secret was given, not the secret', staff, held.database, 'as long as the timeline', count.secret),
    ...(contacts === undefined
      ? []
      : [
          category(
            'Telephone list: name, duty, numbers, mail',
            'people on call, and others who are rung',
            contacts.file,
            'until the file is changed',
            Object.keys(contacts.all).length,
          ),
        ]),
    ...(evidence === undefined
      ? []
      : [
          category(
            'Files kept as evidence',
            'whoever is seen or named in them',
            evidence.folder,
            'until the files are removed by hand',
            evidence.files,
          ),
        ]),
    ...(index === undefined
      ? []
      : [
          category(
            'An index of the same words, for searching',
            staff,
            index,
            'until words are taken out, or it is removed: it is made anew',
            1,
          ),
        ]),
    ...(held.present.length === 0
      ? []
      : [
          category(
            'Who has an incident open now: name, computer',
            staff,
            `${held.database}.here`,
            'until that terminal is closed',
            held.present.length,
          ),
        ]),
    ...(held.commands.length === 0
      ? []
      : [
          category(
            'Commands that run, and who started them',
            staff,
            `${held.database}.commands`,
            'until the command has ended',
            held.commands.length,
          ),
        ]),
    ...(held.terminals.length === 0
      ? []
      : [
          category(
            'Who sits at which terminal',
            staff,
            held.terminals[0]?.file ?? '',
            'until 200 later ones have taken its place',
            held.terminals.length,
          ),
        ]),
    ...(settings === undefined
      ? []
      : [
          category(
            'The name of who uses this account',
            'the user',
            settings.file,
            'until it is changed: holdfast config name',
            1,
          ),
        ]),
    ...held.copies.map((file) =>
      category('A copy of the timeline', 'as the timeline', file, 'until the file is removed by hand', 1),
    ),
  ];
}
