import { plural } from '../text/index.ts';
import { type Instant, millis } from '../time/index.ts';
import type { History } from './history.ts';
import type { Known, Readiness, RunbookReadiness } from './readiness.ts';

/**
 * An indicator of the United for Smart Sustainable Cities initiative (Collection Methodology for Key Performance Indicators for Smart
 * Sustainable Cities, 2017; KPIs Verification Manual, 2022), and what the record is evidence for. It is none of these indicators' value:
 * those are counted by others, as each says.
 */
export interface Indicator {
  readonly number: string;
  readonly name: string;
  /** What the methodology measures, and in which unit. */
  readonly measures: string;
  readonly unit: string;
  /** What the record shows, a sentence each. */
  readonly evidence: readonly string[];
  /** What the indicator needs beside it. */
  readonly lacks: string;
}

const year = 365 * 86_400_000;

/** Words among the tags of a runbook for water that comes from the sky, the sewer or the sea. */
const waterTags = new Set(['flood', 'cloudburst', 'storm-surge', 'storm-water', 'drainage', 'sewer', 'rain']);

/** The indicators that a city's readiness is evidence for, each with its evidence. */
export function u4ssc(known: Known, ready: Readiness): readonly Indicator[] {
  const away = outagesOf(known.histories, ready.at);
  // How long it takes until what is still away comes back nobody knows.
  const back = away.filter(({ restored }) => restored).map(({ length }) => length);
  const water = ready.runbooks.filter(({ runbook }) => isOfWater(known, runbook));
  return [
    {
      number: 'SC: SH: SA: 3A',
      name: 'Resilience Plans',
      measures: 'Implementation of risk and vulnerability assessments for disaster mitigation',
      unit: 'yes or no',
      evidence: [plansText(ready.runbooks), drillsText(ready.runbooks), followUpsText(ready.runbooks)],
      lacks:
        'The assessment of risks and vulnerabilities, and the financial plans that answer it: a runbook is the technical plan alone.',
    },
    {
      number: 'EC: I: ES: 1C',
      name: 'Electricity System Outage Frequency',
      measures: 'Average number of electrical interruptions per customer per year (SAIFI)',
      unit: 'number',
      evidence: [`${plural(away.length, 'outage')} of services of ours in the incidents of the last 12 months.`],
      lacks:
        'Interruptions of electricity per customer, which the utility counts: these are outages of our services, whatever their cause.',
    },
    {
      number: 'EC: I: ES: 2C',
      name: 'Electricity System Outage Time',
      measures: 'Average length of electrical interruptions (CAIDI)',
      unit: 'minutes',
      evidence: [
        back.length === 0
          ? 'No outage of a service of ours came to its end in the last 12 months.'
          : `Outages of services of ours took ${meanMinutes(back)} minutes on average.`,
        rtoEvidence(ready),
      ],
      lacks: 'The lengths of electrical interruptions, which the utility counts.',
    },
    {
      number: 'EC: ICT: PS: 2A',
      name: 'e-Government',
      measures: 'Number of public services delivered through electronic means',
      unit: 'number',
      evidence: [servicesText(ready)],
      lacks: 'The services that no runbook names.',
    },
    {
      number: 'EC: ICT: D: 1A',
      name: 'Drainage / Storm Water System ICT Monitoring',
      measures: 'Percentage of drainage / storm water system monitored by ICT',
      unit: 'per cent of its length',
      evidence: [
        water.length === 0
          ? 'No runbook is for flood, cloudburst or storm surge.'
          : `${plural(water.length, 'runbook')} for flood, cloudburst or storm surge: ${water.map(({ title, score }) => `${title} (readiness ${score})`).join(', ')}.`,
      ],
      lacks: 'The length of the network and of what of it is monitored, which the utility knows.',
    },
  ];
}

function plansText(runbooks: readonly RunbookReadiness[]): string {
  const reviewed = runbooks.filter(({ lines }) =>
    lines.some(({ id, points, of }) => id === 'reviewed' && of > 0 && points === of),
  );
  return `${plural(runbooks.length, 'plan')} kept as ${runbooks.length === 1 ? 'a runbook' : 'runbooks'}, ${reviewed.length} of them reviewed in the last 12 months.`;
}

function drillsText(runbooks: readonly RunbookReadiness[]): string {
  const drilled = runbooks.filter(({ lines }) => lines.some(({ id, points, of }) => id === 'drilled' && points === of));
  const all = runbooks.map(({ coverage: { shares } }) => shares.step);
  const exercised = all.reduce((sum, share) => sum + share.exercised, 0);
  const of = all.reduce((sum, share) => sum + share.of, 0);
  return `${drilled.length} of them drilled by people in the last 12 months; ${exercised} of ${plural(of, 'step')} ever exercised.`;
}

function followUpsText(runbooks: readonly RunbookReadiness[]): string {
  const open = new Map(
    runbooks.flatMap(({ followUps }) => followUps.map((one) => [`${one.in} ${one.id}`, one] as const)),
  );
  const overdue = [...open.values()].filter((one) => one.overdue).length;
  return `${plural(open.size, 'follow-up')} of incidents and drills open, ${overdue} past the day that was set.`;
}

function rtoEvidence({ services }: Readiness): string {
  const withRto = services.filter(({ rto }) => rto !== undefined);
  const of = `of ${plural(withRto.length, 'service')} with an RTO`;
  if (withRto.every(({ rtoMet }) => rtoMet === undefined)) return `0 ${of} ever tried in a drill.`;
  return `${withRto.filter(({ rtoMet }) => rtoMet === true).length} ${of} met it in the last drill.`;
}

function servicesText({ services }: Readiness): string {
  const fallen = services.filter(({ fallback }) => fallback !== undefined).length;
  return `${plural(services.length, 'service')} named in runbooks, ${services.filter(({ rto }) => rto !== undefined).length} with an RTO, ${fallen} with a fallback by which people are served meanwhile.`;
}

function isOfWater({ runbooks }: Known, id: string): boolean {
  const found = runbooks.find((runbook) => runbook.id === id);
  return (found?.tags ?? []).some((tag) => waterTags.has(tag));
}

/** Of incidents alone: what is away in a drill is away for nobody. */
function outagesOf(histories: readonly History[], at: Instant): History['outages'] {
  return histories
    .filter(({ exercised, begun }) => exercised.mode === 'real' && millis(at) - millis(begun) <= year)
    .flatMap(({ outages }) => outages);
}

const meanMinutes = (lengths: readonly number[]): number =>
  Math.round(lengths.reduce((sum, length) => sum + length, 0) / lengths.length / 60_000);

/** The indicators in lines for people. Raw text. */
export function u4sscLines(indicators: readonly Indicator[]): readonly string[] {
  return indicators.flatMap(({ number, name, measures, unit, evidence, lacks }, index) => [
    ...(index === 0 ? [] : ['']),
    `${number}  ${name}`,
    `  Measures: ${measures}; ${unit}`,
    ...evidence.map((one) => `  Evidence: ${one}`),
    `  Not here: ${lacks}`,
  ]);
}
