import { titlesAt } from '../incident/index.ts';
import type { Incident, Titles } from '../incident/index.ts';
import type { StepState } from '../statechart/index.ts';
import type { MapRow } from './map.ts';
import type { Guide } from './model.ts';
import { drawn } from './standing.ts';
import type { StandingStep } from './standing.ts';

/** Who looks at the map, and what things are called at that moment. */
export interface MapView {
  readonly incident: Incident;
  readonly guide: Guide;
  readonly titles: Titles;
}

export function mapView(incident: Incident, guide: Guide): MapView {
  return { incident, guide, titles: titlesAt(incident, guide.now) };
}

/** The sign of a row, in words for whoever draws it: of a step its state where it was come to. */
export type MapSign = Exclude<StepState, 'waiting'> | 'overdue' | 'under-way' | 'ahead' | 'out' | 'none';

/** What a row of the map says. Raw text. */
export interface MapWords {
  readonly sign: MapSign;
  readonly title: string;
  /** What the sign alone does not tell; empty where it tells all. */
  readonly said: string;
}

export function mapWords(row: MapRow, view: MapView): MapWords {
  switch (row.kind) {
    case 'runbook':
      return { sign: 'none', title: row.run.title, said: runSaid(row) };
    case 'afterwards':
      return { sign: 'none', title: `Afterwards: ${row.run.title}`, said: 'does not hold the response open' };
    case 'way':
      return { sign: 'none', title: wayText(row, view), said: row.reach === 'out' ? 'not taken' : '' };
    case 'option':
    case 'track':
      return branchWords(row, view);
    case 'step':
      return stepWords(row, view);
  }
}

/** The title of a step as it stands now. */
export function titleOf(step: StandingStep, { titles }: MapView): string {
  return drawn(step, titles).title;
}

/** The title of an option or track of a step. */
export function branchTitleOf({ run, planned }: StandingStep, branch: string, { titles }: MapView): string {
  return titles.branch(run, planned, branch) ?? branch;
}

function runSaid({ run }: MapRow): string {
  if (run.ended === undefined) return run.id;
  return `${run.id}, ended${run.ended.outcome === undefined ? '' : `: ${run.ended.outcome}`}`;
}

function wayText({ way }: MapRow, view: MapView): string {
  if (way === undefined) return '';
  const arrow = way.back ? '← back to' : '→ on to';
  return `${way.when === 'failed' ? 'if it fails ' : ''}${arrow} ${titleOf(way.to, view)}`;
}

const trackSigns = { now: 'under-way', path: 'none', ahead: 'ahead', out: 'out' } as const;

function branchWords({ kind, step, branch = '', reach }: MapRow, view: MapView): MapWords {
  const title = step === undefined ? branch : branchTitleOf(step, branch, view);
  // How a track ended its steps tell: some may be done, others left open.
  if (kind === 'track') return { sign: trackSigns[reach], title, said: '' };
  if (reach === 'path') return { sign: 'done', title, said: 'chosen' };
  const isLeft = step?.life.state === 'done' && step.life.chose !== undefined;
  // A way back, or the next round, can come to the decision once more.
  const left = reach === 'out' ? 'not taken' : 'not taken this time';
  return { sign: reach === 'out' ? 'out' : 'ahead', title, said: isLeft ? left : '' };
}

function stepWords({ step, reach }: MapRow, view: MapView): MapWords {
  if (step === undefined) return { sign: 'none', title: '', said: '' };
  const { life, planned, row } = step;
  const current = view.guide.current.find(({ key }) => key === row.key);
  const said = [...stateSaid(step, current !== undefined, reach), ...verbSaid(step)];
  if (current?.overdue === true) said.splice(1, 0, 'OVERDUE');
  if (life.turn > 1) said.push(`turn ${life.turn}`);
  if (planned.added === true) said.push('added');
  return { sign: signOf(step, reach, current?.overdue), title: titleOf(step, view), said: said.join(', ') };
}

function signOf({ life: { state } }: StandingStep, reach: MapRow['reach'], overdue: boolean | undefined): MapSign {
  if (state === 'waiting') return reach === 'out' ? 'out' : 'ahead';
  if (overdue === true) return 'overdue';
  return state === 'active' && overdue === undefined ? 'under-way' : state;
}

function stateSaid({ life, planned }: StandingStep, isCurrent: boolean, reach: MapRow['reach']): string[] {
  switch (life.state) {
    case 'waiting':
      return reach === 'out' ? ['not any more'] : [];
    case 'active':
      if (life.resting === true) return ['now', 'rests until the next round'];
      return [isCurrent ? 'now' : 'under way'];
    case 'awaiting':
      return ['now', 'waits for an approval'];
    case 'done':
      return life.timedOut === true ? ['its time was up'] : [];
    case 'skipped':
      return ['left out'];
    case 'failed':
      return ['failed'];
    case 'passed':
      return [planned.step.when === undefined ? 'not needed' : `not needed, not true: ${planned.step.when}`];
    case 'left-open':
      return ['left open'];
  }
}

function verbSaid({ planned: { step }, life }: StandingStep): string[] {
  if ('options' in step) return life.chose === undefined ? [`one of ${Object.keys(step.options).length}`] : [];
  if ('tracks' in step) return ['side by side'];
  if ('repeat' in step) return [life.round === undefined ? 'in rounds' : `round ${life.round}`];
  if ('follow' in step) return [`runbook ${step.follow}`];
  if ('end' in step && life.state !== 'passed')
    return [`ends it${step.outcome === undefined ? '' : `: ${step.outcome}`}`];
  return [];
}
