/** Words of the page in its language, with their numbers filled in: `{from} to {to} of {all}`. */
export function filled(words: string, numbers: Readonly<Record<string, number>>): string {
  return words.replace(/\{([a-z]+)\}/g, (_, name: string) => String(numbers[name] ?? ''));
}
