import type { AnyEntry, DeviationKind, Draft, EntryData, EntryType } from '../../entry/index.ts';
import { millis } from '../../time/index.ts';
import { deviationsOf } from '../../statechart/index.ts';
import type { PlannedStep, Refusal } from '../../statechart/index.ts';
import type { ActContext } from '../act.ts';
import type { Incident, Run } from '../model.ts';
import { judge } from '../judge.ts';
import { surroundings } from '../surroundings.ts';
import type { Said, Transaction } from '../transaction.ts';
import { own } from '../own.ts';

/** Adds a draft where the judge has nothing against it; else why not. */
export function attempt<T extends EntryType>(
  tx: Transaction,
  type: T,
  data: EntryData[T],
  said: Said = {},
): Refusal | undefined {
  const { at, by, precision, via } = tx.hand;
  const refused = judge(tx.incident, { type, data, at, by, precision, via, ...said } as unknown as Draft);
  if (refused !== undefined) return refused;
  tx.add(type, data, said);
  return undefined;
}

/** As {@link attempt}, for what a person does to a step: with the ways in which it leaves the plan. */
export function attemptOnStep<T extends EntryType>(
  tx: Transaction,
  run: Run,
  step: PlannedStep,
  type: T,
  data: EntryData[T],
  said: Said,
  context: ActContext,
): Refusal | undefined {
  const { at, by, precision, via } = tx.hand;
  const where = { run: run.id, step: step.id };
  const draft = { type, data, at, by, precision, via, ...said, ...where } as unknown as Draft;
  const refused = judge(tx.incident, draft);
  if (refused !== undefined) return refused;
  const kinds: DeviationKind[] = [
    ...deviationsOf(run.chart, run.state, draft, surroundings(tx.incident, run, tx.hand.at)),
  ];
  const role = roleFor(type, step);
  if (role !== undefined && isHeldByAnother(tx.incident, role, context.by.name)) kinds.push('other-role');
  tx.add(type, data, {
    ...withReason(kinds, said.words ?? context.why, context.why),
    ...said,
    ...where,
  });
  return undefined;
}

/** The words and the deviation of an act: its reason is owed where none was given. */
export function withReason(
  kinds: readonly DeviationKind[],
  words: string | undefined,
  why: string | undefined,
): Pick<Said, 'words' | 'deviation'> {
  return {
    ...(words !== undefined && { words }),
    ...(kinds.length > 0 && { deviation: { kinds, owed: why === undefined } }),
  };
}

/** Whether what counts now is what an entry told. */
export function isSameMoment(counts: string | undefined, at: string): boolean {
  return counts !== undefined && millis(counts) === millis(at);
}

/** The words of an entry that is said again. */
export function saidOf({ words }: Pick<AnyEntry, 'words'>): Said {
  return words === undefined ? {} : { words };
}

/** Whose work it is: of an approval the approver's, of a step its own role's. */
function roleFor(type: EntryType, { role, step }: PlannedStep): string | undefined {
  switch (type) {
    case 'approval.given':
    case 'approval.refused':
      return step.approval?.by;
    case 'step.done':
    case 'step.skipped':
    case 'step.failed':
    case 'choice.made':
    case 'command.started':
      return role;
    default:
      return undefined;
  }
}

/** Doing the work of a role that nobody holds is no deviation: somebody has to. */
function isHeldByAnother(incident: Incident, role: string, person: string): boolean {
  const holder = own(incident.roles, role)?.holder;
  return holder !== undefined && holder !== person;
}
