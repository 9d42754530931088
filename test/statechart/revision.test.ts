import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activeSteps,
  advance,
  beginRun,
  compileChart,
  revise,
  revisionRefusal,
  wantedTimers,
} from '../../src/statechart/index.ts';
import type { RunState } from '../../src/statechart/index.ts';
import type { Step } from '../../src/runbook/index.ts';
import { millis } from '../../src/time/index.ts';
import { anyAct, anyBundle } from '../support/random-runbook.ts';
import { driveToEnd, perform } from '../support/random-walk.ts';
import { anyEdits, edited } from '../support/revised-runbook.ts';
import { bundleOf, runbook, Script, steps } from '../support/run-script.ts';

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
      // What has fallen due goes on, whatever the text: in another round the steps wait again.
      const { now } = run.around();
      if (wantedTimers(run.chart, run.state).some(({ due }) => millis(due) <= millis(now))) return;
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

describe('what a newer text leaves out or brings', () => {
  const newer = (flow: readonly Step[], afterwards: readonly Step[] = []) =>
    compileChart(bundleOf(runbook(flow, { afterwards })));
  const track = (title: string, ...ids: string[]) => ({ title, steps: steps(...ids) });
  const both = (tracks: Record<string, ReturnType<typeof track>>): Step => ({ id: 'p', parallel: 'P', tracks });

  test('a track that came to its end may be gone, one that is at work may not', () => {
    const run = new Script([both({ x: track('X', 'x1'), y: track('Y', 'y1') }), ...steps('z')]);
    run.done('x1');
    expect(revisionRefusal(run.chart, run.state, newer([both({ x: track('X', 'x1') }), ...steps('z')]))).toMatchObject({
      code: 'wrong-state',
      message: '"y1" (y1) is open, and is not in the newer text.',
    });
    const without = newer([both({ y: track('Y', 'y1') }), ...steps('z')]);
    expect(revisionRefusal(run.chart, run.state, without)).toBeUndefined();
    run.revise(without);
    expect(run.active).toEqual(['y1']);
    run.done('y1');
    expect(run.active).toEqual(['z']);
  });

  test('a parallel that went on without a track may be gone with it once that came to its end', () => {
    const parallel: Step = {
      id: 'p',
      parallel: 'P',
      join: ['x'],
      tracks: { x: track('X', 'x1'), y: track('Y', 'y1') },
    };
    const run = new Script([parallel, ...steps('z', 'last')]);
    run.done('x1');
    expect(run.active).toEqual(['y1', 'z']);
    const without = newer(steps('z', 'last'));
    expect(revisionRefusal(run.chart, run.state, without)).toMatchObject({ code: 'wrong-state' });
    run.done('y1');
    expect(revisionRefusal(run.chart, run.state, without)).toBeUndefined();
    run.revise(without);
    for (const id of ['z', 'last']) {
      expect(run.active).toEqual([id]);
      run.done(id);
    }
    expect(run.ended).toBeDefined();
  });

  test('a runbook that was followed may be gone once its duties for afterwards are done', () => {
    const other = runbook(steps('o1'), { id: 'other', afterwards: steps('duty') });
    const run = new Script(bundleOf(runbook([{ id: 'f', follow: 'other' }, ...steps('z')]), other));
    run.done('f/o1');
    expect(run.active).toEqual(['z', 'f/duty']);
    const without = newer(steps('z'));
    expect(revisionRefusal(run.chart, run.state, without)).toMatchObject({ code: 'wrong-state' });
    run.done('f/duty');
    expect(revisionRefusal(run.chart, run.state, without)).toBeUndefined();
    run.revise(without);
    expect(run.active).toEqual(['z']);
    run.done('z');
    expect(run.ended).toBeDefined();
  });

  test('a step that is done may not be gone while the flow waits behind it for one that was added', () => {
    const run = new Script(steps('a', 'b'));
    run.add('more', 'a');
    run.done('a');
    expect(run.active).toEqual(['more']);
    expect(revisionRefusal(run.chart, run.state, newer(steps('b')))).toMatchObject({ code: 'wrong-state' });
    run.revise(newer(steps('a', 'b')));
    run.done('more');
    expect(run.active).toEqual(['b']);
  });

  test('a track that came to its end stays ended, though it goes on to further steps now', () => {
    const run = new Script([both({ x: track('X', 'x1'), y: track('Y', 'y1') }), ...steps('z')]);
    run.done('x1');
    run.revise(newer([both({ x: track('X', 'x1', 'x2'), y: track('Y', 'y1') }), ...steps('z')]));
    expect(run.active).toEqual(['y1']);
    run.done('y1');
    expect(run.active).toEqual(['z']);
    expect(run.is('x2')).toBe('waiting');
  });

  test('a track that is new begins beside those that are at work, and not where one was jumped into alone', () => {
    const before = [both({ x: track('X', 'x1'), y: track('Y', 'y1') }), ...steps('z')];
    const after = newer([both({ x: track('X', 'x1'), y: track('Y', 'y1'), w: track('W', 'w1') }), ...steps('z')]);
    const run = new Script(before);
    run.done('x1');
    run.revise(after);
    expect(run.active).toEqual(['y1', 'w1']);
    const alone = new Script([...steps('a'), ...before]);
    alone.jump('x1');
    alone.revise(newer([...steps('a'), both({ x: track('X', 'x1'), y: track('Y', 'y1'), w: track('W', 'w1') })]));
    expect(alone.active).toEqual(['x1']);
    const left = new Script(before);
    left.done('x1');
    left.done('y1');
    left.revise(after);
    expect(left.active).toEqual(['z']);
  });

  test('a duty that is new begins at once where its runbook has ended, and waits for that where it has not', () => {
    const flow = steps('a', 'b');
    const run = new Script(flow);
    run.done('a');
    run.revise(newer(flow, steps('report')));
    expect(run.active).toEqual(['b']);
    run.done('b');
    expect(run.active).toEqual(['report']);
    const other = runbook(steps('k'), { id: 'other' });
    const dutiful = runbook(steps('k'), { id: 'other', afterwards: steps('tell') });
    const follow = (wet: boolean) => {
      const book = runbook([{ id: 'f', follow: 'other', when: 'facts.wet' }, ...steps('z')]);
      const script = new Script(bundleOf(book, other), { wet });
      if (wet) script.done('f/k');
      script.revise(compileChart(bundleOf(book, dutiful)));
      return script.active;
    };
    expect(follow(true)).toEqual(['z', 'f/tell']);
    expect(follow(false)).toEqual(['z']);
  });

  test('what was added behind a step that is gone stands open beside the flow, unless it was done or follows another that was added', () => {
    const run = new Script(steps('a', 'b', 'c'));
    run.add('waits', 'b');
    run.add('done-early', 'b');
    run.add('after-it', 'waits');
    run.add('elsewhere', 'c');
    run.done('done-early');
    run.revise(newer(steps('a', 'c')));
    expect(run.life('waits')).toMatchObject({ state: 'active', beside: true });
    expect(run.is('done-early')).toBe('done');
    expect(run.is('after-it')).toBe('waiting');
    expect(run.is('elsewhere')).toBe('waiting');
    run.done('waits');
    expect(run.active).toEqual(['a', 'after-it']);
    run.done('a');
    run.done('c');
    expect(run.active).toEqual(['elsewhere', 'after-it']);
  });

  test('the question of a step goes by the newer text: another, none, or one that is answered', () => {
    const asking = (when?: string): Step[] => [
      { id: 'a', do: 'A', ...(when !== undefined && { when }) },
      { id: 'b', do: 'B' },
    ];
    const run = (): Script => {
      const script = new Script(asking('facts.wet'), { dry: false });
      expect(script.life('a').asks).toEqual(['wet']);
      return script;
    };
    const other = run();
    other.revise(newer(asking('facts.cold')));
    expect(other.life('a').asks).toEqual(['cold']);
    const none = run();
    none.revise(newer(asking()));
    expect(none.life('a')).toEqual({ state: 'active', turn: 1, since: none.life('a').since });
    const answered = run();
    answered.revise(newer(asking('facts.dry')));
    expect(answered.is('a')).toBe('passed');
    expect(answered.active).toEqual(['b']);
  });

  test('an item is known by its words; those of `each` stand behind', () => {
    const ticking = (...checklist: string[]): Step[] => [{ id: 'a', do: 'A', checklist, each: 'org.halls' }];
    const run = new Script(ticking('power', 'doors', 'people'));
    for (const item of [1, 3, 5]) run.act('item.ticked', { item, ticked: true }, { step: 'a' });
    run.revise(newer(ticking('people', 'doors')));
    expect(run.life('a').ticks).toEqual([1, 4]);
  });

  test('of items that say the same each keeps its own tick', () => {
    const ticking = (...checklist: string[]): Step[] => [{ id: 'a', do: 'A', checklist }];
    const ticked = (then: string[], now: string[], ...items: number[]) => {
      const run = new Script(ticking(...then));
      for (const item of items) run.act('item.ticked', { item, ticked: true }, { step: 'a' });
      run.revise(newer(ticking(...now)));
      return run.life('a').ticks;
    };
    expect(ticked(['lock', 'ring', 'lock'], ['lock', 'ring', 'lock'], 3)).toEqual([3]);
    expect(ticked(['lock', 'ring', 'lock'], ['ring', 'look', 'lock', 'lock'], 1, 2, 3)).toEqual([3, 1, 4]);
    expect(ticked(['lock', 'ring', 'lock'], ['lock'], 1, 3)).toEqual([1]);
  });
});
