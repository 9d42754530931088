import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  coverage as coverageOf,
  coverageJson,
  coverageLines,
  exercisedIn,
  historyOf,
  readiness,
  readinessJson,
  readinessLines,
  u4ssc,
  u4sscLines,
} from '../../src/analysis/index.ts';
import { replay } from '../../src/incident/index.ts';
import {
  exportFormat,
  metricsCsv,
  metricsJson,
  metricsLines,
  metricsOf,
  readinessHtml,
  trendLines,
} from '../../src/report/index.ts';
import type { Audience, Reader } from '../../src/report/index.ts';
import { formPdf } from '../../src/report/paper/form-pdf.entry.ts';
import { formHtml, formMarkdown } from '../../src/report/paper/paper.entry.ts';
import { exportedBytes, pdfPages } from '../support/exported.ts';
import { barePlanOnPaper, planOnPaper } from '../support/paper-plan.ts';
import { shownOf } from '../support/review-of.ts';
import { crookedDay, toldNight } from '../support/told-night.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { brokenDrill, leapingDrill, toldDrill } from '../support/told-drill.ts';

/**
 * What is handed out of one night and of one drill, word for word, in files that people can read. A change that is meant:
 * `UPDATE_DOCUMENTS=1` and run this file again, then read what changed as the person for whom it is made.
 */
const folder = join(import.meta.dirname, 'documents');
const update = process.env['UPDATE_DOCUMENTS'] !== undefined;

const night = toldNight().entries;
const drill = toldDrill().entries;
const crooked = crookedDay().entries;
const leaping = leapingDrill().entries;
const broken = brokenDrill().entries;
/** An incident of which nothing is known but that somebody declared it. */
const bare = memoryIncident({ start: '2026-11-20T10:00:00+01:00' }).entries;

type Entries = typeof night;

const told =
  (entries: Entries, audience: Partial<Audience> = {}, reader: Reader = {}) =>
  async (name: string, file: string): Promise<string> =>
    (await exportedBytes(exportFormat(name, file)!, shownOf(entries, audience), reader)).toString();

/** The page without what makes it move and look well, each element on a line of its own. */
const page = async (entries: Entries): Promise<string> => unstyled(await told(entries)('html', 'page.html'));

function unstyled(text: string): string {
  return text
    .replaceAll(/<(style|script)\b[^>]*>[^]*?<\/\1>/g, '')
    .replaceAll(/'sha256-[^']+'/g, "'sha256-…'")
    .replaceAll(
      /(?<=>)(?=<(?:tr|section|h[1-6]|p|li|dt|table|details|div|main|header|footer|nav|label|button|option)\b)/g,
      '\n',
    );
}

