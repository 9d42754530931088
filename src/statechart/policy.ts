import { assign, setup } from 'xstate';
import type { NonReducibleUnknown } from 'xstate';
import type { AnyEntry } from '../entry/index.ts';
import * as changes from './changes.ts';
import * as guards from './guards.ts';
import type { Layout, List, Place } from './layout.ts';
import { nothingYet } from './memory.ts';
import type { Memory, Scene } from './memory.ts';
import type { Surroundings } from './model.ts';
import { record } from './record.ts';
import { refuse } from './refuse.ts';

/**
 * What reaches a cursor: an entry, or `look` (something changed elsewhere), `to STEP` (a jump), `again STEP` (a decision
 * taken anew), `begin LIST`. It carries what the run remembers, because its cursors share one memory.
 */
export interface FlowEvent {
  readonly type: string;
  readonly memory: Memory;
  readonly around: Surroundings;
  readonly entry?: AnyEntry;
  /** The target of a jump. */
  readonly to?: string;
  /** The steps at which the cursor stands, outermost first. */
  readonly standing?: readonly string[];
}

export interface FlowContext {
  readonly memory: Memory;
  readonly around: Surroundings;
}

type AtStep = { readonly step: string };
type OnWay = AtStep & { readonly to: string };
type InList = { readonly list: string };

const nowhere: Surroundings = {
  now: '1970-01-01T00:00:00Z',
  facts: {},
  org: {},
  clocks: {},
  services: {},
  incident: {},
};
export const untouchedContext: FlowContext = { memory: nothingYet, around: nowhere };

