import type { AnyEntry } from '../entry/index.ts';
import type { Instant } from '../time/index.ts';
import type { LogLine, Roughness } from './model.ts';

/** Whether the time that is shown of an entry says more than is known. One that was corrected is the one that is meant. */
export function roughnessOf({ at, precision }: AnyEntry, shown: Instant): Roughness | undefined {
  return shown === at && (precision === 'about' || precision === 'day') ? precision : undefined;
}

const roughly: Readonly<Record<Roughness, string>> = { about: 'about that time', day: 'that day, no time known' };

/** What is to be known of a line beside its words, in a word or two each. */
export function lineMarks({
  deviation,
  undone,
  corrected,
  rough,
}: Pick<LogLine, 'deviation' | 'undone' | 'corrected'> & { readonly rough?: Roughness | undefined }): string[] {
  return [
    ...(rough === undefined ? [] : [roughly[rough]]),
    ...(deviation ? ['deviation'] : []),
    ...(undone ? ['undone'] : []),
    ...(corrected ? ['corrected'] : []),
  ];
}
