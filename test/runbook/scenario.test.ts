import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkScenario } from '../../src/runbook/check-scenario.entry.ts';
import { parseScenario } from '../../src/runbook/index.ts';
import { toldAsInGoldenFiles, yamlFiles } from './golden-files.ts';
import { libraryOf } from './library.ts';

const folder = join(import.meta.dirname, '../runbooks/drills');
const shipped = join(import.meta.dirname, '../../runbooks');
const today = '2026-11-26';
const library = libraryOf(join(folder, 'library'));
const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
const check = (file: string) =>
  checkScenario(text(file), file, library, { today, hasFile: (name) => name === 'leak.txt' });

describe('each wrong scenario gets the words of its .out file', () => {
  toldAsInGoldenFiles(folder, check);

  test('the file is named for the rule that it shows', () => {
    for (const name of yamlFiles(join(folder, 'err')).filter((each) => !/all-in-one-pass|template-names/.test(each))) {
      const rules = check(`err/${name}`).map(({ rule }) => rule);
      expect(
        rules.some((rule) => name.startsWith(rule)),
        `${name}: ${rules.join(', ')}`,
      ).toBe(true);
    }
  });
});

test('a fault of its shape keeps nothing back of what else is wrong with a scenario', () => {
  for (const name of ['err', 'ok'].flatMap((kind) => yamlFiles(join(folder, kind)).map((each) => `${kind}/${each}`))) {
    const slip = `${text(name)}sumarry: x\n`;
    const said = checkScenario(slip, name, library, { today, hasFile: (file) => file === 'leak.txt' });
    const others = said.filter(({ message }) => !message.includes('sumarry'));
    expect([name, others]).toEqual([name, check(name)]);
  }
});

test('of a file that holds words, or a list, nothing else is told', () => {
  for (const given of ['Water in the hall\n', '- Water in the hall\n'])
    expect(checkScenario(given, 'sample.yaml', library, { today })).toMatchObject([
      { rule: 'wrong-type', line: 1, hint: 'begin it with `holdfast: 1`' },
    ]);
});

describe('each right scenario passes', () => {
  test.each(yamlFiles(join(folder, 'ok')))('%s', (name) => {
    expect(check(`ok/${name}`)).toEqual([]);
    expect(parseScenario(text(`ok/${name}`), name)).toHaveProperty('scenario');
  });

  const scenarios = yamlFiles(join(shipped, 'drills'));
  test.each(scenarios)('the shipped %s', (name) => {
    const beside = libraryOf(shipped);
    const given = readFileSync(join(shipped, 'drills', name), 'utf8');
    const hasFile = (file: string): boolean => existsSync(join(shipped, 'drills', file));
    expect(checkScenario(given, name, beside, { today, hasFile })).toEqual([]);
  });
});

test('a scenario that is cut anywhere, or changed anywhere, gets diagnostics and no defect', () => {
  const whole = text('ok/every-key.yaml');
  const place = fc.integer({ min: 0, max: whole.length });
  fc.assert(
    fc.property(place, place, fc.constantFrom('', '{', '- ', 'at: 5m', '\n', '[]', 'null', ': '), (a, b, put) => {
      const changed = `${whole.slice(0, Math.min(a, b))}${put}${whole.slice(Math.max(a, b))}`;
      for (const { line, column, message } of checkScenario(changed, 'x.yaml', library, { today })) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
        expect(message).not.toBe('');
      }
    }),
    { numRuns: 400, examples: [[2686, 2921, '']] },
  );
});

test('what is an error to the reader is one to the checker', () => {
  for (const name of yamlFiles(join(folder, 'err'))) {
    const read = parseScenario(text(`err/${name}`), `err/${name}`);
    if ('scenario' in read) continue;
    const checked = check(`err/${name}`);
    for (const one of read.diagnostics) expect(checked).toContainEqual(one);
  }
});
