import { references } from '../conditions/index.ts';
import { stepThatAsks } from '../guide/index.ts';
import type { FilledMessage } from '../guide/index.ts';
import { factLine } from './press/drafts.ts';
import { say } from './state.ts';
import type { Screen, World } from './state.ts';

/** Asks facts in place, one after another; what an open step asks for is answered for that step. */
export function askFacts(screen: Screen, facts: readonly string[], { guide }: Pick<World, 'guide'>): Screen {
  const step = stepThatAsks(guide, facts);
  return {
    ...screen,
    over: {
      over: 'facts',
      queue: facts,
      line: factLine(screen, facts[0]),
      thenDone: false,
      how: {},
      ...(step === undefined ? {} : { step }),
    },
  };
}

/** Asks what a message wants to say and nobody has answered; a secret is never said, so it is not asked for that. */
export function askMissing(screen: Screen, message: FilledMessage, world: Pick<World, 'guide'>): Screen {
  const sources = message.bodies.flatMap(({ missing }) => missing);
  const wanted = new Set(sources.flatMap((source) => references(source).facts));
  const open = world.guide.facts.filter(({ id, privacy }) => wanted.has(id) && privacy !== 'secret');
  return open.length === 0
    ? say(screen, 'No answer is missing in it.')
    : askFacts(
        screen,
        open.map(({ id }) => id),
        world,
      );
}
