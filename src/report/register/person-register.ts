import { describeEntry } from '../../guide/index.ts';
import { instant, millis } from '../../time/index.ts';
import { mentionsOf, plain, speaksOf } from './mention.ts';
import type { HeldIncident, HeldName, Holdings, KeptIncident, PersonEntry, PersonRegister } from './register.ts';

/** All that the tool has about a person of that name: what they did, were given, and what was said of them, as it stands. */
export function personRegister(person: string, held: Holdings): PersonRegister {
  const mentions = mentionsOf(person);
  const name = plain(person);
  const speaks = speaksOf(person);
  const theirs = (all: readonly HeldName[]): readonly HeldName[] => all.filter((each) => plain(each.name) === name);
  const entries = held.incidents.flatMap((each) => [...entriesOf(each, mentions)]);
  const touched = new Set(entries.map(({ incident }) => incident));
  const { contacts } = held;
  return {
    register: 'person',
    person: person.replaceAll(/\s+/g, ' ').trim(),
    made: held.made,
    database: held.database,
    entries,
    contacts: Object.entries(contacts?.all ?? {}).flatMap(([id, contact]) =>
      speaks(contact) ? [{ id, file: contacts?.file ?? '', ...contact }] : [],
    ),
    files: [
      ...theirs(held.present).map(({ file }) => ({ what: 'present', file }) as const),
      ...theirs(held.terminals).map(({ file }) => ({ what: 'terminal', file }) as const),
      ...theirs(held.commands).map(({ file }) => ({ what: 'command', file }) as const),
      ...(held.settings === undefined ? [] : theirs([held.settings])).map(
        ({ file }) => ({ what: 'settings', file }) as const,
      ),
    ],
    kept: held.incidents.filter(({ incident }) => touched.has(incident.alias)).map(keptOf),
    copies: entries.length === 0 ? [] : held.copies,
  };
}

function* entriesOf(
  { incident, entries }: HeldIncident,
  mentions: ReturnType<typeof mentionsOf>,
): Iterable<PersonEntry> {
  for (const entry of entries()) {
    const ways = mentions(entry);
    if (ways.length === 0) continue;
    const { seq, id, at, recorded, type, by, words } = entry;
    yield {
      incident: incident.alias,
      seq,
      id,
      at,
      recorded: instant(millis(recorded), incident.timezone),
      type,
      ways,
      by: by.name,
      role: by.role ?? null,
      host: by.host ?? null,
      text: describeEntry(entry, incident),
      words: words ?? null,
    };
  }
}

/** How long what was said in it is kept. */
export function keptOf({ incident, retention }: HeldIncident): KeptIncident {
  const { until, period, basis, hold } = retention;
  return {
    incident: incident.alias,
    until: until ?? null,
    period: period ?? null,
    basis: basis ?? null,
    hold: hold !== undefined,
  };
}
