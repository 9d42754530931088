import { sayTime } from '../../src/time/index.ts';
import { describe, expect, test } from 'vitest';
import {
  deviationsOf,
  itemCount,
  itemsOf,
  openContainers,
  plannedStep,
  wantedChoices,
  wantedTimers,
  worldFor,
} from '../../src/statechart/index.ts';
import type { Step } from '../../src/runbook/index.ts';
import { minute } from '../support/entries.ts';
import { bundleOf, runbook, Script, steps } from '../support/run-script.ts';

/** The points of "Semantics of a runbook as a statechart" that concern one run, by their numbers. */

test('steps run in the order written, and a list that runs out ends the run with no outcome', () => {
  const run = new Script(steps('a', 'b'));
  expect(run.active).toEqual(['a']);
  run.done('a');
  expect(run.active).toEqual(['b']);
  run.done('b');
  expect(run.active).toEqual([]);
  expect(run.ended).toEqual({ at: run.last.at });
});

describe('semantics 1: position is state, life cycle is context', () => {
  test('a step finished early is recorded at once; when the flow comes there it goes straight through', () => {
    const run = new Script(steps('a', 'b', 'c'));
    run.done('b');
    expect(run.is('b')).toBe('done');
    expect(run.active).toEqual(['a']);
    run.done('a');
    expect(run.active).toEqual(['c']);
  });

  test('a decision taken early is walked into when the flow comes to it', () => {
    const run = new Script([
      ...steps('a'),
      { id: 'q', decide: 'Q', options: { x: { title: 'X', steps: steps('x1') }, y: { title: 'Y' } } },
    ]);
    run.choose('q', 'x');
    expect(run.active).toEqual(['a']);
    run.done('a');
    expect(run.active).toEqual(['x1']);
  });

  test('a `when` that is definitely false passes the step', () => {
    const run = new Script([{ id: 'a', do: 'A', when: 'facts.wet' }, ...steps('b')], { wet: false });
    expect(run.is('a')).toBe('passed');
    expect(run.active).toEqual(['b']);
  });
});

describe('a condition that names no step of those it reads, reads all', () => {
  const anyFailed = "steps.exists(id, steps[id].state == 'failed')";

  test('whether any step failed', () => {
    const repair: Step = { id: 'repair', do: 'Repair', when: anyFailed };
    const failed = new Script([...steps('a', 'b'), repair, ...steps('z')]);
    failed.fail('a');
    failed.done('b');
    expect(failed.active).toEqual(['repair']);
    const well = new Script([...steps('a', 'b'), repair, ...steps('z')]);
    well.done('a');
    well.done('b');
    expect(well.active).toEqual(['z']);
  });

  test('in a followed runbook of its own steps alone', () => {
    const other = runbook([...steps('c'), { id: 'repair', do: 'Repair', when: anyFailed }], { id: 'other' });
    const flow = runbook([...steps('a'), { id: 'f', follow: 'other' }, ...steps('z')]);
    const outside = new Script(bundleOf(flow, other));
    outside.fail('a');
    outside.done('f/c');
    expect(outside.active).toEqual(['z']);
    const inside = new Script(bundleOf(flow, other));
    inside.done('a');
    inside.fail('f/c');
    expect(inside.active).toEqual(['f/repair']);
  });

  test('one item for each step that is left', () => {
    const run = new Script([
      ...steps('a', 'b'),
      { id: 'c', do: 'C', each: "['a', 'b'].filter(id, steps[id].state != 'done')" },
    ]);
    run.done('a');
    const count = () => itemCount(run.chart, run.state, () => run.around(), plannedStep(run.chart, run.state, 'c')!);
    expect(count()).toBe(1);
    run.done('b');
    expect(count()).toBe(0);
  });
});

describe('semantics 2: go-to', () => {
  test('stands on a step and is taken when it is finished', () => {
    const run = new Script([{ id: 'a', do: 'A', 'go-to': 'c' }, ...steps('b', 'c')]);
    run.done('a');
    expect(run.active).toEqual(['c']);
    expect(run.is('b')).toBe('waiting');
  });

  test('is not taken by a step that was passed', () => {
    const run = new Script([{ id: 'a', do: 'A', when: 'facts.wet', 'go-to': 'c' }, ...steps('b', 'c')], { wet: false });
    expect(run.active).toEqual(['b']);
  });

  test('an option may have steps, go-to, both or neither', () => {
    const options = {
      s: { title: 'S', steps: steps('s1') },
      g: { title: 'G', 'go-to': 'z' },
      b: { title: 'B', steps: steps('b1'), 'go-to': 'z' },
      n: { title: 'N' },
    };
    const flow: Step[] = [{ id: 'q', decide: 'Q', options }, ...steps('m', 'z')];
    const takes = (option: string, ...done: string[]): readonly string[] => {
      const run = new Script(flow);
      run.choose('q', option);
      for (const step of done) run.done(step);
      return run.active;
    };
    expect(takes('s')).toEqual(['s1']);
    expect(takes('s', 's1')).toEqual(['m']);
    expect(takes('g')).toEqual(['z']);
    expect(takes('b')).toEqual(['b1']);
    expect(takes('b', 'b1')).toEqual(['z']);
    expect(takes('n')).toEqual(['m']);
  });

  test('out of a track it leaves the parallel: what was open in the others waits again', () => {
    const tracks = {
      x: { title: 'X', steps: [{ id: 'x1', do: 'X1', 'go-to': 'z' }] },
      y: { title: 'Y', steps: steps('y1') },
    };
    const run = new Script([{ id: 'p', parallel: 'P', tracks }, ...steps('m', 'z')]);
    run.done('x1');
    expect(run.active).toEqual(['z']);
    expect(run.is('y1')).toBe('waiting');
    expect(run.is('p')).toBe('waiting');
  });

  test('a way back on which nothing happened is not taken again', () => {
    const run = new Script(
      [
        { id: 'a', do: 'A', when: 'facts.wet' },
        {
          id: 'p',
          parallel: 'P',
          tracks: { x: { title: 'X', steps: [{ id: 'x1', do: 'X1', when: 'facts.wet' }] } },
          'go-to': 'a',
        },
        ...steps('z'),
      ],
      { wet: false },
    );
    expect(run.active).toEqual(['z']);
  });
});

describe('semantics 3: going back begins a new turn', () => {
  const flow: Step[] = [
    { id: 'a', do: 'A', record: ['depth'] },
    ...steps('b'),
    {
      id: 'q',
      decide: 'Again?',
      options: { back: { title: 'Yes', steps: steps('why'), 'go-to': 'a' }, on: { title: 'No' } },
    },
    ...steps('z'),
  ];

  test('every step from the target to the one that sent us back waits again and its turn rises', () => {
    const run = new Script(flow);
    run.done('a');
    run.done('b');
    run.choose('q', 'back');
    run.done('why');
    expect(run.active).toEqual(['a']);
    expect(['a', 'b', 'q', 'why'].map((id) => run.life(id).turn)).toEqual([2, 2, 2, 2]);
    expect(['b', 'q', 'why'].map((id) => run.is(id))).toEqual(['waiting', 'waiting', 'waiting']);
    expect(run.life('z').turn).toBe(1);
  });

  test('sent back from inside a step, the whole of that step is in the new turn', () => {
    const back: Step = { id: 'why', do: 'Why', 'go-to': 'a' };
    const run = new Script([
      ...steps('a'),
      { id: 'q', decide: 'Q', options: { x: { title: 'X', steps: [back, ...steps('behind')] }, y: { title: 'Y' } } },
    ]);
    run.done('a');
    run.choose('q', 'x');
    run.done('behind');
    run.done('why');
    expect(run.active).toEqual(['a']);
    expect(run.life('behind')).toMatchObject({ state: 'waiting', turn: 2, last: { turn: 1 } });
    expect(run.life('behind')).not.toHaveProperty('at');
  });

  test('sent back over the whole of a track, the track goes on, and what runs beside each other in it begins anew', () => {
    const options = { back: { title: 'Back', 'go-to': 'inner' }, on: { title: 'On' } };
    const inner: Step = { id: 'inner', parallel: 'I', tracks: { i: { title: 'I', steps: steps('i1', 'i2') } } };
    const run = new Script([
      {
        id: 'p',
        parallel: 'P',
        tracks: {
          x: { title: 'X', steps: [inner, { id: 'q', decide: 'Q', options }] },
          y: { title: 'Y', steps: steps('y1') },
        },
      },
      ...steps('z'),
    ]);
    run.done('i1');
    run.done('i2');
    run.choose('q', 'back');
    expect(run.active).toEqual(['i1', 'y1']);
    run.done('i1');
    run.done('i2');
    run.choose('q', 'on');
    run.done('y1');
    expect(run.active).toEqual(['z']);
  });

  test('a completion of turn 1 can never finish turn 2', () => {
    const run = new Script(flow);
    run.done('a', { turn: 1 });
    run.done('b');
    run.choose('q', 'back');
    run.done('why');
    expect(run.done('a', { turn: 1 })).toMatchObject({ code: 'old-turn' });
    expect(run.active).toEqual(['a']);
    expect(run.done('a', { turn: 2 })).toBeUndefined();
  });

  test('`record` asks for answers given since the turn began', () => {
    const run = new Script(flow);
    run.fact('depth', 3);
    expect(run.life('a').answered).toEqual(['depth']);
    run.done('a');
    run.done('b');
    run.choose('q', 'back');
    run.done('why');
    expect(run.life('a').answered).toBeUndefined();
  });

  describe('in a `repeat` the turn begins with the round', () => {
    const measured: readonly Step[] = [
      { id: 'arrive', do: 'Arrive', record: ['depth'] },
      { id: 'r', repeat: 'R', times: 2, steps: [{ id: 'm', do: 'Measure again', record: ['depth'] }] },
    ];

    test('each asks anew, the first too: what was measured before it answers nothing', () => {
      const run = new Script(measured);
      run.fact('depth', 3);
      expect(run.life('arrive').answered).toEqual(['depth']);
      run.done('arrive');
      expect(run.life('r').round).toBe(1);
      expect(run.life('m').answered).toBeUndefined();
      run.fact('depth', 4);
      expect(run.life('m').answered).toEqual(['depth']);
      run.done('m');
      expect(run.life('r').round).toBe(2);
      expect(run.life('m').answered).toBeUndefined();
    });

    test('what was said at the step itself, ahead of its turn, is its answer', () => {
      const run = new Script(measured);
      run.fact('depth', 3, { step: 'm' });
      run.done('arrive');
      expect(run.life('m').answered).toEqual(['depth']);
    });
  });
});

