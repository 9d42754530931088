import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answerOf } from '../../src/guide/index.ts';
import { ratingWords, type Score, scoreOf, worst } from '../../src/drill/index.ts';
import type { Act } from '../../src/incident/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';

const runbook = readFileSync(new URL('../runbooks/drills/library/cellar-flood.yaml', import.meta.url), 'utf8');

/** A drill whose one objective has these tasks. */
function drill(
  tasks: readonly string[],
  more = '',
  injects = '',
  phases = '',
  drilled = runbook,
  beside: readonly string[] = [],
  serious = "steps['in-or-not'].chose == 'serious'",
): MemoryIncident {
  const scenario = `holdfast: 1
id: wet-night
title: A wet night
runbook: cellar-flood
lasts: 2h
overview: { kind: tabletop, scope: The first hours, threat: Water, sponsor: The mayor, contact: Resilience }
${phases}branches:
  serious: { title: It is serious, when: ${serious.startsWith('{') ? serious : JSON.stringify(serious)} }
objectives:
  flow:
    statement: It flows
    capability: Operational coordination
    element: training
${more}    tasks:
${tasks.map((task) => `      - ${task}\n`).join('')}injects:
  - { id: sensor, at: 5m, message: Wet. }
  - { id: mayor, at: 6m, answer: { of: ['yes', 'no'] }, message: Promise. }
${injects}`;
  return memoryIncident({ mode: 'drill', scenario, runbooks: [drilled, ...beside] });
}

const act = (memory: MemoryIncident, what: Act, why = 'Played'): void => {
  const outcome = memory.session('Anna').act(what, { why });
  if (!outcome.ok) throw new Error(outcome.refusal.message);
};
const end = (memory: MemoryIncident): void => act(memory, { act: 'exercise', change: 'end' });

function score(memory: MemoryIncident): Score {
  const found = scoreOf(memory.incident, memory.entries, memory.session('Anna').now());
  if (found === undefined) throw new Error('no scenario is played');
  return found;
}
const tasksOf = (memory: MemoryIncident): (string | undefined)[][] =>
  score(memory).objectives.flatMap(({ tasks }) =>
    tasks.map(({ rating, measured, notApplicable }) => [notApplicable === true ? 'n/a' : rating, measured]),
  );
const look: Act = { act: 'done', step: 'look' };
const decide = (option: string): Act => ({ act: 'choose', step: 'in-or-not', option });
const fact = (id: string, value: number | string): Act => ({ act: 'fact', values: [{ fact: id, value }] });

describe('a step within a time', () => {
  const timed = '{ task: Look, measure: { step: look, within: { P: 10m, S: 15m, M: 20m }, from: inject sensor } }';

  test.each([
    [12, 'P', 'done after 7m'],
    [15, 'P', 'done after 10m'],
    [18, 'S', 'done after 13m'],
    [24, 'M', 'done after 19m'],
    [40, 'U', 'done after 35m'],
    [3, 'P', 'done before that'],
  ])('done %i minutes after the start it is rated %s', (minutes, rating, words) => {
    const memory = drill([timed]);
    memory.pass({ minutes });
    act(memory, look);
    memory.pass({ minutes: 10 });
    end(memory);
    expect(tasksOf(memory)).toEqual([[rating, `${words} (wanted within P 10m, S 15m, M 20m)`]]);
  });

  test('what is over its time by seconds alone is not told as if it were in it', () => {
    const memory = drill(['{ task: Look, measure: { step: look, within: 10m } }']);
    memory.pass({ minutes: 10, seconds: 30 });
    act(memory, look);
    end(memory);
    expect(tasksOf(memory)).toEqual([['U', 'done after more than 10m (wanted within 10m)']]);
  });

  test('it is open while it can still be, lost once its time is over, and never before', () => {
    const memory = drill([timed]);
    memory.pass({ minutes: 4 });
    expect(tasksOf(memory)).toEqual([[undefined, 'inject sensor has not come about yet']]);
    memory.pass({ minutes: 20 });
    expect(tasksOf(memory)).toEqual([[undefined, 'not done yet']]);
    expect(score(memory).objectives[0]).not.toHaveProperty('met');
    // In the very last moment of its time it can still be done.
    memory.pass({ minutes: 1 });
    expect(tasksOf(memory)).toEqual([[undefined, 'not done yet']]);
    memory.pass({ seconds: 1 });
    expect(tasksOf(memory)).toEqual([['U', 'not done']]);
  });

  test('what was done again later counts from when it was done first: a step, a choice, a fact, a message', () => {
    const memory = drill([
      '{ task: Look, measure: { step: look, within: 10m } }',
      '{ task: Decide, measure: { choice: in-or-not, is: slight, within: 10m } }',
      '{ task: Type, measure: { fact: water_depth, within: 10m } }',
      '{ task: Tell, measure: { message: first-word, within: 10m } }',
    ]);
    const all = (): void => {
      act(memory, fact('water_depth', 9));
      act(memory, look);
      act(memory, decide('slight'));
      act(memory, { act: 'send', message: 'first-word', body: 'Water.' });
    };
    memory.pass({ minutes: 5 });
    all();
    memory.pass({ minutes: 30 });
    for (const step of ['look', 'in-or-not']) act(memory, { act: 'reopen', step });
    all();
    expect(tasksOf(memory)).toEqual(
      ['done', 'decided', 'recorded', 'sent'].map((done) => ['P', `${done} after 5m (wanted within 10m)`]),
    );
  });

  test('`else` says what it is rated where it is not so', () => {
    const memory = drill(['{ task: Look, measure: { step: look, within: 10m, else: S } }']);
    memory.pass({ minutes: 30 });
    act(memory, look);
    expect(tasksOf(memory)).toEqual([['S', 'done after 30m (wanted within 10m)']]);
  });

  test('what was undone was not done; a corrected time counts as corrected', () => {
    const memory = drill(['{ task: Look, measure: { step: look, within: 10m } }']);
    memory.pass({ minutes: 9 });
    act(memory, look);
    act(memory, { act: 'undo' });
    expect(tasksOf(memory)).toEqual([[undefined, 'not done yet']]);
    const told = drill(['{ task: Tell, measure: { message: first-word, within: 10m } }']);
    told.pass({ minutes: 20 });
    act(told, { act: 'send', message: 'first-word', body: 'Water.' });
    expect(tasksOf(told)[0]?.[0]).toBe('U');
    const entry = told.entries.findLast(({ type }) => type === 'message.sent');
    const at = (told.incident.drill?.begun ?? '').replace(/:12:/, ':15:');
    act(told, { act: 'correct', entry: entry?.id ?? '', at });
    expect(tasksOf(told)).toEqual([['P', 'sent after 3m (wanted within 10m)']]);
  });
});

