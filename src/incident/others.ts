import { type IncidentState, isOver } from '../entry/index.ts';
import type { Refusal } from '../statechart/index.ts';
import type { Act } from './act.ts';
import type { Incident } from './model.ts';

/** What an act on one incident says of another, and what the other's own record says of it. */
export interface Between {
  /** The short id of the other. */
  readonly other: string;
  readonly there: Extract<Act, { act: 'link' }>;
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
    default:
      return undefined;
  }
}

/** Why two incidents cannot have that to do with each other, whatever each of them says of itself. */
export function judgeBetween(act: Act, one: SeenFromOutside, other: SeenFromOutside): Refusal | undefined {
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
