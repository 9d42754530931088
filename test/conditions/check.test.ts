import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCondition, checkTemplate } from '../../src/conditions/index.ts';
import type { Scope } from '../../src/conditions/index.ts';
import { markings } from '../../src/entry/index.ts';
import type { EntryData, IncidentState, Severity } from '../../src/entry/index.ts';
import type { ClockState, ServiceState } from '../../src/incident/index.ts';
import type { StepState } from '../../src/statechart/index.ts';
import { listed } from '../../src/text/index.ts';

const scope: Scope = {
  facts: {
    water_depth: { type: 'number' },
    people_out: { type: 'boolean' },
    water_kind: { type: 'choice', of: ['clean', 'rain', 'sewage'] },
    arrived: { type: 'time' },
    halls_wet: { type: 'list' },
    seen: { type: 'text' },
    who: { type: 'text', privacy: 'personal' },
    door_code: { type: 'text', privacy: 'secret' },
  },
  org: {
    nis2_entity: true,
    halls: ['A', 'B'],
    standby_site: 'north',
    depth_limit: 5,
    sites: [{ name: 'North' }],
    water_kind: 'salt',
    gate: { state: 'shut' },
    severity: 'high',
    levels: [4, 5],
    none: [],
    mixed: [1, 'two'],
  },
  steps: new Set(['people-first', 'water-rising', 'measure']),
  clocks: new Set(['public-update']),
  services: new Set(['citizen-sign-in']),
  options: { 'water-rising': ['rising', 'steady'] },
};

const check = (source: string, wants: 'boolean' | 'list' | 'any' = 'boolean') => checkCondition(source, scope, wants);

test.each([
  'facts.water_depth > 5',
  'facts.water_depth == 0',
  'facts.water_depth >= 1.5 || facts.people_out',
  'facts.water_depth > org.depth_limit',
  'facts.water_depth in [1, 2]',
  "facts.water_kind == 'sewage'",
  "facts.water_kind in ['clean', 'rain']",
  'facts.people_out && org.nis2_entity',
  'has(facts.water_depth)',
  "steps['people-first'].state == 'done'",
  "steps.measure.state != 'skipped'",
  "steps['water-rising'].chose == 'rising'",
  "clocks['public-update'].state == 'running'",
  "services['citizen-sign-in'].state == 'lost'",
  "facts.arrived < steps['people-first'].at",
  "facts.arrived > timestamp('2026-11-21T03:00:00+01:00')",
  "'A' in facts.halls_wet",
  'size(facts.halls_wet) > 1',
  "org.sites.exists(s, s.name == 'North')",
  "incident.severity == 'sev1'",
  'has(incident.severity) && incident.severity < "sev3"',
  'incident.declared < facts.arrived',
  "facts.arrived - incident.declared > duration('48h')",
  "facts.arrived.getHours('Europe/Copenhagen') > 17",
  'int(facts.water_depth) % 2 == 0',
  '(1 + 2) * 3 > facts.water_depth',
  "steps.exists(id, steps[id].state == 'failed')",
  // None of these is a state, a choice or an answer of ours that is misspelt.
  "facts.seen == 'steps.people-first'",
  "facts.water_kind + '!' == 'sewage!'",
  "org.water_kind == 'brackish'",
  "org.gate.state == 'open'",
  "org.severity == 'critical'",
  'facts.water_depth in org.levels',
  "'A' in org.none || size(org.mixed) > 1",
  "org.halls[0] + '!' == 'A!'",
  "steps['water-rising'].by == 'Ana'",
  "org.sites[0].name == 'North'",
])('fits: %s', (source) => {
  expect(check(source)).toEqual([]);
});

