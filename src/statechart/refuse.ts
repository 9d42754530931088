import { nearest } from '../text/index.ts';
import type { EntryType } from '../entry/index.ts';
import type { EntryLike } from './entry-like.ts';
import type { Layout } from './layout.ts';
import { indexOf, lifeAt } from './memory.ts';
import type { Memory } from './memory.ts';
import type { Refusal } from './model.ts';
import { refuseOnStep } from './refuse-on-step.ts';
import type { Case } from './refuse-on-step.ts';

/**
 * Why an entry does not fit a run as it stands; nothing where it does. Refused is only what would make the record false.
 * Never throws.
 */
export function refuse(
  run: { readonly layout: Layout; readonly memory: Memory },
  entry: EntryLike,
): Refusal | undefined {
  const { type, step: id } = entry;
  if (!isWellFormed(entry))
    return { code: 'wrong-type', message: `This is no entry of a run: ${JSON.stringify(type)}.` };
  if (type === 'step.added') return refuseAdded(run, entry);
  if (id === undefined)
    return needsStep.has(type) ? { code: 'no-such-step', message: 'The entry names no step.' } : undefined;
  if (!concernsStep.has(type)) return undefined;
  const found = find(run, id);
  if (found === undefined) return noSuchStep(run, id);
  return refuseTurn(found, entry) ?? refuseOnStep(found, entry);
}

/** What comes from a merge or an import may be anything at all. */
function isWellFormed({ data, step, by }: EntryLike): boolean {
  return (
    typeof data === 'object' &&
    data !== null &&
    (step === undefined || typeof step === 'string') &&
    (by === undefined || typeof by.name === 'string')
  );
}

/** By which a step is settled, or opened again. */
export const outcomes: ReadonlySet<EntryType> = new Set<EntryType>([
  'step.done',
  'step.skipped',
  'step.failed',
  'step.reopened',
  'step.jumped',
  'choice.made',
  'default.taken',
]);
const needsStep: ReadonlySet<EntryType> = new Set<EntryType>([
  ...outcomes,
  'item.ticked',
  'approval.given',
  'approval.refused',
  'approval.gone-without',
  'command.started',
  'command.finished',
  'command.unknown',
]);
const concernsStep: ReadonlySet<EntryType> = new Set<EntryType>([
  ...needsStep,
  'timer.elapsed',
  'evidence.attached',
  'message.sent',
]);

function find({ layout, memory }: { readonly layout: Layout; readonly memory: Memory }, id: string): Case | undefined {
  const index = indexOf(layout, memory, id);
  if (index === undefined) return undefined;
  const step = layout.places[index]?.planned.step;
  return { id, step: step ?? { id, do: id }, life: lifeAt(memory, index), isAdded: step === undefined };
}

function noSuchStep({ layout, memory }: { readonly layout: Layout; readonly memory: Memory }, id: string): Refusal {
  const near = nearest(id, [...layout.plan.keys(), ...memory.added.map((added) => added.id)]);
  return {
    code: 'no-such-step',
    message: `There is no step "${id}" in this runbook.`,
    ...(near !== undefined && { hint: `Did you mean "${near}"?` }),
  };
}

/** Evidence and messages are true whenever they came; all else is about one turn of a step. */
function refuseTurn({ id, life }: Case, { type, turn }: EntryLike): Refusal | undefined {
  if (turn === undefined || turn === life.turn || type === 'evidence.attached' || type === 'message.sent')
    return undefined;
  return {
    code: 'old-turn',
    message: `"${id}" is in its turn ${life.turn}; this belongs to turn ${turn}.`,
    hint: 'Look at the step again, then act on what it is now.',
  };
}

function refuseAdded(
  run: { readonly layout: Layout; readonly memory: Memory },
  { step: id, data }: Extract<EntryLike, { type: 'step.added' }>,
): Refusal | undefined {
  if (typeof id !== 'string' || !addedId.test(id))
    return { code: 'wrong-type', message: `"${String(id)}" cannot be the id of a step.` };
  if (indexOf(run.layout, run.memory, id) !== undefined)
    return { code: 'already-so', message: `There is a step "${id}" already.` };
  return data.after === undefined || indexOf(run.layout, run.memory, data.after) !== undefined
    ? undefined
    : noSuchStep(run, data.after);
}
const addedId = /^[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*)*$/;
