import { createEmptyActor } from 'xstate';
import type { AnyActorScope, SnapshotFrom } from 'xstate';
import type { Machine } from './machine.ts';
import type { FlowEvent } from './policy.ts';

/**
 * XState's pure transition. Its own `transition` makes an actor at every call, and with it the initial state, only to have
 * somewhere for effects to go; these charts have none, so one idle scope serves every call, in a third less time.
 */
export function stepMachine(
  machine: Machine,
  snapshot: SnapshotFrom<Machine>,
  event: FlowEvent,
): SnapshotFrom<Machine> {
  return machine.transition(snapshot, event, (idle ??= idleScope()));
}

let idle: AnyActorScope | undefined;

function idleScope(): AnyActorScope {
  const self = createEmptyActor();
  const nothing = (): void => {};
  return {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  };
}
