import type { ActInfo, ActName, OtherName, ViewName } from './words/act-info.ts';
import { acts } from './words/act-table.ts';
import type { Guide } from './model.ts';
import { views } from './words/view-table.ts';

/** Words of an exercise that count in every drill, and those of its players. */
const ofDrill: ReadonlySet<string> = new Set(['pause', 'resume', 'speed', 'end-exercise', 'no-duff']);
const ofPlayers: ReadonlySet<string> = new Set(['answer', 'injects', 'inject']);

/** The acts and views that there are for a person here: of an exercise those alone that are theirs. */
export function wordsHere({
  mode,
  drill,
}: Pick<Guide, 'mode' | 'drill'>): readonly ActInfo<ActName | ViewName | OtherName>[] {
  const isHere = ({ group, name }: ActInfo<string>): boolean =>
    group !== 'The exercise' ||
    (mode === 'drill' && ofDrill.has(name)) ||
    (drill !== undefined && (ofPlayers.has(name) || drill.staff !== undefined));
  return [...acts, ...views].filter(isHere);
}

const byWord: ReadonlyMap<string, ActInfo<ActName | ViewName | OtherName>> = new Map(
  [...acts, ...views].flatMap((info) => [info.name, ...info.also].map((word) => [word, info])),
);

/** The row of an act by its name. */
export function actInfo(name: ActName): ActInfo | undefined {
  return acts.find((info) => info.name === name);
}

/** The row that a typed word stands for, also by its other words. */
export function actByWord(word: string): ActInfo<ActName | ViewName | OtherName> | undefined {
  return byWord.get(word.toLowerCase());
}
