import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { acts, parseLine, views, wordsOf } from '../../src/guide/index.ts';
import type { Guide, Parsed } from '../../src/guide/index.ts';
import type { Session } from '../../src/session/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';

let anna: Session;
beforeAll(() => {
  anna = memoryIncident({ runbooks: [pumpFailure] }).session('Anna');
});

function read(line: string, session = anna): Parsed {
  return parseLine(line, session.guide(), session.incident);
}

function act(line: string, session = anna): unknown {
  const parsed = read(line, session);
  return parsed.kind === 'act' ? parsed.act : parsed;
}

test('what is too much is named, and how it is typed is said once', () => {
  for (const { name } of acts) {
    const parsed = read(`${name} a b c d e`);
    const hint = parsed.kind === 'problem' ? (parsed.hint ?? '') : '';
    expect([name, hint.split('It is typed').length - 1]).toEqual([name, hint.includes('It is typed') ? 1 : 0]);
  }
  expect(read('done a b')).toMatchObject({
    kind: 'problem',
    message: '"b" was not understood after done.',
    hint: 'It is typed: done [STEP]',
  });
});

test('no word behind an act is dropped: it is kept, or nothing is recorded', () => {
  const begun = [
    ...acts.map(({ name }) => name),
    ...acts.flatMap(({ name }) => {
      const parsed = read(name);
      return parsed.kind === 'asking' ? parsed.choices.map(({ words }) => words.join(' ')) : [];
    }),
  ];
  const dropping = begun.filter((line) => {
    const parsed = read(`${line} because they asked`);
    return parsed.kind !== 'problem' && parsed.kind !== 'asking' && !JSON.stringify(parsed).includes('asked');
  });
  // Nothing is handed over here, whoever is named: the judge refuses it.
  expect(dropping).toEqual(['accept-handover']);
  expect(read('set-aside public-update because they asked')).toEqual({
    kind: 'problem',
    message: '"because" was not understood after set-aside.',
    hint: 'It is typed: set-aside CLOCK --why WORDS',
  });
  expect(read('asked public-update for friday')).toMatchObject({ hint: 'It is typed: asked CLOCK --due TIME' });
});

test('a part of a name is enough to be told the one that was meant', () => {
  expect(read('met update')).toMatchObject({
    kind: 'problem',
    message: 'There is no clock "update".',
    hint: 'Did you mean "public-update"?',
  });
});

