import type { Library } from '../library.ts';
import type { Finding } from '../finding.ts';
import { subjectOf } from '../rules/subject.ts';
import type { Subject } from '../rules/subject.ts';
import type { Inject, Measure, Objective, Scenario } from './model.ts';

/** A measure with where it stands. */
interface PlacedMeasure {
  readonly measure: Measure;
  readonly path: readonly (string | number)[];
}

/** What every rule of scenarios looks at. Of a file with faults the parts that have them are missing. */
export interface ScenarioSubject {
  readonly scenario: Scenario;
  /** The runbook that is drilled, with all that it follows; undefined where there is none such. */
  readonly drilled: Subject | undefined;
  readonly library: Library;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether a file stands beside the scenario. */
  readonly hasFile: (name: string) => boolean;
  readonly measures: readonly PlacedMeasure[];
}

export type ScenarioRule = (subject: ScenarioSubject) => Finding[];

/** Prepares what the rules look at. */
export function scenarioSubject(
  scenario: Scenario,
  { library, today, hasFile }: Pick<ScenarioSubject, 'library' | 'today' | 'hasFile'>,
): ScenarioSubject {
  const runbook = library.runbook(scenario.runbook);
  return {
    scenario,
    drilled: runbook === undefined ? undefined : subjectOf(runbook, library, today),
    library,
    today,
    hasFile,
    measures: [...objectives(scenario.objectives), ...expected(scenario.injects)],
  };
}

const objectives = (given: Readonly<Record<string, Objective>>): PlacedMeasure[] =>
  Object.entries(given).flatMap(([id, { tasks = [] }]) =>
    tasks.flatMap(({ measure }, index) =>
      measure === undefined ? [] : [{ measure, path: ['objectives', id, 'tasks', index, 'measure'] }],
    ),
  );

const expected = (injects: readonly Inject[]): PlacedMeasure[] =>
  injects.flatMap(({ measure }, index) =>
    measure === undefined ? [] : [{ measure, path: ['injects', index, 'measure'] }],
  );
