import type { AnyEntry, EntryType } from './entry.ts';

/** The types of entries that say that their step is done: somebody said so, it was decided, or its command ended. */
export const completions = [
  'step.done',
  'choice.made',
  'default.taken',
  'command.finished',
] as const satisfies readonly EntryType[];

/** Whether an entry says that its step is done; one that asks for an approval waits for that still. A command has to end well. */
export function isCompletion(entry: AnyEntry): boolean {
  return entry.type === 'command.finished' ? entry.data.ok : (completions as readonly EntryType[]).includes(entry.type);
}
