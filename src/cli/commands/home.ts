import type { Call } from '../call.ts';
import { Failure } from '../failure.ts';
import { wantsPlain, wantsScreen } from '../screen.ts';
import { readStore } from '../store.ts';
import { welcome } from '../welcome.ts';
import { whichIncident } from '../which-incident.ts';

/**
 * Bare `holdfast`: the guide of this terminal's incident; where none is open, what there is and how to begin. In a pipe
 * `now`, unless somebody says `--plain`.
 */
export async function run(call: Call): Promise<number | void> {
  const there = incidentHere(call);
  if (there instanceof Failure) {
    if (!call.io.interactive) throw there;
    if (!wantsPlain(call)) return (await import('../home-screen.ts')).homeScreen(call);
    call.io.say(...welcome(call));
    return undefined;
  }
  const command = wantsScreen(call) ? await import('./guide.ts') : await import('./now.ts');
  return command.run(call);
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
    // Which one is meant is then said by the page; a fault of the store is none of that.
    if (error instanceof Failure) return error;
    throw error;
  } finally {
    timeline?.close();
  }
}
