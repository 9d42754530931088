import type { Score } from '../../drill/index.ts';
import type { AnyEntry } from '../../entry/index.ts';
import type { DrillState } from '../../incident/index.ts';
import type { Line } from '../review/document.ts';
import type { Source } from '../review/source.ts';

/** What the sections of an after-action report are made from. */
export interface AarSource {
  readonly source: Source;
  readonly drill: DrillState;
  readonly score: Score;
  /** Every entry that its readers may read, oldest first. */
  readonly entries: readonly AnyEntry[];
  /** The entries behind a line, by their ids. */
  readonly behind: (ids: readonly string[]) => Line;
}
