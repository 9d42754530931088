import { decide } from '../incident/index.ts';
import type { Act, Incident } from '../incident/index.ts';
import type { Instant } from '../time/index.ts';
import { actInfo } from './acts.ts';
import { isOpenClock } from './open-clock.ts';
import { sendAct } from './send.ts';
import type { CurrentStep, Offer, OfferName } from './model.ts';

type Bare = Omit<CurrentStep, 'acts'>;

/** What can be done with a step now, in the order in which it should be offered; the judge says why one is off. */
export function offersOf(incident: Incident, me: string, now: Instant, step: Bare): Offer[] {
  return orderFor(step).map((name) => {
    const off = whyOff(incident, me, now, step, name);
    return { act: name, label: labelFor(name, step), ...(off === undefined ? {} : { off }) };
  });
}

const always: readonly OfferName[] = [
  'note',
  'skip',
  'fail',
  'attach',
  'add',
  'jump',
  'reopen',
  'aware',
  'met',
  'set-aside',
  'undo',
];

function orderFor(step: Bare): OfferName[] {
  const first = firstOffers(step);
  const rest: readonly OfferName[] = [
    'tick',
    'fact',
    'done',
    'choose',
    'run',
    'send',
    'approve',
    'refuse',
    'go-without',
    ...always,
  ];
  return [...new Set([...first, ...rest])];
}

function firstOffers(step: Bare): OfferName[] {
  if (step.state === 'awaiting') return ['approve', 'refuse', 'go-without'];
  if (step.asks.length > 0) return ['fact', 'done'];
  const open: OfferName[] = [];
  if (step.checklist.some((item) => !item.ticked)) open.push('tick');
  if (step.record.some((fact) => fact.answered !== true)) open.push('fact');
  switch (step.verb) {
    case 'decide':
      return ['choose', ...open];
    case 'run':
      return ['run', ...open, 'done'];
    case 'tell':
      return ['send', ...open, 'done'];
    default:
      return ['done', ...open];
  }
}

function labelFor(name: OfferName, step: Bare): string {
  if (name === 'done' && step.verb === 'end') return 'End here';
  if (name === 'done' && step.verb === 'wait') return 'Go on now';
  if (name === 'done' && step.verb === 'repeat') return 'That is enough';
  if (name === 'run' && step.command !== undefined && step.command.attempts > 0) return 'Run it again';
  return actInfo(name)?.label ?? name;
}

/** The reason that the judge gives; nothing here decides by itself what fits and what does not. */
function whyOff(incident: Incident, me: string, now: Instant, step: Bare, name: OfferName): string | undefined {
  const act = sampleOf(incident, step, name);
  if (typeof act === 'string') return act;
  if (act === undefined) return undefined;
  const decided = decide(incident, act, { now, by: { name: me }, via: 'plain', why: 'asked' });
  return decided.ok ? undefined : decided.refusal.message;
}

/**
 * An act to put to the judge in place of the one that a person would word. A text is the reason where the runbook has
 * nothing that it could be about; undefined where nothing stands against it by its nature.
 */
function sampleOf(incident: Incident, step: Bare, name: OfferName): Act | string | undefined {
  const on = { step: step.name, turn: step.turn };
  switch (name) {
    case 'done':
      return { act: 'done', ...on };
    case 'skip':
    case 'fail':
    case 'reopen':
      return { act: name, ...on };
    case 'jump':
      // Jumping is going to another step, which the person has still to name.
      return incident.runs.length === 0 ? 'There is no runbook to jump in.' : undefined;
    case 'choose':
      return { act: 'choose', ...on, option: step.options[0]?.id ?? '' };
    case 'run':
      return { act: 'command-start', step: step.name };
    case 'send':
      return sendAct(step) ?? { act: 'send', step: step.name, body: 'asked' };
    case 'approve':
      return { act: 'approve', step: step.name, answer: 'given' };
    case 'refuse':
      return { act: 'approve', step: step.name, answer: 'refused' };
    case 'go-without':
      return { act: 'approve', step: step.name, answer: 'gone-without' };
    case 'tick': {
      const item = step.checklist.find((each) => !each.ticked) ?? step.checklist[0];
      return { act: 'tick', step: step.name, item: item?.item ?? 1, ticked: item?.ticked !== true };
    }
    case 'fact':
      return Object.keys(incident.facts).length === 0 ? 'No followed runbook asks for a fact.' : undefined;
    case 'aware':
      return Object.keys(incident.topics).length === 0
        ? 'No followed runbook names a topic to be aware of.'
        : undefined;
    case 'met':
    case 'set-aside': {
      const clock = Object.values(incident.clocks).find(isOpenClock);
      return clock === undefined ? 'No clock is running.' : { act: name, clock: clock.id };
    }
    case 'undo':
      return { act: 'undo' };
    case 'note':
    case 'attach':
    case 'add':
      return undefined;
  }
}
