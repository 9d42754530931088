/** Where an incident is: each is reached by the entry of that name, and `open` by its declaration or by being reopened. */
export type IncidentState = 'open' | 'stabilised' | 'resolved' | 'closed' | 'stood-down';

interface InState {
  readonly state: IncidentState;
}

/** The emergency itself: the service is not restored yet. What is resolved has but its duties for afterwards. */
export const isGoingOn = ({ state }: InState): boolean => state === 'open' || state === 'stabilised';

/** Nobody goes on in it, nothing falls due in it: it is there to be read, until somebody reopens it. */
export const isOver = ({ state }: InState): boolean => state === 'closed' || state === 'stood-down';
