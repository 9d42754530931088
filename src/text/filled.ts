import { oncePerText } from './once-per-text.ts';

/** What may stand in the places of a sentence, by their names. */
export type Filling = Readonly<Record<string, string | number>>;

/**
 * A sentence with its places filled (`{name}`), in one go: what is filled in is not looked at for places again. Of two forms divided by `|`
 * the first stands where `{n}` is 1. A place that is given nothing stands as it is.
 */
export function filled(sentence: string, values: Filling = {}): string {
  if (!sentence.includes('{')) return sentence;
  const [one = '', many = one] = sentence.includes('{n}') ? sentence.split('|') : [sentence];
  const form = values['n'] === 1 ? one : many;
  const [first = '', ...places] = piecesOf(form);
  let text = first;
  for (let place = 0; place < places.length; place += 2) {
    const name = places[place] ?? '';
    text += `${values[name] ?? `{${name}}`}${places[place + 1] ?? ''}`;
  }
  return text;
}

/** More than the program has sentences. */
const mostKept = 4000;

/** What stands around the places of a sentence, and their names in turn. */
const piecesOf = oncePerText(mostKept, (form): readonly string[] => form.split(/\{([a-z]+)\}/));
