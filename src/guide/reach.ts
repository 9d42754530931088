import type { Incident, Run } from '../incident/index.ts';
import { ahead } from '../statechart/index.ts';
import type { StepRow } from './model.ts';
import { keyOf, standing } from './standing.ts';

const known = new WeakMap<Incident, ReadonlySet<string>>();
const coming = new WeakMap<Run, ReadonlySet<string>>();

/** The ids of the steps of a run that the flow can still come to by itself; worked out once for each state of it. */
export function aheadIn(run: Run): ReadonlySet<string> {
  const made = coming.get(run) ?? ahead(run.chart, run.state);
  coming.set(run, made);
  return made;
}

/** The state of a step as people are told it: one that the flow does not come to any more does not wait. */
export const shownState = ({ isOut, state }: StepRow): StepRow['state'] | 'out' => (isOut === true ? 'out' : state);

/**
 * The keys of the steps that wait and that the flow does not come to any more, unless somebody leaves the order; worked out once
 * for each state of an incident. An added step opens when the flow leaves its anchor, so it still comes wherever that does.
 */
export function outOfReach(incident: Incident): ReadonlySet<string> {
  const before = known.get(incident);
  if (before !== undefined) return before;
  const out = new Set<string>();
  for (const { run, planned, life, row } of standing(incident).steps) {
    if (life.state !== 'waiting') continue;
    const isOut =
      planned.added === true
        ? planned.anchor !== undefined && out.has(keyOf(run.id, planned.anchor))
        : !aheadIn(run).has(planned.id);
    if (isOut) out.add(row.key);
  }
  known.set(incident, out);
  return out;
}
