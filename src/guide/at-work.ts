import { plural } from '../text/index.ts';
import { shortDuration } from '../time/index.ts';
import type { CurrentStep, Guide, Lane } from './model.ts';
import { told } from './texts/told.ts';
import type { Told } from './texts/told.ts';

/** Whose a step is: `For you: Incident lead`, `Not yours: Safety officer, Bo Holm`, `Safety officer, nobody yet`. Raw text. */
export function forText(step: CurrentStep, guide: Guide): string {
  const awaits = step.approval?.awaiting === true;
  const role = awaits ? step.approval?.by : step.role;
  if (role === undefined) return awaits ? 'Approval by anyone else' : 'For anyone';
  const title = `${awaits ? 'approval by ' : ''}${roleTitle(role, guide)}`;
  if (step.mine) return `For you: ${title}`;
  return step.holder === undefined ? `${title}, nobody yet` : `Not yours: ${title}, ${step.holder}`;
}

/**
 * What somebody is told for whom no step is open: that, and whom they wait for; or that the step in front is nobody's yet.
 * Undefined where a step is theirs, or for anyone.
 */
export function waitText(guide: Guide): string | undefined {
  if (guide.current.length === 0 || guide.current.some((step) => step.mine)) return undefined;
  const { roles } = guide.me;
  const mine = roles.length === 0 ? ': you hold no role' : ` (${roles.map((id) => roleTitle(id, guide)).join(', ')})`;
  const front = guide.current.find((step) => step.key === guide.focus);
  // That its role can be taken stands with the step.
  if (roles.length === 0 && front?.holder === undefined) return undefined;
  const others = guide.current.length - 1;
  const way =
    front?.holder === undefined
      ? 'Nobody has taken this one yet.'
      : `You wait for ${front.holder}${others === 0 ? '' : ` and ${plural(others, 'other step')}`}.`;
  return `Nothing is open for you${mine}. ${way}`;
}

/** What another does at this moment, and whether it is late. */
export interface AtWork {
  readonly step: CurrentStep;
  /** A name, or the role that nobody has taken. */
  readonly who: string;
  /** `12m of about 25m`, `OVERDUE by 4m`. */
  readonly time: string;
}

/** What others do now, the late ones first; what waits for a moment is nobody's work. */
export function othersAtWork(guide: Guide): AtWork[] {
  return guide.current
    .filter((step) => !step.mine && !step.afterwards && step.verb !== 'wait' && step.verb !== 'repeat')
    .toSorted((a, b) => (b.over ?? 0) - (a.over ?? 0))
    .map((step) => ({ step, who: whoIsAt(step, guide), time: workTime(step) }));
}

/** One of them in a line. Raw text. */
export function atWorkText({ step, who, time }: AtWork): string {
  return `${who}: ${step.title}, ${time}`;
}

/** All of them in one line, as short as can be, but for the step that one looks at. Raw text. */
export function othersLine(guide: Guide, looked?: string): string {
  return othersAtWork(guide)
    .filter(({ step }) => step.key !== looked)
    .map(({ who, time }) => `${who} ${time}`)
    .join('; ');
}

/** How a lane stands: a word that says more than that it is worked on, and how weighty that is. */
export function laneState({ open, settled, total, goesOnWithin }: Lane): {
  readonly word: string;
  readonly state: 'late' | 'waits' | 'open' | 'over' | 'ahead';
} {
  if (open.some((step) => step.overdue)) return { word: 'OVERDUE', state: 'late' };
  const acted = open.filter((step) => step.verb !== 'wait' && step.verb !== 'repeat');
  if (acted.length > 0 && acted.every((step) => step.state === 'awaiting'))
    return { word: 'waits for approval', state: 'waits' };
  if (open.length > 0) return { word: acted.length === 0 ? 'waits' : '', state: acted.length === 0 ? 'waits' : 'open' };
  if (goesOnWithin) return { word: '', state: 'open' };
  // Nothing of it was done, and the flow does not come to it: a jump went into the track beside.
  if (total === 0) return { word: 'not begun', state: 'ahead' };
  return settled === total ? { word: 'finished', state: 'over' } : { word: 'waits', state: 'ahead' };
}

/** Who works in a lane: `you, Bo Holm, nobody yet`. Raw text. */
export function lanePeople(lane: Lane, guide: Guide): string {
  const acted = lane.open.filter((step) => step.verb !== 'wait' && step.verb !== 'repeat');
  return [...new Set(acted.map((step) => nameOf(step, guide)))].join(', ');
}

function nameOf({ holder, role, state, approval }: CurrentStep, { me }: Guide): string {
  if (holder !== undefined) return holder === me.name ? 'you' : holder;
  return (state === 'awaiting' ? approval?.by : role) === undefined ? 'anyone' : 'nobody yet';
}

/** A lane in a line: `Water and power: 2 of 7, Bo Holm, OVERDUE`. Raw text. */
export function laneText(lane: Lane, guide: Guide): string {
  const people = lanePeople(lane, guide);
  const { word } = laneState(lane);
  const far = lane.total === 0 ? [] : [`${lane.settled} of ${lane.total}`];
  return `${lane.title}: ${[...far, people, word].filter((part) => part !== '').join(', ')}`;
}

/** What is open in a lane, step by step. */
export function laneStory(lane: Lane, guide: Guide): Told[] {
  return [
    told(lane.title, 'strong'),
    told(laneText(lane, guide).slice(lane.title.length + 2), laneState(lane).state === 'late' ? 'bad' : undefined),
    ...lane.open.map((step): Told => ({
      ...told(
        `${step.title} (${step.name}) — ${whoIsAt(step, guide)}, ${workTime(step)}`,
        step.overdue ? 'bad' : undefined,
      ),
      point: true,
    })),
  ];
}

function whoIsAt(step: CurrentStep, guide: Guide): string {
  const role = step.state === 'awaiting' ? step.approval?.by : step.role;
  if (step.holder !== undefined) return step.holder;
  return role === undefined ? 'anyone' : `nobody (${roleTitle(role, guide)})`;
}

function workTime({ over, running, expect }: CurrentStep): string {
  if (over !== undefined) return `OVERDUE by ${shortDuration(over)}`;
  return expect === undefined
    ? `for ${shortDuration(running)}`
    : `${shortDuration(running)} of about ${shortDuration(expect)}`;
}

function roleTitle(role: string, guide: Guide): string {
  return guide.roles.find((each) => each.id === role)?.title ?? role;
}