describe('what is of another name, or of another runbook, does not count', () => {
  const more = runbook
    .replace('  first-word:', '  next-word: { to: The public, text: { en: Water still. } }\n  first-word:')
    .replace('clocks:\n', 'clocks:\n  staff: { title: Tell the staff, from: declared, within: 10m, target: ours }\n')
    .replace(
      '  - { id: over,',
      '  - { id: stay, decide: Do we stay?, expect: 1m, options: { serious: { title: Yes }, slight: { title: No } } }\n  - { id: over,',
    );
  const tasks = [
    '{ task: Look, measure: { step: look } }',
    '{ task: Decide, measure: { choice: in-or-not } }',
    '{ task: Decide so, measure: { choice: in-or-not, is: [serious, slight] } }',
    '{ task: Type, measure: { fact: water_depth, is: 12 } }',
    '{ task: Tell, measure: { message: first-word } }',
    '{ task: Say either, measure: { answer: mayor, is: ["yes", "no"] } }',
    '{ task: Keep it, measure: { clock-kept: public-update } }',
    '{ task: Leave nothing out there, measure: { no-deviation: [skipped], on: tell, else: S } }',
  ];
  const ratings = (memory: MemoryIncident): (string | undefined)[] => tasksOf(memory).map(([rating]) => rating);

  test('in the same runbook', () => {
    const memory = drill(tasks, '', '', '', more);
    memory.pass({ minutes: 12 });
    expect(memory.entries.map(({ type }) => type)).toContain('clock.missed');
    act(memory, { act: 'choose', step: 'stay', option: 'serious' });
    act(memory, { act: 'done', step: 'cut-power' });
    act(memory, { act: 'fact', values: [{ fact: 'power_on', value: true }] });
    act(memory, { act: 'send', message: 'next-word', body: 'Water.' });
    act(memory, { act: 'met', clock: 'staff' });
    act(memory, { act: 'skip', step: 'look' });
    act(memory, { act: 'fail', step: 'tell' });
    expect(ratings(memory)).toEqual(Array.from({ length: 8 }));
    end(memory);
    expect(ratings(memory)).toEqual(['U', 'U', 'U', 'U', 'U', 'U', 'n/a', 'P']);
  });

  test('of the right name it does', () => {
    const memory = drill(tasks, '', '', '', more);
    memory.pass({ minutes: 7 });
    act(memory, look);
    act(memory, decide('slight'));
    act(memory, fact('water_depth', 12));
    act(memory, { act: 'send', message: 'first-word', body: 'Water.' });
    act(memory, { act: 'answer', inject: 'mayor', answer: 'no' });
    act(memory, { act: 'met', clock: 'public-update' });
    act(memory, { act: 'skip', step: 'tell' });
    end(memory);
    expect(ratings(memory)).toEqual(['P', 'P', 'P', 'P', 'P', 'P', 'P', 'S']);
  });

  test('of a runbook that is followed beside the drilled one it does not', () => {
    const beside = runbook
      .replace('id: cellar-flood', 'id: other-cellar')
      .replace('Look into the cellar', 'Look there');
    const memory = drill(tasks, '', '', '', runbook, [beside]);
    act(memory, { act: 'done', step: 'other-cellar:look' });
    act(memory, { act: 'choose', step: 'other-cellar:in-or-not', option: 'slight' });
    act(memory, { act: 'skip', step: 'other-cellar:tell' });
    expect(tasksOf(memory).slice(0, 3)).toEqual([
      [undefined, 'not done yet'],
      [undefined, 'not decided yet'],
      [undefined, 'not decided yet'],
    ]);
    end(memory);
    expect(tasksOf(memory).at(-1)).toEqual(['n/a', 'step "Tell the public" never came about']);
  });
});

