import { millis } from '../../time/index.ts';
import { allSteps, type StepName } from '../../incident/index.ts';
import type { Session } from '../../session/index.ts';
import { type Timeline, TimelineError } from '../../timeline/index.ts';
import { isAlive, jobFileOf, readJobFile, removeJobFile } from './job-files.ts';

/** Between the entry and the process lies a moment in which there is neither: no death yet. Milliseconds. */
const beginning = 15_000;

/** How often it is looked whether the commands that run are still there. Milliseconds. */
const untilLookedAgain = 5000;

/**
 * Records as unknown every command whose start is written, whose end is not, and whose process is gone: nobody saw how it
 * ended, and it is never run again by itself. Gives the steps of those that it found.
 */
export function commandsGone(session: Session, timeline: Timeline): readonly StepName[] {
  const gone: StepName[] = [];
  for (const { run, step, life } of allSteps(session.incident)) {
    const started = life.command;
    if (started === undefined) continue;
    const file = jobFileOf(timeline.file, started);
    const job = readJobFile(file);
    if (job?.process ? isAlive(job.process) : isBeginning(timeline, started)) continue;
    const name = `${run.id}:${step.id}`;
    const { ok } = session.act({ act: 'command-unknown', step: name, started });
    removeJobFile(file);
    if (ok) gone.push(name);
  }
  return gone;
}

/**
 * The same from time to time, as long as somebody has the incident open or waits for a command: a guide may stand open all night. Nobody is
 * kept by it. What cannot be written now is tried again. Gives the way to stop.
 */
export function watchCommands({
  session,
  timeline,
}: {
  readonly session: Session;
  readonly timeline: Timeline;
}): () => void {
  if (timeline.readonly) return () => undefined;
  const looking = setInterval(() => {
    try {
      commandsGone(session, timeline);
    } catch (error) {
      if (!(error instanceof TimelineError)) throw error;
    }
  }, untilLookedAgain);
  looking.unref();
  return () => clearInterval(looking);
}

function isBeginning(timeline: Timeline, started: string): boolean {
  const entry = timeline.entry(started);
  return entry !== undefined && Date.now() - millis(entry.recorded) < beginning;
}