/** Each span, event and measure on a line of its own. */
const inLines = (json: string): string =>
  json.replaceAll(/\{(?="(?:traceId|timeUnixNano|run|clock|service|for)":)/g, '\n{');

const open: Partial<Audience> = { tlp: 'clear', pseudonyms: true };
const danish: Reader = { language: 'da' };
const notices = ['nis2-24h', 'nis2-72h', 'nis2-final', 'gdpr-33', 'gdpr-34', 'eidas-19a'];

/** What of the plan was exercised in it, where these others lie in the same records. */
async function coverage(entries: Entries, others: readonly Entries[], reader: Reader = {}): Promise<string> {
  const exercised = others.map((each) => exercisedIn({ incident: replay(each), entries: each }));
  const shown = { ...shownOf(entries), others: () => exercised };
  const text = (await exportedBytes(exportFormat('markdown')!, shown, reader)).toString();
  return `${text.split('\n## ').find((section) => /^(?:Coverage|Hvor meget)/.test(section))}`;
}

/** All that lies in the same records: the night, the day, and drills by people and by simulated responders. */
const records = [night, crooked, drill, leaping, broken, drill.map((entry) => ({ ...entry, via: 'drill' as const }))];
const past = records.map((entries) => ({ incident: replay(entries), entries }));
const plans = [night, crooked, drill].map((entries) => replay(entries).runs[0]!.chart.bundle.runbook);
const scenarios = [replay(drill).drill!.scenario];
const known = { runbooks: plans, scenarios, histories: past.map(historyOf) };
const asOf = '2026-12-24T12:00:00+01:00';

const covered = plans.map((runbook) =>
  coverageOf(runbook, { exercised: past.map(exercisedIn), ...(runbook.id === 'cellar-flood' && { scenarios }) }),
);

const numbers = (entries: Entries): string => `${metricsLines(metricsOf(shownOf(entries))).join('\n')}\n`;

/** What stands on each page of a PDF. */
const onPages = async (pdf: Buffer): Promise<string> => `${(await pdfPages(pdf)).join('\n\f\n')}\n`;

/** By the name of its file, how each is made. */
const documents: Readonly<Record<string, () => Promise<string>>> = {
  'review.md': () => told(night, { tlp: 'red' })('markdown', ''),
  'review.clear-pseudonyms.md': () => told(night, open)('markdown', ''),
  'review.da.md': () => told(night, {}, { ...danish, timezone: 'America/New_York' })('markdown', ''),
  'review.html': () => page(night),
  'coverage.txt': async () => `${covered.map((each) => coverageLines(each).join('\n')).join('\n\n')}\n`,
  'coverage.json': async () => `${covered.map((each) => JSON.stringify(coverageJson(each), null, 1)).join('\n')}\n`,
  'readiness.txt': async () => `${readinessLines(readiness(known, asOf)).join('\n')}\n`,
  'readiness.json': async () => `${JSON.stringify(readinessJson(readiness(known, asOf)), null, 1)}\n`,
  'readiness.html': async () => unstyled(readinessHtml(readiness(known, asOf), u4ssc(known, readiness(known, asOf)))),
  'u4ssc.txt': async () => `${u4sscLines(u4ssc(known, readiness(known, asOf))).join('\n')}\n`,
  'coverage.drill.md': () => coverage(drill, [leaping, broken]),
  'coverage.broken-off.da.md': () => coverage(broken, [drill], danish),
  'coverage.again.md': () => coverage(crooked, [crooked]),
  'review.crooked.md': () => told(crooked)('markdown', ''),
  'review.crooked.html': () => page(crooked),
  'runbook.diff': () => told(night)('runbook-diff', ''),
  'runbook.crooked.diff': () => told(crooked)('runbook-diff', ''),
  'trace.crooked.json': async () => inLines(await told(crooked)('otel', '')),
  'metrics.crooked.txt': async () => numbers(crooked),
  'ics-201.crooked.md': () => told(crooked)('ics-201', ''),
  'ics-209.crooked.md': () => told(crooked)('ics-209', ''),
  'calendar.crooked.ics': () => told(crooked)('ical', ''),
  'entries.csv': () => told(night, { tlp: 'red' })('csv', ''),
  'entries.clear-pseudonyms.csv': () => told(night, open)('csv', ''),
  'timesketch.csv': () => told(night)('timesketch', ''),
  'timesketch.jsonl': () => told(night)('timesketch', 'x.jsonl'),
  'iris.csv': () => told(night)('iris', ''),
  'calendar.ics': () => told(night)('ical', ''),
  'trace.json': async () => inLines(await told(night)('otel', '')),
  'ics-201.md': () => told(night)('ics-201', ''),
  'ics-201.html': () => told(night)('ics-201', 'x.html'),
  'ics-209.md': () => told(night)('ics-209', ''),
  'ics-214.md': () => told(night)('ics-214', ''),
  ...Object.fromEntries(notices.map((name) => [`${name}.md`, () => told(night)(name, '')])),
  'nis2-final.da.md': () => told(night, {}, danish)('nis2-final', ''),
  'gdpr-33.da.md': () => told(night, {}, { ...danish, timezone: 'America/New_York' })('gdpr-33', ''),
  'ics-201.new-york.html': () => told(night, {}, { timezone: 'America/New_York' })('ics-201', 'x.html'),
  ...Object.fromEntries(
    ['ics-201', 'ics-209', 'ics-214', 'nis2-72h', 'nis2-final', 'gdpr-33', 'eidas-19a'].map((name) => [
      `${name}.bare.md`,
      () => told(bare)(name, ''),
    ]),
  ),
  'ics-209.bare.html': () => told(bare)('ics-209', 'x.html'),
  'ics-209.drill.md': () => told(drill)('ics-209', ''),
  'ics-214.drill.html': () => told(drill)('ics-214', 'x.html'),
  'nis2-24h.drill.md': () => told(drill)('nis2-24h', ''),
  'review.bare.md': () => told(bare)('markdown', ''),
  'review.drill.md': () => told(drill)('markdown', ''),
  'entries.drill.csv': () => told(drill)('csv', ''),
  'metrics.txt': async () => numbers(night),
  'metrics.drill.txt': async () => numbers(drill),
  'metrics.bare.txt': async () => numbers(bare),
  'trend.txt': async () =>
    `${trendLines([drill, night, bare].map((entries) => metricsOf(shownOf(entries)))).join('\n')}\n`,
  'metrics.csv': async () => metricsCsv([metricsOf(shownOf(night))]),
  'metrics.crooked.csv': async () => metricsCsv([metricsOf(shownOf(crooked))]),
  'metrics.json': async () => `${inLines(JSON.stringify(metricsJson(metricsOf(shownOf(night)))))}\n`,
  'aar.md': () => told(drill)('aar', ''),
  'aar.da.md': () => told(drill, {}, danish)('aar', ''),
  'aar.going-on.md': () => told(leaping)('aar', ''),
  'aar.broken-off.md': () => told(broken)('aar', ''),
  'paper.md': async () => formMarkdown(planOnPaper()),
  'paper.da.md': async () => formMarkdown(planOnPaper('da')),
  'paper.html': async () => unstyled(formHtml(planOnPaper())),
  'paper.bare.html': async () => unstyled(formHtml(barePlanOnPaper())),
  'paper.bare.md': async () => formMarkdown(barePlanOnPaper()),
  'paper.txt': () => onPages(Buffer.from(formPdf(planOnPaper()))),
  'review.txt': async () => onPages(await exportedBytes(exportFormat('pdf')!, shownOf(night, { tlp: 'red' }))),
  'aar.da.txt': async () => onPages(await exportedBytes(exportFormat('aar', 'aar.pdf')!, shownOf(drill), danish)),
};

describe('what is handed out reads as it did', () => {
  test.each(Object.keys(documents))('%s', async (file) => {
    const text = await documents[file]!();
    const path = join(folder, file);
    if (update) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, text);
    }
    expect(existsSync(path), 'UPDATE_DOCUMENTS=1 makes a file that is missing').toBe(true);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });

  test('no file is left of a document that is gone', () => {
    const left = readdirSync(folder).filter((file) => documents[file] === undefined);
    if (update) for (const file of left) rmSync(join(folder, file));
    expect(update ? [] : left).toEqual([]);
  });
});
