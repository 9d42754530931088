import { beginRun, revise as reviseRun } from '../../statechart/index.ts';
import type { AnyEntry, Entry } from '../../entry/index.ts';
import type { Bundle, Runbook } from '../../runbook/index.ts';
import type { ClockState, FactState, MessageState, RoleState, Run, ServiceState } from '../model.ts';
import { nextRunId } from '../clash.ts';
import { compileFollowed } from '../compile.ts';
import { surroundings } from '../surroundings.ts';
import { titlesGone } from '../titles.ts';
import { own } from '../own.ts';
import { putAll, replaceRun } from '../work.ts';
import { noteTitles } from './called.ts';
import { noteTurns } from './turns.ts';
import { renumberTicks } from './undoable.ts';
import type { Work } from '../work.ts';
import { deriveSuspects } from './things.ts';

/** A runbook taken up, a newer text of it, and one that came to its end. */
export function applyToRuns(work: Work, entry: AnyEntry): void {
  if (entry.type === 'runbook.followed') follow(work, entry);
  else if (entry.type === 'runbook.revised') revise(work, entry);
  else if (entry.type === 'runbook.ended') end(work, entry);
}

function follow(work: Work, entry: Entry<'runbook.followed'>): void {
  const compiled = compileFollowed(entry.data);
  if ('problem' in compiled) return;
  const { chart } = compiled;
  for (const runbook of runbooksOf(chart.bundle)) declareThings(work, runbook);
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
    textEntry: entry.id,
    state: { snapshot: null },
    chart,
  };
  const run: Run = { ...begun, state: beginRun(chart, entry, surroundings(work.it, begun, entry.at)) };
  work.it.runs = [...work.it.runs, run];
  noteTitles(work, entry, run);
  if (work.it.title === work.it.reason && work.it.described.title === undefined && work.it.reason === '')
    work.it.title = title;
}

/** A newer text: what became of its steps and where it stands stays, what it declares is added or said anew. */
function revise(work: Work, entry: Entry<'runbook.revised'>): void {
  const index = work.it.runs.findIndex(({ id }) => id === entry.run);
  const was = work.it.runs[index];
  const compiled = compileFollowed(entry.data);
  if (was === undefined || 'problem' in compiled) return;
  const { chart } = compiled;
  const gone = titlesGone(work.it, was, chart, entry.at);
  const older = runbooksOf(was.chart.bundle);
  for (const runbook of runbooksOf(chart.bundle)) declareThings(work, runbook, older);
  deriveSuspects(work);
  const { revision: _, ...kept } = was;
  const { title, revision } = chart.bundle.runbook;
  const newer = {
    ...kept,
    title,
    ...(revision !== undefined && { revision }),
    sha256: entry.data.sha256,
    textEntry: entry.id,
    earlier: [...(was.earlier ?? []), { until: entry.stamp, titles: gone }],
    chart,
  };
  const run: Run = { ...newer, state: reviseRun(was.chart, was.state, chart, surroundings(work.it, newer, entry.at)) };
  replaceRun(work, index, run);
  renumberTicks(work, was, chart);
  noteTitles(work, entry, run, was);
  noteTurns(work, entry, run, was);
}

const runbooksOf = ({ runbook, followed }: Bundle): readonly Runbook[] => [runbook, ...Object.values(followed)];

/**
 * What a runbook brings into the incident; of what is there already the first stands, but for what an older text of the same runbook
 * had said in these very words. What was answered, lost or begun stays as it is.
 */
function declareThings(work: Work, runbook: Runbook, older: readonly Runbook[] = []): void {
  const { it } = work;
  const isOutdated = (kind: DeclaredKind, id: string, stands: unknown, newer: unknown): boolean =>
    !isSame(stands, newer) && older.some((text) => isSame(own<unknown>(text[kind] ?? {}, id), stands));
  const facts: Record<string, FactState> = {};
  for (const [id, fact] of Object.entries(runbook.facts ?? {})) {
    const here = own(it.facts, id);
    if (here === undefined || isOutdated('facts', id, here.fact, fact)) facts[id] = { ...here, id, fact };
  }
  putAll(work, 'facts', facts);
  const services: Record<string, ServiceState> = {};
  for (const [id, service] of Object.entries(runbook.services ?? {})) {
    const here = own(it.services, id) ?? { state: 'up' };
    if (!('service' in here) || isOutdated('services', id, here.service, service))
      services[id] = { ...here, id, service };
  }
  putAll(work, 'services', services);
  const clocks: Record<string, ClockState> = {};
  for (const [id, clock] of Object.entries(runbook.clocks ?? {})) {
    const here = own(it.clocks, id) ?? { state: 'not-started', round: 0 };
    if (!('clock' in here) || isOutdated('clocks', id, here.clock, clock)) clocks[id] = { ...here, id, clock };
  }
  putAll(work, 'clocks', clocks);
  const topics: Record<string, string> = {};
  for (const [id, topic] of Object.entries(runbook.topics ?? {})) {
    const here = own(it.topics, id);
    if (here === undefined || isOutdated('topics', id, here, topic)) topics[id] = topic;
  }
  putAll(work, 'topics', topics);
  const messages: Record<string, MessageState> = {};
  for (const [id, message] of Object.entries(runbook.messages ?? {})) {
    const here = own(it.messages, id) ?? { sent: 0 };
    if (!('message' in here) || isOutdated('messages', id, here.message, message))
      messages[id] = { ...here, id, message };
  }
  putAll(work, 'messages', messages);
  const roles: Record<string, RoleState> = {};
  for (const [id, role] of Object.entries(runbook.roles ?? {})) {
    const here = own(it.roles, id);
    // A role that was given before any runbook named it has only its id for a title.
    if (here === undefined || here.role.title === id || isOutdated('roles', id, here.role, role))
      roles[id] = { ...here, id, role };
  }
  putAll(work, 'roles', roles);
}

type DeclaredKind = 'facts' | 'services' | 'clocks' | 'topics' | 'messages' | 'roles';

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

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
