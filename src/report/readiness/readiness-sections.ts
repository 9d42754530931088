import {
  type Indicator,
  lineNames,
  playedText,
  pointsText,
  type Readiness,
  rtoText,
  type RunbookReadiness,
  shareText,
  sumOf,
} from '../../analysis/index.ts';
import { plural } from '../../text/index.ts';
import { evenly } from '../review/bar.ts';
import { type Block, heading, paragraph, points, type Section, table } from '../review/document.ts';

/** A readiness as a document: the score and its trend first, then each runbook line by line, services, indicators. */
export function readinessSections(ready: Readiness, indicators: readonly Indicator[]): readonly Section[] {
  const { score, runbooks, services } = ready;
  return [
    {
      id: 'score',
      title: `Readiness: ${score} of 100`,
      blocks: [
        { kind: 'lead', line: `The mean of ${plural(runbooks.length, 'runbook')}, on ${ready.at.slice(0, 10)}.` },
        ...table(
          ['Runbook', 'Score', 'Points', 'Drilled', 'Reviewed'],
          runbooks.map((one) => [
            one.title,
            `${one.score}`,
            pointsText(sumOf(one.lines)),
            one.drilled?.slice(0, 10) ?? 'never',
            one.reviewed ?? 'not known',
          ]),
        ),
      ],
    },
    { id: 'trend', title: 'Trend', blocks: trendBlocks(ready) },
    ...runbooks.map((one): Section => ({
      id: `runbook-${one.runbook}`,
      title: `${one.title}: ${one.score}`,
      blocks: runbookBlocks(one),
    })),
    {
      id: 'services',
      title: 'Services',
      blocks: table(
        ['Service', 'Score', 'As ready as', 'RTO', 'Fallback'],
        services.map((one) => [one.title, `${one.score}`, one.weakest, rtoText(one), one.fallback ?? 'none']),
      ),
    },
    { id: 'u4ssc', title: 'Evidence for U4SSC indicators', blocks: indicators.flatMap(indicatorBlocks) },
  ];
}

function trendBlocks({ trend }: Readiness): readonly Block[] {
  const rows = trend.map(({ on, score }) => [
    on,
    `${score}`,
    { bars: [{ from: 0, to: score, kind: 'took' } as const], scale: evenly(100) },
  ]);
  return [
    paragraph('The score on the first of each month and today, by the runbooks as they are written today.'),
    ...table(['On', 'Score', 'Of 100'], rows, { drawn: 2 }),
  ];
}

function runbookBlocks({ lines, roles, followUps, coverage }: RunbookReadiness): readonly Block[] {
  const { shares } = coverage;
  const sum = sumOf(lines);
  return [
    ...table(
      ['Line', 'Points', 'Why'],
      [
        ...lines.map((line) => [lineNames[line.id], pointsText(line), line.reason]),
        ['Sum', pointsText(sum), 'the score is this as a share of a hundred, rounded down'],
      ],
    ),
    paragraph(playedText(coverage)),
    ...table(
      ['Coverage', 'Exercised by people'],
      [
        ['Steps', shareText(shares.step)],
        ['Options', shareText(shares.option)],
        ['Tracks', shareText(shares.track)],
        ['Injects', shareText(shares.inject)],
      ],
    ),
    ...table(
      ['Role', 'Trained', 'Who'],
      roles.map(({ title, people }) => [title, `${people.length}`, people.join(', ')]),
    ),
    ...table(
      ['Open follow-up', 'From', 'Owner', 'Due'],
      followUps.map(({ words, in: alias, id, owner, due, overdue }) => [
        words,
        `${alias} ${id}`,
        owner ?? 'nobody',
        due === undefined ? '' : overdue ? { strong: `${due.slice(0, 10)}, past` } : due.slice(0, 10),
      ]),
    ),
  ];
}

const indicatorBlocks = ({ number, name, measures, unit, evidence, lacks }: Indicator): readonly Block[] => [
  heading(`${number} ${name}`),
  paragraph(`Measures: ${measures}; ${unit}.`),
  ...points(evidence),
  paragraph(`Not here: ${lacks}`),
];
