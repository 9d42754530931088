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

/**
 * What `make` gives of a thing that is replaced at every turn, kept while what it `reads` of it is the same: of the states of an
 * incident that follow one another most have most in common.
 */
export function whileSame<Thing, Made>(
  reads: (thing: Thing) => readonly unknown[],
  make: (thing: Thing) => Made,
): (thing: Thing) => Made {
  let last: { readonly read: readonly unknown[]; readonly made: Made } | undefined;
  return (thing) => {
    const read = reads(thing);
    if (last === undefined || !isSame(last.read, read)) last = { read, made: make(thing) };
    return last.made;
  };
}

function isSame(then: readonly unknown[], now: readonly unknown[]): boolean {
  for (let index = 0; index < now.length; index += 1) if (then[index] !== now[index]) return false;
  return true;
}
