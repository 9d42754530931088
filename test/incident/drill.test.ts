import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnyEntry } from '../../src/entry/index.ts';
import { injectsAhead, phaseNow, wallWhen, replay, toSnapshot, fromSnapshot } from '../../src/incident/index.ts';
import type { Act } from '../../src/incident/index.ts';
import { millis } from '../../src/time/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';

const runbook = readFileSync(new URL('../runbooks/drills/library/cellar-flood.yaml', import.meta.url), 'utf8');

const head = `holdfast: 1
id: wet-night
title: A wet night
runbook: cellar-flood
lasts: 2h
overview: { kind: tabletop, scope: The first hours, threat: Water, sponsor: The mayor, contact: Resilience }
objectives: { calm: { statement: Calm, capability: Operational coordination, element: training, rated: true } }
`;

const drill = (injects: string, more = ''): MemoryIncident =>
  memoryIncident({ mode: 'drill', scenario: `${head}${more}injects:\n${injects}`, runbooks: [runbook] });

const came = ({ entries }: MemoryIncident): string[] =>
  entries.flatMap((entry) => (entry.type === 'inject.delivered' ? [entry.data.inject] : []));
const skipped = ({ entries }: MemoryIncident): string[] =>
  entries.flatMap((entry) => (entry.type === 'inject.skipped' ? [entry.data.inject] : []));

/** Minutes after the start, on the exercise's clock, at which it happened. */
const minutesOf = (memory: MemoryIncident, entry: AnyEntry): number =>
  (millis(entry.at) - millis(memory.incident.drill?.begun ?? '')) / 60_000;
const times = (memory: MemoryIncident): Record<string, number[]> => {
  const found: Record<string, number[]> = {};
  for (const entry of memory.entries)
    if (entry.type === 'inject.delivered') (found[entry.data.inject] ??= []).push(minutesOf(memory, entry));
  return found;
};

function done(memory: MemoryIncident, act: Act, why?: string): void {
  const outcome = memory.session('Anna').act(act, why === undefined ? {} : { why });
  if (!outcome.ok) throw new Error(outcome.refusal.message);
}
const refusal = (memory: MemoryIncident, act: Act, why?: string): string => {
  const outcome = memory.session('Anna').act(act, why === undefined ? {} : { why });
  return outcome.ok ? 'not refused' : `${outcome.refusal.message} ${outcome.refusal.hint ?? ''}`.trim();
};

