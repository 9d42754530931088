import { reviewKinds } from '../../incident/index.ts';
import type { Annotation } from '../../incident/index.ts';
import type { IncidentField, IncidentState } from '../../entry/index.ts';
import { joined, type Line, type Named } from './document.ts';
import type { Source } from './source.ts';

/** What people said of a kind in the review; words that were taken out for good say nothing. */
export function annotated({ incident }: Source, wanted: string): readonly Annotation[] {
  return incident.annotations.filter(({ kind, words }) => kind === wanted && words !== '');
}

/** The latest words of that part of the review, or that it is not known. */
export function latest(source: Source, kind: string): Named {
  const said = annotated(source, kind).at(-1);
  const name = source.name('kind.', kind);
  if (said === undefined) return { name, value: source.say('not-known') };
  return { name, value: joined([worded(source, kind, said.words), source.entry(said.entry)]) };
}

/** An answer out of few is said in the language of the report; any other as it was said. */
function worded({ name }: Source, kind: string, words: string): string {
  const isOneOf = reviewKinds.find(({ id }) => id === kind)?.of?.includes(words) === true;
  return isOneOf ? name('answer.', words) : words;
}

/** What `describe` said of it, or that it is not known. */
export function described(source: Source, field: IncidentField, value = source.incident.described[field]): Named {
  return {
    name: source.name('about.', field),
    value: value === undefined ? source.say('not-known') : joined([value, source.behind(field)]),
  };
}

/** When it came to a state, where it did. */
export function reached(source: Source, state: IncidentState): readonly Named[] {
  const at = source.incident.reached[state];
  if (at === undefined) return [];
  return [{ name: source.name('about.', state), value: joined([source.time(at), source.behind(state)]) }];
}

/** Who said it and when, with the entry in which they did. */
export function byWhom(source: Source, { by, at, entry }: Pick<Annotation, 'by' | 'at' | 'entry'>): Line {
  return joined([source.say('by-at', { who: by, when: source.time(at) }), source.entry(entry)]);
}