describe('a fault is named, placed, and its way out said', () => {
  test.each([
    ['facts.water_dept > 5', 'unknown-fact', 'water_dept', 'did you mean `water_depth`?'],
    ["steps['peple-first'].state == 'done'", 'unknown-step', "'peple-first'", 'did you mean `people-first`?'],
    [
      "clocks['public-updates'].due == facts.arrived",
      'unknown-clock',
      "'public-updates'",
      'did you mean `public-update`?',
    ],
    [
      "services['citizen-signin'].state == 'up'",
      'unknown-service',
      "'citizen-signin'",
      'did you mean `citizen-sign-in`?',
    ],
    ['org.nis2_entiti', 'unknown-org', 'nis2_entiti', 'did you mean `nis2_entity`?'],
    ["steps['people-first'].stat == 'done'", 'condition-name', 'stat', 'did you mean `state`?'],
    ['steps.people-first.state == "done"', 'condition-name', 'steps.people-first', "write `steps['people-first']`"],
    ['water_depth > 5', 'condition-name', 'water_depth', 'write `facts.water_depth`'],
    ["facts.water_kind == 'swage'", 'impossible-value', "'swage'", 'did you mean `sewage`?'],
    ["facts.water_kind != 'swage'", 'impossible-value', "'swage'", 'did you mean `sewage`?'],
    ["'swage' == facts.water_kind", 'impossible-value', "'swage'", 'did you mean `sewage`?'],
    ["facts.water_kind in ['rain', 'swage']", 'impossible-value', "'swage'", 'did you mean `sewage`?'],
    ["clocks['public-update'].state == 'runing'", 'impossible-value', "'runing'", 'did you mean `running`?'],
    ["services['citizen-sign-in'].state == 'lsot'", 'impossible-value', "'lsot'", 'did you mean `lost`?'],
    ["incident.state == 'stabilized'", 'impossible-value', "'stabilized'", 'did you mean `stabilised`?'],
    ["incident.severity in ['sev1', 'critical']", 'impossible-value', "'critical'", undefined],
    ['!facts.water_depth', 'condition-type', '!facts.water_depth', 'compare it with something first'],
    ['-facts.people_out', 'condition-type', '-facts.people_out', 'only of a number is there a negative one'],
    ["steps['people-first'].chose == 'rising'", 'condition-name', 'chose', "read its `state`, for example `== 'done'`"],
    [
      'facts.toString == facts.seen',
      'unknown-fact',
      'toString',
      'there are `water_depth`, `people_out`, `water_kind`, `arrived`, `halls_wet`, `seen`, `who` and `door_code`',
    ],
    ['org.flood_gate', 'unknown-org', 'flood_gate', 'add `flood_gate:` to organisation.yaml'],
    ["steps['people-first'].state == 'finished'", 'impossible-value', "'finished'", undefined],
    ["steps['water-rising'].chose == 'risin'", 'impossible-value', "'risin'", 'did you mean `rising`?'],
    ["facts.door_code == '1234'", 'private-fact', 'door_code', 'let a fact that is not private decide'],
    ["facts.who == 'Ana'", 'private-fact', 'who', 'let a fact that is not private decide'],
    ["incident.title == 'Flood'", 'incident-words', 'title', 'let the severity, the state or a fact decide'],
    ["incident.severty == 'sev1'", 'condition-name', 'severty', 'did you mean `severity`?'],
    ['facts.water_depth = 5', 'condition-syntax', '=', 'compare with `==`'],
    ['facts.people_out and facts.water_depth > 1', 'condition-syntax', 'and', 'write `&&`'],
    ['facts.people_out OR facts.water_depth > 1', 'condition-syntax', 'OR', 'write `||`'],
    ['not facts.people_out', 'condition-syntax', 'not', 'write `!`'],
    ['facts.water_depth => 5', 'condition-syntax', '=>', 'write `>=`'],
    ['facts.water_depth =< 5', 'condition-syntax', '=<', 'write `<=`'],
    ['facts.water_depth <> 5', 'condition-syntax', '<>', 'write `!=`'],
    ['facts.people_out & org.nis2_entity', 'condition-syntax', '&', 'write `&&`'],
    ['facts.people_out | org.nis2_entity', 'condition-syntax', '|', 'write `||`'],
    ['facts.water_kind == “rain”', 'condition-syntax', '“', 'write straight quotes: `\'` or `"`'],
    [
      'facts.water_depth >',
      'condition-syntax',
      '',
      'a condition looks like `facts.water_depth > 5 && org.nis2_entity`',
    ],
    ["facts.water_depth > 'five'", 'condition-type', "facts.water_depth > 'five'", undefined],
    [
      "facts.arrived > '2026-11-21'",
      'condition-type',
      "facts.arrived > '2026-11-21'",
      "write a time as `timestamp('2026-11-21T03:00:00+01:00')`",
    ],
    [
      'facts.water_depth',
      'condition-type',
      'facts.water_depth',
      'compare it with something, for example `facts.water_depth > 5`',
    ],
    [
      'facts.water_kind.matches("(a+)+")',
      'condition-function',
      'facts.water_kind.matches("(a+)+")',
      'use `contains`, `startsWith` or `endsWith`',
    ],
    ['', 'condition-syntax', '', 'write what it depends on, for example `facts.water_depth > 5`, or leave the key out'],
  ])('%s', (source, rule, marked, hint) => {
    const problems = check(source);
    expect(problems).toHaveLength(1);
    const [problem] = problems;
    expect(problem?.rule).toBe(rule);
    expect(source.slice(problem?.start, problem?.end)).toBe(marked);
    expect(problem?.hint).toBe(hint);
  });

  test.each([
    ['depth_limit > 5', 'write `org.depth_limit`'],
    ["incidnt.state == 'open'", 'did you mean `incident`?'],
    ['zebra > 5', 'conditions read `facts`, `org`, `steps`, `clocks`, `services` and `incident`'],
    ["clocks['public-update'] == 'met'", 'read its state: write `.state` behind it'],
    ["services['citizen-sign-in'] == 'lost'", 'read its state: write `.state` behind it'],
    ["clocks['public-update'].chose == 'met'", undefined],
    ['facts.water_depth % 2 == 0', 'only whole numbers leave a remainder: write `int(…)` around the other'],
    ['facts.people_out ? facts.water_depth : 0', 'write the whole number with its decimals, for example `0.0`'],
    ['facts.water_depth ? 1 : 2', 'compare it with something first'],
    [
      "facts.halls_wet.contains('A')",
      "only of a text; whether a list has something is asked with `in`: `'A' in facts.halls`",
    ],
    ['facts.arrived.year > 2025', "ask for a part of it, for example `facts.arrived.getHours('Europe/Copenhagen')`"],
  ])('%s: what to write', (source, hint) => {
    expect(check(source).map((problem) => problem.hint)).toEqual([hint]);
  });

  test.each([
    ['!facts.seen', '`!` is not defined of a text'],
    ['-facts.arrived == 5', '`-` is not defined of a time'],
    ["facts.people_out && 'x'", '`&&` and `||` join conditions, and this is a text'],
    ['facts.water_depth in facts.halls_wet', '`in` is not defined between a number and a list'],
    ['facts.water_depth > steps', '`>` is not defined between a number and a map'],
    [
      'facts.water_depth == 5u',
      '`==` is not defined between a number that may have decimals and a number written with `u`',
    ],
    ['facts.people_out ? facts.seen : 5', 'both answers of `? :` must be of one kind; these are a text and a number'],
    ['facts.water_depth ? 1 : 2', 'what stands before `?` must be true or false, and this is a number'],
    ["has(steps['water-rising'].chose)", '`has(…)` takes names joined by points alone'],
    ['facts.water_depth[0] == 1', 'a number has no parts that could be read'],
    ["facts.water_depth.contains('a')", 'there is no function `contains` of a number that takes (a text)'],
    ['length(facts.seen, 5) > 1', 'there is no function `length` that takes (a text, a number)'],
    ["clocks['public-update'].chose == 'met'", 'a clock has no `chose`; it has `state` and `due`'],
    ["incident.declared > '2026-11-21T03:00:00Z'", '`>` is not defined between a time and a text'],
    ['incident.severity > 3', '`>` is not defined between a text and a number'],
    ['facts.water_depth > > 5', 'the condition does not parse: unexpected token: `>`'],
    ['facts..water_depth', 'the condition does not parse: expected a name, got `.`'],
    ['(facts.people_out', 'the condition does not parse: expected `)`, got the end'],
    ['facts.water_depth >', 'the condition does not parse: it ends too early'],
  ])('%s: %s', (source, message) => {
    expect(check(source).map((problem) => problem.message)).toEqual([message]);
  });

  test('of facts and of the incident nothing is read unnamed: some of them may decide nothing, or stand in no command', () => {
    for (const source of [
      'incident',
      '[incident][0].title',
      "incident['ti' + 'tle']",
      'cel.bind(all, incident, all.title)',
      'facts',
      'facts[facts.seen]',
      "cel.bind(all, facts, all.who) == 'Ana'",
    ])
      for (const [problem, ...more] of [check(source, 'any'), checkTemplate(`{{ ${source} }}`, scope, 'a command')]) {
        const root = source.includes('facts') ? 'facts' : 'incident';
        expect(more).toEqual([]);
        expect(problem).toMatchObject({
          rule: 'condition-name',
          message: `only what is named is read of \`${root}\``,
          hint: `name it, for example \`${root === 'facts' ? 'facts.water_depth' : 'incident.severity'}\``,
        });
      }
  });

  test('what no time can change is worked out beforehand: of the right type, it would never hold', () => {
    const wrong = (source: string): unknown =>
      check(source).map(({ rule, start, end, message }) => [rule, source.slice(start, end), message]);
    for (const time of ['2026-11-21', '2026-11-21T03:00:00.000', '2026-02-30T03:00:00Z', 'tomorrow'])
      expect(wrong(`facts.arrived > timestamp('${time}')`)).toEqual([
        ['impossible-value', `'${time}'`, `\`${time}\` is no moment`],
      ]);
    for (const time of ["timestamp('2026-11-21T03:00Z')", 'timestamp(999999999999)'])
      expect(wrong(`facts.arrived > ${time}`)).toEqual([['impossible-value', time, `\`${time}\` is no moment`]]);
    for (const length of ['2 days', '1d', '90', ''])
      expect(
        wrong(`timestamp('2026-11-21T03:00:00Z') - duration('${length}') > timestamp('2026-11-20T03:00:00Z')`),
      ).toEqual([
        ['impossible-value', `duration('${length}')`, `\`duration('${length}')\` is no duration of conditions`],
      ]);
    expect(wrong('facts.water_depth > 1 / 0 && facts.water_depth < 7 % 0')).toEqual([
      ['impossible-value', '1 / 0', 'this can never be worked out: division by zero'],
      ['impossible-value', '7 % 0', 'this can never be worked out: modulo by zero'],
    ]);
  });

  test.each([
    "facts.seen == 'this and that = “odd”' &&",
    'facts.seen == "not | this',
    String.raw`facts.seen == 'it\'s = so`,
  ])('what stands in quotes is no word of conditions, also where they are left open: %s', (source) => {
    expect(check(source)).toMatchObject([
      { hint: 'a condition looks like `facts.water_depth > 5 && org.nis2_entity`' },
    ]);
  });

  test('several names at once, in the order written', () => {
    expect(check("facts.b > 1 && steps['a'].state == 'done'").map(({ rule }) => rule)).toEqual([
      'unknown-fact',
      'unknown-step',
    ]);
  });

  test('what is compared and what is named stand in the order written too', () => {
    expect(check("facts.b > 1 && facts.water_kind == 'swage' && facts.c").map(({ rule }) => rule)).toEqual([
      'unknown-fact',
      'impossible-value',
      'unknown-fact',
    ]);
  });

  test('what else there is, is said of as many as can be taken in at a glance', () => {
    const among = (count: number): string | undefined => {
      const clocks = new Set(Array.from({ length: count }, (_, n) => `clock-${n + 1}`));
      return checkCondition("clocks['press'].state == 'met'", { ...scope, clocks }, 'boolean')[0]?.hint;
    };
    expect(among(0)).toBe('this runbook declares no clocks');
    expect(among(8)).toBe(
      'there are `clock-1`, `clock-2`, `clock-3`, `clock-4`, `clock-5`, `clock-6`, `clock-7` and `clock-8`',
    );
    expect(among(1)).toBe('there is `clock-1`');
    expect(among(9)).toBe('name one of the 9 clocks that there are');
  });

  test('what an incident can be is what its entries can say of it', () => {
    const every: { readonly [field: string]: readonly string[] } = {
      mode: Object.keys({ real: 0, drill: 0 } satisfies Record<EntryData['incident.declared']['mode'], 0>),
      state: Object.keys({
        open: 0,
        stabilised: 0,
        resolved: 0,
        closed: 0,
        'stood-down': 0,
      } satisfies Record<IncidentState, 0>),
      severity: Object.keys({ sev1: 0, sev2: 0, sev3: 0, sev4: 0, sev5: 0 } satisfies Record<Severity, 0>),
      tlp: markings,
    };
    for (const [field, words] of Object.entries(every))
      expect(check(`incident.${field} == 'nothing'`)[0]?.message).toBe(
        `\`incident.${field}\` is never \`nothing\`; it is one of ${listed(words)}`,
      );
  });

  test('what a step, a clock and a service can be is what the record can say of them', () => {
    const every = [
      [
        "steps['people-first']",
        Object.keys({
          waiting: 0,
          active: 0,
          awaiting: 0,
          done: 0,
          skipped: 0,
          failed: 0,
          passed: 0,
          'left-open': 0,
        } satisfies Record<StepState, 0>),
      ],
      [
        "clocks['public-update']",
        Object.keys({
          'not-started': 0,
          provisional: 0,
          running: 0,
          met: 0,
          missed: 0,
          'set-aside': 0,
        } satisfies Record<ClockState['state'], 0>),
      ],
      [
        "services['citizen-sign-in']",
        Object.keys({ up: 0, suspect: 0, lost: 0 } satisfies Record<ServiceState['state'], 0>),
      ],
    ] as const;
    for (const [thing, words] of every)
      expect(check(`${thing}.state == 'nothing'`)[0]?.message).toContain(`it is one of ${listed(words)}`);
  });

  test('names that begin like those of a runbook which cannot be read are let through, of steps alone', () => {
    const unread = { ...scope, unread: ['move/'] };
    expect(checkCondition("steps['move/first'].state == 'done'", unread, 'boolean')).toEqual([]);
    expect(checkCondition("clocks['move/first'].state == 'met'", unread, 'boolean')).toHaveLength(1);
  });

  test('a step may be read whole', () => {
    expect(check("steps['people-first']", 'any')).toEqual([]);
  });

  test('a choice whose answers are missing is told of where it is declared, not at each comparison', () => {
    const facts = { ...scope.facts, water_kind: { type: 'choice' as const } };
    expect(checkCondition("facts.water_kind == 'rain'", { ...scope, facts }, 'boolean')).toEqual([]);
  });

  test('loops stand two deep at most', () => {
    const deep = (inner: string): string => `org.halls.exists(a, org.halls.exists(b, ${inner}))`;
    expect(check(deep('a == b'))).toEqual([]);
    expect(check(`${deep('a == b')} && ${deep('a != b')}`)).toEqual([]);
    expect(check(deep('org.halls.exists(c, a == c)'))).toMatchObject([
      { rule: 'condition-function', message: 'loops more than 2 deep', hint: 'split the condition over several facts' },
    ]);
    expect(check(deep("facts.seen.matches('(a+)+')"))).toMatchObject([{ rule: 'condition-function' }]);
  });

  test('a list where a list is wanted', () => {
    expect(check('org.halls', 'list')).toEqual([]);
    expect(check('org.levels', 'list')).toEqual([]);
    expect(check("[1, 'two']", 'list')).toEqual([]);
    expect(check('org.standby_site', 'list')[0]).toMatchObject({
      rule: 'condition-type',
      message: 'this is a text; a list is wanted here',
    });
  });

  test('without an organisation its names are let through', () => {
    expect(
      checkCondition('org.anything && org.halls.exists(h, h == 1)', { ...scope, org: undefined }, 'boolean'),
    ).toEqual([]);
  });
});

