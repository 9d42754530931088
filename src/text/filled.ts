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
  return form.replace(/\{([a-z]+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
