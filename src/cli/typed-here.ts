import { commands } from './command-table.ts';

const words: ReadonlySet<string> = new Set(commands.flatMap(({ name, also }) => [name, ...(also ?? [])]));

/** What introduces names, of steps or options, and not a command. */
const listing = /(?:active now|open|there is|one of|say which|written in|the message): $/i;

/**
 * A hint of the rooms below as one types it in a shell: they name a command by its word alone, as the guide takes it, and an
 * entry as `#42`, which a shell would take for a comment.
 */
export function typedHere(hint: string): string {
  return hint
    .replace(/(^|: )([a-z][a-z-]*)(?=[ .,;]|$)/g, (found, before: string, word: string, place: number) =>
      words.has(word) && !listing.test(hint.slice(0, place) + before) ? `${before}holdfast ${word}` : found,
    )
    .replace(/(holdfast [a-z-]+ )#(?=\d)/g, '$1');
}
