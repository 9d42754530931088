import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkRunbook, formatDiagnostic } from '../../src/runbook/check.ts';
import { allSteps, bundle, parseRunbook, stepTitle, stepVerb, walkSteps } from '../../src/runbook/index.ts';
import type { Library, Runbook, Step } from '../../src/runbook/index.ts';
import { clockStart, onFailure } from '../../src/runbook/grammar.ts';
import { libraryOf } from './library.ts';

const example = libraryOf(join(import.meta.dirname, '../runbooks/ok/format-example'));
const flood = example.runbook('data-centre-flood');
if (flood === undefined) throw new Error('The example of the format does not read.');

describe('steps', () => {
  test('have the verb that they open with, and its value as title', () => {
    const titles = new Map(allSteps(flood).map((step) => [step.id, `${stepVerb(step)}: ${stepTitle(step)}`]));
    expect(titles.get('people-first')).toBe('do: Get everyone out of the hall');
    expect(titles.get('breach-too')).toBe('follow: identity-platform-breach');
    expect(titles.get('stand-down')).toBe('end: Stood down');
    expect(new Set(allSteps(flood).map(stepVerb))).toEqual(
      new Set(['do', 'decide', 'run', 'tell', 'wait', 'parallel', 'repeat', 'follow', 'end']),
    );
  });

  test('that follow are titled by themselves, else by the runbook, else by its id', () => {
    const step: Step = { id: 'x', follow: 'other' };
    expect(stepTitle({ ...step, title: 'Own' }, () => 'Theirs')).toBe('Own');
    expect(stepTitle(step, () => 'Theirs')).toBe('Theirs');
    expect(stepTitle(step, () => undefined)).toBe('other');
  });

  test('are walked in the order written, with the lists around them', () => {
    const seen: string[] = [];
    walkSteps(flood.steps, (step, { path, lists, around }) => {
      if (around.length > 0)
        seen.push(`${path.join('.')} ${around.map(({ id }) => id).join(' < ')} ${lists.length} ${step.id}`);
    });
    expect(seen).toEqual([
      'steps.1.options.rising.steps.0 water-rising 2 cut-power',
      'steps.2.tracks.failover.steps.0 three-tracks 2 replica-lag',
      'steps.2.tracks.people.steps.0 three-tracks 2 tell-public',
      'steps.2.tracks.people.steps.1 three-tracks 2 warn-csirt',
      'steps.4.steps.0 reassess 2 measure',
    ]);
    expect(allSteps(flood).at(-1)?.id).toBe('final-report');
  });
});

describe('a bundle', () => {
  const book = (id: string, ...follows: string[]): Runbook => ({
    holdfast: 1,
    id,
    title: id,
    steps: follows.map((follow, index) => ({ id: `step-${index + 1}`, follow })),
  });
  const library = (...books: Runbook[]): Library => ({
    runbook: (id) => books.find((candidate) => candidate.id === id),
    ids: books.map(({ id }) => id),
  });

  test('has every runbook that is reached, once, and the organisation', () => {
    const made = bundle(flood, example);
    expect(made).toMatchObject({
      bundle: {
        runbook: { id: 'data-centre-flood' },
        followed: { 'identity-platform-breach': { title: 'Breach of the identity platform' } },
        organisation: { name: 'City of Strandby' },
      },
    });
    const diamond = bundle(book('a', 'b', 'c'), library(book('b', 'd'), book('c', 'd'), book('d')));
    expect(diamond).toMatchObject({ bundle: { followed: { b: {}, c: {}, d: {} } } });
  });

  test('names a runbook that is missing, and the step that wants it', () => {
    expect(bundle(book('a', 'breech'), library(book('breach')))).toEqual({
      problem: 'Step "step-1" of a follows "breech", and there is no such runbook. Did you mean "breach"?',
    });
  });

  test('is made, and checked, at once where many ways lead to one runbook', () => {
    const ladder = Array.from({ length: 60 }, (_, n) =>
      book(`level-${n}`, ...(n < 59 ? [`level-${n + 1}`, `level-${n + 1}`] : [])),
    );
    expect(bundle(book('a', 'level-0'), library(...ladder))).toMatchObject({ bundle: { runbook: { id: 'a' } } });
    const text = 'holdfast: 1\nid: a\ntitle: A\nowner: Bench\nsteps: [{ id: first, follow: level-0 }]\n';
    const said = checkRunbook(text, 'a.yaml', library(...ladder), { today: '2026-11-21' });
    expect(said.map(({ rule }) => rule)).toEqual(['too-many-steps']);
  });

  test('has at most 2,000 steps with all that it follows, each time that it is followed', () => {
    const steps = (count: number, prefix: string): string =>
      Array.from({ length: count }, (_, n) => `  - { id: ${prefix}-${n}, do: Look, expect: 1m }\n`).join('');
    const head = (id: string): string => `holdfast: 1\nid: ${id}\ntitle: T\nowner: Bench\n`;
    const read = parseRunbook(
      `${head('inner')}steps:\n${steps(400, 'one')}afterwards:\n${steps(499, 'two')}`,
      'i.yaml',
    );
    if (!('runbook' in read)) throw new Error('it does not read');
    const twice = '  - { id: first, follow: inner }\n  - { id: second, follow: inner }\n';
    const said = (own: number) =>
      checkRunbook(`${head('outer')}steps:\n${twice}${steps(own, 'own')}`, 'o.yaml', library(read.runbook), {
        today: '2026-11-21',
      });
    expect(said(200)).toEqual([]);
    expect(said(201)).toMatchObject([
      {
        line: 7,
        rule: 'too-many-steps',
        message: 'with what it follows the runbook has more than 2000 steps',
      },
    ]);
  });

  test('names every runbook of a circle', () => {
    expect(bundle(book('a', 'b'), library(book('b', 'c'), book('c', 'b')))).toEqual({
      problem: 'The runbooks follow each other in a circle: b → c → b.',
    });
  });
});