describe('words become acts', () => {
  test.each([
    ['done', { act: 'done', step: 'people-first', turn: 1 }],
    ['d', { act: 'done', step: 'people-first', turn: 1 }],
    ['d rising', { act: 'done', step: 'rising', turn: 1 }],
    ['skip', { act: 'skip', step: 'people-first', turn: 1 }],
    ['jump restore', { act: 'jump', step: 'restore', turn: 1 }],
    ['tick 2', { act: 'tick', step: 'people-first', item: 2, ticked: true }],
    ['untick people-first 1', { act: 'tick', step: 'people-first', item: 1, ticked: false }],
    ['n the rack\'s wet, she said "go"', { act: 'note', words: 'the rack\'s wet, she said "go"' }],
    ['note  two  spaces', { act: 'note', words: 'two  spaces' }],
    ['add "Call the zoo"', { act: 'add', title: 'Call the zoo' }],
    ['add Call the zoo --after rising', { act: 'add', title: 'Call the zoo', after: 'rising' }],
    ['aware significant-incident', { act: 'aware', topic: 'significant-incident' }],
    ['met public-update REF 12', { act: 'met', clock: 'public-update', reference: 'REF 12' }],
    ['set-aside public-update', { act: 'set-aside', clock: 'public-update' }],
    ['severity 1', { act: 'severity', severity: 'sev1' }],
    ['assign lead Anna Berg', { act: 'assign', role: 'lead', person: 'Anna Berg' }],
    ['lost sign-in', { act: 'lost', services: ['sign-in'] }],
    ['describe impact=Sign-in is down', { act: 'describe', values: [{ field: 'impact', value: 'Sign-in is down' }] }],
    ['undo', { act: 'undo' }],
    ['resolve', { act: 'resolve' }],
    ['stand-down false-alarm', { act: 'stand-down', as: 'false-alarm' }],
    ['speed 60', { act: 'exercise', change: { speed: 60 } }],
    ['ask Bo bring sandbags', { act: 'ask', person: 'Bo', words: 'bring sandbags' }],
    ['set aside public-update', { act: 'set-aside', clock: 'public-update' }],
    ['stand down false-alarm', { act: 'stand-down', as: 'false-alarm' }],
    ['take lead', { act: 'ack', role: 'lead' }],
    ['no duff', { act: 'exercise', change: 'real-world' }],
    ['endex', { act: 'exercise', change: 'end' }],
  ])('%s', (line, expected) => {
    expect(act(line)).toEqual(expected);
  });

  test('facts: several at once, words without quotes, ? for not known yet, nothing to clear', () => {
    expect(act('fact water_depth=12 people_out=yes')).toEqual({
      act: 'fact',
      step: 'people-first',
      values: [
        { fact: 'water_depth', value: '12' },
        { fact: 'people_out', value: 'yes' },
      ],
    });
    expect(act('fact water_depth=?')).toMatchObject({ values: [{ fact: 'water_depth', value: { unknown: true } }] });
    expect(act('fact water_depth=')).toMatchObject({ values: [{ fact: 'water_depth', value: { clear: true } }] });
    expect(act('fact door_code=one two three')).toMatchObject({
      values: [{ fact: 'door_code', value: 'one two three' }],
    });
    expect(act('fact water_depth 12')).toMatchObject({ values: [{ fact: 'water_depth', value: '12' }] });
  });

  test('how it was done: the reason, a note, another person, an earlier time', () => {
    expect(read('skip --why the hall is empty --by Bo --at -2m')).toEqual({
      kind: 'act',
      act: { act: 'skip', step: 'people-first', turn: 1 },
      how: { why: 'the hall is empty', by: 'Bo', at: '2026-11-22T03:10:00+01:00', precision: 'minute' },
    });
  });

  test('a time that cannot be taken, an option that is none', () => {
    expect(read('done --at tomorrow')).toMatchObject({ kind: 'problem' });
    expect(read('done --whi x')).toMatchObject({ kind: 'problem', hint: 'Did you mean "--why"?' });
    expect(read('done --why')).toMatchObject({ kind: 'problem', message: '--why is missing its words.' });
  });
});

describe('where something is missing it is asked', () => {
  test.each([
    'tick',
    'aware',
    'assign',
    'assign lead',
    'jump',
    'describe',
    'severity',
    'fact',
    'fact people_out',
    'note',
    'add',
    'call lead',
    'lost',
    'met',
  ])('%s', (line) => {
    expect(read(line).kind).toBe('asking');
  });

  test('every choice that is offered can be read again', () => {
    for (const { name } of [...acts, ...views]) {
      const parsed = read(name);
      if (parsed.kind !== 'asking') continue;
      for (const { words } of parsed.choices) expect(read(words.join(' ')).kind).not.toBe('problem');
    }
  });

  test('a step is not guessed among several of which none is in front', () => {
    const busy = memoryIncident({
      runbooks: [
        'holdfast: 1\nid: busy\ntitle: Busy\nsteps:\n  - id: both\n    parallel: Both\n    tracks:\n      a: { title: A, steps: [{ id: one, decide: One, options: { x: { title: X }, y: { title: Y } } }] }\n      b: { title: B, steps: [{ id: two, decide: Two, options: { x: { title: X }, z: { title: Z } } }] }\n',
      ],
    }).session('Anna');
    const unfocused = Object.create(busy.guide(), { focus: { value: undefined } }) as Guide;
    expect(parseLine('choose x', unfocused, busy.incident)).toMatchObject({ kind: 'asking', prompt: 'Which step?' });
    expect(parseLine('choose z', unfocused, busy.incident)).toMatchObject({ act: { step: 'two', option: 'z' } });
    // Before the options of the one that is in front the numbers stand, and before no others.
    expect(act('choose one 2', busy)).toMatchObject({ step: 'one', option: 'y' });
    expect(read('choose two 2', busy)).toMatchObject({ kind: 'problem' });
  });
});

