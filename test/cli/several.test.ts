import { beforeAll, describe, expect, test } from 'vitest';
import { built, type Desk } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

interface Answer {
  readonly incident: string;
  readonly entries: readonly { readonly type: string; readonly data: unknown; readonly words?: string }[];
  readonly beside?: readonly { readonly incident: string; readonly entries: Answer['entries'] }[];
  readonly open?: { readonly steps: readonly unknown[] };
}

/** A flood that is being worked on, and a second incident that was declared beside it. */
async function two(): Promise<Desk> {
  const desk = floodDesk();
  await desk.json(['start', 'small-flood', '--as', 'lead']);
  await desk.json(['declare', 'Smoke', 'in', 'hall', 'B']);
  return desk;
}
const answer = async (desk: Desk, ...args: string[]): Promise<Answer> => (await desk.json(args)) as Answer;
const refused = async (desk: Desk, ...args: string[]): Promise<string> => {
  const { code, stderr } = await desk.run(args);
  return `${code} ${stderr}`;
};

describe('link', () => {
  test('stands in the record of both, and both show it', async () => {
    const desk = await two();
    expect(await answer(desk, 'link', 'flood-1', 'incident-2', '--as', 'same cause')).toMatchObject({
      incident: 'flood-1',
      entries: [{ type: 'incident.linked', data: { to: 'incident-2' }, words: 'same cause' }],
      beside: [{ incident: 'incident-2', entries: [{ data: { to: 'flood-1' }, words: 'same cause' }] }],
    });
    expect((await desk.run(['status', '-i', 'flood-1'])).stdout).toContain('Has to do with: incident-2 (same cause)');
    expect(await desk.json(['status', '-i', 'incident-2'])).toMatchObject({
      incident: { links: [{ incident: 'flood-1', as: 'same cause' }] },
    });
    expect((await desk.run(['list'])).stdout).toContain('has to do with flood-1 (same cause)');
  });

  test('is said once: a second time it is so already, from whichever of the two', async () => {
    const desk = await two();
    await answer(desk, 'link', 'flood-1', 'incident-2');
    expect(await refused(desk, 'link', 'incident-2', 'flood-1')).toBe(
      '4 holdfast: incident-2 is linked to flood-1 already.\n',
    );
  });

  test('what is not there, itself, and a drill are refused and change nothing', async () => {
    const desk = await two();
    await desk.json(['start', 'small-flood', '--drill']);
    const before = await desk.json(['list', '--all']);
    expect(await refused(desk, 'link', 'flood-1', 'incident-9')).toContain(
      '3 holdfast: There is no incident "incident-9". Did you mean "incident-2"? To see them: holdfast incidents',
    );
    expect(await refused(desk, 'link', 'flood-1', 'flood-1')).toContain(
      '2 holdfast: flood-1 cannot be linked to itself. Nothing was recorded. Name the other one.',
    );
    expect(await refused(desk, 'link', 'flood-1', 'flood-3')).toContain(
      '4 holdfast: flood-3 is a drill and flood-1 is real: they are never mixed.',
    );
    expect(await refused(desk, 'merge', 'flood-3', '--into', 'flood-1', '--yes')).toContain('never mixed');
    expect(await desk.json(['list', '--all'])).toEqual(before);
  });
});

describe('merge', () => {
  test('tells what stays open, stands down the one, and says in the other what is counted there alone', async () => {
    const desk = await two();
    const merged = await answer(desk, 'merge', 'flood-1', '--into', 'incident-2');
    expect(merged).toMatchObject({
      incident: 'flood-1',
      entries: [{ type: 'incident.merged', data: { into: 'incident-2' } }],
      beside: [
        {
          incident: 'incident-2',
          entries: [
            { type: 'incident.linked', data: { to: 'flood-1', as: 'merged into this one' } },
            {
              type: 'note.written',
              words: expect.stringContaining('Still open there, and counted there alone:\nStep: '),
            },
          ],
        },
      ],
    });
    expect(merged.open?.steps).not.toHaveLength(0);
    expect(await desk.json(['list', '--all'])).toMatchObject([
      { id: 'flood-1', state: 'stood-down', 'stood-down': { as: 'merged', of: 'incident-2' } },
      { id: 'incident-2', links: [{ incident: 'flood-1' }] },
    ]);
    expect((await desk.run(['list', '--all'])).stdout).toContain('merged into incident-2');
    expect((await desk.run(['now', '-i', 'flood-1'])).stdout).toContain(
      'The incident was merged into incident-2: go on there.',
    );
    expect((await desk.run(['export', '--format', 'markdown', '-i', 'flood-1'])).stdout).toContain(
      'merged into incident-2',
    );
    expect((await desk.run(['export', '--format', 'markdown', '-i', 'incident-2'])).stdout).toMatch(
      /Has to do with \| flood-1 \(merged into this one\)/,
    );
  });

  test('what was merged is not merged again, nor into what is over; reopened it goes on, and the other says so', async () => {
    const desk = await two();
    await desk.json(['declare', 'A', 'third', 'one']);
    await answer(desk, 'merge', 'flood-1', '--into', 'incident-2');
    expect(await refused(desk, 'merge', 'flood-1', '--into', 'incident-3', '--yes')).toContain(
      '4 holdfast: flood-1 is merged into incident-2. If that was wrong, reopen it first: holdfast reopen-incident.',
    );
    expect(await refused(desk, 'merge', 'incident-2', '--into', 'flood-1', '--yes')).toContain(
      '4 holdfast: flood-1 is stood down: nobody goes on in it. Nothing was recorded.',
    );
    await answer(desk, 'reopen-incident', '-i', 'flood-1');
    expect(await desk.json(['status', '-i', 'incident-2'])).toMatchObject({
      incident: { links: [{ incident: 'flood-1', as: 'reopened, goes on by itself' }] },
    });
  });
});

test('a duplicate stands in both; a false alarm is nobody else’s', async () => {
  const desk = await two();
  expect(await answer(desk, 'stand-down', 'incident-2', '--as', 'duplicate', '--of', 'flood-1')).toMatchObject({
    entries: [{ data: { as: 'duplicate', of: 'flood-1' } }],
    beside: [{ incident: 'flood-1', entries: [{ data: { to: 'incident-2', as: 'a duplicate of this one' } }] }],
  });
  expect((await desk.run(['list', '--all'])).stdout).toContain('stood down as a duplicate of flood-1');
  expect(await refused(desk, 'stand-down', '--as', 'false-alarm', '--of', 'incident-2', '-i', 'flood-1')).toContain(
    'A false alarm is none of another incident.',
  );
});
