import type { Incident } from '../../incident/index.ts';
import type { Lexicon } from './lexicon.ts';

/** How an incident stands, or as what it was stood down. */
export function stateText({ state, stoodDown }: Incident, { say, name }: Pick<Lexicon, 'say' | 'name'>): string {
  if (stoodDown === undefined) return name('state.', state);
  return say(`stood-down.${stoodDown.as}`, { of: stoodDown.of ?? say('another') });
}
