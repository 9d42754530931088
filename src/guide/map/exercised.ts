import { type Coverage, coverage, coveredText, type ExercisedIn, keyOf, shareText } from '../../analysis/index.ts';
import type { Runbook } from '../../runbook/index.ts';
import type { MapLine } from './about.ts';
import type { MapRow } from './map.ts';

/**
 * What other incidents and drills exercised of a row of the map; nothing of a way, which is no thing of its own, and nothing while they
 * are not known. Raw text.
 */
export function exercisedBefore(row: MapRow, others: readonly ExercisedIn[] | undefined): readonly MapLine[] {
  const said = others === undefined ? undefined : saidOf(row, others);
  return said === undefined ? [] : [{ label: 'Exercised before', text: said }];
}

function saidOf({ kind, run, step, branch }: MapRow, others: readonly ExercisedIn[]): string | undefined {
  if (kind === 'runbook') {
    const { shares } = coverageOf(run.chart.bundle.runbook, others);
    return `${shareText(shares.step)} of its steps`;
  }
  if (step === undefined || step.planned.added === true || kind === 'way' || kind === 'afterwards') return undefined;
  const { id } = step.planned.step;
  const key = keyOf(kind === 'step' ? { kind, id } : { kind, id: branch ?? '', step: id });
  const found = coverageOf(step.planned.runbook, others).things.find((thing) => keyOf(thing) === key);
  return found === undefined ? undefined : coveredText(found);
}

const known = new WeakMap<readonly ExercisedIn[], WeakMap<Runbook, Coverage>>();

/** Worked out once for each runbook: the arrows go over its rows one by one. */
function coverageOf(runbook: Runbook, others: readonly ExercisedIn[]): Coverage {
  const made = known.get(others) ?? new WeakMap<Runbook, Coverage>();
  known.set(others, made);
  const found = made.get(runbook) ?? coverage(runbook, { exercised: others });
  made.set(runbook, found);
  return found;
}
