import type { Via } from '../../entry/index.ts';
import { openSession, type Ports, type Session } from '../../session/index.ts';
import type { StepName } from '../../incident/index.ts';
import type { Timeline } from '../../timeline/index.ts';
import type { Call } from '../call.ts';
import { commandsGone } from '../jobs/commands-gone.ts';
import { mayRunHere } from '../jobs/may-run.ts';
import { startJob } from '../jobs/start-job.ts';
import { noTimeline, readStore, storeThere } from './store.ts';
import { timelinePorts } from '../ports.ts';
import { whichDrill } from '../arguments/which-drill.ts';
import { byName, type Purpose, whichIncident } from '../arguments/which-incident.ts';
import { meOf } from '../arguments/who.ts';
import { liveIn } from './zone.ts';

/** An incident held open, with the timeline under it. */
export interface Opened {
  readonly session: Session;
  readonly timeline: Timeline;
  /** The steps of which it was found just now that nobody saw how their command ended. */
  readonly gone: readonly StepName[];
  readonly close: () => void;
}

/** Opens the incident that the call is about, or is `named` in its words. To read it nothing is written, not even what fell due meanwhile. */
export function openIncident(call: Call, purpose: Purpose, via: Via = 'cli', named?: string): Opened {
  const timeline = purpose === 'act' ? storeThere(call) : readStore(call);
  if (!timeline) throw noTimeline(call);
  try {
    // What is said of a drill by its staff falls on no incident.
    if (call.command.staff === true) {
      const drill = whichDrill(call, timeline, []);
      return hold(call, timeline, drill.id, drill.timezone, via, { facilitates: true });
    }
    const row = named === undefined ? whichIncident(call, timeline, purpose) : byName(named, timeline.incidents());
    return hold(call, timeline, row.id, row.timezone, via);
  } catch (error) {
    timeline.close();
    throw error;
  }
}

/** Calls back after so many milliseconds; gives the way to take it back. */
export function later(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}

/** Holds one incident of an open timeline; a demonstration goes by a clock of its own. */
export function hold(
  call: Call,
  timeline: Timeline,
  id: string,
  timezone: string,
  via: Via,
  { facilitates = false, ...own }: Partial<Ports> & { readonly facilitates?: boolean } = {},
): Opened {
  liveIn(timezone);
  const session = openSession({
    timeline,
    incident: id,
    me: meOf(call),
    via,
    ports: {
      ...timelinePorts,
      later,
      start: (job) => startJob(timeline.file, job),
      ...own,
    },
    facilitates,
    mayRun: (run) => mayRunHere(call, timeline, id, run),
  });
  const gone = timeline.readonly ? [] : commandsGone(session, timeline);
  return {
    session,
    timeline,
    gone,
    close: () => {
      session.close();
      timeline.close();
    },
  };
}
