import { isInstant } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import { expression } from './expression.ts';
import { whileItReadsTheSame } from './reading-the-same.ts';
import type { Readable } from './reading-the-same.ts';
import { pieces } from './template.ts';
import type { World } from './world.ts';

export type Truth = true | false | 'unknown';
export type Value = { known: true; value: unknown } | { known: false };

/** Whether a condition holds; what reads something unknown, or cannot be evaluated, is unknown. Never throws. */
export function truth(source: string, world: World): Truth {
  const result = value(source, world);
  return result.known && typeof result.value === 'boolean' ? result.value : 'unknown';
}

/**
 * What an expression gives: plain data, whole numbers as numbers, times as they were written. Not known where it reads
 * something missing or cannot be evaluated. Never throws.
 */
export function value(source: string, world: World): Value {
  const parsed = expression(source);
  return parsed.ok ? evaluated(parsed, world) : { known: false };
}

const evaluated = whileItReadsTheSame((parsed, world): Value => {
  const { stackTraceLimit } = Error;
  try {
    // That a fact is missing is an everyday answer, and nobody reads where in the library it was found out.
    Error.stackTraceLimit = 0;
    return plainValue(parsed.run(contextOf(parsed, world)));
  } catch {
    return { known: false };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
});

/** How a text for people words what is not known, by its expression, a time, and yes or no. */
export interface Said {
  readonly missing?: (source: string) => string | undefined;
  readonly time?: (at: Instant) => string;
  readonly truth?: (holds: boolean) => string;
}

/**
 * Fills the `{{ }}` of a text. What is not known reads `[not known yet: WHAT]`, where WHAT is the expression as written, and is listed in
 * `missing`. Times stand as they are kept, for a program to read; `said` words both for people. Never throws.
 */
export function fill(template: string, world: World, said: Said = {}): { text: string; missing: readonly string[] } {
  let text = '';
  const missing: string[] = [];
  for (const piece of pieces(template)) {
    if (piece.kind !== 'expression') {
      text += piece.text;
      continue;
    }
    const result = value(piece.source, world);
    const words = result.known ? wording(result.value, said) : undefined;
    text += words ?? `[not known yet: ${said.missing?.(piece.source) ?? piece.source}]`;
    if (words === undefined) missing.push(piece.source);
  }
  return { text, missing };
}

function wording(given: unknown, said: Said): string | undefined {
  if (given === null || given === undefined) return undefined;
  if (typeof given === 'string') return said.time !== undefined && isInstant(given) ? said.time(given) : given;
  if (Array.isArray(given)) return given.map((item: unknown) => wording(item, said) ?? '').join(', ');
  if (typeof given === 'boolean') return said.truth?.(given) ?? String(given);
  if (typeof given === 'number') return String(given);
  return JSON.stringify(given);
}

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;
/** How a time was written, so that it prints with the offset that it was given in. */
const written = new WeakMap<Date, string>();

/**
 * Times are kept as ISO 8601 text, which does not sort once offsets differ: those that the expression names are compared as moments.
 */
function contextOf(
  { reads, readings, readsWhole }: Pick<Readable, 'reads' | 'readings' | 'readsWhole'>,
  world: World,
): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  // Only what it reads: to tell all steps takes longer than most conditions.
  for (const root of reads)
    context[root] =
      root === 'steps' && world.step !== undefined && !readsWhole.includes(root)
        ? stepsRead(readings, world)
        : world[root];
  for (const { root, name, field } of readings) {
    if (root === 'facts' || root === 'incident') replaceMoment(context, root, name);
    else if ((root === 'steps' || root === 'clocks') && (field ?? times[root]) === times[root])
      replaceMoment(context, root, name, times[root]);
  }
  for (const root of readsWhole)
    if (root === 'steps' || root === 'clocks') context[root] = withMoments(context[root], times[root]);
  return context;
}

/** The field that is a time. */
const times = { steps: 'at', clocks: 'due' } as const;

/** All of them, where a condition may read any. */
function withMoments(things: unknown, field: string): unknown {
  if (!isRecord(things)) return things;
  return Object.fromEntries(
    Object.entries(things).map(([name, thing]) => {
      const time = isRecord(thing) && Object.hasOwn(thing, field) ? momentOf(thing[field]) : undefined;
      return [name, time === undefined ? thing : { ...(thing as object), [field]: time }];
    }),
  );
}

function stepsRead(readings: Readable['readings'], world: World): World['steps'] {
  const steps: Record<string, World['steps'][string]> = {};
  for (const { root, name } of readings) {
    const found = root === 'steps' ? world.step?.(name) : undefined;
    if (found !== undefined) steps[name] = found;
  }
  return steps;
}

function replaceMoment(context: Record<string, unknown>, root: string, name: string, field?: string): void {
  const things = context[root];
  if (!isRecord(things) || !Object.hasOwn(things, name)) return;
  const thing = things[name];
  if (field === undefined) {
    const time = momentOf(thing);
    if (time !== undefined) context[root] = { ...things, [name]: time };
  } else if (isRecord(thing) && Object.hasOwn(thing, field)) {
    const time = momentOf(thing[field]);
    if (time !== undefined) context[root] = { ...things, [name]: { ...thing, [field]: time } };
  }
}

function momentOf(given: unknown): Date | undefined {
  if (typeof given !== 'string' || !moment.test(given)) return undefined;
  const time = new Date(given);
  if (Number.isNaN(time.getTime())) return undefined;
  written.set(time, given);
  return time;
}

function plainValue(given: unknown): Value {
  if (given === undefined || typeof given === 'function' || given instanceof Promise) return { known: false };
  // A share of none at all.
  if (typeof given === 'number' && !Number.isFinite(given)) return { known: false };
  return { known: true, value: plain(given) };
}

function plain(given: unknown): unknown {
  if (typeof given === 'bigint') return Number(given);
  // No more digits than a number holds for certain: nobody reads that 0.1 and 0.2 make 0.30000000000000004.
  if (typeof given === 'number') return Number.isInteger(given) ? given : Number(given.toPrecision(15));
  if (given instanceof Date) return written.get(given) ?? given.toISOString();
  if (Array.isArray(given)) return given.map(plain);
  if (isRecord(given)) {
    const prototype: unknown = Object.getPrototypeOf(given);
    // A duration or a type of CEL prints itself.
    if (prototype !== Object.prototype && prototype !== null) return (given as { toString(): string }).toString();
    return Object.fromEntries(Object.entries(given).map(([key, inner]) => [key, plain(inner)]));
  }
  return given;
}

function isRecord(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
