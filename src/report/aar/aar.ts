import { scoreOf } from '../../drill/index.ts';
import type { NoDocument } from '../no-document.ts';
import type { Line, Block, Section } from '../review/document.ts';
import type { ReviewDocument } from '../review/review-document.ts';
import { refTo, type Source } from '../review/source.ts';
import type { Shown } from '../shown-to.ts';
import type { AarSource } from './aar-source.ts';
import { feedback } from './feedback.ts';
import { improvementPlan } from './improvement-plan.ts';
import { objectives, ratingsKey } from './objectives.ts';
import { injects, overview } from './overview.ts';
import { improvements, strengths } from './strengths.ts';

/**
 * The After-Action Report / Improvement Plan of a drill, in the parts of the template of the Homeland Security Exercise and Evaluation
 * Program (HSEEP doctrine, January 2020: exercise overview, analysis of objectives and core capabilities, strengths, areas for improvement,
 * improvement plan, participant feedback), on the record of the drill.
 */
export const afterActionReport: ReviewDocument = {
  title: 'aar.title',
  above: (source, shown) => sectionsOf(aarSource(source, shown)),
};

/** Why there is none: the objectives stand in a scenario. */
export function whyNoAar({ incident }: Pick<Shown, 'incident'>): NoDocument | undefined {
  return incident.drill === undefined
    ? {
        message: `${incident.alias} plays no scenario, so it has no objectives to report on.`,
        hint: 'A drill with objectives: holdfast drill start SCENARIO',
      }
    : undefined;
}

function aarSource(source: Source, shown: Shown): AarSource | undefined {
  const { incident } = source;
  const entries = [...shown.entries()];
  const score = scoreOf(incident, entries, incident.lastAt, source);
  if (score === undefined || incident.drill === undefined) return undefined;
  const numbers = new Map(entries.map(({ id, seq }) => [id, seq]));
  const behind = (ids: readonly string[]): Line =>
    ids.flatMap((id, place): Line[] => {
      const seq = numbers.get(id);
      return seq === undefined ? [] : place === 0 ? [refTo(seq)] : [' ', refTo(seq)];
    });
  return { source, drill: incident.drill, score, entries, behind };
}

const parts = [
  ['overview', overview],
  ['objectives', objectives],
  ['ratings', ratingsKey],
  ['strengths', strengths],
  ['improvements', improvements],
  ['improvement-plan', improvementPlan],
  ['feedback', feedback],
  ['injects', injects],
] as const satisfies readonly (readonly [id: string, make: (aar: AarSource) => readonly Block[]])[];

function sectionsOf(aar: AarSource | undefined): readonly Section[] {
  if (aar === undefined) return [];
  const { say } = aar.source;
  return parts
    .map(([id, make]) => ({ id, title: say(`aar.${id}`), blocks: make(aar) }))
    .filter(({ blocks }) => blocks.length > 0);
}
