import type { AnyEntry } from '../../entry/index.ts';
import { lineMarks, type LogLine, logLines, tag } from '../../guide/index.ts';
import { evolve, type Incident } from '../../incident/index.ts';
import type { Session } from '../../session/index.ts';
import { type Instant, millis, parseDuration, showTime } from '../../time/index.ts';
import { atMost, type Call } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { pastTime } from '../arguments/how.ts';
import { mayRead, remarkKept } from '../sources/kept-from-players.ts';
import { numbersFor } from '../writing/numbers.ts';
import { type Opened, openIncident } from '../opening/open-incident.ts';

/** What has happened, oldest first; with `--follow` also what comes in. Nothing is written. */
export async function run(call: Call): Promise<void> {
  atMost(call, 0);
  const last = lastOf(call.option('last'));
  const opened = openIncident(call, 'read');
  try {
    const { session, timeline } = opened;
    const since = call.option('since');
    const from = since === undefined ? undefined : sinceTime(since, session);
    const { id, count } = session.incident;
    // What others write from now on is the following's: read here too it would be told twice.
    const found = timeline.entries(id, {
      upTo: count,
      ...(from !== undefined && { since: from }),
      ...(last !== undefined && { last }),
    });
    if (!call.json) call.io.say(`${tag(session.guide())} ${session.incident.title}`);
    const { read, kept } = mayRead(call, timeline, session.incident, found);
    show(call, read, session.incident, session);
    remarkKept(call, kept);
    if (call.has('follow')) await goOn(call, opened, count, from);
  } finally {
    opened.close();
  }
}

/** Since 5m and since -5m are both five minutes ago: what is asked for lies behind us either way. */
function sinceTime(typed: string, session: Session): Instant {
  const when = parseDuration(typed) === undefined ? typed : `-${typed}`;
  return pastTime(when, session.now(), session.incident.timezone, 'since').at;
}

function lastOf(said: string | undefined): number | undefined {
  if (said === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(said))
    throw wrongUsage(`"${said}" is not a number of entries.`, 'Give a whole number from 1: --last 20');
  return Number(said);
}

function show(call: Call, entries: readonly AnyEntry[], incident: Incident, session: Session): void {
  if (call.json) for (const entry of entries) call.io.json(entry);
  else if (entries.length > 0)
    call.io.say(
      ...logLines(entries, incident, numbersFor(entries, session)).map((line) =>
        shown(line, session.now(), incident.timezone),
      ),
    );
}

function shown(line: LogLine, now: string, timeZone: string): string {
  if (line.derived === true) return `       ${' '.repeat(12)}  ${line.text}`;
  const marks = lineMarks(line);
  return `${`#${line.seq}`.padEnd(6)} ${showTime(line.at, { now, timeZone }).padEnd(12)}  ${line.by}: ${line.text}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`;
}

/** Shows what others append, until somebody interrupts. Read alone: what falls due is left for those who act. */
function goOn(call: Call, { session, timeline }: Opened, count: number, from: string | undefined): Promise<void> {
  return new Promise((resolve) => {
    let incident = session.incident;
    let seen = count;
    const look = (): void => {
      const fresh = timeline.entries(incident.id, { after: seen });
      seen += fresh.length;
      for (const entry of fresh) incident = evolve(incident, entry);
      const { read } = mayRead(call, timeline, incident, fresh);
      show(
        call,
        from === undefined ? read : read.filter((entry) => millis(entry.at) >= millis(from)),
        incident,
        session,
      );
    };
    const stop = timeline.watch(look);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    const leave = (): void => {
      stop();
      for (const signal of signals) process.off(signal, leave);
      resolve();
    };
    for (const signal of signals) process.on(signal, leave);
    look();
  });
}
