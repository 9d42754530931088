import { resolve } from 'node:path';
import type { Head } from '../../entry/index.ts';
import { plural } from '../../text/index.ts';
import { type IncidentRow, openTimeline, type Timeline, timelineIsThere } from '../../timeline/index.ts';
import { atMost, type Call } from '../call.ts';
import { exit, notFound, wrongUsage } from '../failure.ts';
import { isDatabase } from '../writing/ordinary-file.ts';
import { timelinePorts } from '../ports.ts';
import { databaseOf } from '../opening/store.ts';
import { reportLines, verifyFile } from '../verifying/verify-file.ts';
import { byName, markOf, whichIncident } from '../arguments/which-incident.ts';

/** Whether the record is whole: every chain, the digests of all words, and the file itself. "No" where there is damage. */
export function run(call: Call): number {
  atMost(call, 1);
  const [said] = call.words;
  const file = said === undefined ? databaseOf(call) : resolve(call.around.cwd, said);
  if (!timelineIsThere(file))
    throw notFound(
      said === undefined ? `There is no timeline at ${file}.` : `There is no file ${file}.`,
      'Name the file, a bundle or whatever was signed: holdfast verify FILE',
    );
  const head = headOf(call.option('head'));
  if (said !== undefined && !isDatabase(file)) return verifyFile(call, file, head);
  if (call.has('key'))
    throw wrongUsage(
      'A timeline is not signed; a file that was exported from it is.',
      'holdfast verify FILE --key PUBLIC',
    );
  const timeline = openTimeline(file, timelinePorts, { readonly: true });
  try {
    return verify(call, timeline, chosen(call, timeline, head), head);
  } finally {
    timeline.close();
  }
}

/** All of them, unless one was named; a head belongs to the one that has it, else to the one that is worked on. */
function chosen(call: Call, timeline: Timeline, head: Head | undefined): readonly IncidentRow[] {
  const rows = timeline.incidents();
  const said = call.option('incident');
  if (said !== undefined) return [byName(said, rows)];
  if (head === undefined || rows.length === 1) return rows;
  return [rows.find(({ id }) => had(timeline, id, head)) ?? whichIncident(call, timeline, 'read')];
}

/** Whether that was once the head of the incident. */
function had(timeline: Timeline, id: string, { seq, hash }: Head): boolean {
  try {
    return (
      timeline
        .entries(id, { after: seq - 1, upTo: seq })
        .at(0)
        ?.hash.startsWith(hash) === true
    );
  } catch {
    // An entry that cannot be read is found by whoever checks its incident.
    return false;
  }
}

function verify(call: Call, timeline: Timeline, rows: readonly IncidentRow[], head: Head | undefined): number {
  const reports = rows.map((row) => ({ row, ...timeline.verify(row.id, head) }));
  const damage = timeline.damage().map((message) => ({ incident: null, kind: 'database', seq: 0, message }));
  const problems = [
    ...reports.flatMap(({ row, problems }) => problems.map((problem) => ({ incident: row.alias, ...problem }))),
    ...damage,
  ];
  const ok = problems.length === 0;
  const entries = reports.reduce((sum, report) => sum + report.entries, 0);
  if (call.json) {
    const [only] = reports;
    call.io.json({
      ok,
      entries,
      head: only && reports.length === 1 ? only.head : null,
      problems,
      incidents: reports.map((report) => ({
        id: report.row.alias,
        ok: report.ok,
        entries: report.entries,
        head: report.head,
        expunged: report.expunged,
      })),
    });
    return ok ? exit.done : exit.no;
  }
  for (const { row, ...report } of reports) {
    call.io.say(
      `${markOf(row)} ${report.ok ? 'whole' : 'DAMAGED'}: ${plural(report.entries, 'entry', 'entries')}, head #${report.head.seq} ${report.head.hash.slice(0, 12)}`,
    );
    call.io.say(...reportLines(report));
  }
  call.io.say(...damage.map(({ message }) => `The file itself: ${message}`));
  if (rows.length === 0) call.io.say('There is no incident in it.');
  if (ok && head === undefined && rows.length > 0)
    call.io.say('That the end was not cut off shows only a head kept elsewhere: holdfast verify --head SEQ:HASH');
  return ok ? exit.done : exit.no;
}

/** `42:3f9a0b1c2d3e`, also as it is printed: `#42 3f9a0b1c2d3e`. */
function headOf(said: string | undefined): Head | undefined {
  if (said === undefined) return undefined;
  const [, seq, hash] = /^#?([1-9]\d{0,11})[:\s]\s*([0-9a-f]{6,64})$/i.exec(said.trim()) ?? [];
  if (seq === undefined || hash === undefined)
    throw wrongUsage(`"${said}" is no head.`, 'It is typed: --head SEQ:HASH, with at least 6 digits of the hash.');
  return { seq: Number(seq), hash: hash.toLowerCase() };
}
