import { chooseForTerminal } from '../../files/index.ts';
import type { IncidentRow } from '../../timeline/index.ts';
import { atMost, type Call } from '../call.ts';
import { exit, Failure, notFound } from '../failure.ts';
import { readStore } from '../opening/store.ts';
import { byName, markOf, whichIncident } from '../arguments/which-incident.ts';

/** This terminal works on that incident from now on; without an id, which one that is. */
export function run(call: Call): void {
  atMost(call, 1);
  const [said] = call.words;
  const timeline = readStore(call);
  try {
    if (!timeline) throw notFound('No incident was ever declared here.', 'Declare one: holdfast declare "REASON"');
    const row = said === undefined ? whichIncident(call, timeline, 'read') : byName(said, timeline.incidents());
    if (said !== undefined) remember(call, row);
    if (call.json) call.io.json({ incident: row.alias });
    else
      call.io.say(
        `${markOf(row)} ${said === undefined ? 'is the incident that commands fall on here' : 'is used in this terminal from now on'}: ${row.title} (${row.state})`,
      );
  } finally {
    timeline?.close();
  }
}

function remember(call: Call, row: IncidentRow): void {
  if (chooseForTerminal(call.around, { incident: row.id })) return;
  throw new Failure(
    exit.refused,
    'no-terminal',
    'It cannot be told which terminal this is, so nothing was remembered.',
    `Say it each time: -i ${row.alias}, or once: export HOLDFAST_INCIDENT=${row.alias}`,
  );
}
