/** Where an incident is: each is reached by the entry of that name, and `open` by its declaration or by being reopened. */
export type IncidentState = 'open' | 'stabilised' | 'resolved' | 'closed' | 'stood-down';

interface InState {
  readonly state: IncidentState;
}

/** The emergency itself: the service is not restored yet. What is resolved has but its duties for afterwards. */
export const isGoingOn = ({ state }: InState): boolean => state === 'open' || state === 'stabilised';

/** Nobody goes on in it, nothing falls due in it: it is there to be read, until somebody reopens it. */
export const isOver = ({ state }: InState): boolean => state === 'closed' || state === 'stood-down';

/** As what an incident was stood down. */
export interface StoodDown {
  readonly as: 'false-alarm' | 'duplicate' | 'merged';
  /** The short id of the other incident. */
  readonly of?: string;
}

/** `merged into flood-7`, `stood down as a duplicate of flood-7`, `stood down as a false alarm`. */
export function standDownText({ as, of }: StoodDown): string {
  if (as === 'merged') return `merged into ${of ?? 'another'}`;
  const what = as === 'duplicate' ? 'a duplicate' : 'a false alarm';
  return `stood down as ${what}${of === undefined ? '' : ` of ${of}`}`;
}

/**
 * How an incident stands, in a few words: `open`, `stood down as a duplicate of flood-7`. `playedOut`: of a drill, that its exercise has
 * ended; it stays open for what people say of it.
 */
export function stateText(
  of: InState & { readonly stoodDown?: StoodDown | undefined; readonly playedOut?: boolean | undefined },
): string {
  if (of.stoodDown !== undefined) return standDownText(of.stoodDown);
  return of.state === 'open' && of.playedOut === true ? 'exercise ended' : of.state.replace('-', ' ');
}
