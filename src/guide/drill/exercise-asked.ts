import type { Act } from '../../incident/index.ts';
import { millis } from '../../time/index.ts';
import type { Guide } from '../model.ts';

type Change = Extract<Act, { act: 'exercise' }>['change'];

/**
 * What is asked before the exercise is changed for everybody in a way that nobody can take back: its end, and a jump of its clock, which
 * never goes back. The question, and what comes of a yes; undefined for any other change. Raw text.
 */
export function exerciseAsked(
  change: Change,
  { drill, me }: Pick<Guide, 'drill' | 'me'>,
): { readonly question: string; readonly lines: readonly string[] } | undefined {
  if (change === 'real-world')
    return {
      question: 'Has something real happened?',
      lines: ['The exercise ends for everybody, and every screen says NO DUFF. What is real is declared after that.'],
    };
  if (change === 'end') {
    const { facilitator, staff } = drill ?? {};
    const isTheirs = staff === undefined && facilitator !== undefined && facilitator.left === undefined;
    return {
      question: 'End the exercise for everybody?',
      lines: [
        ...(isTheirs && facilitator.name !== me.name ? [`${facilitator.name} facilitates it.`] : []),
        'It cannot be taken up again. What people say of it comes then: hot-wash, feedback.',
      ],
    };
  }
  return typeof change === 'object' && 'phase' in change ? jumpAsked(change.phase, drill) : undefined;
}

/** What lies between comes at once. */
function jumpAsked(
  id: string,
  drill: Guide['drill'],
): { readonly question: string; readonly lines: readonly string[] } {
  const { phases = [], injects = [] } = drill?.staff ?? {};
  const phase = phases.find((each) => each.id === id);
  const to = phase === undefined ? -Infinity : millis(phase.at);
  const between = injects.filter(({ state, at }) => state === 'coming' && at !== undefined && millis(at) <= to);
  return {
    question: `Move the clock of the exercise to "${phase?.title ?? id}"?`,
    lines:
      between.length === 0
        ? ['No inject lies between. It does not go back.']
        : ['It does not go back, and these come at once:', ...between.map(({ title }) => title)],
  };
}