describe('texts', () => {
  test('each {{ }} is checked where it stands', () => {
    const text = "Depth {{ facts.water_dept }} and {{ services['x'].title }}";
    expect(checkTemplate(text, scope).map(({ start, end, rule }) => [rule, text.slice(start, end)])).toEqual([
      ['unknown-fact', 'water_dept'],
      ['unknown-service', "'x'"],
    ]);
  });

  test('what is personal may stand in a text, a secret may not', () => {
    expect(checkTemplate('Missing: {{ facts.who }}', scope)).toEqual([]);
    expect(checkTemplate('Code {{ facts.door_code }}', scope)).toMatchObject([{ rule: 'private-fact' }]);
    expect(checkTemplate('{{ incident.title }}', scope)).toEqual([]);
  });

  test('what an incident has is more for a text than for what decides', () => {
    const fields = '`id`, `alias`, `mode`, `state`, `severity`, `declared`, `began`, `detected`';
    const [inText] = checkTemplate('{{ incident.colour }}', scope);
    expect(inText?.message).toBe(
      `an incident has no \`colour\`; it has ${fields}, \`tlp\`, \`title\`, \`reason\`, \`impact\`, \`detected-by\`, \`cause\`, \`trigger\`, \`area\` and \`people\``,
    );
    expect(check('incident.colour')[0]?.message).toBe(`an incident has no \`colour\`; it has ${fields} and \`tlp\``);
  });

  test('what may not be read there says what to do instead', () => {
    expect(checkTemplate('{{ incident.title }}', scope, 'a deadline')[0]?.hint).toBe(
      'let the severity, the state or a fact decide',
    );
    expect(checkTemplate('{{ incident.title }}', scope, 'a command')[0]?.hint).toBe(
      'its arguments are recorded for good: let it ask for what is private itself',
    );
  });

  test('what is personal, or somebody said, stands in no command, deadline or checklist', () => {
    for (const reader of ['a command', 'a deadline', 'a checklist'] as const) {
      expect(checkTemplate('{{ facts.who }}', scope, reader)).toMatchObject([{ rule: 'private-fact' }]);
      expect(checkTemplate('{{ incident.title }}', scope, reader)).toMatchObject([{ rule: 'incident-words' }]);
      expect(checkTemplate('{{ facts.water_depth }}', scope, reader)).toEqual([]);
    }
  });

  test('nothing between braces is marked where something should stand', () => {
    expect(checkTemplate('Depth {{ }} cm', scope)).toMatchObject([
      { rule: 'condition-syntax', message: 'an empty condition' },
    ]);
    const [problem] = checkTemplate('Depth {{   }} cm', scope);
    expect('Depth {{   }} cm'.slice(problem?.start)).toMatch(/^ *}} cm$/);
  });

  test('a brace left open', () => {
    expect(checkTemplate('Depth {{ facts.water_depth', scope)).toMatchObject([
      { rule: 'template-syntax', start: 6, end: 8 },
    ]);
  });
});

test('checking never throws, and what it marks lies in the source', () => {
  fc.assert(
    fc.property(fc.string(), (source) => {
      for (const problem of [...check(source), ...checkTemplate(source, scope)]) {
        expect(problem.start).toBeGreaterThanOrEqual(0);
        expect(problem.start).toBeLessThanOrEqual(source.length);
      }
    }),
    { numRuns: 2000 },
  );
});
