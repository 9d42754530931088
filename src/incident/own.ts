/** One thing of a record, and nothing that JavaScript put there: ids come from files and people, and `constructor` is no role. */
export function own<Value>(things: Readonly<Record<string, Value>>, id: string): Value | undefined {
  return Object.hasOwn(things, id) ? things[id] : undefined;
}
