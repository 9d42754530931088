import { roots } from './expression.ts';
import type { Expression, Root } from './expression.ts';
import type { World } from './world.ts';

/** An expression that parsed. */
export type Readable = Extract<Expression, { readonly ok: true }>;

/** One thing that an expression reads: all of a root, a thing of it, or a field of that thing. */
interface Read {
  readonly root: Root;
  readonly name?: string;
  readonly field?: string | undefined;
}

/** What an expression gave, with all that it had read for it. */
interface Given<Value> {
  readonly found: readonly unknown[];
  readonly value: Value;
}

interface Known<Value> {
  readonly reads: readonly Read[];
  /** The newest first: an act compares how things stood before it with how they stand after it. */
  given: readonly Given<Value>[];
}

const mostGiven = 2;

/**
 * Evaluates an expression only where something that it reads is not what it was: the same conditions are asked after every entry, and
 * an entry changes what few of them read. Relies on worlds being replaced, never changed.
 */
export function whileItReadsTheSame<Value>(
  evaluate: (parsed: Readable, world: World) => Value,
): (parsed: Readable, world: World) => Value {
  const known = new WeakMap<Readable, Known<Value>>();
  return (parsed, world) => {
    const memory = known.get(parsed) ?? { reads: readsOf(parsed), given: [] };
    known.set(parsed, memory);
    const { reads, given } = memory;
    const before = given.find(({ found }) => reads.every((read, index) => found[index] === find(world, read)));
    if (before !== undefined) return before.value;
    const value = evaluate(parsed, world);
    const found = reads.map((read) => find(world, read));
    memory.given = [{ found, value }, ...given.slice(0, mostGiven - 1)];
    return value;
  };
}

function readsOf({ readings, readsWhole }: Readable): Read[] {
  const parts = readings.flatMap(({ root: said, name, field }): Read[] => {
    const root = roots.find((each) => each === said);
    // All else is a name of the expression's own, which it has from one of these.
    return root === undefined ? [] : [{ root, name, field }];
  });
  return [...readsWhole.map((root) => ({ root })), ...parts];
}

/** Stand for what is not there: an expression may tell a thing that is missing from one without that field. */
const noThing = Symbol('no such thing');
const noField = Symbol('no such field');

const thingIn = (things: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(things, name) ? things[name] : noThing;

function find(world: World, { root, name, field }: Read): unknown {
  if (name === undefined) return world[root];
  const thing =
    root === 'steps' && world.step !== undefined ? (world.step(name) ?? noThing) : thingIn(world[root], name);
  if (field === undefined || typeof thing !== 'object' || thing === null) return thing;
  return Object.hasOwn(thing, field) ? (thing as Record<string, unknown>)[field] : noField;
}
