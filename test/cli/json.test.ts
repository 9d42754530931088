import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/command-table.ts';
import { answered, faults, shapes } from '../support/answers.ts';
import { built } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

describe('the answers that programs rely on have the shapes of their schemas', () => {
  /** Those that answer a program. */
  const answering = commands.filter(({ answers }) => answers.length > 0);

  test('every command has a schema, and every schema is of a command', () => {
    const named = new Set(answering.flatMap(({ answers }) => answers));
    expect([...named].filter((shape) => !shapes.includes(shape))).toEqual([]);
    expect(shapes.filter((shape) => !named.has(shape))).toEqual(['output/error']);
  });

  // What each answers is held against its schema by the desk itself, here and in every other test.
  test('every command answers what its schema has', { timeout: 120_000 }, async () => {
    const desk = floodDesk();
    const said = async (...lines: readonly (readonly string[])[]): Promise<void> => {
      for (const args of lines) await desk.json(args);
    };
    await said(
      ['help'],
      ['doctor'],
      ['config'],
      ['config', 'timezone', 'Europe/Copenhagen'],
      ['iam'],
      ['completion', 'bash'],
      ['runbook', 'list'],
      ['runbook', 'show', 'small-flood'],
      ['runbook', 'show', 'small-flood', '--coverage'],
      ['runbook', 'show', 'small-flood', '--format', 'markdown', '-o', 'flood.md'],
      ['runbook', 'allow', 'small-flood', '--yes'],
      ['runbook', 'new', 'lift-stuck', '-o', 'lift.yaml'],
      ['drill', 'new', 'lift-night', '--runbook', 'small-flood', '-o', 'lift-night.yaml'],
      ['start', 'small-flood'],
      ['use', 'flood-1'],
      ['n', 'water'],
      ['tick', '1'],
      ['fact', 'water_depth=3', 'caller=Karen', 'door_code=1234'],
      ['done', '--why', 'x'],
      ['choose', 'steady'],
      ['severity', 'sev2'],
      ['lost', 'payments'],
      ['severity', 'sev3'],
      ['undo'],
      ['correct', '2', 'Another reason'],
      ['period', 'Hall A dry', '--until', '8h'],
      ['objective', 'People fed'],
      ['call', 'lead'],
      ['call', 'lead', 'reached'],
      ['follow-up', 'A second sensor'],
      ['follow', 'small-flood', '--yes'],
      ['handover', '--to', 'Bo'],
      ['describe', 'impact=Sign-in'],
      ['resolve'],
      ['now'],
      ['status'],
      ['steps'],
      ['replay', '--at', '3'],
      ['list'],
      ['brief'],
      ['brief', '-o', 'brief.txt'],
      ['verify'],
      ['metrics'],
      ['metrics', '--all'],
      ['search', 'water'],
      ['readiness'],
      ['readiness', '--format', 'u4ssc'],
      ['readiness', '--format', 'html', '-o', 'readiness.html'],
      ['export', '--format', 'markdown'],
      ['export', '--format', 'json', '--tlp', 'red', '-o', 'bundle.json'],
      ['export', '--register'],
      ['export', '--register', '--person', 'Karen'],
      ['export', '--register', '-o', 'register.md'],
      ['import', 'bundle.json'],
      ['backup', 'copy.db'],
      ['restore', 'copy.db', '--yes'],
      ['retention'],
      ['retain', '2026-01-01', '--basis', 'Archive rules'],
      ['hold', 'The', 'police', 'ask'],
      ['status'],
      ['retention'],
      ['lift-hold', 'Over'],
      ['expunge', '1', '--basis', 'GDPR', '--yes'],
      ['retention', '--expunge', '--yes'],
      ['declare', 'Fire'],
      ['drill', 'list'],
      ['drill', 'check', 'cloudburst-at-night'],
      ['drill', 'auto', 'cloudburst-at-night'],
      ['drill', 'auto', 'cloudburst-at-night', '--runs', '2'],
      ['drill', 'msel', 'cloudburst-at-night', '-o', 'list.csv'],
      ['drill', 'from-msel', 'list.csv', '--into', 'cloudburst-at-night', '-o', 'again.yaml'],
      ['drill', 'start', 'cloudburst-at-night'],
      ['drill', 'observe', 'They looked first', '--objective', 'people-first', '--rating', 'S'],
      ['drill', 'injects'],
      ['drill', 'injects', '--staff'],
      ['drill', 'score'],
      ['drill', 'score', '--staff'],
      ['drill', 'stop'],
      ['drill', 'injects'],
    );
    await desk.json(['demo'], { env: { TMPDIR: desk.folder } });
    await desk.run(['log', '-i', 'flood-1', '--json']);
    await desk.run(['from-paper', '-', '-i', 'flood-1', '--json'], { input: 'ik = Ida Krag\nnonsense\n' });
    await desk.run(['runbook', 'check', 'runbooks/small-flood.yaml', '--json']);
    for (const tlp of ['green', 'red'])
      expect(
        faults(
          'bundle',
          JSON.parse((await desk.run(['export', '--format', 'json', '--tlp', tlp, '-i', 'flood-1'])).stdout),
        ),
      ).toBeUndefined();
    expect(answering.filter(({ file }) => !answered.has(file)).map(({ name }) => name)).toEqual([]);
  });

  test('a failure has the shape of a failure, and what lacks a part does not fit', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood']);
    for (const args of [['done', 'nothing'], ['nothing'], ['now', '-i', 'none'], ['approve', 'get-out']])
      expect((await desk.run([...args, '--json'])).code).toBeGreaterThan(1);
    expect(faults('output/act', { incident: 'flood-1' })).toBeDefined();
    expect(faults('output/drill-score', { incident: 'night-1' })).toBeDefined();
  });

  test('of a secret fact nothing is in any answer', async () => {
    const desk = floodDesk();
    await desk.json(['start', 'small-flood', '--fact', 'door_code=271828']);
    const said = [
      await desk.run(['log', '--json']),
      await desk.run(['status', '--json']),
      await desk.run(['log']),
      await desk.run(['export', '--format', 'markdown']),
    ]
      .map(({ stdout }) => stdout)
      .join('');
    expect(said).not.toContain('271828');
    expect(readFileSync(desk.db).includes('271828')).toBe(false);
  });
});
