import { listed, nearest } from '../../../text/index.ts';
import type { Finding, Path } from '../../finding.ts';
import type { Runbook } from '../../model.ts';
import { fault, faultAtKey, mayBeStep, unknown, warning } from '../../rules/subject.ts';
import type { Subject } from '../../rules/subject.ts';
import { measureKinds } from '../words.ts';
import type { MeasureKind } from '../words.ts';
import type { Measure, Scenario } from '../model.ts';
import type { ScenarioSubject } from '../subject.ts';

/** Measures that read one thing which is there, and objectives that something measures or somebody rates. */
export function measureRules({ scenario, drilled, measures }: ScenarioSubject): Finding[] {
  return [
    ...measures.flatMap(({ measure, path }) => [
      ...shape(measure, path),
      ...(drilled === undefined ? [] : names(measure, path, scenario, drilled)),
    ]),
    ...objectives(scenario),
    ...scenario.injects.flatMap(({ measure, kind, id }, index) =>
      measure === undefined || kind === 'expected-action'
        ? []
        : [
            faultAtKey(
              ['injects', index, 'measure'],
              'measure-key',
              `\`${id}\` is no action that is expected, and nothing of it is measured`,
              'put the measure on a task of an objective, or write `kind: expected-action`',
            ),
          ],
    ),
  ];
}

/** The keys beside the kind of a measure, by the kinds that they belong to. */
const belongsTo: Readonly<Record<string, readonly MeasureKind[]>> = {
  before: ['step', 'choice'],
  is: ['choice', 'fact', 'answer'],
  to: ['message'],
  'at-least': ['entries'],
  role: ['entries'],
  result: ['entries'],
  on: ['no-deviation'],
  within: ['step', 'choice', 'fact', 'message', 'answer', 'entries'],
  from: ['step', 'choice', 'fact', 'message', 'answer', 'entries'],
};

/** The types of entries that say a role, or what a call came to: of no other can those be counted. */
const entriesWith: Readonly<Record<'role' | 'result', readonly string[]>> = {
  role: ['role.assigned', 'role.acknowledged', 'call.attempted'],
  result: ['call.attempted'],
};

function shape(measure: Measure, path: Path): Finding[] {
  const kinds = measureKinds.filter((kind) => measure[kind] !== undefined);
  const [kind, second] = kinds;
  // Alone, `to` means any message to them.
  if (kind === undefined && measure.to !== undefined) return [];
  if (kind === undefined)
    return [
      fault(path, 'no-measure', 'the measure does not say what it reads', `give it one of ${listed(measureKinds)}`),
    ];
  if (second !== undefined)
    return [
      faultAtKey(
        [...path, second],
        'two-measures',
        `a measure reads one thing, and this one reads \`${kind}\` and \`${second}\``,
        'make two tasks of it, or take one of the two out',
      ),
    ];
  const strangers = Object.entries(belongsTo).flatMap(([key, owners]) =>
    Reflect.get(measure, key) === undefined || owners.includes(kind)
      ? []
      : [
          faultAtKey(
            [...path, key],
            'measure-key',
            `\`${key}\` says nothing about \`${kind}\``,
            `it belongs to ${listed(owners, 'or')}`,
          ),
        ],
  );
  return [...strangers, ...uncountable(measure, path), ...itself(measure, path)];
}

/** A step that is measured against itself says the same whatever the players do. */
function itself({ step, choice, before, from }: Measure, path: Path): Finding[] {
  const own = step ?? choice;
  if (own === undefined) return [];
  return [
    ...(before === own
      ? [
          fault(
            [...path, 'before'],
            'measure-itself',
            `\`${own}\` never comes before itself`,
            'name another step, or take `before` out',
          ),
        ]
      : []),
    ...(from === `step ${own}`
      ? [
          fault(
            [...path, 'from'],
            'measure-itself',
            `counted from itself \`${own}\` is never late`,
            'count from another step, from an inject, or take `from` out',
          ),
        ]
      : []),
  ];
}

function uncountable({ entries, ...measure }: Measure, path: Path): Finding[] {
  if (entries === undefined) return [];
  return (['role', 'result'] as const).flatMap((key) =>
    measure[key] === undefined || entriesWith[key].includes(entries)
      ? []
      : [
          faultAtKey(
            [...path, key],
            'measure-key',
            `an entry \`${entries}\` says no \`${key}\`, so none would ever count`,
            `count ${listed(entriesWith[key], 'or')}, or take \`${key}\` out`,
          ),
        ],
  );
}

function names(measure: Measure, path: Path, scenario: Scenario, drilled: Subject): Finding[] {
  const found: Finding[] = [];
  const steps = [...drilled.stepIds];
  const known = (key: string, kind: string, name: string | undefined, valid: readonly string[]): void => {
    if (name !== undefined && !valid.includes(name))
      found.push(
        unknown([...path, key], kind, name, valid, `the runbook ${scenario.runbook} has no ${kind} of that name`),
      );
  };
  const step = (key: string, id: string | undefined): void => {
    if (id === undefined || !mayBeStep(drilled, id)) known(key, 'step', id, steps);
  };
  for (const key of ['step', 'before', 'on'] as const) step(key, measure[key]);
  known('role', 'role', measure.role, Object.keys(drilled.roles));
  known('fact', 'fact', measure.fact, Object.keys(drilled.facts));
  known('clock-kept', 'clock', measure['clock-kept'], Object.keys(drilled.clocks));
  const books = [drilled.runbook, ...drilled.followed.map(({ runbook }) => runbook)];
  known(
    'message',
    'message',
    measure.message,
    books.flatMap(({ messages = {} }) => Object.keys(messages)),
  );
  found.push(...recipient(measure, path, books));
  if (measure.choice !== undefined) found.push(...choice(measure, path, drilled));
  if (measure.answer !== undefined) found.push(...answer(measure, path, scenario));
  const [what, from] = (measure.from ?? 'start').split(' ');
  if (what === 'step') step('from', from);
  if (what === 'inject') found.push(...delivered(from ?? '', [...path, 'from'], scenario));
  return found;
}

