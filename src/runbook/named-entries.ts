/**
 * What stands under each name, in a map or in a list that was written in its place: `- id: bad`, `- bad: …` or `- bad`. That is a fault with a
 * message of its own, and what is named there is not missing elsewhere. An entry of a list that has no name is called by its number.
 */
export function namedEntries(given: unknown): [string, unknown][] {
  if (typeof given !== 'object' || given === null) return [];
  if (!Array.isArray(given)) return Object.entries(given);
  return given.map((entry: unknown, index): [string, unknown] => {
    if (typeof entry === 'string') return [entry, {}];
    const keys = Object.entries(Object(entry) as Record<string, unknown>);
    const id = keys.find(([key]) => key === 'id')?.[1];
    if (typeof id === 'string') return [id, entry];
    return keys.length === 1 ? keys[0]! : [`${index + 1}`, entry];
  });
}
