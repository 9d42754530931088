import { durationMs, shortDuration } from '../../../time/index.ts';
import { listed } from '../../../text/index.ts';
import type { Finding, Path } from '../../finding.ts';
import { fault, faultAtKey, warning } from '../../rules/subject.ts';
import type { Inject, Scenario, Trigger } from '../model.ts';
import { comesToPlayers } from '../played.ts';
import type { ScenarioSubject } from '../subject.ts';
import { injectsIn, termOf, termOfInject } from '../terms.ts';
import type { Term } from '../terms.ts';
import { eachTrigger } from '../triggers.ts';

/** Injects that can never come, come round to themselves, or come whatever the players do. */
export function fireRules({ scenario }: ScenarioSubject): Finding[] {
  const times = earliestTimes(scenario);
  const circles = circlesIn(scenario, times);
  return [
    ...scenario.injects.flatMap((inject, index) => {
      const path = ['injects', index];
      const round = circles.find(([first]) => first === inject.id);
      if (round !== undefined)
        return [
          fault(
            [...path, inject.after === undefined ? 'id' : 'after'],
            'inject-cycle',
            `these injects wait for each other in a circle, and none of them can come: ${[...round, inject.id].join(' → ')}`,
            'let one of them come by its own `at`',
          ),
        ];
      if (circles.some((circle) => circle.includes(inject.id))) return [];
      return [...never(inject, path, scenario, times), ...answers(inject, path, scenario), ...alike(inject, path)];
    }),
    ...Object.entries(scenario.branches ?? {}).flatMap(([id, { when }]) => [
      ...answersIn(when, ['branches', id, 'when'], scenario),
      ...(scenario.injects.some(({ branch }) => branch === id)
        ? []
        : [
            {
              ...warning(
                ['branches', id],
                'empty-branch',
                `no inject comes in the branch \`${id}\``,
                'give one `branch: ' + id + '`, or take the branch out',
              ),
              at: 'key' as const,
            },
          ]),
    ]),
  ];
}

/** The soonest that each inject can come, in milliseconds from the start; Infinity where it never can. What is not known is let through. */
function earliestTimes(scenario: Scenario): ReadonlyMap<string, number> {
  const times = new Map(scenario.injects.map(({ id }) => [id, Infinity]));
  for (let round = 0; round <= scenario.injects.length; round += 1) {
    let moved = false;
    for (const inject of scenario.injects) {
      const time = soonest(inject, scenario, times);
      if (time >= (times.get(inject.id) ?? Infinity)) continue;
      times.set(inject.id, time);
      moved = true;
    }
    if (!moved) break;
  }
  return times;
}

function soonest(inject: Inject, scenario: Scenario, times: ReadonlyMap<string, number>): number {
  if (!comesToPlayers(inject)) return Infinity;
  if (inject['by-hand'] === true) return 0;
  const term = termOfInject(inject, scenario);
  if (term === undefined) return Infinity;
  const time = ofTerm(term, times) + delayOf(inject);
  return isRuledOut(inject, term, time, scenario) ? Infinity : time;
}

const delayOf = ({ delay = '0s' }: Inject): number => durationMs(delay) ?? 0;

/** Whether its `unless` holds whenever it could come, whatever the players do. */
function isRuledOut(inject: Inject, term: Term, soonest: number, scenario: Scenario): boolean {
  if (inject.unless === undefined) return false;
  // What held when its delay began may not hold any more when that is over; what has happened has happened.
  const given = [...partsOf(term)].filter(({ kind }) => kind !== 'when' || delayOf(inject) === 0);
  return surelyFrom(termOf(inject.unless), scenario, given) <= soonest;
}

/**
 * From when a condition surely holds, in milliseconds from the start: always where it is among those given, never (Infinity) where that is
 * for people to bring about.
 */
