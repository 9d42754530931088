import type { Path } from '../finding.ts';

const named: Readonly<Record<string, string>> = { players: 'player', branches: 'branch', objectives: 'objective' };
const numbered: Readonly<Record<string, string>> = {
  phases: 'phase',
  injects: 'inject',
  tasks: 'task',
  evaluators: 'evaluator',
  all: 'trigger',
  any: 'trigger',
};
const triggers: ReadonlySet<string> = new Set(['when', 'unless', 'until']);

/** What kind of thing stands at a path of a scenario, as named in `scenarioKeys`; undefined for lists, maps and words. */
export function kindInScenario(path: Path): string | undefined {
  const last = path.at(-1);
  const parent = path.at(-2);
  if (last === undefined) return 'drill';
  if (typeof last === 'number') return numbered[String(parent)];
  if (path.length === 1) return last === 'overview' || last === 'staff' ? last : undefined;
  if (path.length === 2) return named[String(path[0])];
  if (last === 'measure' || (last === 'within' && parent === 'measure')) return last === 'within' ? 'timely' : last;
  if (triggers.has(last)) return 'trigger';
  return last === 'answer' || last === 'repeat' ? last : undefined;
}

/** The kinds in words, for messages. */
export const scenarioWords: Readonly<Record<string, string>> = {
  drill: 'a scenario',
  overview: '`overview`',
  player: 'a player',
  staff: '`staff`',
  evaluator: 'an evaluator',
  phase: 'a phase',
  branch: 'a branch',
  objective: 'an objective',
  task: 'a critical task',
  measure: 'a measure',
  timely: '`within`',
  inject: 'an inject',
  answer: '`answer`',
  repeat: '`repeat`',
  trigger: 'a condition',
};

/** What is likely meant where a key is missing, by kind and key. */
export const scenarioExamples: Readonly<Record<string, string>> = {
  'drill.runbook': 'the id of the runbook that is drilled, for example `runbook: data-centre-flood`',
  'drill.lasts': 'the exercise time that it takes, for example `lasts: 2h`',
  'drill.overview': 'kind, scope, threat, sponsor and contact',
  'drill.objectives': 'what it is to show, at least one',
  'drill.injects': 'the events, at least one',
  'inject.id': 'a name that stays for ever, for example `id: second-sensor`',
  'inject.message': 'what the players get, word for word',
  'objective.statement': 'in a sentence, what the players are to achieve',
  'objective.capability': 'the core capability, for example `capability: Operational coordination`',
  'objective.element': 'one of `planning`, `organization`, `equipment`, `training` and `exercises`',
  'player.team': 'who plays it, for example `team: Site team`',
  'phase.at': 'the exercise time at which it begins, for example `at: 40m`',
  'task.task': 'what has to be done, in a sentence',
  'timely.P': 'the time within which it was performed without challenges, for example `P: 10m`',
};