describe('semantics 4: jump', () => {
  const tracks = { x: { title: 'X', steps: steps('x1', 'x2', 'x3') }, y: { title: 'Y', steps: steps('y1', 'y2') } };
  const flow: Step[] = [
    ...steps('a', 'b'),
    { id: 'p', parallel: 'P', tracks },
    { id: 'r', repeat: 'R', times: 2, steps: steps('r1', 'r2') },
    ...steps('z'),
  ];

  test('the innermost running list around the target takes it: other tracks go on', () => {
    const run = new Script(flow);
    run.done('a');
    run.done('b');
    run.jump('x3');
    expect(run.active).toEqual(['x3', 'y1']);
    expect(run.is('x1')).toBe('waiting');
    expect(run.is('x2')).toBe('waiting');
  });

  test('steps jumped over stay waiting', () => {
    const run = new Script(flow);
    run.jump('b');
    expect(run.is('a')).toBe('waiting');
    expect(run.active).toEqual(['b']);
  });

  test('into a parallel from outside it starts only that track', () => {
    const run = new Script(flow);
    run.jump('y2');
    expect(run.active).toEqual(['y2']);
    expect(run.is('y1')).toBe('waiting');
    run.done('y2');
    expect(run.active).toEqual(['r1']);
  });

  test('into a track that was not begun it starts that one beside the other', () => {
    const run = new Script(flow);
    run.jump('y2');
    run.jump('x2');
    expect(run.active).toEqual(['x2', 'y2']);
    expect(run.life('y2').turn).toBe(1);
    for (const step of ['y2', 'x2', 'x3']) run.done(step);
    expect(run.active).toEqual(['r1']);
  });

  test('to a parallel or a repeat it begins it afresh', () => {
    const run = new Script(flow);
    run.jump('p');
    expect(run.active).toEqual(['x1', 'y1']);
    run.done('x1');
    run.jump('p');
    expect(run.active).toEqual(['x1', 'y1']);
    expect(run.life('x1').turn).toBe(2);
    run.jump('r');
    run.done('r1');
    run.jump('r');
    expect(run.active).toEqual(['r1']);
    expect(run.life('r')).toMatchObject({ round: 1, turn: 2 });
    expect(run.is('x1')).toBe('waiting');
  });

  test('back is back: a new turn from the target to where the flow stood', () => {
    const run = new Script(flow);
    run.done('a');
    run.done('b');
    run.done('x1');
    run.jump('a');
    expect(run.active).toEqual(['a']);
    expect(['a', 'b', 'p', 'x1'].map((id) => run.life(id).turn)).toEqual([2, 2, 2, 2]);
    expect(run.life('r').turn).toBe(1);
  });

  test('back from the last step of a track to its first, the track goes on from there to its end', () => {
    const run = new Script([{ id: 'p', parallel: 'P', join: ['y'], tracks }, ...steps('z')]);
    run.done('y1');
    run.jump('y1');
    expect(run.active).toEqual(['x1', 'y1']);
    run.done('y1');
    expect(run.active).toEqual(['x1', 'y2']);
    run.done('y2');
    expect(run.active).toEqual(['x1', 'z']);
  });

  test('ahead to a step that was done early, that is done once more in its next turn', () => {
    const run = new Script(steps('a', 'b', 'c'));
    run.done('b');
    run.jump('b');
    expect(run.active).toEqual(['b']);
    expect(run.life('b').turn).toBe(2);
  });

  test('ahead to a parallel that was left out, that begins all the same', () => {
    const tracks = { u: { title: 'U', steps: steps('u1') }, v: { title: 'V', steps: steps('v1') } };
    const run = new Script([...steps('a'), { id: 'p', parallel: 'P', tracks }, ...steps('z')]);
    run.skip('p');
    run.jump('p');
    expect(run.active).toEqual(['u1', 'v1']);
    expect(run.life('p')).toMatchObject({ state: 'active', turn: 2 });
  });

  test('ahead to what was done already, that is done once more; to what nobody touched, in its first turn', () => {
    const run = new Script([
      ...flow,
      { id: 'q', decide: 'Q', options: { u: { title: 'U', steps: steps('u1') }, v: { title: 'V' } } },
    ]);
    run.done('x2');
    run.done('u1');
    run.jump('b');
    expect(run.life('b').turn).toBe(1);
    run.jump('p');
    expect(run.active).toEqual(['x1', 'y1']);
    expect(['p', 'x1', 'x2', 'y2'].map((id) => run.life(id).turn)).toEqual([2, 2, 2, 2]);
    run.jump('r');
    expect(['r', 'r1'].map((id) => run.life(id).turn)).toEqual([1, 1]);
    // What was done early in an option is no work on the decision itself, and stands.
    run.jump('q');
    expect(['q', 'u1'].map((id) => run.life(id).turn)).toEqual([1, 1]);
    run.choose('q', 'u');
    expect(run.ended).toBeDefined();
  });

  test('ahead to what waits for its approval, that is done once more', () => {
    const run = new Script([...steps('a'), { id: 'b', do: 'B', approval: { by: 'lead' } }]);
    run.done('b');
    expect(run.is('b')).toBe('awaiting');
    run.jump('b');
    expect(run.life('b')).toMatchObject({ state: 'active', turn: 2 });
    expect(run.life('b').awaiting).toBeUndefined();
  });

  test('to an active step nothing is to be done', () => {
    const run = new Script(flow);
    expect(run.jump('a')).toMatchObject({ code: 'already-so' });
    expect(run.jump('nowhere')).toMatchObject({ code: 'no-such-step' });
  });
});

