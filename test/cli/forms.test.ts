import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, type Desk } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

async function night(): Promise<Desk> {
  const desk = floodDesk();
  await desk.run(['iam', 'Ida Juhl']);
  await desk.run(['declare', 'Water in hall A']);
  await desk.run(['note', 'The pump is silent']);
  await desk.run(['note', 'Bo was here', '--by', 'Bo Holm']);
  return desk;
}

describe('the activity log of one person', () => {
  test('is chosen with --by, whatever the size of its letters', async () => {
    const desk = await night();
    const { code, stdout } = await desk.run(['export', '--format', 'ics-214', '--by', 'bo holm']);
    expect(code).toBe(0);
    expect(stdout).toContain('# Activity Log: Bo Holm (ICS 214)');
    expect(stdout).toContain('Bo was here');
    expect(stdout).not.toContain('The pump is silent');
  });

  test('of nobody who is known is refused, with who there is', async () => {
    const desk = await night();
    const { code, stderr } = await desk.run(['export', '--format', 'ics-214', '--by', 'Bo Holn']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean "Bo Holm"?');
    expect(stderr).toContain('There is: Ida Juhl, Bo Holm');
  });

  test('is the only form that is of one person', async () => {
    const desk = await night();
    const { code, stderr } = await desk.run(['export', '--format', 'ics-201', '--by', 'Bo Holm']);
    expect(code).toBe(2);
    expect(stderr).toContain('ics-201 is not of one person.');
  });

  test('under pseudonyms is asked for as it is called there', async () => {
    const desk = await night();
    const all = await desk.run(['export', '--format', 'ics-214', '--pseudonyms']);
    expect(all.stdout).not.toContain('Bo Holm');
    expect(all.stdout).toContain('# Activity Log: Responder 2 (ICS 214)');
    const one = await desk.run(['export', '--format', 'ics-214', '--pseudonyms', '--by', 'Responder 2']);
    expect(one.stdout.match(/^# /gm)).toHaveLength(1);
  });

  test('is a page where the file ends with .html', async () => {
    const desk = await night();
    expect(await desk.run(['export', '--format', 'ics-214', '-o', 'logs.html'])).toMatchObject({ code: 0 });
    expect(readFileSync(desk.path('logs.html'), 'utf8').match(/<article>/g)).toHaveLength(2);
  });
});