test('what whoever approves it refuses was not done, and of a decision nothing was decided', () => {
  const approved = runbook
    .replace('role: facilities, expect: 3m,', 'role: facilities, expect: 3m, approval: { by: lead },')
    .replace('    decide: Is it serious?', '    decide: Is it serious?\n    approval: { by: facilities }');
  const memory = drill(
    [
      '{ task: Look, measure: { step: look, within: 10m } }',
      '{ task: Decide, measure: { choice: in-or-not, is: slight } }',
    ],
    '',
    '',
    '',
    approved,
  );
  act(memory, look);
  act(memory, decide('slight'));
  expect(tasksOf(memory).map(([rating]) => rating)).toEqual(['P', 'P']);
  for (const step of ['look', 'in-or-not'])
    expect(memory.session('Bo').act({ act: 'approve', step, answer: 'refused' }, { why: 'Not so' }).ok).toBe(true);
  expect(tasksOf(memory)).toEqual([
    [undefined, 'not done yet'],
    [undefined, 'not decided yet'],
  ]);
  memory.pass({ minutes: 20 });
  act(memory, look);
  expect(tasksOf(memory)[0]).toEqual(['U', 'done after 20m (wanted within 10m)']);
});

test('what whoever approves it says yes to is done when it was done', () => {
  const approved = runbook.replace(
    'role: facilities, expect: 3m,',
    'role: facilities, expect: 3m, approval: { by: lead },',
  );
  const memory = drill(['{ task: Look, measure: { step: look, within: 10m } }'], '', '', '', approved);
  memory.pass({ minutes: 8 });
  act(memory, look);
  memory.pass({ minutes: 8 });
  expect(memory.session('Bo').act({ act: 'approve', step: 'look', answer: 'given' }).ok).toBe(true);
  expect(tasksOf(memory)).toEqual([['P', 'done after 8m (wanted within 10m)']]);
});

test('a step before another: done after it, or not at all, is not so', () => {
  const memory = drill(['{ task: Decide first, measure: { step: in-or-not, before: look } }']);
  act(memory, decide('serious'));
  act(memory, look);
  expect(tasksOf(memory)[0]?.[0]).toBe('P');
  const other = drill(['{ task: Decide first, measure: { step: in-or-not, before: look } }']);
  act(other, look);
  expect(tasksOf(other)).toEqual([['U', 'not done before "Look into the cellar" was']]);
  other.pass({ minutes: 1 });
  act(other, decide('serious'));
  expect(tasksOf(other)).toEqual([['U', 'not done before "Look into the cellar" was']]);
  // Both are there to be seen.
  const both = other.entries.filter(({ type }) => type === 'step.done' || type === 'choice.made').map(({ id }) => id);
  expect(score(other).objectives[0]?.evidence.toSorted()).toEqual(both);
  const neither = drill(['{ task: Tell first, measure: { step: tell, before: over } }']);
  expect(tasksOf(neither)).toEqual([[undefined, 'not done yet']]);
  end(neither);
  expect(tasksOf(neither)).toEqual([['n/a', 'neither that nor "It is over" came about']]);
});

test('what was to come before another that never came is measured as if nothing came after it', () => {
  const task = '{ task: Decide first, measure: { choice: in-or-not, is: serious, before: look } }';
  const [right, wrong] = [drill([task]), drill([task])];
  act(right, decide('serious'));
  act(wrong, decide('slight'));
  for (const each of [right, wrong]) end(each);
  expect(tasksOf(right)).toEqual([['P', 'decided after 0s']]);
  expect(tasksOf(wrong)).toEqual([['U', 'decided for "It is not"']]);
  const made = wrong.entries.find(({ type }) => type === 'choice.made');
  expect(score(wrong).objectives[0]?.evidence).toEqual([made?.id]);
});

test('what counts from a step names it as people read it', () => {
  const memory = drill(['{ task: Tell, measure: { message: first-word, within: 5m, from: step look } }']);
  expect(tasksOf(memory)).toEqual([[undefined, 'step "Look into the cellar" has not come about yet']]);
});

test('what it counts from is told by the title of the inject, and once it can never come it says nothing', () => {
  const late = '  - { id: press, title: The press calls, when: facts.water_depth > 5, message: Is it true? }\n';
  const memory = drill(
    [
      '{ task: Tell, measure: { message: first-word, within: 5m, from: inject press } }',
      '{ task: Cut, measure: { step: cut-power, from: inject mayor } }',
    ],
    '',
    late,
  );
  expect(tasksOf(memory)).toEqual([
    [undefined, 'inject "The press calls" has not come about yet'],
    [undefined, 'inject mayor has not come about yet'],
  ]);
  memory.pass({ minutes: 10 });
  end(memory);
  expect(tasksOf(memory)).toEqual([
    ['n/a', 'inject "The press calls" never came about'],
    ['U', 'not done'],
  ]);
});

test('a step that ends by itself, with the last that is in it, is done then', () => {
  const tracks =
    '{ id: both, parallel: Both at once, tracks: { a: { title: A, steps: [{ id: a1, do: A1, expect: 1m }] }, b: { title: B, steps: [{ id: b1, do: B1, expect: 1m }] } } }';
  const memory = drill(
    ['{ task: Both, measure: { step: both, within: { P: 10m, S: 20m } } }'],
    '',
    '',
    '',
    runbook.replace('  - { id: over,', `  - ${tracks}\n  - { id: over,`),
  );
  act(memory, look);
  act(memory, decide('slight'));
  act(memory, { act: 'send', message: 'first-word', body: 'Water.' });
  act(memory, { act: 'done', step: 'tell' });
  act(memory, { act: 'done', step: 'a1' });
  memory.pass({ minutes: 12 });
  expect(tasksOf(memory)).toEqual([[undefined, 'not done yet']]);
  act(memory, { act: 'done', step: 'b1' });
  expect(tasksOf(memory)).toEqual([['S', 'done after 12m (wanted within P 10m, S 20m)']]);
  const last = memory.entries.findLast(({ type, step }) => type === 'step.done' && step === 'b1');
  expect(score(memory).objectives[0]?.evidence).toEqual([last?.id]);
});

