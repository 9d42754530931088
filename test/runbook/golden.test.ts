import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkRunbook } from '../../src/runbook/check.ts';
import { parseRunbook } from '../../src/runbook/index.ts';
import type { Library } from '../../src/runbook/index.ts';
import { toldAsInGoldenFiles, yamlFiles } from './golden-files.ts';
import { libraryOf } from './library.ts';

const folder = join(import.meta.dirname, '../runbooks');
const today = '2026-11-21';

const check = (file: string, library: Library) =>
  checkRunbook(readFileSync(join(folder, file), 'utf8'), file, library, { today });
const library = libraryOf(join(folder, 'library'));

describe('each wrong runbook gets the words of its .out file', () => {
  toldAsInGoldenFiles(folder, (file) => check(file, library));

  test.each([
    'tags: ^[a, b # not c]',
    "tags: ^[it's, b",
    "tags: [it's, ^'b",
    String.raw`tags: ^["a \" b", c`,
    "tags: ^['it''s', c",
    "tags: ['it''s', ^'c",
    'tags: ["a", ^"b',
    'tags: [[a], ^[b',
    'tags: [{ a: b }, ^{ c: d',
    'tags: ^[a: b, c',
    'use-when:\n  - ^[a, b',
    'use-when:\n  - a\n  - ^"b',
    'use-when:\n  - x-y\n  - ^[a\n',
    'tags: ^[a,\n  [b],\n  [c,\n  d],\n  e',
  ])('yaml-syntax: what nothing closes is shown where it was opened: %s', (marked) => {
    const lines = marked.split('\n');
    const at = lines.findIndex((line) => line.includes('^'));
    const text = `holdfast: 1\nid: sample\n${marked.replace('^', '')}\nsteps:\n  - { id: first, do: Look, expect: 1m }\n`;
    const [first] = checkRunbook(text, 'sample.yaml', library, { today });
    expect(first).toMatchObject({ rule: 'yaml-syntax', line: 3 + at, column: lines[at]!.indexOf('^') + 1 });
    expect(first?.message).toBe(
      `nothing closes the \`${lines[at]!.charAt(lines[at]!.indexOf('^') + 1)}\` that is opened here`,
    );
  });

  test('wrong-type: of a file that holds words, or a list, nothing else is told', () => {
    for (const text of ['Water in the hall\n', '- Water in the hall\n'])
      expect(checkRunbook(text, 'sample.yaml', library, { today })).toMatchObject([
        { rule: 'wrong-type', line: 1, hint: 'begin it with `holdfast: 1`' },
      ]);
  });

  test('no-organisation: a runbook that reads the organisation where there is none', () => {
    const alone: Library = { runbook: () => undefined, ids: [] };
    const said = checkRunbook(
      'holdfast: 1\nid: sample\ntitle: x\nowner: Bench\nsteps:\n  - { id: first, do: Look, expect: 1m, each: org.halls, when: org.nis2_entity }\n',
      'sample.yaml',
      alone,
      { today },
    );
    expect(said).toMatchObject([
      {
        rule: 'no-organisation',
        line: 6,
        message: '`org.nis2_entity` is read here, and no organisation.yaml stands beside the runbook',
      },
    ]);
  });

  test('no-organisation: where it cannot be read that is said once, with what is wrong with it, of a title too', () => {
    const fault = 'organisation.yaml, line 2: an organisation needs `name`';
    const beside: Library = { runbook: () => undefined, ids: [], organisationFault: fault };
    const said = checkRunbook(
      'holdfast: 1\nid: sample\ntitle: x\nowner: Bench\nsteps:\n  - { id: first, do: "Ring {{ org.standby_site }}", expect: 1m }\n  - { id: second, do: Look, expect: 1m, each: org.halls }\n',
      'sample.yaml',
      beside,
      { today },
    );
    expect(said).toMatchObject([
      {
        rule: 'no-organisation',
        line: 6,
        message: `\`org.standby_site\` is read here, and the organisation cannot be read: ${fault}`,
        hint: 'mend that file first; `holdfast runbook check` with its name shows all that is wrong in it',
      },
    ]);
  });

  test('the file is named for the rule that it shows', () => {
    const shown = yamlFiles(join(folder, 'err')).filter((name) => !/all-in-one-pass|template-names/.test(name));
    for (const name of shown) {
      const rules = check(`err/${name}`, library).map(({ rule }) => rule);
      expect(
        rules.some((rule) => name.startsWith(rule)),
        `${name}: ${rules.join(', ')}`,
      ).toBe(true);
    }
  });
});

