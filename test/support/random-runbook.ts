import fc from 'fast-check';
import type { Bundle, Option, Runbook, Step } from '../../src/runbook/index.ts';

/**
 * Well-formed runbooks at random: all nine verbs, nested, with conditions over facts, `go-to`, `join`, `after`, approvals.
 *
 * What the checker would refuse is not made: a way back stands only on an option that is not the first, so that a person
 * can always leave the loop, and a repeat always has an `until` or a limit. With `b` true and `n` 10 every `until` holds.
 */
export const anyBundle: fc.Arbitrary<Bundle> = fc
  .record({
    root: list(3),
    followed: list(1),
    afterwards: fc.oneof(fc.array(leaf(), { maxLength: 2 }), list(1)),
    duties: fc.oneof(fc.array(leaf(), { maxLength: 1 }), list(1)),
  })
  .map(({ root, followed, afterwards, duties }) => {
    const other = named('other', 'o', followed, duties);
    return {
      runbook: named('root', 's', root, afterwards),
      followed: { other },
      organisation: { holdfast: 1, name: 'City' },
    };
  });

/** A step before it has an id and knows what it may point at: `toward` picks among what is there. */
interface Sketch {
  readonly verb: 'do' | 'tell' | 'run' | 'wait' | 'decide' | 'parallel' | 'repeat' | 'follow' | 'end';
  readonly when: string | undefined;
  readonly toward: number;
  readonly goTo: boolean;
  readonly after: boolean;
  readonly approval: 'none' | 'wait' | 'go-on';
  readonly extras: number;
  readonly lists: readonly (readonly Sketch[])[];
}

function leaf(): fc.Arbitrary<Sketch> {
  return sketch(fc.constantFrom('do', 'do', 'do', 'tell', 'run', 'wait'), fc.constant([]));
}

function sketch(
  verb: fc.Arbitrary<Sketch['verb']>,
  lists: Sketch['lists'] extends never ? never : fc.Arbitrary<Sketch['lists']>,
): fc.Arbitrary<Sketch> {
  return fc.record({
    verb,
    when: fc.option(fc.constantFrom('facts.b', 'facts.n > 3', '!facts.b'), { nil: undefined, freq: 4 }),
    toward: fc.nat(1_000),
    goTo: fc.boolean(),
    after: fc.integer({ min: 0, max: 7 }).map((chance) => chance === 0),
    approval: fc.constantFrom('none', 'none', 'none', 'wait', 'go-on'),
    extras: fc.nat(1_000),
    lists,
  });
}

function list(depth: number): fc.Arbitrary<readonly Sketch[]> {
  if (depth === 0) return fc.array(leaf(), { minLength: 1, maxLength: 3 });
  const inner = fc.array(list(depth - 1), { minLength: 2, maxLength: 3 });
  const container = sketch(fc.constantFrom('decide', 'parallel', 'repeat'), inner);
  const other = sketch(fc.constantFrom('follow', 'end'), fc.constant([]));
  return fc.array(
    fc.oneof({ arbitrary: leaf(), weight: 5 }, { arbitrary: container, weight: 4 }, { arbitrary: other, weight: 1 }),
    { minLength: 1, maxLength: 4 },
  );
}

interface Scope {
  readonly runbook: string;
  /** Ids of this list and of those around it: what a `go-to` may name, in document order; `ahead` from where. */
  readonly behind: readonly string[];
  readonly ahead: readonly string[];
}

function named(id: string, letter: string, steps: readonly Sketch[], afterwards: readonly Sketch[]): Runbook {
  const ids = new Map<Sketch, string>();
  const number = (sketches: readonly Sketch[]): void => {
    for (const step of sketches) {
      ids.set(step, `${letter}${ids.size + 1}`);
      step.lists.forEach(number);
    }
  };
  number(steps);
  number(afterwards);
  const before: string[] = [];

  const build = (sketches: readonly Sketch[], outer: Scope): Step[] =>
    sketches.map((step, place) => {
      const own = idOf(ids, step);
      const scope = {
        runbook: outer.runbook,
        behind: [...outer.behind, ...sketches.slice(0, place + 1).map((other) => idOf(ids, other))],
        ahead: [...sketches.slice(place + 1).map((other) => idOf(ids, other)), ...outer.ahead],
      };
      const earlier = pick(before, step.toward);
      before.push(own);
      const to = step.goTo && step.extras % 3 === 0 ? pick(scope.ahead, step.toward) : undefined;
      const common = {
        id: own,
        ...(step.when !== undefined && { when: step.when }),
        ...(step.after && earlier !== undefined && { after: earlier }),
        ...(to !== undefined && step.verb !== 'end' && { 'go-to': to }),
        ...(step.approval !== 'none' &&
          asksApproval.has(step.verb) && { approval: { by: 'lead', within: '5m', else: step.approval } }),
        ...(step.extras % 5 === 0 && { checklist: ['one', 'two'] }),
        ...(step.extras % 7 === 0 && { record: ['n'], overdue: '10m' }),
      };
      return withVerb(step, common, scope, (inner) => build(inner, scope));
    });
  return {
    holdfast: 1,
    id,
    title: id,
    steps: build(steps, { runbook: id, behind: [], ahead: [] }),
    afterwards: build(afterwards, { runbook: id, behind: [], ahead: [] }),
  };
}

