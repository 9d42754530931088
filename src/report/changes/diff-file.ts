import { headText } from '../../guide/index.ts';
import type { Part } from '../part.ts';
import { sourceOf } from '../review/source.ts';
import type { Shown } from '../shown-to.ts';
import type { Reader } from '../words/reader.ts';
import { runbookChanges } from './runbook-changes.ts';

/** The proposed changes of all runbooks as a file that `patch` and `git apply` take; in words where there is none. */
export function* runbookDiff(shown: Shown, reader: Reader = {}): Iterable<Part> {
  const source = sourceOf(shown, reader);
  const all = runbookChanges(source);
  const { incident, say } = source;
  // Above a difference `patch` reads over what is none.
  if (incident.mode === 'drill') yield `${say('drill.said')}\n`;
  yield `${incident.alias}. ${say('chain.running', { head: headText(incident) })}.\n`;
  if (all.length === 0) yield `${say('change.none')}\n`;
  for (const { diff } of all) yield diff;
}
