import { describe, expect, test } from 'vitest';
import { mapAbout, mapLines, mapRows, mapView, mapWords, parseWords } from '../../src/guide/index.ts';
import type { MapRow } from '../../src/guide/index.ts';
import type { Session } from '../../src/session/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { everyWay } from '../support/every-way.ts';
import { smallFlood } from '../support/small-flood.ts';

const begun = (...runbooks: string[]): { flood: ReturnType<typeof memoryIncident>; anna: Session; bo: Session } => {
  const flood = memoryIncident({ runbooks, followed: everyWay.followed });
  return { flood, anna: flood.session('Anna'), bo: flood.session('Bo') };
};
const text = (session: Session): string[] =>
  mapLines(session.incident, session.guide()).map((line) => line.lead + line.text);
const rowNamed = ({ incident }: Session, id: string): MapRow => {
  const row = mapRows(incident).find((each) => each.id === id);
  if (row === undefined) throw new Error(`The map has no ${id}.`);
  return row;
};
const about = (session: Session, id: string): string =>
  mapAbout(rowNamed(session, id), mapView(session.incident, session.guide()))
    .map(({ label, text: said }) => `${label}: ${said}`)
    .join('\n');

describe('the small flood', () => {
  test('at the beginning one step is open, and everything else can still come', () => {
    expect(text(begun(smallFlood).anna)).toEqual([
      'Small flood — small-flood',
      '  [>] Get everyone out (get-out) — since 03:12 +01:00, now',
      '  [ ] Is the water rising? (rising) — one of 2',
      '    [ ] option: It rises',
      '      [ ] Cut the power (cut-power)',
      '    [ ] option: It stands still',
      '  [ ] How far is the standby behind (lag)',
      '  [ ] Tell the public (tell-public)',
      '  [ ] Let the pumps work (pump)',
      '  [ ] Repair (repair)',
      '  [ ] It is over (over) — ends it: resolved',
      'Afterwards: Small flood — does not hold the response open',
      '  [ ] Send the report (send-report)',
    ]);
  });

  test('half way: the path with its order, who and when; what was not taken is not any more; what was added stands in its place', () => {
    const { flood, anna, bo } = begun(smallFlood);
    flood.pass({ minutes: 3 });
    anna.act({ act: 'done', step: 'get-out' }, { why: 'all out' });
    flood.pass({ minutes: 1 });
    bo.act({ act: 'choose', step: 'rising', option: 'steady' });
    anna.act({ act: 'add', title: 'Look at the roof', after: 'tell-public' }, { why: 'it drips' });
    bo.act({ act: 'skip', step: 'lag' }, { why: 'the line is down' });
    bo.act({ act: 'fail', step: 'tell-public' });
    expect(text(anna)).toEqual([
      'Small flood — small-flood',
      '  [x] Get everyone out (get-out) — number 1, 03:15 +01:00 by Anna',
      '  [x] Is the water rising? (rising) — number 2, 03:16 +01:00 by Bo',
      '    [.] option: It rises — not taken',
      '      [.] Cut the power (cut-power) — not any more',
      '    [x] option: It stands still — chosen',
      '  [-] How far is the standby behind (lag) — number 3, 03:16 +01:00 by Bo, left out',
      '  [!] Tell the public (tell-public) — number 4, 03:16 +01:00 by Bo, failed',
      '  [>] Look at the roof (added-1) — since 03:16 +01:00, now, added',
      '  [ ] Let the pumps work (pump)',
      '  [ ] Repair (repair)',
      '  [ ] It is over (over) — ends it: resolved',
      'Afterwards: Small flood — does not hold the response open',
      '  [ ] Send the report (send-report)',
    ]);
  });

  test('done ahead of its turn, even in the same second, a step has the number of when it was done, not of where it stands', () => {
    const { flood, anna } = begun(smallFlood);
    flood.pass({ minutes: 1 });
    anna.act({ act: 'done', step: 'repair' }, { why: 'it was near' });
    anna.act({ act: 'done', step: 'get-out' }, { why: 'all out' });
    expect(rowNamed(anna, 'small-flood:repair').order).toBe(1);
    expect(rowNamed(anna, 'small-flood:get-out').order).toBe(2);
  });

  test('folded it is the path and what is open, and nothing else', () => {
    const { anna } = begun(smallFlood);
    anna.act({ act: 'done', step: 'get-out' }, { why: 'all out' });
    anna.act({ act: 'choose', step: 'rising', option: 'steady' });
    expect(mapRows(anna.incident, true).map(({ id }) => id)).toEqual([
      'small-flood runbook',
      'small-flood:get-out',
      'small-flood:rising',
      'small-flood:rising steady',
      'small-flood:lag',
    ]);
    expect(mapRows(anna.incident, true).map(({ below }) => below.at(-1))).toEqual([
      undefined,
      true,
      true,
      false,
      false,
    ]);
  });

  test('it is worked out once for each state of an incident, and shows the same facts as the record', () => {
    const { anna } = begun(smallFlood);
    const before = mapRows(anna.incident);
    expect(mapRows(anna.incident)).toBe(before);
    anna.act({ act: 'note', words: 'still dry' });
    expect(mapRows(anna.incident)).not.toBe(before);
    expect(mapRows(anna.incident).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });
});

describe('every way that a runbook can go', () => {
  test('tracks, rounds, another runbook, ways back and on', () => {
    expect(text(begun(everyWay.runbook).anna)).toEqual([
      'Every way — every-way',
      '  [>] Look (look) — since 03:12 +01:00, now',
      '    if it fails ← back to Look',
      '  [ ] Only when deep (deep)',
      '  [ ] How bad is it? (how-bad) — one of 3',
      '    [ ] option: Not at all',
      '      → on to It is over',
      '    [ ] option: Bad',
      '      [ ] Close the doors (doors)',
      '    [ ] option: Nobody knows',
      '      ← back to Look',
      '  [ ] At once (at-once) — side by side',
      '    [ ] track: Water',
      '      [ ] Measure until dry (measure) — in rounds',
      '        [ ] Read the gauge (gauge)',
      '    [ ] track: People',
      '      [ ] Take the desks to paper (paper) — runbook on-paper',
      '        [ ] Open the folder (paper/folder)',
      '        [ ] Back from paper (paper/back) — ends it: resolved',
      '  [ ] Look again tomorrow (again)',
      '    ← back to How bad is it?',
      '  [ ] It is over (over) — ends it: stood-down',
      'Afterwards: Every way — does not hold the response open',
      '  [ ] Burn the forms (paper/burn)',
    ]);
  });

  test('what was passed says by which condition; a round and a track say how far they are', () => {
    const { flood, anna } = begun(everyWay.runbook);
    anna.act({ act: 'fact', values: [{ fact: 'depth', value: '1' }] });
    anna.act({ act: 'done', step: 'look' });
    anna.act({ act: 'choose', step: 'how-bad', option: 'bad' });
    anna.act({ act: 'done', step: 'doors' });
    anna.act({ act: 'done', step: 'gauge' });
    expect(text(anna).join('\n')).toMatch(/Measure until dry .*, now, rests until the next round, round 1/);
    flood.pass({ minutes: 11 });
    const shown = text(anna).join('\n');
    expect(shown).toContain('[/] Only when deep (deep) — not needed, not true: facts.depth > 5');
    expect(shown).toMatch(/\[x\] option: Bad — chosen\n +\[x\] Close the doors/);
    expect(shown).toContain('[ ] option: Not at all — not taken this time\n      → on to It is over');
    expect(shown).toMatch(/\[>\] At once \(at-once\) — since .*, under way, side by side\n +\[>\] track: Water/);
    expect(shown).toMatch(/Measure until dry \(measure\) — since .*, round 2\n +\[>\] Read the gauge .* turn 2/);
    expect(about(anna, 'every-way:deep')).toContain('State: not needed, its condition was not true');
    expect(about(anna, 'every-way:deep')).toContain('Only when: facts.depth > 5');
  });

  test('going back keeps what was walked before in sight, in its new turn', () => {
    const { flood, anna } = begun(everyWay.runbook);
    anna.act({ act: 'done', step: 'look' });
    flood.pass({ minutes: 2 });
    anna.act({ act: 'fact', values: [{ fact: 'depth', value: '1' }] });
    anna.act({ act: 'choose', step: 'how-bad', option: 'unknown' });
    expect(text(anna)).toContain('  [>] Look (look) — since 03:14 +01:00, now, turn 2');
    expect(text(anna)).toContain('  [ ] How bad is it? (how-bad) — one of 3, turn 2');
    expect(about(anna, 'every-way:how-bad')).toContain('Turn: 2; done in turn 1, 03:14 +01:00');
    expect(mapRows(anna.incident, true).map(({ id }) => id)).toContain('every-way:how-bad');
  });

  test('an end leaves open what was open, and leads nowhere; what was led over is out', () => {
    const { anna } = begun(everyWay.runbook);
    anna.act({ act: 'fact', values: [{ fact: 'depth', value: '1' }] });
    anna.act({ act: 'done', step: 'look' });
    anna.act({ act: 'choose', step: 'how-bad', option: 'none' });
    expect(rowNamed(anna, 'every-way:at-once')).toMatchObject({ reach: 'out' });
    anna.act({ act: 'done', step: 'over' });
    expect(text(anna)[0]).toBe('Every way — every-way, ended: stood-down');
    expect(mapRows(anna.incident).filter(({ reach }) => reach === 'ahead' || reach === 'now')).toEqual([]);
  });

  test('what was jumped over is out; a step that leads back brings back what stands behind its target', () => {
    const { anna } = begun(everyWay.runbook);
    anna.act({ act: 'jump', step: 'again' }, { why: 'it is late' });
    expect(rowNamed(anna, 'every-way:how-bad').reach).toBe('ahead');
    anna.act({ act: 'jump', step: 'over' }, { why: 'it is over' });
    expect(rowNamed(anna, 'every-way:look').reach).toBe('out');
    expect(rowNamed(anna, 'every-way:how-bad').reach).toBe('out');
    expect(about(anna, 'every-way:look')).toContain('State: not any more');
  });
});

describe('what is said of one row', () => {
  test('of a step: what it is, who, its limits, where it leads, what it touches', () => {
    const { anna } = begun(smallFlood);
    anna.act({ act: 'assign', role: 'facilities', person: 'Bo Holm' });
    expect(about(anna, 'small-flood:get-out')).toBe(
      [
        'Step: get-out (do, something to be done)',
        'State: open now, 0s so far',
        'Who: Facilities duty officer, Bo Holm',
        'Leads to: Is the water rising?',
        'Starts the clock: Tell the insurer',
      ].join('\n'),
    );
    expect(about(anna, 'small-flood:repair')).toContain('Meets the clock: Early warning\nBrings back: Citizen sign-in');
    expect(about(anna, 'small-flood:rising')).toContain(
      'Leads to: It rises: Cut the power\nLeads to: It stands still: How far is the standby behind',
    );
    expect(about(anna, 'small-flood:cut-power')).toContain('Leads to: How far is the standby behind');
  });

  test('of an option: when it is suggested, what it takes down, whether it can be chosen', () => {
    const { anna } = begun(smallFlood);
    expect(about(anna, 'small-flood:rising rising')).toBe(
      [
        'Option of: Is the water rising?',
        'State: can be chosen',
        'Suggested when: facts.water_depth > 5',
        'Leads to: Cut the power',
        'Holds: 1 step',
        'Takes down: Citizen sign-in',
      ].join('\n'),
    );
  });

  test('of a step that was left out: who, when, why, and which number on the path', () => {
    const { anna, bo } = begun(smallFlood);
    bo.act({ act: 'skip', step: 'get-out' }, { why: 'nobody was in' });
    expect(about(anna, 'small-flood:get-out')).toContain(
      'State: left out by Bo, 03:12 +01:00; number 1 on the path\nLeft the plan: nobody was in',
    );
  });

  test('of a runbook: since when, and how many of its steps are where', () => {
    const { anna } = begun(smallFlood);
    expect(about(anna, 'small-flood runbook')).toContain(
      'Steps: 9: 0 settled, 1 open, 8 can still come, 0 not any more',
    );
  });

  test('of rounds, tracks and ways', () => {
    const { anna } = begun(everyWay.runbook);
    expect(about(anna, 'every-way:measure')).toContain('Every: 10m\nUntil: facts.depth == 0');
    expect(about(anna, 'every-way:gauge')).toContain('Leads to: the next round, or the end of its track');
    expect(about(anna, 'every-way:at-once')).toContain(
      'Leads to: Water | People, side by side\nLeads to: then Look again tomorrow',
    );
    expect(about(anna, 'every-way:again  go-to')).toContain('To: How bad is it?\nGoing back: every step');
  });
});

test('map is a word of the guide', () => {
  const { anna } = begun(smallFlood);
  expect(parseWords(['map'], anna.guide(), anna.incident)).toEqual({ kind: 'view', view: 'map' });
  expect(parseWords(['map', 'all'], anna.guide(), anna.incident)).toMatchObject({ kind: 'problem' });
});

test('titles say what is known now', () => {
  const { anna } = begun(smallFlood.replace('do: Repair', 'do: "Repair at {{ facts.water_depth }} cm"'));
  const row = rowNamed(anna, 'small-flood:repair');
  anna.act({ act: 'fact', values: [{ fact: 'water_depth', value: '7' }] });
  expect(mapWords(row, mapView(anna.incident, anna.guide())).title).toBe('Repair at 7 cm');
});
