import { acts } from './act-table.ts';
import { actByWord } from '../acts.ts';
import { problem, tooMany } from './kit.ts';
import type { Asking, Parsed, Spoken } from './kit.ts';

/** `replay`, and the words that move in one. */
export const replayParsers = {
  replay: ({ words }: Spoken): Parsed => ({
    kind: 'replay',
    move: words.length === 0 ? { begin: undefined } : { begin: words.join(' ') },
  }),
  back: (spoken: Spoken): Parsed => byEntries(spoken, -1),
  forward: (spoken: Spoken): Parsed => byEntries(spoken, 1),
  to: ({ words }: Spoken): Parsed =>
    words.length === 0
      ? { kind: 'asking', prompt: 'To which entry or time? (#12, 03:12)', choices: [], before: ['to'] }
      : { kind: 'replay', move: { to: words.join(' ') } },
};

function byEntries(spoken: Spoken, way: 1 | -1): Parsed {
  const [count = '1', extra] = spoken.words;
  if (extra !== undefined) return tooMany(spoken, extra, `${spoken.name} [N]`);
  if (!/^[1-9]\d{0,6}$/.test(count))
    return problem(`"${count}" is not a number of entries.`, `It is typed: ${spoken.name} 10`);
  return { kind: 'replay', move: { by: way * Number(count) } };
}

/** Whether a question leads to an act: in a replay it is not put. */
export function asksToAct({ before, choices }: Asking): boolean {
  const word = before?.[0] ?? choices[0]?.words[0] ?? '';
  return acts.some(({ name }) => name === actByWord(word)?.name);
}

/** Whether a line in a replay is a place to go to: an entry or a time by itself. */
export function isPlace(line: string): boolean {
  return /^(?:#?\d+|\d{1,2}:\d\d.*|\d{4}-\d\d-\d\d.*|yesterday .*|-\d.*)$/.test(line.trim());
}