/** The named guards and actions of a chart, so that it reads as policy; `guards.ts` and `changes.ts` say what each means. */
export function policyFor(layout: Layout) {
  const scene = ({ memory, around }: FlowContext): Scene => ({ layout, memory, around });
  const place = (id: string): Place => found(layout.places[found(layout.plan.get(id), id).index], id);
  const list = (id: string): List => found(layout.lists.get(id), id);

  const ask = (question: (scene: Scene, place: Place) => boolean) => {
    return ({ context }: { context: FlowContext }, { step }: AtStep) => question(scene(context), place(step));
  };
  const askWay = (question: (scene: Scene, place: Place, to: Place) => boolean) => {
    return ({ context }: { context: FlowContext }, { step, to }: OnWay) =>
      guards.nothingAdded(scene(context), step) && question(scene(context), place(step), place(to));
  };
  const change = <P extends Record<string, NonReducibleUnknown> | undefined>(
    make: (scene: Scene, params: P, event: FlowEvent) => Memory,
  ) =>
    assign<FlowContext, FlowEvent, P, FlowEvent, never>(({ context, event }, params) => ({
      memory: make(scene(context), params, event),
    }));

  return setup({
    types: { context: {} as FlowContext, events: {} as FlowEvent },
    guards: {
      accepted: ({ event }) =>
        event.entry !== undefined && refuse({ layout, memory: event.memory }, event.entry) === undefined,
      settled: ask(guards.isSettled),
      leftWhole: ask(guards.isLeftWhole),
      mayBegin: ask(guards.mayBegin),
      ruledOut: ask((now, at) => guards.mayBegin(now, at) && guards.isRuledOut(now, at)),
      turnedOutFalse: ask(guards.turnedOutFalse),
      answered: ask(guards.isAnswered),
      waitedEnough: ask(guards.waitedEnough),
      timedOut: ask(guards.isTimedOut),
      joined: ask(guards.isJoined),
      enough: ask(guards.isEnough),
      roundDue: ask(guards.roundIsDue),
      addedWaits: ask((now, at) => guards.addedWaits(now, at.planned.id)),
      nothingAdded: ask((now, at) => guards.nothingAdded(now, at.planned.id)),
      endConfirmed: ask((now, at) => guards.isDone(now, at) && guards.nothingAdded(now, at.planned.id)),
      chose: ({ context }, { step, option }: AtStep & { readonly option: string }) =>
        guards.chose(scene(context), place(step), option),
      goes: askWay((now, at, to) => guards.takesGoTo(now, at, to) && guards.mayLeaveTracks(now, at, to)),
      goesFromBeside: askWay(guards.takesGoTo),
      goesByOption: ({ context }, { step, to, option }: OnWay & { readonly option: string }) => {
        const now = scene(context);
        return (
          guards.nothingAdded(now, step) &&
          guards.chose(now, place(step), option) &&
          guards.takesGoTo(now, place(step), place(to)) &&
          guards.mayLeaveTracks(now, place(step), place(to))
        );
      },
      fails: askWay((now, at, to) => guards.takesFailure(now, at, to) && guards.mayLeaveTracks(now, at, to)),
    },
    actions: {
      recall: assign({ memory: ({ event }) => event.memory, around: ({ event }) => event.around }),
      record: assign({
        memory: ({ event }) =>
          event.entry === undefined
            ? event.memory
            : record({ layout, memory: event.memory, around: event.around }, event.entry),
        around: ({ event }) => event.around,
      }),
      begin: change((now, { step }: AtStep) => changes.begin(now, place(step))),
      pass: change((now, { step }: AtStep) => changes.pass(now, place(step))),
      dropQuestion: change((now, { step }: AtStep) => changes.dropQuestion(now, place(step))),
      finish: change((now, { step }: AtStep) => changes.finish(now, place(step), false)),
      finishTimedOut: change((now, { step }: AtStep) => changes.finish(now, place(step), true)),
      finishRepeat: change((now, { step }: AtStep) =>
        changes.finish(now, place(step), guards.isTimedOut(now, place(step))),
      ),
      putDown: change((now, { step }: AtStep) => changes.putDown(now, place(step))),
      markLeft: change((now, { step }: AtStep) => changes.markLeft(now, place(step))),
      openAdded: change((now, { step }: AtStep) => changes.openAdded(now, step)),
      goTo: change((now, { step, to }: OnWay) => changes.goTo(now, place(step), place(to))),
      arrive: change((now, { list: id, to }: InList & { readonly to: string }, { standing }) =>
        changes.arrive(now, list(id), place(to), standing ?? []),
      ),
      startTracks: change((now, { step }: AtStep, { to }) =>
        changes.startTracks(now, place(step), to === undefined ? undefined : place(to)),
      ),
      join: change((now, { step }: AtStep) => changes.join(now, place(step))),
      abandon: change((now, { step }: AtStep) => changes.abandon(now, place(step))),
      beginRound: change((now, { step }: AtStep, { type }) =>
        type.startsWith('again ') ? changes.resumeRound(now, place(step)) : changes.beginRound(now, place(step)),
      ),
      rest: change((now, { step }: AtStep) => changes.rest(now, place(step))),
      endLane: change((now, { list: id }: InList) => changes.endLane(now, list(id))),
      enterLaneAgain: change((now, { list: id }: InList) => changes.enterLaneAgain(now, list(id))),
      endRunBy: change((now, { step }: AtStep) => changes.endRun(now, place(step))),
      endRun: change((now) => changes.endRun(now, undefined)),
      closeRunbook: change((now, { list: id }: InList) => changes.closeRunbook(now, list(id))),
      goOn: change((now) => changes.goOn(now)),
    },
  });
}

function found<T>(thing: T | undefined, id: string): T {
  if (thing === undefined) throw new RangeError(`the plan has no "${id}"`);
  return thing;
}

type Policy = ReturnType<typeof policyFor>;
export type StateConfig = Parameters<Policy['createStateConfig']>[0];
export type States = NonNullable<StateConfig['states']>;
export type On = NonNullable<StateConfig['on']>;
type Always = NonNullable<StateConfig['always']>;
/** One `always` transition. */
export type Way = Exclude<Extract<Always, readonly unknown[]>[number], string | undefined>;
