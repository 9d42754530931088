import type { AnyEntry, EntryType } from '../../entry/index.ts';
import { linksText } from '../../guide/index.ts';
import { reviewKinds } from '../../incident/index.ts';
import { severityText } from '../severity-text.ts';
import { isInstant } from '../../time/index.ts';
import { figures } from '../figures.ts';
import { firstAcknowledged, firstDecided, type Times } from '../metrics/times.ts';
import { labelOf } from '../redaction/audience.ts';
import { type Block, joined, type Line, type Named, named } from './document.ts';
import { annotated, described, latest, reached } from './said.ts';
import { refTo, type Source } from './source.ts';
import { stateText } from '../words/state-text.ts';

/** What it was, how bad, since when, by whom it was seen; a summary where somebody wrote one. */
export function summary(source: Source): readonly Block[] {
  const { incident, view, say, time, tlp, behind, entry, kept } = source;
  const own = labelOf(incident.marking);
  const said = annotated(source, 'summary').at(-1);
  const moment = (field: 'began' | 'detected'): Named => {
    const at = incident.described[field];
    return described(source, field, at !== undefined && isInstant(at) ? time(at) : at);
  };
  const runbooks = view.runs.map(({ id, title, ended }) =>
    joined([
      `${title}${ended === undefined ? '' : ` (${source.name('outcome.', ended)})`}`,
      entry(incident.runs.find((run) => run.id === id)?.entry),
    ]),
  );
  const row = (name: string, ...value: Named['value'][]): Named => ({ name, value: joined(value) });
  return [
    ...(said === undefined ? [] : [{ kind: 'lead', line: joined([said.words, entry(said.entry)]) } as const]),
    ...named([
      row(say('about.incident'), incident.alias),
      row(say('about.severity'), severityText(incident) ?? say('about.severity.none'), behind('severity')),
      row(say('state'), stateText(source.incident, source)),
      ...(view.links.length === 0 ? [] : [row(say('about.links'), linksText(view), behind('linked'))]),
      row(say('about.reason'), incident.reason, entry(kept[0]?.id)),
      moment('began'),
      moment('detected'),
      described(source, 'detected-by'),
      row(say('about.declared'), time(incident.declared), entry(kept[0]?.id)),
      ...reached(source, 'stabilised'),
      ...reached(source, 'resolved'),
      ...reached(source, 'closed'),
      ...reached(source, 'stood-down'),
      described(source, 'impact'),
      row(say('about.runbooks'), runbooks.length === 0 ? say('none') : joined(runbooks, '; ')),
      row(say('about.marking'), tlp === own ? tlp : say('about.marking.other', { tlp, own }), behind('tlp')),
      ...keeping(source, row),
    ]),
  ];
}

/** What was said of how long its words are kept: on whose word, why, and what stands against their removal. */
function keeping(
  { incident: { hold, retention }, say, time, entry }: Source,
  row: (name: string, ...value: Named['value'][]) => Named,
): Named[] {
  return [
    ...(hold === undefined
      ? []
      : [
          row(
            say('about.hold'),
            [time(hold.since), hold.by, ...(hold.why === undefined ? [] : [hold.why])].join(', '),
            entry(hold.entry),
          ),
        ]),
    ...(retention === undefined
      ? []
      : [
          row(
            say('about.kept'),
            [
              retention.until ?? say('about.kept.for-ever'),
              ...(retention.basis === undefined ? [] : [retention.basis]),
            ].join(', '),
            entry(retention.entry),
          ),
        ]),
  ];
}

/** The impact in numbers, then why it came to it: what nobody said is said to be not known. */
export function impact(source: Source): readonly Block[] {
  const { say, entry } = source;
  const contributing = annotated(source, 'contributing').map((one): Named => ({
    name: say('about.contributing'),
    value: joined([one.words, entry(one.entry)]),
  }));
  return named([
    described(source, 'people'),
    latest(source, 'share'),
    latest(source, 'duration'),
    described(source, 'area'),
    latest(source, 'data-loss'),
    latest(source, 'cost'),
    latest(source, 'harm'),
    described(source, 'trigger'),
    described(source, 'cause'),
    latest(source, 'confidence'),
    ...(contributing.length === 0 ? [latest(source, 'contributing')] : contributing),
    latest(source, 'seen-before'),
  ]);
}

/** The numbers; a length of time with the entry by which it ended. */
export function numbers(source: Source): readonly Block[] {
  const { incident, kept, standing, record, entry, behind } = source;
  const ends: Readonly<Record<keyof Times, Line>> = {
    detect: behind('detected'),
    declare: entry(kept[0]?.id),
    acknowledge: entry(firstAcknowledged(standing)?.id),
    decide: entry(firstDecided(standing)?.id),
    stabilise: behind('stabilised'),
    resolve: behind('resolved'),
  };
  return named(
    figures(incident, kept, record, source).map(({ name, value, of }) => ({
      name,
      value: of === undefined ? value : joined([value, ends[of]]),
    })),
  );
}

/** What the notices to authorities ask for and the record cannot know; what nobody said is missing in their drafts, not here. */
export function forNotices(source: Source): readonly Block[] {
  const kinds = reviewKinds.filter(({ id, notice }) => notice === true && annotated(source, id).length > 0);
  return named(kinds.map(({ id }) => latest(source, id)));
}

/** Who answers for the review, who takes part, where it stands, who has signed it off. */
export function review(source: Source): readonly Block[] {
  const { incident, say, time, entry } = source;
  const status = latest(source, 'status');
  const signed = incident.signedOff.map((one) =>
    joined([
      say('by-at', { who: one.by, when: time(one.at) }),
      entry(one.entry),
      ...changedSince(source.numbers.get(one.entry), source),
    ]),
  );
  return named([
    latest(source, 'owner'),
    latest(source, 'facilitator'),
    latest(source, 'attendees'),
    annotated(source, 'status').length === 0 ? { ...status, value: say('answer.draft') } : status,
    { name: say('review.signed-off'), value: signed.length === 0 ? say('nobody-yet') : joined(signed, '; ') },
  ]);
}

/** What can change the words that were signed: what becomes of a follow-up is no change of it. */
const changing: ReadonlySet<EntryType> = new Set<EntryType>([
  'incident.described',
  'review.annotated',
  'follow-up.proposed',
  'entry.corrected',
  'entry.expunged',
]);

/** What was signed off is no more what stands here, where something of it was said, put right or taken out since. */
function changedSince(signed: number | undefined, { kept, numbers, say }: Source): readonly Line[] {
  if (signed === undefined) return [];
  const isOfIt = (entry: AnyEntry): boolean =>
    (entry.type !== 'entry.corrected' && entry.type !== 'entry.expunged') ||
    (numbers.get(entry.data.entry) ?? 0) < signed;
  const later = kept.filter((entry) => entry.seq > signed && changing.has(entry.type) && isOfIt(entry));
  const [first] = later;
  if (first === undefined) return [];
  const entries = say('count.entries', { n: later.length });
  return [{ strong: say('review.changed-since', { entries }) }, refTo(first.seq)];
}
