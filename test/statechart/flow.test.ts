import { expect, test } from 'vitest';
import { Script, steps } from '../support/run-script.ts';

test('steps run in the order written and the list that runs out ends the run with no outcome', () => {
  const run = new Script(steps('a', 'b', 'c'));
  expect(run.active).toEqual(['a']);
  run.done('a');
  expect(run.active).toEqual(['b']);
  run.done('b');
  run.done('c');
  expect(run.active).toEqual([]);
  expect(run.ended).toEqual({ at: run.last.at });
});

test('everything at once', () => {
  const run = new Script([
    { id: 'q', decide: 'Q', options: { x: { title: 'X', steps: steps('x1', 'x2') }, y: { title: 'Y', 'go-to': 'p' } } },
    { id: 'm', do: 'm' },
    { id: 'p', parallel: 'P', tracks: { t1: { title: 'T1', steps: steps('t1a', 't1b') }, t2: { title: 'T2', steps: steps('t2a') } } },
    { id: 'r', repeat: 'R', times: 2, steps: steps('r1') },
    { id: 'w', wait: 'W', for: '5m' },
    { id: 'e', end: 'E', outcome: 'resolved' },
  ]);
  expect(run.active).toEqual(['q']);
  run.choose('q', 'x');
  expect(run.active).toEqual(['x1']);
  run.done('x1'); run.done('x2');
  expect(run.active).toEqual(['m']);
  run.done('m');
  expect(run.active).toEqual(['t1a', 't2a']);
  run.done('t2a');
  expect(run.active).toEqual(['t1a']);
  run.done('t1a'); run.done('t1b');
  expect(run.is('p')).toBe('done');
  expect(run.active).toEqual(['r1']);
  run.done('r1');
  expect(run.active).toEqual(['r1']);
  expect(run.life('r1').turn).toBe(2);
  run.done('r1');
  expect(run.active).toEqual(['w']);
  run.timer('w', 'wait');
  expect(run.active).toEqual(['e']);
  run.done('e');
  expect(run.ended?.outcome).toBe('resolved');
});
