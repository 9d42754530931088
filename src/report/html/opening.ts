import {
  aboutReview,
  causesOf,
  impactOf,
  latest,
  lessonsOf,
  momentsOf,
  notKnown,
  saidForNotices,
} from '../annotations.ts';
import { reviewKind } from '../../incident/index.ts';
import { figures } from '../figures.ts';
import { overviewOf } from '../overview.ts';
import { markup, inLines, type Markup, nothing } from './markup.ts';
import type { Page } from './page.ts';
import { list, points, together, table } from './parts.ts';

/** What it was, how bad, since when; a summary where somebody wrote one. */
export function summary({ incident, view, time, tlp }: Page): Markup {
  const { value } = latest(incident, 'summary');
  const said = value === notKnown ? nothing : markup`<p class="lead">${inLines(value)}</p>`;
  return together(said, list(overviewOf(incident, view, { time, tlp })));
}

export function impact({ incident }: Page): Markup {
  return list([...impactOf(incident), ...causesOf(incident)]);
}

export function numbers({ incident, kept, record }: Page): Markup {
  return list(figures(incident, kept, record));
}

/** What people made of it afterwards, beside the record: nothing of it changes what stands there. */
export function learned({ incident, entry, time }: Page): Markup {
  const lessons = lessonsOf(incident).map(({ title, said }) =>
    together(
      markup`<h3>${title}</h3>`,
      said.length === 0
        ? markup`<p>Nothing said yet.</p>`
        : points(said.map((one) => markup`${one.words} ${entry(one.entry)}`)),
    ),
  );
  const moments = momentsOf(incident).map(({ about, kind, words, by, at }) => [
    entry(about),
    reviewKind(kind)?.title ?? kind,
    words,
    `${by}, ${time(at)}`,
  ]);
  return together(...lessons, table(['Entry', 'What', 'Said', 'By'], moments, 'Seen from then'));
}

export function review({ incident }: Page): Markup {
  return list(aboutReview(incident));
}

/** What the notices to authorities ask for and the record cannot know. */
export function forNotices({ incident }: Page): Markup {
  const said = saidForNotices(incident);
  return said.length === 0 ? nothing : list(said);
}
