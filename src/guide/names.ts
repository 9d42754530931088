import type { AnyEntry } from '../entry/index.ts';
import { titlesThen } from '../incident/index.ts';
import type { Incident } from '../incident/index.ts';
import { showTime } from '../time/index.ts';
import { dutyTitle } from './clocks.ts';
import { factWords } from './facts.ts';
import { keyOf, standing } from './standing.ts';

/** Titles in place of ids, as seen from one entry; an id that is not known stands for itself. */
export interface Names {
  readonly step: string;
  readonly run: string;
  stepTitle(step: string): string;
  option(id: string): string;
  fact(id: string): string;
  factValue(id: string, value: unknown): string;
  role(id: string): string;
  service(id: string): string;
  /** `interim`: as it is called until `again` has its moment. */
  clock(id: string, interim?: boolean): string;
  topic(id: string): string;
  task(id: string): string;
  followUp(id: string): string;
  entry(id: string): string;
  time(at: string): string;
}

/** The number of an entry by its id, as far as its entries are at hand. */
export type Numbers = ReadonlyMap<string, number>;

/** The names that an entry's sentence needs, as they were when it was written. */
export function namesOf(incident: Incident, entry: AnyEntry, numbers?: Numbers): Names {
  const { byKey } = standing(incident);
  const run = entry.run ?? '';
  const here = entry.step === undefined ? undefined : byKey.get(keyOf(run, entry.step));
  const titles = titlesThen(incident, entry);
  const stepTitle = (id: string): string => {
    const step = byKey.get(keyOf(run, id));
    return step === undefined ? id : titles.step(step.run, step.planned);
  };
  const zone = { now: entry.at, timeZone: incident.timezone };
  return {
    step: entry.step === undefined ? 'A step' : stepTitle(entry.step),
    run: incident.runs.find((each) => each.id === run)?.title ?? run,
    stepTitle,
    option: (id) => (here === undefined ? undefined : titles.branch(here.run, here.planned, id)) ?? id,
    fact: (id) => own(incident.facts, id)?.fact.ask ?? id,
    factValue: (id, value) => factWords(value, own(incident.facts, id)?.fact.unit, zone),
    role: (id) => own(incident.roles, id)?.role.title ?? id,
    service: (id) => own(incident.services, id)?.service.title ?? id,
    clock: (id, interim = false) => {
      const clock = own(incident.clocks, id);
      return clock === undefined ? id : dutyTitle(clock, interim);
    },
    topic: (id) => own(incident.topics, id) ?? id,
    task: (id) => own(incident.tasks, id)?.words ?? id,
    followUp: (id) => own(incident.followUps, id)?.words ?? id,
    entry: (id) => shortEntry(incident, id, numbers),
    time: (at) => showTime(at, zone),
  };
}

function shortEntry(incident: Incident, id: string, numbers?: Numbers): string {
  // The incident forgets the number of an act as soon as it is undone, the log does not.
  const known = (): number | undefined =>
    [...incident.undoable, ...incident.deviations, ...incident.misfits].find((each) => each.entry === id)?.seq;
  const seq = numbers?.get(id) ?? known();
  return seq === undefined ? 'an earlier entry' : `#${seq}`;
}

/** Ids come from files and people: `constructor` is not a role. */
function own<Value>(things: Readonly<Record<string, Value>>, id: string): Value | undefined {
  return Object.hasOwn(things, id) ? things[id] : undefined;
}
