import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isOver } from '../../entry/index.ts';
import { FilesError, readText } from '../../files/index.ts';
import { type Incident, keepsText, type Run, type RunbookSource } from '../../incident/index.ts';
import { visible } from '../../text/index.ts';
import type { Timeline } from '../../timeline/index.ts';
import type { Call } from '../call.ts';
import { foundRunbook, sourceOfSound } from './runbook-source.ts';

type Kept = Pick<Timeline, 'entry'>;

/**
 * The text of a runbook that is followed, as it stands now in the file that it was followed from; where that is gone, in the file that bears
 * its id. One with errors that make it wrong is not taken.
 * @throws Failure, FilesError
 */
export function newerText(
  call: Call,
  timeline: Kept,
  incident: Pick<Incident, 'id'>,
  run: Run,
  remark?: (line: string) => void,
): Promise<RunbookSource> {
  const { file } = keptText(timeline, incident, run);
  const found = foundRunbook(call, file !== undefined && textIn(file) !== undefined ? file : run.runbook);
  return sourceOfSound(call, found, remark);
}

/** What whoever opens an incident that goes on is told: that the text of a runbook that it follows stands in its file in other words. */
export function offerOfNewer(timeline: Kept, incident: Incident): string | undefined {
  return offerAmong(goingOn(timeline, incident), incident);
}

/** The same, to be asked again and again while an incident is open: files are read again only where one of them was written since. */
export function offersOfNewer(timeline: Kept, incidentNow: () => Incident): () => string | undefined {
  let [of, stood] = ['', ''];
  let all: readonly GoingOn[] = [];
  let offer: string | undefined;
  return () => {
    const incident = incidentNow();
    const now = [
      isOver(incident),
      ...incident.runs.map(({ textEntry, ended }) => `${textEntry} ${ended !== undefined}`),
    ].join();
    if (now !== of) all = goingOn(timeline, incident);
    const stands = all.flatMap(({ kept }) => filesOf(kept).map(([path]) => stampOf(path))).join();
    if (now !== of || stands !== stood) offer = offerAmong(all, incident);
    [of, stood] = [now, stands];
    return offer;
  };
}

/** A runbook that is still worked on, with what the record keeps of its text. */
interface GoingOn {
  readonly run: Run;
  readonly kept: KeptText;
}

function goingOn(timeline: Kept, incident: Incident): readonly GoingOn[] {
  if (isOver(incident)) return [];
  return incident.runs
    .filter(({ ended }) => ended === undefined)
    .map((run) => ({ run, kept: keptText(timeline, incident, run) }));
}

function offerAmong(all: readonly GoingOn[], { runs }: Incident): string | undefined {
  const found = all.flatMap(({ run, kept }) => {
    const file = otherFile(kept);
    return file === undefined ? [] : [{ run, file }];
  });
  const [first, ...more] = found;
  if (first === undefined) return undefined;
  const others = more.length === 0 ? '' : ` So does that of ${more.map(({ run }) => run.title).join(', ')}.`;
  const named = runs.length === 1 ? 'revise' : `revise ${first.run.id}`;
  return `A newer text of ${first.run.title} lies in ${visible(first.file)}.${others} To see what is other, and take it: ${named}`;
}

/** Differs once a file was written, or has gone. */
function stampOf(file: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return '';
  }
}

/** The file of a runbook that says something else now. Few texts are read, and nothing is parsed. */
function otherFile(kept: KeptText): string | undefined {
  const isOther = ([path, text]: readonly [string, string | undefined]): boolean => {
    const now = text === undefined ? undefined : textIn(path);
    return now !== undefined && now !== text;
  };
  return filesOf(kept).some(isOther) ? kept.file : undefined;
}

/** The files that a runbook and what it follows lie in, each with the text that is followed. */
function filesOf({ file, text, followed }: KeptText): readonly (readonly [string, string | undefined])[] {
  if (file === undefined) return [];
  const others = Object.entries(followed).map(([id, kept]) => [join(dirname(file), `${id}.yaml`), kept] as const);
  return [[file, text], ...others];
}

/** What the record keeps of a runbook that is followed: where it was read, its text now, and what it follows. */
export interface KeptText {
  readonly file: string | undefined;
  readonly text: string | undefined;
  readonly followed: Readonly<Record<string, string>>;
}

/** Reads it from the entries; of a runbook that was not revised both are one, and it is long. */
export function keptText(timeline: Kept, { id }: Pick<Incident, 'id'>, { entry, textEntry }: Run): KeptText {
  const begun = timeline.entry(entry, id);
  const kept = textEntry === entry ? begun : timeline.entry(textEntry, id);
  return {
    file: begun?.type === 'runbook.followed' ? begun.data.file : undefined,
    ...(keepsText(kept) ? { text: kept.data.text, followed: kept.data.followed } : { text: undefined, followed: {} }),
  };
}

/** Undefined where it is gone, or cannot be read: the incident goes on in the text that it has. */
function textIn(file: string): string | undefined {
  try {
    return readText(file);
  } catch (error) {
    if (error instanceof FilesError) return undefined;
    throw error;
  }
}
