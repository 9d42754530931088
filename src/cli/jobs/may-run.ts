import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runbookFolders, sha256 } from '../../files/index.ts';
import type { Refusal, Run } from '../../incident/index.ts';
import type { Timeline } from '../../timeline/index.ts';
import type { Call } from '../call.ts';
import { keptText } from '../sources/newer-text.ts';
import { settingsOf } from '../settings.ts';

/**
 * Whether the commands of a followed runbook may run here: it lies in a trusted folder, or its very text was read and allowed;
 * and so for every runbook that it follows, since their commands run with it. A reason where not.
 */
export function mayRunHere(
  call: Call,
  timeline: Pick<Timeline, 'entry'>,
  incident: string,
  run: Run,
): Refusal | undefined {
  const trusted = runbookFolders(call.around, call.all('runbooks')).filter((folder) => folder.trusted);
  const allowed = new Set(settingsOf(call).allowed);
  const rootIsTrusted = trusted.some((folder) => folder.path === run.folder);
  const { file, followed } = keptText(timeline, { id: incident }, run);
  if (!rootIsTrusted && !allowed.has(run.sha256))
    return untrusted(run.runbook, isListed(call, run) ? run.runbook : (file ?? run.runbook));

  // What it follows is looked for in its own folder first: only what does not lie there came from elsewhere.
  const liesWithIt = (id: string): boolean =>
    rootIsTrusted &&
    trusted.some(({ path }) => existsSync(join(path, `${id}.yaml`)) || existsSync(join(path, `${id}.yml`)));
  const strange = Object.entries(followed).find(([id, text]) => !liesWithIt(id) && !allowed.has(sha256(text)));
  return strange && untrusted(strange[0], strange[0]);
}

/** Whether its id finds it: what was started by its path is named by its path. */
const isListed = (call: Call, run: Run): boolean =>
  runbookFolders(call.around, call.all('runbooks')).some(({ path }) => path === run.folder);

function untrusted(runbook: string, name: string): Refusal {
  return {
    code: 'wrong-state',
    message: `The commands of ${runbook} do not run: it does not lie in a trusted folder, and nobody has read and allowed its text here.`,
    hint: `Read it: holdfast runbook show ${name}. Then allow this very text: holdfast runbook allow ${name}`,
  };
}
