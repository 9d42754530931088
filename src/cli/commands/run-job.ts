import { openSession } from '../../session/index.ts';
import { runCommand } from '../../runner/index.ts';
import { openTimeline } from '../../timeline/index.ts';
import { type Call, onlyWord } from '../call.ts';
import { notFound } from '../failure.ts';
import { processId, readJobFile, removeJobFile, writeJobFile } from '../job-files.ts';
import { timelinePorts } from '../ports.ts';

/**
 * The process of a command that a person started: runs it, then records its end on a connection of its own. Nobody reads what
 * this process says, so a fault leaves the job's file behind: whoever comes next finds it.
 */
export async function run(call: Call): Promise<void> {
  const name = onlyWord(call);
  const file = readJobFile(name);
  if (!file) throw notFound(`There is no job at ${name}.`);
  writeJobFile({ ...file, process: processId(process.pid) });

  const { job } = file;
  const result = await runCommand(job.command, { folder: job.folder, timeout: job.timeout });
  // Long: the end of a command is known nowhere else.
  const timeline = openTimeline(file.database, timelinePorts, { create: false, busyMs: 60_000 });
  try {
    const session = openSession({
      timeline,
      incident: job.incident,
      me: { name: job.by },
      via: 'cli',
      ports: { ...timelinePorts, later: () => () => undefined, start: () => undefined },
    });
    session.act({ act: 'command-end', step: job.step, started: job.started, ...result });
    session.close();
  } finally {
    timeline.close();
  }
  removeJobFile(name);
}
