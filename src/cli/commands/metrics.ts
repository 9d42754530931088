import { metricsCsv, metricsJson, metricsLines, metricsOf, trendLines } from '../../report/index.ts';
import type { Metrics } from '../../report/index.ts';
import { loadIncident } from '../../session/index.ts';
import type { IncidentRow, Timeline } from '../../timeline/index.ts';
import { atMost, type Call } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { recordedIn } from '../sources/recorded.ts';
import { noTimeline, readStore } from '../opening/store.ts';
import { whichIncident } from '../arguments/which-incident.ts';

/** The numbers of an incident, or of all beside each other. */
export function run(call: Call): void {
  atMost(call, 0);
  const format = call.option('format')?.toLowerCase();
  if (format !== undefined && format !== 'csv')
    throw wrongUsage(`There is no format "${format}" here.`, 'There is: csv; without it lines, with --json JSON.');
  if (format !== undefined && call.json) throw wrongUsage('CSV is no JSON.', 'Leave --json or --format csv out.');
  const timeline = readStore(call);
  if (timeline === undefined) throw noTimeline(call);
  try {
    const rows = call.has('all') ? timeline.incidents() : [whichIncident(call, timeline, 'read')];
    const all = rows.map((row) => metricsIn(timeline, row));
    if (format === 'csv') call.io.raw(metricsCsv(all));
    else if (call.json) call.io.json(call.has('all') ? all.map(metricsJson) : all.map(metricsJson)[0]);
    else if (call.has('all')) call.io.say(...(all.length === 0 ? ['There is no incident yet.'] : trendLines(all)));
    else call.io.say(...all.flatMap(metricsLines));
  } finally {
    timeline.close();
  }
}

function metricsIn(timeline: Timeline, { id }: IncidentRow): Metrics {
  return metricsOf(recordedIn(timeline, loadIncident(timeline, id).incident));
}
