import { references } from '../../src/conditions/index.ts';
import type { AnyEntry } from '../../src/entry/index.ts';
import { allSteps, isStale, surroundings } from '../../src/incident/index.ts';
import type { Act, FoundStep, Incident } from '../../src/incident/index.ts';
import type { Fact, FactValue } from '../../src/runbook/index.ts';
import { itemsOf, worldFor } from '../../src/statechart/index.ts';
import type { Chart, PlannedStep } from '../../src/statechart/index.ts';
import { instant, millis } from '../../src/time/index.ts';

/** What somebody does next: as typed in the line mode, and as the act that it is; a command that runs is no act alone. */
export interface Move {
  readonly line: string;
  readonly act: Act | { readonly run: string };
}

/** A branch of a runbook, in words: `move-or-stay → stay`, `warn-csirt: passed`. */
export type Branch = string;

const chosen = (step: string, option: string): Branch => `${step} → ${option}`;

/** Every branch that a walk can take: each option of each decision, and each conditional step done and passed. */
export function branchesOf({ plan }: Chart): Set<Branch> {
  const branches = new Set<Branch>();
  for (const { id, step } of plan.values()) {
    if ('options' in step) for (const option of Object.keys(step.options)) branches.add(chosen(id, option));
    if (step.when !== undefined) for (const end of ['done', 'passed']) branches.add(`${id}: ${end}`);
  }
  return branches;
}

/** The branches that were taken: decisions by what was recorded of them, also in turns that were gone back on. */
export function takenIn(incident: Incident, entries: readonly AnyEntry[]): Set<Branch> {
  const taken = new Set<Branch>();
  const worked = new Set(entries.map(({ run, step }) => `${run ?? ''}:${step ?? ''}`));
  for (const { step, type, data } of entries)
    if (step !== undefined && (type === 'choice.made' || type === 'default.taken'))
      taken.add(chosen(step, data.option));
  for (const { run, step, life } of allSteps(incident)) {
    if (step.step.when === undefined) continue;
    if (life.state === 'passed') taken.add(`${step.id}: passed`);
    // What holds other steps is "done" when they are; that it was begun is what its condition decides.
    if (life.state === 'done' || life.since !== undefined || worked.has(`${run.id}:${step.id}`))
      taken.add(`${step.id}: done`);
  }
  return taken;
}

/** So often a walk comes back to a repeat before somebody says that it is enough. */
const mostRounds = 4;

/**
 * Walks runbooks to their end, again and again: always what was done least often so far, so that in time every option is
 * taken and every answer given. The same walks come every time.
 */
export class Explorer {
  readonly #times = new Map<string, number>();
  readonly #values = new Map<string, readonly FactValue[]>();
  #inThisWalk = new Map<string, number>();
  #seed = 1;
  readonly #ranks = new Map<string, number>();

  beginWalk(): void {
    this.#ranks.clear();
    this.#inThisWalk = new Map();
  }

  /** The next move, or how long nothing can be done but wait; undefined where all is over. */
  next(incident: Incident, now: string): Move | 'wait' | undefined {
    for (const found of this.#inOrder(openSteps(incident))) {
      const move = this.#onStep(incident, found, now);
      if (move !== undefined) return move;
    }
    const ended = incident.runs.length > 0 && incident.runs.every((run) => run.ended !== undefined);
    if (!ended || incident.state === 'closed') return ended ? undefined : 'wait';
    const word = ({ open: 'stabilise', stabilised: 'resolve', resolved: 'close' } as const)[
      incident.state as 'open' | 'stabilised' | 'resolved'
    ];
    if (word === 'close' && openSteps(incident).length > 0) return 'wait';
    return { line: word, act: { act: word } };
  }

