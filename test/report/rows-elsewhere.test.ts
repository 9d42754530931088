import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exportFormat, type Shown, textOf } from '../../src/report/index.ts';
import { anyImpulse } from '../support/any-act.ts';
import { anyRunbook } from '../support/any-runbook.ts';
import { live } from '../support/random-life.ts';
import { shownOf } from '../support/review-of.ts';

const acts = fc.array(anyImpulse, { maxLength: 60 });

/** Each entry of a review's timeline as its row is made by who knows nothing but the incident and that entry; those that can be. */
function madeElsewhere(format: string, shown: Shown): readonly string[] {
  const rowsOf = exportFormat(format)?.ofWindow?.(shown, {});
  return [...shown.entries()].flatMap((entry) => rowsOf?.([entry]) ?? []);
}

it.each(['markdown', 'html'])(
  'a row of the timeline in %s is the same whoever makes it, or left to who has read it all, whatever people did',
  (format) => {
    let [made, left] = [0, 0];
    fc.assert(
      fc.property(anyRunbook, acts, (runbook, impulses) => {
        const shown = shownOf(live(runbook, impulses).entries, { tlp: 'red' });
        const rows = new Set(textOf(exportFormat(format)!.write(shown) as Iterable<string>).split(/(?<=\n)/));
        const elsewhere = madeElsewhere(format, shown);
        made += elsewhere.length;
        left += shown.incident.count - elsewhere.length;
        expect(elsewhere.filter((row) => !rows.has(row))).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(made).toBeGreaterThan(left);
    expect(left).toBeGreaterThan(0);
  },
);
