import {
  besideScenario,
  findRunbook,
  findScenario,
  type FoundRunbook,
  type FoundScenario,
  readBeside,
  readText,
  scenarioSource,
} from '../../files/index.ts';
import type { RunbookSource, ScenarioSource } from '../../incident/index.ts';
import type { Organisation, Runbook, Scenario } from '../../runbook/index.ts';
import { visible } from '../../text/index.ts';
import { instant, isTimeZone, millis, parseWhen } from '../../time/index.ts';
import type { Call } from '../call.ts';
import { exit, Failure } from '../failure.ts';
import { foldersOf, foundRunbook, sourceOfSound, today, unlessOther } from './runbook-source.ts';

/** A scenario by its id or file; of a runbook it is said that it is one. @throws FilesError */
export const foundScenario = (call: Call, said: string): FoundScenario =>
  unlessOther(findScenario, findRunbook, call, said, {
    message: `There is no scenario "${visible(said)}"; it is a runbook.`,
    hint: `Practise it: holdfast start ${visible(said)} --drill`,
  });

/** The runbook that a scenario rehearses: of one that lies in none of the folders that beside it first, as its check has it. @throws FilesError */
export function runbookOf(call: Call, { folder }: FoundScenario, { runbook }: Scenario): FoundRunbook {
  const folders = foldersOf(call);
  return folders.some(({ path }) => path === folder)
    ? foundRunbook(call, runbook)
    : findRunbook(runbook, [{ path: folder, trusted: false }, ...folders], call.around.cwd);
}

/** A scenario with all that playing it needs. */
export interface Playable {
  readonly scenario: Scenario;
  readonly source: ScenarioSource;
  readonly runbook: Runbook;
  readonly runbookSource: RunbookSource;
  readonly organisation: Organisation | undefined;
  /** IANA name. */
  readonly timezone: string;
}

/**
 * A scenario by its id or file, sound, with its runbook. One with errors is not played: what would come of it nobody knows.
 * @throws Failure, FilesError
 */
export async function playable(call: Call, said: string): Promise<Playable> {
  const folders = foldersOf(call);
  const found = foundScenario(call, said);
  const source = scenarioSource(found);
  const { scenario } = found;
  if (scenario === undefined) throw new Error('a scenario that was not read');
  await refuseFaults(call, found);
  const book = runbookOf(call, found, scenario);
  const runbookSource = await sourceOfSound(call, book);
  if (book.runbook === undefined) throw new Error('a sound runbook that was not read');
  const organisation = readBeside(folders, book.folder).organisation?.read;
  const timezone =
    [scenario.timezone, book.runbook.timezone, organisation?.timezone].find(
      (zone) => zone !== undefined && isTimeZone(zone),
    ) ?? 'UTC';
  return { scenario, source, runbook: book.runbook, runbookSource, organisation, timezone };
}

async function refuseFaults(call: Call, { file }: FoundScenario): Promise<void> {
  const { checkScenario } = await import('../../runbook/check-scenario.entry.ts');
  const { library, hasFile } = besideScenario(file, foldersOf(call));
  const errors = checkScenario(readText(file), file, library, { today: today(), hasFile }).filter(
    ({ severity }) => severity === 'error',
  );
  const [first] = errors;
  if (first === undefined) return;
  const more = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
  throw new Failure(
    exit.refused,
    'invalid-scenario',
    `${file}:${first.line}:${first.column}: ${first.message}${more}. Nothing was recorded.`,
    `See all: holdfast drill check ${file}`,
  );
}

/** What the clock of the exercise shows at its start, in milliseconds since 1970: its time of day on the day of `wall`, or the wall's own time. */
export function beginning(
  { scenario: { begins }, timezone }: Pick<Playable, 'scenario' | 'timezone'>,
  wall: number,
): number {
  const whole = Math.floor(wall / 1000) * 1000;
  if (begins === undefined) return whole;
  const [day, time] = begins.includes(' ') ? begins.split(' ') : [instant(whole, timezone).slice(0, 10), begins];
  const read = parseWhen(`${day ?? ''} ${time ?? ''}`, { now: endOfTime, timeZone: timezone });
  return 'problem' in read ? whole : millis(read.at);
}

/** An exercise may begin at a time that is still to come. */
const endOfTime = '9999-01-01T00:00:00Z';
