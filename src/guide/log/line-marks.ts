import type { Precision } from '../../entry/index.ts';
import type { LogLine, Roughness } from '../model.ts';

/** Whether a time that is known so well says more than is known. */
export function roughnessOf(precision: Precision): Roughness | undefined {
  return precision === 'about' || precision === 'day' ? precision : undefined;
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
