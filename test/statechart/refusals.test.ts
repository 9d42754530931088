import { describe, expect, test } from 'vitest';
import { wantedTimers } from '../../src/statechart/index.ts';
import type { Step } from '../../src/runbook/index.ts';
import { minute } from '../support/entries.ts';
import { bundleOf, runbook, Script, steps } from '../support/run-script.ts';

const command: Step = { id: 'pumps', run: 'Ask the pumps', command: ['pumps'], timeout: '1m' };

describe('a command that ends', () => {
  const started = (step: Step): Script => {
    const run = new Script([step, ...steps('low', 'z')]);
    run.act('command.started', { command: ['pumps'], attempt: 1 }, { step: 'pumps', id: 'start' });
    return run;
  };
  const ends = (run: Script, ok: boolean): unknown =>
    run.act('command.finished', { started: 'start', ok }, { step: 'pumps', who: 'Bo' });

  test('settles nothing that somebody has settled while it ran', () => {
    const run = started(command);
    run.done('pumps', { id: 'by-hand', who: 'Karen' });
    expect(ends(run, true)).toBeUndefined();
    expect(run.life('pumps')).toMatchObject({ state: 'done', by: 'Karen', entry: 'by-hand', lastCommand: 'ok' });
    const failing = started({ ...command, 'on-failure': 'go-to z' });
    failing.done('pumps');
    ends(failing, false);
    expect(failing.is('pumps')).toBe('done');
    expect(failing.active).toEqual(['low']);
  });

  test('leaves a completion that waits for its approval as it is', () => {
    const run = started({ ...command, approval: { by: 'lead' } });
    run.done('pumps', { id: 'by-hand', who: 'Karen' });
    ends(run, true);
    expect(run.life('pumps').awaiting).toMatchObject({ entry: 'by-hand', by: 'Karen' });
  });

  test('is started again only where its step is open, and one at a time', () => {
    const begin = (run: Script): unknown =>
      run.act('command.started', { command: ['pumps'], attempt: 2 }, { step: 'pumps' });
    const run = started(command);
    expect(begin(run)).toMatchObject({ code: 'already-so', entry: 'start' });
    ends(run, true);
    expect(begin(run)).toMatchObject({ code: 'already-settled', hint: 'Reopen it to run it again.' });
    const awaited = started({ ...command, approval: { by: 'lead' } });
    ends(awaited, true);
    expect(begin(awaited)).toMatchObject({ hint: 'Approve it, refuse it, or go on without.' });
    expect(run.act('command.started', { command: ['x'], attempt: 1 }, { step: 'low' })).toMatchObject({
      code: 'wrong-verb',
      message: '"low" has no command.',
    });
  });
});

describe('a timer', () => {
  const flow: Step[] = [
    { id: 'w', wait: 'W', for: '5m', overdue: '3m' },
    { id: 'r', repeat: 'R', every: '10m', 'at-most': '2h', until: 'asked', steps: steps('r1') },
  ];

  test('is taken where it runs, once, and in its own round', () => {
    const run = new Script([...flow, ...steps('z')]);
    expect(run.timer('r', 'round')).toMatchObject({ code: 'not-active' });
    expect(run.timer('z', 'wait')).toMatchObject({ code: 'not-active' });
    expect(run.timer('r', 'overdue')).toMatchObject({ code: 'not-active' });
    expect(run.timer('w', 'default')).toMatchObject({ code: 'not-active' });
    expect(run.timer('w', 'approval')).toMatchObject({ code: 'not-active' });
    expect(run.timer('w', 'overdue')).toBeUndefined();
    expect(run.timer('w', 'overdue')).toMatchObject({ code: 'already-so' });
    run.timer('w', 'wait');
    expect(run.timer('w', 'at-most')).toMatchObject({ code: 'not-active' });
    expect(run.timer('r', 'round', 2)).toMatchObject({ code: 'not-active' });
    expect(run.timer('r1', 'at-most')).toMatchObject({ code: 'not-active' });
    expect(run.timer('r', 'at-most')).toBeUndefined();
  });

  test('goes by the calendar where its duration does, and by the holidays of the organisation', () => {
    const bundle = bundleOf(
      runbook([{ id: 'w', wait: 'W', for: '1 working day' }, ...steps('z')], { timezone: 'Europe/Copenhagen' }),
    );
    const due = (holidays: string[]): unknown => {
      const run = new Script({ ...bundle, organisation: { ...bundle.organisation, holidays } });
      return wantedTimers(run.chart, run.state).map((timer) => timer.due.slice(0, 10));
    };
    // A Saturday; the Monday behind it is worked, or is not.
    expect(minute(0).slice(0, 10)).toBe('2026-11-21');
    const [[worked], [free]] = [due([]), due(['2026-11-23'])] as [string[], string[]];
    expect(free! > worked!).toBe(true);
  });

  test('the limit of a repeat is wanted with its pause', () => {
    const run = new Script(flow.slice(1));
    expect(wantedTimers(run.chart, run.state).map(({ timer }) => timer)).toEqual(['at-most']);
    run.done('r1');
    expect(wantedTimers(run.chart, run.state).map(({ timer }) => timer)).toEqual(['at-most', 'round']);
  });
});

