import { instant, millis } from '../time/index.ts';
import type { Instant } from '../time/index.ts';
import type { ExerciseState, Incident } from './model.ts';

/**
 * The incident's clock when the wall's shows `wallMs` (milliseconds since 1970), in the incident's time zone: of a real
 * one the wall itself, of a drill its exercise clock, which stands still while paused and once ended. In whole seconds: that
 * is what a person can mean by "now", and order never comes from it.
 */
export function exerciseNow(incident: Incident, wallMs: number): Instant {
  return instant(Math.floor(incidentMs(incident, wallMs) / 1000) * 1000, incident.timezone);
}

/** The same to the millisecond, in milliseconds since 1970. */
export function incidentMs({ exercise }: Incident, wallMs: number): number {
  return exercise === undefined ? wallMs : exerciseMs(exercise, wallMs);
}

/** What the exercise clock shows, in milliseconds since 1970. A wall clock that went back does not turn it back. */
export function exerciseMs(exercise: ExerciseState, wallMs: number): number {
  const begun = millis(exercise.exerciseAt);
  if (exercise.paused || exercise.ended !== undefined) return begun;
  return begun + Math.max(0, wallMs - millis(exercise.wallAt)) * exercise.speed;
}

const mark = 'EXERCISE EXERCISE EXERCISE';

/** A message as it may be said: in a drill it begins and ends with the words that tell an exercise from the real thing. */
export function markedAsExercise({ mode }: Pick<Incident, 'mode'>, text: string): string {
  if (mode !== 'drill') return text;
  // Whoever changed it may have written behind the end, or taken one of them away.
  const begun = text.startsWith(mark) ? text : `${mark}\n${text}`;
  return begun.trimEnd().endsWith(mark) ? begun : `${begun}\n${mark}`;
}

/** The text without these words around it: what is told together is marked once, as a whole. */
export function withoutMark(text: string): string {
  const [before, after] = [`${mark}\n`, `\n${mark}`];
  return text.startsWith(before) && text.endsWith(after) ? text.slice(before.length, -after.length) : text;
}
