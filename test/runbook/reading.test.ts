import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { checkOrganisation, checkRunbook, formatDiagnostic } from '../../src/runbook/check.ts';
import { parseRunbook, readContacts, readOrganisation } from '../../src/runbook/index.ts';
import type { Library } from '../../src/runbook/index.ts';
import { readYaml } from '../../src/runbook/read-yaml.ts';

const empty: Library = { runbook: () => undefined, ids: [] };
const check = (text: string) => checkRunbook(text, 'sample.yaml', empty, { today: '2026-11-21' });
const rules = (text: string): string[] => check(text).map(({ rule }) => rule);
const naughty = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/naughty/blns.json'), 'utf8'),
) as string[];
const folder = join(import.meta.dirname, '../runbooks');
const withTitle = (title: string): string =>
  `holdfast: 1\nid: sample\ntitle: ${title}\nowner: Bench\nsteps:\n  - { id: first, do: Look, expect: 1m }\n`;

describe('the fast reader and the yaml library read the same data', () => {
  const files = ['ok', 'library', 'ok/format-example'].flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => join(part, name)),
  );

  test.each(files)('%s', (file) => {
    const text = readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '');
    const document = parseDocument(text, { version: '1.2', schema: 'core' });
    expect(document.errors).toEqual([]);
    expect(readYaml(text)).toMatchObject({ faults: [], data: document.toJS() as unknown });
  });

  test('of whatever data, in whatever style', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'yes',
        'no',
        'null',
        'true',
        '1',
        '0x1f',
        '1e3',
        '.5',
        '-',
        '~',
        '2026-10-01',
        'a: b',
        '# c',
        "it's",
        '"q"',
        ' lead',
        'trail ',
        'line\nline',
        '{{ org.x }}',
        '*a',
        '&a',
        '!a',
        '@a',
        '%a',
        '[',
        '}',
        '- a',
        '? a',
      ),
    );
    const key = fc
      .stringMatching(/^[a-z][a-z0-9_-]{0,8}$/)
      .filter((name) => !['constructor', 'prototype', 'true', 'false', 'null'].includes(name));
    const { data } = fc.letrec((tie) => ({
      data: fc.oneof(
        { depthSize: 'small' },
        word,
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('data'), { maxLength: 4 }),
        fc.dictionary(key, tie('data'), { maxKeys: 4 }),
      ),
    }));
    const styles = fc.record({
      indent: fc.constantFrom(2, 4),
      collectionStyle: fc.constantFrom('any' as const, 'flow' as const, 'block' as const),
      defaultStringType: fc.constantFrom(
        'PLAIN' as const,
        'QUOTE_SINGLE' as const,
        'QUOTE_DOUBLE' as const,
        'BLOCK_LITERAL' as const,
      ),
      lineWidth: fc.constantFrom(0, 40),
    });
    fc.assert(
      fc.property(fc.dictionary(key, data, { minKeys: 1, maxKeys: 6 }), styles, (value, style) => {
        const text = stringify(value, { ...style, aliasDuplicateObjects: false });
        const expected = parseDocument(text);
        const reading = readYaml(text);
        // Controls are refused by one of the two only; what has no fault reads alike.
        if (expected.errors.length > 0 || reading.faults.length > 0) return;
        expect(reading.data).toEqual(expected.toJS());
      }),
      { numRuns: 1000 },
    );
  });

  test.each(files)('%s with the line ends of Windows', (file) => {
    const text = readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '');
    expect(readYaml(text.replaceAll('\n', '\r\n'))).toMatchObject({ faults: [], data: readYaml(text).data });
  });

  test('bare words and numbers mean the same to both', () => {
    const known = [
      '0o17',
      '0o8',
      '0x1F',
      '0xg',
      '017',
      '1_000',
      '1.',
      '.5',
      '+.5e-3',
      '1e3',
      '-0',
      '+1',
      '--1',
      'null',
      'Null',
      'nULL',
      '~',
      'True',
      'yes',
      'on',
      '12:30',
      '2026-10-01',
      '1h',
      'NULL',
      'FALSE',
      '9007199254740993',
    ];
    const bare = fc.oneof(fc.constantFrom(...known), fc.stringMatching(/^[-+.0-9a-fA-FxoeE~_:]{1,8}$/));
    fc.assert(
      fc.property(bare, (word) => {
        const expected = parseDocument(`a: ${word}\n`);
        const reading = readYaml(`a: ${word}\n`);
        if (expected.errors.length > 0 || reading.faults.length > 0) return;
        expect(reading.data).toEqual(expected.toJS());
      }),
      { numRuns: 2000, examples: known.map((word) => [word]) },
    );
  });

  test('aliases repeat what they name', () => {
    expect(readYaml('a: &x [1, two]\nb: *x\nc: &y { d: *x }\ne: *y\n').data).toEqual({
      a: [1, 'two'],
      b: [1, 'two'],
      c: { d: [1, 'two'] },
      e: { d: [1, 'two'] },
    });
  });
});