test('once its time is over it is measured as over, also where nobody has ended it', () => {
  const memory = drill(['{ task: Look, measure: { step: look } }']);
  memory.pass({ minutes: 119 });
  expect(score(memory).isOver).toBe(false);
  memory.pass({ minutes: 1 });
  expect(score(memory).isOver).toBe(true);
  expect(tasksOf(memory)).toEqual([['U', 'not done']]);
});

test('once the incident is over it is measured as over too', () => {
  const memory = drill(['{ task: Look, measure: { step: look } }']);
  act(memory, { act: 'stand-down', as: 'false-alarm' });
  expect(score(memory).isOver).toBe(true);
  expect(tasksOf(memory)).toEqual([['U', 'not done']]);
});

test('a choice: the right one, however late; another is told with what was chosen', () => {
  const tasks = ['{ task: Decide, measure: { choice: in-or-not, is: serious } }'];
  const memory = drill(tasks);
  act(memory, look);
  act(memory, decide('slight'));
  expect(tasksOf(memory)).toEqual([[undefined, 'decided for "It is not" so far']]);
  end(memory);
  expect(tasksOf(memory)).toEqual([['U', 'decided for "It is not"']]);
  const right = drill(tasks);
  act(right, look);
  act(right, decide('serious'));
  expect(tasksOf(right)[0]?.[0]).toBe('P');
});

test('a fact that somebody typed in, with its value, since it was told', () => {
  const memory = drill(['{ task: Type, measure: { fact: water_depth, is: 12, within: 5m, from: inject sensor } }']);
  act(memory, fact('water_depth', 12));
  memory.pass({ minutes: 6 });
  expect(tasksOf(memory)).toEqual([[undefined, 'not recorded yet']]);
  act(memory, fact('water_depth', 9));
  memory.pass({ minutes: 2 });
  act(memory, fact('water_depth', 12));
  expect(tasksOf(memory)).toEqual([['P', 'recorded after 3m (wanted within 5m)']]);
});

test('"not known yet" is no value that was typed in', () => {
  const memory = drill(['{ task: Type, measure: { fact: water_depth } }']);
  act(memory, { act: 'fact', values: [{ fact: 'water_depth', value: answerOf('?') }] });
  act(memory, fact('water_kind', 'clean'));
  expect(tasksOf(memory)).toEqual([[undefined, 'not recorded yet']]);
  act(memory, fact('water_depth', 0));
  expect(tasksOf(memory)).toEqual([['P', 'recorded after 0s']]);
});

test('a choice that the clock made for people is one that was made', () => {
  const decides = runbook.replace(
    '    expect: 2m\n    options:',
    '    expect: 2m\n    default: { choose: slight, after: 5m }\n    options:',
  );
  const memory = drill(['{ task: Decide, measure: { choice: in-or-not, is: serious, else: M } }'], '', '', '', decides);
  act(memory, look);
  memory.pass({ minutes: 6 });
  expect(memory.entries.map(({ type }) => type)).toContain('default.taken');
  end(memory);
  expect(tasksOf(memory)).toEqual([['M', 'decided for "It is not"']]);
});

test('a message sent, by its name and to whom', () => {
  const memory = drill([
    '{ task: Tell, measure: { message: first-word, to: the public } }',
    '{ task: Tell somebody else, measure: { to: The press } }',
    '{ task: Tell them whatever it is, measure: { to: THE PUBLIC } }',
  ]);
  act(memory, { act: 'send', message: 'first-word', body: 'Water.' });
  expect(tasksOf(memory)).toEqual([
    ['P', 'sent after 0s'],
    [undefined, 'not sent yet'],
    ['P', 'sent after 0s'],
  ]);
});

test('an answer is timed from when it was asked for', () => {
  const memory = drill(['{ task: Answer, measure: { answer: mayor, within: 5m } }']);
  memory.pass({ minutes: 5 });
  expect(tasksOf(memory)).toEqual([[undefined, 'inject mayor has not come about yet']]);
  memory.pass({ minutes: 5 });
  act(memory, { act: 'answer', inject: 'mayor', answer: 'no' });
  expect(tasksOf(memory)).toEqual([['P', 'answered after 4m (wanted within 5m)']]);
});

test('an answer, and what it was asked by, count from the times that they were corrected to; undone it was not given', () => {
  const memory = drill(['{ task: Promise nothing, measure: { answer: mayor, is: no, within: 10m } }']);
  memory.pass({ minutes: 7 });
  act(memory, { act: 'answer', inject: 'mayor', answer: 'yes' });
  expect(tasksOf(memory)).toEqual([['U', 'answered: yes']]);
  act(memory, { act: 'undo' });
  expect(tasksOf(memory)).toEqual([[undefined, 'not answered yet']]);
  memory.pass({ minutes: 23 });
  act(memory, { act: 'answer', inject: 'mayor', answer: 'no' });
  expect(tasksOf(memory)).toEqual([['U', 'answered after 24m (wanted within 10m)']]);
  const at = (minute: number): string => (memory.incident.drill?.begun ?? '').replace(/:12:/, `:${minute}:`);
  const correct = (type: string, minute: number): void =>
    act(memory, {
      act: 'correct',
      entry: memory.entries.findLast((entry) => entry.type === type)?.id ?? '',
      at: at(minute),
    });
  correct('inject.answered', 27);
  expect(tasksOf(memory)).toEqual([['P', 'answered after 9m (wanted within 10m)']]);
  correct('inject.delivered', 16);
  expect(tasksOf(memory)).toEqual([['U', 'answered after 11m (wanted within 10m)']]);
});

