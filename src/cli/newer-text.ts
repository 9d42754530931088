import { dirname, join } from 'node:path';
import { isOver } from '../entry/index.ts';
import { FilesError, readText } from '../files/index.ts';
import { type Incident, keepsText, type Run, type RunbookSource } from '../incident/index.ts';
import { visible } from '../text/index.ts';
import type { Timeline } from '../timeline/index.ts';
import type { Call } from './call.ts';
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
  if (isOver(incident)) return undefined;
  const { runs } = incident;
  const found = runs.flatMap((run) => {
    const file = run.ended === undefined ? otherFile(keptText(timeline, incident, run)) : undefined;
    return file === undefined ? [] : [{ run, file }];
  });
  const [first, ...more] = found;
  if (first === undefined) return undefined;
  const others = more.length === 0 ? '' : ` So does that of ${more.map(({ run }) => run.title).join(', ')}.`;
  const named = runs.length === 1 ? 'revise' : `revise ${first.run.id}`;
  return `A newer text of ${first.run.title} lies in ${visible(first.file)}.${others} To see what is other, and take it: ${named}`;
}

/** The file of a runbook that says something else now. Few texts are read, and nothing is parsed. */
function otherFile({ file, followed, text }: KeptText): string | undefined {
  if (file === undefined) return undefined;
  const isOther = (path: string, kept: string | undefined): boolean => {
    const now = kept === undefined ? undefined : textIn(path);
    return now !== undefined && now !== kept;
  };
  const isAnyOther =
    isOther(file, text) ||
    Object.entries(followed).some(([id, kept]) => isOther(join(dirname(file), `${id}.yaml`), kept));
  return isAnyOther ? file : undefined;
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
