import { structure } from './structure.ts';

/** Data with every text that somebody wrote changed; the same data where none is. */
export function inTexts(data: object, change: (text: string) => string): object {
  const written = Object.entries(data).filter(([field]) => !structure.has(field));
  const others = written.flatMap(([field, value]: readonly [string, unknown]) => {
    const other = typeof value === 'string' ? change(value) : Array.isArray(value) ? value.map(changeOne) : value;
    return JSON.stringify(other) === JSON.stringify(value) ? [] : [[field, other] as const];
  });
  return others.length === 0 ? data : { ...data, ...Object.fromEntries(others) };

  function changeOne(value: unknown): unknown {
    return typeof value === 'string' ? change(value) : value;
  }
}
