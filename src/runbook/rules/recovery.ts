import { durationMs, shortDuration } from '../../time/index.ts';
import type { Finding, Path } from '../finding.ts';
import { onFailure } from '../grammar.ts';
import type { Option, Step } from '../model.ts';
import { childLists } from '../steps.ts';
import { fault } from './subject.ts';
import type { Subject } from './subject.ts';

/** The time since a service was lost, in milliseconds. */
type Away = number;
/** It is not lost; less than any time, so that of several ways the one on which it is away shortest is `Math.min`. */
const here: Away = -Infinity;
/** No way leads there. */
const nowhere: Away = Infinity;

/**
 * Services that come back later than their `rto` allows whichever way is gone: the steps between loss and return are expected to take
 * longer, all together. Of a choice and of a `when` the shorter way counts, of tracks that are waited for the longest: what is said
 * here is certain.
 */
export function recoveryRules({ runbook, steps }: Subject): Finding[] {
  const lost = new Set(steps.flatMap(({ step }) => losses(step)));
  return Object.entries(runbook.services ?? {}).flatMap(([id, { rto }]) => {
    const limit = rto === undefined || !lost.has(id) ? undefined : durationMs(rto);
    return rto === undefined || limit === undefined ? [] : new Recovery(id, rto, limit).through(runbook.steps);
  });
}

/** The services that a step takes away, or one of its options. */
const losses = (step: Step): readonly string[] => [
  ...(step.loses ?? []),
  ...('options' in step ? Object.values(step.options) : []).flatMap(({ loses }) => loses ?? []),
];

/** One walk through a runbook with the eyes of one service. */
class Recovery {
  readonly #service: string;
  readonly #rto: string;
  readonly #limit: number;
  readonly #found: Finding[] = [];
  /** What a `go-to` further up leads to, with how long it was away by then. */
  readonly #arrivals = new Map<string, Away>();

  constructor(service: string, rto: string, limit: number) {
    this.#service = service;
    this.#rto = rto;
    this.#limit = limit;
  }

  through(steps: readonly Step[]): Finding[] {
    this.#list(steps, ['steps'], here);
    return this.#found;
  }

  #list(steps: readonly Step[], path: Path, from: Away): Away {
    return steps.reduce((away, step, index) => this.#step(step, [...path, index], away), from);
  }

  #step(step: Step, path: Path, before: Away): Away {
    const from = Math.min(before, this.#arrivals.get(step.id) ?? nowhere);
    const after = this.#walked(step, path, from + expected(step));
    return step.when === undefined ? after : Math.min(from, after);
  }

  #walked(step: Step, path: Path, from: Away): Away {
    if ('options' in step) return this.#leave(step, this.#options(step.options, path, this.#effects(step, path, from)));
    if ('end' in step) return nowhere;
    const failing = 'command' in step ? onFailure(step['on-failure']) : undefined;
    if (failing?.kind === 'go-to') this.#leave({ 'go-to': failing.step }, from);
    return this.#leave(step, this.#effects(step, path, this.#inside(step, path, from)));
  }

  #options(options: Readonly<Record<string, Option>>, path: Path, from: Away): Away {
    const ends = Object.entries(options).map(([id, option]) => {
      const place = [...path, 'options', id];
      const chosen = this.#effects(option, place, from);
      return this.#leave(option, this.#list(option.steps ?? [], [...place, 'steps'], chosen));
    });
    return Math.min(...ends);
  }

  /** Of a followed runbook nothing is known here: it may bring the service back. */
  #inside(step: Step, path: Path, from: Away): Away {
    if ('follow' in step) return here;
    if ('repeat' in step) return this.#list(step.steps, [...path, 'steps'], from);
    if (!('tracks' in step)) return from;
    const ends = Object.entries(step.tracks).map(([id, track]): [string, Away] => [
      id,
      this.#list(track.steps, [...path, 'tracks', id, 'steps'], from),
    ]);
    return this.#isBroughtBackIn(step)
      ? here
      : Math.max(...ends.flatMap(([id, away]) => (step.join?.includes(id) === false ? [] : [away])));
  }

  #isBroughtBackIn(step: Step): boolean {
    const options = 'options' in step ? Object.values(step.options) : [];
    return (
      [step, ...options].some(({ restores }) => this.#isNamed(restores)) ||
      childLists(step).some(({ steps }) => steps.some((inner) => this.#isBroughtBackIn(inner)))
    );
  }

  #effects({ loses, restores }: Pick<Option, 'loses' | 'restores'>, path: Path, from: Away): Away {
    const away = from === here && this.#isNamed(loses) ? 0 : from;
    if (!this.#isNamed(restores)) return away;
    if (away > this.#limit && away !== nowhere)
      this.#found.push(
        fault(
          [...path, 'restores', restores?.indexOf(this.#service) ?? 0],
          'service-restored-late',
          `even on the shortest way here \`${this.#service}\` is away for ${shortDuration(away)}, and its \`rto\` is ${this.#rto}`,
          'bring it back sooner, expect less of what comes between, or agree on a longer `rto`',
        ),
      );
    return here;
  }

  /** Whatever goes elsewhere does not come out below; a way back is not gone twice. */
  #leave(leaving: { readonly 'go-to'?: string }, away: Away): Away {
    const target = leaving['go-to'];
    if (target === undefined) return away;
    this.#arrivals.set(target, Math.min(away, this.#arrivals.get(target) ?? nowhere));
    return nowhere;
  }

  #isNamed(services: readonly string[] | undefined): boolean {
    return services?.includes(this.#service) === true;
  }
}

/** What a step is expected to take, and a wait to last. */
function expected(step: Step): number {
  const { expect } = step;
  const text = typeof expect === 'object' ? expect.likely : expect;
  const time = durationMs(text ?? '') ?? 0;
  return 'wait' in step ? Math.max(time, durationMs(step.for ?? '') ?? 0) : time;
}
