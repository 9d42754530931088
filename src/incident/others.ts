import { type IncidentState, isOver } from '../entry/index.ts';
import type { Instant } from '../time/index.ts';
import type { Refusal } from '../statechart/index.ts';
import type { Act } from './act.ts';
import type { ExerciseState, Incident } from './model.ts';

/** What an act on one incident says of another, and what the other's own record says of it. */
export interface Between {
  /** The short id of the other. */
  readonly other: string;
  /** Absent where nothing of it stands in the record of the other. */
  readonly there?: Extract<Act, { act: 'link' }>;
}

/** In what way two have to do with each other, where that follows from another act. */
const ours = {
  merged: 'merged into this one',
  duplicate: 'a duplicate of this one',
  reopened: 'reopened, goes on by itself',
};

/** Whether these are no words of a person. */
export function isOurWord(as: string | undefined): as is string {
  return Object.values(ours).some((each) => each === as);
}

/** What is known of an incident from outside. */
export interface SeenFromOutside {
  readonly alias: string;
  readonly mode: 'real' | 'drill';
  readonly state: IncidentState;
  readonly declared: Instant;
  readonly exercise?: ExerciseState;
}

/**
 * The other incident that an act is about too, and what has to stand in its record: who reads either of them later finds
 * both. Undefined where the act is about one incident alone.
 */
export function betweenTwo(
  act: Act,
  { alias, stoodDown, reopenedFrom }: Pick<Incident, 'alias' | 'stoodDown' | 'reopenedFrom'>,
): Between | undefined {
  switch (act.act) {
    case 'link':
      return { other: act.to, there: { act: 'link', to: alias, ...(act.as !== undefined && { as: act.as }) } };
    case 'merge':
      return { other: act.into, there: { act: 'link', to: alias, as: ours.merged } };
    case 'stand-down':
      return act.of === undefined
        ? undefined
        : { other: act.of, there: { act: 'link', to: alias, as: ours.duplicate } };
    case 'reopen-incident': {
      // Said once more it may be that the other one was not told yet.
      const other = stoodDown === undefined ? reopenedFrom : stoodDown.of;
      return other === undefined ? undefined : { other, there: { act: 'link', to: alias, as: ours.reopened } };
    }
    // Whoever reads that it helped looks there for what shows it.
    case 'follow-up-verified':
      return act.in === undefined ? undefined : { other: act.in };
    default:
      return undefined;
  }
}

/** Why two incidents cannot have that to do with each other, whatever each of them says of itself. */
export function judgeBetween(act: Act, one: SeenFromOutside, other: SeenFromOutside): Refusal | undefined {
  if (act.act === 'follow-up-verified') return judgeSeenIn(act.followUp, other);
  if (one.mode !== other.mode) {
    const [drill, real] = one.mode === 'drill' ? [one, other] : [other, one];
    return {
      code: 'wrong-state',
      message: `${drill.alias} is a drill and ${real.alias} is real: they are never mixed. Nothing was recorded.`,
      hint: 'Write down what the one means for the other as a note: note WORDS.',
    };
  }
  if (act.act !== 'merge' || !isOver(other)) return undefined;
  return {
    code: 'wrong-state',
    message: `${other.alias} is ${other.state.replace('-', ' ')}: nobody goes on in it. Nothing was recorded.`,
    hint: `Name the one in which it goes on, or reopen ${other.alias} first.`,
  };
}

/** What can be done where the other one is not there. */
export function whereNotThere(act: Act): string {
  const list = 'To see them: incidents';
  return act.act === 'follow-up-verified'
    ? `What is yet to come shows nothing. ${list}. Of one kept elsewhere: follow-up-verified ${act.followUp} --note WORDS`
    : list;
}

/** A drill may well show that what a real incident left to be done truly helps; one that nobody has played yet shows nothing. */
function judgeSeenIn(followUp: string, { alias, declared, exercise }: SeenFromOutside): Refusal | undefined {
  const isYetToCome = exercise?.paused === true && exercise.ended === undefined && exercise.exerciseAt === declared;
  if (!isYetToCome) return undefined;
  return {
    code: 'wrong-state',
    message: `${alias} has not begun: it has not shown yet that "${followUp}" helps. Nothing was recorded.`,
    hint: `Once it was played: follow-up-verified ${followUp} in ${alias}`,
  };
}
