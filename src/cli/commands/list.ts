import type { IncidentRow } from '../../timeline/index.ts';
import { plural } from '../../text/index.ts';
import { atMost, type Call } from '../call.ts';
import { readStore } from '../store.ts';
import { isOver, markOf } from '../which-incident.ts';
import { dated } from '../how.ts';

/** The incidents and drills, newest last; those that are over only with `--all`. */
export function run(call: Call): void {
  atMost(call, 0);
  const timeline = readStore(call);
  const rows = timeline?.incidents() ?? [];
  timeline?.close();
  const shown = call.has('all') ? rows : rows.filter((row) => !isOver(row));
  if (call.json) {
    call.io.json(
      shown.map(({ alias, title, mode, state, severity, declared, runbook, entries, lastAt }) => ({
        id: alias,
        title,
        mode,
        state,
        severity: severity ?? null,
        declared,
        runbook: runbook ?? null,
        entries,
        last: lastAt,
      })),
    );
    return;
  }
  if (shown.length > 0) call.io.say(...shown.map(line));
  const hidden = rows.length - shown.length;
  if (shown.length === 0)
    call.io.say(
      hidden > 0
        ? 'No incident is open.'
        : 'No incident was ever declared here. Begin: holdfast start RUNBOOK, or holdfast declare "REASON"',
    );
  if (hidden > 0)
    call.io.say(`${plural(hidden, 'incident')} that ${hidden === 1 ? 'is' : 'are'} over: holdfast list --all`);
}

const line = (row: IncidentRow): string =>
  [
    markOf(row),
    row.title,
    `${row.state}${row.severity === undefined ? '' : `, ${row.severity}`}`,
    `declared ${dated(row.declared)}`,
  ].join('  ');
