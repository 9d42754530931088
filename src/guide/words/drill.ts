import { own } from '../../incident/index.ts';
import { wordAmong } from '../../text/index.ts';
import type { ActName } from './act-info.ts';
import { asAct, oneOf, problem, tooMany } from './kit.ts';
import type { Parsed, Spoken } from './kit.ts';
import { bare } from './things.ts';

type DrillName = Extract<ActName, 'pause' | 'resume' | 'speed' | 'end-exercise' | 'no-duff' | 'answer'>;

/** How the words about a drill are read. */
export const drillParsers: Readonly<Record<DrillName, (spoken: Spoken) => Parsed>> = {
  pause: (spoken) => bare(spoken, { act: 'exercise', change: 'pause' }),
  resume: (spoken) => bare(spoken, { act: 'exercise', change: 'resume' }),
  'end-exercise': (spoken) => bare(spoken, { act: 'exercise', change: 'end' }),
  'no-duff': (spoken) => bare(spoken, { act: 'exercise', change: 'real-world' }),
  speed: (spoken) => {
    const [word] = spoken.words;
    if (word === undefined)
      return { kind: 'asking', prompt: 'How many times as fast?', choices: [], before: ['speed'] };
    // As people write it: 0,5 and 60x too.
    const speed = Number(word.replace(',', '.').replace(/[x×]$/i, ''));
    if (!(speed > 0 && speed <= 10_000))
      return problem(`"${word}" is no speed.`, 'Give a number from 0.1 to 100; 1 is real time.');
    return asAct(spoken, { act: 'exercise', change: { speed } });
  },
  answer: (spoken) => {
    const open = (spoken.guide.drill?.injects ?? []).filter(
      ({ id, asks }) => id !== undefined && asks?.answered === undefined && asks !== undefined,
    );
    const ids = open.flatMap(({ id }) => id ?? []);
    if (spoken.guide.drill?.clock === 'ended') return problem('The exercise has ended.', undefined, 'refused');
    // Whoever types for another names what came to them; it is with whoever sits here that nothing waits.
    const [name = '', ...answer] = spoken.words;
    if (wordAmong(name, ids) === undefined && isAwaited(spoken, name) && answer.length > 0)
      return asAct(spoken, { act: 'answer', inject: name, answer: answer.join(' ').trim() });
    if (ids.length === 0) return problem('No inject waits for an answer.', 'injects shows what has come.', 'refused');
    const [first, ...rest] = spoken.words;
    const only = ids.length === 1 ? ids[0] : undefined;
    if (first === undefined && only === undefined)
      return {
        kind: 'asking',
        prompt: 'Which one do you answer?',
        choices: open.map(({ id, from, asks }) => ({
          label: `${from}: ${asks?.text ?? ''}`,
          words: ['answer', id ?? ''],
        })),
      };
    // Where one alone waits its name need not be typed.
    const named = first === undefined ? undefined : wordAmong(first, ids);
    const id = named ?? only;
    if (id === undefined) {
      const found = oneOf(first ?? '', ids, 'inject that waits for an answer');
      return 'kind' in found ? found : problem(`There is no inject "${first ?? ''}".`);
    }
    const said = (named === undefined ? spoken.words : rest).join(' ').trim();
    const asks = open.find((row) => row.id === id)?.asks;
    if (said === '')
      return {
        kind: 'asking',
        prompt: asks?.text ?? 'Your answer?',
        choices: (asks?.of ?? []).map((option) => ({ label: option, words: ['answer', id, option] })),
        ...(asks?.of.length === 0 && { before: ['answer', id] }),
      };
    return asAct(spoken, { act: 'answer', inject: id, answer: said });
  },
};

/** Whether an inject has come to anybody, and nobody has answered what it asks. */
function isAwaited({ incident: { drill } }: Spoken, id: string): boolean {
  const state = drill === undefined ? undefined : own(drill.injects, id);
  if (state === undefined || state.delivered.length === 0 || state.answered !== undefined) return false;
  return drill?.scenario.injects.some((each) => each.id === id && each.answer !== undefined) === true;
}

/** What waits for somebody to let it come, by its id. */
export function injectByHand(spoken: Spoken): Parsed {
  const [id, extra] = spoken.words;
  if (extra !== undefined) return tooMany(spoken, extra, 'inject INJECT');
  if (spoken.guide.drill === undefined) return problem('No scenario is played here.', undefined, 'refused');
  const { byHand } = spoken.guide.drill;
  if (id !== undefined) return asAct(spoken, { act: 'inject', inject: id.toLowerCase() });
  if (byHand.length === 0)
    return problem('No inject waits for somebody to let it come.', 'It is typed: inject INJECT', 'refused');
  return {
    kind: 'asking',
    prompt: 'Which inject?',
    choices: byHand.map((each) => ({ label: each, words: ['inject', each] })),
  };
}
