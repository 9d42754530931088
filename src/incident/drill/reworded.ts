import type { DrillState, InjectState, Told } from './model.ts';

/** The drill once that entry has other words, or none any more. */
export function reworded(drill: DrillState, entry: string, words: string | undefined): DrillState {
  const anew = <One extends { readonly entry: string; readonly words?: string }>(one: One): One => {
    if (one.entry !== entry) return one;
    const { words: _, ...rest } = one;
    return { ...rest, ...(words !== undefined && { words }) } as One;
  };
  const told = (one: Told): Told => (one.entry === entry ? { ...one, words: words ?? '' } : one);
  const inject = ({ delivered, answered, ...state }: InjectState): InjectState => ({
    ...state,
    delivered: delivered.map(told),
    ...(answered !== undefined && { answered: anew(answered) }),
  });
  return {
    ...drill,
    improvised: drill.improvised.map(told),
    injects: mapped(drill.injects, inject),
    rated: mapped(drill.rated, (all) => all.map(anew)),
  };
}

const mapped = <Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
