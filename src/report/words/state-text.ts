import type { Incident } from '../../incident/index.ts';
import type { Lexicon } from './lexicon.ts';

/** How an incident stands, or as what it was stood down. A drill whose exercise has ended is open for what people say of it alone. */
export function stateText(
  { state, stoodDown, exercise }: Incident,
  { say, name }: Pick<Lexicon, 'say' | 'name'>,
): string {
  if (stoodDown === undefined)
    return state === 'open' && exercise?.ended !== undefined ? say('exercise-ended') : name('state.', state);
  return say(`stood-down.${stoodDown.as}`, { of: stoodDown.of ?? say('another') });
}
