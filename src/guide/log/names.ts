import type { AnyEntry } from '../../entry/index.ts';
import { titleOfGone, titlesThen, own } from '../../incident/index.ts';
import type { Inject } from '../../runbook/index.ts';
import type { Incident, Run } from '../../incident/index.ts';
import { showTime } from '../../time/index.ts';
import { dutyTitle } from '../clocks.ts';
import { fromText } from '../drill/drill.ts';
import { factWords } from '../facts.ts';
import { keyOf, standing } from '../standing.ts';
import type { StandingStep } from '../standing.ts';

/** Titles in place of ids, as seen from one entry; an id that is not known stands for itself. */
export interface Names {
  readonly step: string;
  readonly run: string;
  /** The longest of what was noted so far: the title of a runbook, a step, a role, a question or an inject; none is ''. */
  readonly longest: string;
  /** Notes what a sentence is about or whom it goes to, and gives it back: on a narrow screen that gives way. */
  noted(title: string): string;
  stepTitle(step: string): string;
  option(id: string): string;
  fact(id: string): string;
  factValue(id: string, value: unknown): string;
  role(id: string): string;
  service(id: string): string;
  /** `interim`: as it is called until `again` has its moment. */
  clock(id: string, interim?: boolean): string;
  topic(id: string): string;
  /** `Night guard, by radio`, as far as the scenario says it. */
  injectFrom(id: string): string;
  inject(id: string): string;
  task(id: string): string;
  followUp(id: string): string;
  entry(id: string): string;
  time(at: string): string;
}

/** The number of an entry by its id, as far as its entries are at hand. */
export type Numbers = Pick<ReadonlyMap<string, number>, 'get'>;

/** The names that an entry's sentence needs, as they were when it was written. */
export function namesOf(incident: Incident, entry: AnyEntry, numbers?: Numbers): Names {
  return new NamesThen(incident, entry, numbers);
}

/** Each is looked for when a sentence asks for it: most ask for one. */
class NamesThen implements Names {
  readonly #incident: Incident;
  readonly #entry: AnyEntry;
  readonly #numbers: Numbers | undefined;
  longest = '';

  constructor(incident: Incident, entry: AnyEntry, numbers: Numbers | undefined) {
    this.#incident = incident;
    this.#entry = entry;
    this.#numbers = numbers;
  }

  get step(): string {
    return this.#entry.step === undefined ? 'A step' : this.stepTitle(this.#entry.step);
  }

  get run(): string {
    return this.noted(this.#run()?.title ?? this.#entry.run ?? '');
  }

  stepTitle(id: string): string {
    const step = this.#find(id);
    return this.noted(
      step === undefined ? this.#gone(id) : titlesThen(this.#incident, this.#entry).step(step.run, step.planned),
    );
  }

  option(id: string): string {
    const { step = '' } = this.#entry;
    const here = this.#find(step);
    if (here === undefined) return this.#gone(step, id);
    return titlesThen(this.#incident, this.#entry).branch(here.run, here.planned, id) ?? id;
  }

  fact(id: string): string {
    return this.noted(own(this.#incident.facts, id)?.fact.ask ?? id);
  }

  factValue(id: string, value: unknown): string {
    return factWords(value, own(this.#incident.facts, id)?.fact.unit, this.#zone());
  }

  role(id: string): string {
    return this.noted(own(this.#incident.roles, id)?.role.title ?? id);
  }

  service(id: string): string {
    return own(this.#incident.services, id)?.service.title ?? id;
  }

  clock(id: string, interim = false): string {
    const clock = own(this.#incident.clocks, id);
    return clock === undefined ? id : dutyTitle(clock, interim);
  }

  topic(id: string): string {
    return own(this.#incident.topics, id) ?? id;
  }

  injectFrom(id: string): string {
    const inject = this.#inject(id);
    return inject === undefined ? '' : fromText(inject);
  }

  inject(id: string): string {
    return this.noted(this.#inject(id)?.title ?? id);
  }

  #inject(id: string): Inject | undefined {
    return this.#incident.drill?.scenario.injects.find((each) => each.id === id);
  }

  task(id: string): string {
    return own(this.#incident.tasks, id)?.words ?? id;
  }

  followUp(id: string): string {
    return own(this.#incident.followUps, id)?.words ?? id;
  }

  entry(id: string): string {
    return shortEntry(this.#incident, id, this.#numbers);
  }

  time(at: string): string {
    return showTime(at, this.#zone());
  }

  noted(title: string): string {
    if (title.length > this.longest.length) this.longest = title;
    return title;
  }

  #find(step: string): StandingStep | undefined {
    return standing(this.#incident).byKey.get(keyOf(this.#entry.run ?? '', step));
  }

  #run(): Run | undefined {
    return this.#incident.runs.find(({ id }) => id === this.#entry.run);
  }

  /** A newer text of the runbook may no longer have it. */
  #gone(step: string, option?: string): string {
    const run = this.#run();
    return (run && titleOfGone(run, step, this.#entry, option)) ?? option ?? step;
  }

  #zone(): { readonly now: string; readonly timeZone: string } {
    return { now: this.#entry.at, timeZone: this.#incident.timezone };
  }
}

function shortEntry(incident: Incident, id: string, numbers?: Numbers): string {
  // The incident forgets the number of an act as soon as it is undone, the log does not.
  const known = (): number | undefined =>
    [...incident.undoable, ...incident.deviations, ...incident.misfits].find((each) => each.entry === id)?.seq;
  const seq = numbers?.get(id) ?? known();
  return seq === undefined ? 'an earlier entry' : `#${seq}`;
}
