import { type AnyEntry, program } from '../../entry/index.ts';
import type { Incident } from '../../incident/index.ts';
import type { Lexicon } from '../words/lexicon.ts';
import { inScenario, namesInScenario } from './in-scenario.ts';
import { inTexts } from './in-texts.ts';
import { longPartsOf, shortPartsOf } from './names.ts';
import { hideListed, isContact, listsPeople, namesListed } from './people-listed.ts';
import { replacing } from './replacing.ts';

/** The fields of an entry's data that name a person, by its type. */
const naming: Readonly<Partial<Record<AnyEntry['type'], readonly string[]>>> = {
  'role.assigned': ['person'],
  'role.acknowledged': ['person'],
  'role.released': ['person'],
  'task.given': ['to'],
  'handover.given': ['to'],
  'handover.accepted': ['from'],
  'follow-up.proposed': ['owner'],
};

/** The names in an entry: who did it, who typed it, whom it is about, whom its words list where they are a list of people. */
export function namesIn(entry: AnyEntry, isList = false): readonly string[] {
  const data = entry.data as Readonly<Record<string, unknown>>;
  const about = (naming[entry.type] ?? []).map((field) => data[field]);
  const inList = isList ? namesListed(entry.words ?? '') : [];
  return [entry.by.name, entry['entered-by']?.name, ...about, ...inList].filter(
    (name): name is string => typeof name === 'string' && name !== '' && name !== program,
  );
}

/**
 * Roles in place of people, the same for the same person throughout: `Incident lead`, where several held it `Incident lead 2`,
 * and `Responder 1` for who held none.
 */
export class Pseudonyms {
  readonly #titleOf: (role: string) => string;
  readonly #say: Lexicon['say'];
  /** By name; the first role that somebody was seen in, "" as long as they were seen in none. */
  readonly #roles = new Map<string, string>();
  /** Entries whose words list people: those that were asked who, and what corrected them. */
  readonly #lists = new Set<string>();
  /** Entries whose words say how somebody is reached. */
  readonly #contacts = new Set<string>();
  #made: ReadonlyMap<string, string> | undefined;
  #inWords: ((text: string) => string) | undefined;

  /** @param titleOf what a role is called */
  constructor(titleOf: (role: string) => string, say: Lexicon['say']) {
    this.#titleOf = titleOf;
    this.#say = say;
  }

  /** Takes note of the people in an entry, and of the roles that they held. All must be known before the first is named. */
  learn(entry: AnyEntry): void {
    const corrects = entry.type === 'entry.corrected' && entry.data.field === 'words' ? entry.data.entry : '';
    const isList = listsPeople(entry) || this.#lists.has(corrects);
    if (isList) this.#lists.add(entry.id);
    if (isContact(entry) || this.#contacts.has(corrects)) this.#contacts.add(entry.id);
    const behind = entry.type === 'scenario.followed' ? namesInScenario(entry.data.text) : [];
    for (const name of [...namesIn(entry, isList), ...behind]) if (!this.#roles.has(name)) this.#roles.set(name, '');
    for (const person of [entry.by, entry['entered-by']]) {
      const [role] = person?.role?.split(', ') ?? [];
      if (person !== undefined && role !== undefined && this.#roles.get(person.name) === '')
        this.#roles.set(person.name, role);
    }
    if (entry.type === 'role.assigned' && this.#roles.get(entry.data.person) === '')
      this.#roles.set(entry.data.person, entry.data.role);
    this.#made = undefined;
    this.#inWords = undefined;
  }

  /** How many people there are. */
  get count(): number {
    return this.#roles.size;
  }

  /** What stands for that person. */
  of(name: string): string {
    this.#made ??= this.#make();
    return this.#made.get(name) ?? name;
  }

  /** A text with every name that is known, and each part of one by which somebody is called, replaced. */
  inWords(text: string): string {
    this.#inWords ??= this.#replacingNames();
    return this.#inWords(text);
  }

  #replacingNames(): (text: string) => string {
    const insteadOf = (saidOf: (name: string) => readonly string[]): ReadonlyMap<string, string> =>
      new Map(
        [...this.#roles.keys()]
          .flatMap((name) => saidOf(name).map((said) => [said, this.of(name)] as const))
          // Of a part that several share the first one's role stands there: it is a role, and nobody's name.
          .toReversed(),
      );
    const names = replacing(insteadOf(longPartsOf), 'as-words', this.#say('left-out.here'));
    const shortNames = replacing(insteadOf(shortPartsOf), 'as-written', this.#say('left-out.here'));
    return (text) => shortNames(names(text));
  }

  /** The entry with roles in place of people, in its fields and in what was said; without the machines that they sat at. */
  hide(entry: AnyEntry): AnyEntry {
    const hidden = ({ name, role }: AnyEntry['by']): AnyEntry['by'] => ({
      name: this.of(name),
      ...(role !== undefined && { role }),
    });
    return {
      ...entry,
      by: hidden(entry.by),
      ...(entry['entered-by'] !== undefined && { 'entered-by': hidden(entry['entered-by']) }),
      ...(entry.words !== undefined && { words: this.#inSaid(entry, entry.words) }),
      data: this.#inData(entry),
    } as AnyEntry;
  }

  /** A plan that has another word in the place of an id, or of what YAML calls a field, is none. */
  #inData(entry: AnyEntry): object {
    if (entry.type.startsWith('runbook.')) return entry.data;
    const data = inTexts(entry.data, (text) => this.inWords(text));
    return entry.type === 'scenario.followed' ? { ...data, text: entry.data.text } : data;
  }

  /** The incident with roles in place of people in what it keeps of a plan's own words. */
  hideIn(incident: Incident): Incident {
    const { drill } = incident;
    if (drill === undefined) return incident;
    return { ...incident, drill: { ...drill, scenario: inScenario(drill.scenario, (text) => this.inWords(text)) } };
  }

  #inSaid({ id, type }: AnyEntry, words: string): string {
    // The brief of a handover tells what was said of people over again, word for word.
    const retells = type === 'handover.given' && this.#contacts.size + this.#lists.size > 0;
    if (retells || this.#contacts.has(id)) return this.#say('left-out.here');
    return this.#lists.has(id)
      ? hideListed(words, (text) => this.inWords(text), this.#say('left-out.here'))
      : this.inWords(words);
  }

  #make(): ReadonlyMap<string, string> {
    const seen = new Map<string, number>();
    return new Map(
      [...this.#roles].map(([name, role]) => {
        const title = role === '' ? this.#say('left-out.responder') : this.#titleOf(role);
        const number = (seen.get(title) ?? 0) + 1;
        seen.set(title, number);
        return [name, role === '' || number > 1 ? `${title} ${number}` : title];
      }),
    );
  }
}