describe('why not, in words', () => {
  const question: Step = { id: 'q', decide: 'Q', options: { left: { title: 'L' }, right: { title: 'R' } } };

  test('of a decision: what was chosen by whom, and what there is to choose', () => {
    const run = new Script([question, ...steps('z')]);
    expect(run.choose('q', 'zzzzz')).toMatchObject({ hint: 'Choose one of: left, right.' });
    expect(run.choose('q', 'lef')).toMatchObject({ hint: 'Did you mean "left"?' });
    run.choose('q', 'left', { id: 'choice', who: 'Karen' });
    const again = run.choose('q', 'right');
    expect(again).toMatchObject({ code: 'already-settled', entry: 'choice', hint: 'Reopen it to choose again.' });
    expect(again?.message).toMatch(/^"q" was decided \("left"\) by Karen at \S+/);
  });

  test('of a step that is settled: how, by whom', () => {
    const run = new Script(steps('a', 'b', 'c'));
    run.skip('a', { who: 'Karen' });
    expect(run.skip('a')?.message).toMatch(/^"a" was skipped by Karen at /);
    run.fail('b');
    expect(run.done('b')).toMatchObject({ hint: 'Reopen it first, if it is to be done again.' });
    expect(run.done('b')?.message).toMatch(/^"b" failed by /);
  });

  test('of a checklist: how many items it has', () => {
    const run = new Script([{ id: 'a', do: 'A', checklist: ['one', 'two'] }, ...steps('b')]);
    const tick = (step: string, item: number, ticked = true): unknown =>
      run.act('item.ticked', { item, ticked }, { step });
    expect(tick('a', 3)).toMatchObject({ code: 'no-such-item', hint: 'It has 2.' });
    expect(tick('a', 0)).toMatchObject({ code: 'no-such-item' });
    expect(tick('a', 1.5)).toMatchObject({ code: 'no-such-item' });
    expect(tick('b', 1)).toMatchObject({ hint: 'It has no checklist.' });
    expect(tick('a', 2, false)).toMatchObject({ message: 'Item 2 of "a" is not ticked already.' });
    tick('a', 2);
    tick('a', 1);
    expect(run.life('a').ticks).toEqual([1, 2]);
    expect(tick('a', 2)).toMatchObject({ message: 'Item 2 of "a" is ticked already.' });
  });

  test('of an approval that nobody waits for: what was done meanwhile', () => {
    const run = new Script([{ id: 'a', do: 'A', approval: { by: 'lead' } }, ...steps('z')]);
    run.done('a', { id: 'done-1', who: 'Karen' });
    run.act('approval.given', { of: 'done-1' }, { step: 'a', who: 'Bo' });
    expect(run.act('approval.given', { of: 'done-1' }, { step: 'a', who: 'Lis' })).toMatchObject({
      code: 'nothing-awaiting',
      entry: 'done-1',
    });
  });
});
