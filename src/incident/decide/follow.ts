import type { Refusal } from '../../statechart/index.ts';
import type { RunbookSource } from '../act.ts';
import { nextRunId } from '../clash.ts';
import { compileFollowed } from '../compile.ts';
import type { Transaction } from '../transaction.ts';
import { attempt } from './attempt.ts';

/**
 * A newer text of a runbook that is followed. It lies where the first one lay: its commands start from that folder, and are trusted for
 * it.
 */
export function writeRevise(tx: Transaction, run: string, source: RunbookSource): Refusal | undefined {
  const { text, followed, organisation, folder, sha256 } = source;
  const here = tx.incident.runs.find(({ id }) => id === run)?.folder;
  if (here !== undefined && folder !== here) {
    return {
      code: 'wrong-state',
      message: `This text lies in ${folder ?? 'no folder'}, and ${run} is followed from ${here}.`,
      hint: `Put it there first, or take it up beside: follow ${source.file ?? 'FILE'}`,
    };
  }
  const data = { sha256, text, followed, ...(organisation !== undefined && { organisation }), semantics: 1 as const };
  return attempt(tx, 'runbook.revised', data, { run });
}

/** A runbook taken up: its texts are kept with it, so that an old timeline replays as it was. */
export function writeFollow(tx: Transaction, source: RunbookSource): Refusal | undefined {
  const { text, followed, organisation, folder, file, sha256 } = source;
  const compiled = compileFollowed({
    text,
    followed,
    ...(organisation !== undefined && { organisation }),
    ...(file !== undefined && { file }),
  });
  if ('problem' in compiled)
    return {
      code: 'wrong-type',
      message: `This runbook cannot be followed: ${compiled.problem}`,
      hint: `holdfast runbook check${file === undefined ? '' : ` ${file}`}`,
    };
  const { id, title, revision } = compiled.chart.bundle.runbook;
  const data = {
    runbook: id,
    title,
    ...(revision !== undefined && { revision }),
    sha256,
    text,
    followed,
    ...(organisation !== undefined && { organisation }),
    ...(folder !== undefined && { folder }),
    ...(file !== undefined && { file }),
    semantics: 1 as const,
  };
  return attempt(tx, 'runbook.followed', data, { run: nextRunId(tx.incident, id) });
}
