import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activeSteps, advance, beginRun, compileChart, revise, revisionRefusal } from '../../src/statechart/index.ts';
import type { RunState } from '../../src/statechart/index.ts';
import { anyAct, anyBundle } from '../support/random-runbook.ts';
import { driveToEnd, perform } from '../support/random-walk.ts';
import { anyEdits, edited } from '../support/revised-runbook.ts';
import { Script } from '../support/run-script.ts';

const acts = fc.array(anyAct, { maxLength: 40 });
const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 300) };
const json = (state: RunState): RunState => JSON.parse(JSON.stringify(state)) as RunState;

test('a newer text that says the same changes nothing, and the run goes on as it would have', () => {
  fc.assert(
    fc.property(anyBundle, acts, fc.nat(), (bundle, what, cut) => {
      const run = new Script(bundle);
      for (const act of what) perform(run, act);
      const place = cut % (run.accepted.length + 1);
      let chart = run.chart;
      let state = beginRun(chart, run.begun, run.first);
      const came: RunState[] = [];
      const would: RunState[] = [];
      for (const [index, taken] of [...run.accepted, undefined].entries()) {
        if (index === place) {
          const newer = compileChart(structuredClone(bundle));
          would.push(json(state));
          state = revise(chart, state, newer, run.accepted[index - 1]?.around ?? run.first);
          came.push(json(state));
          chart = newer;
        }
        if (taken === undefined) continue;
        state = advance(chart, state, taken.entry, taken.around);
        would.push(json(taken.after));
        came.push(json(state));
      }
      expect(came).toEqual(would);
      expect(revisionRefusal(run.chart, run.state, compileChart(structuredClone(bundle)))).toBeUndefined();
    }),
    runs,
  );
});

test('in a newer text every step that is open stays open, and the run comes to its end', () => {
  let taken = 0;
  fc.assert(
    fc.property(anyBundle, acts, anyEdits, acts, (bundle, what, edits, more) => {
      const run = new Script(bundle);
      for (const act of what) perform(run, act);
      const newer = compileChart(edited(bundle, edits));
      if (revisionRefusal(run.chart, run.state, newer) !== undefined) return;
      taken += 1;
      const open = run.active;
      run.revise(newer);
      expect(activeSteps(newer, run.state).map(({ id }) => id)).toEqual(expect.arrayContaining([...open]));
      for (const act of more) perform(run, act);
      driveToEnd(run);
      expect(run.ended).toBeDefined();
    }),
    runs,
  );
  expect(taken).toBeGreaterThan(50);
});