describe('semantics 5: reopen', () => {
  test('the step is active again beside the flow; the flow does not move', () => {
    const run = new Script(steps('a', 'b', 'c'));
    run.done('a');
    run.reopen('a');
    expect(run.life('a')).toMatchObject({ state: 'active', beside: true, turn: 1 });
    expect(run.active).toEqual(['a', 'b']);
    run.done('a');
    expect(run.active).toEqual(['b']);
  });

  test('a new choice on a decision that is being walked moves its own track alone', () => {
    const decision: Step = {
      id: 'q',
      decide: 'Q',
      options: { x: { title: 'X', steps: steps('x1') }, y: { title: 'Y', steps: steps('y1') } },
    };
    const tracks = { one: { title: 'One', steps: [decision] }, two: { title: 'Two', steps: steps('t1', 't2') } };
    const run = new Script([{ id: 'p', parallel: 'P', tracks }, ...steps('z')]);
    run.choose('q', 'x');
    run.done('t1');
    run.reopen('q');
    expect(run.active).toEqual(['q', 'x1', 't2']);
    run.choose('q', 'y');
    expect(run.active).toEqual(['y1', 't2']);
    expect(run.is('x1')).toBe('waiting');
  });

  test('a new choice on a reopened decision moves the flow', () => {
    const run = new Script([
      {
        id: 'q',
        decide: 'Q',
        options: { x: { title: 'X', steps: steps('x1') }, y: { title: 'Y', steps: steps('y1') } },
      },
      ...steps('m', 'n'),
    ]);
    run.choose('q', 'x');
    run.done('x1');
    run.done('m');
    run.reopen('q');
    expect(run.active).toEqual(['q', 'n']);
    run.choose('q', 'y');
    expect(run.active).toEqual(['y1']);
    run.done('y1');
    expect(run.active).toEqual(['n']);
  });

  test('also while the option chosen first is being walked', () => {
    const run = new Script([
      {
        id: 'q',
        decide: 'Q',
        options: { x: { title: 'X', steps: steps('x1') }, y: { title: 'Y', steps: steps('y1') } },
      },
      ...steps('m'),
    ]);
    run.choose('q', 'x');
    run.reopen('q');
    run.choose('q', 'y');
    expect(run.active).toEqual(['y1']);
    expect(run.is('x1')).toBe('waiting');
  });

  test('also in a track of a parallel that was left: only that track begins', () => {
    const decision: Step = {
      id: 'q',
      decide: 'Q',
      options: { x: { title: 'X' }, y: { title: 'Y', steps: steps('y1') } },
    };
    const run = new Script([
      {
        id: 'p',
        parallel: 'P',
        tracks: { s: { title: 'S', steps: [...steps('s1'), decision] }, t: { title: 'T', steps: steps('t1') } },
      },
      ...steps('z'),
    ]);
    run.done('s1');
    run.choose('q', 'x');
    run.done('t1');
    run.reopen('q');
    run.choose('q', 'y');
    expect(run.life('q')).toMatchObject({ state: 'done', chose: 'y' });
    expect(run.active).toEqual(['y1']);
    run.done('y1');
    expect(run.active).toEqual(['z']);
  });

  test('also during the pause of a repeat: its round goes on', () => {
    const decision: Step = {
      id: 'q',
      decide: 'Q',
      options: { x: { title: 'X' }, y: { title: 'Y', steps: steps('y1') } },
    };
    const run = new Script([{ id: 'r', repeat: 'R', every: '30m', times: 3, steps: [decision] }]);
    run.choose('q', 'x');
    run.reopen('q');
    run.choose('q', 'y');
    expect(run.active).toEqual(['y1']);
    expect(run.life('r').round).toBe(1);
  });

  test('also in a repeat that is over: it goes round once more from its first round', () => {
    const run = new Script([
      {
        id: 'r',
        repeat: 'R',
        times: 1,
        steps: [{ id: 'q', decide: 'Q', options: { u: { title: 'U', steps: steps('u1') }, v: { title: 'V' } } }],
      },
      ...steps('z'),
    ]);
    run.choose('q', 'v');
    expect(run.active).toEqual(['z']);
    run.reopen('q');
    run.choose('q', 'u');
    expect(run.active).toEqual(['u1']);
    expect(run.life('r')).toMatchObject({ state: 'active', round: 1 });
    run.done('u1');
    expect(run.active).toEqual(['z']);
  });

  test('a decision whose option is being walked stays open where the flow is led away from it', () => {
    const options = { x: { title: 'X', steps: steps('x1') }, y: { title: 'Y' } };
    const run = new Script([{ id: 'q', decide: 'Q', options }, ...steps('y1', 'z')]);
    run.choose('q', 'x');
    run.reopen('q');
    run.jump('z');
    expect(run.active).toEqual(['q', 'z']);
    expect(run.life('q')).toMatchObject({ state: 'active', beside: true });
  });

  test('what was opened again beside the flow stays open where the flow leads out of what it stands in', () => {
    const run = new Script([
      {
        id: 'p',
        parallel: 'P',
        tracks: {
          x: { title: 'X', steps: [...steps('x1', 'x2'), { id: 'x3', do: 'X3', 'go-to': 'z' }] },
          y: { title: 'Y', steps: steps('y1', 'y2') },
        },
      },
      ...steps('b', 'z'),
    ]);
    run.done('y1');
    run.reopen('y1');
    for (const step of ['x1', 'x2', 'x3']) run.done(step);
    expect(run.active).toEqual(['y1', 'z']);
    expect(run.life('y1').beside).toBe(true);
    expect(run.is('y2')).toBe('waiting');
  });

  test('a completion that waits for its approval: the flow stands there still', () => {
    const run = new Script([{ id: 'a', do: 'A', approval: { by: 'lead' } }, ...steps('b')]);
    run.done('a');
    run.reopen('a');
    expect(run.life('a')).toMatchObject({ state: 'active' });
    expect(run.life('a')).not.toHaveProperty('beside');
  });

  test('a decision is put to a person again: it takes neither its default nor itself', () => {
    const options = { x: { title: 'X', 'suggest-when': 'facts.wet' }, y: { title: 'Y' } };
    const decision: Step = { id: 'q', decide: 'Q', auto: true, default: { choose: 'y', after: '5m' }, options };
    const run = new Script([decision, ...steps('z')], { wet: true });
    run.choose('q', 'y');
    run.reopen('q');
    expect(run.active).toEqual(['q', 'z']);
    expect(wantedTimers(run.chart, run.state)).toEqual([]);
    expect(wantedChoices(run.chart, run.state, () => run.around())).toEqual([]);
  });

  test('what was opened again can be jumped to: then the flow goes on from there', () => {
    const run = new Script(steps('a', 'b', 'c'));
    run.done('a');
    run.done('b');
    run.reopen('a');
    expect(run.active).toEqual(['a', 'c']);
    expect(run.jump('a')).toBeUndefined();
    expect(run.active).toEqual(['a']);
    expect(['a', 'b'].map((id) => run.life(id).turn)).toEqual([2, 2]);
  });

  test('what was added behind it follows it once more beside the flow', () => {
    const run = new Script(steps('a', 'b'));
    run.done('a');
    run.reopen('a');
    run.add('extra', 'a');
    run.done('a');
    expect(run.active).toEqual(['extra', 'b']);
    expect(run.life('extra').beside).toBe(true);
    run.done('b');
    expect(run.ended).toBeDefined();
    expect(run.is('extra')).toBe('left-open');
  });

  test('what has not begun is not reopened', () => {
    const run = new Script(steps('a', 'b'));
    expect(run.reopen('b')).toMatchObject({ code: 'wrong-state' });
  });

  test('parallel, repeat, follow and end are jumped to, not reopened', () => {
    const run = new Script([
      { id: 'r', repeat: 'R', times: 1, steps: steps('r1') },
      { id: 'e', end: 'E' },
    ]);
    run.done('r1');
    expect(run.reopen('r')).toMatchObject({ code: 'wrong-verb' });
    expect(run.reopen('e')).toMatchObject({ code: 'wrong-verb' });
  });
});

describe('semantics 6: end', () => {
  const tracks = {
    x: { title: 'X', steps: [{ id: 'over', end: 'Over', outcome: 'stood-down' as const }] },
    y: { title: 'Y', steps: steps('y1', 'y2') },
  };

  test('ends the runbook only when a person finishes it', () => {
    const run = new Script([{ id: 'e', end: 'E', outcome: 'resolved' }, ...steps('z')]);
    expect(run.ended).toBeUndefined();
    run.done('e');
    expect(run.ended).toEqual({ at: run.last.at, outcome: 'resolved' });
    expect(run.active).toEqual([]);
    expect(run.is('z')).toBe('waiting');
  });

  test('it has ended when whoever finished it says so, not when that was written', () => {
    const run = new Script([...steps('a'), { id: 'e', end: 'E', outcome: 'resolved' }]);
    run.now = 30;
    run.done('a');
    run.done('e', { at: minute(12) });
    expect(run.ended).toEqual({ at: minute(12), outcome: 'resolved' });
  });

  test('skipped, it does not end it', () => {
    const run = new Script([{ id: 'e', end: 'E' }, ...steps('z')]);
    run.skip('e');
    expect(run.active).toEqual(['z']);
  });

  test('in a track it ends the others, whose open steps become left-open', () => {
    const run = new Script([{ id: 'p', parallel: 'P', tracks }, ...steps('z')]);
    run.done('over');
    expect(run.ended?.outcome).toBe('stood-down');
    expect(run.is('y1')).toBe('left-open');
    expect(run.is('p')).toBe('left-open');
    expect(run.is('y2')).toBe('waiting');
  });

  test('a followed runbook that ends returns to the one around it', () => {
    const other = runbook(
      [
        {
          id: 'q',
          parallel: 'Q',
          tracks: { a: { title: 'A', steps: [{ id: 'stop', end: 'Stop' }] }, b: { title: 'B', steps: steps('b1') } },
        },
        ...steps('never'),
      ],
      { id: 'other' },
    );
    const run = new Script(bundleOf(runbook([{ id: 'f', follow: 'other' }, ...steps('z')]), other));
    expect(run.active).toEqual(['f/stop', 'f/b1']);
    run.done('f/stop');
    expect(run.active).toEqual(['z']);
    expect(run.is('f')).toBe('done');
    expect(run.is('f/b1')).toBe('left-open');
    expect(run.ended).toBeUndefined();
  });

  test('jump and reopen work after the end', () => {
    const run = new Script([...steps('a', 'b'), { id: 'e', end: 'E' }]);
    run.done('a');
    run.done('b');
    run.done('e');
    run.reopen('a');
    expect(run.active).toEqual(['a']);
    expect(run.ended).toBeDefined();
    run.jump('b');
    expect(run.ended).toBeUndefined();
    expect(run.active).toEqual(['a', 'b']);
    run.done('b');
    expect(run.active).toEqual(['a', 'e']);
  });
});

describe('semantics 7: fail', () => {
  test('settles the step and goes on', () => {
    const run = new Script(steps('a', 'b'));
    run.fail('a');
    expect(run.is('a')).toBe('failed');
    expect(run.active).toEqual(['b']);
  });

  const command = { run: 'Check', command: ['x'], timeout: '1m' };

  test('what was skipped has not failed', () => {
    const run = new Script(steps('a', 'b'));
    run.skip('a');
    expect(run.fail('a')).toMatchObject({ code: 'already-settled' });
  });

  test('unless `on-failure` says where to go', () => {
    const run = new Script([{ id: 'a', ...command, 'on-failure': 'go-to c' }, ...steps('b', 'c')]);
    run.act('command.started', { command: ['x'], attempt: 1 }, { step: 'a', id: 'start' });
    run.act('command.finished', { started: 'start', ok: false }, { step: 'a' });
    expect(run.is('a')).toBe('failed');
    expect(run.active).toEqual(['c']);
  });

  test('a failed command under `ask` leaves the step active', () => {
    const run = new Script([{ id: 'a', ...command }, ...steps('b')]);
    run.act('command.started', { command: ['x'], attempt: 1 }, { step: 'a', id: 'start' });
    expect(run.act('command.started', { command: ['x'], attempt: 2 }, { step: 'a' })).toMatchObject({
      code: 'already-so',
    });
    run.act('command.finished', { started: 'start', ok: false }, { step: 'a' });
    expect(run.life('a')).toMatchObject({ state: 'active', lastCommand: 'failed', attempts: 1 });
    run.act('command.started', { command: ['x'], attempt: 2 }, { step: 'a', id: 'again' });
    expect(run.act('command.finished', { started: 'start', ok: true }, { step: 'a' })).toMatchObject({
      code: 'no-such-thing',
    });
    run.act('command.finished', { started: 'again', ok: true }, { step: 'a' });
    expect(run.active).toEqual(['b']);
  });
});

