import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import { figures, metricsCsv, metricsLines, metricsOf, trendLines } from '../../src/report/index.ts';
import type { Metrics } from '../../src/report/index.ts';
import { Desk } from '../support/incident-desk.ts';
import { reviewOf } from '../support/review-of.ts';

const runbook = `holdfast: 1
id: pump
title: Pump
roles:
  lead: { title: Incident lead }
  tech: { title: Technician }
services:
  pumping: { title: Pumping, rto: 30m, mtpd: 2h }
clocks:
  tell: { title: Tell the district, from: declared, within: 1h }
  often: { title: Tell the public, from: declared, every: 30m }
steps:
  - { id: look, do: Look at the pump, expect: 10m, role: tech }
  - { id: cut, do: Cut the power, expect: 5m, role: tech, approval: { by: lead } }
  - id: runs
    decide: Does it run?
    role: lead
    options:
      again: { title: Not yet, go-to: look }
      fine: { title: It runs }
  - { id: tidy, do: Tidy up }
`;

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
  desk.follow(runbook);
});
const numbers = (): Metrics => metricsOf({ incident: desk.incident, entries: () => desk.entries });
const minutes = (count: number): number => count * 60_000;

describe('the numbers of an incident', () => {
  it('say how long each turn of a step took, against what was expected', () => {
    for (const [wait, option] of [
      [4, 'again'],
      [25, 'fine'],
    ] as const) {
      desk.wait(wait);
      desk.act({ act: 'done', step: 'look' });
      desk.act({ act: 'done', step: 'cut' });
      desk.act({ act: 'approve', step: 'cut', answer: 'given' }, { by: { name: 'Sara' } });
      desk.act({ act: 'choose', step: 'runs', option });
    }
    const looked = numbers().steps.filter(({ step }) => step === 'look');
    expect(looked).toMatchObject([
      { turn: 1, expected: minutes(10), actual: minutes(4), state: 'done', role: 'tech' },
      { turn: 2, expected: minutes(10), actual: minutes(25), state: 'done' },
    ]);
    expect(metricsLines(numbers()).join('\n')).toMatch(/Look at the pump \(2\) +25m of 10m +▇{10}│▇{15}/);
    expect(numbers().steps.find(({ step }) => step === 'tidy')).toMatchObject({ actual: null, state: 'active' });
  });

  it('take no step that was left out for one that was quick', () => {
    desk.wait(2);
    desk.act({ act: 'skip', step: 'look' }, { why: 'No time' });
    expect(numbers().steps).toContainEqual(expect.objectContaining({ step: 'look', state: 'skipped' }));
    expect(metricsLines(numbers()).join('\n')).not.toContain('Look at the pump');
  });

  it('have the steps in the order in which they began, also in the night in which the clocks go back', () => {
    desk = new Desk({}, '2026-10-25T02:50:00+02:00');
    desk.follow(runbook);
    desk.wait(20);
    desk.act({ act: 'done', step: 'look' });
    desk.act({ act: 'done', step: 'tidy' }, { why: 'There was time' });
    expect(desk.clock).toBe('2026-10-25T02:10:00+01:00');
    expect(numbers().steps.map(({ step }) => step)).toEqual(['look', 'cut']);
  });

  it('say who was waited for: roles not taken, approvals, decisions', () => {
    desk.act({ act: 'assign', role: 'lead', person: 'Sara' });
    desk.wait(3);
    desk.act({ act: 'ack', role: 'lead' }, { by: { name: 'Sara' } });
    desk.act({ act: 'done', step: 'look' });
    desk.act({ act: 'done', step: 'cut' });
    desk.wait(7);
    desk.act({ act: 'approve', step: 'cut', answer: 'given' }, { by: { name: 'Sara' } });
    desk.wait(2);
    desk.act({ act: 'choose', step: 'runs', option: 'fine' }, { by: { name: 'Sara' } });
    expect(numbers().waited).toEqual([
      { for: 'Incident lead', what: 'approval', times: 1, total: minutes(7) },
      { for: 'Incident lead', what: 'acknowledgement', times: 1, total: minutes(3) },
      { for: 'Incident lead', what: 'decision', times: 1, total: minutes(2) },
    ]);
  });

  it('count the wait for an approval from whatever was completed: a decision, a command that ended well', () => {
    desk = new Desk();
    desk.follow(`holdfast: 1
id: gate
title: Gate
roles:
  lead: { title: Incident lead }
steps:
  - { id: shut, run: Shut the gate, command: [gate, shut], timeout: 30s, approval: { by: lead } }
  - { id: leave, decide: Do we leave?, options: { yes: { title: We do }, no: { title: We stay } }, approval: { by: lead } }
`);
    desk.act({ act: 'command-start', step: 'shut' });
    const started = desk.entries.at(-1)!.id;
    desk.act({ act: 'command-end', step: 'shut', started, exitCode: 0, stdout: '', stderr: '' });
    desk.wait(6);
    desk.act({ act: 'approve', step: 'shut', answer: 'given' }, { by: { name: 'Sara' } });
    desk.act({ act: 'choose', step: 'leave', option: 'yes' });
    desk.wait(3);
    desk.act({ act: 'approve', step: 'leave', answer: 'given' }, { by: { name: 'Sara' } });
    const approvals = numbers().waited.filter(({ what }) => what === 'approval');
    expect(approvals).toEqual([{ for: 'Incident lead', what: 'approval', times: 2, total: minutes(9) }]);
    // Both count among the steps that were done or decided, as whoever reads the review counts them.
    const steps = figures(desk.incident, desk.entries).find(({ name }) => name.startsWith('Steps done'));
    expect(steps?.value).toBe('2, 0, 0');
  });

  it('count the wait for an approval that was refused; a decision that was left out, and what came at once, were not waited for', () => {
    const sara = { by: { name: 'Sara' } };
    desk.act({ act: 'assign', role: 'lead', person: 'Sara' });
    desk.act({ act: 'ack', role: 'lead' }, sara);
    desk.act({ act: 'done', step: 'look' });
    desk.act({ act: 'done', step: 'cut' });
    desk.wait(7);
    desk.act({ act: 'approve', step: 'cut', answer: 'refused' }, sara);
    desk.act({ act: 'done', step: 'cut' });
    desk.act({ act: 'approve', step: 'cut', answer: 'given' }, sara);
    desk.wait(5);
    desk.act({ act: 'skip', step: 'runs' }, { why: 'One hears that it runs' });
    expect(numbers().waited).toEqual([{ for: 'Incident lead', what: 'approval', times: 2, total: minutes(7) }]);
  });

  it('have as the first what happened first, also where it came from paper when others had been written', () => {
    desk.act({ act: 'assign', role: 'lead', person: 'Sara' });
    desk.act({ act: 'assign', role: 'tech', person: 'Bo' });
    desk.wait(60);
    desk.act({ act: 'ack', role: 'lead' }, { by: { name: 'Sara' } });
    const [early] = desk.act({ act: 'ack', role: 'tech' }, { by: { name: 'Bo' }, at: '2026-11-21T03:05:00+01:00' });
    desk.act({ act: 'done', step: 'look' });
    desk.act({ act: 'done', step: 'cut' });
    desk.act({ act: 'approve', step: 'cut', answer: 'given' }, { by: { name: 'Sara' } });
    desk.act({ act: 'choose', step: 'runs', option: 'again' });
    desk.act({ act: 'jump', step: 'runs' }, { why: 'The paper says so' });
    const [decided] = desk.act({ act: 'choose', step: 'runs', option: 'fine' }, { at: '2026-11-21T03:09:00+01:00' });
    expect(numbers().times).toMatchObject({ acknowledge: minutes(5), decide: minutes(9) });
    const review = reviewOf(desk.entries);
    expect(review).toContain(`| Time to the first acknowledgement | 5m #${early!.seq} |`);
    expect(review).toContain(`| Time to the first decision | 9m #${decided!.seq} |`);
  });

  it('take what the plan decided by itself for no decision of anybody', () => {
    desk = new Desk();
    desk.follow(`holdfast: 1
id: gate
title: Gate
facts: { high: { ask: Is it high?, type: boolean } }
steps:
  - { id: rising, decide: Does it rise?, auto: true, options: { up: { title: Up, suggest-when: facts.high }, no: { title: No } } }
  - { id: leave, decide: Do we leave?, options: { yes: { title: We do }, no: { title: We stay } } }
`);
    desk.wait(5);
    desk.act({ act: 'fact', values: [{ fact: 'high', value: 'yes' }] });
    expect(desk.entries.some(({ type }) => type === 'choice.made')).toBe(true);
    expect(numbers().times.decide).toBe(null);
    desk.wait(3);
    const [decided] = desk.act({ act: 'choose', step: 'leave', option: 'yes' });
    expect(numbers().times.decide).toBe(minutes(8));
    expect(reviewOf(desk.entries)).toContain(`| Time to the first decision | 8m #${decided!.seq} |`);
  });

  it('call late what was written more than a quarter of an hour after it happened, and not at a quarter', () => {
    desk.wait(60);
    desk.act({ act: 'note', words: 'The pump stood' }, { at: '2026-11-21T03:45:00+01:00' });
    expect(numbers().record.late).toBe(0);
    desk.act({ act: 'note', words: 'The lamp was out' }, { at: '2026-11-21T03:44:00+01:00' });
    expect(numbers().record.late).toBe(1);
  });

  it('go by the true time of what was written down late', () => {
    desk.act({ act: 'assign', role: 'lead', person: 'Sara' });
    desk.wait(30);
    const [ack] = desk.act({ act: 'ack', role: 'lead' }, { by: { name: 'Sara' } });
    desk.act({ act: 'correct', entry: ack!.id, target: ack!, at: '2026-11-21T03:04:00+01:00' });
    expect(numbers().times.acknowledge).toBe(minutes(4));
    expect(numbers().waited).toEqual([{ for: 'Incident lead', what: 'acknowledgement', times: 1, total: minutes(4) }]);
    expect(numbers().record.corrected).toBe(1);
    const [note] = desk.act({ act: 'note', words: 'Sara fell' });
    desk.act({ act: 'correct', entry: note!.id, target: note!, words: 'Sara fell, and got up' });
    desk.act({ act: 'expunge', entry: note!.id, target: note!, basis: 'Art. 17' });
    expect(numbers().record.corrected).toBe(2);
  });

  it('say by how much each deadline was met or missed, round by round', () => {
    desk.wait(20);
    desk.act({ act: 'met', clock: 'often' });
    desk.wait(50);
    desk.act({ act: 'met', clock: 'tell' });
    const margins = numbers().clocks.map(({ clock, round, margin, missed }) => [clock, round, margin, missed]);
    expect(margins).toEqual(
      expect.arrayContaining([
        ['often', 1, minutes(10), false],
        ['often', 2, null, true],
        ['tell', 1, minutes(-10), true],
      ]),
    );
    const text = metricsLines(numbers()).join('\n');
    expect(text).toMatch(/Tell the district +met 10m LATE/);
    expect(text).toMatch(/Tell the public \(2\) +MISSED/);
  });

  it('count as kept what was done in time and written down when its deadline had gone by', () => {
    desk.wait(70);
    expect(desk.types()).toContain('clock.missed');
    desk.act({ act: 'met', clock: 'tell' }, { at: '2026-11-21T03:50:00+01:00' });
    expect(numbers().clocks.find(({ clock }) => clock === 'tell')).toMatchObject({
      margin: minutes(10),
      missed: false,
    });
    expect(metricsLines(numbers()).join('\n')).toMatch(/Tell the district +met 10m before/);
  });

  it('say how long a service was away, against its limits', () => {
    desk.act({ act: 'lost', services: ['pumping'] });
    desk.wait(45);
    desk.act({ act: 'restored', services: ['pumping'] });
    expect(numbers().outages).toMatchObject([{ length: minutes(45), rto: minutes(30), mtpd: minutes(120) }]);
    expect(metricsLines(numbers()).join('\n')).toContain('away 45m, RTO 30m MISSED, MTPD 2h');
  });

  it('leave out what was undone', () => {
    desk.act({ act: 'met', clock: 'often' });
    desk.act({ act: 'undo' });
    desk.act({ act: 'skip', step: 'look' }, { why: 'x' });
    desk.act({ act: 'undo' });
    const { clocks, deviations } = numbers();
    expect(clocks.find(({ clock, round }) => clock === 'often' && round === 1)?.met).toBeNull();
    expect(deviations.kinds['skipped']).toBeUndefined();
  });

  it('go into a table, one number a line, and stand beside those of other incidents', () => {
    desk.wait(90);
    desk.act({ act: 'resolve' });
    const rows: readonly Readonly<Record<string, string>>[] = parse(metricsCsv([numbers(), numbers()]), {
      columns: true,
    });
    expect(rows.filter(({ group, id }) => group === 'time' && id === 'resolve').map(({ seconds }) => seconds)).toEqual([
      '5400',
      '5400',
    ]);
    expect(trendLines([numbers()]).join('\n')).toMatch(/1h 30m +▇{10} .*deadlines missed: 2 of 2/);
  });
});