  /**
   * What is decided by a clock comes first. Else each walk prefers other tracks and goes ahead in them as far as it can: what is
   * left behind may be overtaken.
   */
  #inOrder(open: readonly FoundStep[]): readonly FoundStep[] {
    const isPressing = ({ step: { step } }: FoundStep): boolean => 'options' in step && step.default !== undefined;
    const rank = (found: FoundStep): number =>
      isPressing(found) ? -1 : this.#rankOf(`${found.step.parent ?? ''}/${found.step.branch ?? ''}`);
    return open.toSorted((a, b) => rank(a) - rank(b));
  }

  #rankOf(track: string): number {
    const rank = this.#ranks.get(track) ?? this.#chance(1_000);
    this.#ranks.set(track, rank);
    return rank;
  }

  /** Of those taken least in this walk, and then in all, any one: without chance two cycles of the same length would keep step. */
  #least<T>(what: string, among: readonly T[]): T {
    const often = (value: T): number => {
      const key = `${what}=${String(value)}`;
      return (this.#inThisWalk.get(key) ?? 0) * 10_000 + (this.#times.get(key) ?? 0);
    };
    const fewest = Math.min(...among.map(often));
    const least = among.filter((value) => often(value) === fewest);
    const best = least[this.#chance(least.length)] as T;
    const key = `${what}=${String(best)}`;
    this.#times.set(key, (this.#times.get(key) ?? 0) + 1);
    this.#inThisWalk.set(key, (this.#inThisWalk.get(key) ?? 0) + 1);
    return best;
  }

  /** A whole number below a limit; the same ones in every run (Numerical Recipes' generator). */
  #chance(below: number): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#seed / 2 ** 32) * below);
  }

  #onStep(incident: Incident, { run, step, life }: FoundStep, now: string): Move | undefined {
    const name = `${run.id}:${step.id}`;
    if (life.state === 'awaiting')
      return { line: `approve ${name} --by Bo`, act: { act: 'approve', step: name, answer: 'given' } };
    const open = life.asks?.find((id) => isOpenFact(incident, id));
    if (open !== undefined) return this.#answer(incident, open, now);
    if (step.verb === 'parallel' || step.verb === 'follow') return undefined;
    if (step.verb === 'repeat')
      return life.resting === true && (life.round ?? 1) >= mostRounds ? done(name, life.turn) : undefined;
    if ('wait' in step.step) return this.#waitFor(incident, step, name, life.turn, now);

    const world = worldFor(run.chart, run.state, surroundings(incident, run, now), step.prefix);
    const items = itemsOf(step, world).map((_, index) => index + 1);
    const item = items.find((each) => life.ticks?.includes(each) !== true);
    if (item !== undefined)
      return { line: `tick ${name} ${item}`, act: { act: 'tick', step: name, item, ticked: true } };
    // Who answers slowly is asked again for what has gone stale meanwhile.
    const isAsked = (id: string): boolean => {
      const fact = incident.facts[id];
      return life.answered?.includes(id) !== true || (fact !== undefined && isStale(fact, now));
    };
    const asked = (step.step.record ?? []).find(isAsked);
    if (asked !== undefined) return this.#answer(incident, asked, now, name);
    return this.#finish(incident, step, life, name);
  }

  #finish({ messages }: Incident, { step, id }: PlannedStep, life: FoundStep['life'], name: string): Move | undefined {
    if ('options' in step) {
      const option = this.#least(id, Object.keys(step.options));
      // What the runbook suggests may be another: then it wants to know why.
      return {
        line: `choose ${name} ${option} --why Agreed on the bridge`,
        act: { act: 'choose', step: name, option, turn: life.turn },
      };
    }
    if ('run' in step) {
      if (life.command !== undefined) return undefined;
      return life.lastCommand === 'ok' ? done(name, life.turn) : { line: `run ${name}`, act: { run: name } };
    }
    if ('tell' in step) {
      const language = Object.keys(messages[step.message]?.message.text ?? {})[0] ?? 'en';
      const act: Act = { act: 'send', step: name, message: step.message, language, body: 'As it was sent.' };
      return { line: `send ${name}`, act };
    }
    const why = step['needs-evidence'] === undefined ? undefined : 'No picture could be taken';
    return done(name, life.turn, why);
  }

  /** What it waits for is looked after; where its time has no end, it is gone on from. */
  #waitFor(incident: Incident, { step }: PlannedStep, name: string, turn: number, now: string): Move | undefined {
    if (!('wait' in step)) return undefined;
    const facts = step.until === undefined ? [] : references(step.until).facts;
    const open = facts.find((id) => isOpenFact(incident, id));
    if (open !== undefined) return this.#answer(incident, open, now);
    return step.for === undefined && step['at-most'] === undefined ? done(name, turn) : undefined;
  }

  #answer(incident: Incident, id: string, now: string, step?: string): Move | undefined {
    const fact = incident.facts[id]?.fact;
    if (fact === undefined) return undefined;
    const value = this.#least(id, this.#valuesOf(incident, id, fact, now));
    const typed = Array.isArray(value) ? value.join(',') : String(value);
    const act: Act = { act: 'fact', values: [{ fact: id, value }], ...(step !== undefined && { step }) };
    return { line: `fact ${id}=${typed}`, act };
  }

  /** One answer on each side of every threshold that a condition compares it with. */
  #valuesOf(incident: Incident, id: string, fact: Fact, now: string): readonly FactValue[] {
    if (fact.type === 'time') return [instant(millis(now) - 3_600_000, incident.timezone)];
    const known = this.#values.get(id);
    if (known !== undefined) return known;
    const values = valuesFor(incident, id, fact);
    this.#values.set(id, values);
    return values;
  }
}

function done(step: string, turn: number, why?: string): Move {
  const line = `done ${step}${why === undefined ? '' : ` --why ${why}`}`;
  return { line, act: { act: 'done', step, turn } };
}

/** The steps that somebody may work on; duties for afterwards only once their runbook has ended. */
function openSteps(incident: Incident): FoundStep[] {
  return allSteps(incident).filter(
    ({ run, step, life }) =>
      (life.state === 'active' || life.state === 'awaiting') && (!step.afterwards || run.ended !== undefined),
  );
}

function isOpenFact(incident: Incident, id: string): boolean {
  const fact = incident.facts[id];
  return fact !== undefined && (fact.answer?.known !== true || isStale(fact, incident.lastAt));
}

function valuesFor(incident: Incident, id: string, { type, of }: Fact): readonly FactValue[] {
  switch (type) {
    case 'boolean':
      return [true, false];
    case 'choice':
      return of ?? [];
    case 'list':
      return [['one', 'two']];
    case 'number': {
      const limits = incident.runs.flatMap((run) => limitsOf(run.chart, id));
      return [...new Set([0, ...limits.flatMap((limit) => [limit - 1, limit, limit + 1])])].filter((n) => n >= 0);
    }
    default:
      return ['said'];
  }
}

/** The numbers that the runbook's conditions compare a fact with, those of the organisation looked up. */
function limitsOf({ bundle }: Chart, id: string): number[] {
  const { organisation, runbook, followed } = bundle;
  const text = JSON.stringify([runbook, followed]);
  const compared = new RegExp(`facts\\.${id} (?:==|!=|<=?|>=?) ([\\w.]+)`, 'g');
  return [...text.matchAll(compared)].flatMap(([, limit = '']) => {
    const value = limit.startsWith('org.') ? lookUp(organisation, limit.split('.').slice(1)) : Number(limit);
    return typeof value === 'number' && !Number.isNaN(value) ? [value] : [];
  });
}

function lookUp(from: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return from;
  return typeof from === 'object' && from !== null ? lookUp((from as Record<string, unknown>)[key], rest) : undefined;
}