describe('a fault of its shape keeps nothing back of what else is wrong with a runbook', () => {
  // What only may be missing waits until its neighbours are right: the slip may be why.
  const waits = new Set(['no-owner', 'old-revision']);
  const names = ['err', 'ok'].flatMap((kind) => yamlFiles(join(folder, kind)).map((name) => `${kind}/${name}`));
  test.each(names.filter((name) => name !== 'err/yaml-document-empty.yaml'))('%s', (name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const slip = `${text}${text.endsWith('\n') ? '' : '\n'}sumarry: x\n`;
    const said = checkRunbook(slip, name, library, { today });
    expect(said.filter(({ message }) => !message.includes('sumarry'))).toEqual(
      check(name, library).filter(({ rule }) => !waits.has(rule)),
    );
  });
});

describe('each right runbook passes', () => {
  test.each(yamlFiles(join(folder, 'ok')))('%s', (name) => {
    expect(check(`ok/${name}`, library)).toEqual([]);
  });

  test('the example of the format, beside its organisation and the runbook that it follows', () => {
    const beside = libraryOf(join(folder, 'ok/format-example'));
    const said = check('ok/format-example/data-centre-flood.yaml', beside);
    expect(said.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(check('ok/format-example/identity-platform-breach.yaml', beside)).toEqual([]);
  });

  test('the example without what stands beside it does not pass', () => {
    const alone: Library = { runbook: () => undefined, ids: [] };
    expect(
      check('ok/format-example/data-centre-flood.yaml', alone)
        .filter(({ severity }) => severity === 'error')
        .map(({ rule }) => rule),
    ).toEqual(['no-organisation', 'unknown-runbook']);
  });
});

describe('2,000 steps are read, those of followed runbooks among them', () => {
  const book = (id: string, count: number, more = ''): string =>
    `holdfast: 1\nid: ${id}\ntitle: T\nowner: X\nsteps:\n${more}${Array.from({ length: count }, (_, n) => `  - { id: ${id}-${n + 1}, do: Go on, expect: 1m }\n`).join('')}`;
  const said = (text: string, ...followed: string[]) => {
    const books = followed.map((other) => parseRunbook(other, 'other.yaml'));
    const known = new Map(books.flatMap((read) => ('runbook' in read ? [[read.runbook.id, read.runbook]] : [])));
    const beside: Library = { runbook: (id) => known.get(id), ids: [...known.keys()] };
    return checkRunbook(text, 'own.yaml', beside, { today });
  };

  test('of its own', () => {
    expect(said(book('own', 2000))).toEqual([]);
    expect(said(book('own', 2001))).toMatchObject([
      { rule: 'too-many-steps', line: 5, column: 1, message: '2001 steps; at most 2000 are read' },
    ]);
  });

  test('with those that it follows, at the last step that follows', () => {
    const two = '  - { id: first, follow: other }\n  - { id: second, follow: another }\n';
    const others = (count: number): string[] => [book('other', 500), book('another', count)];
    expect(said(book('own', 998, two), ...others(500))).toEqual([]);
    expect(said(book('own', 998, two), ...others(501))).toMatchObject([
      {
        rule: 'too-many-steps',
        line: 7,
        column: 27,
        message: 'with what it follows the runbook has more than 2000 steps',
      },
    ]);
  });
});

test('diagnostics stand in the order of the file', () => {
  const said = check('err/all-in-one-pass.yaml', library);
  const places = said.map(({ line, column }) => line * 1000 + column);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});
