import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { advance, beginRun } from '../../src/statechart/index.ts';
import type { RunState } from '../../src/statechart/index.ts';
import { anyAct, anyBundle } from '../support/random-runbook.ts';
import { driveToEnd, perform } from '../support/random-walk.ts';
import { Script } from '../support/run-script.ts';

const acts = fc.array(anyAct, { maxLength: 40 });
const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 300) };
const json = (state: RunState): RunState => JSON.parse(JSON.stringify(state)) as RunState;

test('replaying what was accepted gives the same state, after each entry', () => {
  fc.assert(
    fc.property(anyBundle, acts, (bundle, what) => {
      const run = new Script(bundle);
      for (const act of what) perform(run, act);
      let state = beginRun(run.chart, run.begun, run.first);
      for (const { entry, around, after } of run.accepted) {
        state = advance(run.chart, state, entry, around);
        expect(json(state)).toEqual(json(after));
      }
    }),
    runs,
  );
});

test('kept as JSON and taken up again at any point, a run goes on as it would have', () => {
  fc.assert(
    fc.property(anyBundle, acts, (bundle, what) => {
      const run = new Script(bundle);
      for (const act of what) perform(run, act);
      let state = json(beginRun(run.chart, run.begun, run.first));
      for (const { entry, around, after } of run.accepted) {
        state = json(advance(run.chart, state, entry, around));
        expect(state).toEqual(json(after));
      }
    }),
    runs,
  );
});

test('what goes straight on is where its chart would have led it', async () => {
  vi.resetModules();
  vi.doMock('../../src/statechart/straight.ts', () => ({
    straightAfter: () => undefined,
    straightInto: () => undefined,
    straightWhereItRests: () => undefined,
  }));
  const asked = await import('../../src/statechart/index.ts');
  vi.doUnmock('../../src/statechart/straight.ts');
  fc.assert(
    fc.property(anyBundle, acts, (bundle, what) => {
      const run = new Script(bundle);
      for (const act of what) perform(run, act);
      const chart = asked.compileChart(bundle);
      let state = asked.beginRun(chart, run.begun, run.first);
      for (const { entry, around, after } of run.accepted) {
        state = asked.advance(chart, state, entry, around);
        expect(json(state)).toEqual(json(after));
      }
    }),
    runs,
  );
});

test('never stuck: whatever was done, doing what is active leads to the end', () => {
  fc.assert(
    fc.property(anyBundle, acts, (bundle, what) => {
      const run = new Script(bundle);
      for (const act of what) perform(run, act);
      driveToEnd(run);
      expect(run.ended).toBeDefined();
    }),
    runs,
  );
});
