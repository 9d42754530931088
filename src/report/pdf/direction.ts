import bidiFactory from 'bidi-js';
import type { Run } from './blocks.ts';

/** The Unicode Bidirectional Algorithm (UAX 9). Its types are those of a module with a default, which is the function itself. */
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();

/** A stretch of a line that is read in one direction. */
interface Stretch extends Run {
  readonly isRtl: boolean;
}

/** In which direction a paragraph is read as a whole. */
export type Direction = 'ltr' | 'rtl';

/** Letters that are read from right to left: Hebrew and Arabic, with their forms. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Whether something in the text is read from right to left. */
export const hasRtl = (text: string): boolean => rightToLeft.test(text);

/** In which direction the paragraph is read: that of its first letter (UAX 9, P2 and P3). Undefined where nothing in it turns. */
export function directionOf(runs: readonly Run[]): Direction | undefined {
  const text = textOf(runs);
  if (!hasRtl(text)) return undefined;
  return (bidi.getEmbeddingLevels(text).paragraphs[0]?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr';
}

/**
 * The stretches of a line in the order in which they stand from left to right (UAX 9, L2); the text of each is in the order in which it
 * is read.
 */
export function inOrderOfSight(runs: readonly Run[], direction: Direction): readonly Stretch[] {
  const text = textOf(runs);
  const bold = runs.flatMap((run) => Array.from({ length: run.text.length }, () => run.bold));
  const embedding = bidi.getEmbeddingLevels(text, direction);
  const stretches: { text: string; bold: boolean; isRtl: boolean }[] = [];
  let before = { place: NaN, level: NaN };
  for (const place of bidi.getReorderedIndices(text, embedding)) {
    const level = embedding.levels[place] ?? 0;
    const isRtl = level % 2 === 1;
    const character = text[place] ?? '';
    const last = stretches.at(-1);
    const goesOn = before.level === level && place === before.place + (isRtl ? -1 : 1);
    if (last === undefined || !goesOn || last.bold !== bold[place])
      stretches.push({ text: character, bold: bold[place] ?? false, isRtl });
    else last.text = isRtl ? character + last.text : last.text + character;
    before = { place, level };
  }
  return stretches;
}

/** The text with its brackets turned, as they look where it is read from right to left (UAX 9, L4). */
export function mirrored(text: string): string {
  return Array.from(text, (character) => bidi.getMirroredCharacter(character) ?? character).join('');
}

const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');