describe('an inject comes', () => {
  test('at its time on the exercise clock, in its own words, to its roles, once', () => {
    const memory = drill(
      "  - { id: sensor, at: 5m, to: [lead], from: Panel, by: alarm, message: 'Wet at {{ org.name }}.' }\n",
    );
    memory.pass({ minutes: 4 });
    expect(came(memory)).toEqual([]);
    memory.pass({ minutes: 10 });
    memory.pass({ minutes: 10 });
    const entry = memory.entries.find(({ type }) => type === 'inject.delivered');
    expect(entry).toMatchObject({
      via: 'drill',
      by: { name: 'holdfast' },
      data: { inject: 'sensor', to: ['lead'] },
      words: 'Wet at unnamed organisation.',
    });
    expect(times(memory)).toEqual({ sensor: [5] });
  });

  test('when what the responders did makes its condition true, and not before', () => {
    const memory = drill("  - { id: dark, when: \"steps['in-or-not'].chose == 'serious'\", message: It is dark. }\n");
    memory.pass({ minutes: 9 });
    done(memory, { act: 'done', step: 'look' }, 'seen');
    memory.pass({ minutes: 1 });
    expect(came(memory)).toEqual([]);
    done(memory, { act: 'choose', step: 'in-or-not', option: 'serious' });
    memory.pass({ seconds: 1 });
    expect(times(memory)).toEqual({ dark: [10] });
  });

  test('when any step is so, or any clock, without its name', () => {
    const memory = drill(
      '  - { id: trouble, when: "steps.exists(id, steps[id].state == \'failed\')", message: Trouble. }\n  - { id: kept, when: "clocks.all(id, clocks[id].state == \'met\')", message: Kept. }\n',
    );
    memory.pass({ minutes: 3 });
    expect(came(memory)).toEqual([]);
    done(memory, { act: 'fail', step: 'look' }, 'No key.');
    memory.pass({ minutes: 1 });
    expect(times(memory)).toEqual({ trouble: [3] });
  });

  test('after its delay, counted from when its condition first held, also where it holds no more by then', () => {
    const memory = drill('  - { id: deep, when: facts.water_depth > 5, delay: 10m, message: Deep. }\n');
    memory.pass({ minutes: 3 });
    done(memory, { act: 'fact', values: [{ fact: 'water_depth', value: 9 }] });
    memory.pass({ minutes: 2 });
    done(memory, { act: 'fact', values: [{ fact: 'water_depth', value: 0 }] });
    memory.pass({ minutes: 30 });
    expect(times(memory)).toEqual({ deep: [13] });
  });

  test('any and all mixed: what stands in `all` must hold at the same time', () => {
    const memory = drill(
      '  - { id: first, at: 2m, message: First. }\n' +
        '  - { id: mixed, when: { all: [{ at: 10m }, { any: [facts.water_depth > 5, { after: first }] }, facts.power_on == true] }, message: Mixed. }\n',
    );
    done(memory, { act: 'fact', values: [{ fact: 'power_on', value: true }] });
    memory.pass({ minutes: 8 });
    done(memory, { act: 'fact', values: [{ fact: 'power_on', value: false }] });
    memory.pass({ minutes: 10 });
    expect(came(memory)).toEqual(['first']);
    done(memory, { act: 'fact', values: [{ fact: 'power_on', value: true }] });
    memory.pass({ seconds: 1 });
    expect(times(memory)).toEqual({ first: [2], mixed: [18] });
  });

  test('in a chain, each its delay after the one before', () => {
    const memory = drill(
      '  - { id: a, at: 1m, message: A. }\n  - { id: b, after: a, delay: 2m, message: B. }\n  - { id: c, after: b, delay: 3m, message: C. }\n',
    );
    memory.pass({ minutes: 20 });
    expect(times(memory)).toEqual({ a: [1], b: [3], c: [6] });
  });

  test('in the branch that the players took, and in no other', () => {
    const memory = drill(
      '  - { id: yes, branch: serious, delay: 1m, message: Yes. }\n  - { id: no, branch: slight, delay: 1m, message: No. }\n',
      "branches:\n  serious: { title: It is, when: \"steps['in-or-not'].chose == 'serious'\" }\n  slight: { title: It is not, when: \"steps['in-or-not'].chose == 'slight'\" }\n",
    );
    done(memory, { act: 'done', step: 'look' }, 'seen');
    done(memory, { act: 'choose', step: 'in-or-not', option: 'slight' });
    memory.pass({ minutes: 30 });
    expect(came(memory)).toEqual(['no']);
  });

  test('not at all where its `unless` holds at its time, and the record says so', () => {
    const memory = drill(
      "  - { id: press, at: 5m, unless: \"steps['look'].state == 'done'\", message: Is it true? }\n  - { id: late, at: 6m, unless: \"steps['tell'].state == 'done'\", message: Tell. }\n",
    );
    done(memory, { act: 'done', step: 'look' }, 'seen');
    memory.pass({ minutes: 30 });
    expect(came(memory)).toEqual(['late']);
    expect(skipped(memory)).toEqual(['press']);
    expect(memory.entries.find(({ type }) => type === 'inject.skipped')?.data).toEqual({
      inject: 'press',
      unless: true,
    });
    expect(refusal(memory, { act: 'inject', inject: 'press' })).toBe('"press" was skipped.');
  });

  test('again and again, so often, until it is answered', () => {
    const injects =
      '  - { id: nurse, at: 5m, repeat: { every: 10m, times: 4, until: { answered: nurse } }, answer: { of: [list, tablet] }, message: Which list? }\n';
    const memory = drill(injects);
    memory.pass({ minutes: 16 });
    done(memory, { act: 'answer', inject: 'nurse', answer: 'List' });
    memory.pass({ minutes: 60 });
    expect(times(memory)).toEqual({ nurse: [5, 15] });
    expect(skipped(memory)).toEqual(['nurse']);
    const whole = drill(injects);
    whole.pass({ hours: 3 });
    expect(times(whole)).toEqual({ nurse: [5, 15, 25, 35] });
  });

  test('by what was answered', () => {
    const memory = drill(
      "  - { id: mayor, at: 1m, answer: { of: ['yes', 'no'] }, message: Promise. }\n  - { id: glad, when: { answered: mayor, as: 'yes' }, message: Good. }\n  - { id: sad, when: { answered: mayor, as: 'no' }, delay: 2m, message: Bad. }\n",
    );
    expect(refusal(memory, { act: 'answer', inject: 'mayor', answer: 'no' })).toBe('"mayor" has not come yet.');
    memory.pass({ minutes: 2 });
    expect(refusal(memory, { act: 'answer', inject: 'mayor', answer: 'perhaps' })).toBe(
      '"perhaps" is no answer to "mayor". One of: yes, no.',
    );
    done(memory, { act: 'answer', inject: 'mayor', answer: 'no' });
    memory.pass({ minutes: 10 });
    expect(times(memory)).toEqual({ mayor: [1], sad: [4] });
    expect(refusal(memory, { act: 'answer', inject: 'mayor', answer: 'yes' })).toBe(
      '"mayor" is answered already, by Anna.',
    );
  });

  test('by hand only where it says so; and any one by hand before its time', () => {
    const memory = drill('  - { id: push, by-hand: true, message: Go. }\n  - { id: late, at: 50m, message: Late. }\n');
    memory.pass({ minutes: 10 });
    expect(came(memory)).toEqual([]);
    done(memory, { act: 'inject', inject: 'late' });
    done(memory, { act: 'inject', inject: 'push' });
    memory.pass({ hours: 3 });
    expect(times(memory)).toEqual({ late: [10], push: [10] });
    expect(refusal(memory, { act: 'inject', inject: 'push' })).toBe('"push" has come already.');
    expect(refusal(memory, { act: 'inject', inject: 'lat' })).toBe(
      'There is no inject "lat" in this incident. Did you mean "late"?',
    );
  });

  test('what is planned for a time does not come by it where somebody has to let it, nor what the players should do by then', () => {
    const memory = drill(
      '  - { id: push, by-hand: true, at: 5m, message: Go. }\n  - { id: out, kind: expected-action, at: 6m, message: They go out. }\n',
    );
    memory.pass({ minutes: 30 });
    expect(came(memory)).toEqual([]);
    done(memory, { act: 'inject', inject: 'push' });
    expect(times(memory)).toEqual({ push: [30] });
  });

  test('a name that is none tells nothing of what is to come, not even what it is called', () => {
    const memory = drill(
      '  - { id: it-was-me, at: 50m, message: It was me., answer: { ask: And? } }\n  - { id: rain, at: 1m, message: Rain., answer: { ask: And? } }\n',
    );
    memory.pass({ minutes: 2 });
    for (const act of [
      { act: 'inject', inject: 'it-was' },
      { act: 'inject', inject: '3' },
      { act: 'answer', inject: 'it-was', answer: 'x' },
    ] as const)
      expect(refusal(memory, act)).toMatch(
        /^There is no inject [^.]*in this incident\. Whoever runs the exercise has them:/,
      );
    expect(refusal(memory, { act: 'answer', inject: 'rein', answer: 'x' })).toMatch(/Did you mean "rain"\?$/);
  });

  test('held it waits, let go it comes, skipped for a reason it never comes', () => {
    const memory = drill('  - { id: a, at: 5m, message: A. }\n  - { id: b, at: 5m, message: B. }\n');
    done(memory, { act: 'hold-inject', inject: 'a' });
    expect(refusal(memory, { act: 'hold-inject', inject: 'a' })).toBe('"a" is held already.');
    expect(refusal(memory, { act: 'skip-inject', inject: 'b' })).toMatch(/^An inject is skipped for a reason\./);
    done(memory, { act: 'skip-inject', inject: 'b' }, 'They are far behind.');
    memory.pass({ minutes: 20 });
    expect(came(memory)).toEqual([]);
    done(memory, { act: 'release-inject', inject: 'a' });
    memory.pass({ seconds: 1 });
    expect(came(memory)).toEqual(['a']);
    expect(memory.entries.find(({ type }) => type === 'inject.skipped')?.words).toBe('They are far behind.');
  });

  test('when it is let go, where it was held past its time: what it is asked by, and what follows it, counts from then', () => {
    const memory = drill(
      '  - { id: call, at: 10m, message: Call. }\n  - { id: again, after: call, delay: 5m, message: Again. }\n  - { id: news, at: 5m, message: News., repeat: { every: 5m, times: 3 } }\n  - { id: early, at: 40m, message: Early. }\n',
    );
    memory.pass({ minutes: 6 });
    for (const inject of ['call', 'news', 'early']) done(memory, { act: 'hold-inject', inject });
    memory.pass({ minutes: 14 });
    expect(times(memory)).toEqual({ news: [5] });
    for (const inject of ['call', 'news', 'early']) done(memory, { act: 'release-inject', inject });
    memory.pass({ minutes: 30 });
    expect(times(memory)).toEqual({ call: [20], again: [25], news: [5, 20, 25], early: [40] });
  });

  test('what was said by mistake is taken back: an answer, a rating, a skip; what was told is not', () => {
    const memory = drill(
      "  - { id: mayor, at: 1m, answer: { of: ['yes', 'no'] }, message: Promise. }\n  - { id: glad, when: { answered: mayor, as: 'no' }, delay: 5m, message: Good. }\n  - { id: call, at: 10m, message: Call. }\n",
    );
    const rated = () => memory.incident.drill?.rated['calm']?.map(({ rating }) => rating);
    memory.pass({ minutes: 2 });
    done(memory, { act: 'answer', inject: 'mayor', answer: 'yes' });
    done(memory, { act: 'undo' });
    done(memory, { act: 'answer', inject: 'mayor', answer: 'no' });
    done(memory, { act: 'rate', objective: 'calm', rating: 'P' });
    done(memory, { act: 'rate', objective: 'calm', rating: 'U' });
    done(memory, { act: 'undo' });
    expect(rated()).toEqual(['P']);
    done(memory, { act: 'observe', objective: 'calm', rating: 'M', words: 'Loud.' });
    expect(rated()).toEqual(['P', 'M']);
    done(memory, { act: 'undo' });
    expect(rated()).toEqual(['P']);
    done(memory, { act: 'skip-inject', inject: 'call' }, 'They are behind.');
    memory.pass({ minutes: 18 });
    done(memory, { act: 'undo' });
    memory.pass({ minutes: 1 });
    expect(times(memory)).toEqual({ mayor: [1], glad: [7], call: [20] });
    const asItWas = memory.incident.drill;
    for (const [act, why] of [
      [{ act: 'improvise', words: 'The lift rings' }, 'What the players were told cannot be taken back.'],
      [{ act: 'join' }, 'Who was there stays in the record.'],
      [{ act: 'facilitate' }, 'Who was there stays in the record.'],
    ] as const) {
      done(memory, act);
      expect(refusal(memory, { act: 'undo' })).toContain(why);
    }
    expect(replay(memory.entries).drill).toEqual(memory.incident.drill);
    expect(memory.incident.drill?.injects).toEqual(asItWas?.injects);
  });

  test('whoever holds one lets it go: that is no undo', () => {
    const memory = drill('  - { id: call, at: 10m, message: Call. }\n');
    done(memory, { act: 'hold-inject', inject: 'call' });
    expect(refusal(memory, { act: 'undo' })).toBe(
      'An inject is held and let go by acts of their own. hold-inject INJECT, or let-go INJECT',
    );
    expect(memory.incident.drill?.injects['call']?.held).toBe(true);
  });

  test('an act by which one came is still taken back', () => {
    const memory = drill("  - { id: dark, when: \"steps['look'].state == 'done'\", message: It is dark. }\n");
    done(memory, { act: 'done', step: 'look' }, 'seen');
    memory.pass({ minutes: 1 });
    done(memory, { act: 'undo' });
    expect(came(memory)).toEqual(['dark']);
  });

  test('never where it is what the players should do, or later than the exercise lasts, or once that has ended', () => {
    const memory = drill(
      '  - { id: expected, kind: expected-action, at: 1m, message: They look. }\n  - { id: beyond, when: facts.water_depth > 5, delay: 1h, message: Beyond. }\n  - { id: soon, at: 90m, message: Soon. }\n',
    );
    memory.pass({ minutes: 70 });
    done(memory, { act: 'fact', values: [{ fact: 'water_depth', value: 9 }] });
    done(memory, { act: 'exercise', change: 'real-world' }, 'A real pipe has burst.');
    expect(memory.incident.exercise?.realWorld).toBe(true);
    memory.pass({ hours: 5 });
    expect(came(memory)).toEqual([]);
    expect(refusal(memory, { act: 'inject', inject: 'soon' })).toBe('The exercise has ended.');
  });
});