test('an answer: the one that was wanted, in time; nobody answers twice', () => {
  const memory = drill([
    '{ task: Refuse, measure: { answer: mayor, is: "no", within: 5m, from: inject mayor, else: S } }',
  ]);
  memory.pass({ minutes: 8 });
  act(memory, { act: 'answer', inject: 'mayor', answer: 'yes' });
  expect(tasksOf(memory)).toEqual([['S', 'answered: yes']]);
});

describe('entries counted', () => {
  const call = (memory: MemoryIncident): void => act(memory, { act: 'call', role: 'facilities', result: 'no-answer' });
  const task = '{ task: Ring, measure: { entries: call.attempted, role: facilities, at-least: 2, within: 10m } }';

  test('two call attempts in any ten minutes', () => {
    const memory = drill([task]);
    call(memory);
    memory.pass({ minutes: 30 });
    call(memory);
    expect(tasksOf(memory)[0]).toEqual(['U', '2 times in 30m (wanted within 10m)']);
    memory.pass({ minutes: 4 });
    call(memory);
    expect(tasksOf(memory)).toEqual([['P', '2 times in 4m (wanted within 10m)']]);
    expect(score(memory).objectives[0]?.evidence).toHaveLength(2);
  });

  test('calls of another role, or with another result, do not count', () => {
    const memory = drill([task.replace('role: facilities', 'role: facilities, result: reached')]);
    call(memory);
    call(memory);
    end(memory);
    expect(tasksOf(memory)).toEqual([['U', 'not once']]);
  });

  test('that were written down in another order than they came about are counted as they came about', () => {
    const memory = drill([task]);
    memory.pass({ minutes: 20 });
    call(memory);
    const before = (memory.incident.drill?.begun ?? '').replace(/:12:/, ':28:');
    const told = memory
      .session('Anna')
      .act({ act: 'call', role: 'facilities', result: 'no-answer' }, { why: 'Played', at: before });
    expect(told.ok).toBe(true);
    expect(tasksOf(memory)).toEqual([['P', '2 times in 4m (wanted within 10m)']]);
  });

  test('those that are too few are told, and one alone counts from the start', () => {
    const memory = drill([
      task,
      '{ task: Ring once, measure: { entries: call.attempted, within: 10m } }',
      '{ task: Reach, measure: { entries: call.attempted, result: reached, at-least: 2 } }',
    ]);
    memory.pass({ minutes: 12 });
    act(memory, { act: 'call', role: 'lead', result: 'reached' });
    call(memory);
    end(memory);
    expect(tasksOf(memory)).toEqual([
      ['U', '1 of 2 times'],
      ['U', 'after 12m (wanted within 10m)'],
      ['U', '1 of 2 times'],
    ]);
  });

  test('what was done in the very moment from which it counts is in it, and a corrected time counts as corrected', () => {
    const from = '{ task: Ring, measure: { entries: call.attempted, at-least: 2, within: 5m, from: inject sensor } }';
    const memory = drill([from]);
    memory.pass({ minutes: 5 });
    call(memory);
    memory.pass({ minutes: 20 });
    call(memory);
    expect(tasksOf(memory)[0]?.[0]).toBe('U');
    const last = memory.entries.findLast(({ type }) => type === 'call.attempted');
    const at = (memory.incident.drill?.begun ?? '').replace(/:12:/, ':19:');
    act(memory, { act: 'correct', entry: last?.id ?? '', at });
    expect(tasksOf(memory)).toEqual([['P', '2 times in 2m (wanted within 5m)']]);
  });

  test('from a moment on, however close together: the time runs from there, and shown is what filled it', () => {
    const from = '{ task: Ring, measure: { entries: call.attempted, at-least: 2, within: 5m, from: inject sensor } }';
    const memory = drill([from]);
    memory.pass({ minutes: 13 });
    call(memory);
    memory.pass({ minutes: 1 });
    call(memory);
    memory.pass({ minutes: 1 });
    call(memory);
    expect(tasksOf(memory)).toEqual([['U', '2 times in 9m (wanted within 5m)']]);
    const calls = memory.entries.filter(({ type }) => type === 'call.attempted').map(({ id }) => id);
    expect(score(memory).objectives[0]?.evidence).toEqual(calls.slice(0, 2));
  });

  test('from a moment on, in a time that counts from there', () => {
    const memory = drill([
      '{ task: Assign, measure: { entries: role.assigned, role: facilities, within: { P: 5m, S: 10m }, from: inject sensor } }',
    ]);
    act(memory, { act: 'assign', role: 'facilities', person: 'Bo' });
    memory.pass({ minutes: 12 });
    act(memory, { act: 'assign', role: 'facilities', person: 'Eva' });
    expect(tasksOf(memory)).toEqual([['S', 'after 7m (wanted within P 5m, S 10m)']]);
  });
});