function surelyFrom(term: Term, scenario: Scenario, given: readonly Term[], way: readonly string[] = []): number {
  if (given.some((each) => JSON.stringify(each) === JSON.stringify(term))) return -Infinity;
  switch (term.kind) {
    case 'at':
      return term.ms;
    case 'after': {
      const awaited = scenario.injects.find(({ id }) => id === term.inject);
      if (awaited === undefined || way.includes(awaited.id) || !comesByItself(awaited)) return Infinity;
      const waits = termOfInject(awaited, scenario);
      if (waits === undefined) return Infinity;
      // Of two that come at one time either may be the first.
      return surelyFrom(waits, scenario, [], [...way, awaited.id]) + delayOf(awaited) + 1;
    }
    case 'when':
    case 'answered':
      return Infinity;
    case 'all':
      return Math.max(...term.of.map((each) => surelyFrom(each, scenario, given, way)));
    case 'any':
      return Math.min(...term.of.map((each) => surelyFrom(each, scenario, given, way)));
  }
}

const comesByItself = (inject: Inject): boolean =>
  comesToPlayers(inject) && inject.unless === undefined && inject['by-hand'] !== true;

/** The conditions that all hold where this one does. */
function* partsOf(term: Term): Generator<Term> {
  if (term.kind !== 'all') yield term;
  else for (const each of term.of) yield* partsOf(each);
}

function ofTerm(term: Term, times: ReadonlyMap<string, number>): number {
  switch (term.kind) {
    case 'at':
      return Number.isFinite(term.ms) ? term.ms : 0;
    case 'when':
      return 0;
    case 'after':
    case 'answered':
      return times.get(term.inject) ?? 0;
    case 'all':
      return Math.max(0, ...term.of.map((each) => ofTerm(each, times)));
    case 'any':
      return Math.min(...term.of.map((each) => ofTerm(each, times)));
  }
}

/** Circles among injects that can never come, each begun at its first in the file. */
function circlesIn(scenario: Scenario, times: ReadonlyMap<string, number>): string[][] {
  const stuck = scenario.injects.filter(({ id }) => times.get(id) === Infinity);
  const waits = new Map(
    stuck.map((inject) => {
      const term = termOfInject(inject, scenario);
      const named = term === undefined || !comesToPlayers(inject) ? [] : injectsIn(term);
      return [inject.id, named.filter((name) => times.get(name) === Infinity)];
    }),
  );
  const circles: string[][] = [];
  const seen = new Set<string>();
  const walk = (id: string, way: readonly string[]): void => {
    if (way.includes(id)) {
      const circle = way.slice(way.indexOf(id));
      if (!circles.some((other) => other.includes(id))) circles.push(fromFirst(circle, stuck));
      return;
    }
    if (seen.has(id)) return;
    for (const next of waits.get(id) ?? []) walk(next, [...way, id]);
    seen.add(id);
  };
  for (const { id } of stuck) walk(id, []);
  return circles;
}

function fromFirst(circle: readonly string[], order: readonly Inject[]): string[] {
  const first = order.find(({ id }) => circle.includes(id))?.id ?? '';
  const at = circle.indexOf(first);
  return [...circle.slice(at), ...circle.slice(0, at)];
}

