import type { Finding } from '../../finding.ts';
import { dayRule } from '../../rules/days-and-zones.ts';
import { warning } from '../../rules/subject.ts';
import { dated } from '../../rules/upkeep.ts';
import type { ScenarioSubject } from '../subject.ts';

/** What makes a scenario old or thin without making it wrong: warnings, but for a day that is none. */
export function upkeepRules({ scenario, today }: ScenarioSubject): Finding[] {
  const found: Finding[] = [];
  if (scenario.owner === undefined)
    found.push(warning(['id'], 'no-owner', 'nobody owns this scenario', 'add `owner:` with who keeps it right'));
  if (scenario.revision !== undefined)
    found.push(
      ...dated(
        scenario.revision,
        ['revision'],
        'old-revision',
        'the scenario was last revised',
        "play it through, then put today's date",
        today,
      ),
    );
  for (const [index, day] of (scenario.overview?.dates ?? []).entries())
    found.push(...dayRule(day, ['overview', 'dates', index]));
  const rated = Object.entries(scenario.objectives).find(([, objective]) => objective.rated === true);
  if (rated !== undefined && (scenario.staff?.evaluators ?? []).length === 0)
    found.push(
      warning(
        ['objectives', rated[0], 'rated'],
        'no-evaluator',
        `\`${rated[0]}\` is rated by an evaluator, and there is none`,
        'add `staff: { evaluators: [{ name: …, watches: [ROLE] }] }`',
      ),
    );
  return found;
}
