import { commands } from '../command-table.ts';

/** Words of the guide that are called otherwise in a shell. */
export const otherwise: ReadonlyMap<string, string> = new Map([
  ['accept-handover', 'handover accept'],
  ['end-exercise', 'drill stop'],
]);

/** What the guide calls by a word alone, by that word: some of it is about a drill here (`injects`). */
const called: ReadonlyMap<string, string> = new Map([
  ...otherwise,
  ...commands.flatMap(({ name }) => (name.startsWith('drill ') ? [[name.slice('drill '.length), name] as const] : [])),
  ...commands.flatMap(({ name, also = [] }) => [name, ...also].map((word) => [word, word] as const)),
]);

/** What introduces names, of steps or options, and not a command. */
const listing = /(?:active now|open|there is|one of|say which|written in|the message): $/i;

/**
 * A hint of the rooms below as one types it in a shell: they name a command by its word alone, as the guide takes it, and an
 * entry as `#42`, which a shell would take for a comment.
 */
export function typedHere(hint: string): string {
  return hint
    .replace(/(^|: )([a-z][a-z-]*)(?=[ .,;]|$)/g, (found, before: string, word: string, place: number) => {
      const command = called.get(word);
      return command === undefined || listing.test(hint.slice(0, place) + before)
        ? found
        : `${before}holdfast ${command}`;
    })
    .replace(/(holdfast [a-z-]+ )#(?=\d)/g, '$1');
}
