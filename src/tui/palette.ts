import { actByWord, findThings, isPlace, likelyThings, parseWords, thingsOf } from '../guide/index.ts';
import type { Guide, Parsed, Thing } from '../guide/index.ts';
import { guideAt } from './press/doing.ts';
import { keyTable } from './keys/keys.ts';
import type { KeyAct, KeyRow } from './keys/keys.ts';
import { markedAt, shownItems } from './pages/page-frame.ts';
import type { Item, PageKey } from './pages/page.ts';
import { pages } from './pages/registry.ts';
import { openStep } from './state.ts';
import type { LineOver, Screen, World } from './state.ts';

/** The line of words with what it finds: `at` is marked by the arrows, `past` the line before so many that was sent off. */
export type PaletteOver = LineOver & {
  readonly asks: { readonly for: 'command'; readonly at?: number; readonly past?: number };
};

/** Something that the palette offers: a thing of the guide, a key that no word stands for, a key of the page, a runbook. */
export interface PaletteItem extends Pick<Thing, 'id' | 'label' | 'about' | 'words' | 'step'> {
  /** The key that does the same. */
  readonly key?: string;
  /** What that key does is done: it asks what the words alone do not. */
  readonly act?: KeyAct;
  readonly own?: PageKey;
  /** Its words are put into the line first: what they do is not taken back. */
  readonly isWritten?: true;
}

/** What matches the words typed so far, the likeliest first; with nothing typed what is likely wanted now, then the rest. */
export function paletteItems(screen: Screen, typed: string, world: World): readonly PaletteItem[] {
  const own = pageItems(screen, world);
  const things = everything(world);
  if (typed.trim() !== '' && own.length === 0) return foundIn(things, typed);
  const all = [...own, ...things];
  if (typed.trim() !== '') return findThings(all, typed);
  const likely = likelyThings(guideAt(screen, world)).map(keyed);
  const first = new Set(likely.map(({ id }) => id));
  return [...own, ...likely, ...all.slice(own.length).filter(({ id }) => !first.has(id))];
}

let last:
  | { readonly among: readonly PaletteItem[]; readonly typed: string; readonly found: readonly PaletteItem[] }
  | undefined;

/** A key asks, and so does the frame that follows it. */
function foundIn(among: readonly PaletteItem[], typed: string): readonly PaletteItem[] {
  if (last?.among !== among || last.typed !== typed) last = { among, typed, found: findThings(among, typed) };
  return last.found;
}

/**
 * Which of them is marked. As long as nobody has gone into the list what is typed counts as it is typed, where it begins with
 * a word of the guide; else the first that was found.
 */
export function paletteMark({ asks, line }: PaletteOver, found: number, { replay }: World): number | undefined {
  if (found === 0) return undefined;
  if (asks.at !== undefined) return Math.min(asks.at, found - 1);
  const typed = line.text.trim();
  const isWord = actByWord(/^\S+/.exec(typed)?.[0] ?? '') !== undefined;
  return typed === '' || isWord || (replay !== undefined && isPlace(typed)) ? undefined : 0;
}

/** What its words mean; undefined where it has none. */
export function meaningOf(item: PaletteItem, screen: Screen, world: World): Parsed | undefined {
  if (item.words.length === 0) return undefined;
  return parseWords(item.words, guideAt(screen, world), world.incident, world.timeline.lookup(world.here));
}

/** Why it cannot be had now: the judge's own words. Undefined where it can, or where something is still to be asked. */
export function whyOff(item: PaletteItem, screen: Screen, world: World): string | undefined {
  if (item.own !== undefined) return item.own.off?.(markedOnPage(screen, world), world);
  const asked = known.get(world.guide) ?? new Map<string, string | undefined>();
  known.set(world.guide, asked);
  const about = `${guideAt(screen, world).focus ?? ''}\n${item.id}`;
  if (!asked.has(about)) asked.set(about, askWhy(item, screen, world));
  return asked.get(about);
}

const known = new WeakMap<Guide, Map<string, string | undefined>>();

function askWhy(item: PaletteItem, screen: Screen, world: World): string | undefined {
  const [word, ...more] = item.words;
  // Any step can be looked at, and an option of an open decision be chosen: the judge is spared the dearest questions.
  if (item.step !== undefined || (word === 'choose' && more.length > 0)) return undefined;
  const offer = openStep(screen, world.guide)?.acts.find(({ act }) => more.length === 0 && act === word);
  if (offer !== undefined) return offer.off;
  const parsed = meaningOf(item, screen, world);
  if (parsed?.kind === 'problem') return parsed.code === undefined ? undefined : parsed.message;
  return parsed?.kind === 'act' ? world.probe(parsed.act, {}).refusal?.message : undefined;
}

/** The item that is marked on the page that stands there. */
export function markedOnPage({ page: state }: Screen, world: World): Item | undefined {
  if (state === undefined) return undefined;
  const page = pages[state.page];
  const items = shownItems(page, state, world);
  return items.at(markedAt(page, items, state));
}

function pageItems({ page: state }: Screen, world: World): PaletteItem[] {
  if (state === undefined) return [];
  const page = pages[state.page];
  const title = page.title(world, state);
  return page.keys.map((own) => ({
    id: `page ${own.shown}`,
    label: capital(own.label),
    about: `${own.help} (${title})`,
    words: [],
    key: own.shown,
    own,
  }));
}

const made = new WeakMap<Guide, { readonly library: Library; readonly items: readonly PaletteItem[] }>();
type Library = ReturnType<World['runbooks']>;

/** Made anew for each guide, and when the runbooks are there that were looked for. */
function everything({ guide, runbooks }: World): readonly PaletteItem[] {
  const before = made.get(guide);
  const library = runbooks();
  if (before?.library === library) return before.items;
  const words = new Set(thingsOf(guide).map(({ words: [word] }) => word));
  const items = [
    ...thingsOf(guide).map(keyed),
    ...keyTable.filter(({ act }) => !words.has(act) && !writing.has(act)).map(keyItem),
    ...library.map(({ id, title }) => ({
      id: `runbook ${id}`,
      label: `Runbook: ${title}`,
      about: 'Take it up in this incident',
      words: ['follow', id],
      isWritten: true as const,
    })),
  ];
  made.set(guide, { library, items });
  return items;
}

/** Keys that mean nothing but in the line itself, or with a number. */
const writing: ReadonlySet<KeyAct> = new Set(['command', 'number']);

function keyItem({ act, label, help, shown }: KeyRow): PaletteItem {
  return { id: `key ${act}`, label: capital(label), about: help, words: [], key: shown, act };
}

/** Keys that ask, or show first, what the same word does at once. */
const asking: ReadonlySet<KeyAct> = new Set(['done', 'tick', 'fact', 'send', 'approve', 'note', 'scribe', 'minutes']);

const kept = new WeakMap<Thing, PaletteItem>();

/** A thing with the key that does the same. */
function keyed(thing: Thing): PaletteItem {
  const before = kept.get(thing);
  if (before !== undefined) return before;
  const isWord = thing.kind === 'act' || thing.kind === 'view';
  const row = isWord ? keyTable.find(({ act }) => act === thing.words[0]) : undefined;
  const act = row !== undefined && asking.has(row.act) ? { act: row.act } : {};
  const item = row === undefined ? thing : { ...thing, key: row.shown, ...act };
  kept.set(thing, item);
  return item;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
