import { nearest } from '../text/index.ts';
import { isTimeZone } from '../time/index.ts';
import type { Library } from './library.ts';
import type { Bundle, FollowStep, Organisation, Runbook } from './model.ts';
import { allSteps } from './steps.ts';

/** The steps of a runbook that follow another, in the order written. */
export function followSteps(runbook: Runbook): FollowStep[] {
  return allSteps(runbook).filter((step): step is FollowStep => 'follow' in step);
}

/**
 * A runbook with all that it follows and the organisation that it is read in. A runbook that is missing, or that comes round to itself, is a
 * problem with every id on the way named.
 */
export function bundle(runbook: Runbook, library: Library): { bundle: Bundle } | { problem: string } {
  const followed = new Map<string, Runbook>();
  const problem = follow(runbook, [runbook.id], followed, library);
  if (problem !== undefined) return { problem };
  const organisation = inSomeZone(library.organisation ?? { holdfast: 1, name: 'unnamed organisation' });
  return { bundle: { runbook, followed: Object.fromEntries(followed), organisation } };
}

/** A misspelt zone must not stop every timer and deadline of the night: it is as good as left out. */
function inSomeZone(organisation: Organisation): Organisation {
  const { timezone, ...rest } = organisation;
  return timezone === undefined || isTimeZone(timezone) ? organisation : rest;
}

function follow(
  runbook: Runbook,
  way: readonly string[],
  followed: Map<string, Runbook>,
  library: Library,
): string | undefined {
  for (const step of followSteps(runbook)) {
    const id = step.follow;
    if (way.includes(id))
      return `The runbooks follow each other in a circle: ${[...way.slice(way.indexOf(id)), id].join(' → ')}.`;
    if (followed.has(id)) continue;
    const next = library.runbook(id);
    if (next === undefined) {
      const near = nearest(id, library.ids);
      return `Step "${step.id}" of ${runbook.id} follows "${id}", and there is no such runbook.${near === undefined ? '' : ` Did you mean "${near}"?`}`;
    }
    const problem = follow(next, [...way, id], followed, library);
    if (problem !== undefined) return problem;
    followed.set(id, next);
  }
  return undefined;
}
