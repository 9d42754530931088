import type { AnyEntry } from '../../entry/index.ts';
import { roughnessOf } from '../../guide/index.ts';
import type { Lexicon } from '../words/lexicon.ts';
import type { RowText } from './gather.ts';

/** What is to be known of a row beside its words, each as it is drawn; most have none. */
export function rowMarks({ say }: Lexicon, drawn: (mark: string) => string) {
  const [leftPlan, undone, corrected] = [
    drawn(say('timeline.left-plan')),
    drawn(say('timeline.undone')),
    drawn(say('timeline.corrected')),
  ];
  const rough = { about: drawn(say('timeline.about')), day: drawn(say('timeline.day')) };
  return (entry: AnyEntry, line: RowText): readonly string[] => {
    const roughness = roughnessOf(entry, line.at);
    if (entry.deviation === undefined && line.undone !== true && line.corrected !== true && roughness === undefined)
      return none;
    return [
      ...(roughness === undefined ? [] : [rough[roughness]]),
      ...(entry.deviation === undefined ? [] : [leftPlan]),
      ...(line.undone === true ? [undone] : []),
      ...(line.corrected === true ? [corrected] : []),
    ];
  };
}

const none: readonly string[] = [];
