import type { Incident } from '../incident/index.ts';
import { ahead } from '../statechart/index.ts';
import { keyOf, once, standing } from './standing.ts';

const known = new WeakMap<Incident, ReadonlySet<string>>();

/**
 * The keys of the steps that wait and that the flow does not come to any more, unless somebody leaves the order; worked out once
 * for each state of an incident. An added step opens when the flow leaves its anchor, so it still comes wherever that does.
 */
export function outOfReach(incident: Incident): ReadonlySet<string> {
  const before = known.get(incident);
  if (before !== undefined) return before;
  const coming = new Map(incident.runs.map((run) => [run.id, once(() => ahead(run.chart, run.state))]));
  const out = new Set<string>();
  for (const { run, planned, life, row } of standing(incident).steps) {
    if (life.state !== 'waiting') continue;
    const isOut =
      planned.added === true
        ? planned.anchor !== undefined && out.has(keyOf(run.id, planned.anchor))
        : coming.get(run.id)?.().has(planned.id) !== true;
    if (isOut) out.add(row.key);
  }
  known.set(incident, out);
  return out;
}
