import type { Parsed } from '../../guide/index.ts';
import type { Screen, World } from '../state.ts';
import { opened } from './page-state.ts';

type Asked = Extract<Parsed, { kind: 'view' }>;

/** The timeline: at its end, at one entry, or with what the words leave of it. */
export function openTimeline(screen: Screen, { seq, wanted = {} }: Asked, { timeline }: World): Screen {
  // Who narrows what is shown keeps what was searched for and marked.
  const before = screen.page?.page === 'timeline' ? screen.page : undefined;
  const page = opened('timeline');
  if (seq !== undefined)
    return timeline.entry(seq) === undefined
      ? {
          ...screen,
          page,
          notice: { text: `There is no entry #${seq}: they go up to #${timeline.count}.`, tone: 'bad' },
        }
      : { ...screen, page: { ...page, marked: String(seq), top: Math.max(0, seq - 3) } };
  const { words, ...filter } = wanted;
  const { marked, search } = before ?? page;
  return {
    ...screen,
    page: {
      ...page,
      search: words ?? search,
      ...(marked === undefined ? {} : { marked }),
      ...(Object.keys(filter).length === 0 ? {} : { filter }),
    },
  };
}
