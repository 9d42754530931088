import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fill, references, truth, value } from '../../src/conditions/index.ts';
import type { World } from '../../src/conditions/index.ts';

const world: World = {
  facts: {
    water_depth: 5,
    water_kind: 'rain',
    people_out: true,
    zero: 0,
    arrived: '2026-11-21T03:00:00+01:00',
    halls_wet: ['A', 'B'],
  },
  org: { nis2_entity: true, halls: ['A', 'B'], nothing: null, standby_site: 'north' },
  steps: {
    'people-first': { state: 'done', at: '2026-11-21T01:30:00Z', by: 'Ana' },
    'water-rising': { state: 'done', chose: 'rising' },
  },
  clocks: { 'public-update': { state: 'running', due: '2026-11-21T04:00:00+01:00' } },
  services: {
    'citizen-sign-in': { state: 'lost', title: 'Citizen sign-in', fallback: 'Counter service with paper forms' },
  },
  incident: { title: 'Flood', began: '2026-11-21T02:50:00+01:00' },
};

describe('a condition is true, false or unknown', () => {
  test.each([
    ['facts.water_depth > 4', true],
    ['facts.water_depth == 5', true],
    ['facts.water_depth == 5.0', true],
    ['facts.zero == 0', true],
    ['facts.water_depth + 1 == 6', true],
    ['facts.water_depth - 1 == 4.0', true],
    ['facts.water_depth * 2 > 9.5', true],
    ['facts.water_depth / 2 == 2.5', true],
    ['10 / facts.water_depth == 2.0', true],
    ['6 - facts.water_depth == 1.0', true],
    ['facts.water_depth in [4, 5]', true],
    ['facts.water_depth > 5', false],
    ["facts.water_kind == 'rain'", true],
    ["steps['people-first'].state == 'done'", true],
    ["steps['water-rising'].chose == 'steady'", false],
    ["clocks['public-update'].state == 'running'", true],
    ["services['citizen-sign-in'].state == 'lost'", true],
    ["org.halls.exists(hall, hall == 'B')", true],
    ['size(org.halls) == 2', true],
    ['has(facts.significant)', false],
  ] as const)('%s is %s', (source, wanted) => {
    expect(truth(source, world)).toBe(wanted);
  });

  test.each([
    ['facts.significant', 'nobody answered it'],
    ['facts.significant && org.nis2_entity', 'the other side does not settle it'],
    ['!facts.significant', 'the opposite of unknown'],
    ["steps['nobody'].state == 'done'", 'no such step'],
    ["steps['people-first'].chose == 'x'", 'nothing was chosen there'],
    ['facts.water_depth', 'not a truth at all'],
    ['facts.water_depth >', 'does not parse'],
    ['facts.water_depth > "five"', 'does not type'],
    ['1 / 0 == 1', 'cannot be worked out'],
    ["'aaaa'.matches('(a+)+$')", 'a pattern may never end'],
    ['', 'empty'],
  ])('%s is unknown: %s', (source) => {
    expect(truth(source, world)).toBe('unknown');
  });

  test('what settles it alone settles it beside something unknown', () => {
    expect(truth('facts.significant && !org.nis2_entity', world)).toBe(false);
    expect(truth('facts.significant || org.nis2_entity', world)).toBe(true);
  });
});

describe('times', () => {
  test('compare as moments, whatever their offset', () => {
    expect(truth("facts.arrived > steps['people-first'].at", world)).toBe(true);
    expect(truth("clocks['public-update'].due - facts.arrived == duration('60m')", world)).toBe(true);
    expect(truth("incident.began < timestamp('2026-11-21T02:00:00Z')", world)).toBe(true);
  });

  test('stand beside all else that is read with them', () => {
    expect(truth("facts.arrived > steps['people-first'].at && facts.water_depth == 5", world)).toBe(true);
    expect(truth("steps['people-first'].at < facts.arrived && steps['people-first'].state == 'done'", world)).toBe(
      true,
    );
    expect(truth("steps['people-first'].at < facts.arrived && steps['water-rising'].state == 'done'", world)).toBe(
      true,
    );
    expect(truth("clocks['public-update'].due > facts.arrived && clocks['public-update'].state == 'met'", world)).toBe(
      false,
    );
  });

  test('compare also where the step or the clock is not named there', () => {
    expect(truth("steps.exists(id, steps[id].at > timestamp('2026-11-21T01:00:00Z'))", world)).toBe(true);
    expect(truth('clocks.all(id, clocks[id].due < facts.arrived)', world)).toBe(false);
    expect(truth("cel.bind(step, steps['people-first'], step.at < facts.arrived)", world)).toBe(true);
    expect(fill("{{ steps.map(id, id == 'people-first', steps[id].at) }}", world).text).toBe('2026-11-21T01:30:00Z');
  });

  test('are not made of a text that only looks like one', () => {
    const facts = { ticket: '2026', odd: '2026-13-45T03:00:00Z' };
    expect(truth("facts.ticket == '2026' && facts.odd == '2026-13-45T03:00:00Z'", { ...world, facts })).toBe(true);
  });

  test('read as they were written', () => {
    expect(fill("Due {{ clocks['public-update'].due }}", world).text).toBe('Due 2026-11-21T04:00:00+01:00');
    expect(value('facts.arrived', world)).toEqual({ known: true, value: '2026-11-21T03:00:00+01:00' });
  });
});

