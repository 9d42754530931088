import { isOfAnotherKind } from '../another-kind.ts';
import { diagnose } from '../diagnostics.ts';
import type { Finding, Path } from '../finding.ts';
import type { Library } from '../library.ts';
import { diagnosticsOf } from '../parse.ts';
import type { Diagnostic } from '../model.ts';
import type { Scenario } from './model.ts';
import { readScenario } from './parse.ts';
import { conditionRules } from './rules/conditions.ts';
import { fireRules } from './rules/fire.ts';
import { measureRules } from './rules/measures.ts';
import { nameRules } from './rules/names.ts';
import { timeRules } from './rules/times.ts';
import { upkeepRules } from './rules/upkeep.ts';
import { valueRules } from './rules/values.ts';
import { scenarioSubject } from './subject.ts';
import type { ScenarioRule } from './subject.ts';

const rules: readonly ScenarioRule[] = [
  nameRules,
  timeRules,
  valueRules,
  conditionRules,
  fireRules,
  measureRules,
  upkeepRules,
];

/**
 * Every error and warning of a scenario, in the order of the file; empty where there is nothing to say. `today` is `YYYY-MM-DD`;
 * `hasFile` says whether a file stands beside it. Never throws: a file that cannot be read is a diagnostic too.
 */
export function checkScenario(
  text: string,
  file: string,
  library: Library,
  { today, hasFile = () => true }: { readonly today: string; readonly hasFile?: (name: string) => boolean },
): Diagnostic[] {
  const read = readScenario(text);
  if (read.events.length === 0 || isOfAnotherKind(read.findings)) return diagnosticsOf(read, file);
  const scenario = soundParts(read.data, read.findings);
  const subject = scenarioSubject(scenario, { library, today, hasFile });
  const further = rules
    .flatMap((rule) => rule(subject))
    .filter((finding) => !read.findings.some((known) => concerns(known, finding.path) || explains(known, finding)));
  return diagnose(read.text, file, read.faults, [...read.findings, ...further], read.events);
}

/** A place whose schema fault was reported has nothing more to say; a fault of what is missing leaves the rest of the thing to be checked. */
function concerns({ path: known, rule }: Finding, path: Path): boolean {
  if (rule === 'unknown-key' || rule === 'missing-key') return path.length <= known.length && begins(known, path);
  return known.length > 0 && begins(path, known);
}

/** An inject whose `at` cannot be read is not one that nothing makes come; nor is unmeasured what has a measure that cannot be. */
function explains({ path: known, rule: fault }: Finding, { rule, path }: Finding): boolean {
  const [, , key, , part] = known;
  switch (rule) {
    case 'inject-never-fires':
      return (
        begins(known, path.slice(0, 2)) && ['at', 'when', 'after', 'branch', 'by-hand', 'kind'].includes(String(key))
      );
    case 'unmeasured-task':
      return begins(known, path.slice(0, 4)) && part === 'measure';
    case 'unmeasured-objective':
      return (
        begins(known, path) &&
        (key === 'rated' || (key === 'tasks' && (part === 'measure' || (part === undefined && fault === 'wrong-type'))))
      );
    case 'unserved-objective':
      return known.length === 1 && known[0] === 'injects';
    default:
      return false;
  }
}

const begins = (path: Path, with_: Path): boolean => with_.every((segment, index) => segment === path[index]);

/**
 * The data without what does not fit the schema, so that all else has its names, times and conditions checked in the same
 * pass. What is left out has its own message already.
 */
function soundParts(data: unknown, findings: readonly Finding[]): Scenario {
  const base = { id: '', title: '', runbook: '', lasts: '', objectives: {}, injects: [] };
  const copy: unknown = structuredClone(data);
  const sound = isMap(copy) ? copy : {};
  for (const { path, rule } of findings) if (rule !== 'missing-key') leaveOut(sound, path);
  return tidied({ ...base, ...sound }) as unknown as Scenario;
}

function leaveOut(data: Record<string, unknown>, path: Path): void {
  let around: unknown = data;
  for (const segment of path.slice(0, -1)) {
    if (typeof around !== 'object' || around === null) return;
    around = Reflect.get(around, segment);
  }
  const last = path.at(-1);
  if (last === undefined || typeof around !== 'object' || around === null) return;
  // In a list the places of the others stay.
  if (Array.isArray(around)) around[Number(last)] = undefined;
  else Reflect.deleteProperty(around, last);
}

/** What every thing of a scenario has, also where it is not written. */
function tidied(scenario: Record<string, unknown>): Record<string, unknown> {
  const list = (given: unknown, needed: object): unknown[] =>
    Array.isArray(given) ? given.map((each: unknown) => ({ ...needed, ...(isMap(each) ? each : {}) })) : [];
  const map = (given: unknown, needed: object): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(isMap(given) ? given : {}).map(([id, each]) => [id, { ...needed, ...(isMap(each) ? each : {}) }]),
    );
  const objectives = Object.entries(map(scenario['objectives'], { statement: '' })).map(([id, objective]) => {
    const { tasks } = objective as { readonly tasks?: unknown };
    return [id, { ...(objective as object), ...(tasks !== undefined && { tasks: list(tasks, { task: '' }) }) }];
  });
  return {
    ...scenario,
    injects: list(scenario['injects'], { id: '', message: '' }).map(withWholeRepeat),
    phases: list(scenario['phases'], { id: '', title: '' }),
    branches: map(scenario['branches'], { title: '' }),
    players: map(scenario['players'], { team: '' }),
    objectives: Object.fromEntries(objectives),
  };
}

function withWholeRepeat(inject: unknown): unknown {
  if (!isMap(inject) || inject['repeat'] === undefined) return inject;
  return { ...inject, repeat: { every: '', times: 1, ...(isMap(inject['repeat']) ? inject['repeat'] : {}) } };
}

const isMap = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);
