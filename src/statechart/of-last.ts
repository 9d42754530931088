/**
 * What `make` gives of a thing that is never changed, kept for the few that were asked about last. States of an incident live for a
 * moment, one after another: a WeakMap of them would keep the collector of garbage busy, for it lets go of its values late.
 */
export function ofLast<Key extends object, More extends readonly unknown[], Made>(
  make: (key: Key, ...more: More) => Made,
  count = 3,
): (key: Key, ...more: More) => Made {
  const kept: { readonly key: Key; readonly made: Made }[] = [];
  let next = 0;
  return (key, ...more) => {
    for (const each of kept) if (each.key === key) return each.made;
    const made = make(key, ...more);
    kept[next] = { key, made };
    next = (next + 1) % count;
    return made;
  };
}
