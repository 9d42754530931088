import type { Finding, Path } from '../finding.ts';
import { onFailure } from '../grammar.ts';
import type { Step } from '../model.ts';
import { childLists } from '../steps.ts';
import { fault, faultAtKey, mostSteps, unknown, warning } from './subject.ts';
import type { Placed, Subject } from './subject.ts';

const deepestList = 16;

/** Where flow can and cannot go: `go-to` and its scope, `after`, what nothing reaches, loops without an end, limits. */
export function flowRules(subject: Subject): Finding[] {
  const targets = new Set<string>();
  const found = subject.steps.flatMap((placed) => [
    ...goTos(placed, subject, targets),
    ...after(placed, subject),
    ...shape(placed, subject),
  ]);
  found.push(
    ...unreached(subject.runbook.steps, ['steps'], targets),
    ...unreached(subject.runbook.afterwards ?? [], ['afterwards'], targets),
    ...limits(subject),
  );
  return found;
}

function goTos(placed: Placed, subject: Subject, targets: Set<string>): Finding[] {
  const { step, where } = placed;
  const found: Finding[] = [];
  const check = (target: string | undefined, path: Path): void => {
    if (target === undefined) return;
    targets.add(target);
    found.push(...goTo(target, path, placed, subject));
  };
  check(step['go-to'], [...where.path, 'go-to']);
  if ('options' in step)
    for (const [id, option] of Object.entries(step.options))
      check(option['go-to'], [...where.path, 'options', id, 'go-to']);
  if ('command' in step && step['on-failure'] !== undefined) {
    const path = [...where.path, 'on-failure'];
    const meant = onFailure(step['on-failure']);
    if (meant === undefined)
      found.push(
        fault(
          path,
          'on-failure',
          `\`${step['on-failure']}\` is not something to do on failure`,
          'write `ask`, `retry 3` or `go-to STEP`',
        ),
      );
    else if (meant.kind === 'go-to') check(meant.step, path);
  }
  return found;
}

/** A target stands in the same list or in one around it: rule of meaning 2. */
function goTo(target: string, path: Path, { step, where, afterwards }: Placed, subject: Subject): Finding[] {
  if (where.lists.some((list) => list.some(({ id }) => id === target))) {
    const alone = target === step.id && path.at(-1) === 'go-to' && path.length === where.path.length + 1;
    return alone
      ? [
          fault(
            path,
            'endless-loop',
            `the step goes to itself, and nothing ends that`,
            'use `repeat` with `until`, `times` or `at-most`',
          ),
        ]
      : [];
  }
  const there = subject.steps.find((other) => other.step.id === target);
  if (there === undefined)
    return [
      unknown(
        path,
        'step',
        target,
        where.lists.flatMap((list) => list.map(({ id }) => id)),
      ),
    ];
  const reason =
    there.afterwards === afterwards
      ? inside(there)
      : there.afterwards
        ? 'it stands in `afterwards`'
        : 'it stands in the response, and this is `afterwards`';
  return [
    fault(
      path,
      'go-to-scope',
      `\`${target}\` cannot be gone to from here: ${reason}`,
      'a `go-to` names a step of the same list or of a list around it',
    ),
  ];
}

function inside({ where }: Placed): string {
  const [around] = where.around;
  if (around === undefined) return 'it stands in another list';
  const list =
    'tracks' in around
      ? `the track \`${String(where.path.at(-3))}\` of`
      : 'options' in around
        ? `the option \`${String(where.path.at(-3))}\` of`
        : 'the rounds of';
  return `it stands in ${list} \`${around.id}\``;
}

function after({ step, where }: Placed, subject: Subject): Finding[] {
  const awaited = step.after;
  if (awaited === undefined) return [];
  const path = [...where.path, 'after'];
  if (!subject.stepIds.has(awaited))
    return subject.incomplete && awaited.includes('/') ? [] : [unknown(path, 'step', awaited, [...subject.stepIds])];
  if (awaited === step.id) return [fault(path, 'after-never', 'the step waits for itself', 'name another step')];
  if (where.around.some(({ id }) => id === awaited))
    return [
      fault(
        path,
        'after-never',
        `the step stands inside \`${awaited}\`, which cannot be over before it`,
        'wait for a step before or beside it',
      ),
    ];
  const later = (where.lists[0] ?? []).slice(where.index + 1).some(({ id }) => id === awaited);
  if (later)
    return [
      warning(
        path,
        'after-never',
        `\`${awaited}\` comes after this step in the same list, so this one waits until somebody jumps ahead`,
        'change the order of the two',
      ),
    ];
  return waitsInCircle(step, subject)
    ? [fault(path, 'after-never', `\`${step.id}\` and \`${awaited}\` wait for each other`, 'take one `after` out')]
    : [];
}

function waitsInCircle(step: Step, subject: Subject): boolean {
  const seen = new Set<string>();
  let next = step.after;
  while (next !== undefined && !seen.has(next)) {
    if (next === step.id) return true;
    seen.add(next);
    const id: string = next;
    next = subject.steps.find((other) => other.step.id === id)?.step.after;
  }
  return false;
}

