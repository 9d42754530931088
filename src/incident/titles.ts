import { fill, isTemplate } from '../conditions/index.ts';
import type { Said, World } from '../conditions/index.ts';
import type { AnyEntry } from '../entry/index.ts';
import type { Chart, PlannedStep } from '../statechart/index.ts';
import type { Instant } from '../time/index.ts';
import { worldIn } from './charts.ts';
import { saidToPeople } from './fill-for-people.ts';
import type { Incident, Run } from './model.ts';
import { surroundings } from './surroundings.ts';
import { own } from './own.ts';

/**
 * What the steps of an incident, their options and tracks are called at a moment: their `{{ }}` filled. They stand in the log and
 * in every export, so they say public answers alone, as conditions do.
 */
export interface Titles {
  step(run: Run, planned: PlannedStep): string;
  /** Of an option or track of the step; undefined where it has none of that id. */
  branch(run: Run, planned: PlannedStep, id: string): string | undefined;
}

export function titlesAt(incident: Incident, now: Instant): Titles {
  return new TitlesAt(incident, now);
}

/** An entry, as far as it tells what things were called then; without its stamp a newer text of the runbook counts. */
type Then = Pick<AnyEntry, 'id' | 'at'> & Partial<Pick<AnyEntry, 'stamp'>>;

/**
 * The same as they were when that entry was written: a title says something else once more is known or a newer text of the runbook is
 * taken, and the log must go on saying what was read when it happened.
 */
export function titlesThen(incident: Incident, then: Then): Titles {
  return new TitlesAt(incident, then.at, then);
}

/** What a step that a newer text no longer has, or an option of it, was called when an entry was written; undefined where there was none. */
export function titleOfGone(run: Run, id: string, { stamp }: Then, option?: string): string | undefined {
  return earlierTitle(run, calledKey(run, { id }, option), stamp);
}

/** Until a newer text was taken; the first that was taken since the entry and calls it otherwise tells. */
function earlierTitle({ earlier }: Run, key: string, stamp: string | undefined): string | undefined {
  if (earlier === undefined || stamp === undefined) return undefined;
  for (const { until, titles } of earlier) {
    const title = stamp < until ? own(titles, key) : undefined;
    if (title !== undefined) return title;
  }
  return undefined;
}

/** What the newer text of a runbook has no more, or calls otherwise: as it was called until now. */
export function titlesGone(incident: Incident, run: Run, newer: Chart, now: Instant): Readonly<Record<string, string>> {
  const titles = titlesAt(incident, now);
  const gone: Record<string, string> = {};
  for (const planned of run.chart.plan.values()) {
    const there = newer.plan.get(planned.id);
    if (there?.title !== planned.title) gone[calledKey(run, planned)] = titles.step(run, planned);
    for (const [id, { title }] of Object.entries(branchesOf(planned)))
      if (own(there === undefined ? {} : branchesOf(there), id)?.title !== title)
        gone[calledKey(run, planned, id)] = titles.branch(run, planned, id) ?? title;
  }
  return gone;
}

/** Few titles hold `{{ }}`: what fills them is made when there is one. */
class TitlesAt implements Titles {
  readonly #incident: Incident;
  readonly #now: Instant;
  readonly #then: Then | undefined;
  readonly #called: Incident['called'][string] | undefined;
  #said: Said | undefined;
  #worlds: Map<string, World> | undefined;

  constructor(incident: Incident, now: Instant, then?: Then) {
    this.#incident = incident;
    this.#now = now;
    this.#then = then;
    this.#called = then && own(incident.called, then.id);
  }

  #calledThen(run: Run, planned: PlannedStep, option?: string): string | undefined {
    if (this.#called === undefined && run.earlier === undefined) return undefined;
    const key = calledKey(run, planned, option);
    return (this.#called && own(this.#called, key)) ?? earlierTitle(run, key, this.#then?.stamp);
  }

  step(run: Run, planned: PlannedStep): string {
    const called = this.#calledThen(run, planned);
    return called ?? (isOwnTitle(planned) ? this.#filled(planned.title, run, planned) : planned.title);
  }

  branch(run: Run, planned: PlannedStep, id: string): string | undefined {
    const title = own(branchesOf(planned), id)?.title;
    return this.#calledThen(run, planned, id) ?? (title === undefined ? title : this.#filled(title, run, planned));
  }

  #filled(title: string, run: Run, planned: PlannedStep): string {
    if (!isTemplate(title)) return title;
    this.#said ??= saidToPeople(this.#incident, this.#now);
    return fill(title, this.#worldOf(run, planned), this.#said).text;
  }

  #worldOf(run: Run, { prefix }: PlannedStep): World {
    const worlds = (this.#worlds ??= new Map<string, World>());
    const key = `${run.id}:${prefix}`;
    const world = worlds.get(key) ?? worldIn(run, surroundings(this.#incident, run, this.#now), prefix);
    worlds.set(key, world);
    return world;
  }
}

/** Under what a title that was read stands in `called`. */
export function calledKey({ id }: Run, planned: Pick<PlannedStep, 'id'>, option?: string): string {
  return option === undefined ? `${id}:${planned.id}` : `${id}:${planned.id}:${option}`;
}

/** Whether what the step, or one of its options or tracks, is called changes with what is known. */
export function isTitleFilled(planned: PlannedStep): boolean {
  return (
    (isOwnTitle(planned) && isTemplate(planned.title)) ||
    Object.values(branchesOf(planned)).some(({ title }) => isTemplate(title))
  );
}

const known = new WeakMap<Chart, boolean>();

/** Whether any title of the chart does: of most none does, and then nobody has to look. */
export function areTitlesFilled(chart: Chart): boolean {
  const before = known.get(chart);
  if (before !== undefined) return before;
  const found = chart.plan.values().some(isTitleFilled);
  known.set(chart, found);
  return found;
}

/** What a responder called a step is said as it stands, and so is the title of a runbook that is followed. */
function isOwnTitle({ added, step }: PlannedStep): boolean {
  return added !== true && (!('follow' in step) || step.title !== undefined);
}

function branchesOf({ step }: PlannedStep): Readonly<Record<string, { readonly title: string }>> {
  return 'options' in step ? step.options : 'tracks' in step ? step.tracks : {};
}