describe('a clock never missed', () => {
  const tasks = ['{ task: Keep it, measure: { clock-kept: public-update, else: M } }'];

  test('kept, and missed', () => {
    const kept = drill(tasks);
    kept.pass({ minutes: 20 });
    act(kept, { act: 'met', clock: 'public-update' });
    end(kept);
    expect(tasksOf(kept)).toEqual([['P', 'never missed']]);
    const missed = drill(tasks);
    missed.pass({ minutes: 31 });
    expect(tasksOf(missed)).toEqual([['M', 'missed once']]);
  });

  test('one that never ran says nothing, and one that is missed is rated worst where nothing else is said', () => {
    const asked = runbook.replace(
      'clocks:\n',
      'clocks:\n  asked: { title: Answer, from: asked, within: 10m, target: ours }\n',
    );
    const each = [
      '{ task: Answer, measure: { clock-kept: asked } }',
      '{ task: Keep, measure: { clock-kept: public-update } }',
    ];
    const memory = drill(each, '', '', '', asked);
    expect(tasksOf(memory)).toEqual([
      [undefined, 'it does not run yet'],
      [undefined, 'not missed yet'],
    ]);
    memory.pass({ minutes: 61 });
    end(memory);
    expect(tasksOf(memory)).toEqual([
      ['n/a', 'it never ran'],
      ['U', 'missed once'],
    ]);
  });

  test('what was due only after the end was kept by nobody', () => {
    const memory = drill(tasks);
    memory.pass({ minutes: 20 });
    end(memory);
    expect(tasksOf(memory)).toEqual([['n/a', 'it did not run out']]);
  });

  test('what ran out while the clock of the exercise jumped ran out for nobody, and time is counted without it', () => {
    const memory = drill(
      [...tasks, '{ task: Look, measure: { step: look, within: 30m } }'],
      '',
      '',
      'phases:\n  - { id: night, title: Night, at: 0m, until: 20m }\n  - { id: dawn, title: Dawn, at: 80m }\n',
    );
    memory.pass({ minutes: 21 });
    act(memory, look);
    act(memory, { act: 'met', clock: 'public-update' });
    end(memory);
    expect(memory.entries.some(({ type }) => type === 'clock.missed')).toBe(true);
    expect(tasksOf(memory)).toEqual([
      ['P', 'never missed'],
      ['P', 'done after 21m (wanted within 30m)'],
    ]);
  });
});

test('a clock that ran out before the clock of the exercise jumped, and one after it, were missed', () => {
  const memory = drill(
    ['{ task: Keep it, measure: { clock-kept: public-update } }'],
    '',
    '',
    'phases:\n  - { id: night, title: Night, at: 0m, until: 40m }\n  - { id: dawn, title: Dawn, at: 80m }\n',
  );
  memory.pass({ minutes: 35 });
  expect(tasksOf(memory)).toEqual([['U', 'missed once']]);
  act(memory, { act: 'met', clock: 'public-update' });
  // After forty minutes to the eightieth; what was due meanwhile is told late.
  memory.pass({ minutes: 6 });
  act(memory, { act: 'met', clock: 'public-update' });
  memory.pass({ minutes: 36 });
  expect(memory.entries.filter(({ type }) => type === 'clock.missed')).toHaveLength(3);
  expect(tasksOf(memory)).toEqual([['U', 'missed 2 times']]);
});

describe('a deviation not made', () => {
  const tasks = [
    '{ task: Skip nothing, measure: { no-deviation: [skipped] } }',
    '{ task: Do not skip the cut, measure: { no-deviation: [skipped], on: cut-power } }',
  ];

  test('anywhere or at one step', () => {
    const memory = drill(tasks);
    act(memory, { act: 'skip', step: 'look' });
    act(memory, decide('serious'));
    act(memory, { act: 'done', step: 'cut-power' });
    end(memory);
    expect(tasksOf(memory)).toEqual([
      ['U', 'once'],
      ['P', 'never'],
    ]);
  });

  test('also where the plan was left there in more than one way', () => {
    const asked = runbook.replace('Cut the power, role', 'Cut the power, record: [power_on], role');
    const memory = drill(['{ task: Know it, measure: { no-deviation: [fact-not-known] } }'], '', '', '', asked);
    act(memory, { act: 'done', step: 'cut-power' });
    const kinds = memory.entries.find(({ step }) => step === 'cut-power')?.deviation?.kinds;
    expect(kinds).toEqual(['ahead-of-turn', 'fact-not-known']);
    expect(tasksOf(memory)).toEqual([['U', 'once']]);
  });

  test('at a step that nobody came to it says nothing: whoever does nothing has not done it well', () => {
    const memory = drill(tasks);
    act(memory, decide('slight'));
    end(memory);
    expect(tasksOf(memory)).toEqual([
      ['P', 'never'],
      ['n/a', 'step "Cut the power" never came about'],
    ]);
  });
});

test.each(['skip', 'fail'] as const)('whoever came to a step and settled it otherwise (%s) has come to it', (how) => {
  const memory = drill(['{ task: Approve, measure: { no-deviation: [without-approval], on: look } }']);
  act(memory, { act: how, step: 'look' });
  end(memory);
  expect(tasksOf(memory)).toEqual([['P', 'never']]);
});

