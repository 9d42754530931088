import { leftBehindText } from '../guide/index.ts';
import type { Decision, Incident } from '../incident/index.ts';
import type { Probed } from './model.ts';

/** What the judge's answer to an act tells before it is done to that incident. */
export function probed(decision: Decision, incident: Incident): Probed {
  if (!decision.ok) return { deviates: false, refusal: decision.refusal };
  const { deviation, foreseen } = decision;
  if (deviation === undefined) return { deviates: false };
  const leaves = leftBehindText(incident, foreseen, 'then');
  return { deviates: deviation.owed, deviation, ...(leaves !== undefined && { leaves }) };
}
