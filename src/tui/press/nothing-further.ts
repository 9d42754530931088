import { keyName } from '../keys/keys.ts';
import type { Input } from '../keys/key-parser.ts';

const toTheBeginning = 'up left page-up home k h b g ctrl-b ctrl-a'.split(' ');
const toTheEnd = 'down right page-down end j l G ctrl-f ctrl-e'.split(' ');
const takingAway = 'backspace delete ctrl-u ctrl-k ctrl-w'.split(' ');

/** What is said to a key that has changed nothing: a person must not wonder whether it arrived. */
export function nothingFurther(input: Input): string {
  if (input.kind === 'paste') return 'There was nothing in it to paste.';
  const name = keyName(input);
  if (toTheBeginning.includes(name)) return 'This is the beginning.';
  if (toTheEnd.includes(name) || name === ' ') return 'This is the end.';
  if (takingAway.includes(name)) return 'There is nothing to take away.';
  return `${name} changes nothing here.`;
}