describe('semantics 8: repeat', () => {
  test('first round at once; `until` is tested at the end of a round', () => {
    const run = new Script([{ id: 'r', repeat: 'R', until: 'facts.dry', steps: steps('m') }, ...steps('z')]);
    expect(run.life('r')).toMatchObject({ state: 'active', round: 1 });
    run.done('m');
    expect(run.life('r').round).toBe(2);
    run.fact('dry', true);
    expect(run.active).toEqual(['m']);
    run.done('m');
    expect(run.active).toEqual(['z']);
    expect(run.is('r')).toBe('done');
  });

  test('and during the pause; `every` counts from the start of a round', () => {
    const run = new Script([
      { id: 'r', repeat: 'R', every: '30m', until: 'facts.dry', steps: steps('m') },
      ...steps('z'),
    ]);
    run.done('m');
    expect(run.life('r')).toMatchObject({ resting: true, roundAt: minute(0) });
    expect(wantedTimers(run.chart, run.state)).toEqual([
      { timer: 'round', step: 'r', turn: 1, round: 1, due: expect.stringContaining('02:30:00') as string },
    ]);
    run.timer('r', 'round', 1);
    expect(run.active).toEqual(['m']);
    expect(run.timer('r', 'round', 1)).toMatchObject({ code: 'not-active' });
    run.done('m');
    run.fact('dry', true);
    expect(run.active).toEqual(['z']);
  });

  test('while a round lasts, no next one is wanted', () => {
    const run = new Script([{ id: 'r', repeat: 'R', every: '30m', until: 'facts.dry', steps: steps('m') }]);
    expect(wantedTimers(run.chart, run.state)).toEqual([]);
  });

  test('a round that took longer than `every` is followed by the next at once', () => {
    const run = new Script([{ id: 'r', repeat: 'R', every: '30m', until: 'facts.dry', steps: steps('m') }]);
    run.now = 40;
    run.done('m');
    expect(run.life('r')).toMatchObject({ round: 2 });
    expect(run.active).toEqual(['m']);
  });

  test('without `every`, a round in which nothing happened waits for the next entry', () => {
    const run = new Script(
      [{ id: 'r', repeat: 'R', until: 'facts.dry', steps: [{ id: 'm', do: 'M', when: 'facts.wet' }] }, ...steps('z')],
      { wet: false },
    );
    expect(run.life('r')).toMatchObject({ round: 1, resting: true });
    run.note();
    expect(run.life('r')).toMatchObject({ round: 2, resting: true });
    run.fact('dry', true);
    expect(run.active).toEqual(['z']);
  });

  test('what rang in one round does not ring again in the next', () => {
    const run = new Script([
      { id: 'r', repeat: 'R', every: '30m', overdue: '10m', 'at-most': '2h', times: 9, steps: steps('m') },
    ]);
    const wanted = (): string[] => wantedTimers(run.chart, run.state).map(({ timer }) => timer);
    expect(wanted()).toEqual(['at-most', 'overdue']);
    run.timer('r', 'overdue');
    run.done('m');
    run.now = 40;
    run.timer('r', 'round', 1);
    expect(run.life('r')).toMatchObject({ round: 2, elapsed: ['overdue'] });
    run.done('m');
    expect(wanted()).toEqual(['at-most', 'round']);
  });

  test('`times` and `at-most` are its limits', () => {
    const run = new Script([
      { id: 'r', repeat: 'R', times: 2, steps: steps('m') },
      { id: 's', repeat: 'S', until: 'facts.dry', 'at-most': '1h', steps: steps('n') },
      ...steps('z'),
    ]);
    run.done('m');
    run.done('m');
    expect(run.active).toEqual(['n']);
    run.timer('s', 'at-most');
    expect(run.active).toEqual(['n']);
    run.done('n');
    expect(run.life('s')).toMatchObject({ state: 'done', timedOut: true });
    expect(run.active).toEqual(['z']);
  });

  test('`until: asked` ends when somebody says that it is enough', () => {
    const run = new Script([{ id: 'r', repeat: 'R', every: '30m', until: 'asked', steps: steps('m') }, ...steps('z')]);
    run.done('m');
    expect(run.active).toEqual(['r']);
    run.done('r');
    expect(run.active).toEqual(['z']);
  });
});

describe('semantics 9: wait', () => {
  test('ends when its time has come', () => {
    const run = new Script([{ id: 'w', wait: 'W', for: '15m' }, ...steps('z')]);
    expect(wantedTimers(run.chart, run.state)).toMatchObject([
      { timer: 'wait', step: 'w', due: expect.stringContaining('02:15:00') as string },
    ]);
    run.timer('w', 'wait');
    expect(run.life('w')).toMatchObject({ state: 'done' });
    expect(run.active).toEqual(['z']);
  });

  test('`for` and `until` must both hold', () => {
    const run = new Script([{ id: 'w', wait: 'W', for: '15m', until: 'facts.dry' }, ...steps('z')]);
    run.timer('w', 'wait');
    expect(run.active).toEqual(['w']);
    run.fact('dry', true);
    expect(run.active).toEqual(['z']);
  });

  test('`at-most` finishes it as done, marked timed out', () => {
    const run = new Script([{ id: 'w', wait: 'W', until: 'facts.dry', 'at-most': '1h' }, ...steps('z')]);
    run.timer('w', 'at-most');
    expect(run.life('w')).toMatchObject({ state: 'done', timedOut: true });
    expect(run.active).toEqual(['z']);
  });
});

describe('semantics 10: approval', () => {
  const flow: Step[] = [{ id: 'a', do: 'A', approval: { by: 'lead', within: '5m', else: 'go-on' } }, ...steps('z')];
  const finished = (): Script => {
    const run = new Script(flow);
    run.done('a', { id: 'done-1', who: 'Karen' });
    return run;
  };

  test('names the completion that it approves and is given by a different person', () => {
    const run = finished();
    expect(run.life('a')).toMatchObject({ state: 'awaiting', awaiting: { entry: 'done-1', by: 'Karen' } });
    expect(run.active).toEqual(['a']);
    expect(run.act('approval.given', { of: 'done-0' }, { step: 'a', who: 'Bo' })).toMatchObject({
      code: 'nothing-awaiting',
    });
    expect(run.act('approval.given', { of: 'done-1' }, { step: 'a', who: 'Karen' })).toMatchObject({
      code: 'same-person',
    });
    expect(run.done('a', { who: 'Bo' })).toMatchObject({ code: 'already-settled', entry: 'done-1' });
    run.act('approval.given', { of: 'done-1' }, { step: 'a', who: 'Bo' });
    expect(run.life('a')).toMatchObject({ state: 'done', by: 'Karen', entry: 'done-1' });
    expect(run.active).toEqual(['z']);
  });

  test('can be refused: the step is active again, with the reason', () => {
    const run = finished();
    run.act('approval.refused', { of: 'done-1' }, { step: 'a', who: 'Bo', id: 'no' });
    expect(run.life('a')).toMatchObject({ state: 'active', refused: 'no' });
    expect(run.active).toEqual(['a']);
  });

  test('the step was finished when it was, not when that was approved', () => {
    const run = finished();
    const { at } = run.last;
    run.act('approval.given', { of: 'done-1' }, { step: 'a', who: 'Bo' });
    expect(run.life('a').at).toBe(at);
  });

  test('done ahead of its turn, it waits for it still when the flow comes there', () => {
    const run = new Script([...steps('a'), { id: 'b', do: 'B', approval: { by: 'lead' } }, ...steps('c')]);
    run.done('b');
    const { awaiting } = run.life('b');
    run.done('a');
    expect(run.active).toEqual(['b']);
    expect(run.life('b')).toMatchObject({ state: 'awaiting', awaiting });
    run.act('approval.given', { of: awaiting?.entry ?? '' }, { step: 'b', who: 'Bo' });
    expect(run.active).toEqual(['c']);
  });

  test('nor is it passed then, where its `when` turned out false', () => {
    const run = new Script([
      ...steps('a'),
      { id: 'b', do: 'B', when: 'facts.wet', approval: { by: 'lead' } },
      ...steps('c'),
    ]);
    run.done('b', { id: 'done-1' });
    run.fact('wet', false);
    run.done('a');
    expect(run.life('b')).toMatchObject({ state: 'awaiting' });
    expect(run.active).toEqual(['b']);
    run.act('approval.given', { of: 'done-1' }, { step: 'b', who: 'Bo' });
    expect(run.is('b')).toBe('done');
    expect(run.active).toEqual(['c']);
  });

  test('going elsewhere does not take back what waits for one', () => {
    const run = finished();
    run.jump('z');
    expect(run.life('a')).toMatchObject({ state: 'awaiting', beside: true });
    run.act('approval.given', { of: 'done-1' }, { step: 'a', who: 'Bo' });
    expect(run.is('a')).toBe('done');
    expect(run.active).toEqual(['z']);
  });

  test('nor does another track that leads out of the parallel', () => {
    const tracks = {
      x: { title: 'X', steps: [{ id: 'x1', do: 'X1', approval: { by: 'lead' } }, ...steps('x2')] },
      y: { title: 'Y', steps: [{ id: 'y1', do: 'Y1', 'go-to': 'z' }] },
    };
    const run = new Script([{ id: 'p', parallel: 'P', tracks }, ...steps('z')]);
    run.done('x1', { id: 'done-1' });
    run.done('y1');
    expect(run.life('x1')).toMatchObject({ state: 'awaiting', beside: true });
    run.act('approval.given', { of: 'done-1' }, { step: 'x1', who: 'Bo' });
    expect(run.is('x1')).toBe('done');
    expect(run.active).toEqual(['z']);
  });

  test('without `else: go-on` it is waited for as long as it takes', () => {
    const run = new Script([{ id: 'a', do: 'A', approval: { by: 'lead', within: '5m', else: 'wait' } }]);
    run.done('a');
    expect(wantedTimers(run.chart, run.state)).toEqual([]);
  });

  test('of a decision, refused: nothing is chosen', () => {
    const options = { x: { title: 'X', steps: steps('x1') }, y: { title: 'Y' } };
    const run = new Script([{ id: 'q', decide: 'Q', approval: { by: 'lead' }, options }]);
    run.choose('q', 'x', { id: 'choice' });
    run.act('approval.refused', { of: 'choice' }, { step: 'q', who: 'Bo' });
    expect(run.life('q')).toMatchObject({ state: 'active' });
    expect(run.life('q')).not.toHaveProperty('chose');
  });

  test('of a decision, refused: people decide it now, and neither its default nor it by itself makes the choice again', () => {
    const options = { x: { title: 'X', 'suggest-when': 'facts.wet' }, y: { title: 'Y' } };
    const default_ = { choose: 'x', after: '5m' };
    const run = new Script(
      [{ id: 'q', decide: 'Q', auto: true, default: default_, approval: { by: 'lead' }, options }],
      {
        wet: true,
      },
    );
    run.choose('q', 'x', { id: 'choice' });
    run.act('approval.refused', { of: 'choice' }, { step: 'q', who: 'Bo' });
    expect(run.active).toEqual(['q']);
    expect(wantedTimers(run.chart, run.state)).toEqual([]);
    expect(wantedChoices(run.chart, run.state, () => run.around())).toEqual([]);
  });

  test('can be gone without, which is a deviation', () => {
    const run = finished();
    const act = { type: 'approval.gone-without', data: { of: 'done-1' }, step: 'a' } as const;
    expect(deviationsOf(run.chart, run.state, act, run.around())).toEqual(['without-approval']);
    run.act('approval.gone-without', { of: 'done-1' }, { step: 'a' });
    expect(run.active).toEqual(['z']);
  });

  test('nobody approved in time and `else: go-on`: a timer is wanted and the plan goes on', () => {
    const run = finished();
    expect(wantedTimers(run.chart, run.state)).toMatchObject([{ timer: 'approval', step: 'a' }]);
    run.timer('a', 'approval');
    expect(run.active).toEqual(['z']);
  });

  test('of a decision: the option is walked when it is approved', () => {
    const run = new Script([
      {
        id: 'q',
        decide: 'Q',
        approval: { by: 'lead' },
        options: { x: { title: 'X', steps: steps('x1') }, y: { title: 'Y' } },
      },
    ]);
    run.choose('q', 'x', { id: 'choice' });
    expect(run.life('q')).toMatchObject({ state: 'awaiting', chose: 'x' });
    run.act('approval.given', { of: 'choice' }, { step: 'q', who: 'Bo' });
    expect(run.active).toEqual(['x1']);
  });
});

