import { openTimeline } from '../../timeline/index.ts';
import { timelinePorts } from '../ports.ts';

/** Reads a whole timeline and says what is in it and what is wrong with it. @throws TimelineError */
export function soundness(file: string): {
  readonly incidents: number;
  readonly entries: number;
  readonly problems: readonly string[];
} {
  const timeline = openTimeline(file, timelinePorts, { readonly: true });
  try {
    const rows = timeline.incidents();
    const reports = rows.map((row) => ({ row, report: timeline.verify(row.id) }));
    return {
      incidents: rows.length,
      entries: reports.reduce((sum, { report }) => sum + report.entries, 0),
      problems: [
        ...timeline.damage(),
        ...reports.flatMap(({ row, report }) =>
          report.problems.map((problem) => `${row.alias} #${problem.seq} ${problem.kind}: ${problem.message}`),
        ),
      ],
    };
  } finally {
    timeline.close();
  }
}
