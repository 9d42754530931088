import type { Annotation, ClockState, Incident } from '../incident/index.ts';
import type { Round } from './rounds.ts';

/** Why a duty was done after its deadline. */
export interface LateReason {
  readonly words: string;
  /** The entry in which the review says it; absent where it was said when the duty was done. */
  readonly entry?: string;
  /** It was said of late notices at all, and more than one was late: nobody said it of this one. */
  readonly ofAll?: true;
}

/** As it was said when the duty was done, or of that moment in the review, or, where the duty rests on a law or a contract, of late notices at all. */
export function lateReason(
  incident: Incident,
  { met, missed }: Pick<Round, 'met' | 'missed'>,
  basis: string | undefined,
): LateReason | undefined {
  if (met?.words !== undefined) return { words: met.words };
  const moments = new Set([met?.id, missed?.id]);
  const ofThis = latest(incident, 'late-reason', ({ about }) => about !== undefined && moments.has(about));
  if (ofThis !== undefined) return { words: ofThis.words, entry: ofThis.entry };
  const ofAll = basis === undefined ? undefined : latest(incident, 'notice-late');
  if (ofAll === undefined) return undefined;
  const isOneOfMany = Object.values(incident.clocks).filter(isLateNotice).length > 1;
  return { words: ofAll.words, entry: ofAll.entry, ...(isOneOfMany && { ofAll: true }) };
}

const isLateNotice = ({ clock, late, state }: ClockState): boolean =>
  clock.basis !== undefined && (late === true || state === 'missed');

function latest({ annotations }: Incident, wanted: string, fits: (one: Annotation) => boolean = () => true) {
  return annotations.findLast((one) => one.kind === wanted && one.words !== '' && fits(one));
}
