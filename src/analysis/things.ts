import {
  comesToPlayers,
  type Option,
  type Runbook,
  type Scenario,
  type Step,
  stepTitle,
  type Verb,
  stepVerb,
} from '../runbook/index.ts';

/** One thing of a runbook, or of a scenario that drills it, that can be exercised. Titles are raw text, as written. */
export interface Thing {
  readonly kind: 'step' | 'option' | 'track' | 'inject';
  /** Within its runbook, or its scenario. */
  readonly id: string;
  readonly title: string;
  /** Of an option or a track: the step that it belongs to. */
  readonly step?: string;
  /** Of an inject: its scenario. */
  readonly scenario?: string;
  readonly verb?: Verb;
  /** How deep it stands, 0 for the list of the runbook. */
  readonly level: number;
  /** Of a step: how it is written, by which one tells whether it is still the one that was exercised. */
  readonly wording?: string;
}

type Branches = Readonly<Record<string, Pick<Option, 'title' | 'steps'>>>;

/** Every thing of a runbook in the order written, those of `afterwards` behind, then the injects of its scenarios. */
export function thingsOf(
  runbook: Runbook,
  scenarios: readonly Scenario[],
  titleOf?: (runbook: string) => string | undefined,
): readonly Thing[] {
  const things: Thing[] = [];
  const walk = (steps: readonly Step[], level: number): void => {
    for (const step of steps) {
      const title = stepTitle(step, titleOf);
      things.push({ kind: 'step', id: step.id, title, verb: stepVerb(step), level, wording: wordingOf(step) });
      const branches: Branches = 'options' in step ? step.options : 'tracks' in step ? step.tracks : {};
      const kind = 'options' in step ? 'option' : 'track';
      for (const [id, branch] of Object.entries(branches)) {
        things.push({ kind, id, step: step.id, title: branch.title, level: level + 1 });
        walk(branch.steps ?? [], level + 2);
      }
      if ('repeat' in step) walk(step.steps, level + 1);
    }
  };
  walk(runbook.steps, 0);
  walk(runbook.afterwards ?? [], 0);
  const injects = scenarios.flatMap(({ id: scenario, injects: all }) =>
    all
      .filter(comesToPlayers)
      .map(({ id, title, message }): Thing => ({ kind: 'inject', id, scenario, title: title ?? message, level: 0 })),
  );
  return [...things, ...injects];
}

/** By what a thing is known again: its kind, where it belongs, its id. */
export const keyOf = ({
  kind,
  id,
  step = '',
  scenario = '',
}: Pick<Thing, 'kind' | 'id' | 'step' | 'scenario'>): string => [kind, scenario, step, id].join('\n');

/** A step without the steps inside it: those have a wording of their own. */
export function wordingOf(step: Step): string {
  return JSON.stringify(step, (key, value: unknown) => (key === 'steps' ? undefined : value));
}
