import type { Refusal } from '../../statechart/index.ts';
import type { RunbookSource } from '../act.ts';
import { nextRunId } from '../clash.ts';
import { compileFollowed } from '../compile.ts';
import type { Transaction } from '../transaction.ts';
import { attempt } from './attempt.ts';

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
