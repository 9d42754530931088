import { beforeAll, describe, expect, test } from 'vitest';
import { built, type Desk } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

async function declared(): Promise<Desk> {
  const desk = floodDesk();
  await desk.run(['declare', 'Water in hall A', '--timezone', 'Europe/Copenhagen', '--at', '2026-11-01 03:12']);
  return desk;
}

const exported = async (desk: Desk, ...args: readonly string[]): Promise<string> =>
  (await desk.run(['export', '--format', ...args])).stdout;

describe('an export that people read', () => {
  test.each(['html', 'markdown', 'nis2-24h', 'ics-201'])(
    '%s tells times in the zone that is asked for',
    async (format) => {
      const desk = await declared();
      await desk.run(['follow', 'small-flood', '--yes']);
      await desk.run(['aware', 'significant-incident']);
      const text = await exported(desk, format, '--timezone', 'America/New_York');
      expect(text).toMatch(/\d \w{3} \d{4} \d\d:\d\d -0[45]:00/);
      expect(text).not.toMatch(/\d\d:\d\d \+0[12]:00/);
    },
  );

  test('is in Danish where that is asked for, or settled once; else in English', async () => {
    const desk = await declared();
    expect(await exported(desk, 'markdown')).toContain('## Impact and cause');
    expect(await exported(desk, 'markdown', '--language', 'da')).toContain('## Påvirkning og årsag');
    expect(await exported(desk, 'markdown', '--language', 'da', '--pseudonyms')).toContain('| Deltager 1 |');
    expect(await desk.run(['config', 'language', 'da'])).toMatchObject({ code: 0 });
    expect(await exported(desk, 'html')).toContain('<html lang="da">');
    expect(await exported(desk, 'nis2-24h')).toContain('# NIS2: tidlig varsling');
    expect(await exported(desk, 'ics-201')).toContain('# Incident Briefing');
    expect(await exported(desk, 'markdown', '--language', 'English')).toContain('## Impact and cause');
  });

  test('so is the form on paper, and nothing else of a runbook', async () => {
    const desk = floodDesk();
    const shown = (...args: readonly string[]) => desk.run(['runbook', 'show', 'small-flood', ...args]);
    expect((await shown('--format', 'paper', '--language', 'dansk')).stdout).toContain('## Ark 1 af ');
    await desk.run(['config', 'language', 'da']);
    expect((await shown('--format', 'paper')).stdout).toContain('på papir');
    expect((await shown('--format', 'paper', '--language', 'en')).stdout).toContain('on paper');
    expect(await shown('--language', 'da')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--language is for the form on paper') as string,
    });
    expect(await shown('--format', 'paper', '--language', 'sv')).toMatchObject({ code: 2 });
    expect(await shown('--coverage', '--language', 'da')).toMatchObject({ code: 2 });
  });
});
