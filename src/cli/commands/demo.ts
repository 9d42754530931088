import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot, writeWhole } from '../../files/index.ts';
import { crewFor, type Move, nextMove } from '../../drill/index.ts';
import { logLines, tag } from '../../guide/index.ts';
import { nextDue, standingDeviations } from '../../incident/index.ts';
import type { CommandJob } from '../../session/index.ts';
import { runCommand } from '../../runner/index.ts';
import { markdownReview, shownTo } from '../../report/index.ts';
import { plural } from '../../text/index.ts';
import { millis, shortDuration, showTime } from '../../time/index.ts';
import { openTimeline } from '../../timeline/index.ts';
import { atMost, type Call } from '../call.ts';
import { declarationOf, declareAs, organisationIn } from '../opening/declaring.ts';
import { keepEvidence } from '../keeping/evidence.ts';
import { exit, Failure } from '../failure.ts';
import { fastClock, type FastClock } from '../opening/fast-clock.ts';
import { hold, type Opened } from '../opening/open-incident.ts';
import { recordedIn } from '../sources/recorded.ts';
import { entriesOf } from '../perform.ts';
import { timelinePorts } from '../ports.ts';
import { languageSettled } from '../arguments/report-language.ts';
import { foldersOf, foundRunbook, sourceOfSound } from '../sources/runbook-source.ts';
import { typedAgain } from '../arguments/typed-again.ts';

/** How many times as fast as the wall its clock runs. */
const speed = 3600;

/**
 * The flood runbook as a drill, played by simulated responders with the exercise clock running fast, in a database of its own:
 * the very program that a real night uses. Prints the timeline as it grows and where the review was written.
 */
export async function run(call: Call): Promise<number> {
  atMost(call, 1);
  const found = foundRunbook(call, call.words[0] ?? join(packageRoot(), 'runbooks', 'data-centre-flood.yaml'));
  const source = await sourceOfSound(call, found);
  const folder = folderOfItsOwn();
  const clock = fastClock();
  const timeline = openTimeline(join(folder, 'timeline.db'), timelinePorts);
  const where = {
    ...(found.runbook && { runbook: found.runbook }),
    organisation: organisationIn(foldersOf(call), found.folder),
  };
  const declaration = {
    ...declarationOf(call, `Demonstration: ${found.runbook?.title ?? found.id}`, where),
    mode: 'drill',
    speed,
  } as const;
  const { lead } = crewFor(Object.keys(found.runbook?.roles ?? {}));
  const id = declareAs(timeline, declaration, { name: lead }, 'drill');
  const jobs: CommandJob[] = [];
  const opened = hold(call, timeline, id, declaration.timezone, 'drill', {
    ...clock,
    start: (job) => void jobs.push(job),
  });
  const begun = Date.now();
  try {
    const { session } = opened;
    if (!call.json)
      call.io.say(
        `${tag(session.guide())} An exercise, its clock ${speed} times as fast as the wall, and faster where nobody has to be waited for. Nothing in it happens; all of it is recorded.`,
      );
    const stop = printing(call, opened);
    session.setMe(lead);
    entriesOf(session.act({ act: 'follow', source }));
    session.follow();
    await play(opened, clock, folder, jobs);
    stop();
    return finish(call, opened, folder, begun);
  } finally {
    opened.close();
  }
}

/** @throws Failure where the system's folder for such things is not there, or takes nothing */
function folderOfItsOwn(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'holdfast-demo-'));
  } catch (error) {
    throw new Failure(
      exit.storage,
      'unwritable',
      `No folder can be made in ${tmpdir()} (${(error as NodeJS.ErrnoException).code}).`,
      'Name one that is there and may be written to: TMPDIR=FOLDER',
    );
  }
}

