import { briefLog, briefText, handoverBrief } from '../../guide/index.ts';
import type { Incident } from '../../incident/index.ts';
import { atMost, type Call } from '../call.ts';
import { openIncident } from '../opening/open-incident.ts';
import { briefFile, writeBrief } from '../writing/brief-file.ts';

/** The handover brief as it stands now: on standard output, or in a file that its owner alone may read. Nothing is recorded. */
export function run(call: Call): void {
  atMost(call, 0);
  const { session, close } = openIncident(call, 'read');
  try {
    const { incident, me } = session;
    const brief = handoverBrief(incident, me, session.now(), session.log(briefLog));
    const text = briefText(brief, incident);
    const file = briefFile(call);
    if (file !== undefined) writeBrief(call, file, text).keep();
    if (call.json)
      call.io.json({
        incident: incident.alias,
        head: session.head,
        by: brief.by,
        at: brief.at,
        parts: brief.parts,
        period: periodJson(incident.period),
        waiting: Object.values(incident.handovers).map(({ from, to, at, roles }) => ({
          from,
          to: to ?? null,
          at,
          roles,
        })),
        ...(file !== undefined && { file }),
      });
    else if (file === undefined) call.io.say(...text.split('\n'));
    else call.io.say(`Written: ${file}`);
  } finally {
    close();
  }
}

function periodJson(period: Incident['period']): object | null {
  if (period === undefined) return null;
  const { number, until, objectives } = period;
  return { number, until: until ?? null, objectives };
}
