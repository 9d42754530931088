import { plural } from '../text/index.ts';
import type { ScoreLine } from './judged.ts';
import type { Readiness, RunbookReadiness, ServiceReadiness, TrendPoint } from './readiness.ts';

/** What the lines of a score are called. */
export const lineNames: Readonly<Record<ScoreLine['id'], string>> = {
  reviewed: 'Reviewed',
  drilled: 'Drilled',
  coverage: 'Coverage',
  rto: 'RTO in drills',
  'follow-ups': 'Follow-ups',
  roles: 'Trained people',
};

/** A readiness in lines for people: the score, what it is the sum of, services, trend. Raw text. */
export function readinessLines(ready: Readiness): readonly string[] {
  const { score, runbooks, services, trend } = ready;
  if (runbooks.length === 0) return ['There is no runbook to be ready with. See: holdfast runbook list'];
  return [
    `Readiness ${score} of 100, the mean of ${plural(runbooks.length, 'runbook')}`,
    ...runbooks.flatMap((one) => ['', ...runbookLines(one)]),
    ...(services.length === 0 ? [] : ['', 'Services', ...services.map(serviceLine)]),
    '',
    'Trend, by the runbooks of today',
    ...trend.map(trendLine),
  ];
}

function runbookLines({ title, runbook, score, lines, followUps }: RunbookReadiness): readonly string[] {
  return [
    `${title} (${runbook}): ${score}`,
    ...lines.map((line) => `  ${lineNames[line.id].padEnd(14)} ${pointsText(line).padStart(8)}  ${line.reason}`),
    `  ${'Sum'.padEnd(14)} ${pointsText(sumOf(lines)).padStart(8)}  ${score} of 100`,
    ...followUps.map(
      ({ id, in: alias, words, owner, due, overdue }) =>
        `    ${overdue ? '! ' : ''}${alias} ${id}: ${words} — ${owner ?? 'nobody'}${due === undefined ? '' : `, due ${due.slice(0, 10)}`}`,
    ),
  ];
}

/** `12 of 25`; `–` where the line does not apply. */
export const pointsText = ({ points, of }: Pick<ScoreLine, 'points' | 'of'>): string =>
  of === 0 ? '–' : `${points} of ${of}`;

/** All lines together. */
export const sumOf = (lines: readonly ScoreLine[]): Pick<ScoreLine, 'points' | 'of'> => ({
  points: lines.reduce((sum, { points }) => sum + points, 0),
  of: lines.reduce((sum, { of }) => sum + of, 0),
});

function serviceLine(service: ServiceReadiness): string {
  const { title, score, weakest } = service;
  return `  ${String(score).padStart(3)}  ${title}: ${rtoText(service)}; as ready as ${weakest}`;
}

/** What is known of the RTO of a service. */
export function rtoText({ rto, rtoMet }: Pick<ServiceReadiness, 'rto' | 'rtoMet'>): string {
  if (rto === undefined) return 'no RTO';
  return `RTO ${rto}, ${rtoMet === undefined ? 'never tried in a drill' : rtoMet ? 'met in the last drill' : 'not met in the last drill'}`;
}

const trendLine = ({ on, score }: TrendPoint): string =>
  `  ${on}  ${String(score).padStart(3)}  ${'#'.repeat(Math.round(score / 2.5))}`.trimEnd();
