import { stepThatAsks } from '../guide/index.ts';
import { emptyLine } from './line-edit.ts';
import type { Screen, World } from './state.ts';

/** Asks one fact in place; what an open step asks for is answered for that step. */
export function askFact(screen: Screen, fact: string, { guide }: Pick<World, 'guide'>): Screen {
  const step = stepThatAsks(guide, [fact]);
  return {
    ...screen,
    over: {
      over: 'facts',
      queue: [fact],
      line: emptyLine,
      thenDone: false,
      how: {},
      ...(step === undefined ? {} : { step }),
    },
  };
}
