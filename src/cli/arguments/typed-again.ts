import type { Call } from '../call.ts';

/**
 * How words are typed once more so that they reach the same record: with the program as it was called here, for on a fresh
 * clone nobody has the command yet, and with the database that was named.
 */
export function typedAgain(
  { around, option }: Pick<Call, 'around' | 'option'>,
  db = option('db'),
): (words?: string) => string {
  // npm tells its scripts that it runs them.
  const isByNpm = around.env['npm_lifecycle_event'] === 'start';
  return (words) => {
    const further = [words, db === undefined ? undefined : `--db ${forShell(db)}`].filter((each) => each !== undefined);
    const program = isByNpm ? ['npm start', ...(further.length === 0 ? [] : ['--'])] : ['holdfast'];
    return [...program, ...further].join(' ');
  };
}

/** How what comes next is typed: of the incident that was named, for without its name it would fall on that of this terminal. */
export function typedNext(call: Pick<Call, 'around' | 'option'>): (words: string) => string {
  const again = typedAgain(call);
  const said = call.option('incident');
  return (words) => again(said === undefined ? words : `${words} -i ${forShell(said)}`);
}

/** A word as a shell takes it for one. */
export function forShell(word: string): string {
  return /^[\w./~@%+=:,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
