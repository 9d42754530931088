import type { Finding, Path } from '../finding.ts';
import { onFailure } from '../grammar.ts';
import type { Step } from '../model.ts';
import type { Where } from '../steps.ts';
import { fault, mayBeStep, unknown, warning } from './subject.ts';
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

const scopeRule = 'a `go-to` names a step of the same list or of a list around it';

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
        where.lists.flatMap((list) => list.flatMap(({ id }) => (id === '' || id === step.id ? [] : [id]))),
        scopeRule,
      ),
    ];
  const reason =
    there.afterwards === afterwards
      ? inside(there)
      : there.afterwards
        ? 'it stands in `afterwards`'
        : 'it stands in the response, and this is `afterwards`';
  return [fault(path, 'go-to-scope', `\`${target}\` cannot be gone to from here: ${reason}`, scopeRule)];
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

/** What a step waits for with `after`: that it can be settled before it, whatever happens on the way. */
export function after({ step, where, afterwards }: Placed, subject: Subject): Finding[] {
  const awaited = step.after;
  if (awaited === undefined) return [];
  const path = [...where.path, 'after'];
  if (!mayBeStep(subject, awaited)) return [unknown(path, 'step', awaited, [...subject.stepIds])];
  const never = (message: string, hint: string): Finding[] => [fault(path, 'after-never', message, hint)];
  const mayNever = (message: string, hint: string): Finding[] => [warning(path, 'after-never', message, hint)];
  if (awaited === step.id) return never('the step waits for itself', 'name another step');
  if (where.around.some(({ id }) => id === awaited))
    return never(
      `the step stands inside \`${awaited}\`, which cannot be over before it`,
      'wait for a step before or beside it',
    );
  const there = subject.steps.find((other) => other.step.id === awaited);
  if (there === undefined) return [];
  if (there.afterwards && !afterwards)
    return never(
      `\`${awaited}\` stands in \`afterwards\`, which begins when the response is over`,
      'wait for a step of the response',
    );
  if (comesBehind(there, where))
    return mayNever(
      `\`${awaited}\` comes after this step, so this one waits until somebody jumps ahead`,
      'change the order of the two',
    );
  if (waitsInCircle(step, subject))
    return never(`\`${step.id}\` and \`${awaited}\` wait for each other`, 'take one `after` out');
  const choice = there.where.around.find(
    (around, k) => 'options' in around && !where.lists.some((list) => list === there.where.lists[k]),
  );
  return choice === undefined
    ? []
    : mayNever(
        `\`${awaited}\` comes only where its option of \`${choice.id}\` is chosen; else this step waits for ever`,
        `wait for a step that comes whatever is chosen, or put this one behind \`${choice.id}\``,
      );
}

/** Whether the flow comes to the other step once it has gone on from the one that stands there, and not before. */
function comesBehind({ step, where: there }: Placed, { lists, around, index }: Where): boolean {
  for (const [k, list] of lists.entries()) {
    const inside = around[k - 1];
    const later = list.slice((inside === undefined ? index : list.indexOf(inside)) + 1);
    if (later.some((behind) => behind === step || there.around.includes(behind))) return true;
    const owner = around[k];
    // Its parallel does not wait for this track.
    if (
      owner !== undefined &&
      'tracks' in owner &&
      owner.join?.some((id) => owner.tracks[id]?.steps === list) === false
    )
      return false;
  }
  return false;
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