test('an option is chosen by the number that stands before it, while those numbers stand there', () => {
  const session = memoryIncident({ runbooks: [pumpFailure] }).session('Anna');
  session.act({ act: 'done', step: 'people-first' }, { why: 'nobody was in' });
  const options = session.guide().current[0]?.options.map(({ id }) => id) ?? [];
  expect(options.length).toBeGreaterThan(1);
  for (const [index, option] of options.entries())
    expect(act(`choose ${index + 1}`, session)).toMatchObject({ act: 'choose', option });
  expect(read(`choose ${options.length + 1}`, session)).toMatchObject({ kind: 'problem', code: 'refused' });
  expect(read('choose 0', session)).toMatchObject({ kind: 'problem' });
  // Of one that waits for an answer whether it is needed, that answer has the first number.
  const asked = memoryIncident({
    runbooks: [
      'holdfast: 1\nid: asked\ntitle: Asked\nfacts: { wet: { ask: Is it wet?, type: boolean } }\nsteps:\n  - { id: one, when: facts.wet, decide: One, options: { x: { title: X }, y: { title: Y } } }\n',
    ],
  }).session('Anna');
  expect(asked.guide().current[0]?.asks).toEqual(['wet']);
  expect(read('choose 2', asked)).toMatchObject({ kind: 'problem' });
});

test('a decision that is named alone and is not open is not mistaken for an option of the step in front', () => {
  expect(read('choose rising')).toMatchObject({
    kind: 'problem',
    message: '"rising" is not open: it is waiting.',
    hint: 'Say its option too: choose rising up|steady',
  });
});

test('a word that names no decision is not answered by the step in front', () => {
  const session = memoryIncident({ runbooks: [pumpFailure] }).session('Anna');
  const plan = 'Decisions of the plan: rising';
  expect(read('choose failover', session)).toMatchObject({
    kind: 'problem',
    message: 'No decision is open, and none is called "failover".',
    hint: plan,
  });
  expect(read('choose people-first', session)).toMatchObject({
    message: '"people-first" is not a decision.',
    hint: plan,
  });
  session.act({ act: 'done', step: 'people-first' }, { why: 'nobody was in' });
  expect(read('choose people-first', session)).toMatchObject({
    message: '"people-first" is not a decision.',
    hint: 'Open: rising',
  });
  // A decision is open: the word was meant for an option of it.
  expect(read('choose failover', session)).toMatchObject({ message: 'There is no option "failover".' });
});