/** Whoever sends may name anybody; what is nearly the name that a message has was most likely meant to be it. */
function recipient({ to }: Measure, path: Path, books: readonly Runbook[]): Finding[] {
  if (to === undefined) return [];
  const known = books.flatMap(({ messages = {} }) => Object.values(messages).map((message) => message.to));
  const near = known.some((each) => each.toLowerCase() === to.toLowerCase()) ? undefined : nearest(to, known);
  return near === undefined
    ? []
    : [
        warning(
          [...path, 'to'],
          'unknown-recipient',
          `no message of the runbook goes to \`${to}\``,
          `did you mean \`${near}\`?`,
        ),
      ];
}

/** An inject from whose delivery something is counted. */
function delivered(id: string, path: Path, { injects }: Scenario): Finding[] {
  const inject = injects.find((each) => each.id === id);
  if (inject === undefined)
    return [
      unknown(
        path,
        'inject',
        id,
        injects.map((each) => each.id),
      ),
    ];
  return inject.kind === 'expected-action'
    ? [
        fault(
          path,
          'measure-key',
          `\`${id}\` is an action that is expected, and is never delivered`,
          'count from an inject that comes, or from `step ID`',
        ),
      ]
    : [];
}

function choice({ choice: step = '', is }: Measure, path: Path, drilled: Subject): Finding[] {
  const { runbook, scope, stepIds } = drilled;
  const decisions = scope.options ?? {};
  const options = Object.hasOwn(decisions, step) ? decisions[step] : undefined;
  if (options === undefined) {
    if (!stepIds.has(step) && mayBeStep(drilled, step)) return [];
    const ids = Object.keys(decisions);
    const where = ids.length === 0 ? `nothing is decided in the runbook ${runbook.id}` : undefined;
    return [
      stepIds.has(step)
        ? fault([...path, 'choice'], 'not-a-decision', `nothing is decided at \`${step}\``, 'measure it with `step`')
        : unknown([...path, 'choice'], 'step', step, ids, where),
    ];
  }
  return values(is).flatMap((option, index) =>
    options.includes(option)
      ? []
      : [unknown(Array.isArray(is) ? [...path, 'is', index] : [...path, 'is'], 'option', option, options)],
  );
}

function answer({ answer: id = '', is }: Measure, path: Path, { injects }: Scenario): Finding[] {
  const asked = injects.find((inject) => inject.id === id);
  if (asked === undefined)
    return [
      unknown(
        [...path, 'answer'],
        'inject',
        id,
        injects.map((inject) => inject.id),
      ),
    ];
  if (asked.answer === undefined)
    return [fault([...path, 'answer'], 'unasked-answer', `\`${id}\` awaits no answer`, 'give that inject `answer`')];
  const { of } = asked.answer;
  return values(is).flatMap((each, index) =>
    of?.includes(each) === true
      ? []
      : [
          fault(
            Array.isArray(is) ? [...path, 'is', index] : [...path, 'is'],
            'unknown-answer',
            `\`${each}\` is no answer to \`${id}\``,
            of === undefined ? 'its answer is words: give it `answer: { of: […] }`' : `its answers are ${listed(of)}`,
          ),
        ],
  );
}

const values = (is: Measure['is']): string[] =>
  is === undefined ? [] : Array.isArray(is) ? is.map(String) : [String(is)];

function objectives({ objectives: given, injects }: Scenario): Finding[] {
  const served = new Set(injects.flatMap((inject) => inject.objectives ?? []));
  return Object.entries(given).flatMap(([id, { tasks = [], rated = false }]): Finding[] => {
    const measured = tasks.some(({ measure }) => measure !== undefined);
    if (!measured && !rated)
      return [
        faultAtKey(
          ['objectives', id],
          'unmeasured-objective',
          `nothing measures the objective \`${id}\``,
          'give one of its tasks a `measure`, or write `rated: true` where an evaluator rates it',
        ),
      ];
    const loose = tasks.flatMap(({ measure }, index) =>
      measure === undefined && !rated
        ? [
            warning(
              ['objectives', id, 'tasks', index, 'task'],
              'unmeasured-task',
              'nothing measures this task',
              'give it a `measure`, or write `rated: true` on the objective',
            ),
          ]
        : [],
    );
    return served.has(id)
      ? loose
      : [
          ...loose,
          {
            ...warning(
              ['objectives', id],
              'unserved-objective',
              `no inject serves the objective \`${id}\``,
              `name it in the \`objectives\` of the injects that put it to the test`,
            ),
            at: 'key',
          },
        ];
  });
}
