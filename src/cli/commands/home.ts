import { findRunbooks } from '../../files/index.ts';
import type { Call } from '../call.ts';
import { Failure } from '../failure.ts';
import { foldersOf } from '../runbook-source.ts';
import { wantsPlain, wantsScreen } from '../screen.ts';
import { readStore } from '../store.ts';
import { isOver, markOf, whichIncident } from '../which-incident.ts';

/**
 * Bare `holdfast`: the guide of this terminal's incident; where none is open, what there is and how to begin. In a pipe
 * `now`, unless somebody says `--plain`.
 */
export async function run(call: Call): Promise<number | void> {
  const there = incidentHere(call);
  if (there instanceof Failure) {
    if (!call.io.interactive) throw there;
    if (!wantsPlain(call)) return (await import('../home-screen.ts')).homeScreen(call);
    welcome(call);
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

function welcome(call: Call): void {
  const timeline = readStore(call);
  const open = (timeline?.incidents() ?? []).filter((row) => !isOver(row));
  timeline?.close();
  const runbooks = findRunbooks(foldersOf(call));
  call.io.say('holdfast guides you through an incident, step by step, and keeps the record.', '');
  if (open.length === 0) call.io.say('No incident is open.');
  else call.io.say('Open:', ...open.map((row) => `  ${markOf(row)} ${row.title} (${row.state})`));
  call.io.say(
    '',
    'Runbooks:',
    ...(runbooks.length === 0
      ? ['  none found']
      : runbooks.map((one) => `  ${one.id}  ${one.runbook?.title ?? one.problem ?? ''}`)),
  );
  call.io.say(
    '',
    'To begin:',
    '  holdfast start RUNBOOK         declare an incident and be guided',
    '  holdfast declare "REASON"      declare now, choose a runbook later',
    open.length === 0
      ? '  holdfast start RUNBOOK --drill practise; nothing leaves the room'
      : '  holdfast use ID                work on one that is open, then: holdfast',
    '',
    'All commands: holdfast help',
  );
}
