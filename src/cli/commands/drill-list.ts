import { findScenarios } from '../../files/index.ts';
import { exerciseTime } from '../../guide/index.ts';
import { comesToPlayers, playedMs } from '../../runbook/index.ts';
import { plural, visible } from '../../text/index.ts';
import { shortDuration } from '../../time/index.ts';
import { atMost, type Call } from '../call.ts';
import { foldersNamed } from '../sources/runbook-source.ts';

/** The scenarios that are found, with the runbook that each drills. */
export function run(call: Call): void {
  atMost(call, 0);
  const found = findScenarios(foldersNamed(call));
  if (call.json) {
    call.io.json(
      found.map(({ id, file, scenario, problem }) => ({
        id,
        title: scenario?.title ?? null,
        runbook: scenario?.runbook ?? null,
        kind: scenario?.overview.kind ?? null,
        lasts: scenario?.lasts ?? null,
        played: scenario === undefined ? null : shortDuration(playedMs(scenario)),
        injects: scenario?.injects.filter(comesToPlayers).length ?? null,
        file,
        problem: problem ?? null,
      })),
    );
    return;
  }
  if (found.length === 0)
    call.io.say('No scenario was found. They lie in drills/ beside the runbooks: holdfast help drill');
  for (const { id, file, scenario, problem } of found)
    call.io.say(
      scenario === undefined
        ? `${id}  cannot be played: ${problem ?? ''} (${visible(file)})`
        : `${id}  ${scenario.title}  (${scenario.overview.kind}, ${exerciseTime(scenario)}, ${plural(scenario.injects.filter(comesToPlayers).length, 'inject')}, drills ${scenario.runbook})`,
    );
}