describe('an exercise that is stopped for something real', () => {
  const tasks = [
    '{ task: Look, measure: { step: look, within: { P: 10m, S: 30m } } }',
    '{ task: Decide, measure: { choice: in-or-not, within: 5m } }',
    '{ task: Cut, measure: { step: cut-power } }',
  ];
  const stopped = (change: Act): MemoryIncident => {
    const memory = drill(tasks);
    memory.pass({ minutes: 8 });
    act(memory, change);
    return memory;
  };

  test('fails nobody at what was still open then', () => {
    const memory = stopped({ act: 'exercise', change: 'real-world' });
    expect(tasksOf(memory)).toEqual([
      ['n/a', 'the exercise was stopped before that'],
      ['U', 'not decided'],
      ['n/a', 'the exercise was stopped before that'],
    ]);
  });
});

describe('an exercise that ends while there is time left', () => {
  const tasks = [
    '{ task: Look, measure: { step: look, within: { P: 5m, S: 30m } } }',
    '{ task: Decide, measure: { choice: in-or-not, is: serious, within: 20m } }',
    '{ task: Cut, measure: { step: cut-power } }',
    '{ task: Cut at once, measure: { step: cut-power, within: 8m } }',
    '{ task: Ring, measure: { entries: call.attempted, at-least: 2, within: 10m } }',
    '{ task: Assign, measure: { entries: role.assigned, within: 10m } }',
  ];

  test('says nothing of what still had time; what had none, or was not done at all, was not', () => {
    const memory = drill(tasks);
    memory.pass({ minutes: 9 });
    end(memory);
    expect(tasksOf(memory)).toEqual([
      ['n/a', 'the exercise ended while there was still time for that'],
      ['n/a', 'the exercise ended while there was still time for that'],
      ['U', 'not done'],
      ['U', 'not done'],
      ['U', 'not once'],
      ['n/a', 'the exercise ended while there was still time for that'],
    ]);
  });

  test('holds somebody to what they decided for', () => {
    const memory = drill([tasks[1] ?? '']);
    act(memory, look);
    act(memory, decide('slight'));
    end(memory);
    expect(tasksOf(memory)).toEqual([['U', 'decided for "It is not"']]);
  });
});

test('two calls in any ten minutes are not too late while the exercise goes on', () => {
  const memory = drill(['{ task: Ring, measure: { entries: call.attempted, at-least: 2, within: 10m } }']);
  memory.pass({ minutes: 12 });
  act(memory, { act: 'call', role: 'lead', result: 'reached' });
  expect(tasksOf(memory)).toEqual([[undefined, '1 of 2 times so far']]);
});

describe('the way that an exercise went', () => {
  const tasks = ['{ task: Look, branch: serious, measure: { step: look } }'];
  const dark = '  - { id: dark, branch: serious, delay: 5m, message: It is dark. }\n';
  const played = (when: string, by: (memory: MemoryIncident) => void): MemoryIncident => {
    const memory = drill(tasks, '', dark, '', fresh, [], when);
    act(memory, look);
    by(memory);
    end(memory);
    return memory;
  };
  const fresh = runbook.replace('type: number, unit: cm', 'type: number, unit: cm, fresh-for: 10m');

  test('stays the way that it went when somebody decides anew, or what was known is old', () => {
    const anew = played("steps['in-or-not'].chose == 'serious'", (memory) => {
      act(memory, decide('serious'));
      memory.pass({ minutes: 2 });
      act(memory, { act: 'reopen', step: 'in-or-not' });
      act(memory, decide('slight'));
      memory.pass({ minutes: 5 });
    });
    expect(tasksOf(anew)).toEqual([['P', 'done after 0s']]);
    const old = played('facts.water_depth > 30', (memory) => {
      act(memory, fact('water_depth', 40));
      memory.pass({ minutes: 15 });
    });
    expect(tasksOf(old)).toEqual([['P', 'done after 0s']]);
  });

  test('is not one whose time had still to come', () => {
    expect(tasksOf(played('{ at: 40m }', (memory) => memory.pass({ minutes: 39 })))).toEqual([
      ['n/a', 'the exercise did not go this way'],
    ]);
    expect(tasksOf(played('{ at: 40m }', (memory) => memory.pass({ minutes: 41 })))).toEqual([['P', 'done after 0s']]);
  });
});

test('a task of a branch that was not taken says nothing', () => {
  const memory = drill([
    '{ task: Cut, branch: serious, measure: { step: cut-power } }',
    '{ task: Look, measure: { step: look } }',
  ]);
  act(memory, look);
  act(memory, decide('slight'));
  end(memory);
  expect(tasksOf(memory)).toEqual([
    ['n/a', 'the exercise did not go this way'],
    ['P', 'done after 0s'],
  ]);
  expect(score(memory).objectives[0]).toMatchObject({ rating: 'P', met: true });
});

