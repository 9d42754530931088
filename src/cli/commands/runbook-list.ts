import { findRunbooks } from '../../files/index.ts';
import { atMost, type Call } from '../call.ts';
import { foldersNamed } from '../sources/runbook-source.ts';

/** The runbooks that are found along the folders, and what is wrong with one that cannot be read. */
export function run(call: Call): void {
  atMost(call, 0);
  const folders = foldersNamed(call);
  const found = findRunbooks(folders);
  if (call.json) {
    call.io.json(
      found.map(({ id, file, trusted, runbook, problem }) => ({
        id,
        title: runbook?.title ?? null,
        file,
        trusted,
        revision: runbook?.revision ?? null,
        problem: problem ?? null,
      })),
    );
    return;
  }
  for (const { id, runbook, problem, folder } of found) {
    call.io.say(problem === undefined ? `${id}  ${runbook?.title ?? ''}` : `${id}  CANNOT BE USED: ${problem}`);
    for (const use of runbook?.['use-when'] ?? []) call.io.say(`    when: ${use}`);
    call.io.say(`    in ${folder}`);
  }
  if (found.length === 0)
    call.io.say(
      `No runbook in: ${folders.map(({ path }) => path).join(', ') || 'any folder'}. Begin one: holdfast runbook new ID`,
    );
}