describe('texts are filled', () => {
  test('whole numbers have no decimals, lists have commas', () => {
    expect(fill('{{ facts.water_depth }} cm in {{org.halls}}, {{ facts.water_depth + 0.5 }}', world)).toEqual({
      text: '5 cm in A, B, 5.5',
      missing: [],
    });
    expect(fill("Use {{ services['citizen-sign-in'].fallback }}.", world).text).toBe(
      'Use Counter service with paper forms.',
    );
  });

  test('a time and what is missing are worded for people where somebody says how', () => {
    const said = { time: (at: string) => at.slice(11, 16), missing: (source: string) => source.replace('facts.', '') };
    expect(fill("{{ clocks['public-update'].due }}, {{ facts.water_kind }}, {{ facts.door }}", world, said)).toEqual({
      text: '04:00, rain, [not known yet: door]',
      missing: ['facts.door'],
    });
  });

  test('a number has no digits that it does not hold for certain, and a share of nothing is not known', () => {
    const facts = { tenth: 0.1, none: 0, rate: 1.1, number: 9_007_199_254_740_991 };
    expect(fill('{{ facts.tenth + 0.2 }} {{ facts.rate * 3 }} {{ facts.number }}', { ...world, facts }).text).toBe(
      '0.3 3.3 9007199254740991',
    );
    expect(fill('{{ facts.tenth / facts.none }}, {{ facts.none / facts.none }}', { ...world, facts }).missing).toEqual([
      'facts.tenth / facts.none',
      'facts.none / facts.none',
    ]);
  });

  test('what is no plain value reads as data', () => {
    const org = { site: { name: 'North', floors: 2 } };
    expect(fill("{{ org.site }}, {{ facts.people_out }}, {{ duration('90m') }}", { ...world, org }).text).toBe(
      '{"name":"North","floors":2}, true, 5400s',
    );
  });

  test('what is missing says so, and is listed', () => {
    expect(fill('Ground {{ facts.door }} and {{ org.nothing }}', world)).toEqual({
      text: 'Ground [not known yet: facts.door] and [not known yet: org.nothing]',
      missing: ['facts.door', 'org.nothing'],
    });
  });

  test('quotes may hold braces, and a brace left open is text', () => {
    expect(fill("{{ '}}' }} {{ org.halls", world).text).toBe('}} {{ org.halls');
    expect(fill('{{ "}}" + \'{{\' }}', world).text).toBe('}}{{');
    expect(fill(String.raw`{{ 'it\'s }} so' }} and "{{ org.halls[0] }}"`, world).text).toBe(`it's }} so and "A"`);
  });

  test('what a fact says is not looked at again, whatever stands in it', () => {
    const facts = { seen: '{{ org.halls }} }} {{ 1 / 0', more: 'plain' };
    expect(fill('{{ facts.seen }}{{ facts.more }}', { ...world, facts })).toEqual({
      text: '{{ org.halls }} }} {{ 1 / 0plain',
      missing: [],
    });
  });
});

test('a text as large as a file may be that opens quotes and closes none is read to its end', () => {
  const hostile = "{{\\'}}".repeat(170_000);
  expect(fill(hostile, world).missing).toHaveLength(170_000);
});