describe('small grammars', () => {
  test.each([
    ['declared', { kind: 'declared' }],
    ['aware of data-breach', { kind: 'aware', topic: 'data-breach' }],
    ['clock early met', { kind: 'clock-met', clock: 'early' }],
    ['clock early last met', { kind: 'clock-met', clock: 'early', last: true }],
    ['clock early once met', undefined],
    ['step look done', { kind: 'step-done', step: 'look' }],
    ['fact depth', { kind: 'fact', fact: 'depth' }],
    ['service sign-in lost', { kind: 'service-lost', service: 'sign-in' }],
    ['clock early missed', undefined],
    ['declared twice', undefined],
    ['', undefined],
  ])('a clock that starts from %j', (from, meant) => {
    expect(clockStart(from)).toEqual(meant);
  });

  test.each([
    [undefined, { kind: 'ask' }],
    ['retry 3', { kind: 'retry', times: 3 }],
    ['go-to look', { kind: 'go-to', step: 'look' }],
    ['retry 0', undefined],
    ['retry', undefined],
    ['give up', undefined],
  ])('on-failure: %j', (text, meant) => {
    expect(onFailure(text)).toEqual(meant);
  });
});

describe('a diagnostic for a person', () => {
  const diagnostic = {
    file: 'a.yaml',
    line: 12,
    column: 8,
    length: 3,
    severity: 'error',
    rule: 'unknown-step',
    message: 'there is no step `abc`',
    hint: 'did you mean `abd`?',
    source: 'go-to: abc',
  } as const;

  test('has place, words, rule, source line, caret and hint', () => {
    expect(formatDiagnostic(diagnostic)).toBe(
      [
        'a.yaml:12:8: error: there is no step `abc` [unknown-step]',
        '   |',
        '12 | go-to: abc',
        '   |        ^~~',
        '   = did you mean `abd`?',
      ].join('\n'),
    );
  });

  test('marks wide letters in their width, and shows what would move the cursor', () => {
    const shown = formatDiagnostic({ ...diagnostic, column: 4, source: '水: \u001B[2Jx', file: 'a\u202E.yaml' });
    expect(shown).toContain('a‹U+202E›.yaml');
    expect(shown).toContain('12 | 水: ␛[2Jx');
    expect(shown).toContain('\n   |     ^~~\n');
  });

  test('cuts a long line around the fault', () => {
    const row = formatDiagnostic({
      ...diagnostic,
      column: 501,
      source: `${'x'.repeat(500)}abc${'y'.repeat(500)}`,
    }).split('\n');
    expect(row[2]).toMatch(/^12 \| …x+abcy+…$/);
    expect((row[2] ?? '').indexOf('abc')).toBe((row[3] ?? '').indexOf('^'));
  });

  test('has colour only where it is asked for', () => {
    expect(formatDiagnostic(diagnostic)).not.toContain('\u001B');
    expect(formatDiagnostic(diagnostic, { color: true })).toContain('\u001B[31merror:\u001B[0m');
  });
});

test('what a runbook does not say is not made up', () => {
  const read = parseRunbook('holdfast: 1\nid: a\ntitle: A\nsteps:\n  - { id: first, do: Look }\n', 'a.yaml');
  expect(read).toEqual({ runbook: { holdfast: 1, id: 'a', title: 'A', steps: [{ id: 'first', do: 'Look' }] } });
});
