import type { Act, Decision } from '../../src/incident/index.ts';
import { nextDue } from '../../src/incident/index.ts';
import { instant, millis } from '../../src/time/index.ts';
import { actOf, type Impulse } from './any-act.ts';
import { Desk } from './incident-desk.ts';

/** Lives through an incident; gives the desk with the state after each entry. */
export function live(runbook: string, impulses: readonly Impulse[], mode: 'real' | 'drill' = 'real'): Desk {
  const desk = new Desk({ mode });
  desk.follow(runbook);
  for (const impulse of impulses) {
    desk.wait(impulse.minutes, impulse.how % 3 !== 0);
    const next = nextDue(desk.incident);
    if (next !== undefined && millis(next) <= desk.now) throw new Error(`What fell due at ${next} was never written.`);
    const decision = decideOn(desk, impulse);
    if (!decision.ok) continue;
    const misfits = desk.incident.misfits.length;
    desk.append(decision.drafts);
    const unfit = desk.incident.misfits.slice(misfits);
    if (unfit.length > 0) throw new Error(`${JSON.stringify(unfit)} of ${JSON.stringify(decision.drafts)}`);
  }
  return desk;
}

/** What comes of an impulse at that desk. */
export function decideOn(desk: Desk, impulse: Impulse): Decision {
  return desk.decide(timed(desk, actOf(desk.incident, impulse), impulse), {
    by: { name: impulse.by },
    ...(impulse.why && { why: 'Because' }),
    ...(impulse.ago > 0 && { at: instant(desk.now - impulse.ago * 60_000, desk.zone) }),
  });
}

/** Half of what is corrected is not the words but the time. */
function timed(desk: Desk, act: Act, { how, ago }: Impulse): Act {
  const target = act.act === 'correct' && how % 2 === 0 ? desk.entries.find(({ id }) => id === act.entry) : undefined;
  if (target === undefined) return act;
  return { act: 'correct', entry: target.id, target, at: instant(desk.now - ago * 60_000, desk.zone) };
}