describe('what an expression gives is plain data', () => {
  test.each<[string, unknown]>([
    ['size(org.halls)', 2],
    ['[size(org.halls), 3]', [2, 3]],
    ["{'halls': size(org.halls)}", { halls: 2 }],
    ["duration('90m')", '5400s'],
    ['org.nothing', null],
  ])('%s', (source, given) => {
    expect(value(source, world)).toEqual({ known: true, value: given });
  });

  test.each(['facts.door', 'facts.', '1 / 0'])('%s: not known', (source) => {
    expect(value(source, world)).toEqual({ known: false });
  });

  test('the traces of errors elsewhere stay as long as they were', () => {
    const { stackTraceLimit } = Error;
    value('facts.door', world);
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });
});

test('a condition names what it reads, each once', () => {
  expect(
    references(
      "facts.a > 1 && facts['b'] < facts.a && steps['s-1'].state == 'done' && clocks['c'].state != services['d'].state && org.halls.exists(h, h == 'x')",
    ),
  ).toEqual({ facts: ['a', 'b'], steps: ['s-1'], clocks: ['c'], services: ['d'], org: ['halls'], more: false });
  expect(references('facts.a >')).toEqual({ facts: [], steps: [], clocks: [], services: [], org: [], more: false });
});

test.each(["incident.title == 'Flood'", "facts.ids.exists(id, services[id].state == 'lost')", 'size(clocks) > 1'])(
  'that %s reads more than it names is known',
  (source) => expect(references(source).more).toBe(true),
);

describe('what was evaluated once is evaluated anew where something that it reads is not what it was', () => {
  const another = (part: Partial<World>): World => ({ ...world, ...part });

  test.each<[source: string, then: Partial<World>, before: unknown, after: unknown]>([
    ['facts.water_depth > 4', { facts: { ...world.facts, water_depth: 3 } }, true, false],
    ['facts.water_depth > 4', { facts: {} }, true, 'unknown'],
    ['facts.people_out && facts.water_depth > 4', { facts: { ...world.facts, water_depth: 3 } }, true, false],
    ['facts.water_depth > 4 && facts.people_out', { facts: { ...world.facts, people_out: false } }, true, false],
    ['org.nis2_entity && facts.people_out', { org: { ...world.org, nis2_entity: false } }, true, false],
    ["has(facts.door) && facts.door == 'wet'", { facts: { ...world.facts, door: 'wet' } }, false, true],
    ["facts.halls_wet.exists(hall, hall == 'C')", { facts: { ...world.facts, halls_wet: ['C'] } }, false, true],
    ['has(steps.gone.chose)', { steps: { gone: { state: 'done' } } }, 'unknown', false],
    ['has(steps.gone.chose)', { steps: { gone: { state: 'done', chose: 'out' } } }, 'unknown', true],
    ["clocks['public-update'].state == 'met'", { clocks: { 'public-update': { state: 'met' } } }, false, true],
    ["steps.exists(id, steps[id].state == 'failed')", { steps: { x: { state: 'failed' } } }, false, true],
    ["incident.title == 'Fire'", { incident: { title: 'Fire' } }, false, true],
    ['org.halls[0] == org.halls[1]', { org: { halls: ['A', 'A'] } }, false, true],
  ])('%s', (source, then, before, after) => {
    for (const [now, expected] of [
      [world, before],
      [another(then), after],
      [another({}), before],
      [another(then), after],
    ] as const)
      expect(truth(source, now)).toBe(expected);
  });
});

test('evaluating never throws, whatever the source and the world', () => {
  const piece = fc.constantFrom(
    'facts',
    'org',
    '.',
    'a',
    "['a']",
    '==',
    '&&',
    '||',
    '!',
    '(',
    ')',
    '1',
    '0.5',
    "'x'",
    '>',
    '+',
    '-',
    '*',
    '/',
    '%',
    '?',
    ':',
    'in',
    '[',
    ']',
    'size',
    'has(facts.a)',
    'null',
    'exists(x, x == 1)',
    ' ',
    'timestamp(',
    'duration(',
    '{{',
    '}}',
  );
  const source = fc.oneof(
    fc.array(piece, { maxLength: 14 }).map((parts) => parts.join('')),
    fc.string(),
  );
  const record = fc.dictionary(fc.constantFrom('a', 'b', 'toString', 'constructor'), fc.anything());
  fc.assert(
    fc.property(source, record, record, (text, facts, org) => {
      const strange: World = { ...world, facts, org };
      expect([true, false, 'unknown']).toContain(truth(text, strange));
      value(text, strange);
      fill(text, strange);
      references(text);
    }),
    { numRuns: 2000 },
  );
});
