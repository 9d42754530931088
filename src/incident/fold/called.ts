import type { AnyEntry } from '../../entry/index.ts';
import type { Run } from '../model.ts';
import { changedSince } from '../charts.ts';
import { areTitlesFilled, calledKey, isTitleFilled, titlesAt } from '../titles.ts';
import { own } from '../own.ts';
import { put } from '../work.ts';
import type { Work } from '../work.ts';

/** Remembers what the steps that an entry changed, and the options that were chosen, were called then (`titlesThen`). */
export function noteTitles(work: Work, entry: AnyEntry, run: Run, was?: Run): void {
  if (!areTitlesFilled(run.chart)) return;
  const titles = titlesAt(work.it, entry.at);
  const called: Record<string, string> = {};
  for (const { step, life } of changedSince(run, was)) {
    if (!isTitleFilled(step)) continue;
    called[calledKey(run, step)] = titles.step(run, step);
    const option = life.chose === undefined ? undefined : titles.branch(run, step, life.chose);
    if (life.chose !== undefined && option !== undefined) called[calledKey(run, step, life.chose)] = option;
  }
  if (Object.keys(called).length > 0) put(work, 'called', entry.id, { ...own(work.it.called, entry.id), ...called });
}
