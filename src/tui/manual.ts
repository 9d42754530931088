import { askedKeys, listKeys } from './keys/asked-keys.ts';
import type { KeyHelp } from './keys/asked-keys.ts';
import { homeKeys } from './home/home-keys.ts';
import { everywhere, keyTable } from './keys/keys.ts';
import { pages } from './pages/registry.ts';
import type { PageName } from './pages/page-state.ts';
import { replayKeys } from './press/replay-keys.ts';

/** The keys that count in one place. */
export interface KeyContext {
  readonly title: string;
  readonly rows: readonly KeyHelp[];
}

const replay: readonly KeyHelp[] = [
  ...replayKeys,
  { shown: ':', help: 'An entry or a time by itself: 12, #12, 03:12' },
  { shown: 'z', help: 'In the timeline: as it stood at the marked entry' },
];
const groups: readonly KeyContext[] = [...Map.groupBy(keyTable, ({ group }) => group)].map(([title, rows]) => ({
  title,
  rows,
}));
const general: KeyContext = { title: 'On every page', rows: keyTable.filter(({ act }) => everywhere.has(act)) };
const asked: readonly KeyContext[] = askedKeys;

/** The keys as the `?` screen shows them: those that count where one is come first. */
export function keysHere(page: PageName | undefined, isReplay: boolean): readonly KeyContext[] {
  const first = isReplay ? [{ title: 'Replay', rows: replay }] : [];
  if (page === undefined) return [...first, ...groups, ...asked];
  const rest = groups.map(({ title, rows }) => ({
    title: `In the guide: ${title.toLowerCase()}`,
    rows: rows.filter((row) => !general.rows.includes(row)),
  }));
  return [...first, pageKeys(page), { title: 'In every list', rows: listKeys }, general, ...rest, ...asked];
}

/** Every key there is, by where it counts: the manual. */
export function allKeys(): readonly KeyContext[] {
  return [
    ...groups.map(({ title, rows }) => ({ title: `In the guide: ${title.toLowerCase()}`, rows })),
    general,
    { title: 'In every list', rows: listKeys },
    ...(Object.keys(pages) as PageName[]).map(pageKeys),
    { title: 'In a replay', rows: replay },
    ...asked.map(({ title, rows }) => ({ title: `Asked: ${title}`, rows })),
    { title: 'The home screen', rows: homeKeys },
  ];
}

function pageKeys(page: PageName): KeyContext {
  return { title: `${page.charAt(0).toUpperCase()}${page.slice(1)}`, rows: pages[page].keys };
}
