import type { CurrentStep, Guide, StepRow } from './model.ts';
import { oneOf } from './word-kit.ts';
import type { Asking, Problem, Spoken } from './word-kit.ts';

/** The step that a word names: its shortest name, its key, or an id that only one step has. */
export function stepNamed(guide: Guide, word: string): StepRow | Problem {
  const exact = guide.steps.find((step) => step.name === word || step.key === word);
  if (exact !== undefined) return exact;
  const found = oneOf(word, guide.steps.map((step) => step.name), 'step');
  if ('kind' in found) return found;
  return guide.steps.find((step) => step.name === found.id) ?? { kind: 'problem', message: `There is no step "${word}".` };
}

/** The open step that a word names. */
export function openStepNamed(guide: Guide, word: string): CurrentStep | Problem {
  const row = stepNamed(guide, word);
  if ('kind' in row) return row;
  const open = guide.current.find((step) => step.key === row.key);
  return open ?? { kind: 'problem', message: `"${row.title}" is not open: it is ${row.state}.`, hint: openNames(guide) };
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
  return focus ?? guide.current[0] ?? { kind: 'problem', message: 'No step is open now.', hint: 'Name the step: steps lists them.' };
}

function openNames(guide: Guide): string {
  if (guide.current.length === 0) return 'No step is open now.';
  return `Open: ${guide.current.map((step) => step.name).join(', ')}`;
}
