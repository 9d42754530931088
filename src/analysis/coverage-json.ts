import type { Coverage, Covered } from './coverage.ts';
import { wasExercised } from './coverage.ts';

/** A coverage for programs (`schemas/output/coverage.schema.json`). */
export function coverageJson({
  runbook,
  title,
  revision,
  incidents,
  drills,
  simulated,
  last,
  shares,
  things,
}: Coverage) {
  return {
    runbook,
    title,
    revision: revision ?? null,
    incidents,
    drills,
    simulated,
    last: last ?? null,
    shares: { steps: shares.step, options: shares.option, tracks: shares.track, injects: shares.inject },
    things: things.map(thingJson),
  };
}

const thingJson = (thing: Covered) => ({
  kind: thing.kind,
  id: thing.id,
  ...(thing.step !== undefined && { step: thing.step }),
  ...(thing.scenario !== undefined && { scenario: thing.scenario }),
  title: thing.title,
  exercised: wasExercised(thing),
  incidents: thing.incidents,
  drills: thing.drills,
  simulated: thing.simulated,
  last: thing.last?.at ?? null,
  in: thing.last?.in ?? null,
  by: thing.by,
  changed: thing.changed === true,
});
