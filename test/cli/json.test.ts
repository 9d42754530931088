import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { built } from '../support/cli.ts';
import { floodDesk } from './flood-desk.ts';

beforeAll(built, 120_000);

const schemaAt = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8')) as object;
const shapes = [
  'start',
  'act',
  'now',
  'list',
  'verify',
  'metrics',
  'brief',
  'search',
  'coverage',
  'register',
  'retention',
  'readiness',
  'runbook-check',
  'error',
] as const;

const ajv = new Ajv2020({ strict: false, allErrors: true });
for (const name of ['entry', 'status', 'bundle', ...shapes.map((shape) => `output/${shape}`)])
  ajv.addSchema(schemaAt(name));

/** Nothing, or what does not fit. */
function faults(name: string, document: unknown): unknown {
  const validate = ajv.getSchema(`https://holdfast.invalid/schemas/${name}.schema.json`);
  if (!validate) throw new Error(`no schema ${name}`);
  return validate(document) ? undefined : validate.errors;
}

describe('the answers that programs rely on have the shapes of their schemas', () => {
  test('start, every act, now, status, log, list, verify, brief, search, register, retention, runbook check, errors', async () => {
    const desk = floodDesk();
    const answers: [string, unknown][] = [];
    answers.push(['output/start', await desk.json(['start', 'small-flood'])]);
    for (const args of [
      ['n', 'water'],
      ['tick', '1'],
      ['fact', 'water_depth=3', 'caller=Karen', 'door_code=1234'],
      ['done', '--why', 'x'],
      ['choose', 'steady'],
      ['severity', 'sev2'],
      ['lost', 'payments'],
      ['severity', 'sev3'],
      ['undo'],
      ['period', 'Hall A dry', '--until', '8h'],
      ['objective', 'People fed'],
      ['handover', '--to', 'Bo'],
      ['describe', 'impact=Sign-in'],
      ['resolve'],
    ])
      answers.push(['output/act', await desk.json(args)]);
    const paper = await desk.run(['from-paper', '-', '--json'], { input: 'ik = Ida Krag\nnonsense\n' });
    answers.push(['output/act', JSON.parse(paper.stdout)]);
    answers.push(
      ['output/now', await desk.json(['now'])],
      ['status', await desk.json(['status'])],
      ['output/list', await desk.json(['list'])],
      ['output/brief', await desk.json(['brief'])],
      ['output/brief', await desk.json(['brief', '-o', 'brief.txt'])],
      ['output/verify', await desk.json(['verify'])],
      ['output/metrics', await desk.json(['metrics'])],
      ['output/search', await desk.json(['search', 'water'])],
      ['output/readiness', await desk.json(['readiness'])],
      ['output/coverage', await desk.json(['runbook', 'show', 'small-flood', '--coverage'])],
      ['output/register', await desk.json(['export', '--register'])],
      ['output/register', await desk.json(['export', '--register', '--person', 'Karen'])],
      ['output/retention', await desk.json(['retention'])],
      ['output/act', await desk.json(['retain', '2026-01-01', '--basis', 'Archive rules'])],
      ['output/act', await desk.json(['hold', 'The', 'police', 'ask'])],
      ['status', await desk.json(['status'])],
      ['output/retention', await desk.json(['retention'])],
      ['output/act', await desk.json(['lift-hold', 'Over'])],
      ['output/act', await desk.json(['expunge', '1', '--basis', 'GDPR', '--yes'])],
      ['output/retention', await desk.json(['retention', '--expunge', '--yes'])],
      ['bundle', JSON.parse((await desk.run(['export', '--format', 'json'])).stdout)],
      ['bundle', JSON.parse((await desk.run(['export', '--format', 'json', '--tlp', 'red'])).stdout)],
    );
    answers.push(['output/start', await desk.json(['declare', 'Fire'])]);
    for (const line of (await desk.run(['log', '--json', '-i', 'flood-1'])).stdout.trim().split('\n'))
      answers.push(['entry', JSON.parse(line)]);
    answers.push([
      'output/runbook-check',
      JSON.parse((await desk.run(['runbook', 'check', 'runbooks/small-flood.yaml', '--json'])).stdout),
    ]);
    for (const args of [['done', 'nothing'], ['nothing'], ['now', '-i', 'none'], ['approve', 'get-out']])
      answers.push(['output/error', JSON.parse((await desk.run([...args, '--json'])).stderr)]);
    for (const [schema, answer] of answers) expect([schema, faults(schema, answer)]).toEqual([schema, undefined]);
    expect(faults('output/act', { incident: 'flood-1' })).toBeDefined();
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