describe('the worst case rolls up', () => {
  const tasks = [
    '{ task: Look, measure: { step: look } }',
    '{ task: Decide, measure: { choice: in-or-not, is: serious, else: M } }',
  ];

  test('from tasks to the objective and from objectives to the capability', () => {
    const memory = drill(tasks);
    act(memory, look);
    act(memory, decide('slight'));
    end(memory);
    expect(score(memory)).toMatchObject({
      isOver: true,
      objectives: [{ id: 'flow', rating: 'M', met: true, measured: '1 of 2 tasks without challenges' }],
      capabilities: [{ capability: 'Operational coordination', rating: 'M' }],
    });
    expect(worst(['P', undefined, 'U', 'S'])).toBe('U');
    expect(worst([undefined])).toBeUndefined();
  });

  test('a capability takes the worst of its own objectives, and of no other', () => {
    const second = [
      '{ task: Tell, measure: { message: first-word } }',
      '  told:',
      '    statement: It is told',
      '    capability: Public information',
      '    element: training',
      '    tasks:',
      '      - { task: Look, measure: { step: look } }',
    ].join('\n');
    const memory = drill([second]);
    act(memory, look);
    end(memory);
    expect(score(memory).capabilities).toEqual([
      { capability: 'Operational coordination', rating: 'U' },
      { capability: 'Public information', rating: 'P' },
    ]);
  });

  test('in words: what went well of what was measured, what is open, who rated it, who has still to', () => {
    const words = (memory: MemoryIncident) => score(memory).objectives[0]?.measured;
    const memory = drill(
      [...tasks, '{ task: Calm }', '{ task: Dark, branch: serious, measure: { step: cut-power } }'],
      '    rated: true\n',
    );
    expect(words(memory)).toBe('2 not decided yet, still to be rated by an evaluator');
    // Not "rated", where nobody has rated it.
    expect(score(memory).objectives[0]?.tasks.find(({ task }) => task === 'Calm')?.measured).toBe(
      'an evaluator rates it',
    );
    act(memory, look);
    expect(words(memory)).toBe('1 of 1 task without challenges, 1 not decided yet, still to be rated by an evaluator');
    act(memory, decide('slight'));
    act(memory, { act: 'rate', objective: 'flow', rating: 'S' });
    end(memory);
    expect(words(memory)).toBe('1 of 2 tasks without challenges, rated by 1 evaluator');
    const nothing = drill(['{ task: Dark, branch: serious, measure: { step: cut-power } }']);
    end(nothing);
    expect(words(nothing)).toBe('nothing of it could be measured');
    expect(score(nothing).objectives[0]).not.toHaveProperty('met');
  });

  test('of what is not decided yet nothing is rated, however much of it is', () => {
    const memory = drill(tasks);
    act(memory, look);
    expect(score(memory).objectives[0]).not.toHaveProperty('rating');
    expect(score(memory).capabilities).toEqual([{ capability: 'Operational coordination' }]);
    act(memory, decide('serious'));
    expect(score(memory).objectives[0]).toMatchObject({ rating: 'P', met: true });
  });

  test('with what evaluators gave', () => {
    const memory = drill(tasks, '    rated: true\n');
    act(memory, look);
    act(memory, decide('serious'));
    expect(score(memory).objectives[0]).toMatchObject({ rating: 'P', toBeRated: true });
    act(memory, { act: 'rate', objective: 'flow', rating: 'S' }, 'They talked over each other.');
    act(memory, { act: 'observe', words: 'Nobody wrote it down.', objective: 'flow', rating: 'U' });
    expect(score(memory).objectives[0]).toMatchObject({
      rating: 'U',
      met: false,
      toBeRated: false,
      given: [{ rating: 'S', by: 'Anna', words: 'They talked over each other.' }, { rating: 'U' }],
    });
    expect(score(memory).objectives[0]?.measured).toContain('rated by 1 evaluator');
    // What a rating rests on is what was measured and who rated it.
    const rated = memory.entries.filter(({ type }) => type === 'objective.rated').map(({ id }) => id);
    expect(score(memory).objectives[0]?.evidence).toEqual(expect.arrayContaining(rated));
    memory.session('Bo').act({ act: 'rate', objective: 'flow', rating: 'P' });
    expect(score(memory).objectives[0]?.measured).toContain('rated by 2 evaluators');
    expect(() => act(memory, { act: 'rate', objective: 'flaw', rating: 'P' })).toThrow(/no objective "flaw".*/);
  });

  test('in the fixed words of HSEEP', () => {
    expect(Object.values(ratingWords).map(({ name }) => name)).toEqual([
      'Performed without Challenges',
      'Performed with Some Challenges',
      'Performed with Major Challenges',
      'Unable to be Performed',
    ]);
  });
});

test('an action that is expected and has no measure is for whoever watches: nothing is said of it', () => {
  const memory = drill(
    ['{ task: Look, measure: { step: look } }'],
    '',
    '  - { id: tells, kind: expected-action, at: 20m, message: They tell the public. }\n',
  );
  expect(score(memory).expected).toEqual([]);
});

test('an action that is expected is seen in the timeline, and is told to nobody', () => {
  const memory = drill(
    ['{ task: Look, measure: { step: look } }'],
    '',
    '  - { id: tells, kind: expected-action, at: 20m, message: They tell the public., measure: { message: first-word } }\n',
  );
  expect(score(memory).expected).toMatchObject([{ inject: { id: 'tells' }, measured: 'not sent yet' }]);
  act(memory, { act: 'send', message: 'first-word', body: 'Water.' });
  memory.pass({ minutes: 30 });
  expect(score(memory).expected).toMatchObject([{ rating: 'P' }]);
  expect(memory.entries.some((entry) => entry.type === 'inject.delivered' && entry.data.inject === 'tells')).toBe(
    false,
  );
});

test('an incident that plays no scenario has no score', () => {
  const memory = memoryIncident({ mode: 'drill', runbooks: [runbook] });
  expect(scoreOf(memory.incident, memory.entries, memory.session('Anna').now())).toBeUndefined();
});
