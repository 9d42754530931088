import type { AnyEntry } from '../entry/index.ts';
import { titlesAt } from '../incident/index.ts';
import type { Incident, Minute } from '../incident/index.ts';
import { millis } from '../time/index.ts';
import type { Guide, StepRow } from './model.ts';
import { keyOf, standing } from './standing.ts';

/** What was weighed in a decision, oldest first. `key`: `run:step`. */
export function minutesOf({ minutes }: Pick<Guide, 'minutes'>, key: string): readonly Minute[] {
  return minutes.filter(({ run, step }) => keyOf(run, step) === key);
}

/** One of the minutes in a line. Raw text. */
export function minuteText({ kind, words = '[words removed]' }: Pick<Minute, 'kind' | 'words'>): string {
  switch (kind) {
    case 'considered':
      return `Considered: ${words}`;
    case 'in-favour':
      return `In favour: ${words}`;
    case 'objection':
      return `Strong objection: ${words}`;
    case 'no-objection':
      return 'Asked: nobody strongly objects';
  }
}

/** The decision that was made last. */
export function lastDecision({ steps }: Pick<Guide, 'steps'>): StepRow | undefined {
  const made = steps.filter((step) => step.verb === 'decide' && step.state === 'done' && step.at !== undefined);
  return made.toSorted((a, b) => millis(b.at ?? '') - millis(a.at ?? ''))[0];
}

/** The options of a decision by its key (`run:step`), open or not, as they are called with what is known now; none where it is no decision. */
export function optionsInPlan(incident: Incident, key: string): { readonly id: string; readonly title: string }[] {
  const found = standing(incident).byKey.get(key);
  if (found === undefined || !('options' in found.planned.step)) return [];
  const titles = titlesAt(incident, incident.lastAt);
  return Object.entries(found.planned.step.options).map(([id, option]) => ({
    id,
    title: titles.branch(found.run, found.planned, id) ?? option.title,
  }));
}

/**
 * What to offer after a decision of weight: one that left what was suggested, or whose runbook wants minutes. The offer
 * is all: nothing waits for it. `how`: the key, or the words, that begin them.
 */
export function minutesOffer(entries: readonly AnyEntry[], incident: Incident, how: string): string | undefined {
  const made = entries.find((entry) => entry.type === 'choice.made' && entry.via !== 'timer');
  if (made?.run === undefined || made.step === undefined) return undefined;
  const step = standing(incident).byKey.get(keyOf(made.run, made.step))?.planned.step;
  const wants = step !== undefined && 'minutes' in step && step.minutes === true;
  const leaves = made.deviation?.kinds.some((kind) => kind === 'not-suggested' || kind === 'changed-choice') === true;
  return wants || leaves ? `${how} writes down what was considered, and who objects.` : undefined;
}
