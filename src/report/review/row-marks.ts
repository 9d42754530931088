import type { AnyEntry } from '../../entry/index.ts';
import type { Lexicon } from '../words/lexicon.ts';
import type { RowText } from './timeline-rows.ts';

/** What is to be known of a row beside its words, each as it is drawn; most have none. */
export function rowMarks({ say }: Lexicon, drawn: (mark: string) => string) {
  const [leftPlan, undone, corrected] = [
    drawn(say('timeline.left-plan')),
    drawn(say('timeline.undone')),
    drawn(say('timeline.corrected')),
  ];
  const rough = { about: drawn(say('timeline.about')), day: drawn(say('timeline.day')) };
  return (entry: AnyEntry, line: RowText): readonly string[] => {
    if (entry.deviation === undefined && line.undone !== true && line.corrected !== true && line.rough === undefined)
      return none;
    return [
      ...(line.rough === undefined ? [] : [rough[line.rough]]),
      ...(entry.deviation === undefined ? [] : [leftPlan]),
      ...(line.undone === true ? [undone] : []),
      ...(line.corrected === true ? [corrected] : []),
    ];
  };
}

const none: readonly string[] = [];
