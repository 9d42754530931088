import { atMost, type Call, usageHint } from '../call.ts';
import { declarationOf, declareAs, organisationIn } from '../opening/declaring.ts';
import { wrongUsage } from '../failure.ts';
import { foldersOf } from '../sources/runbook-source.ts';
import { openStore } from '../opening/store.ts';
import { markOf } from '../arguments/which-incident.ts';
import { meOf, settleHere } from '../arguments/who.ts';

/** Declares an incident before any runbook is chosen: a reason is enough. */
export function run(call: Call): void {
  const reason = call.words.join(' ').trim();
  if (reason === '') throw wrongUsage('Say why, in a few words.', usageHint(call));
  atMost(call, 200);
  const declaration = declarationOf(call, reason, { organisation: organisationIn(foldersOf(call)) });
  const timeline = openStore(call);
  try {
    const id = declareAs(timeline, declaration, meOf(call), 'cli');
    const row = timeline.incidents().find((each) => each.id === id);
    const head = timeline.head(id);
    if (!row) return;
    settleHere(call, id, row.alias);
    if (call.json) call.io.json({ incident: row.alias, head });
    else
      call.io.say(
        `${markOf(row)} declared: ${reason}`,
        `${markOf(row)} Take up a runbook: holdfast follow RUNBOOK (see: holdfast runbook list). Or write down what happens: holdfast n WORDS`,
      );
  } finally {
    timeline.close();
  }
}
