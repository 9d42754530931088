import { own } from '../incident/index.ts';
import type { Runbook, Scenario } from '../runbook/index.ts';
import { type Instant, millis } from '../time/index.ts';
import type { Coverage } from './coverage.ts';
import { coverage } from './coverage.ts';
import type { History } from './history.ts';
import { judged, type Judged } from './judged.ts';

/** How ready a runbook is: its score with the lines that it is the sum of, and what they come from. */
export interface RunbookReadiness extends Judged {
  readonly runbook: string;
  readonly title: string;
  readonly owner?: string;
  /** 0 to 100, rounded down: the points of all lines as a share of what could be had. */
  readonly score: number;
  readonly coverage: Coverage;
}

/** How ready a service is: as ready as the weakest of the runbooks that name it. */
export interface ServiceReadiness {
  readonly service: string;
  readonly title: string;
  readonly rto?: string;
  readonly fallback?: string;
  readonly runbooks: readonly string[];
  readonly score: number;
  readonly weakest: string;
  /** Whether each of them met its RTO in the last drill in which it was away; absent where it never was in any. */
  readonly rtoMet?: boolean;
}

/** A score of then, by the runbooks of today. */
export interface TrendPoint {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly score: number;
}

export interface Readiness {
  readonly at: Instant;
  /** 0 to 100: the mean of its runbooks, rounded down. */
  readonly score: number;
  readonly runbooks: readonly RunbookReadiness[];
  readonly services: readonly ServiceReadiness[];
  /** By months, oldest first; the last is now. */
  readonly trend: readonly TrendPoint[];
}

/** What readiness is worked out from. */
export interface Known {
  readonly runbooks: readonly Runbook[];
  readonly scenarios: readonly Scenario[];
  /** Of every incident and drill of the record. */
  readonly histories: readonly History[];
}

/** So many months back the trend goes. */
const months = 12;

/** How ready the runbooks and their services are at a moment, and were at the first of each month before. */
export function readiness(known: Known, at: Instant): Readiness {
  const runbooks = runbooksAt(known, at);
  const before = firstsOfMonths(at).map((on) => ({ on, score: mean(runbooksAt(known, `${on}T00:00:00Z`)) }));
  const score = mean(runbooks);
  return {
    at,
    score,
    runbooks,
    services: servicesOf(known, runbooks),
    trend: [...before, { on: at.slice(0, 10), score }],
  };
}

function runbooksAt({ runbooks, scenarios, histories }: Known, at: Instant): readonly RunbookReadiness[] {
  const past = histories.filter(({ begun }) => millis(begun) <= millis(at));
  const titles = new Map(runbooks.map(({ id, title }) => [id, title]));
  return runbooks.map((runbook) => {
    const made = coverage(runbook, {
      scenarios,
      titleOf: (id) => titles.get(id),
      exercised: past.map(({ exercised }) => exercised),
    });
    const found = judged(runbook, made, past, at);
    return {
      runbook: runbook.id,
      title: runbook.title,
      ...(runbook.owner !== undefined && { owner: runbook.owner }),
      score: scoreOf(found),
      ...found,
      coverage: made,
    };
  });
}

function scoreOf({ lines }: Judged): number {
  const possible = lines.reduce((sum, { of }) => sum + of, 0);
  const points = lines.reduce((sum, line) => sum + line.points, 0);
  return Math.floor((100 * points) / possible);
}

const mean = (all: readonly { readonly score: number }[]): number =>
  all.length === 0 ? 0 : Math.floor(all.reduce((sum, { score }) => sum + score, 0) / all.length);

function servicesOf({ runbooks }: Known, ready: readonly RunbookReadiness[]): readonly ServiceReadiness[] {
  const ids = [...new Set(runbooks.flatMap(({ services = {} }) => Object.keys(services)))];
  return ids.flatMap((service) => {
    const naming = runbooks.filter(({ services = {} }) => Object.hasOwn(services, service));
    const known = naming.flatMap(({ services = {} }) => own(services, service) ?? [])[0];
    const those = ready.filter((one) => naming.some(({ id }) => id === one.runbook));
    const weakest = those.toSorted((a, b) => a.score - b.score)[0];
    if (known === undefined || weakest === undefined) return [];
    const tried = those
      .flatMap(({ services }) => services)
      .filter((one) => one.service === service && one.met !== undefined);
    return [
      {
        service,
        title: known.title,
        ...(known.rto !== undefined && { rto: known.rto }),
        ...(known.fallback !== undefined && { fallback: known.fallback }),
        runbooks: those.map(({ runbook }) => runbook),
        score: weakest.score,
        weakest: weakest.runbook,
        ...(tried.length > 0 && { rtoMet: tried.every(({ met }) => met) }),
      },
    ];
  });
}

/** The first of this month and of those before it, as UTC has them. */
function firstsOfMonths(at: Instant): readonly string[] {
  const [year = 0, month = 1] = new Date(millis(at)).toISOString().split('-').map(Number);
  return Array.from({ length: months }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 10),
  ).toReversed();
}
