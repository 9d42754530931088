import type { Outage } from '../../analysis/index.ts';
import type { Guide } from '../../guide/index.ts';
import type { ClockState, Incident } from '../../incident/index.ts';
import { factText } from '../fact-text.ts';
import type { Key, Lexicon } from '../words/lexicon.ts';

/** What a notice is filled from: the incident as its audience may read it. */
export interface NoticeSource extends Lexicon {
  readonly incident: Incident;
  readonly view: Guide;
  /** Every time that a service was away. */
  readonly outages: readonly Outage[];
}

/** One thing that the law wants to be told. */
export interface NoticeItem {
  readonly title: Key;
  /** The article and letter that asks for it. */
  readonly basis: Key;
  /** What the record says to it; undefined: nothing yet. */
  readonly said: (source: NoticeSource) => string | undefined;
  /** How it is said, as it is typed. */
  readonly typed: string;
}

/** A notice to an authority or to people. */
export interface Notice {
  /** The name of the format: `nis2-24h`. */
  readonly name: string;
  readonly title: Key;
  readonly to: Key;
  readonly basis: Key;
  /** How long the law gives, in words, for where no clock says until when. */
  readonly limit: Key;
  /** Found in the basis of the clock that this notice stops. */
  readonly clock: RegExp;
  /** The notice before it, which it brings up to date: found in the basis of the clock that that one stops. */
  readonly updates?: { readonly title: Key; readonly clock: RegExp };
  /** What the law wants instead while the incident still goes on. */
  readonly ongoing?: Key;
  /** What the law says of a notice that has gaps. */
  readonly incomplete?: Key;
  readonly items: readonly NoticeItem[];
}

/** The latest words of the review on that, else nothing. */
export function annotated(kind: string): NoticeItem['said'] {
  return ({ incident }) => incident.annotations.findLast((one) => one.kind === kind && one.words !== '')?.words;
}

/** What a fact of a followed runbook says, with its unit; the first that is known of several that mean the same. One of few answers is told in the language of the notice. */
export function fact(...ids: readonly string[]): NoticeItem['said'] {
  return ({ view, incident, name, time }) => {
    const known = ids
      .map((id) => view.facts.find((row) => row.id === id && row.privacy === 'public' && row.state !== 'unanswered'))
      .find((row) => row?.shown !== undefined);
    const said = known && factText(known, incident, time);
    return known?.type === 'boolean' || known?.type === 'choice' ? name('answer.', said ?? '') : said;
  };
}

/** The first of them that says something. */
export function firstOf(...ways: readonly NoticeItem['said'][]): NoticeItem['said'] {
  return (source) => ways.map((way) => way(source)).find((said) => said !== undefined && said !== '');
}

/** Each of them that says something, one under the other. */
export function allOf(...ways: readonly NoticeItem['said'][]): NoticeItem['said'] {
  return (source) => {
    const said = ways.map((way) => way(source)).filter((each) => each !== undefined && each !== '');
    return said.length === 0 ? undefined : said.join('\n');
  };
}

/** With a word before it that says what it is. */
export function named(name: Key, way: NoticeItem['said']): NoticeItem['said'] {
  return (source) => {
    const said = way(source);
    return said === undefined || said === '' ? undefined : `${source.say(name)}: ${said}`;
  };
}

/** The clock that this notice stops, where a followed runbook has it. */
export function clockOf({ clock }: Pick<Notice, 'clock'>, { clocks }: Incident): ClockState | undefined {
  return Object.values(clocks).find((state) => clock.test(state.clock.basis ?? ''));
}
