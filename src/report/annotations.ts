import { reviewKind, reviewKinds } from '../incident/index.ts';
import type { IncidentField } from '../entry/index.ts';
import type { Annotation, Incident } from '../incident/index.ts';

/** One thing that a review asks for; what nobody said is said to be not known. */
export interface Asked {
  readonly name: string;
  readonly value: string;
}

/** What is said where nobody knows. */
export const notKnown = 'not known';

/** The impact in numbers: people and share, duration, area, data-loss window, cost, harm. */
export function impactOf(incident: Incident): readonly Asked[] {
  return [
    described(incident, 'people', 'People affected'),
    latest(incident, 'share'),
    latest(incident, 'duration'),
    described(incident, 'area', 'Area'),
    latest(incident, 'data-loss'),
    latest(incident, 'cost'),
    latest(incident, 'harm'),
  ];
}

/** Why it came to it: trigger, cause with how sure one is of it, what contributed, whether it was there before. */
export function causesOf(incident: Incident): readonly Asked[] {
  const contributing = annotated(incident, 'contributing').map(({ words }) => words);
  return [
    described(incident, 'trigger', 'Trigger'),
    described(incident, 'cause', 'Cause'),
    latest(incident, 'confidence'),
    ...(contributing.length === 0
      ? [{ name: 'Contributing factors', value: notKnown }]
      : contributing.map((value) => ({ name: 'Contributing factor', value }))),
    latest(incident, 'seen-before'),
  ];
}

/** What went well, what did not, where we were lucky: each with what was said of it, which may be nothing yet. */
export function lessonsOf(
  incident: Incident,
): readonly { readonly title: string; readonly said: readonly Annotation[] }[] {
  return ['went-well', 'went-badly', 'lucky'].map((kind) => ({
    title: reviewKind(kind)?.title ?? kind,
    said: annotated(incident, kind),
  }));
}

/** Who answers for the review, who takes part, where it stands, who has signed it off. */
export function aboutReview(incident: Incident): readonly Asked[] {
  const status = latest(incident, 'status');
  return [
    latest(incident, 'owner'),
    latest(incident, 'facilitator'),
    latest(incident, 'attendees'),
    status.value === notKnown ? { ...status, value: 'draft' } : status,
    { name: 'Signed off by', value: incident.signedOff.map(({ by }) => by).join(', ') || 'nobody yet' },
  ];
}

/** What was said for notices to authorities and people; what nobody said is missing in their drafts, not here. */
export function saidForNotices(incident: Incident): readonly Asked[] {
  return reviewKinds
    .filter(({ notice }) => notice === true)
    .map(({ id }) => latest(incident, id))
    .filter(({ value }) => value !== notKnown);
}

/** What was said of a moment beside the record: cues, expectations, options, reasons for lateness. */
export function momentsOf({ annotations }: Incident): readonly Annotation[] {
  return annotations.filter(({ about }) => about !== undefined);
}

/** The latest words of that part of the review. */
export function latest(incident: Incident, kind: string): Asked {
  return { name: reviewKind(kind)?.title ?? kind, value: annotated(incident, kind).at(-1)?.words ?? notKnown };
}

function annotated({ annotations }: Incident, wanted: string): readonly Annotation[] {
  // Words that were taken out for good leave an annotation with nothing in it.
  return annotations.filter(({ kind, words }) => kind === wanted && words !== '');
}

function described({ described: said }: Incident, field: IncidentField, name: string): Asked {
  return { name, value: said[field] ?? notKnown };
}
