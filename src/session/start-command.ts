import { durationMs } from '../time/index.ts';
import { resolveStep, type Run, type StepName } from '../incident/index.ts';
import type { Refusal } from '../statechart/index.ts';
import type { CommandJob, How, Outcome, Session } from './model.ts';

/** Why the commands of this followed runbook may not run here; nothing where they may. */
export type MayRun = (run: Run) => Refusal | undefined;

/** A `run` always has a timeout (the checker says so); this bounds one from an old timeline without. */
const longestCommand = 3_600_000;

/**
 * Records the start of a step's command and hands it to a process of its own; the end is recorded by that process. In
 * a drill nothing leaves the room: without a `drill-command` the end is recorded at once and says that nothing ran.
 */
export function startCommand(
  session: Session,
  name: StepName,
  mayRun: MayRun,
  start: (job: CommandJob) => void,
  how?: How,
): Outcome {
  const found = resolveStep(session.incident, name);
  if ('refusal' in found) return { ok: false, refusal: found.refusal, lostRace: false };
  const { run, step } = found;
  // A step that runs nothing is refused for that, not for commands that nobody has read.
  const forbidden = session.incident.mode === 'real' && 'run' in step.step ? mayRun(run) : undefined;
  if (forbidden) return { ok: false, refusal: forbidden, lostRace: false };

  const outcome = session.act({ act: 'command-start', step: name }, how);
  if (!outcome.ok) return outcome;
  const started = outcome.entries.findLast((entry) => entry.type === 'command.started');
  if (started?.type !== 'command.started' || !('run' in step.step)) return outcome;

  if (session.incident.mode === 'drill' && (!step.step['drill-command'] || mayRun(run))) {
    const ended = session.act({
      act: 'command-end',
      step: name,
      started: started.id,
      exitCode: 0,
      stdout: '',
      stderr: 'Exercise: nothing was run.',
    });
    return ended.ok ? { ...ended, entries: [...outcome.entries, ...ended.entries] } : ended;
  }
  start({
    incident: session.incident.id,
    step: `${run.id}:${step.id}`,
    started: started.id,
    command: started.data.command,
    folder: run.folder ?? '.',
    timeout: durationMs(step.step.timeout) ?? longestCommand,
    by: session.me.name,
  });
  return outcome;
}
