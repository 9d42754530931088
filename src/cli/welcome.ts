import { findRunbooks } from '../files/index.ts';
import type { Call } from './call.ts';
import { foldersOf } from './runbook-source.ts';
import { readStore } from './store.ts';
import { isOver, markOf } from './which-incident.ts';

/** The home screen in lines: what is open, what can be begun, and how. */
export function welcome(call: Call): string[] {
  const timeline = readStore(call);
  const open = (timeline?.incidents() ?? []).filter((row) => !isOver(row));
  timeline?.close();
  const runbooks = findRunbooks(foldersOf(call));
  return [
    'holdfast guides you through an incident, step by step, and keeps the record.',
    '',
    ...(open.length === 0
      ? ['No incident is open.']
      : ['Open:', ...open.map((row) => `  ${markOf(row)} ${row.title} (${row.state})`)]),
    '',
    'Runbooks:',
    ...(runbooks.length === 0
      ? ['  none found']
      : runbooks.map((one) => `  ${one.id}  ${one.runbook?.title ?? one.problem ?? ''}`)),
    '',
    'To begin:',
    '  holdfast start RUNBOOK         declare an incident and be guided',
    '  holdfast declare "REASON"      declare now, choose a runbook later',
    open.length === 0
      ? '  holdfast start RUNBOOK --drill practise; nothing leaves the room'
      : '  holdfast use ID                work on one that is open, then: holdfast',
    '',
    'All commands: holdfast help',
  ];
}
