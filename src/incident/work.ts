import type { Incident, Misfit, Run } from './model.ts';
import type { AnyEntry } from '../entry/index.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type RecordKey = {
  [K in keyof Incident]-?: Incident[K] extends Readonly<Record<string, unknown>> ? K : never;
}[keyof Incident];
type ListKey = { [K in keyof Incident]-?: Incident[K] extends readonly unknown[] ? K : never }[keyof Incident];

type ThingOf<K extends RecordKey> = Exclude<Incident[K][keyof Incident[K]], undefined>;
type ItemOf<K extends ListKey> = Incident[K] extends readonly (infer Item)[] ? Item : never;

/**
 * An incident while entries are folded into it. Its collections are copied once, at their first change, and changed in
 * place after that: ten thousand entries must not copy ten thousand lists. What is in the collections is never changed,
 * only replaced; and so are those that conditions read, which grow with the runbooks alone (`surroundings` knows them again).
 */
export interface Work {
  readonly it: Mutable<Incident>;
  readonly owned: Set<keyof Incident>;
}

/** Begins to change a private copy; `from` itself stays as it is. */
export function workOn(from: Incident): Work {
  return { it: { ...from }, owned: new Set() };
}

/** Sets one thing of a record. A key that JavaScript itself gives a meaning to is passed over. */
export function put<K extends RecordKey>(work: Work, key: K, id: string, thing: ThingOf<K>): void {
  if (id === '__proto__') return;
  const record = ownRecord(work, key);
  record[id] = thing;
}

/** Sets many things of a record at once: one by one each would copy it, and the engine would meet one of every size. */
export function putAll<K extends RecordKey>(work: Work, key: K, things: Readonly<Record<string, ThingOf<K>>>): void {
  work.it[key] = { ...work.it[key], ...things };
  work.owned.add(key);
}

/** Takes one thing out of a record. */
export function drop(work: Work, key: RecordKey, id: string): void {
  if (Object.hasOwn(work.it[key], id)) delete ownRecord(work, key)[id];
}

/** Adds to the end of a list; of a bounded one the oldest leave. */
export function push<K extends ListKey>(work: Work, key: K, item: ItemOf<K>, most = Infinity): void {
  const list = ownList(work, key);
  list.push(item);
  if (list.length > most) list.splice(0, list.length - most);
}

/** Puts another in the place of one in a list. */
export function replaceAt<K extends ListKey>(work: Work, key: K, index: number, item: ItemOf<K>): void {
  ownList(work, key)[index] = item;
}

/** Puts a run in the place of what it was. */
export function replaceRun(work: Work, index: number, run: Run): void {
  const runs = [...work.it.runs];
  runs[index] = run;
  work.it.runs = runs;
}

/** Keeps an entry as "recorded, did not change the state". */
export function misfit(work: Work, entry: AnyEntry, reason: string): void {
  const kept: Misfit = {
    entry: entry.id,
    seq: entry.seq,
    type: entry.type,
    ...(entry.step !== undefined && { step: entry.step }),
    reason,
  };
  push(work, 'misfits', kept);
}

const readByConditions: ReadonlySet<keyof Incident> = new Set(['facts', 'clocks', 'services', 'described']);

function ownRecord<K extends RecordKey>(work: Work, key: K): Record<string, ThingOf<K>> {
  if (!work.owned.has(key) || readByConditions.has(key)) {
    work.it[key] = copyOf(work.it, key) as Incident[K];
    work.owned.add(key);
  }
  return work.it[key] as unknown as Record<string, ThingOf<K>>;
}

/** The engine copies a record at one go in a place where it has seen few others; those that grow with the runbooks have one each. */
function copyOf(it: Incident, key: RecordKey): Incident[RecordKey] {
  switch (key) {
    case 'facts':
      return { ...it.facts };
    case 'clocks':
      return { ...it.clocks };
    case 'services':
      return { ...it.services };
    case 'roles':
      return { ...it.roles };
    default:
      return { ...it[key] };
  }
}

function ownList<K extends ListKey>(work: Work, key: K): ItemOf<K>[] {
  if (!work.owned.has(key)) {
    const copy: unknown = [...(work.it[key] as readonly unknown[])];
    work.it[key] = copy as Incident[K];
    work.owned.add(key);
  }
  return work.it[key] as unknown as ItemOf<K>[];
}

const idShape = /^[a-z][a-z0-9-]*$/;

/** Whether that can be the id of a topic, a role or a task: kebab-case. */
export function isId(text: string): boolean {
  return idShape.test(text);
}
