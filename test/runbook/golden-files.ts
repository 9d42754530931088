import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/runbook/check.ts';
import type { Diagnostic } from '../../src/runbook/index.ts';

/** `UPDATE_GOLDEN=1 npx vitest run test/runbook` writes what the checker says now; read the difference before keeping it. */
const update = process.env['UPDATE_GOLDEN'] === '1';

/** The YAML files of a folder, by name. */
export const yamlFiles = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.yaml'));

/** Each file of the folder `err` is told what its `.out` says, to the letter; and no `.out` is without its file. */
export function toldAsInGoldenFiles(folder: string, check: (name: string) => readonly Diagnostic[]): void {
  const err = join(folder, 'err');
  test.each(yamlFiles(err))('%s', (name) => {
    const said = check(`err/${name}`)
      .map((diagnostic) => `${formatDiagnostic(diagnostic)}\n`)
      .join('');
    const golden = join(err, name.replace(/\.yaml$/, '.out'));
    if (update) writeFileSync(golden, said);
    expect(existsSync(golden), `${golden} is missing: run with UPDATE_GOLDEN=1`).toBe(true);
    expect(said).toBe(readFileSync(golden, 'utf8'));
    expect(said).not.toBe('');
  });

  test('no .out is without its file', () => {
    const outs = readdirSync(err).filter((name) => name.endsWith('.out'));
    expect(outs.filter((name) => !existsSync(join(err, name.replace(/\.out$/, '.yaml'))))).toEqual([]);
  });
}