describe('semantics 11: an added step', () => {
  test('follows its anchor, which is left only when the added one is settled', () => {
    const run = new Script(steps('a', 'b'));
    run.add('extra', 'a');
    expect(run.active).toEqual(['a']);
    run.done('a');
    expect(run.active).toEqual(['extra']);
    expect(plannedStep(run.chart, run.state, 'extra')).toMatchObject({
      added: true,
      anchor: 'a',
      title: 'extra',
      verb: 'do',
    });
    run.done('extra');
    expect(run.active).toEqual(['b']);
  });

  test('one after the other', () => {
    const run = new Script(steps('a', 'b'));
    run.add('one', 'a');
    run.add('two', 'one');
    run.done('a');
    run.done('one');
    expect(run.active).toEqual(['two']);
    run.skip('two');
    expect(run.active).toEqual(['b']);
  });

  test('if the anchor has passed, it stands open beside the flow', () => {
    const run = new Script(steps('a', 'b'));
    run.done('a');
    run.add('extra', 'a');
    expect(run.life('extra')).toMatchObject({ state: 'active', beside: true });
    expect(run.active).toEqual(['extra', 'b']);
    run.done('b');
    expect(run.ended).toBeDefined();
    expect(run.is('extra')).toBe('left-open');
  });

  test('so it does after an added one that is settled, and after the end', () => {
    const run = new Script([...steps('a'), { id: 'e', end: 'E' }, ...steps('z')]);
    run.add('one', 'a');
    run.done('a');
    run.done('one');
    run.add('two', 'one');
    expect(run.life('two')).toMatchObject({ state: 'active', beside: true });
    run.done('e');
    run.add('three', 'z');
    expect(run.life('three')).toMatchObject({ state: 'active', beside: true });
  });

  test('one that was left open at the end holds up nothing that follows it when the run goes on', () => {
    const run = new Script(steps('a', 'b'));
    run.done('a');
    run.add('one', 'a');
    run.add('two', 'one');
    run.done('b');
    expect(run.ended).toBeDefined();
    expect([run.is('one'), run.is('two')]).toEqual(['left-open', 'waiting']);
    run.jump('a');
    run.done('a');
    expect(run.active).toEqual(['two']);
    run.done('two');
    expect(run.active).toEqual(['b']);
    run.done('b');
    expect(run.ended).toBeDefined();
  });

  test('if its anchor is done where the flow has gone over it, it stands open beside the flow', () => {
    const run = new Script(steps('a', 'b', 'c'));
    run.add('extra', 'b');
    run.jump('c');
    expect(run.is('extra')).toBe('waiting');
    run.done('b');
    run.add('more', 'b');
    for (const id of ['extra', 'more']) expect(run.life(id)).toMatchObject({ state: 'active', beside: true });
    expect(run.active).toEqual(['extra', 'more', 'c']);
  });

  test('so it does where a go-to led out of the decision that it follows', () => {
    const options = { x: { title: 'X', steps: [{ id: 'x1', do: 'X1', 'go-to': 'z' }, ...steps('x2')] } };
    const run = new Script([{ id: 'q', decide: 'Q', options }, ...steps('y', 'z')]);
    run.add('extra', 'q');
    run.choose('q', 'x');
    expect(run.active).toEqual(['x1']);
    run.done('x1');
    expect(run.life('extra')).toMatchObject({ state: 'active', beside: true });
    expect(run.active).toEqual(['extra', 'z']);
  });

  test('and in a track that nobody went into, but not while the flow may still come there', () => {
    const tracks = { u: { title: 'U', steps: steps('u1') }, v: { title: 'V', steps: steps('v1', 'v2') } };
    const flow: Step[] = [...steps('a'), { id: 'p', parallel: 'P', tracks }, ...steps('z')];
    const run = new Script(flow);
    run.add('extra', 'v1');
    run.done('v1');
    expect(run.active).toEqual(['a']);
    run.jump('u1');
    expect(run.life('extra')).toMatchObject({ state: 'active', beside: true });
    const gone = new Script(flow);
    gone.jump('v2');
    gone.add('extra', 'v1');
    gone.done('v2');
    expect(gone.active).toEqual(['z']);
    gone.done('v1');
    expect(gone.active).toEqual(['extra', 'z']);
    const duty = new Script(bundleOf(runbook(steps('a'), { afterwards: steps('report') })));
    duty.add('extra', 'report');
    duty.done('report');
    expect(duty.active).toEqual(['a']);
    duty.done('a');
    expect(duty.active).toEqual(['extra']);
    expect(duty.life('extra')).not.toHaveProperty('beside');
  });

  test('and in the pause of a round in which its anchor was gone over', () => {
    const run = new Script([{ id: 'r', repeat: 'R', every: '1h', until: 'asked', steps: steps('a', 'b', 'c') }]);
    run.add('extra', 'b');
    run.jump('c');
    run.done('c');
    run.done('b');
    expect(run.life('extra')).toMatchObject({ state: 'active', beside: true });
  });

  test('it follows one that stands alone as well, and stays open where a followed runbook ends', () => {
    const other = runbook([...steps('k'), { id: 'over', end: 'Over' }], { id: 'other' });
    const run = new Script(bundleOf(runbook([{ id: 'f', follow: 'other' }, ...steps('z')]), other));
    run.add('one');
    run.add('two', 'one');
    run.done('one');
    expect(run.active).toEqual(['f/k', 'two']);
    run.done('f/k');
    run.done('f/over');
    expect(run.active).toEqual(['z', 'two']);
  });

  test('behind one that is done early it waits for the flow', () => {
    const run = new Script(steps('a', 'b'));
    run.add('one', 'a');
    run.add('two', 'one');
    run.done('one');
    run.add('three', 'one');
    expect(run.active).toEqual(['a']);
    run.done('a');
    expect(run.active).toEqual(['two', 'three']);
    expect(run.life('two')).not.toHaveProperty('beside');
  });

  test('after the end it stands open where its anchor is done then; what never came is no work any more', () => {
    const run = new Script([...steps('a'), { id: 'e', end: 'E' }, ...steps('z')]);
    run.add('late', 'a');
    run.add('never', 'z');
    run.done('z');
    run.jump('e');
    run.done('e');
    expect(run.ended).toBeDefined();
    run.act('evidence.attached', { name: 'photo', sha256: '', bytes: 1 }, { step: 'z' });
    expect(run.active).toEqual([]);
    run.done('a');
    expect(run.active).toEqual(['late']);
  });

  test('a jump to it opens it where it is, and the flow stays', () => {
    const run = new Script(steps('a', 'b'));
    run.add('extra', 'b');
    run.jump('extra');
    expect(run.active).toEqual(['a', 'extra']);
    expect(run.jump('extra')).toMatchObject({ code: 'already-so' });
    run.done('extra');
    run.jump('extra');
    expect(run.life('extra')).toMatchObject({ state: 'active', beside: true, turn: 1 });
    run.done('a');
    run.done('b');
    expect(run.ended).toBeUndefined();
    expect(run.active).toEqual(['extra']);
  });

  test('it is done by the role that is named, and stands where its anchor stands', () => {
    const other = runbook([{ id: 'q', decide: 'Q', options: { u: { title: 'U', steps: steps('u1') } } }], {
      id: 'other',
    });
    const run = new Script(bundleOf(runbook([{ id: 'f', follow: 'other' }]), other));
    run.act('step.added', { after: 'f/u1', role: 'site' }, { step: 'extra', words: 'Look again' });
    run.add('second', 'extra');
    expect(plannedStep(run.chart, run.state, 'extra')).toMatchObject({
      title: 'Look again',
      role: 'site',
      prefix: 'f/',
      parent: 'f/q',
      branch: 'u',
      level: 2,
      anchor: 'f/u1',
    });
    expect(plannedStep(run.chart, run.state, 'second')).toMatchObject({ prefix: 'f/', parent: 'f/q', level: 2 });
    expect(plannedStep(run.chart, run.state, 'second')).not.toHaveProperty('role');
  });

  test('an id that is there, and an anchor that is not, are refused', () => {
    const run = new Script(steps('a', 'b'));
    expect(run.add('b', 'a')).toMatchObject({ code: 'already-so' });
    expect(run.add('extra', 'aa')).toMatchObject({ code: 'no-such-step', hint: 'Did you mean "a"?' });
  });
});

