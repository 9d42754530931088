import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { built, Desk } from '../support/cli.ts';

beforeAll(built, 120_000);

const shipped = readdirSync(join(import.meta.dirname, '../../runbooks'))
  .filter((name) => name.endsWith('.yaml') && !/^(?:organisation|contacts)\./.test(name))
  .map((name) => name.replace('.yaml', ''));

const sound = { code: 0, stdout: '1 file checked: 0 errors, 0 warnings\n' };

describe('a scenario that is begun', () => {
  test('for a runbook of its author passes its check and is played, beside that runbook and in no folder of runbooks', async () => {
    const desk = new Desk();
    await desk.json(['runbook', 'new', 'pump-failure']);
    const begun = await desk.run([
      'drill',
      'new',
      'pump-night',
      '--runbook',
      'pump-failure.yaml',
      '--title',
      'Pumps: "off"',
    ]);
    expect(begun.stdout).toBe(
      `Begun: ${desk.path('pump-night.yaml')}\nChange it, then: holdfast drill check ${desk.path('pump-night.yaml')}\nSee it played without people: holdfast drill auto ${desk.path('pump-night.yaml')}\n`,
    );
    expect(await desk.run(['drill', 'check', 'pump-night.yaml'])).toMatchObject(sound);
    const played = await desk.json(['drill', 'auto', 'pump-night.yaml', '--seed', '1']);
    expect(JSON.stringify(played)).toContain('Do first what comes first');
    const started = await desk.run(['drill', 'start', './pump-night.yaml', '--no-ui']);
    expect(started.stdout).toContain('See that everybody is safe');
    expect((await desk.run(['status'])).stdout).toContain('Pumps: "off"');
  });

  test.each(shipped)('for %s passes its check, and a crew comes to its end', async (runbook) => {
    const desk = new Desk();
    expect(await desk.json(['drill', 'new', 'tonight', '--runbook', runbook, '-o', 'own.yaml'])).toEqual({
      id: 'tonight',
      file: desk.path('own.yaml'),
    });
    expect(await desk.run(['drill', 'check', 'own.yaml'])).toMatchObject(sound);
    expect((await desk.run(['drill', 'auto', 'own.yaml', '--seed', '2'])).code).toBe(0);
  });

  test.each([
    ['a decision', '{ id: is-it, decide: Is it?, options: { yes: { title: It is }, no: { title: It is not } } }'],
    ['a wait', '{ id: is-it, wait: Until it is over, for: 5m }'],
    ['its end', '{ id: is-it, end: It is over }'],
  ])('for one that has no more than %s, and no roles, is measured by that', async (_, step) => {
    const desk = new Desk();
    writeFileSync(desk.path('over.yaml'), `holdfast: 1\nid: over\ntitle: Over\nowner: Us\nsteps:\n  - ${step}\n`);
    await desk.json(['drill', 'new', 'nothing', '--runbook', './over.yaml']);
    expect(await desk.run(['drill', 'check', 'nothing.yaml'])).toMatchObject(sound);
    expect((await desk.run(['drill', 'auto', 'nothing.yaml'])).code).toBe(0);
  });

  test.each([
    {
      words: ['pump-night'],
      code: 2,
      says: 'Say which runbook it rehearses. See what there is: holdfast runbook list.',
    },
    { words: ['Pump night', '--runbook', 'data-centre-flood'], code: 2, says: 'cannot be an id' },
    { words: ['there', '--runbook', 'data-centre-flood'], code: 4, says: 'is there already; it was left untouched' },
    { words: ['x', '--runbook', 'data-center-flood'], code: 3, says: 'Did you mean "data-centre-flood"?' },
    { words: ['x', '--runbook', 'cloudburst-at-night'], code: 3, says: 'it is the scenario of a drill' },
    { words: ['x', '--runbook', 'there.yaml'], code: 4, says: 'cannot be read as a runbook' },
    { words: ['x', '--runbook', 'data-centre-flood', '-o', 'no/where.yaml'], code: 5, says: 'no/where' },
  ])('by $words is told what is wrong, and nothing is written', async ({ words, code, says }) => {
    const desk = new Desk();
    writeFileSync(desk.path('there.yaml'), 'a night');
    const before = readdirSync(desk.folder);
    const answer = await desk.run(['drill', 'new', ...words]);
    expect(answer.stderr).toContain(says);
    expect(answer.code).toBe(code);
    expect(readdirSync(desk.folder)).toEqual(before);
    expect(readFileSync(desk.path('there.yaml'), 'utf8')).toBe('a night');
  });
});

test('a scenario plays the runbook that its check looked at: the one beside it where it lies by itself, else what the folders have first', async () => {
  const desk = new Desk();
  const book = (title: string) =>
    `holdfast: 1\nid: pump\ntitle: ${title}\nowner: Us\nroles: { lead: { title: Lead } }\nsteps:\n  - { id: look, do: ${title}, role: lead }\n`;
  mkdirSync(desk.path('runbooks', 'drills'), { recursive: true });
  mkdirSync(desk.path('mine'));
  writeFileSync(desk.path('runbooks', 'pump.yaml'), book('Look at ours'));
  writeFileSync(desk.path('mine', 'pump.yaml'), book('Look at mine'));
  const folders = ['--runbooks', desk.path('runbooks')];
  for (const file of ['mine/night.yaml', 'runbooks/drills/night.yaml'])
    await desk.json(['drill', 'new', 'night', '--runbook', 'pump', '-o', file, ...folders]);
  const first = async (file: string): Promise<string> =>
    (await desk.run(['drill', 'start', file, '--no-ui', '--db', desk.path(`${file.length}.db`), ...folders])).stdout;
  expect(await first('./mine/night.yaml')).toContain('Look at mine');
  expect(await first('./runbooks/drills/night.yaml')).toContain('Look at ours');
  expect(await first('night')).toContain('Look at ours');
});