describe('a word out of a list is taken whatever its capitals', () => {
  test.each([
    ['DONE PEOPLE-FIRST', { act: 'done', step: 'people-first' }],
    ['Tick People-First 1', { act: 'tick', step: 'people-first', item: 1 }],
    ['Choose Rising UP', { act: 'choose', step: 'rising', option: 'up' }],
    ['severity SEV1', { act: 'severity', severity: 'sev1' }],
    ['severity Sev 2', { act: 'severity', severity: 'sev2' }],
    ['Sev 2', { act: 'severity', severity: 'sev2' }],
    ['assign LEAD Anna Berg', { act: 'assign', role: 'lead', person: 'Anna Berg' }],
    ['call Lead REACHED', { act: 'call', role: 'lead', result: 'reached' }],
    ['aware Significant-Incident', { act: 'aware', topic: 'significant-incident' }],
    ['met Public-Update', { act: 'met', clock: 'public-update' }],
    ['lost SIGN-IN', { act: 'lost', services: ['sign-in'] }],
    ['fact Water_Depth=12', { act: 'fact', values: [{ fact: 'water_depth', value: '12' }] }],
    ['send STATUS-PAGE', { act: 'send', message: 'status-page', body: expect.stringContaining('[da] Log ind') }],
    ['send Status-Page DA', { act: 'send', message: 'status-page', language: 'da', body: 'Log ind er nede.' }],
    [
      'describe IMPACT the lift is stuck',
      { act: 'describe', values: [{ field: 'impact', value: 'the lift is stuck' }] },
    ],
    ['annotate LUCKY we were near', { act: 'annotate', kind: 'lucky', words: 'we were near' }],
    ['hot-wash Went-Well all of it', { act: 'annotate', kind: 'went-well', words: 'all of it' }],
    ['stand-down False-Alarm', { act: 'stand-down', as: 'false-alarm' }],
    ['mark an-entry Tlp:RED', { act: 'correct', marking: 'red' }],
  ])('%s', (line, expected) => {
    expect(act(line)).toMatchObject(expected);
  });

  test('an option of what is said too, and what nothing has declared yet is kept as runbooks write it', () => {
    expect(read('skip --WHY the hall is empty')).toMatchObject({ kind: 'act', how: { why: 'the hall is empty' } });
    const early = memoryIncident({}).session('Anna');
    expect(act('aware Personal-Data', early)).toEqual({ act: 'aware', topic: 'personal-data' });
    expect(act('assign Lead Ida Juhl', early)).toEqual({ act: 'assign', role: 'lead', person: 'Ida Juhl' });
  });
});

test('a word that has a hyphen is understood without it, behind the first one too', () => {
  expect(act('call lead no answer')).toEqual({ act: 'call', role: 'lead', result: 'no-answer' });
  expect(act('stand down false alarm')).toEqual({ act: 'stand-down', as: 'false-alarm' });
  expect(act('hot wash went badly nobody rang')).toMatchObject({ kind: 'went-badly', words: 'nobody rang' });
  expect(act('annotate went well the pumps held')).toMatchObject({ kind: 'went-well', words: 'the pumps held' });
  // As it is written it is a word already: what comes behind it is something else.
  expect(act('annotate cause the valve')).toMatchObject({ kind: 'problem', hint: 'It is typed: describe cause=WORDS' });
});

describe('what is wrong is said, with what was probably meant', () => {
  test.each([
    ['dnoe', 'Did you mean "done"?'],
    ['done people-frist', 'Did you mean "people-first"?'],
    ['aware significant-incidnet', 'Did you mean "significant-incident"?'],
    ['met public-updte', 'Did you mean "public-update"?'],
    ['fact water_dept=3', 'Did you mean "water_depth"?'],
    ['assign leed Anna', 'Did you mean "lead"?'],
    ['sev2', 'Did you mean "sev"?'],
    ['severity sev9', 'It is one of: sev1, sev2, sev3, sev4, sev5.'],
    ['the water is in the rack room', 'To write it down as a note, begin the line with n.'],
  ])('%s', (line, hint) => {
    expect(read(line)).toMatchObject({ kind: 'problem', hint });
  });
});

test('words: quotes hold together, a lone apostrophe is an apostrophe', () => {
  expect(wordsOf('add "Call the zoo" now')).toEqual(['add', 'Call the zoo', 'now']);
  expect(wordsOf("fact door='a b' x=1")).toEqual(['fact', 'door=a b', 'x=1']);
  expect(wordsOf("rack's wet")).toEqual(["rack's", 'wet']);
  expect(wordsOf('an "open end')).toEqual(['an', '"open', 'end']);
});

test('no line can break it', () => {
  const seen = anna.guide();
  const word = fc.oneof(
    fc.constantFrom(...acts.map((each) => each.name), '--why', '--at', '__proto__', 'constructor', 'people-first', '='),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      expect(parseLine(words.join(' '), seen, anna.incident).kind).toBeTypeOf('string');
    }),
    { numRuns: 500 },
  );
});
