import type { Finding, Path } from '../finding.ts';
import { onFailure } from '../grammar.ts';
import type { Step } from '../model.ts';
import { fault, unknown, warning } from './subject.ts';
import type { Placed, Subject } from './subject.ts';

export function goTos(placed: Placed, subject: Subject): Finding[] {
  const { step, where } = placed;
  const found: Finding[] = [];
  const check = (target: string | undefined, path: Path): void => {
    if (target !== undefined) found.push(...goTo(target, path, placed, subject));
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
  if (around === undefined) return 'it is a duty of its own, which begins by itself';
  const list =
    'tracks' in around
      ? `the track \`${String(where.path.at(-3))}\` of`
      : 'options' in around
        ? `the option \`${String(where.path.at(-3))}\` of`
        : 'the rounds of';
  return `it stands in ${list} \`${around.id}\``;
}

export function after({ step, where }: Placed, subject: Subject): Finding[] {
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
