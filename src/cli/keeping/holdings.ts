import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { foldersOf as homeFoldersOf, namesHere, readBeside, terminalNames } from '../../files/index.ts';
import type { HeldName, Holdings } from '../../report/register/register.entry.ts';
import type { Timeline } from '../../timeline/index.ts';
import { instant } from '../../time/index.ts';
import { beyondReach } from './beyond-reach.ts';
import type { Call } from '../call.ts';
import { evidenceFolder } from './evidence.ts';
import { commandsIn, readJobFile } from '../jobs/job-files.ts';
import { recordedIn } from '../sources/recorded.ts';
import { keepingOf } from './retention.ts';
import { foldersOf } from '../sources/runbook-source.ts';
import { settingsOf } from '../settings.ts';
import { byName } from '../arguments/which-incident.ts';

/** All that is stored here, of every incident or of the one that was named. */
export function holdingsOf(call: Call, timeline: Timeline): Holdings {
  const database = timeline.file;
  const said = call.option('incident');
  const all = timeline.incidents();
  const beside = readBeside(foldersOf(call));
  const evidence = evidenceIn(evidenceFolder(database));
  const organisation = beside.organisation?.read?.name;
  const contacts = beside.contacts;
  const index = `${database}.search`;
  const settings = settingsHere(call);
  return {
    database,
    made: instant(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone),
    ...(organisation !== undefined && { organisation }),
    incidents: (said === undefined ? all : [byName(said, all)]).map((row) => {
      const { incident, retention } = keepingOf(call, timeline, row);
      return { ...recordedIn(timeline, incident), retention };
    }),
    ...(contacts?.read !== undefined && { contacts: { file: contacts.file, all: contacts.read.contacts } }),
    present: namesHere(database),
    terminals: hereOr([], () => terminalNames(call.around)),
    commands: commandsIn(database).flatMap((file): HeldName[] => {
      const job = readJobFile(file)?.job;
      return job === undefined ? [] : [{ file, name: job.by }];
    }),
    ...(settings !== undefined && { settings }),
    ...(evidence !== undefined && { evidence }),
    ...(existsSync(index) && { index }),
    copies: beyondReach(database).copies,
  };
}

function settingsHere(call: Call): HeldName | undefined {
  const { name } = settingsOf(call);
  if (name === undefined) return undefined;
  return { file: join(homeFoldersOf(call.around).config, 'config.json'), name };
}

function evidenceIn(folder: string): Holdings['evidence'] {
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  return { folder, files: files.length, bytes };
}

/** Without a home there is no memory of terminals. */
function hereOr<T>(otherwise: T, look: () => T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
