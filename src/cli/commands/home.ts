import type { Call } from '../call.ts';
import { Failure } from '../failure.ts';
import { wantsScreen } from '../opening/screen.ts';
import { readStore } from '../opening/store.ts';
import { whichIncident } from '../arguments/which-incident.ts';

/**
 * Bare `holdfast`: the guide of this terminal's incident; where none is meant, home: what there is and what can be begun. In a
 * pipe `now`, unless somebody says `--plain`.
 */
export async function run(call: Call): Promise<number | void> {
  const there = incidentHere(call);
  if (there instanceof Failure) {
    // Whoever names an incident means that one; a program is no visitor.
    if (!wantsScreen(call) || call.json || call.option('incident') !== undefined) throw there;
    return (await import('../opening/open-home.ts')).openHome(call);
  }
  if (!wantsScreen(call)) return (await import('./now.ts')).run(call);
  return (await import('./guide.ts')).run(call);
}

function incidentHere(call: Call): string | Failure {
  const timeline = readStore(call);
  try {
    if (!timeline)
      return new Failure(
        3,
        'not-found',
        'No incident was ever declared here.',
        'Begin: holdfast start RUNBOOK, or holdfast declare "REASON"; help: holdfast help',
      );
    return whichIncident(call, timeline, wantsScreen(call) ? 'act' : 'read').alias;
  } catch (error) {
    // Which one is meant is then chosen at home; a fault of the store is none of that.
    if (error instanceof Failure) return error;
    throw error;
  } finally {
    timeline?.close();
  }
}