/** Prints what is recorded as it comes; gives the way to stop. */
function printing(call: Call, { session, timeline }: Opened): () => void {
  let seen = 0;
  const print = (): void => {
    const fresh = timeline.entries(session.incident.id, { after: seen });
    seen += fresh.length;
    if (call.json) return;
    const zone = { now: session.incident.declared, timeZone: session.incident.timezone };
    call.io.say(
      ...logLines(fresh, session.incident)
        .filter((line) => line.derived !== true)
        .map(
          (line) =>
            `${showTime(line.at, zone)
              .replace(/ [+-]\d\d:\d\d$/, '')
              .padStart(12)}  ${line.by}: ${line.text}`,
        ),
    );
  };
  const unsubscribe = session.subscribe(print);
  print();
  return () => {
    print();
    unsubscribe();
  };
}

/** Moves until the incident is closed and the exercise has ended. @throws Failure where nobody knows how to go on. */
async function play(opened: Opened, clock: FastClock, folder: string, jobs: CommandJob[]): Promise<void> {
  const { session } = opened;
  let refusals = 0;
  while (session.incident.state !== 'closed') {
    const move = nextMove(session.incident, crewFor(Object.keys(session.incident.roles)));
    const due = nextDue(session.incident);
    const next = Math.min(move?.at ?? Infinity, due === undefined ? Infinity : millis(due));
    if (next === Infinity || refusals > 3)
      throw new Failure(exit.defect, 'stuck', 'The exercise came to a place from which nobody went on.');
    if (next > millis(session.now())) clock.pass((next - millis(session.now())) / speed);
    else if (move === undefined || move.at > millis(session.now())) clock.pass(1);
    else refusals = makeMove(opened, move, folder) ? 0 : refusals + 1;
    for (const job of jobs.splice(0)) await runToEnd(opened, job);
  }
  session.act({ act: 'exercise', change: 'end' });
}

/** The exercise waits for its commands: in another process they would go by another clock. */
async function runToEnd({ session }: Opened, { command, folder, timeout, step, started }: CommandJob): Promise<void> {
  const result = await runCommand(command, { folder, timeout });
  entriesOf(session.act({ act: 'command-end', step, started, ...result }));
}

/** One move; false where it was refused, because what fell due just before has changed the matter. */
function makeMove({ session, timeline }: Opened, { by, what, why }: Move, folder: string): boolean {
  session.setMe(by);
  if (what.kind === 'run') return session.run(what.step).ok;
  const act =
    what.kind === 'act'
      ? what.act
      : ({ act: 'attach', step: what.step, ...keptText(timeline.file, folder, what.name, what.text) } as const);
  return session.act(act, session.probe(act).deviates ? { why } : {}).ok;
}

function keptText(database: string, folder: string, name: string, text: string): ReturnType<typeof keepEvidence> {
  writeFileSync(join(folder, name), text, { mode: 0o600 });
  return keepEvidence(database, folder, name);
}

function finish(call: Call, { session, timeline }: Opened, folder: string, begun: number): number {
  const { incident } = session;
  const review = join(folder, 'review.md');
  const language = languageSettled(call);
  const shown = shownTo({ tlp: incident.marking, pseudonyms: false, language }, recordedIn(timeline, incident));
  writeWhole(review, markdownReview(shown, { language }));
  if (call.json) {
    call.io.json({
      incident: incident.alias,
      state: incident.state,
      entries: incident.count,
      database: timeline.file,
      review,
    });
    return exit.done;
  }
  const played = shortDuration(millis(incident.lastAt) - millis(incident.declared));
  call.io.say(
    '',
    `${tag(session.guide())} ${played} of an incident in ${Math.max(1, Math.round((Date.now() - begun) / 1000))} s: ${plural(incident.count, 'entry', 'entries')}, ${plural(standingDeviations(incident).length, 'deviation')}.`,
    `The review was written: ${review}`,
    `Look at it:       less ${review}`,
    `Look at the log:  ${typedAgain(call, timeline.file)(`log -i ${incident.alias}`)}`,
  );
  return exit.done;
}
