import type { Call } from './call.ts';
import type { Command } from './command-table.ts';

/** What the file of a command exports: does it, and gives the exit code where it is not 0. */
interface CommandFile {
  readonly run: (call: Call) => Promise<number | void> | number | void;
}

/** Every command's file by its name, each a chunk of its own that is read only when its command is meant. */
const files: Readonly<Record<string, () => Promise<CommandFile>>> = {
  act: () => import('./commands/act.ts'),
  backup: () => import('./commands/backup.ts'),
  brief: () => import('./commands/brief.ts'),
  call: () => import('./commands/call.ts'),
  complete: () => import('./commands/complete.ts'),
  completion: () => import('./commands/completion.ts'),
  config: () => import('./commands/config.ts'),
  correct: () => import('./commands/correct.ts'),
  declare: () => import('./commands/declare.ts'),
  demo: () => import('./commands/demo.ts'),
  'drill-auto': () => import('./commands/drill-auto.ts'),
  'drill-check': () => import('./commands/drill-check.ts'),
  'drill-facilitate': () => import('./commands/drill-facilitate.ts'),
  'drill-injects': () => import('./commands/drill-injects.ts'),
  'drill-list': () => import('./commands/drill-list.ts'),
  'drill-from-msel': () => import('./commands/drill-from-msel.ts'),
  'drill-msel': () => import('./commands/drill-msel.ts'),
  'drill-new': () => import('./commands/drill-new.ts'),
  'drill-score': () => import('./commands/drill-score.ts'),
  'drill-start': () => import('./commands/drill-start.ts'),
  'drill-stop': () => import('./commands/drill-stop.ts'),
  doctor: () => import('./commands/doctor.ts'),
  export: () => import('./commands/export.ts'),
  follow: () => import('./commands/follow.ts'),
  'follow-up': () => import('./commands/follow-up.ts'),
  'from-paper': () => import('./commands/from-paper.ts'),
  guide: () => import('./commands/guide.ts'),
  handover: () => import('./commands/handover.ts'),
  help: () => import('./commands/help.ts'),
  home: () => import('./commands/home.ts'),
  iam: () => import('./commands/iam.ts'),
  import: () => import('./commands/import.ts'),
  list: () => import('./commands/list.ts'),
  log: () => import('./commands/log.ts'),
  'make-windows': () => import('./commands/make-windows.ts'),
  metrics: () => import('./commands/metrics.ts'),
  now: () => import('./commands/now.ts'),
  'play-seeds': () => import('./commands/play-seeds.ts'),
  readiness: () => import('./commands/readiness.ts'),
  replay: () => import('./commands/replay.ts'),
  restore: () => import('./commands/restore.ts'),
  retention: () => import('./commands/retention.ts'),
  'run-job': () => import('./commands/run-job.ts'),
  'runbook-allow': () => import('./commands/runbook-allow.ts'),
  'runbook-check': () => import('./commands/runbook-check.ts'),
  'runbook-list': () => import('./commands/runbook-list.ts'),
  'runbook-new': () => import('./commands/runbook-new.ts'),
  'runbook-show': () => import('./commands/runbook-show.ts'),
  search: () => import('./commands/search.ts'),
  start: () => import('./commands/start.ts'),
  status: () => import('./commands/status.ts'),
  steps: () => import('./commands/steps.ts'),
  use: () => import('./commands/use.ts'),
  verify: () => import('./commands/verify.ts'),
};

/** Loads the file of a command. */
export async function loadCommand(command: Command): Promise<CommandFile> {
  const load = files[command.file];
  if (load === undefined) throw new Error(`the command ${command.name} has no file ${command.file}`);
  return load();
}
