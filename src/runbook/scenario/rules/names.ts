import type { Finding, Path } from '../../finding.ts';
import { fault, noRunbook, unknown } from '../../rules/subject.ts';
import type { Scenario, Trigger } from '../model.ts';
import type { ScenarioSubject } from '../subject.ts';
import { eachTrigger } from '../triggers.ts';

/** Ids that stand twice, and everything that is named and must be there: the runbook, its roles and facts, injects, branches, objectives. */
export function nameRules(subject: ScenarioSubject): Finding[] {
  const { scenario, drilled, library } = subject;
  const found: Finding[] = [
    ...twice(scenario.injects, 'injects', 'inject'),
    ...numberedTwice(scenario),
    ...twice(scenario.phases ?? [], 'phases', 'phase'),
  ];
  if (scenario.runbook !== '' && drilled === undefined)
    found.push(noRunbook(['runbook'], scenario.runbook, library, 'see what there is: holdfast runbook list'));

  const injects = [...new Set(scenario.injects.map(({ id }) => id))].filter((id) => id !== '');
  const branches = Object.keys(scenario.branches ?? {});
  const objectives = Object.keys(scenario.objectives);
  const named = (
    path: Path,
    kind: string,
    name: string | undefined,
    valid: readonly string[],
    where?: string,
  ): void => {
    if (name !== undefined && !valid.includes(name)) found.push(unknown(path, kind, name, valid, where));
  };
  const role = (path: Path, name: string | undefined): void => {
    const valid = Object.keys(drilled?.roles ?? {});
    if (drilled !== undefined) named(path, 'role', name, valid, ofRunbook('role', valid, scenario.runbook));
  };
  const fact = (path: Path, name: string): void => {
    const valid = Object.keys(drilled?.facts ?? {});
    if (drilled !== undefined && !Object.hasOwn(drilled.facts, name))
      found.push({ ...unknown(path, 'fact', name, valid, ofRunbook('fact', valid, scenario.runbook)), at: 'key' });
  };
  const inject = (path: Path, name: string | undefined): void => named(path, 'inject', name, injects);
  const branch = (path: Path, name: string | undefined): void =>
    named(path, 'branch', name, branches, 'declare it under `branches`');
  const trigger = (given: Trigger | undefined, path: Path): void =>
    eachTrigger(given, path, (each, at) => {
      if (typeof each === 'string') return;
      inject([...at, 'after'], each.after);
      inject([...at, 'answered'], each.answered);
    });

  for (const id of Object.keys(scenario.players ?? {})) {
    const valid = Object.keys(drilled?.roles ?? {});
    if (drilled !== undefined && !Object.hasOwn(drilled.roles, id))
      found.push({
        ...unknown(['players', id], 'role', id, valid, ofRunbook('role', valid, scenario.runbook)),
        at: 'key',
      });
  }
  for (const [index, evaluator] of (scenario.staff?.evaluators ?? []).entries())
    for (const [at, name] of (evaluator?.watches ?? []).entries())
      role(['staff', 'evaluators', index, 'watches', at], name);
  for (const id of Object.keys(scenario.facts ?? {})) fact(['facts', id], id);
  for (const [id, { when }] of Object.entries(scenario.branches ?? {})) trigger(when, ['branches', id, 'when']);
  for (const [id, { tasks = [] }] of Object.entries(scenario.objectives))
    for (const [index, task] of tasks.entries()) branch(['objectives', id, 'tasks', index, 'branch'], task.branch);
  for (const [index, each] of scenario.injects.entries()) {
    const path = ['injects', index];
    for (const [at, name] of (each.to ?? []).entries()) role([...path, 'to', at], name);
    for (const [at, name] of (each.objectives ?? []).entries())
      named([...path, 'objectives', at], 'objective', name, objectives, 'declare it under `objectives`');
    for (const id of Object.keys(each.tells ?? {})) fact([...path, 'tells', id], id);
    branch([...path, 'branch'], each.branch);
    inject([...path, 'after'], each.after);
    trigger(each.when, [...path, 'when']);
    trigger(each.unless, [...path, 'unless']);
    trigger(each.repeat?.until, [...path, 'repeat', 'until']);
    for (const [at, name] of (each.attachments ?? []).entries())
      if (!subject.hasFile(name))
        found.push(
          fault(
            [...path, 'attachments', at],
            'missing-file',
            `there is no file \`${name}\` beside the scenario`,
            'put it there, or take it out',
          ),
        );
  }
  return found;
}

/** Where the names are that there are, if they are too many to be listed, or that there are none. */
const ofRunbook = (kind: string, valid: readonly string[], runbook: string): string =>
  valid.length === 0
    ? `the runbook ${runbook} declares no ${kind}s`
    : `see the ${kind}s of the runbook: holdfast runbook show ${runbook}`;

function twice(things: readonly { readonly id: string }[], key: string, kind: string): Finding[] {
  return things.flatMap(({ id }, index) =>
    id !== '' && things.findIndex((other) => other.id === id) < index
      ? [
          fault(
            [key, index, 'id'],
            'duplicate-id',
            `${kind === 'inject' ? 'an inject' : `a ${kind}`} \`${id}\` stands above already`,
            `every ${kind} has a name of its own`,
          ),
        ]
      : [],
  );
}

/** The staff lets an inject come by its number, and in a planner's list an event is its number: where none is written, its place. */
function numberedTwice({ injects }: Scenario): Finding[] {
  const numbers = injects.map(({ number }, place) => number ?? place + 1);
  return injects.flatMap(({ id, number }, place) => {
    const above = injects[numbers.indexOf(numbers[place] ?? 0)];
    if (above === undefined || above === injects[place] || (number === undefined && above.number === undefined))
      return [];
    return [
      fault(
        ['injects', place, number === undefined ? 'id' : 'number'],
        'duplicate-number',
        number === undefined
          ? `\`${id}\` is number ${place + 1} by its place, and so is \`${above.id}\``
          : above.number === undefined
            ? `\`${above.id}\` is number ${number} by its place`
            : `\`${above.id}\` has the number ${number} already`,
        'give each inject a number of its own',
      ),
    ];
  });
}
