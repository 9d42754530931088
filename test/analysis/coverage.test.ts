import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { coverage, coverageLines, coveredText, exercisedIn } from '../../src/analysis/index.ts';
import type { Coverage, Covered, ExercisedIn } from '../../src/analysis/index.ts';
import { type Act, openSteps, replay } from '../../src/incident/index.ts';
import { parseRunbook, parseScenario, type Runbook, type Scenario } from '../../src/runbook/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident, MemoryOptions } from '../support/memory-session.ts';

const text = readFileSync(new URL('../runbooks/drills/library/cellar-flood.yaml', import.meta.url), 'utf8');

const read = (yaml: string): Runbook => {
  const found = parseRunbook(yaml, 'runbook.yaml');
  if ('runbook' in found) return found.runbook;
  throw new Error(found.diagnostics[0]?.message);
};
const cellar = read(text);

const scenarioText = `holdfast: 1
id: wet-night
title: A wet night
runbook: cellar-flood
lasts: 2h
overview: { kind: tabletop, scope: The first hours, threat: Water, sponsor: The mayor, contact: Resilience }
objectives: { calm: { statement: Calm, capability: Operational coordination, element: training, rated: true } }
injects:
  - { id: sensor, at: 5m, to: [lead], message: It is wet. }
  - { id: press, at: 90m, message: The press rings. }
`;
const scenario = ((): Scenario => {
  const found = parseScenario(scenarioText, 'wet-night.yaml');
  if ('scenario' in found) return found.scenario;
  throw new Error(found.diagnostics[0]?.message);
})();

const night = (options: MemoryOptions = {}): MemoryIncident => memoryIncident({ runbooks: [text], ...options });
const drill = (options: MemoryOptions = {}): MemoryIncident =>
  night({ mode: 'drill', scenario: scenarioText, ...options });

function act(memory: MemoryIncident, who: string, what: Act, why?: string): void {
  const outcome = memory.session(who).act(what, why === undefined ? {} : { why });
  if (!outcome.ok) throw new Error(outcome.refusal.message);
}
const exercised = ({ incident, entries }: MemoryIncident): ExercisedIn => exercisedIn({ incident, entries });
/** The same record as if simulated responders had played it: the drill declared itself. */
function simulated({ entries }: MemoryIncident): ExercisedIn {
  const played = entries.map((entry) =>
    entry.type === 'incident.declared' ? { ...entry, via: 'drill' as const } : entry,
  );
  return exercisedIn({ incident: replay(entries), entries: played });
}
const cover = (...all: readonly ExercisedIn[]): Coverage => coverage(cellar, { exercised: all, scenarios: [scenario] });
const thing = (made: Coverage, id: string, kind: Covered['kind'] = 'step'): Covered => {
  const found = made.things.find((each) => each.id === id && each.kind === kind);
  if (found === undefined) throw new Error(`there is no ${kind} ${id}`);
  return found;
};