describe('the exercise clock', () => {
  const three =
    '  - { id: a, at: 5m, message: A. }\n  - { id: b, at: 30m, message: B. }\n  - { id: c, after: b, delay: 20m, message: C. }\n';

  test('a pause of three hours moves nothing: none early, none late, none twice', () => {
    const memory = drill(three);
    memory.pass({ minutes: 10 });
    done(memory, { act: 'exercise', change: 'pause' });
    memory.pass({ hours: 3 });
    expect(came(memory)).toEqual(['a']);
    done(memory, { act: 'exercise', change: 'resume' });
    memory.pass({ minutes: 19 });
    expect(came(memory)).toEqual(['a']);
    memory.pass({ minutes: 1 });
    expect(came(memory)).toEqual(['a', 'b']);
    memory.pass({ minutes: 20 });
    expect(times(memory)).toEqual({ a: [5], b: [30], c: [50] });
  });

  test('a night in which nobody had it open is taken out of it; wall and exercise time are both kept', () => {
    const memory = drill(three);
    memory.pass({ minutes: 5 });
    memory.away({ hours: 17 });
    done(memory, { act: 'exercise', change: 'left' });
    expect(came(memory)).toEqual(['a']);
    done(memory, { act: 'exercise', change: 'resume' });
    memory.pass({ minutes: 24 });
    expect(came(memory)).toEqual(['a']);
    memory.pass({ minutes: 1 });
    expect(times(memory)).toEqual({ a: [5], b: [30] });
    const b = memory.entries.findLast(({ type }) => type === 'inject.delivered');
    const wall = millis(b?.recorded ?? '') - millis(memory.entries[0]?.recorded ?? '');
    expect(wall / 3_600_000).toBeCloseTo(17.5, 5);
  });

  test('runs from 0.1 to 100 times the wall for people, and no faster', () => {
    const memory = drill(three);
    done(memory, { act: 'exercise', change: { speed: 100 } });
    memory.pass({ seconds: 18 });
    expect(times(memory)).toEqual({ a: [5], b: [30] });
    expect(refusal(memory, { act: 'exercise', change: { speed: 101 } })).toMatch(/^101 is no speed/);
    expect(refusal(memory, { act: 'exercise', change: { speed: 0.05 } })).toMatch(/^0.05 is no speed/);
  });

  test('what was held comes when it is let go, also where the time of the exercise is over by then', () => {
    const memory = drill(three);
    done(memory, { act: 'hold-inject', inject: 'a' });
    memory.pass({ minutes: 130 });
    expect(came(memory)).toEqual(['b', 'c']);
    done(memory, { act: 'release-inject', inject: 'a' });
    memory.pass({ seconds: 1 });
    expect(times(memory)).toEqual({ a: [130], b: [30], c: [50] });
  });

  const phases =
    'phases:\n  - { id: night, title: Night, at: 0m, until: 40m }\n  - { id: dawn, title: Dawn, at: 60m }\n  - { id: day, title: Day, at: 90m }\n';

  test('jumps by itself at the end of a phase, and the jump is recorded', () => {
    const memory = drill(`${three}  - { id: morning, at: 61m, message: Morning. }\n`, phases);
    memory.pass({ minutes: 41 });
    expect(memory.entries.filter(({ type }) => type === 'exercise.jumped')).toHaveLength(1);
    expect(phaseNow(memory.incident, memory.session('Anna').now())?.id).toBe('dawn');
    memory.pass({ minutes: 1 });
    expect(times(memory)).toEqual({ a: [5], b: [30], c: [50], morning: [61] });
    expect(memory.incident.drill?.jumps).toMatchObject([{ phase: 'dawn' }]);
  });

  test('jumps to a phase by hand, never back; what was jumped over comes at once, in its order', () => {
    const memory = drill(three, phases);
    done(memory, { act: 'exercise', change: { phase: 'day' } });
    memory.pass({ seconds: 1 });
    expect(came(memory)).toEqual(['a', 'b', 'c']);
    expect(times(memory)).toEqual({ a: [5], b: [30], c: [50] });
    expect(refusal(memory, { act: 'exercise', change: { phase: 'dawn' } })).toMatch(/does not go back/);
    expect(refusal(memory, { act: 'exercise', change: { phase: 'dusk' } })).toMatch(/no phase "dusk"/);
    memory.pass({ hours: 1 });
    expect(memory.entries.filter(({ type }) => type === 'exercise.jumped')).toHaveLength(1);
  });
});

