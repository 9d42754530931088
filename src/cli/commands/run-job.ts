import { resolveStep, retriesLeft } from '../../incident/index.ts';
import { type CommandJob, openSession } from '../../session/index.ts';
import { runCommand } from '../../runner/index.ts';
import { openTimeline } from '../../timeline/index.ts';
import { type Call, onlyWord } from '../call.ts';
import { notFound } from '../failure.ts';
import { processId, readJobFile, removeJobFile, writeJobFile } from '../jobs/job-files.ts';
import { timelinePorts } from '../ports.ts';

/**
 * The process of a command that a person started: runs it, then records its end on a connection of its own. Nobody reads what
 * this process says, so a fault leaves the job's file behind: whoever comes next finds it. Under `on-failure: retry N` the one
 * start that the person gave stands for the further tries, each of which is recorded like the first.
 */
export async function run(call: Call): Promise<void> {
  const name = onlyWord(call);
  const file = readJobFile(name);
  if (!file) throw notFound(`There is no job at ${name}.`);
  let next: CommandJob | undefined = file.job;
  while (next) {
    const job: CommandJob = next;
    const place = writeJobFile({ database: file.database, job, process: processId(process.pid) });
    const result = await runCommand(job.command, { folder: job.folder, timeout: job.timeout });
    next = recordEnd(file.database, job, result);
    removeJobFile(place);
  }
}

/** Records the end of a command; gives the job of the next try, where there is one and its start is recorded. */
function recordEnd(
  database: string,
  job: CommandJob,
  result: Awaited<ReturnType<typeof runCommand>>,
): CommandJob | undefined {
  let again: CommandJob | undefined;
  // Long: the end of a command is known nowhere else.
  const timeline = openTimeline(database, timelinePorts, { create: false, busyMs: 60_000 });
  try {
    const start = (next: CommandJob): void => {
      again = next;
    };
    const ports = { ...timelinePorts, later: () => () => undefined, start };
    const session = openSession({ timeline, incident: job.incident, me: { name: job.by }, via: 'cli', ports });
    session.act({ act: 'command-end', step: job.step, started: job.started, ...result });
    const found = resolveStep(session.incident, job.step);
    if (!('refusal' in found) && retriesLeft(found) > 0) session.run(job.step);
    session.close();
  } finally {
    timeline.close();
  }
  return again;
}
