import type { Layout } from './layout.ts';
import { entrances } from './jumps.ts';
import { policyFor, untouchedContext } from './policy.ts';
import type { States } from './policy.ts';
import { listState } from './states.ts';

/**
 * The one machine of a runbook, made from its layout:
 *
 *     run:     not-begun ──runbook.followed──► the root list;   every entry is recorded at the root
 *     list:    its steps, then `:end`;   on `to STEP` one transition for each step in it (the innermost list wins)
 *     step:    gate   → leave if settled · leave, passed, if its `when` is definitely false · else active
 *              active → leave when settled
 *              leave  → (when no added step is open) its `go-to`, or the next of the list
 *     decide:  chosen → the option's list        repeat: round ⇄ pause        follow: the other runbook's list
 *     end:     leave  → closing → `:end` of the runbook that it stands in: no final state, since it can be jumped back from
 *
 * A parallel is not a parallel state of XState: one transition there costs with the square of its regions (5 ms with 60).
 * Its tracks are states in it like any other, and a cursor of its own walks each over this same machine (`cursors.ts`). A
 * cursor's state value is its whole way from the root, so that theirs laid together are what the parallel state's would be.
 */
export function buildMachine(layout: Layout) {
  const duties = layout.duties.map(({ list }) => list);
  const states: States = {
    'not-begun': { on: { 'runbook.followed': { target: layout.root.id, actions: 'recall' }, ...entrances(duties) } },
  };
  for (const list of [layout.root, ...duties]) states[list.id] = listState(layout, list);
  return policyFor(layout).createMachine({
    id: ':run',
    context: untouchedContext,
    initial: 'not-begun',
    states,
    on: { look: { actions: 'recall' }, '*': { guard: 'accepted', actions: 'record' } },
    // A fast-forward goes through every step in one go; a machine that still runs after this goes round for ever.
    options: { maxIterations: 1_000 + 50 * layout.places.length },
  });
}

export type Machine = ReturnType<typeof buildMachine>;