const lawful = `  - { id: a, at: 5m, message: A. }
  - { id: b, at: 30m, delay: 2m, message: B. }
  - { id: c, after: b, delay: 7m, message: C. }
  - { id: d, when: { any: [{ at: 70m }, facts.water_depth > 5] }, delay: 3m, message: D. }
  - { id: e, at: 20m, unless: facts.water_depth > 5, message: E. }
  - { id: f, at: 11m, repeat: { every: 13m, times: 3 }, message: F. }
  - { id: g, when: { all: [{ at: 15m }, facts.power_on == true] }, message: G. }
`;

type Move = { readonly kind: 'pass' | 'away'; readonly seconds: number } | { readonly kind: 'act'; readonly act: Act };

const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 2000 }) }),
    fc.record({ kind: fc.constant('away' as const), seconds: fc.integer({ min: 1, max: 20_000 }) }),
    fc.record({
      kind: fc.constant('act' as const),
      act: fc.oneof(
        fc.constantFrom<Act>(
          { act: 'exercise', change: 'pause' },
          { act: 'exercise', change: 'left' },
          { act: 'exercise', change: 'resume' },
          { act: 'exercise', change: { phase: 'dawn' } },
          { act: 'exercise', change: { phase: 'day' } },
          { act: 'inject', inject: 'c' },
          { act: 'inject', inject: 'f' },
          { act: 'hold-inject', inject: 'a' },
          { act: 'release-inject', inject: 'a' },
        ),
        fc.constantFrom(0.1, 0.5, 3, 100).map((speed): Act => ({ act: 'exercise', change: { speed } })),
        fc.integer({ min: 0, max: 9 }).map((value): Act => ({ act: 'fact', values: [{ fact: 'water_depth', value }] })),
        fc.boolean().map((value): Act => ({ act: 'fact', values: [{ fact: 'power_on', value }] })),
      ),
    }),
  ),
  { maxLength: 25 },
);