describe('semantics 12: checklist and evidence do not block', () => {
  test('finishing without them is a deviation', () => {
    const run = new Script([{ id: 'a', do: 'A', checklist: ['one'], each: 'org.halls', 'needs-evidence': true }]);
    const act = { type: 'step.done', data: {}, step: 'a' } as const;
    const planned = plannedStep(run.chart, run.state, 'a');
    expect(planned && itemsOf(planned, worldFor(run.chart, run.state, run.around()))).toEqual([
      'one',
      'north',
      'south',
    ]);
    expect(deviationsOf(run.chart, run.state, act, run.around())).toEqual(['checklist-open', 'evidence-missing']);
    for (const item of [1, 2, 3]) run.act('item.ticked', { item, ticked: true }, { step: 'a' });
    run.act('evidence.attached', { name: 'photo', sha256: '', bytes: 1 }, { step: 'a' });
    expect(deviationsOf(run.chart, run.state, act, run.around())).toEqual([]);
    expect(run.act('item.ticked', { item: 1, ticked: true }, { step: 'a' })).toMatchObject({ code: 'already-so' });
    run.act('item.ticked', { item: 1, ticked: false }, { step: 'a' });
    expect(run.life('a').ticks).toEqual([2, 3]);
    expect(run.done('a')).toBeUndefined();
  });
});

describe('semantics 13: decide', () => {
  const options = { x: { title: 'X', 'suggest-when': 'facts.wet' }, y: { title: 'Y' } };

  test('is put to a person', () => {
    const run = new Script([{ id: 'q', decide: 'Q', options }, ...steps('z')], { wet: true });
    expect(wantedChoices(run.chart, run.state, () => run.around())).toEqual([]);
    expect(run.active).toEqual(['q']);
    expect(run.done('q')).toMatchObject({ code: 'wrong-verb' });
    expect(run.choose('q', 'xx')).toMatchObject({ code: 'not-an-option', hint: 'Did you mean "x"?' });
    expect(
      deviationsOf(run.chart, run.state, { type: 'choice.made', data: { option: 'y' }, step: 'q' }, run.around()),
    ).toEqual(['not-suggested']);
  });

  test('with `auto: true` the first option whose `suggest-when` is definitely true is wanted', () => {
    const run = new Script([{ id: 'q', decide: 'Q', auto: true, options }, ...steps('z')]);
    expect(wantedChoices(run.chart, run.state, () => run.around())).toEqual([]);
    run.fact('wet', true);
    expect(wantedChoices(run.chart, run.state, () => run.around())).toEqual([{ step: 'q', turn: 1, option: 'x' }]);
  });

  test('its own question comes first: until that is answered it does not take itself', () => {
    const run = new Script([{ id: 'q', decide: 'Q', when: 'facts.open', auto: true, options }], { wet: true });
    expect(wantedChoices(run.chart, run.state, () => run.around())).toEqual([]);
    run.fact('open', true);
    expect(wantedChoices(run.chart, run.state, () => run.around())).toMatchObject([{ option: 'x' }]);
  });

  test('a default is taken only where the decision stands open', () => {
    const run = new Script([...steps('a'), { id: 'q', decide: 'Q', default: { choose: 'y', after: '5m' }, options }]);
    expect(run.act('default.taken', { option: 'y' }, { step: 'q' })).toMatchObject({ code: 'not-active' });
  });

  test('a default that is taken counts as the choice; one that fell due unseen is wanted no more', () => {
    const run = new Script([{ id: 'q', decide: 'Q', default: { choose: 'y', after: '5m' }, options }, ...steps('z')]);
    expect(wantedTimers(run.chart, run.state)).toMatchObject([{ timer: 'default', step: 'q', option: 'y' }]);
    run.timer('q', 'default');
    expect(wantedTimers(run.chart, run.state)).toEqual([]);
    run.act('default.taken', { option: 'y' }, { step: 'q' });
    expect(run.life('q')).toMatchObject({ state: 'done', chose: 'y' });
    expect(run.active).toEqual(['z']);
  });
});

describe('semantics 14: a condition is true, false or unknown', () => {
  test('only a definite false passes a step; evaluating never throws', () => {
    const run = new Script([{ id: 'a', do: 'A', when: 'facts.nothing > ' }, ...steps('b')]);
    expect(run.active).toEqual(['a']);
  });

  test('an unknown `until` is "not yet"', () => {
    const run = new Script([{ id: 'w', wait: 'W', until: 'facts.depth == 0' }]);
    run.note();
    expect(run.active).toEqual(['w']);
    run.fact('depth', 0);
    expect(run.is('w')).toBe('done');
  });

  test('inside a followed runbook `steps` are those of that runbook', () => {
    const other = runbook([...steps('a'), { id: 'b', do: 'B', when: "steps['a'].state == 'done'" }], { id: 'other' });
    const run = new Script(bundleOf(runbook([...steps('a'), { id: 'f', follow: 'other' }]), other));
    run.done('a');
    run.skip('f/a');
    expect(run.is('f/b')).toBe('passed');
  });
});

describe('semantics 15: two concurrent outcomes', () => {
  test('"done" beats "skipped" in either order, and the flow does not move again', () => {
    const first = new Script(steps('a', 'b'));
    first.done('a', { turn: 1 });
    expect(first.skip('a', { turn: 1 })).toMatchObject({ code: 'already-settled' });
    const second = new Script(steps('a', 'b'));
    second.skip('a', { turn: 1 });
    expect(second.done('a', { turn: 1 })).toBeUndefined();
    for (const run of [first, second]) {
      expect(run.is('a')).toBe('done');
      expect(run.active).toEqual(['b']);
    }
  });

  test('a second completion is refused and told who did it and when', () => {
    const run = new Script(steps('a', 'b'));
    run.done('a', { id: 'first', who: 'Bo', at: minute(3) });
    const refused = run.done('a', { who: 'Karen' });
    expect(refused).toMatchObject({ code: 'already-settled', entry: 'first' });
    expect(refused?.message).toContain(`done by Bo at ${sayTime(minute(3))}`);
  });

  test('of two choices the first moves the flow', () => {
    const run = new Script([
      { id: 'q', decide: 'Q', options: { x: { title: 'X', steps: steps('x1') }, y: { title: 'Y' } } },
      ...steps('z'),
    ]);
    run.choose('q', 'x', { turn: 1, who: 'Bo', id: 'first' });
    expect(run.choose('q', 'y', { turn: 1, who: 'Karen' })).toMatchObject({ code: 'already-settled', entry: 'first' });
    expect(run.active).toEqual(['x1']);
  });
});

describe('what is open in a container that a person settles as a whole is left open', () => {
  test.each<[string, Step]>([
    ['r', { id: 'r', repeat: 'R', until: 'asked', steps: steps('a', 'b') }],
    ['p', { id: 'p', parallel: 'P', tracks: { x: { title: 'X', steps: steps('a', 'b') } } }],
  ])('%s', (whole, step) => {
    for (const settle of ['done', 'skip', 'fail'] as const) {
      const run = new Script([step, ...steps('z')]);
      run[settle](whole);
      expect([run.is('a'), run.is('b')]).toEqual(['left-open', 'waiting']);
      expect(run.active).toEqual(['z']);
    }
  });

  test('a followed runbook, and what waits in it for its approval', () => {
    const other = runbook([{ id: 'k', do: 'K', approval: { by: 'lead' } }], { id: 'other' });
    const run = new Script(bundleOf(runbook([{ id: 'f', follow: 'other' }, ...steps('z')]), other));
    run.done('f/k');
    run.skip('f');
    expect(run.is('f/k')).toBe('left-open');
    expect(run.active).toEqual(['z']);
  });

  test('but a jump out of it leaves it waiting', () => {
    const run = new Script([{ id: 'r', repeat: 'R', until: 'asked', steps: steps('a', 'b') }, ...steps('z')]);
    run.jump('z');
    expect([run.is('r'), run.is('a')]).toEqual(['waiting', 'waiting']);
  });
});

