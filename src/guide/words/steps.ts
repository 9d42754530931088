import { resolveStep } from '../../incident/index.ts';
import { wordAmong } from '../../text/index.ts';
import type { CurrentStep, Guide, StepRow } from '../model.ts';
import { keyOf } from '../standing.ts';
import { problem } from './kit.ts';
import type { Asking, Problem, Spoken } from './kit.ts';

/** The step that a word names, as every command reads it. */
export function stepNamed({ guide, incident }: Pick<Spoken, 'guide' | 'incident'>, word: string): StepRow | Problem {
  const found = resolveStep(incident, word);
  if ('refusal' in found) {
    const { code, message, hint } = found.refusal;
    return problem(message, hint, code === 'ambiguous-step' ? undefined : 'not-found');
  }
  const key = keyOf(found.run.id, found.step.id);
  return guide.steps.find((step) => step.key === key) ?? problem(`There is no step "${word}".`, undefined, 'not-found');
}

/** Whether a word is the whole name of a step. */
export function isCalledStep({ name, key }: Pick<StepRow, 'name' | 'key'>, word: string): boolean {
  return wordAmong(word, [name, key]) !== undefined;
}

/** The open step that a word names. */
export function openStepNamed(spoken: Pick<Spoken, 'guide' | 'incident'>, word: string): CurrentStep | Problem {
  const { guide } = spoken;
  const row = stepNamed(spoken, word);
  if ('kind' in row) return row;
  const open = guide.current.find((step) => step.key === row.key);
  return open ?? problem(`"${row.title}" is not open: it is ${row.state}.`, openNames(guide), 'refused');
}

/**
 * The step meant where none was named: the one that the guide puts first if the act suits it, else the only one of mine
 * that it suits, else the only one at all. Several are asked about; where it suits none the first one is taken, so that
 * the judge says why not.
 */
export function stepMeant(
  { name, guide }: Spoken,
  suits: (step: CurrentStep) => boolean,
  behind: readonly string[] = [],
): CurrentStep | Asking | Problem {
  const focus = guide.current.find((step) => step.key === guide.focus);
  if (focus !== undefined && suits(focus)) return focus;
  const fitting = guide.current.filter(suits);
  const mine = fitting.filter((step) => step.mine);
  const only = mine.length === 1 ? mine[0] : fitting.length === 1 ? fitting[0] : undefined;
  if (only !== undefined) return only;
  if (fitting.length > 1) {
    return {
      kind: 'asking',
      prompt: 'Which step?',
      choices: fitting.map((step) => ({ label: step.title, words: [name, step.name, ...behind] })),
    };
  }
  return focus ?? guide.current[0] ?? problem('No step is open now.', 'Name the step: steps lists them.', 'refused');
}

function openNames(guide: Guide): string {
  if (guide.current.length === 0) return 'No step is open now.';
  return `Open: ${guide.current.map((step) => step.name).join(', ')}`;
}
