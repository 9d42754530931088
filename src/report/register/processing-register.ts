import { namesIn } from '../redaction/people.ts';
import { keptOf } from './person-register.ts';
import { type Lexicon, lexicon } from '../words/lexicon.ts';
import type { Category, HeldIncident, Holdings, ProcessingRegister } from './register.ts';

/**
 * What is stored, about whom, where, why and for how long: the record of processing, as far as the tool can know it.
 * @param say in whose words; absent: English
 */
export function processingRegister(held: Holdings, say: Say = lexicon('en', 'UTC').say): ProcessingRegister {
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
    purposes: [say('register.purpose.lead'), say('register.purpose.show'), say('register.purpose.practise')],
    categories: categoriesOf(
      held,
      {
        people: people.size,
        words: sum(({ words }) => words),
        personal: sum(({ personal }) => personal),
        secret: sum(({ secret }) => secret),
      },
      say,
    ),
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
      how: say('register.sent'),
      times,
    })),
    security: [
      say('register.security.files'),
      say('register.security.chain'),
      say('register.security.secret'),
      say('register.security.expunge'),
      say('register.security.label'),
    ],
    missing: [say('register.by-hand.controller'), say('register.by-hand.exports'), say('register.by-hand.transfers')],
  };
}

type Say = Lexicon['say'];

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
    for (const name of namesIn(entry)) people.add(name);
    if (entry.words !== undefined) words += 1;
    if (entry.type === 'fact.recorded' && entry.data.privacy === 'personal' && entry.words !== undefined) personal += 1;
    if (entry.type === 'fact.recorded' && entry.data.privacy === 'secret') secret += 1;
    if (entry.type === 'message.sent') recipients.set(entry.data.to, (recipients.get(entry.data.to) ?? 0) + 1);
  }
  return { people, words, personal, secret, recipients };
}

function categoriesOf(
  held: Holdings,
  count: { readonly people: number; readonly words: number; readonly personal: number; readonly secret: number },
  say: Say,
): Category[] {
  const asIncident = say('register.kept.incident');
  const staff = say('register.staff');
  const category = (what: string, whose: string, where: string, kept: string, many: number): Category => ({
    what,
    whose,
    where,
    kept,
    count: many,
  });
  const { contacts, evidence, index, settings } = held;
  return [
    category(say('register.category.deeds'), staff, held.database, say('register.kept.chain'), count.people),
    category(say('register.category.words'), say('register.staff-and-others'), held.database, asIncident, count.words),
    category(say('register.category.personal'), say('register.affected'), held.database, asIncident, count.personal),
    category(say('register.category.secret'), staff, held.database, say('register.kept.timeline'), count.secret),
    ...(contacts === undefined
      ? []
      : [
          category(
            say('register.category.contacts'),
            say('register.on-call'),
            contacts.file,
            say('register.kept.file-changed'),
            Object.keys(contacts.all).length,
          ),
        ]),
    ...(evidence === undefined
      ? []
      : [
          category(
            say('register.category.evidence'),
            say('register.seen'),
            evidence.folder,
            say('register.kept.files-removed'),
            evidence.files,
          ),
        ]),
    ...(index === undefined
      ? []
      : [category(say('register.category.index'), staff, index, say('register.kept.index'), 1)]),
    ...(held.present.length === 0
      ? []
      : [
          category(
            say('register.category.present'),
            staff,
            `${held.database}.here`,
            say('register.kept.terminal-closed'),
            held.present.length,
          ),
        ]),
    ...(held.commands.length === 0
      ? []
      : [
          category(
            say('register.category.commands'),
            staff,
            `${held.database}.commands`,
            say('register.kept.command-ended'),
            held.commands.length,
          ),
        ]),
    ...(held.terminals.length === 0
      ? []
      : [
          category(
            say('register.category.terminals'),
            staff,
            held.terminals[0]?.file ?? '',
            say('register.kept.terminals'),
            held.terminals.length,
          ),
        ]),
    ...(settings === undefined
      ? []
      : [
          category(
            say('register.category.settings'),
            say('register.user'),
            settings.file,
            say('register.kept.settings'),
            1,
          ),
        ]),
    ...held.copies.map((file) =>
      category(say('register.category.copy'), say('register.as-timeline'), file, say('register.kept.file-removed'), 1),
    ),
  ];
}
