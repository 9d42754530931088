import type { AnyEntry } from '../../entry/index.ts';
import { entryLines, type Guide, guide } from '../../guide/index.ts';
import type { Incident } from '../../incident/index.ts';
import { instant, type Instant, millis, sayTime } from '../../time/index.ts';
import { type StepSpan, lastTurns, stepSpans } from '../metrics/step-spans.ts';
import { labelOf } from '../redaction/audience.ts';
import type { Shown } from '../shown-to.ts';
import { type Gathered, gather } from './gather.ts';
import { markup, type Markup, nothing } from './markup.ts';

/** What every section of the page is made from. */
export interface Page extends Gathered {
  readonly incident: Incident;
  /** As it stood at its last entry, for nobody in particular. */
  readonly view: Guide;
  /** The label that it bears. */
  readonly tlp: string;
  readonly spans: readonly StepSpan[];
  /** Each step's last turn alone is in `spans`. */
  readonly isLastTurnsOnly: boolean;
  /** A moment with its date and offset, in the zone of the incident. */
  readonly time: (at: Instant) => string;
  /** A link to the entry, by its id: the entry behind a line. */
  readonly entry: (id: string | undefined) => Markup;
  /** The sentence of an entry; its reason has a place of its own, so it is not said twice. */
  readonly sentence: (id: string, reason?: string) => string;
}

/** More entries than these are not folded once more for the turns of steps that were walked again. */
const foldedAgain = 20_000;

/** Reads the timeline once and makes of it what the sections need. */
export function pageOf(shown: Shown): Page {
  const { incident, audience } = shown;
  const { timezone, lastAt, count } = incident;
  const time = timesIn(timezone);
  const gathered = gather(shown, time);
  const sentences = sentencesOf(gathered.kept, incident, gathered.numbers);
  const isLastTurnsOnly = count > foldedAgain;
  return {
    ...gathered,
    incident,
    view: guide(incident, { name: '' }, lastAt),
    tlp: labelOf(audience.tlp),
    spans: isLastTurnsOnly ? lastTurns(incident) : stepSpans(shown.entries()),
    isLastTurnsOnly,
    time,
    entry: (id) => linkTo(id === undefined ? undefined : gathered.numbers.get(id)),
    sentence: (id, reason = '') => (sentences.get(id) ?? '').replace(` — ${reason}`, ''),
  };
}

/** A link to an entry of the timeline. */
export function linkTo(seq: number | undefined): Markup {
  return seq === undefined ? nothing : markup`<a href="#e${seq}">#${seq}</a>`;
}

function sentencesOf(
  entries: readonly AnyEntry[],
  incident: Incident,
  numbers: ReadonlyMap<string, number>,
): ReadonlyMap<string, string> {
  const lines = entryLines(entries, incident, entries, numbers);
  return new Map(lines.map(({ id, text }) => [id, text]));
}

function timesIn(timezone: string): Page['time'] {
  // Neighbours are often of one minute, and more than the minute is not said.
  const last = { minute: NaN, text: '' };
  return (at) => {
    const minute = Math.floor(millis(at) / 60_000);
    if (Number.isNaN(minute)) return at;
    if (minute !== last.minute) {
      last.minute = minute;
      last.text = sayTime(instant(minute * 60_000, timezone));
    }
    return last.text;
  };
}