describe('whatever the order of pauses, speeds, jumps and crashes', () => {
  const phases =
    'phases:\n  - { id: night, title: Night, at: 0m, until: 50m }\n  - { id: dawn, title: Dawn, at: 60m }\n  - { id: day, title: Day, at: 90m }\n';

  test('no inject comes twice or never, none early, none late, and the clock never goes back', () => {
    fc.assert(
      fc.property(moves, (given) => {
        const memory = drill(lawful, phases);
        let byHand = false;
        for (const move of given) {
          if (move.kind === 'act') {
            const outcome = memory.session('Anna').act(move.act);
            byHand ||= outcome.ok && move.act.act === 'inject';
          } else if (move.kind === 'pass') memory.pass({ seconds: move.seconds });
          else {
            // Gone without a word, and whoever comes back sets the clock right first.
            memory.away({ seconds: move.seconds });
            memory.session('Anna').act({ act: 'exercise', change: 'left' });
          }
        }
        memory.session('Anna').act({ act: 'exercise', change: 'resume' });
        memory.session('Anna').act({ act: 'release-inject', inject: 'a' });
        memory.session('Anna').act({ act: 'fact', values: [{ fact: 'power_on', value: true }] });
        memory.session('Anna').act({ act: 'exercise', change: { speed: 100 } });
        memory.pass({ hours: 1 });

        const found = times(memory);
        const gone = skipped(memory);
        const wanted: Record<string, number> = { a: 1, b: 1, c: 1, d: 1, e: gone.includes('e') ? 0 : 1, f: 3 };
        for (const [id, count] of Object.entries(wanted)) expect([id, found[id]?.length ?? 0]).toEqual([id, count]);
        const letGo = memory.entries.flatMap((entry) =>
          entry.type === 'inject.held' && entry.data.lifted === true ? [minutesOf(memory, entry)] : [],
        );
        expect(found['a']).toEqual([Math.max(5, ...letGo)]);
        expect(found['b']).toEqual([32]);
        expect(found['e'] ?? []).toEqual(gone.includes('e') ? [] : [20]);
        expect(byHand ? [39] : found['c']).toEqual([39]);
        expect(byHand ? [11, 24, 37] : found['f']).toEqual([11, 24, 37]);
        expect(found['d']?.[0] ?? Infinity).toBeLessThanOrEqual(73);

        const shown = memory.entries.map((entry) => millis(entry['exercise-at'] ?? entry.at));
        expect(shown.every((at, index) => index === 0 || at >= (shown[index - 1] ?? 0) || crashed(memory, index))).toBe(
          true,
        );
        const early = memory.entries.filter(
          ({ type, via, at, 'exercise-at': now }) =>
            type === 'inject.delivered' && via === 'drill' && millis(at) > millis(now ?? ''),
        );
        expect(early).toEqual([]);
        expect(memory.incident.misfits).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('the same timeline gives the same drill: from any prefix, and from a snapshot of it', () => {
    fc.assert(
      fc.property(moves, fc.nat(), (given, cut) => {
        const memory = drill(lawful, phases);
        for (const move of given) {
          if (move.kind === 'act') memory.session('Anna').act(move.act);
          else memory.pass({ seconds: move.seconds });
        }
        const { entries, incident } = memory;
        const place = cut % (entries.length + 1);
        const before = replay(entries.slice(0, place));
        expect(replay(entries.slice(place), before).drill).toEqual(incident.drill);
        const followed = entries.filter((entry) => entry.type === 'runbook.followed');
        expect(fromSnapshot(toSnapshot(incident), () => followed)?.drill).toEqual(incident.drill);
      }),
      { numRuns: 60 },
    );
  });
});

/** Only the entry that takes an absence out of the clock sets it to what it showed before. */
const crashed = ({ entries }: MemoryIncident, index: number): boolean =>
  entries.slice(Math.max(0, index - 1), index + 1).some((entry) => entry.type === 'exercise.paused');

test('what has still to come is told with its time as far as that is known', () => {
  const memory = drill(
    '  - { id: a, at: 5m, message: A. }\n  - { id: b, after: a, delay: 2m, message: B. }\n  - { id: c, at: 9m, message: C. }\n',
  );
  done(memory, { act: 'hold-inject', inject: 'c' });
  const { drill: state } = memory.incident;
  const ahead = state === undefined ? [] : injectsAhead(state);
  const minutes = (at: number | undefined): number | undefined =>
    at === undefined ? undefined : (at - millis(state?.begun ?? '')) / 60_000;
  expect(ahead.map(({ inject, at, held }) => [inject.id, minutes(at), held])).toEqual([
    ['a', 5, false],
    ['b', undefined, false],
    ['c', 9, true],
  ]);
});

test('when what is to come will be, on the clock of the wall: at its speed, without what the clock jumps over, and not while it stands', () => {
  const memory = drill(
    '  - { id: dark, at: 30m, message: It is dark. }\n  - { id: grey, at: 75m, message: It is grey. }\n  - { id: light, at: 95m, message: It is light. }\n',
    'phases:\n  - { id: night, title: Night, at: 0m, until: 20m }\n  - { id: dawn, title: Dawn, at: 60m, until: 80m }\n  - { id: day, title: Day, at: 90m }\n',
  );
  const onTheWall = (): (string | undefined)[] =>
    injectsAhead(memory.incident.drill!).map(({ at = NaN }) => wallWhen(memory.incident, at)?.slice(11, 19));
  // It began at 03:12: ten minutes, then twice as fast.
  memory.pass({ minutes: 10 });
  done(memory, { act: 'exercise', change: { speed: 2 } });
  expect(onTheWall()).toEqual(['03:27:00', '03:34:30', '03:39:30']);
  memory.pass({ minutes: 5 });
  expect(times(memory)).toEqual({ dark: [30] });
  expect(onTheWall()).toEqual(['03:34:30', '03:39:30']);
  done(memory, { act: 'exercise', change: 'pause' });
  expect(onTheWall()).toEqual([undefined, undefined]);
  done(memory, { act: 'exercise', change: 'resume' });
  expect(onTheWall()).toEqual(['03:34:30', '03:39:30']);
});

test('with a facilitator who goes the clock stands where the scenario has it so, unless it stands already or has ended', () => {
  const pauses = (memory: MemoryIncident): number =>
    memory.entries.filter(({ type }) => type === 'exercise.paused').length;
  const away = (before: Act | undefined, staff = 'staff: { facilitator-away: pause }\n'): number => {
    const memory = drill('  - { id: a, at: 10m, message: A. }\n', staff);
    done(memory, { act: 'facilitate' });
    if (before !== undefined) done(memory, before);
    const already = pauses(memory);
    done(memory, { act: 'facilitator-left' });
    return pauses(memory) - already;
  };
  expect(away(undefined)).toBe(1);
  expect(away(undefined, '')).toBe(0);
  expect(away({ act: 'exercise', change: 'pause' })).toBe(0);
  expect(away({ act: 'exercise', change: 'end' })).toBe(0);
});

test('whoever joins after something was told, and later than the first two minutes, was late', () => {
  const late = (minutes: number, words?: string): unknown => {
    const memory = drill('  - { id: a, at: 30m, message: A. }\n');
    if (words !== undefined) done(memory, { act: 'improvise', words });
    memory.pass({ minutes });
    done(memory, { act: 'join' });
    return memory.entries.findLast(({ type }) => type === 'participant.joined')?.data;
  };
  expect(late(1, 'The lift rings')).toEqual({});
  expect(late(2, 'The lift rings')).toEqual({ late: 'PT2M' });
  expect(late(20)).toEqual({});
  expect(late(31)).toEqual({ late: 'PT31M' });
});

test('what players are told by hand has words, and goes to roles that there are; an answer has words too', () => {
  const memory = drill(
    "  - { id: press, at: 1m, answer: {}, message: Why? }\n  - { id: mayor, at: 1m, answer: { of: ['Yes, now', 'no'] }, message: Now? }\n",
  );
  memory.pass({ minutes: 1 });
  const before = memory.entries.length;
  expect(refusal(memory, { act: 'improvise', words: ' ' })).toContain('Say what the players are told.');
  expect(refusal(memory, { act: 'improvise', words: 'Come', to: ['lead', 'led'] })).toBe(
    'There is no role "led" in this incident. Did you mean "lead"?',
  );
  expect(refusal(memory, { act: 'answer', inject: 'press', answer: ' ' })).toBe(
    'The answer is empty. answer press WORDS',
  );
  expect(refusal(memory, { act: 'observe', words: ' ' })).toBe('Say what was seen. observe WORDS');
  expect(memory.entries).toHaveLength(before);
  done(memory, { act: 'improvise', words: 'Come', to: ['lead'] });
  done(memory, { act: 'answer', inject: 'press', answer: 'We do not know yet' });
  done(memory, { act: 'answer', inject: 'mayor', answer: ' yes, NOW ' });
  expect(memory.incident.drill?.improvised).toMatchObject([{ to: ['lead'], unheld: ['lead'], words: 'Come' }]);
  expect(memory.incident.drill?.injects['press']?.answered?.words).toBe('We do not know yet');
  expect(memory.incident.drill?.injects['mayor']?.answered?.option).toBe('Yes, now');
});

test('a scenario that cannot be read, or a second one, or in an incident, is refused and changes nothing', () => {
  const source = { text: 'holdfast: 1\nid: x\n', sha256: 'ab' };
  expect(refusal(memoryIncident({}), { act: 'scenario', source })).toMatch(/^This is no drill\./);
  const memory = drill('  - { id: a, at: 5m, message: A. }\n');
  expect(refusal(memory, { act: 'scenario', source })).toBe('This drill plays A wet night already.');
  expect(refusal(memoryIncident({ mode: 'drill' }), { act: 'scenario', source })).toMatch(
    /^This scenario cannot be played: line 1: a scenario needs/,
  );
  expect(refusal(memoryIncident({ mode: 'drill' }), { act: 'inject', inject: 'a' })).toMatch(
    /^No scenario is played here\./,
  );
});
