import { dirname, join } from 'node:path';
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
  const file = fileOf(timeline, incident, run);
  const found = foundRunbook(call, file !== undefined && textIn(file) !== undefined ? file : run.runbook);
  return sourceOfSound(call, found, remark);
}

/** What whoever opens an incident is told: that the text of a runbook that it follows stands in its file in other words. */
export function offerOfNewer(timeline: Kept, incident: Incident): string | undefined {
  const { runs } = incident;
  const [first, ...more] = runs.filter((run) => run.ended === undefined && isOtherNow(timeline, incident, run));
  if (first === undefined) return undefined;
  const others = more.length === 0 ? '' : ` So does that of ${more.map(({ title }) => title).join(', ')}.`;
  const named = runs.length === 1 ? 'revise' : `revise ${first.id}`;
  return `A newer text of ${first.title} lies in ${visible(fileOf(timeline, incident, first) ?? '')}.${others} To see what is other, and take it: ${named}`;
}

/** Few texts are read, and nothing is parsed: whoever opens the guide waits for it. */
function isOtherNow(timeline: Kept, incident: Pick<Incident, 'id'>, run: Run): boolean {
  const begun = timeline.entry(run.entry, incident.id);
  const kept = run.textEntry === run.entry ? begun : timeline.entry(run.textEntry, incident.id);
  const file = begun?.type === 'runbook.followed' ? begun.data.file : undefined;
  if (file === undefined || !keepsText(kept)) return false;
  const isOther = (path: string, text: string): boolean => {
    const now = textIn(path);
    return now !== undefined && now !== text;
  };
  return (
    isOther(file, kept.data.text) ||
    Object.entries(kept.data.followed).some(([id, text]) => isOther(join(dirname(file), `${id}.yaml`), text))
  );
}

function fileOf(timeline: Kept, { id }: Pick<Incident, 'id'>, run: Run): string | undefined {
  const begun = timeline.entry(run.entry, id);
  return begun?.type === 'runbook.followed' ? begun.data.file : undefined;
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
