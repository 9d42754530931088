import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ahead } from '../../src/statechart/index.ts';
import { anyAct, anyBundle } from '../support/random-runbook.ts';
import { driveToEnd, perform } from '../support/random-walk.ts';
import { bundleOf, runbook, Script } from '../support/run-script.ts';

const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 300) };
const can = (run: Script): string[] => [...ahead(run.chart, run.state)];
const leaves = new Set(['reopen', 'jump', 'add', 'garbage']);
/** Acts that keep to the order: on what is open, and nothing that leads elsewhere. */
const inOrder = fc.array(
  anyAct.filter(({ kind }) => !leaves.has(kind)).map((act) => ({ ...act, anywhere: false })),
  { maxLength: 40 },
);

test('nothing opens that could not be come to before, as long as nobody leaves the order', () => {
  fc.assert(
    fc.property(anyBundle, inOrder, (bundle, what) => {
      const run = new Script(bundle);
      for (const act of what) {
        // Where nothing is open, whatever is done is out of order; so is leaving out an end or a decision.
        const isFork = run.active.some((id) => ['end', 'decide'].includes(run.chart.plan.get(id)?.verb ?? ''));
        if (run.active.length === 0 || (isFork && (act.kind === 'skip' || act.kind === 'fail'))) return;
        const before = ahead(run.chart, run.state);
        const lives = new Map([...run.chart.plan.keys()].map((id) => [id, run.life(id)]));
        perform(run, act);
        for (const id of run.active) {
          const was = lives.get(id);
          const wasOpen = was?.state === 'active' || was?.state === 'awaiting';
          if (wasOpen && run.life(id).turn === was.turn) continue;
          expect(before, `${id} after ${JSON.stringify(act)}`).toContain(id);
        }
      }
    }),
    runs,
  );
});

test('at the end of a runbook nothing of the response is open, and nothing can come any more', () => {
  fc.assert(
    fc.property(anyBundle, inOrder, (bundle, what) => {
      const run = new Script(bundle);
      // What somebody does after the end is theirs, and stands open beside it.
      for (const act of what) if (run.ended === undefined) perform(run, act);
      driveToEnd(run);
      const isResponse = (id: string): boolean => run.chart.plan.get(id)?.afterwards !== true;
      // Semantics 6 and 16: what was still at work is left open.
      expect(run.active.filter(isResponse)).toEqual([]);
      expect(can(run).filter(isResponse)).toEqual([]);
    }),
    runs,
  );
});

test('a way that was not taken is out, and what stands behind the decision stays', () => {
  const run = new Script([
    {
      id: 'rising',
      decide: 'Rising?',
      options: { yes: { title: 'Yes', steps: [{ id: 'cut', do: 'Cut' }] }, no: { title: 'No' } },
    },
    { id: 'tell', do: 'Tell' },
    { id: 'over', end: 'Over' },
  ]);
  expect(can(run)).toEqual(expect.arrayContaining(['cut', 'tell', 'over']));
  run.choose('rising', 'no');
  expect(can(run)).toEqual(['over']);
});

test('an option that leads on leaves out what it leads over; a step that leads back keeps what is behind it', () => {
  const run = new Script([
    {
      id: 'how',
      decide: 'How?',
      options: {
        fast: { title: 'Fast', 'go-to': 'late' },
        slow: { title: 'Slow', steps: [{ id: 'slowly', do: 'S' }] },
      },
    },
    { id: 'middle', do: 'Middle' },
    {
      id: 'late',
      decide: 'Again?',
      options: { again: { title: 'Again', 'go-to': 'how' }, enough: { title: 'Enough' } },
    },
    { id: 'over', end: 'Over' },
  ]);
  run.choose('how', 'fast');
  expect(can(run).toSorted()).toEqual(['how', 'late', 'middle', 'over', 'slowly']);
  run.choose('late', 'enough');
  expect(can(run)).toEqual([]);
});

test('what was jumped over is out; a round begins again until it may no more', () => {
  const run = new Script([
    { id: 'one', do: 'One' },
    { id: 'two', do: 'Two' },
    { id: 'round', repeat: 'Look', times: 2, steps: [{ id: 'look', do: 'Look' }] },
    { id: 'three', do: 'Three' },
  ]);
  run.act('step.jumped', {}, { step: 'round' });
  expect(can(run)).toEqual(expect.arrayContaining(['look', 'three']));
  expect(can(run)).not.toContain('two');
  run.done('look');
  expect(run.life('round').round).toBe(2);
  expect(can(run)).toEqual(['three']);
});

test('a step that is held back by another is still to come, and so are duties, also of a runbook that is followed', () => {
  const duty = runbook([{ id: 'inner', do: 'Inner' }], { id: 'other', afterwards: [{ id: 'later', do: 'Later' }] });
  const run = new Script(
    bundleOf(
      runbook(
        [
          {
            id: 'both',
            parallel: 'Both',
            tracks: {
              a: { title: 'A', steps: [{ id: 'first', do: 'First' }] },
              b: { title: 'B', steps: [{ id: 'held', do: 'Held', after: 'first' }] },
            },
          },
          { id: 'too', follow: 'other' },
        ],
        { afterwards: [{ id: 'report', do: 'Report' }] },
      ),
      duty,
    ),
  );
  expect(can(run).toSorted()).toEqual(['held', 'report', 'too', 'too/inner', 'too/later']);
});

test('a track that ends beside the flow brings back nothing that was jumped over', () => {
  const run = new Script([
    {
      id: 'both',
      parallel: 'Both',
      join: ['a'],
      tracks: {
        a: { title: 'A', steps: [{ id: 'first', do: 'First' }] },
        b: { title: 'B', steps: [{ id: 'beside', do: 'Beside' }] },
      },
    },
    { id: 'next', do: 'Next' },
    { id: 'over-it', do: 'Over it' },
    { id: 'last', do: 'Last' },
  ]);
  run.done('first');
  run.act('step.jumped', {}, { step: 'last' });
  expect(can(run)).toEqual([]);
  run.done('beside');
  expect(can(run)).toEqual([]);
});

test('rounds that may turn out not to be needed can be left at any moment', () => {
  const run = new Script([
    {
      id: 'round',
      repeat: 'Look',
      when: 'facts.b',
      until: 'asked',
      steps: [{ id: 'over', end: 'Over' }],
    },
    { id: 'next', do: 'Next' },
  ]);
  expect(can(run)).toEqual(['next']);
  run.fact('b', true);
  expect(can(run)).toEqual([]);
});