describe('what of a runbook was ever exercised', () => {
  test('of a runbook that nobody ever followed everything is there, and nothing of it was', () => {
    const made = cover();
    expect(made.shares).toEqual({
      step: { of: 5, exercised: 0, simulated: 0 },
      option: { of: 2, exercised: 0, simulated: 0 },
      track: { of: 0, exercised: 0, simulated: 0 },
      inject: { of: 2, exercised: 0, simulated: 0 },
    });
    expect(coverageLines(made).join('\n')).toContain('Nobody ever exercised it.');
    expect(coveredText(thing(made, 'look'))).toBe('never');
  });

  test('a step that was done, an option that was chosen: when last, in which, by whom', () => {
    const first = night({ start: '2026-10-01T03:00:00+02:00' });
    act(first, 'Ane', { act: 'done', step: 'look' }, 'x');
    const second = night({ start: '2026-11-01T03:00:00+01:00' });
    act(second, 'Bo', { act: 'done', step: 'look' }, 'x');
    act(second, 'Ane', { act: 'choose', step: 'in-or-not', option: 'slight' });
    const made = cover(exercised(second), exercised(first));
    expect(thing(made, 'look')).toMatchObject({ incidents: 2, drills: 0, by: ['Bo', 'Ane'] });
    expect(thing(made, 'look').last?.at).toContain('2026-11-01');
    expect(thing(made, 'slight', 'option')).toMatchObject({ incidents: 1, by: ['Ane'] });
    expect(thing(made, 'serious', 'option').incidents).toBe(0);
    expect(made.shares.option).toEqual({ of: 2, exercised: 1, simulated: 0 });
    expect(made).toMatchObject({ incidents: 2, drills: 0 });
  });

  test('what was left out, undone, or only jumped over was not exercised', () => {
    const memory = night();
    act(memory, 'Ane', { act: 'skip', step: 'look' }, 'nobody there');
    act(memory, 'Ane', { act: 'choose', step: 'in-or-not', option: 'slight' });
    act(memory, 'Ane', { act: 'undo' });
    const made = cover(exercised(memory));
    expect(thing(made, 'look').incidents).toBe(0);
    expect(thing(made, 'slight', 'option').incidents).toBe(0);
    expect(thing(made, 'in-or-not').incidents).toBe(0);
  });

  test('a step that was tried and failed was exercised', () => {
    const memory = night();
    act(memory, 'Ane', { act: 'fail', step: 'look' }, 'locked');
    expect(thing(cover(exercised(memory)), 'look').incidents).toBe(1);
  });

  const waiting = `holdfast: 1
id: waiting
title: Waiting
facts: { depth: { ask: How deep is it, type: number } }
steps:
  - { id: probe, run: Ask the pump, command: [pump, --state], timeout: 30s }
  - id: at-once
    parallel: At once
    tracks:
      drain:
        title: Drain
        steps:
          - { id: settle, wait: Let it settle, for: 15m }
          - { id: dry, wait: Until it is dry, until: facts.depth == 0 }
          - { id: paint, wait: Until the paint holds, for: 30m, when: facts.depth > 90 }
      ring: { title: Ring, steps: [{ id: call, do: Ring the depot }] }
  - { id: over, end: Over }
`;
  const runs = (memory: MemoryIncident, exitCode: number): void => {
    act(memory, 'Ane', { act: 'command-start', step: 'probe' });
    const started = memory.entries.findLast(({ type }) => type === 'command.started')?.id ?? '';
    act(memory, 'Ane', { act: 'command-end', step: 'probe', started, exitCode, stdout: 'on', stderr: '' });
  };

  test('a step whose command was run, and a wait that went by, by its time or by what became known: nobody said that they were done', () => {
    const memory = memoryIncident({ runbooks: [waiting], start: '2026-11-22T03:12:00+01:00' });
    runs(memory, 0);
    memory.pass({ minutes: 16 });
    act(memory, 'Bo', { act: 'fact', values: [{ fact: 'depth', value: 0 }] });
    const made = coverage(read(waiting), { exercised: [exercised(memory)] });
    expect(thing(made, 'probe')).toMatchObject({ incidents: 1, by: ['Ane'] });
    expect(thing(made, 'settle')).toMatchObject({ incidents: 1, by: [] });
    expect(thing(made, 'settle').last?.at).toContain('T03:27');
    expect(thing(made, 'dry')).toMatchObject({ incidents: 1, by: [] });
    expect(thing(made, 'drain', 'track').incidents).toBe(1);
    // Not waited for: it was passed by.
    expect(thing(made, 'paint').incidents).toBe(0);
    expect(thing(made, 'call').incidents).toBe(0);
  });

  test('a command that failed was tried, and a wait of a drill is dated by the wall', () => {
    const memory = memoryIncident({ runbooks: [waiting] });
    runs(memory, 3);
    expect(thing(coverage(read(waiting), { exercised: [exercised(memory)] }), 'probe').incidents).toBe(1);
    const night = memoryIncident({ runbooks: [waiting], mode: 'drill', start: '2026-11-22T03:12:00+01:00' });
    act(night, 'Ane', { act: 'done', step: 'probe' });
    act(night, 'Ane', { act: 'exercise', change: { speed: 60 } });
    night.pass({ seconds: 20 });
    // A quarter of an hour of the exercise has gone by, and less than a minute on the wall. It goes on the next day.
    night.pass({ hours: 24 });
    act(night, 'Ane', { act: 'done', step: 'call' });
    expect(thing(coverage(read(waiting), { exercised: [exercised(night)] }), 'settle').last?.at).toContain('T03:12');
  });

  test('no list of which everything was left out: it came to its end, and nobody did any of it', () => {
    const memory = memoryIncident({ runbooks: [waiting] });
    for (const step of ['probe', 'settle', 'dry', 'paint', 'call'])
      act(memory, 'Ane', { act: 'skip', step }, 'no time');
    expect(openSteps(memory.incident).map(({ step }) => step.id)).toEqual(['over']);
    const made = coverage(read(waiting), { exercised: [exercised(memory)] });
    expect(made.shares).toMatchObject({ step: { exercised: 0 }, track: { exercised: 0 } });
  });

  test('by nobody whom the program itself stands for: an inject without receivers comes to those who are there', () => {
    const everyone = night({ mode: 'drill', scenario: scenarioText.replace('to: [lead], ', '') });
    act(everyone, 'Ane', { act: 'assign', role: 'lead', person: 'Ane' });
    everyone.pass({ minutes: 91 });
    act(everyone, 'Ane', { act: 'done', step: 'look' }, 'x');
    const made = cover(exercised(everyone));
    expect(thing(made, 'sensor', 'inject').by).toEqual(['Anna', 'Ane']);
    expect(thing(made, 'press', 'inject').by).toEqual(['Anna', 'Ane']);
    expect(Object.keys(everyone.incident.heard)).toEqual(['Anna', 'Ane']);
  });

  test('nothing that is only expected of the players: it never comes, and all could never be exercised', () => {
    const expecting = parseScenario(
      `${scenarioText}  - { id: looked, kind: expected-action, at: 9m, message: They look., measure: { step: look } }\n`,
      'wet-night.yaml',
    );
    if (!('scenario' in expecting)) throw new Error(expecting.diagnostics[0]?.message);
    const { shares, things } = coverage(cellar, { scenarios: [expecting.scenario], exercised: [] });
    expect(shares.inject.of).toBe(2);
    expect(things.map(({ id }) => id)).not.toContain('looked');
  });

  test('an inject that came, by who holds the role it went to; a drill is dated by the wall', () => {
    const memory = drill({ start: '2026-11-22T03:12:00+01:00' });
    act(memory, 'Ane', { act: 'assign', role: 'lead', person: 'Ane' });
    memory.pass({ minutes: 6 });
    act(memory, 'Ane', { act: 'exercise', change: { speed: 60 } });
    memory.pass({ minutes: 1 });
    act(memory, 'Ane', { act: 'done', step: 'look' }, 'x');
    const made = cover(exercised(memory));
    expect(thing(made, 'sensor', 'inject')).toMatchObject({ drills: 1, incidents: 0, by: ['Ane'] });
    expect(thing(made, 'press', 'inject').drills).toBe(0);
    // The exercise clock is an hour ahead of it.
    expect(thing(made, 'look').last?.at).toContain('T03:19');
  });

  test('what simulated responders did is counted apart: nobody learned by it', () => {
    const memory = drill();
    act(memory, 'Astrid', { act: 'done', step: 'look' }, 'x');
    const made = cover(simulated(memory));
    expect(thing(made, 'look')).toMatchObject({ incidents: 0, drills: 0, simulated: 1, by: [] });
    expect(made.shares.step).toEqual({ of: 5, exercised: 0, simulated: 1 });
    expect(coveredText(thing(made, 'look'))).toBe('never by people, only simulated');
    expect(thing(cover(simulated(memory), exercised(memory)), 'look')).toMatchObject({ drills: 1, by: ['Astrid'] });
  });

  test('a step that is written otherwise today says so, and one that is written the same does not', () => {
    const old = night({ runbooks: [text.replace('Look into the cellar', 'Go and look')] });
    act(old, 'Ane', { act: 'done', step: 'look' }, 'x');
    expect(thing(cover(exercised(old)), 'look').changed).toBe(true);
    expect(coverageLines(cover(exercised(old))).join('\n')).toContain('1 step is written otherwise today');
    const same = night();
    act(same, 'Ane', { act: 'done', step: 'look' }, 'x');
    expect(thing(cover(exercised(same)), 'look').changed).toBeUndefined();
  });

  test('of a runbook that another one follows its own steps were exercised too, and the step that follows it', () => {
    const outer = `holdfast: 1
id: outer
title: Outer
steps:
  - id: side-by-side
    parallel: Side by side
    tracks:
      wet: { title: The wet track, steps: [{ id: inner, follow: cellar-flood }] }
      dry: { title: The dry track, steps: [{ id: rest, do: Rest }] }
  - { id: over, end: Over }
`;
    const memory = memoryIncident({ runbooks: [outer], followed: { 'cellar-flood': text } });
    act(memory, 'Ane', { act: 'done', step: 'inner/look' }, 'x');
    expect(thing(cover(exercised(memory)), 'look').incidents).toBe(1);
    const made = coverage(read(outer), { exercised: [exercised(memory)] });
    expect(thing(made, 'inner').incidents).toBe(1);
    expect(thing(made, 'side-by-side').incidents).toBe(1);
    expect(thing(made, 'wet', 'track').incidents).toBe(1);
    expect(thing(made, 'dry', 'track').incidents).toBe(0);
    expect(made.shares.track).toEqual({ of: 2, exercised: 1, simulated: 0 });
  });

  test('every thing stands where it is in the runbook, as deep as there: rounds, tracks, options, duties afterwards, injects last', () => {
    const deep = `holdfast: 1
id: deep
title: Deep
revision: 2026-10-01
steps:
  - id: both
    parallel: Both at once
    tracks:
      wet:
        title: Wet
        steps:
          - { id: round, repeat: Every district, every: 30m, until: asked, steps: [{ id: visit, do: Visit it }] }
  - id: dry
    decide: Is it dry?
    options:
      dry-now: { title: It is, steps: [{ id: over, end: Over }] }
      wet-still: { title: It is not, go-to: both }
afterwards:
  - { id: look-back, do: Look back }
`;
    const drilled = { ...scenario, runbook: 'deep' };
    const of = (all: readonly ExercisedIn[], scenarios: readonly Scenario[] = [scenario, drilled]): Coverage =>
      coverage(read(deep), { exercised: all, scenarios });
    expect(coverageLines(of([]))).toEqual([
      'Deep (deep): what was ever exercised',
      '',
      '  steps    0 of 6 (0 %)',
      '  options  0 of 2 (0 %)',
      '  tracks   0 of 1 (0 %)',
      '  injects  0 of 2 (0 %)',
      '',
      '  Nobody ever exercised it.',
      '',
      '  [ ] Both at once (both) — never',
      '    [ ] track: Wet (wet) — never',
      '      [ ] Every district (round) — never',
      '        [ ] Visit it (visit) — never',
      '  [ ] Is it dry? (dry) — never',
      '    [ ] option: It is (dry-now) — never',
      '      [ ] Over (over) — never',
      '    [ ] option: It is not (wet-still) — never',
      '  [ ] Look back (look-back) — never',
      '',
      'Injects of wet-night',
      '  [ ] It is wet. (sensor) — never',
      '  [ ] The press rings. (press) — never',
    ]);
    expect(of([])).not.toHaveProperty('last');
    expect(of([]).revision).toBe('2026-10-01');
    expect(cover()).not.toHaveProperty('revision');
    // A list is changed by its own wording, and not by that of a step inside it.
    const walked = memoryIncident({ runbooks: [deep.replace('Visit it', 'Go there')] });
    act(walked, 'Ane', { act: 'done', step: 'visit' }, 'x');
    expect(thing(of([exercised(walked)]), 'visit').changed).toBe(true);
    expect(thing(of([exercised(walked)]), 'round').changed).toBeUndefined();
  });

  test('what was exercised in another runbook of the same incident is none of this one; the last of all is when people did any of it', () => {
    const other = 'holdfast: 1\nid: other\ntitle: Other\nsteps:\n  - { id: look, do: Look elsewhere }\n';
    const elsewhere = memoryIncident({ runbooks: [other] });
    act(elsewhere, 'Bo', { act: 'done', step: 'look' });
    const autumn = night({ start: '2026-11-01T03:00:00+01:00' });
    act(autumn, 'Ane', { act: 'done', step: 'look' }, 'x');
    const summer = night({ start: '2026-07-01T03:00:00+02:00' });
    act(summer, 'Bo', { act: 'choose', step: 'in-or-not', option: 'slight' });
    const made = cover(exercised(autumn), exercised(elsewhere), exercised(summer));
    expect(made).toMatchObject({ incidents: 2, drills: 0, simulated: 0 });
    expect(thing(made, 'look')).toMatchObject({ incidents: 1, by: ['Ane'] });
    expect(made.last).toContain('2026-11-01');
  });

  test('is dated by when it was done, also where it was written down later, and the newest of all dates all', () => {
    const memory = night({ start: '2026-11-22T03:12:00+01:00' });
    memory.pass({ minutes: 60 });
    act(memory, 'Ane', { act: 'choose', step: 'in-or-not', option: 'slight' });
    const outcome = memory
      .session('Bo')
      .act({ act: 'done', step: 'look' }, { why: 'x', at: '2026-11-22T03:20:00+01:00' });
    expect(outcome.ok).toBe(true);
    const made = cover(exercised(memory));
    expect(thing(made, 'look').last?.at).toContain('T03:20');
    // It stands first in the runbook, and was not done last.
    expect(made.last).toContain('T04:12');
  });

  test('whoever did it again in the same night is named beside whoever did it first', () => {
    const memory = night();
    act(memory, 'Ane', { act: 'done', step: 'look' }, 'x');
    act(memory, 'Bo', { act: 'reopen', step: 'look' }, 'wet again');
    act(memory, 'Bo', { act: 'done', step: 'look' }, 'x');
    expect(thing(cover(exercised(memory)), 'look')).toMatchObject({ incidents: 1, by: ['Ane', 'Bo'] });
  });

  test('an option that was taken because nobody decided was exercised, by nobody; steps of an option do not decide for it', () => {
    const deciding = `holdfast: 1
id: deciding
title: Deciding
steps:
  - id: stay
    decide: Do we stay?
    default: { choose: leave, after: 10m }
    options:
      leave: { title: We leave, steps: [{ id: pack, do: Pack }] }
      remain: { title: We stay, steps: [{ id: bar, do: Bar the door }] }
`;
    const memory = memoryIncident({ runbooks: [deciding] });
    act(memory, 'Ane', { act: 'done', step: 'bar' }, 'ahead of it all');
    const early = coverage(read(deciding), { exercised: [exercised(memory)] });
    expect(thing(early, 'bar').incidents).toBe(1);
    expect(thing(early, 'stay').incidents).toBe(0);
    expect(thing(early, 'remain', 'option').incidents).toBe(0);
    expect(early.shares.track.exercised).toBe(0);
    memory.pass({ minutes: 11 });
    const made = coverage(read(deciding), { exercised: [exercised(memory)] });
    expect(thing(made, 'leave', 'option')).toMatchObject({ incidents: 1, by: [] });
    expect(thing(made, 'stay')).toMatchObject({ incidents: 1, by: [] });
  });

  test('what somebody else had decided already, and did not change the state, was not exercised', () => {
    const memory = night();
    act(memory, 'Ane', { act: 'choose', step: 'in-or-not', option: 'slight' });
    const chosen = memory.entries.find(({ type }) => type === 'choice.made');
    // The hall next door, cut off, chose otherwise in the same turn.
    const late = {
      ...chosen!,
      id: 'theirs',
      origin: 'theirs',
      seq: 1,
      data: { option: 'serious' },
    } as typeof chosen & {};
    const entries = [...memory.entries, { ...late, stamp: `${chosen!.stamp}9` }];
    const incident = replay(entries);
    expect(incident.misfits.map(({ entry }) => entry)).toEqual(['theirs']);
    const made = cover(exercisedIn({ incident, entries }));
    expect(thing(made, 'serious', 'option').incidents).toBe(0);
    expect(thing(made, 'slight', 'option').incidents).toBe(1);
  });

  test('an inject that was answered was exercised by whoever answered too; a role that nobody holds heard of none', () => {
    const asking = scenarioText.replace('message: It is wet. }', 'message: How wet is it?, answer: { within: 10m } }');
    const memory = night({ mode: 'drill', scenario: asking });
    memory.pass({ minutes: 6 });
    expect(thing(cover(exercised(memory)), 'sensor', 'inject')).toMatchObject({ drills: 1, by: [] });
    act(memory, 'Bo', { act: 'answer', inject: 'sensor', answer: 'To the knee' });
    expect(thing(cover(exercised(memory)), 'sensor', 'inject')).toMatchObject({ drills: 1, by: ['Bo'] });
  });

  test('of two in one second the one that was declared later comes first', () => {
    const [one, two] = [
      night({ start: '2026-11-01T03:00:00.800+01:00' }),
      night({ start: '2026-11-01T03:00:00.200+01:00' }),
    ];
    act(one, 'Ane', { act: 'done', step: 'look' }, 'x');
    act(two, 'Bo', { act: 'done', step: 'look' }, 'x');
    expect(thing(cover(exercised(one), exercised(two)), 'look').by).toEqual(['Bo', 'Ane']);
  });
});
