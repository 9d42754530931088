import { facilitatorsHere } from '../../files/index.ts';
import { lateText } from '../../guide/index.ts';
import { durationMs, shortDuration } from '../../time/index.ts';
import type { Opened } from './open-incident.ts';

/** How often it is looked whether the facilitator's screen is still there, in milliseconds. */
const LOOK = 1000;

/** What whoever comes is told, and the way to leave. */
export interface Part {
  readonly greeting?: string;
  readonly leave: () => void;
}

/**
 * Whoever opens an exercise takes part in it, or facilitates it, and the record says so. Those who take part notice when the
 * facilitator's screen is gone without a word. A drill that plays no scenario, or has ended, is only looked at.
 */
export function takePart(opened: Pick<Opened, 'session' | 'timeline'>): Part {
  const { session, timeline } = opened;
  const { drill, exercise } = session.incident;
  if (drill === undefined || exercise?.ended !== undefined || timeline.readonly) return { leave: () => undefined };
  return session.guide().drill?.staff === undefined ? participate(opened) : facilitate(opened);
}

function facilitate({ session, timeline }: Pick<Opened, 'session' | 'timeline'>): Part {
  const there = facilitatorNow(session);
  session.act({ act: 'facilitate', ...(there !== undefined && { from: there }) });
  return {
    leave: () => {
      const me = session.me.name;
      // Who has gone on at another screen has not gone away.
      if (facilitatorNow(session) === me && !facilitatorsHere(timeline.file, session.incident.id).includes(me))
        session.act({ act: 'facilitator-left' });
    },
  };
}

function participate({ session, timeline }: Pick<Opened, 'session' | 'timeline'>): Part {
  let { name } = session.me;
  const join = (): string | undefined => {
    const outcome = session.act({ act: 'join' });
    const joined = outcome.ok ? outcome.entries.findLast(({ type }) => type === 'participant.joined') : undefined;
    const late = joined?.type === 'participant.joined' ? joined.data.late : undefined;
    return lateText(session.guide(), late === undefined ? undefined : shortDuration(durationMs(late) ?? 0));
  };
  const greeting = join();
  const unsubscribe = session.subscribe(() => {
    if (session.me.name === name) return;
    ({ name } = session.me);
    join();
  });
  const looking = setInterval(() => missFacilitator({ session, timeline }), LOOK);
  looking.unref();
  return {
    ...(greeting !== undefined && { greeting }),
    leave: () => {
      clearInterval(looking);
      unsubscribe();
    },
  };
}

/** Records that the facilitator's screen is gone, where it is; of several who notice it one is the first. */
export function missFacilitator({ session, timeline }: Pick<Opened, 'session' | 'timeline'>): void {
  const there = facilitatorNow(session);
  if (there === undefined || facilitatorsHere(timeline.file, session.incident.id).includes(there)) return;
  session.act({ act: 'facilitator-left', unseen: true }, { by: 'holdfast' });
}

/** Who facilitates as the record has it. */
export function facilitatorNow({ incident }: Pick<Opened['session'], 'incident'>): string | undefined {
  const { facilitator } = incident.drill ?? {};
  return facilitator?.left === undefined ? facilitator?.name : undefined;
}
