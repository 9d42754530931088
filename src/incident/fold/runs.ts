import { beginRun } from '../../statechart/index.ts';
import type { AnyEntry, Entry } from '../../entry/index.ts';
import type { Runbook } from '../../runbook/index.ts';
import type { Run } from '../model.ts';
import { nextRunId } from '../clash.ts';
import { compileFollowed } from '../compile.ts';
import { surroundings } from '../surroundings.ts';
import { own, put } from '../work.ts';
import { noteTitles } from './called.ts';
import type { Work } from '../work.ts';
import { deriveSuspects } from './things.ts';

/** A runbook taken up, and one that came to its end. */
export function applyToRuns(work: Work, entry: AnyEntry): void {
  if (entry.type === 'runbook.followed') follow(work, entry);
  else if (entry.type === 'runbook.ended') end(work, entry);
}

function follow(work: Work, entry: Entry<'runbook.followed'>): void {
  const compiled = compileFollowed(entry.data);
  if ('problem' in compiled) return;
  const { chart } = compiled;
  for (const runbook of [chart.bundle.runbook, ...Object.values(chart.bundle.followed)]) declareThings(work, runbook);
  deriveSuspects(work);
  const { runbook, title, revision, sha256, folder } = entry.data;
  const begun = {
    id: entry.run ?? nextRunId(work.it, runbook),
    runbook,
    title,
    ...(revision !== undefined && { revision }),
    sha256,
    ...(folder !== undefined && { folder }),
    followedAt: entry.at,
    entry: entry.id,
    state: { snapshot: null },
    chart,
  };
  const run: Run = { ...begun, state: beginRun(chart, entry, surroundings(work.it, begun, entry.at)) };
  work.it.runs = [...work.it.runs, run];
  noteTitles(work, entry, run);
  if (work.it.title === work.it.reason && work.it.described.title === undefined && work.it.reason === '')
    work.it.title = title;
}

/** What a runbook brings into the incident; of what is there already the first stands. */
function declareThings(work: Work, runbook: Runbook): void {
  const { it } = work;
  for (const [id, fact] of Object.entries(runbook.facts ?? {}))
    if (own(it.facts, id) === undefined) put(work, 'facts', id, { id, fact });
  for (const [id, service] of Object.entries(runbook.services ?? {}))
    if (own(it.services, id) === undefined) put(work, 'services', id, { id, service, state: 'up' });
  for (const [id, clock] of Object.entries(runbook.clocks ?? {}))
    if (own(it.clocks, id) === undefined) put(work, 'clocks', id, { id, clock, state: 'not-started', round: 0 });
  for (const [id, topic] of Object.entries(runbook.topics ?? {}))
    if (own(it.topics, id) === undefined) put(work, 'topics', id, topic);
  for (const [id, message] of Object.entries(runbook.messages ?? {}))
    if (own(it.messages, id) === undefined) put(work, 'messages', id, { id, message, sent: 0 });
  for (const [id, role] of Object.entries(runbook.roles ?? {})) {
    const here = own(it.roles, id);
    // A role that was given before any runbook named it has only its id for a title.
    if (here === undefined) put(work, 'roles', id, { id, role });
    else if (here.role.title === id) put(work, 'roles', id, { ...here, role });
  }
}

function end(work: Work, entry: Entry<'runbook.ended'>): void {
  work.it.runs = work.it.runs.map((run) =>
    run.id === entry.run
      ? {
          ...run,
          ended: {
            at: entry.at,
            ...(entry.data.outcome !== undefined && { outcome: entry.data.outcome }),
            by: entry.by.name,
          },
        }
      : run,
  );
}