/** Faults of one step that a schema cannot say. */
function shape({ step, where, afterwards }: Placed, subject: Subject): Finding[] {
  const { path } = where;
  if ('options' in step) {
    const count = Object.keys(step.options).length;
    return count === 1
      ? [
          faultAtKey(
            [...path, 'options'],
            'one-option',
            'a choice with one option is none',
            'add another option, or make it a `do`',
          ),
        ]
      : [];
  }
  if ('wait' in step)
    return step.for === undefined && step.until === undefined && step['at-most'] === undefined
      ? [
          faultAtKey(
            [...path, 'wait'],
            'endless-wait',
            'nothing ends this wait',
            'add `for: 15m` or `until: CONDITION`',
          ),
        ]
      : [];
  if ('repeat' in step)
    return step.until === undefined &&
      step.times === undefined &&
      step['at-most'] === undefined &&
      !leaves(step, step.steps)
      ? [
          faultAtKey(
            [...path, 'repeat'],
            'endless-loop',
            'nothing ends this repeat',
            'add `until: CONDITION`, `until: asked`, `times` or `at-most`',
          ),
        ]
      : [];
  if ('end' in step) {
    const track = where.around.find((around) => 'tracks' in around);
    return track === undefined || afterwards
      ? []
      : [
          warning(
            [...path, 'end'],
            'end-in-track',
            `this ends the whole runbook: the other tracks of \`${track.id}\` are left open`,
            'let the track run out instead, if only it is over',
          ),
        ];
  }
  return 'follow' in step && step.follow === subject.runbook.id
    ? [fault([...path, 'follow'], 'follow-circle', `the runbook follows itself`, 'use `go-to` or `repeat`')]
    : [];
}

/** Whether a round can leave its repeat: by an `end`, or by a `go-to` to a step outside. */
function leaves(repeat: Step, steps: readonly Step[]): boolean {
  const inside = new Set<string>();
  const collect = (list: readonly Step[]): void =>
    list.forEach((step) => (inside.add(step.id), childLists(step).forEach((child) => collect(child.steps))));
  collect(steps);
  const out = (target: string | undefined): boolean =>
    target !== undefined && !inside.has(target) && target !== repeat.id;
  const any = (list: readonly Step[]): boolean =>
    list.some((step) => {
      const failing = 'command' in step ? onFailure(step['on-failure']) : undefined;
      return (
        'end' in step ||
        out(step['go-to']) ||
        ('options' in step && Object.values(step.options).some((option) => out(option['go-to']))) ||
        (failing?.kind === 'go-to' && out(failing.step)) ||
        childLists(step).some((child) => any(child.steps))
      );
    });
  return any(steps);
}

/** Steps behind one that always goes elsewhere, and to which nothing goes: the first of each such run. */
function unreached(list: readonly Step[], path: Path, targets: ReadonlySet<string>): Finding[] {
  const found: Finding[] = [];
  let reached = true;
  for (const [index, step] of list.entries()) {
    const here = [...path, index];
    if (!reached && !targets.has(step.id)) {
      const before = list[index - 1];
      const why =
        before === undefined
          ? ''
          : 'end' in before
            ? `\`${before.id}\` ends the runbook`
            : before['go-to'] === undefined
              ? `every option of \`${before.id}\` goes elsewhere`
              : `\`${before.id}\` goes to \`${before['go-to']}\``;
      found.push(
        fault(
          [...here, 'id'],
          'unreached-step',
          `nothing reaches \`${step.id}\`: ${why}`,
          'move it up, or let a `go-to` name it',
        ),
      );
    }
    reached = fallsThrough(step);
    for (const child of childLists(step)) found.push(...unreached(child.steps, [...here, ...child.path], targets));
  }
  return found;
}

/** Whether flow can come out below a step. */
function fallsThrough(step: Step): boolean {
  if (step.when !== undefined) return true;
  // A step that goes to itself has a message of its own.
  if ((step['go-to'] !== undefined && step['go-to'] !== step.id) || 'end' in step) return false;
  if (!('options' in step)) return true;
  return Object.values(step.options).some((option) => {
    const last = option.steps?.at(-1);
    return option['go-to'] === undefined && (last === undefined || fallsThrough(last));
  });
}

function limits(subject: Subject): Finding[] {
  const found: Finding[] = [];
  const deep = subject.steps.find(({ where }) => where.lists.length > deepestList);
  if (deep !== undefined)
    found.push(
      fault(
        [...deep.where.path, 'id'],
        'too-deep',
        `\`${deep.step.id}\` stands ${deep.where.lists.length} lists deep; at most ${deepestList} are read`,
        'move the inner lists to a runbook of their own and `follow` it',
      ),
    );
  const own = subject.steps.length;
  const { followed } = subject;
  const all =
    own +
    followed.reduce((sum, { runbook }) => sum + countSteps(runbook.steps) + countSteps(runbook.afterwards ?? []), 0);
  if (all > mostSteps) {
    const last = followed.at(-1)?.by;
    const path = own > mostSteps || last === undefined ? ['steps'] : [...last.where.path, 'follow'];
    found.push(
      own > mostSteps
        ? faultAtKey(path, 'too-many-steps', `${own} steps; at most ${mostSteps} are read`, 'split the runbook')
        : fault(
            path,
            'too-many-steps',
            `with what it follows the runbook has more than ${mostSteps} steps`,
            'follow fewer runbooks',
          ),
    );
  }
  return found;
}

function countSteps(steps: readonly Step[]): number {
  return steps.reduce(
    (sum, step) => sum + 1 + childLists(step).reduce((inner, child) => inner + countSteps(child.steps), 0),
    0,
  );
}
