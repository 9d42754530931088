import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, Desk } from '../support/cli.ts';

beforeAll(built, 120_000);

const shipped = join(import.meta.dirname, '../../runbooks/drills/cloudburst-at-night.yaml');

describe('the Master Scenario Events List', () => {
  test('goes out as CSV and as a workbook, and comes back into its scenario, which the checker takes', async () => {
    const desk = new Desk();
    const { stdout } = await desk.run(['drill', 'msel', 'cloudburst-at-night']);
    expect(stdout).toMatch(/^"Event Number","Designated Scenario Time","Event Type","Inject Mode","From","To",/);
    mkdirSync(desk.path('runbooks', 'drills'), { recursive: true });
    for (const file of ['list.csv', 'list.xlsx']) {
      expect((await desk.run(['drill', 'msel', 'cloudburst-at-night', '-o', file])).code).toBe(0);
      const out = desk.path('runbooks', 'drills', `${file}.yaml`);
      const back = await desk.run(['drill', 'from-msel', file, '--into', 'cloudburst-at-night', '-o', out]);
      expect([back.code, back.stderr]).toEqual([0, '']);
      expect((await desk.run(['drill', 'msel', out])).stdout).toBe(stdout);
      expect((await desk.run(['drill', 'check', out])).code).toBe(0);
    }
  });

  test('of others becomes a scenario of its own; what could not be placed is said on standard error, and the answer is "no"', async () => {
    const desk = new Desk();
    writeFileSync(
      desk.path('Autumn exercise.csv'),
      'Event Number,Designated Scenario Time,To,Message\n1,00:05,Incident lead,Wet.\n2,late,nobody,Dry.\n',
    );
    const made = await desk.run([
      'drill',
      'from-msel',
      'Autumn exercise.csv',
      '--runbook',
      'data-centre-flood',
      '-o',
      'autumn.yaml',
    ]);
    expect(made.code).toBe(1);
    expect(made.stderr).toContain('row 3, Designated Scenario Time: "late" is no time from the start');
    expect(made.stderr).toContain('row 3, To: "nobody" is no role of data-centre-flood');
    expect(readFileSync(desk.path('autumn.yaml'), 'utf8')).toContain('id: autumn-exercise');
    expect((await desk.run(['drill', 'check', desk.path('autumn.yaml')])).stdout).toContain('0 errors');
    const json = await desk.run([
      'drill',
      'from-msel',
      'Autumn exercise.csv',
      '--runbook',
      'data-centre-flood',
      '--json',
    ]);
    expect(JSON.parse(json.stdout)).toMatchObject({ injects: 2, misplaced: [{ row: 3 }, { row: 3, column: 'To' }] });
  });

  test('names what its scenario had and it has not', async () => {
    const desk = new Desk();
    await desk.run(['drill', 'msel', 'cloudburst-at-night', '-o', 'list.csv']);
    const rows = readFileSync(desk.path('list.csv'), 'utf8').split(/(?<="\r?\n)(?=")/);
    writeFileSync(desk.path('list.csv'), rows.filter((row) => !row.startsWith('"5",')).join(''));
    const back = ['drill', 'from-msel', 'list.csv', '--into', 'cloudburst-at-night'];
    const said = await desk.run([...back, '-o', 'out.yaml']);
    expect(said.stderr).toBe('Not in the list, and so left out of the scenario: red-warning (Red warning)\n');
    expect(said.code).toBe(0);
    expect(JSON.parse((await desk.run([...back, '--json'])).stdout)).toMatchObject({ gone: ['red-warning'] });
  });

  test('that cannot be read, or would make no sound scenario, leaves nothing behind and says why', async () => {
    const desk = new Desk();
    const wrong = async (name: string, text: string | Uint8Array, ...more: readonly string[]) => {
      writeFileSync(desk.path(name), text);
      return desk.run(['drill', 'from-msel', name, ...more]);
    };
    const flood = ['--runbook', 'data-centre-flood', '-o', 'out.yaml'];
    expect((await wrong('a.xlsx', 'no workbook', ...flood)).stderr).toContain('cannot be read as a list');
    expect((await wrong('b.csv', 'Time,Text\n1,2\n', ...flood)).stderr).toContain('has no column');
    const faulty = 'Designated Scenario Time,Message\n0:01,{{ facts.nowhere }}\nat dusk,Dark\n';
    const template = await wrong('c.csv', faulty, ...flood);
    expect(template.code).toBe(1);
    expect(template.stderr).toContain('row 3, Designated Scenario Time: "at dusk" is no time from the start');
    expect(template.stderr).toContain('Nothing was written');
    expect((await wrong('d.csv', 'x', '-o', 'out.yaml')).code).toBe(2);
    for (const name of ['none.csv', 'none.xlsx'])
      expect(await desk.run(['drill', 'from-msel', name, ...flood])).toEqual({
        code: 3,
        stdout: '',
        stderr: `holdfast: There is no file ${desk.path(name)}. Name the list: a .csv or .xlsx file.\n`,
      });
    mkdirSync(desk.path('folder.xlsx'));
    expect(await desk.run(['drill', 'from-msel', 'folder.xlsx', ...flood])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('folder.xlsx is not a file. Name the list') as string,
    });
    const large = await wrong('large.xlsx', new Uint8Array(5 * 1024 * 1024 + 1), ...flood);
    expect(large).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('is 5121 KiB; the limit is 5 MiB. Leave out of it') as string,
    });
    expect(existsSync(desk.path('out.yaml'))).toBe(false);
    // What is there is written over only where somebody says so.
    expect((await desk.run(['drill', 'msel', shipped, '-o', 'a.xlsx'])).code).not.toBe(0);
  });
});