describe('semantics 16: join', () => {
  const tracks = {
    x: { title: 'X', steps: steps('x1') },
    y: { title: 'Y', steps: [...steps('y1'), { id: 'y2', do: 'Y2', 'go-to': 'a' }] },
  };
  const flow: Step[] = [...steps('a'), { id: 'p', parallel: 'P', join: ['x'], tracks }, ...steps('m', 'n')];

  test('a parallel at the beginning of a track, however deep, begins with it', () => {
    const inside = (id: string, list: Step[]): Step[] => [
      {
        id,
        parallel: id,
        tracks: { one: { title: 'One', steps: list }, two: { title: 'Two', steps: steps(`${id}-two`) } },
      },
    ];
    const run = new Script([...steps('a'), ...inside('p', inside('q', inside('r', steps('deep'))))]);
    run.done('a');
    expect(run.active).toEqual(['deep', 'r-two', 'q-two', 'p-two']);
  });

  test('the list goes on when the joined tracks are done; the others stay active beside it', () => {
    const run = new Script(flow);
    run.done('a');
    run.done('x1');
    expect(run.is('p')).toBe('done');
    expect(run.active).toEqual(['y1', 'm']);
    run.done('y1');
    expect(run.active).toEqual(['y2', 'm']);
    run.done('m');
    expect(run.active).toEqual(['y2', 'n']);
  });

  test('until they finish: a go-to out of such a track has nothing to lead away any more', () => {
    const run = new Script(flow);
    run.done('a');
    run.done('x1');
    run.done('y1');
    run.done('y2');
    expect(run.active).toEqual(['m']);
    expect(run.life('a').turn).toBe(1);
  });

  test('and such a track ends there: what is written behind the go-to is for those who stay', () => {
    const run = new Script([
      {
        id: 'p',
        parallel: 'P',
        join: ['x'],
        tracks: {
          x: { title: 'X', steps: steps('x1') },
          y: {
            title: 'Y',
            steps: [
              {
                id: 'q',
                decide: 'Q',
                options: { u: { title: 'U', steps: [{ id: 'u1', do: 'U', 'go-to': 'z' }, ...steps('u2')] } },
              },
              ...steps('y2'),
            ],
          },
        },
      },
      ...steps('b', 'z'),
    ]);
    run.done('x1');
    run.choose('q', 'u');
    expect(run.active).toEqual(['u1', 'b']);
    run.done('u1');
    expect(run.active).toEqual(['b']);
    expect(['u2', 'y2'].map((id) => run.is(id))).toEqual(['waiting', 'waiting']);
    run.done('b');
    run.done('z');
    expect(run.ended).toBeDefined();
  });

  test('or the runbook ends: then they are left open', () => {
    const run = new Script(flow);
    for (const step of ['a', 'x1', 'm', 'n']) run.done(step);
    expect(run.ended).toBeDefined();
    expect(run.is('y1')).toBe('left-open');
  });

  describe('in a repeat', () => {
    const alone = { x: { title: 'X', steps: steps('x1') }, y: { title: 'Y', steps: steps('y1', 'y2') } };
    const round = [{ id: 'p', parallel: 'P', join: ['x'], tracks: alone }, ...steps('z')];
    const begun = (): Script => {
      const run = new Script([{ id: 'r', repeat: 'R', until: 'facts.over', steps: round }, ...steps('m')], {
        over: false,
      });
      run.done('x1');
      return run;
    };

    test('they stay active beside what comes after it', () => {
      const run = begun();
      run.fact('over', true);
      run.done('z');
      expect(run.is('r')).toBe('done');
      expect(run.active).toEqual(['y1', 'm']);
      run.done('y1');
      expect(run.active).toEqual(['y2', 'm']);
      run.done('y2');
      run.done('m');
      expect(run.ended).toBeDefined();
    });

    test('each round has tracks of its own', () => {
      const run = begun();
      run.done('y1');
      run.done('z');
      expect(run.active).toEqual(['x1', 'y1']);
    });

    test('a person who settles the whole of it leaves them open', () => {
      const run = begun();
      run.skip('r');
      expect(run.active).toEqual(['m']);
      expect(run.is('y1')).toBe('left-open');
    });
  });

  test('jumped into another track alone, that one is waited for', () => {
    const alone = { ...tracks, y: { title: 'Y', steps: steps('y1') } };
    const run = new Script([...steps('a'), { id: 'p', parallel: 'P', join: ['x'], tracks: alone }, ...steps('m')]);
    run.jump('y1');
    expect(run.active).toEqual(['y1']);
    run.done('y1');
    expect(run.active).toEqual(['m']);
  });

  test('without `join` all are waited for', () => {
    const run = new Script([
      {
        id: 'p',
        parallel: 'P',
        tracks: { x: { title: 'X', steps: steps('x1') }, y: { title: 'Y', steps: steps('y1') } },
      },
      ...steps('z'),
    ]);
    expect(openContainers(run.chart, run.state).map(({ id }) => id)).toEqual(['p']);
    run.done('y1');
    expect(run.active).toEqual(['x1']);
    run.done('x1');
    expect(run.active).toEqual(['z']);
  });
});

describe('semantics 17: after, and an unknown `when`', () => {
  test('`after` holds a step in waiting until that step is in any settled state', () => {
    const tracks = {
      x: { title: 'X', steps: steps('x1') },
      y: { title: 'Y', steps: [{ id: 'y1', do: 'Y1', after: 'x1' }] },
    };
    const run = new Script([{ id: 'p', parallel: 'P', tracks }]);
    expect(run.active).toEqual(['x1']);
    expect(run.is('y1')).toBe('waiting');
    run.skip('x1');
    expect(run.active).toEqual(['y1']);
  });

  test('an unknown `when` puts the step forward with its question', () => {
    const run = new Script([{ id: 'a', do: 'A', when: 'facts.wet' }, ...steps('b')]);
    expect(run.life('a')).toMatchObject({ state: 'active', asks: ['wet'] });
    run.fact('wet', true);
    expect(run.life('a').asks).toBeUndefined();
    expect(run.active).toEqual(['a']);
  });

  test('answered false while nothing was done on it, it is passed', () => {
    const run = new Script([{ id: 'a', do: 'A', when: 'facts.wet' }, ...steps('b')]);
    run.fact('wet', false);
    expect(run.is('a')).toBe('passed');
    expect(run.active).toEqual(['b']);
  });

  test('but not once somebody has worked on it', () => {
    const run = new Script([{ id: 'a', do: 'A', when: 'facts.wet', checklist: ['one'] }, ...steps('b')]);
    run.act('item.ticked', { item: 1, ticked: true }, { step: 'a' });
    run.fact('wet', false);
    expect(run.active).toEqual(['a']);
  });

  test('what was done behind it is no work on it', () => {
    const run = new Script([{ id: 'a', do: 'A', when: 'facts.wet' }, ...steps('b', 'c')]);
    run.done('b');
    run.fact('wet', false);
    expect(run.is('a')).toBe('passed');
    expect(run.active).toEqual(['c']);
  });

  test('nor while its completion waits for an approval, nor once its command ran', () => {
    const run = new Script([{ id: 'a', do: 'A', when: 'facts.wet', approval: { by: 'lead' } }]);
    run.done('a');
    run.fact('wet', false);
    expect(run.is('a')).toBe('awaiting');
    const other = new Script([{ id: 'c', run: 'C', when: 'facts.wet', command: ['x'], timeout: '1m' }]);
    other.act('command.started', { command: ['x'], attempt: 1 }, { step: 'c', id: 'start' });
    other.act('command.finished', { started: 'start', ok: false }, { step: 'c' });
    other.fact('wet', false);
    expect(other.active).toEqual(['c']);
  });

  test('nor once a step in it is done, waits for its approval, or was tried', () => {
    const within = (inside: Step): Script =>
      new Script([
        { id: 'c', repeat: 'R', when: 'facts.wet', until: 'asked', steps: [inside, ...steps('m')] },
        ...steps('b'),
      ]);
    const done = within({ id: 'k', do: 'K' });
    done.done('k');
    done.fact('wet', false);
    expect(done.active).toEqual(['m']);
    const approved = within({ id: 'k', do: 'K', approval: { by: 'lead' } });
    approved.done('k');
    approved.fact('wet', false);
    expect(approved.is('k')).toBe('awaiting');
    expect(approved.is('c')).toBe('active');
    const tried = within({ id: 'k', run: 'K', command: ['x'], timeout: '1m' });
    tried.act('command.started', { command: ['x'], attempt: 1 }, { step: 'k', id: 'start' });
    tried.fact('wet', false);
    expect(tried.active).toEqual(['k']);
  });

  test('one that was put forward because it held stays, also where it holds no more', () => {
    const run = new Script([{ id: 'a', do: 'A', when: 'facts.wet' }, ...steps('b')], { wet: true });
    run.fact('wet', false);
    run.reopen('a');
    expect(run.active).toEqual(['a']);
    run.fail('b');
    expect(run.active).toEqual(['a']);
  });

  test('a wait that nothing ends is ended by a person alone', () => {
    const run = new Script([{ id: 'w', wait: 'W' }, ...steps('b')]);
    run.fact('wet', true);
    expect(run.active).toEqual(['w']);
    run.done('w');
    expect(run.active).toEqual(['b']);
  });

  test('what was passed is not skipped as well', () => {
    const run = new Script([{ id: 'a', do: 'A', when: 'facts.wet' }, ...steps('b')], { wet: false });
    expect(run.skip('a')).toMatchObject({ code: 'already-settled' });
  });

  test('the same of a parallel, a repeat and a followed runbook, while nothing in them was done', () => {
    const other = runbook(steps('k'), { id: 'other' });
    const containers: Step[] = [
      {
        id: 'c',
        parallel: 'P',
        when: 'facts.wet',
        tracks: { x: { title: 'X', steps: steps('k') }, y: { title: 'Y', steps: steps('y1') } },
      },
      { id: 'c', repeat: 'R', when: 'facts.wet', times: 2, steps: steps('k') },
      { id: 'c', follow: 'other', when: 'facts.wet' },
    ];
    for (const container of containers) {
      const run = new Script(bundleOf(runbook([container, ...steps('b')]), other));
      const inside = run.active[0] ?? '';
      run.fact('wet', false);
      expect(run.is('c')).toBe('passed');
      expect(run.is(inside)).toBe('waiting');
      expect(run.active).toEqual(['b']);

      const worked = new Script(bundleOf(runbook([container, ...steps('b')]), other));
      worked.act('evidence.attached', { name: 'photo', sha256: '', bytes: 1 }, { step: inside });
      worked.fact('wet', false);
      expect(worked.active).toContain(inside);
    }
  });
});

