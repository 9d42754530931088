import { isoDuration } from '../time/index.ts';
import type { Readiness, RunbookReadiness, ServiceReadiness } from './readiness.ts';
import type { Indicator } from './u4ssc.ts';
import { sumOf } from './readiness-text.ts';

/** A readiness for programs (`schemas/output/readiness.schema.json`). */
export function readinessJson({ at, score, runbooks, services, trend }: Readiness) {
  return { at, score, runbooks: runbooks.map(runbookJson), services: services.map(serviceJson), trend };
}

function runbookJson({ runbook, title, owner, score, lines, reviewed, drilled, coverage, ...of }: RunbookReadiness) {
  const { step, option, track, inject } = coverage.shares;
  return {
    runbook,
    title,
    owner: owner ?? null,
    score,
    sum: sumOf(lines),
    lines,
    reviewed: reviewed ?? null,
    drilled: drilled ?? null,
    coverage: { steps: step, options: option, tracks: track, injects: inject },
    rto: of.services.map(({ service, title: called, rto, met, length, in: alias }) => ({
      service,
      title: called,
      rto,
      met: met ?? null,
      length: length === undefined ? null : isoDuration(length),
      in: alias ?? null,
    })),
    'follow-ups': of.followUps.map(({ id, words, owner: who, due, in: alias, overdue }) => ({
      in: alias,
      id,
      words,
      owner: who ?? null,
      due: due ?? null,
      overdue,
    })),
    roles: of.roles,
  };
}

const serviceJson = ({ service, title, rto, fallback, runbooks, score, weakest, rtoMet }: ServiceReadiness) => ({
  service,
  title,
  rto: rto ?? null,
  fallback: fallback ?? null,
  runbooks,
  score,
  weakest,
  'rto-met': rtoMet ?? null,
});

/** The indicators with their evidence, for programs. */
export const indicatorsJson = (at: string, indicators: readonly Indicator[]) => ({ at, indicators });
