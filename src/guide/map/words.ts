import { titlesAt } from '../../incident/index.ts';
import type { Incident, Titles } from '../../incident/index.ts';
import type { StepState } from '../../statechart/index.ts';
import type { MapRow } from './map.ts';
import type { Guide } from '../model.ts';
import { type MapSay, mapInEnglish } from './texts.ts';
import { drawn } from '../standing.ts';
import type { StandingStep } from '../standing.ts';

/** Who looks at the map, and what things are called at that moment. */
export interface MapView {
  readonly incident: Incident;
  readonly guide: Guide;
  readonly titles: Titles;
  readonly say: MapSay;
}

export function mapView(incident: Incident, guide: Guide, say: MapSay = mapInEnglish): MapView {
  return { incident, guide, titles: titlesAt(incident, guide.now), say };
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
  const { say } = view;
  switch (row.kind) {
    case 'runbook':
      return { sign: 'none', title: row.run.title, said: runSaid(row, view) };
    case 'afterwards':
      return { sign: 'none', title: say('afterwards', { title: row.run.title }), said: say('holds-nothing') };
    case 'way':
      return { sign: 'none', title: wayText(row, view), said: row.reach === 'out' ? say('not-taken') : '' };
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

function runSaid({ run }: MapRow, { say }: MapView): string {
  if (run.ended === undefined) return run.id;
  const { outcome } = run.ended;
  return outcome === undefined ? say('ended', { run: run.id }) : say('ended-as', { run: run.id, outcome });
}

function wayText({ way }: MapRow, view: MapView): string {
  if (way === undefined) return '';
  const text = way.when === 'failed' ? (way.back ? 'failed-back' : 'failed-on') : way.back ? 'back' : 'on';
  return view.say(text, { title: titleOf(way.to, view) });
}

const trackSigns = { now: 'under-way', path: 'none', ahead: 'ahead', out: 'out' } as const;

function branchWords({ kind, step, branch = '', reach }: MapRow, view: MapView): MapWords {
  const { say } = view;
  const title = step === undefined ? branch : branchTitleOf(step, branch, view);
  // How a track ended its steps tell: some may be done, others left open.
  if (kind === 'track') return { sign: trackSigns[reach], title, said: '' };
  if (reach === 'path') return { sign: 'done', title, said: say('chosen') };
  const isLeft = step?.life.state === 'done' && step.life.chose !== undefined;
  // A way back, or the next round, can come to the decision once more.
  const left = reach === 'out' ? say('not-taken') : say('not-this-time');
  return { sign: reach === 'out' ? 'out' : 'ahead', title, said: isLeft ? left : '' };
}

function stepWords({ step, reach }: MapRow, view: MapView): MapWords {
  if (step === undefined) return { sign: 'none', title: '', said: '' };
  const { life, planned, row } = step;
  const current = view.guide.current.find(({ key }) => key === row.key);
  const { say } = view;
  const said = [...stateSaid(step, current !== undefined, reach, say), ...verbSaid(step, say)];
  if (current?.overdue === true) said.splice(1, 0, say('overdue'));
  if (life.turn > 1) said.push(say('turn', { turn: life.turn }));
  if (planned.added === true) said.push(say('added'));
  return { sign: signOf(step, reach, current?.overdue), title: titleOf(step, view), said: said.join(', ') };
}

function signOf({ life: { state } }: StandingStep, reach: MapRow['reach'], overdue: boolean | undefined): MapSign {
  if (state === 'waiting') return reach === 'out' ? 'out' : 'ahead';
  if (overdue === true) return 'overdue';
  return state === 'active' && overdue === undefined ? 'under-way' : state;
}

function stateSaid({ life, planned }: StandingStep, isCurrent: boolean, reach: MapRow['reach'], say: MapSay): string[] {
  switch (life.state) {
    case 'waiting':
      return reach === 'out' ? [say('never')] : [];
    case 'active':
      if (life.resting === true) return [say('now'), say('rests')];
      return [say(isCurrent ? 'now' : 'under-way')];
    case 'awaiting':
      return [say('now'), say('awaiting')];
    case 'done':
      return life.timedOut === true ? [say('timed-out')] : [];
    case 'skipped':
      return [say('skipped')];
    case 'failed':
      return [say('failed')];
    case 'passed':
      return [planned.step.when === undefined ? say('not-needed') : say('not-true', { when: planned.step.when })];
    case 'left-open':
      return [say('left-open')];
  }
}

function verbSaid({ planned: { step }, life }: StandingStep, say: MapSay): string[] {
  if ('options' in step)
    return life.chose === undefined ? [say('options', { count: Object.keys(step.options).length })] : [];
  if ('tracks' in step) return [say('tracks')];
  if ('repeat' in step) return [life.round === undefined ? say('rounds') : say('round', { round: life.round })];
  if ('follow' in step) return [say('runbook', { runbook: step.follow })];
  if ('end' in step && life.state !== 'passed')
    return [step.outcome === undefined ? say('ends') : say('ends-as', { outcome: step.outcome })];
  return [];
}
