import type { AnyEntry } from '../../entry/index.ts';
import { structure } from './structure.ts';

/**
 * An entry with nothing left but what the state of the incident follows from: its type, its place, its times, ids of things.
 * What was said, who did it and every other value is gone, and `leftOut` stands there.
 */
export function bare(entry: AnyEntry, leftOut: string): AnyEntry {
  const { words, 'words-salt': _salt, 'entered-by': _typed, ...rest } = entry;
  const isAnswer = entry.type === 'fact.recorded';
  return {
    ...rest,
    by: { name: leftOut },
    // A runbook is the plan, not what somebody said: without its text nothing could be shown at all.
    data: entry.type.startsWith('runbook.') ? entry.data : bareData(entry.data, leftOut),
    ...(words !== undefined && !isAnswer && { words: leftOut }),
  } as AnyEntry;
}

function bareData(data: object, leftOut: string): object {
  return Object.fromEntries(
    Object.entries(data).flatMap(([field, value]): readonly (readonly [string, unknown])[] => {
      if (structure.has(field)) return [[field, value]];
      return typeof value === 'string' && field !== 'value' ? [[field, leftOut]] : [];
    }),
  );
}
