import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCondition, checkTemplate } from '../../src/conditions/index.ts';
import type { Scope } from '../../src/conditions/index.ts';
import { markings } from '../../src/entry/index.ts';
import type { EntryData, IncidentState, Severity } from '../../src/entry/index.ts';
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
  'incident.declared < facts.arrived',
  // None of these is a state, a choice or an answer of ours that is misspelt.
  "facts.seen == 'steps.people-first'",
  "facts.water_kind + '!' == 'sewage!'",
  "org.water_kind == 'brackish'",
  "org.gate.state == 'open'",
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
