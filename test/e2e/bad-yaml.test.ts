import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, Desk } from '../support/cli.ts';
import { smallFlood } from '../support/small-flood.ts';

const head = 'holdfast: 1\nid: bad\ntitle: Bad\nowner: Nobody\nrevision: 2026-10-01\n';
const steps = 'steps:\n  - id: one\n    do: One\n    expect: 1m\n';

const laughs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  .map((n) => `x-${n}: &a${n} [${Array.from({ length: 9 }, () => (n === 0 ? 'ha' : `*a${n - 1}`)).join(', ')}]\n`)
  .join('');

const deep = Array.from({ length: 17 }, (_, n) => {
  const pad = '    '.repeat(n);
  return `${pad}  - id: r${n}\n${pad}    repeat: Round\n${pad}    times: 2\n${pad}    expect: 1m\n${pad}    steps:\n`;
}).join('');

interface Case {
  readonly what: string;
  readonly bytes: string | Uint8Array;
  /** Line and column of the first fault; only a name where no text could be read. */
  readonly at?: readonly [number, number];
  /** Where the check finds it, if other commands name the place only in their words. */
  readonly checkedAt?: readonly [number, number];
  readonly rule: string;
  readonly says: RegExp;
}

const cases: readonly Case[] = [
  {
    what: 'a billion laughs',
    bytes: `${head}${laughs}${steps}`,
    at: [11, 11],
    rule: 'yaml-alias',
    says: /aliases .* unfold to more than/,
  },
  {
    what: 'steps 17 lists deep',
    bytes: `${head}steps:\n${deep}${'    '.repeat(17)}  - id: last\n${'    '.repeat(17)}    do: Last\n`,
    at: [87, 73],
    rule: 'too-deep',
    says: /17 lists deep; at most 16/,
  },
  {
    what: 'five thousand brackets',
    bytes: `${head}tags: ${'['.repeat(5000)}${']'.repeat(5000)}\n${steps}`,
    at: [6, 86],
    rule: 'yaml-syntax',
    says: /nested too deep/,
  },
  {
    what: '2 MiB',
    bytes: `${head}${steps}# ${'x'.repeat(2 * 1024 * 1024)}\n`,
    rule: 'too-large',
    says: /2049 KiB; the limit is 1 MiB/,
  },
  {
    what: 'a byte order mark of UTF-16',
    bytes: Buffer.from(`\uFEFF${head}${steps}`, 'utf16le'),
    rule: 'not-utf8',
    says: /not UTF-8 text \(line 1, byte 1\)/,
  },
  {
    what: 'Latin-1',
    bytes: Buffer.from(`${head}summary: caf\u00e9\n${steps}`, 'latin1'),
    checkedAt: [6, 13],
    rule: 'not-utf8',
    says: /not UTF-8 text \(line 6, byte 79\)/,
  },
  {
    what: 'a byte order mark in the middle',
    bytes: `${head}summary: \uFEFFx\n${steps}`,
    at: [6, 10],
    rule: 'hidden-character',
    says: /U\+FEFF/,
  },
  {
    what: 'a tab in the indentation',
    bytes: `${head}steps:\n\t- id: one\n\t  do: One\n`,
    at: [7, 1],
    rule: 'yaml-syntax',
    says: /tab in the indentation/,
  },
  {
    what: 'a key twice',
    bytes: `${head}id: other\n${steps}`,
    at: [6, 1],
    rule: 'duplicate-key',
    says: /`id` stands here twice/,
  },
  {
    what: 'what YAML only warns of',
    bytes: `${head}facts: { a: { ask: A, type: boolean } }\n${steps}    when: !facts.a\n`,
    at: [11, 11],
    rule: 'yaml-tag',
    says: /read by YAML as a tag/,
  },
  {
    what: '__proto__ as a key',
    bytes: `${head}__proto__: { polluted: true }\n${steps}`,
    at: [6, 1],
    rule: 'forbidden-key',
    says: /`__proto__` cannot be a key/,
  },
  {
    what: '__proto__ as the id of a step',
    bytes: `${head}steps:\n  - id: __proto__\n    do: One\n    expect: 1m\n`,
    at: [7, 9],
    rule: 'bad-id',
    says: /`__proto__` cannot stand here/,
  },
  {
    what: 'two documents',
    bytes: `${head}${steps}---\n${head}`,
    at: [1, 1],
    rule: 'yaml-document',
    says: /several YAML documents/,
  },
  {
    what: 'an escape sequence, raw',
    bytes: `${head}summary: a\u001b[31mb\n${steps}`,
    at: [6, 11],
    rule: 'hidden-character',
    says: /U\+001B/,
  },
  {
    what: 'an escape sequence, written out',
    bytes: `${head}summary: "a\\x1b[31mb"\n${steps}`,
    at: [6, 11],
    rule: 'hidden-character',
    says: /U\+001B/,
  },
  {
    what: 'text that runs backwards',
    bytes: `${head}summary: a\u202eb\n${steps}`,
    at: [6, 11],
    rule: 'hidden-character',
    says: /U\+202E/,
  },
  { what: 'a NUL', bytes: `${head}summary: a\0b\n${steps}`, at: [6, 11], rule: 'hidden-character', says: /U\+0000/ },
  {
    what: 'a string that is never closed',
    bytes: `${head}summary: "a\n${steps}`,
    at: [6, 10],
    rule: 'yaml-syntax',
    says: /nothing closes the `"`/,
  },
  { what: 'nothing', bytes: '', at: [1, 1], rule: 'yaml-document', says: /the file is empty/ },
];