describe('how an act leaves the plan', () => {
  const other: Step = { id: 'r', repeat: 'R', until: 'asked', steps: steps('m') };
  const kinds = (run: Script, act: Parameters<typeof deviationsOf>[2]): readonly string[] =>
    deviationsOf(run.chart, run.state, act, run.around());

  test('a wait that is cut short is ahead of its turn; one whose time has come is not', () => {
    const run = new Script([{ id: 'w', wait: 'W', for: '15m', until: 'facts.dry' }]);
    expect(kinds(run, { type: 'step.done', data: {}, step: 'w' })).toEqual(['ahead-of-turn']);
    run.timer('w', 'wait');
    expect(kinds(run, { type: 'step.done', data: {}, step: 'w' })).toEqual(['ahead-of-turn']);
    const asked = new Script([{ id: 'w', wait: 'W' }]);
    expect(kinds(asked, { type: 'step.done', data: {}, step: 'w' })).toEqual([]);
  });

  test('finishing the whole of something leaves out what is open in it', () => {
    const run = new Script([other]);
    expect(kinds(run, { type: 'step.done', data: {}, step: 'r' })).toEqual(['skipped']);
  });

  test('choosing otherwise than before changes the choice', () => {
    const run = new Script([{ id: 'q', decide: 'Q', options: { x: { title: 'X' }, y: { title: 'Y' } } }]);
    run.choose('q', 'x');
    run.reopen('q');
    expect(kinds(run, { type: 'choice.made', data: { option: 'y' }, step: 'q' })).toEqual(['changed-choice']);
    expect(kinds(run, { type: 'choice.made', data: { option: 'x' }, step: 'q' })).toEqual([]);
  });

  test('a command that is started before its step is ahead of its turn', () => {
    const run = new Script([...steps('a'), { id: 'c', run: 'C', command: ['x'], timeout: '1m' }]);
    const act = { type: 'command.started', data: { command: ['x'], attempt: 1 }, step: 'c' } as const;
    expect(kinds(run, act)).toEqual(['ahead-of-turn']);
    run.done('a');
    expect(kinds(run, act)).toEqual([]);
  });
});

test('a step that may take so long is overdue after it, once', () => {
  const run = new Script([{ id: 'a', do: 'A', overdue: '10m' }]);
  expect(wantedTimers(run.chart, run.state)).toMatchObject([{ timer: 'overdue', step: 'a', turn: 1 }]);
  run.timer('a', 'overdue');
  expect(wantedTimers(run.chart, run.state)).toEqual([]);
  expect(run.active).toEqual(['a']);
});

describe('semantics 18: an unanswered `record` never blocks', () => {
  test('finishing without an answer is a deviation; "not known yet" is an answer', () => {
    const run = new Script([{ id: 'a', do: 'A', record: ['depth'] }, ...steps('b')]);
    const act = { type: 'step.done', data: {}, step: 'a' } as const;
    expect(deviationsOf(run.chart, run.state, act, run.around())).toEqual(['fact-not-known']);
    run.act('fact.recorded', { fact: 'depth', known: false });
    expect(deviationsOf(run.chart, run.state, act, run.around())).toEqual([]);
    run.act('fact.recorded', { fact: 'depth', known: false, cleared: true });
    expect(deviationsOf(run.chart, run.state, act, run.around())).toEqual(['fact-not-known']);
    expect(run.done('a')).toBeUndefined();
    expect(run.active).toEqual(['b']);
  });
});

describe('semantics 21: a condition reads the services and clocks of the incident', () => {
  test('as data in the event, so that a replay reads what was true then', () => {
    const run = new Script([{ id: 'a', wait: 'A', until: "services['sign-in'].state == 'up'" }, ...steps('b')]);
    const around = run.around.bind(run);
    run.around = () => ({ ...around(), services: { 'sign-in': { state: 'lost', title: 'Sign-in' } } });
    run.act('service.lost', { service: 'sign-in' });
    expect(run.active).toEqual(['a']);
    run.around = () => ({ ...around(), services: { 'sign-in': { state: 'up', title: 'Sign-in' } } });
    run.act('service.restored', { service: 'sign-in' });
    expect(run.active).toEqual(['b']);
  });
});

describe('afterwards: duties that outlive the response', () => {
  const bundle = bundleOf(
    runbook([...steps('a'), { id: 'e', end: 'E' }], {
      afterwards: [
        ...steps('report'),
        { id: 'review', decide: 'Review?', options: { x: { title: 'X', steps: steps('x1') }, y: { title: 'Y' } } },
      ],
    }),
  );

  test('become active when the run has ended, each on its own, and hold nothing open', () => {
    const run = new Script(bundle);
    run.done('a');
    expect(run.active).toEqual(['e']);
    run.done('e');
    expect(run.active).toEqual(['report', 'review']);
    expect(run.ended).toBeDefined();
    run.choose('review', 'x');
    expect(run.active).toEqual(['report', 'x1']);
    run.done('report');
    run.done('x1');
    expect(run.active).toEqual([]);
  });

  test('one that was done early is not asked for again, and one that was jumped to begins early', () => {
    const run = new Script(bundle);
    run.jump('report');
    expect(run.active).toEqual(['a', 'report']);
    run.done('report');
    run.done('a');
    run.done('e');
    expect(run.active).toEqual(['review']);
  });

  test('each at the end of the runbook that it is written in: no sooner, and that of the whole ends what it follows', () => {
    const other = runbook(steps('k'), { id: 'other', afterwards: steps('tell') });
    const beside = runbook(steps('m'), { id: 'beside', afterwards: steps('thank') });
    const flow: Step[] = [
      { id: 'f', follow: 'other' },
      {
        id: 'p',
        parallel: 'P',
        join: ['x'],
        tracks: {
          x: { title: 'X', steps: steps('x1') },
          y: { title: 'Y', steps: [{ id: 'g', follow: 'beside' }] },
          w: { title: 'W', steps: [...steps('w1'), { id: 'h', follow: 'beside' }] },
        },
      },
      { id: 'e', end: 'E' },
    ];
    const run = new Script(bundleOf(runbook(flow, { afterwards: steps('report') }), other, beside));
    run.done('f/k');
    expect(run.active).toEqual(['x1', 'g/m', 'w1', 'f/tell']);
    run.done('x1');
    run.done('e');
    expect(run.is('g/m')).toBe('left-open');
    // What was never come to owes nothing afterwards.
    expect(run.active).toEqual(['report', 'f/tell', 'g/thank']);
  });

  test('those of a followed runbook begin when it has ended, if it was begun', () => {
    const other = runbook(steps('k'), { id: 'other', afterwards: steps('tell') });
    const flow: Step[] = [{ id: 'f', follow: 'other', when: 'facts.wet' }, ...steps('z')];
    const run = new Script(bundleOf(runbook(flow), other), { wet: true });
    run.done('f/k');
    expect(run.active).toEqual(['z', 'f/tell']);
    const dry = new Script(bundleOf(runbook(flow), other), { wet: false });
    dry.done('z');
    expect(dry.ended).toBeDefined();
    expect(dry.active).toEqual([]);
  });
});

describe('semantics 2 and 6: a way out of a parallel stops all that is at work in it', () => {
  test('a track that went straight through leads out before the others begin: they do not begin any more', () => {
    const run = new Script([
      {
        id: 'both',
        parallel: 'Both',
        tracks: {
          x: {
            title: 'X',
            steps: [
              { id: 'first', do: 'First' },
              {
                id: 'inner',
                parallel: 'Inner',
                tracks: {
                  u: { title: 'U', steps: [{ id: 'out', do: 'Out', 'go-to': 'last' }] },
                  v: { title: 'V', steps: [{ id: 'beside', do: 'Beside' }] },
                },
              },
            ],
          },
          y: { title: 'Y', steps: [{ id: 'other', do: 'Other' }] },
        },
      },
      { id: 'between', do: 'Between' },
      { id: 'last', do: 'Last' },
    ]);
    run.done('out');
    run.done('first');
    expect(run.active).toEqual(['last']);
    run.done('last');
    expect([run.ended !== undefined, run.active]).toEqual([true, []]);
  });

  test('also the tracks of a parallel inside another track', () => {
    const run = new Script([
      {
        id: 'both',
        parallel: 'Both',
        tracks: {
          x: { title: 'X', steps: [{ id: 'out', do: 'Out', 'go-to': 'last' }] },
          y: {
            title: 'Y',
            steps: [
              {
                id: 'inner',
                parallel: 'Inner',
                tracks: {
                  u: {
                    title: 'U',
                    steps: [
                      { id: 'one', do: 'One' },
                      { id: 'two', do: 'Two' },
                    ],
                  },
                  v: { title: 'V', steps: [{ id: 'three', do: 'Three' }] },
                },
              },
            ],
          },
        },
      },
      { id: 'last', do: 'Last' },
    ]);
    expect(run.active).toEqual(['out', 'one', 'three']);
    run.done('out');
    expect(run.active).toEqual(['last']);
    run.done('one');
    expect(run.active).toEqual(['last']);
    run.done('last');
    expect([run.ended !== undefined, run.active]).toEqual([true, []]);
  });
});
