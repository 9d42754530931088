import { changes } from '../changes/section.ts';
import type { LeftOut } from '../redaction/redaction.ts';
import { chain, quality } from './closing.ts';
import { decisions, evidence, learned, messages } from './decisions.ts';
import type { Block, Section } from './document.ts';
import { covered } from './coverage.ts';
import { clocks, services } from './duties.ts';
import { forNotices, impact, numbers, review, summary } from './opening.ts';
import { people } from './people.ts';
import { chart, deviations, steps } from './plan.ts';
import type { Source } from './source.ts';
import { facts, followUps, openEnds } from './standing.ts';

/** What a review holds, in the order in which it is read: the same in every format. */
const above: readonly (readonly [id: SectionId, make: (source: Source) => readonly Block[]])[] = [
  ['summary', summary],
  ['impact', impact],
  ['deviations', deviations],
  ['runbook', changes],
  ['numbers', numbers],
  ['services', services],
  ['clocks', clocks],
  ['steps', steps],
  ['chart', chart],
  ['coverage', covered],
  ['decisions', decisions],
  ['messages', messages],
  ['known', facts],
  ['open', openEnds],
  ['learned', learned],
  ['follow-ups', followUps],
  ['people', people],
  ['notices', forNotices],
  ['review', review],
  ['evidence', evidence],
];

type SectionId =
  | 'summary'
  | 'impact'
  | 'deviations'
  | 'runbook'
  | 'numbers'
  | 'services'
  | 'clocks'
  | 'steps'
  | 'chart'
  | 'coverage'
  | 'decisions'
  | 'messages'
  | 'known'
  | 'open'
  | 'learned'
  | 'follow-ups'
  | 'people'
  | 'notices'
  | 'review'
  | 'evidence'
  | 'timeline'
  | 'quality'
  | 'chain';

/** What stands before the timeline, each made when it is asked for; what has nothing to say is left out. */
export function* sectionsAbove(source: Source): Iterable<Section> {
  for (const [id, make] of above) {
    const blocks = make(source);
    if (blocks.length > 0) yield titled(id, source, blocks);
  }
}

/** What stands behind it. `leftOut` is known only when everything has been given. */
export function sectionsBelow(source: Source, leftOut: LeftOut): readonly Section[] {
  return [titled('quality', source, quality(source)), titled('chain', source, chain(source, leftOut))];
}

/** A part of the review under its title. */
export function titled(id: SectionId, { say }: Source, blocks: readonly Block[] = []): Section {
  return { id, title: say(`section.${id}`), blocks };
}
