import { whoIsHere } from '../../files/index.ts';
import { millis } from '../../time/index.ts';
import type { Opened } from './open-incident.ts';

/** A terminal that is gone for so long without a word was not there meanwhile, in milliseconds of the wall. */
const GONE = 60_000;

/**
 * The clock of a drill that plays a scenario runs while somebody has it open: it goes on when the first one comes, stands when
 * the last one leaves, and what a crash left running is taken out of it. Gives the way to leave.
 */
export function attend({ session, timeline }: Pick<Opened, 'session' | 'timeline'>): () => void {
  const { id, drill, exercise } = session.incident;
  if (drill === undefined || exercise === undefined || exercise.ended !== undefined || timeline.readonly)
    return () => undefined;
  const isAlone = (): boolean => whoIsHere(timeline.file, id).length === 0;
  if (isAlone()) {
    const [last] = timeline.entries(id, { last: 1 });
    const isCrash = !exercise.paused && last !== undefined && Date.now() - millis(last.recorded) > GONE;
    if (isCrash) session.act({ act: 'exercise', change: 'left' });
    if (session.incident.exercise?.unattended === true) session.act({ act: 'exercise', change: 'resume' });
  }
  return () => {
    const { exercise: now } = session.incident;
    if (now?.ended === undefined && now?.paused === false && isAlone())
      session.act({ act: 'exercise', change: 'leave' });
  };
}
