import { briefLog, handoverAct, takenOverText } from '../../guide/index.ts';
import type { Session } from '../../session/index.ts';
import { nearest } from '../../text/index.ts';
import { askLine } from '../ask.ts';
import { briefFile, writeBrief } from '../writing/brief-file.ts';
import { type Call, usageHint } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { howOf } from '../arguments/how.ts';
import { openIncident } from '../opening/open-incident.ts';
import { meantBy } from '../arguments/parse-act.ts';
import { entriesOf, perform } from '../perform.ts';

/** Records the brief for who comes next and shows it; `accept` takes over. */
export async function run(call: Call): Promise<void> {
  const [word, ...person] = call.words;
  if (word !== undefined && word !== 'accept')
    throw wrongUsage(
      `"${word}" was not understood after handover.${nearest(word, ['accept']) ? ' Did you mean "accept"?' : ''}`,
      `${usageHint(call)} [--to PERSON]`,
    );
  const { session, close } = openIncident(call, 'act');
  try {
    if (word === undefined) return await give(call, session);
    const from = person.join(' ').trim();
    const before = session.guide();
    await perform(call, session, { act: 'accept-handover', ...(from !== '' && { from }) }, howOf(call, session));
    const worries = takenOverText(before, session.guide());
    if (worries !== undefined && !call.json) call.io.say(...worries.split('\n'));
  } finally {
    close();
  }
}

/** What cannot be written to its file is not recorded either; and of what is not recorded no file is left, nor another written over. */
async function give(call: Call, session: Session): Promise<void> {
  const how = howOf(call, session);
  const file = briefFile(call);
  const meant = await meantBy(call, session);
  if (meant.kind !== 'handover') throw wrongUsage('That is no handover.', usageHint(call));
  const asked = meant.asks !== undefined && call.io.interactive ? await askLine(`${meant.asks.prompt}:`) : '';
  const said = asked.trim() === '' ? meant.said : { ...meant.said, worries: asked.trim() };
  const by = { name: how.by ?? session.me.name };
  const act = handoverAct(session.incident, by, session.now(), session.log(briefLog), said);
  const { refusal } = session.probe(act, how);
  if (refusal !== undefined) return void entriesOf({ ok: false, refusal, lostRace: false }, act.act);
  const written = file === undefined ? undefined : writeBrief(call, file, act.brief);
  if (!call.json) call.io.say(...act.brief.split('\n'), '');
  try {
    await perform(call, session, act, how);
  } catch (error) {
    written?.drop();
    throw error;
  }
  written?.keep();
  if (file !== undefined && !call.json) call.io.say(`Written: ${file}`);
}
