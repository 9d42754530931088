import { type ExercisedIn, type Outage, outages } from '../../analysis/index.ts';
import { entryLines, type Guide, guide, reasonOwed } from '../../guide/index.ts';
import { type Incident, type StepSpan, stepSpans } from '../../incident/index.ts';
import { labelOf } from '../redaction/audience.ts';
import { type Round, roundsOf } from '../rounds.ts';
import type { Shown } from '../shown-to.ts';
import { type Lexicon, lexicon } from '../words/lexicon.ts';
import { type Reader, seenFrom } from '../words/reader.ts';
import type { Line } from './document.ts';
import { type Gathered, gather } from './gather.ts';

/** What every section of a review is made from, whatever it is drawn on. */
export interface Source extends Gathered, Lexicon {
  readonly incident: Incident;
  /** As it stood at its last entry, for nobody in particular. */
  readonly view: Guide;
  /** The label that it bears. */
  readonly tlp: string;
  /** What the other incidents and drills of the same records exercised; absent where there are none. */
  readonly others?: readonly ExercisedIn[];
  readonly spans: readonly StepSpan[];
  readonly outages: readonly Outage[];
  /** Every round of every clock. */
  readonly rounds: readonly Round[];
  /** The entry behind a line, by its id; nothing where it is not known. */
  readonly entry: (id: string | undefined) => Line;
  /** The entry that said something of the incident last (`began`, `severity`). */
  readonly behind: (what: string) => Line;
  /** The sentence of an entry that left the plan, or by which something was decided; its reason has a place of its own, so it is not said twice. */
  readonly sentence: (id: string, reason?: string) => string;
}

/** Reads the timeline once and makes of it what the sections need. */
export function sourceOf(shown: Shown, reader: Reader): Source {
  const incident = seenFrom(shown.incident, reader);
  const words = lexicon(reader.language ?? 'en', incident.timezone);
  const gathered = gather(shown, incident);
  const sentences = sentencesOf(gathered, incident);
  return {
    ...gathered,
    ...words,
    incident,
    view: guide(incident, { name: '' }, incident.lastAt),
    tlp: labelOf(shown.audience.tlp),
    ...(shown.others !== undefined && { others: shown.others() }),
    spans: stepSpans(incident),
    outages: outages(incident, gathered.kept),
    rounds: roundsOf(gathered.kept),
    entry: (id) => refTo(id === undefined ? undefined : gathered.numbers.get(id)),
    behind: (what) => refTo(gathered.record.behind.get(what)),
    sentence: (id, reason = '') => withoutReason(sentences.get(id) ?? '', reason),
  };
}

export const refTo = (seq: number | undefined): Line => (seq === undefined ? '' : { entry: seq });

/** A sentence before its reason, or before that one is owed. */
function withoutReason(sentence: string, reason: string): string {
  const said = sentence.replace(` — ${reason}`, '');
  return said.endsWith(reasonOwed) ? said.slice(0, -reasonOwed.length) : said;
}

/** What left the plan, and what was decided: sections say it again. */
function sentencesOf({ kept, numbers }: Gathered, incident: Incident): ReadonlyMap<string, string> {
  const said = kept.filter(
    ({ type, deviation }) => deviation !== undefined || type === 'choice.made' || type === 'default.taken',
  );
  return new Map(entryLines(said, incident, kept, numbers).map(({ id, text }) => [id, text]));
}
