import type { Finding } from '../finding.ts';
import { allSteps } from '../steps.ts';
import { after, goTos } from './go-to.ts';
import { endlessLoops } from './loops.ts';
import { hasLimit, leaves, unreached, unreachedInside } from './reach.ts';
import { fault, faultAtKey, mostSteps, warning } from './subject.ts';
import type { Placed, Subject } from './subject.ts';
import { flowsOf } from './ways.ts';

const deepestList = 16;

/** Where flow can and cannot go: `go-to` and its scope, `after`, what nothing reaches, loops without an end, limits. */
export function flowRules(subject: Subject): Finding[] {
  const found = subject.steps.flatMap((placed) => [
    ...goTos(placed, subject),
    ...after(placed, subject),
    ...shape(placed, subject),
  ]);
  const flows = flowsOf(subject.steps);
  const reached = flows.length === 1 ? flows[0]!.reached : new Set(flows.flatMap((flow) => [...flow.reached]));
  const { steps, afterwards = [] } = subject.runbook;
  found.push(
    ...unreached(steps, ['steps'], reached),
    ...afterwards.flatMap((duty, index) => unreachedInside(duty, ['afterwards', index], reached)),
    ...flows.flatMap(endlessLoops),
    ...limits(subject),
  );
  return found;
}

/** Faults of one step that a schema cannot say. */
function shape({ step, where, afterwards }: Placed, subject: Subject): Finding[] {
  const { path } = where;
  if ('options' in step) {
    const options = Object.values(step.options);
    const found: Finding[] = [];
    if (options.length === 1)
      found.push(
        faultAtKey(
          [...path, 'options'],
          'one-option',
          'a choice with one option is none',
          'add another option, or make it a `do`',
        ),
      );
    if (step.auto === true && options.every((option) => option['suggest-when'] === undefined))
      found.push(
        faultAtKey(
          [...path, 'auto'],
          'auto-without-suggestion',
          'no option says when it is taken by itself, so none ever is',
          'give an option its `suggest-when: CONDITION`, or take `auto` out',
        ),
      );
    return found;
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
    return !hasLimit(step) && !leaves(step, step.steps)
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
  const all = followed.reduce((sum, { runbook }) => sum + allSteps(runbook).length, own);
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