function never(inject: Inject, path: Path, scenario: Scenario, times: ReadonlyMap<string, number>): Finding[] {
  const { id } = inject;
  if (!comesToPlayers(inject) || id === '' || inject['by-hand'] === true) return [];
  const term = termOfInject(inject, scenario);
  // A branch that is not declared has its own message.
  if (term === undefined && inject.branch !== undefined) return [];
  if (term === undefined)
    return [
      fault(
        [...path, 'id'],
        'inject-never-fires',
        `nothing makes \`${id}\` come`,
        'give it `at`, `when` or `after`, or `by-hand: true`',
      ),
    ];
  const time = times.get(id) ?? 0;
  // A length that is none has its own message.
  const lasts = durationMs(scenario.lasts) || Infinity;
  if (time === Infinity && ofTerm(term, times) < Infinity)
    return [
      fault(
        [...path, 'unless'],
        'inject-never-fires',
        `\`${id}\` never comes: whenever it would, its \`unless\` holds already`,
        'let `unless` say what the players should have done by then, or take it out',
      ),
    ];
  if (time === Infinity) {
    const waited = injectsIn(term).find((name) => times.get(name) === Infinity) ?? '';
    const is = scenario.injects.find((other) => other.id === waited);
    const why =
      is?.kind === 'expected-action' ? 'is an action that is expected, and is never delivered' : 'never comes';
    return [
      fault(
        [...path, inject.after === waited ? 'after' : 'id'],
        'inject-never-fires',
        `\`${id}\` waits for \`${waited}\`, which ${why}`,
        'let it wait for something else',
      ),
    ];
  }
  if (time >= lasts)
    return [
      fault(
        [...path, inject.at === undefined ? 'id' : 'at'],
        'inject-never-fires',
        `\`${id}\` comes ${shortDuration(time)} after the start at the soonest, and the exercise lasts ${scenario.lasts}`,
        'let it come sooner, or let the exercise last longer',
      ),
    ];
  const { repeat } = inject;
  const end = repeat === undefined ? 0 : time + (durationMs(repeat.every) ?? 0) * (repeat.times - 1);
  return end < lasts
    ? []
    : [
        warning(
          [...path, 'repeat', 'times'],
          'repeat-too-long',
          `the last time of \`${id}\` would come ${shortDuration(end)} after the start, and the exercise lasts ${scenario.lasts}`,
          'repeat it less often, or let the exercise last longer',
        ),
      ];
}

/** What waits for an answer that nobody is asked for, or that is none of the answers. */
function answers({ when, unless, repeat }: Inject, path: Path, scenario: Scenario): Finding[] {
  return [
    ...answersIn(when, [...path, 'when'], scenario),
    ...answersIn(unless, [...path, 'unless'], scenario),
    ...answersIn(repeat?.until, [...path, 'repeat', 'until'], scenario),
  ];
}

function answersIn(trigger: Trigger | undefined, path: Path, scenario: Scenario): Finding[] {
  const found: Finding[] = [];
  eachTrigger(trigger, path, (each, at) => {
    if (typeof each === 'string') return;
    const { answered, as } = each;
    if (as !== undefined && answered === undefined)
      found.push(
        faultAtKey(
          [...at, 'as'],
          'answer-of-nothing',
          '`as` says which answer, and nothing is `answered` here',
          'add `answered: INJECT`',
        ),
      );
    const asked = scenario.injects.find(({ id }) => id === answered);
    if (asked === undefined) return;
    if (asked.answer === undefined)
      found.push(
        fault(
          [...at, 'answered'],
          'unasked-answer',
          `\`${asked.id}\` awaits no answer`,
          'give that inject `answer`, or wait for it with `after`',
        ),
      );
    else if (as !== undefined && asked.answer.of?.includes(as) !== true)
      found.push(
        fault(
          [...at, 'as'],
          'unknown-answer',
          `\`${as}\` is no answer to \`${asked.id}\``,
          asked.answer.of === undefined
            ? 'its answer is words: give it `answer: { of: […] }`'
            : `its answers are ${listed(asked.answer.of)}`,
        ),
      );
  });
  return found;
}

/** A contingency is for what the players did not do. */
function alike(inject: Inject, path: Path): Finding[] {
  const { id, kind, when, unless, branch } = inject;
  return kind !== 'contingency' ||
    when !== undefined ||
    unless !== undefined ||
    branch !== undefined ||
    inject['by-hand'] === true
    ? []
    : [
        warning(
          [...path, 'kind'],
          'contingency-always',
          `the contingency \`${id}\` comes whatever the players do`,
          'add `unless` with what they should have done, or make it an `inject`',
        ),
      ];
}
