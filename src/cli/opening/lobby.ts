import { isOver } from '../../entry/index.ts';
import { openNeighbours } from '../../session/index.ts';
import type { Lobby } from '../../session/index.ts';
import { incidentNamed, type Timeline } from '../../timeline/index.ts';
import type { Call } from '../call.ts';
import { heldOf } from './held.ts';
import { hold, later } from './open-incident.ts';
import { timelinePorts } from '../ports.ts';
import { viaOf } from './screen.ts';
import { settleHere } from '../arguments/who.ts';

/**
 * What can be reached from a guide on this timeline. `store` gives it, to be written to; `looking` to be read, where there is one:
 * whoever only looks leaves no file behind.
 */
export function lobbyOf(call: Call, store: () => Timeline, looking: () => Timeline | undefined = store): Lobby {
  const via = viaOf(call);
  return {
    neighbours: (here, onLook) =>
      openNeighbours(store(), { wall: () => timelinePorts.wall(), later }, { here, onLook }),
    find: (name) => {
      const found = incidentNamed(name, looking()?.incidents() ?? []);
      if ('code' in found) throw new Error(`${found.message} To see them: incidents.`);
      return found.id;
    },
    hold: (id) => {
      const timeline = store();
      const row = timeline.incidents().find((each) => each.id === id);
      if (row === undefined) throw new Error(`That incident is gone from ${timeline.file}.`);
      const { session } = hold(call, timeline, row.id, row.timezone, via);
      if (!isOver(row)) settleHere(call, row.id, row.alias, via === 'tui');
      return heldOf(call, timeline, session);
    },
    home: async () => (await import('./threshold.ts')).thresholdOf(call, store, looking),
  };
}
