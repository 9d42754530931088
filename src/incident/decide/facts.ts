import type { EntryData, FactValue } from '../../entry/index.ts';
import type { Refusal } from '../../statechart/index.ts';
import type { Act, ActContext } from '../act.ts';
import type { FactState, Incident } from '../model.ts';
import { readFact } from '../fact-value.ts';
import { noSuch } from '../refusals.ts';
import { resolveStep } from '../select.ts';
import type { Said, Transaction } from '../transaction.ts';
import { own } from '../own.ts';
import { attempt } from './attempt.ts';

type FactAct = Extract<Act, { act: 'fact' }>;
type Given = FactAct['values'][number]['value'];

/** What people type for "not known yet". */
const notKnown: ReadonlySet<string> = new Set(['unknown', '?', 'not known yet', 'not known']);

/** Answers to facts; all of them or, where one does not fit, none. */
export function writeFacts(tx: Transaction, { values, step }: FactAct, context: ActContext): Refusal | undefined {
  const where = step === undefined ? {} : placeOf(tx.incident, step);
  if ('code' in where) return where;
  if (values.length === 0) return { code: 'needs-words', message: 'No fact was given.', hint: 'fact NAME=VALUE' };
  for (const { fact: id, value } of values) {
    const state = own(tx.incident.facts, id);
    if (state === undefined) return noSuch('fact', id, Object.keys(tx.incident.facts));
    const refused = writeFact(tx, state, value, { ...where, ...(context.why !== undefined && { words: context.why }) });
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function placeOf(incident: Incident, step: string): Said | Refusal {
  const found = resolveStep(incident, step);
  return 'refusal' in found ? found.refusal : { run: found.run.id, step: found.step.id };
}

function writeFact(tx: Transaction, state: FactState, given: Given, said: Said): Refusal | undefined {
  if (isClear(given)) return attempt(tx, 'fact.recorded', { fact: state.id, known: false, cleared: true }, said);
  if (isUnknown(given)) return attempt(tx, 'fact.recorded', { fact: state.id, known: false }, said);
  const read = readFact(state.id, state.fact, given as string | FactValue, {
    now: tx.hand.now,
    timeZone: tx.incident.timezone,
  });
  if ('refusal' in read) return read.refusal;
  const { data, words } = factDraft(state, read.value);
  return attempt(tx, 'fact.recorded', data, { ...said, ...(words !== undefined && { words }) });
}

/** `K=` clears: as if it had never been answered. */
function isClear(given: Given): boolean {
  return typeof given === 'string' ? given.trim() === '' : typeof given === 'object' && 'clear' in given;
}

function isUnknown(given: Given): boolean {
  return typeof given === 'string'
    ? notKnown.has(given.trim().toLowerCase())
    : typeof given === 'object' && 'unknown' in given;
}

/** A known answer as it is written: a personal one in words only, of a secret one only that it was given. */
export function factDraft(
  state: FactState,
  value: FactValue,
): { readonly data: EntryData['fact.recorded']; readonly words?: string } {
  switch (state.fact.privacy) {
    case 'secret':
      return { data: { fact: state.id, known: true, privacy: 'secret' } };
    case 'personal':
      return {
        data: { fact: state.id, known: true, privacy: 'personal' },
        words: typeof value === 'object' ? value.join(', ') : String(value),
      };
    default:
      return { data: { fact: state.id, known: true, value } };
  }
}
