import {
  activeSteps,
  advance,
  beginRun,
  compileChart,
  lifeOf,
  matters,
  refusal,
  revise,
  runEnd,
} from '../../src/statechart/index.ts';
import type { Chart, Refusal, RunState, StepLife, StepState, Surroundings } from '../../src/statechart/index.ts';
import type { AnyEntry, EntryData, EntryType } from '../../src/entry/index.ts';
import type { Bundle, Runbook, Step } from '../../src/runbook/index.ts';
import { entry, minute } from './entries.ts';

/** A runbook with these steps, and what else the test needs. */
export function runbook(steps: readonly Step[], more: Partial<Runbook> = {}): Runbook {
  return { holdfast: 1, id: 'flood', title: 'Flood', timezone: 'Europe/Copenhagen', steps, ...more };
}

export function bundleOf(root: Runbook, ...followed: Runbook[]): Bundle {
  return {
    runbook: root,
    followed: Object.fromEntries(followed.map((other) => [other.id, other])),
    organisation: { holdfast: 1, name: 'City' },
  };
}

type About = Parameters<typeof entry>[2];

/** One run, driven the way a person would: each method is an act, and gives why it was refused, if it was. */
export class Script {
  chart: Chart;
  state: RunState;
  facts: Record<string, unknown> = {};
  now = 0;
  readonly accepted: { readonly entry: AnyEntry; readonly around: Surroundings; readonly after: RunState }[] = [];
  readonly first: Surroundings;
  readonly begun: AnyEntry;
  last: AnyEntry;

  constructor(bundle: Bundle | readonly Step[], facts: Record<string, unknown> = {}) {
    this.facts = facts;
    this.chart = compileChart('runbook' in bundle ? bundle : bundleOf(runbook(bundle)));
    this.first = this.around();
    const begun = entry(
      'runbook.followed',
      { runbook: 'flood', title: 'Flood', sha256: '', text: '', followed: {}, semantics: 1 },
      { at: minute(0) },
    );
    this.begun = begun;
    this.last = begun;
    this.state = beginRun(this.chart, begun, this.first);
  }

  around(): Surroundings {
    return {
      now: minute(this.now),
      facts: { ...this.facts },
      org: { halls: ['north', 'south'] },
      clocks: {},
      services: {},
      incident: { severity: 'sev2' },
    };
  }

  act<T extends EntryType>(type: T, data: EntryData[T], about: About = {}): Refusal | undefined {
    this.now += 1;
    return this.take(entry(type, data, { at: minute(this.now), ...about }));
  }

  take(given: AnyEntry): Refusal | undefined {
    this.last = given;
    const refused = refusal(this.chart, this.state, given);
    const around = this.around();
    const after = advance(this.chart, this.state, given, around);
    if (refused === undefined) this.accepted.push({ entry: given, around, after });
    if (refused === undefined && matters(given.type) && after === this.state)
      throw new Error(`accepted and yet not taken in: ${given.type}`);
    if (refused !== undefined && after !== this.state)
      throw new Error(`refused and yet the state changed: ${refused.message}`);
    this.state = after;
    return refused;
  }

  /** Takes a newer text, to which it must fit. */
  revise(newer: Chart): void {
    this.state = revise(this.chart, this.state, newer, this.around());
    this.chart = newer;
  }

  done(step: string, about: About = {}): Refusal | undefined {
    return this.act('step.done', {}, { step, ...about });
  }
  skip(step: string, about: About = {}): Refusal | undefined {
    return this.act('step.skipped', {}, { step, ...about });
  }
  fail(step: string): Refusal | undefined {
    return this.act('step.failed', {}, { step });
  }
  reopen(step: string): Refusal | undefined {
    return this.act('step.reopened', {}, { step });
  }
  jump(step: string): Refusal | undefined {
    return this.act('step.jumped', {}, { step });
  }
  choose(step: string, option: string, about: About = {}): Refusal | undefined {
    return this.act('choice.made', { option }, { step, ...about });
  }
  add(step: string, after?: string): Refusal | undefined {
    return this.act('step.added', after === undefined ? {} : { after }, { step, words: step });
  }
  timer(step: string, timer: EntryData['timer.elapsed']['timer'], round?: number): Refusal | undefined {
    return this.act('timer.elapsed', { timer, due: minute(this.now), ...(round !== undefined && { round }) }, { step });
  }
  fact(fact: string, value: number | string | boolean, about: About = {}): Refusal | undefined {
    this.facts[fact] = value;
    return this.act('fact.recorded', { fact, known: true, value }, about);
  }
  note(): Refusal | undefined {
    return this.act('severity.set', { severity: 'sev2' });
  }

  /** What a person acts on now. */
  get active(): readonly string[] {
    return activeSteps(this.chart, this.state).map(({ id }) => id);
  }
  life(step: string): StepLife {
    return lifeOf(this.chart, this.state, step);
  }
  is(step: string): StepState {
    return this.life(step).state;
  }
  get ended(): ReturnType<typeof runEnd> {
    return runEnd(this.state);
  }
}

export function steps(...ids: string[]): Step[] {
  return ids.map((id) => ({ id, do: id }));
}
