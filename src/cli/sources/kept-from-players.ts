import type { AnyEntry } from '../../entry/index.ts';
import { asRead, type Incident, isAnyKept, isKept, replay, type Viewer } from '../../incident/index.ts';
import type { Recorded } from '../../report/index.ts';
import { type FoundEntry, loadIncident } from '../../session/index.ts';
import type { Timeline } from '../../timeline/index.ts';
import { plural } from '../../text/index.ts';
import type { Call } from '../call.ts';
import { meOf } from '../arguments/who.ts';

/** Who reads a drill by a command: whoever facilitates it, and whoever says so, reads all of it; others what their screens show. */
export const viewerOf = (call: Call, { drill }: Incident): Viewer => {
  const { name } = meOf(call);
  return { name, facilitates: call.has('staff') || drill?.facilitator?.name === name };
};

/** The entries that whoever types the command may read, and how many are kept from them. */
export function mayRead(
  call: Call,
  timeline: Timeline,
  incident: Incident,
  entries: readonly AnyEntry[],
): { readonly read: readonly AnyEntry[]; readonly kept: number } {
  const viewer = viewerOf(call, incident);
  if (!isAnyKept(incident, viewer)) return { read: entries, kept: 0 };
  const read = entries.filter((entry) => !isKept(incident, entry, viewer, (id) => timeline.entry(id, incident.id)));
  return { read: read.map(withoutScenario), kept: entries.length - read.length };
}

/** That a scenario is played everybody may know, but not what stands in it. */
const withoutScenario = (entry: AnyEntry): AnyEntry =>
  entry.type === 'scenario.followed' ? { ...entry, data: { ...entry.data, text: '' } } : entry;

/** What of a search whoever types the command may find; how much they may not is said. */
export function mayFind(call: Call, timeline: Timeline, found: readonly FoundEntry[]): readonly FoundEntry[] {
  const loaded = new Map<string, Incident>();
  const incidentOf = (id: string): Incident => {
    const incident = loaded.get(id) ?? loadIncident(timeline, id).incident;
    loaded.set(id, incident);
    return incident;
  };
  const read = found.filter(
    ({ incident: { id, mode }, entry }) =>
      mode === 'real' || mayRead(call, timeline, incidentOf(id), [entry]).kept === 0,
  );
  remarkKept(call, found.length - read.length);
  return read;
}

/** A timeline for reports as whoever types the command may read it: each entry that is kept from them has another in its place, which says so. */
export function mayReport(
  call: Call,
  timeline: Timeline,
  recorded: Recorded,
): { readonly recorded: Recorded; readonly kept: number } {
  const { incident, entries, others } = recorded;
  const viewer = viewerOf(call, incident);
  if (!isAnyKept(incident, viewer)) return { recorded, kept: 0 };
  const whole = [...entries()];
  const read = asRead(incident, whole, viewer, (id) => timeline.entry(id, incident.id));
  const kept = read.filter((entry, place) => entry !== whole[place]).length;
  if (kept === 0) return { recorded, kept };
  return { recorded: { entries: () => read, incident: replay(read), ...(others !== undefined && { others }) }, kept };
}

/** Says how much of a running drill was left out. */
export function remarkKept(call: Call, kept: number, what = plural(kept, 'entry', 'entries')): void {
  if (kept === 0) return;
  const them = kept === 1 ? 'it' : 'them';
  call.io.remark(`${what} of the staff, or for others: not shown until the drill has ended. --staff shows ${them}.`);
}