describe('hostile text', () => {
  test('naughty strings, quoted and bare, never throw, and reach the terminal harmless', () => {
    for (const words of naughty) {
      for (const text of [withTitle(JSON.stringify(words)), withTitle(words), words, `${words}: 1`]) {
        const shown = check(text)
          .map((diagnostic) => formatDiagnostic(diagnostic))
          .join('\n');
        expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        parseRunbook(text, 'x');
        readOrganisation(text, 'x');
        readContacts(text, 'x');
      }
    }
  });

  test.each([
    ['in one line', `text: "${'{{ x }}'.repeat(100_000)}"\n`],
    ['in as many lines', `text: |\n${'      {{ x }}\n'.repeat(60_000)}`],
  ])('a fault every few characters %s of a file as large as one may be: each is named at its place', (_, text) => {
    const found = check(
      `holdfast: 1\nid: sample\ntitle: Water\nowner: Bench\nsteps:\n  - do: Look\n    id: look\n    ${text}`,
    );
    const places = found.filter(({ rule }) => rule === 'condition-name').map(({ line, column }) => `${line}:${column}`);
    expect(new Set(places).size).toBe(text.split('{{').length - 1);
  });

  test('any text at all never throws', () => {
    const piece = fc.constantFrom(
      'holdfast: 1\n',
      'id: a\n',
      'title: x\n',
      'steps:\n',
      '  - ',
      'id: b',
      'do: c',
      ', ',
      '{',
      '}',
      '[',
      ']',
      '\n',
      '  ',
      ': ',
      '*a',
      '&a ',
      '!t ',
      '"',
      "'",
      '|',
      '>',
      '#',
      '---\n',
      '<<: ',
      'facts:\n',
      'when: ',
      '{{',
      '}}',
      '\t',
      '? ',
      'options: ',
      'go-to: b',
      'follow: a',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
        ),
        (text) => {
          for (const { line, column, length } of check(text))
            expect(Math.min(line, column, length)).toBeGreaterThanOrEqual(1);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('any damage to a good runbook never throws and is never silent about the schema', () => {
    const good = readFileSync(join(folder, 'ok/every-verb.yaml'), 'utf8');
    fc.assert(
      fc.property(
        fc.nat(good.length - 1),
        fc.nat(40),
        fc.constantFrom('', 'x', ': ', '- ', '5', '[', '{}', 'null', "'", '\n', ' '),
        (at, removed, put) => {
          const text = good.slice(0, at) + put + good.slice(at + removed);
          const said = check(text);
          const refused = 'diagnostics' in parseRunbook(text, 'x');
          expect(!refused || said.some(({ severity }) => severity === 'error')).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('a billion laughs ends at once', () => {
    const levels = Array.from(
      { length: 30 },
      (_, n) => `l${n}: &l${n} [${Array.from({ length: 10 }, () => (n === 0 ? 'ha' : `*l${n - 1}`)).join(', ')}]`,
    );
    expect(rules(`${levels.join('\n')}\n`)).toEqual(['yaml-alias']);
  });

  test('an alias inside what it names is refused', () => {
    expect(rules('holdfast: 1\nid: &x [*x]\n')).toContain('yaml-alias');
  });

  test('two mebibytes are not read', () => {
    expect(rules(withTitle('x'.repeat(2 * 1024 * 1024)))).toEqual(['too-large']);
  });

  test('the limit counts bytes, not letters', () => {
    expect(rules(withTitle('å'.repeat(600 * 1024)))).toEqual(['too-large']);
    expect(rules(withTitle('a'.repeat(600 * 1024)))).toEqual([]);
  });

  test('collections a thousand deep are not read', () => {
    expect(rules(`a: ${'['.repeat(1000)}${']'.repeat(1000)}\n`)).toEqual(['yaml-syntax']);
    expect(rules(`a: ${'{a: '.repeat(1000)}`)).toEqual(['yaml-syntax']);
  });

  test('seventeen lists of steps are one too many, sixteen are not', () => {
    const nested = (levels: number): string =>
      levels === 1
        ? '[{ id: bottom, do: Here, expect: 1m }]'
        : `[{ id: l${levels}, repeat: Round, times: 1, steps: ${nested(levels - 1)} }]`;
    const book = (levels: number): string =>
      `holdfast: 1\nid: sample\ntitle: x\nowner: Bench\nsteps: ${nested(levels)}\n`;
    expect(rules(book(16))).toEqual([]);
    expect(rules(book(17))).toEqual(['too-deep']);
  });

  test('a byte order mark is passed over, and columns do not count it', () => {
    expect(rules(`\uFEFF${withTitle('Flood')}`)).toEqual([]);
    expect(check('\uFEFFholdfast: 2\n')[0]).toMatchObject({ line: 1, column: 1 });
  });

  test('keys that would reach into JavaScript are refused everywhere', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      expect('diagnostics' in readOrganisation(`holdfast: 1\nname: City\nsites:\n  ${key}: x\n`, 'x')).toBe(true);
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('organisation and contacts', () => {
  test('any further snake_case key may stand in an organisation', () => {
    expect(
      readOrganisation('holdfast: 1\nname: City\nhalls: [A, B]\nsites: [{ name: North, metres: 4.5 }]\n', 'x'),
    ).toEqual({
      organisation: { holdfast: 1, name: 'City', halls: ['A', 'B'], sites: [{ name: 'North', metres: 4.5 }] },
    });
    expect(readOrganisation('holdfast: 1\nname: City\nStandby-Site: north\n', 'x')).toMatchObject({
      diagnostics: [{ rule: 'bad-id', line: 3, column: 1, hint: 'write `standby_site`' }],
    });
  });

  test('all that is wrong with an organisation is told in one pass: a zone and days that there are not, too', () => {
    const text = `holdfast: 1
name: Testby
timezone: Europe/Kopenhagen
holidays: ['2026-02-29', '2026-12-25', 25-12-2026]
retention: { incidents: 5 yers }
`;
    expect(checkOrganisation(text, 'organisation.yaml')).toMatchObject([
      { line: 3, column: 11, rule: 'unknown-timezone', message: '`Europe/Kopenhagen` is not a time zone' },
      { line: 4, column: 13, rule: 'bad-date', message: '`2026-02-29` is not a day of the calendar' },
      { line: 4, column: 40, rule: 'bad-date', message: '`25-12-2026` is not a day' },
      { line: 5, rule: 'duration' },
    ]);
    expect(
      checkOrganisation("holdfast: 1\nname: Testby\ntimezone: UTC\nholidays: ['2028-02-29']\n", 'organisation.yaml'),
    ).toEqual([]);
    expect(checkOrganisation('', 'organisation.yaml')).toMatchObject([{ rule: 'yaml-document' }]);
  });

  test('a number without quotes would lose its plus sign', () => {
    expect(
      readContacts(
        'holdfast: 1\ncontacts:\n  lead: { name: Ana, numbers: [{ kind: mobile, number: +4512345678 }] }\n',
        'x',
      ),
    ).toMatchObject({ diagnostics: [{ rule: 'wrong-type', line: 3 }] });
  });
});