/** A desk on which an incident is open and a bad runbook lies. */
async function deskWith(bytes: string | Uint8Array): Promise<Desk> {
  const desk = new Desk();
  writeFileSync(desk.path('bad.yaml'), bytes);
  await desk.json(['declare', 'Water in the cellar']);
  return desk;
}

describe('a runbook that is malformed or hostile', () => {
  beforeAll(built);

  test.each(cases)(
    '$what: its place is told, and nothing is written',
    async ({ bytes, at, checkedAt = at, rule, says }) => {
      const desk = await deskWith(bytes);
      const place = at === undefined ? /bad\.yaml/ : new RegExp(`bad\\.yaml:${at[0]}:${at[1]}: `);

      const checked = await desk.run(['runbook', 'check', 'bad.yaml']);
      expect(checked.code).toBe(1);
      expect(checked.stdout + checked.stderr).not.toMatch(/(?!\n)\p{Cc}|\u202e|\ufeff/u);
      const [found] = JSON.parse((await desk.run(['runbook', 'check', 'bad.yaml', '--json'])).stdout) as {
        line: number;
        column: number;
        rule: string;
        message: string;
        hint: string;
      }[];
      expect(found).toMatchObject({
        rule,
        line: checkedAt?.[0] ?? 1,
        column: checkedAt?.[1] ?? 1,
        message: expect.stringMatching(says) as string,
      });
      expect(found?.hint).toMatch(/\w/);

      const before = readFileSync(desk.db);
      for (const command of ['start', 'follow']) {
        const refused = await desk.run([command, './bad.yaml']);
        expect([command, refused.code, refused.stdout]).toEqual([command, 4, '']);
        expect(refused.stderr).toMatch(/^holdfast: [^\n]+\n$/);
        expect(refused.stderr).toMatch(place);
        expect(refused.stderr).toMatch(says);
      }
      expect(readFileSync(desk.db).equals(before)).toBe(true);
    },
  );

  test('in a new place not even a database is made', async () => {
    const desk = new Desk();
    writeFileSync(desk.path('bad.yaml'), `${head}id: other\n${steps}`);
    expect(await desk.run(['start', './bad.yaml'])).toMatchObject({ code: 4 });
    expect(existsSync(desk.db)).toBe(false);
  });

  test('in the guide `follow` says the same', async () => {
    const desk = await deskWith(`${head}id: other\n${steps}`);
    const { head: before } = (await desk.json(['status'])) as { head: unknown };
    const { stdout, code } = await desk.run(['guide', '--plain', '-i', 'incident-1'], {
      input: 'follow ./bad.yaml\nquit\n',
    });
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain('bad.yaml:6:1: the key `id` stands here twice');
    expect(((await desk.json(['status'])) as { head: unknown }).head).toEqual(before);
  });

  test('an organisation that cannot be read is named, with its line', async () => {
    const desk = await deskWith(smallFlood);
    writeFileSync(desk.path('organisation.yaml'), 'holdfast: 1\n\tname: City\n');
    const refused = await desk.run(['start', './bad.yaml']);
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toMatch(/organisation\.yaml, line 2: a tab in the indentation/);
  });

  test('a byte order mark of UTF-8 is what some editors write: it is read past', async () => {
    const desk = await deskWith(`\uFEFF${head}${steps}`);
    expect(await desk.run(['runbook', 'check', 'bad.yaml'])).toMatchObject({ code: 0 });
    expect(await desk.run(['start', './bad.yaml', '--no-ui'])).toMatchObject({ code: 0 });
  });
});