/** The others end by themselves: nobody would be asked. */
const asksApproval: ReadonlySet<Sketch['verb']> = new Set(['do', 'tell', 'run', 'decide', 'end']);

function withVerb(
  step: Sketch,
  common: { readonly id: string },
  scope: Scope,
  build: (steps: readonly Sketch[]) => Step[],
): Step {
  const title = common.id;
  const some = <T>(...choices: readonly T[]): T => choices[step.extras % choices.length] as T;
  switch (step.verb) {
    case 'do':
      return { ...common, do: title };
    case 'tell':
      return { ...common, tell: title, message: 'm' };
    case 'run': {
      // Back too: whoever finishes it is past it.
      const to = step.goTo ? pick([...scope.ahead, ...scope.behind], step.toward) : undefined;
      return {
        ...common,
        run: title,
        command: ['x'],
        timeout: '1m',
        'on-failure': to === undefined ? 'ask' : `go-to ${to}`,
      };
    }
    case 'wait':
      return {
        ...common,
        wait: title,
        ...some(
          { for: '5m' },
          { until: 'facts.b' },
          { for: '5m', until: 'facts.n > 3' },
          { until: 'facts.b', 'at-most': '9m' },
          {},
        ),
      };
    case 'decide':
      return {
        ...common,
        decide: title,
        options: optionsOf(step, scope, build),
        ...some({}, { auto: true }, { default: { choose: 'x0', after: '5m' } }),
      };
    case 'parallel': {
      const tracks = Object.fromEntries(
        step.lists.map((steps, k) => [`x${k}`, { title: `x${k}`, steps: build(steps) }]),
      );
      return {
        ...common,
        parallel: title,
        tracks,
        ...some({}, {}, { join: ['x0'] }, { join: ['x1'] }, { join: ['x0', 'x1'] }),
      };
    }
    case 'repeat':
      return {
        ...common,
        repeat: title,
        steps: build(step.lists[0] ?? []),
        ...some(
          { times: 2 },
          { until: 'facts.b' },
          { until: 'facts.n > 3', every: '10m' },
          { until: 'asked', every: '10m' },
          { times: 3, every: '5m', 'at-most': '12m' },
        ),
      };
    case 'follow':
      return scope.runbook === 'root' ? { ...common, follow: 'other' } : { ...common, do: title };
    case 'end':
      return { ...common, end: title, ...some({}, { outcome: 'resolved' as const }) };
  }
}

function optionsOf(step: Sketch, scope: Scope, build: (steps: readonly Sketch[]) => Step[]): Record<string, Option> {
  const options: Record<string, Option> = {};
  for (const [k, steps] of step.lists.entries()) {
    const suggested = { title: `x${k}`, ...(k === 1 && { 'suggest-when': 'facts.b' }) };
    const back = k > 0 && step.toward % 3 === 0 ? pick(scope.behind, step.extras) : undefined;
    const ahead = step.toward % 5 === 0 ? pick(scope.ahead, step.extras) : undefined;
    const target = k === 0 ? ahead : back;
    options[`x${k}`] = {
      ...suggested,
      ...((step.extras + k) % 4 !== 0 && { steps: build(steps) }),
      ...(target !== undefined && { 'go-to': target }),
    };
  }
  return options;
}

function pick<T>(among: readonly T[], number: number): T | undefined {
  return among[number % Math.max(1, among.length)];
}

function idOf(ids: ReadonlyMap<Sketch, string>, step: Sketch): string {
  const id = ids.get(step);
  if (id === undefined) throw new Error('every sketch was numbered');
  return id;
}

/** One random thing that somebody, or the clock, does. `target` picks among the active steps, or among all. */
export interface RandomAct {
  readonly kind: (typeof kinds)[number];
  readonly target: number;
  readonly anywhere: boolean;
  readonly pick: number;
  readonly who: string;
}

const kinds = [
  'done',
  'done',
  'done',
  'done',
  'skip',
  'fail',
  'reopen',
  'jump',
  'add',
  'choose',
  'choose',
  'tick',
  'fact',
  'fact',
  'approve',
  'refuse',
  'without',
  'timer',
  'timer',
  'default',
  'command',
  'command-end',
  'evidence',
  'severity',
  'garbage',
] as const;

export const anyAct: fc.Arbitrary<RandomAct> = fc.record({
  kind: fc.constantFrom(...kinds),
  target: fc.nat(1_000),
  anywhere: fc.integer({ min: 0, max: 3 }).map((chance) => chance === 0),
  pick: fc.nat(1_000),
  who: fc.constantFrom('Karen', 'Bo', 'Lis'),
});
