import type { FactValue, Head, IncidentState, Severity } from '../entry/index.ts';
import { owedReasons, standingDeviations, own } from '../incident/index.ts';
import type { StoodDown } from '../entry/index.ts';
import type { Incident } from '../incident/index.ts';
import type { Verb } from '../runbook/index.ts';
import type { StepState } from '../statechart/index.ts';
import type { Instant } from '../time/index.ts';
import { isOpenClock } from './open-clock.ts';
import type { ClockRow, FactRow, Guide } from './model.ts';

/** An open step as programs read it. `step` is the name that every command takes. */
export interface CurrentJson {
  readonly step: string;
  readonly title: string;
  readonly verb: Verb;
  readonly role: string | null;
  readonly since: Instant;
}

/** `holdfast status --json`, the shape of `schemas/status.schema.json`. A key is always there; null where nothing is known. */
export interface StatusJson {
  readonly incident: {
    /** The alias: what people say and every command takes. */
    readonly id: string;
    readonly title: string;
    readonly mode: 'real' | 'drill';
    readonly severity: Severity | null;
    readonly state: IncidentState;
    readonly declared: Instant;
    /** As what it was stood down; only while it is. */
    readonly 'stood-down'?: StoodDown;
    /** The other incidents that it has to do with; only where there are some. */
    readonly links?: readonly { readonly incident: string; readonly as: string | null; readonly at: Instant }[];
    /** The legal hold that it is under; only while there is one. */
    readonly hold?: { readonly since: Instant; readonly by: string; readonly why: string | null };
    /** Until when its words are kept, null without a limit; only where somebody said so of this incident. */
    readonly retention?: { readonly until: string | null; readonly basis: string | null };
  };
  readonly head: Head;
  readonly current: readonly CurrentJson[];
  readonly steps: readonly {
    readonly step: string;
    readonly title: string;
    readonly verb: Verb;
    readonly state: StepState;
    readonly role: string | null;
  }[];
  readonly clocks: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: ClockRow['state'];
    readonly due: Instant | null;
    readonly basis: string | null;
  }[];
  readonly services: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: 'up' | 'suspect' | 'lost';
    readonly lost: Instant | null;
    readonly due: Instant | null;
  }[];
  readonly roles: readonly {
    readonly id: string;
    readonly title: string;
    readonly holder: string | null;
    readonly acknowledged: boolean;
  }[];
  /** The value of a public fact only. */
  readonly facts: readonly {
    readonly id: string;
    readonly ask: string;
    readonly state: FactRow['state'];
    readonly value: FactValue | null;
    readonly unit: string | null;
    readonly at: Instant | null;
    readonly by: string | null;
  }[];
  readonly deviations: readonly {
    readonly seq: number;
    readonly type: string;
    readonly step: string | null;
    readonly kinds: readonly string[];
    readonly by: string;
    readonly at: Instant;
    readonly reason: string | null;
    readonly owed: boolean;
  }[];
}

/** The open steps, as every act answers them too. */
export function currentJson(guide: Pick<Guide, 'current'>): CurrentJson[] {
  return guide.current.map(({ name, title, verb, role, since }) => ({
    step: name,
    title,
    verb,
    role: role ?? null,
    since,
  }));
}

/** The answer of `status --json` (interface.md, "JSON that programs may rely on"). */
export function statusJson(guide: Guide, incident: Incident): StatusJson {
  const owed = new Set(owedReasons(incident).map(({ entry }) => entry));
  return {
    incident: {
      id: incident.alias,
      title: incident.title,
      mode: incident.mode,
      severity: incident.severity ?? null,
      state: incident.state,
      declared: incident.declared,
      ...(incident.stoodDown && { 'stood-down': incident.stoodDown }),
      ...(guide.links.length > 0 && {
        links: guide.links.map(({ incident: other, as, at }) => ({ incident: other, as: as ?? null, at })),
      }),
      ...(incident.hold && {
        hold: { since: incident.hold.since, by: incident.hold.by, why: incident.hold.why ?? null },
      }),
      ...(incident.retention && {
        retention: { until: incident.retention.until ?? null, basis: incident.retention.basis ?? null },
      }),
    },
    head: headOf(incident),
    current: currentJson(guide),
    steps: guide.steps.map(({ name, title, verb, state, role }) => ({
      step: name,
      title,
      verb,
      state,
      role: role ?? null,
    })),
    clocks: guide.clocks.map(({ id, title, state, due, basis }) => ({
      id,
      title,
      state,
      due: due ?? null,
      basis: basis ?? null,
    })),
    services: guide.services.map(({ id, title, state, lostAt, rtoDue }) => ({
      id,
      title,
      state,
      lost: lostAt ?? null,
      due: rtoDue ?? null,
    })),
    roles: guide.roles.map(({ id, title, holder, acknowledged }) => ({
      id,
      title,
      holder: holder ?? null,
      acknowledged,
    })),
    facts: guide.facts.map((fact) => ({
      id: fact.id,
      ask: fact.ask,
      state: fact.state,
      value: fact.privacy === 'public' ? (own(incident.facts, fact.id)?.answer?.value ?? null) : null,
      unit: fact.unit ?? null,
      at: fact.at ?? null,
      by: fact.by ?? null,
    })),
    deviations: standingDeviations(incident).map(({ entry, seq, type, step, deviation, by, at, reason }) => ({
      seq,
      type,
      step: step ?? null,
      kinds: deviation.kinds,
      by,
      at,
      reason: reason ?? null,
      owed: owed.has(entry),
    })),
  };
}

/** What is not settled yet, as programs read it: the steps of the response, clocks, services, and deviations without their reason. */
export interface StillOpenJson {
  readonly steps: readonly CurrentJson[];
  readonly clocks: StatusJson['clocks'];
  readonly services: StatusJson['services'];
  readonly owed: StatusJson['deviations'];
}

/** What `stillOpen` names to people. */
export function stillOpenJson(guide: Guide, incident: Incident): StillOpenJson {
  const { clocks, services, deviations } = statusJson(guide, incident);
  return {
    steps: currentJson({ current: guide.current.filter((step) => !step.afterwards) }),
    clocks: clocks.filter(isOpenClock),
    services: services.filter((service) => service.state !== 'up'),
    owed: deviations.filter((deviation) => deviation.owed),
  };
}

/** One origin a database for now; of several the longest chain is named. */
function headOf(incident: Incident): Head {
  const longest = Object.values(incident.heads).toSorted((a, b) => b.seq - a.seq)[0];
  return longest === undefined ? { seq: 0, hash: '' } : { seq: longest.seq, hash: longest.hash };
}
