import { describe, expect, test } from 'vitest';
import { parseLine } from '../../src/guide/index.ts';
import type { Lookup, OtherIncident, Parsed } from '../../src/guide/index.ts';
import type { Session } from '../../src/session/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';

const others: readonly OtherIncident[] = [
  { alias: 'flood-6', title: 'Harbour wall', mode: 'real', state: 'closed' },
  { alias: 'flood-7', title: 'Hall A', mode: 'real', state: 'open' },
  { alias: 'flood-8', title: 'Exercise in hall A', mode: 'drill', state: 'open' },
  { alias: 'breach-1', title: 'Sign-in', mode: 'real', state: 'stood-down' },
];

function known(session: Session, all: readonly OtherIncident[] = others): Lookup {
  return {
    entryId: (seq) => session.timeline.entryId(seq),
    people: () => ['Anna', 'Bo Holm'],
    others: () => all,
  };
}

const anna = (): Session => memoryIncident({ runbooks: [pumpFailure] }).session('Anna');

function read(line: string, session = anna(), lookup = known(session)): Parsed {
  return parseLine(line, session.guide(), session.incident, lookup);
}

/** What a line asks for, as its question and what can be chosen. */
function asked(line: string, session = anna(), lookup = known(session)): unknown {
  const parsed = read(line, session, lookup);
  return parsed.kind === 'asking' ? [parsed.prompt, ...parsed.choices.map(({ label }) => label)] : parsed;
}

function meant(line: string, session = anna()): unknown {
  const parsed = read(line, session);
  return parsed.kind === 'act' ? parsed.act : parsed;
}

describe('more than one incident', () => {
  test.each([
    ['link flood-7', { act: 'link', to: 'flood-7' }],
    ['link flood-7 --as same cause', { act: 'link', to: 'flood-7', as: 'same cause' }],
    ['link flood-6 flood-7', { act: 'link', to: 'flood-7', incident: 'flood-6' }],
    ['merge --into flood-7', { act: 'merge', into: 'flood-7' }],
    ['merge flood-6 --into flood-7', { act: 'merge', into: 'flood-7', incident: 'flood-6' }],
    ['stand-down duplicate --of flood-7', { act: 'stand-down', as: 'duplicate', of: 'flood-7' }],
    ['stand-down flood-6 duplicate', { act: 'stand-down', as: 'duplicate', incident: 'flood-6' }],
    ['stand-down flood-6 --as false-alarm', { act: 'stand-down', as: 'false-alarm', incident: 'flood-6' }],
    ['stand-down --as duplicate', { act: 'stand-down', as: 'duplicate' }],
  ])('%s', (line, act) => {
    expect(meant(line)).toEqual(act);
  });

  test.each([
    ['link a b c', '"c" was not understood after link.', 'It is typed: link [ID] ID [--as WORDS]'],
    ['merge a b', '"b" was not understood after merge.', 'It is typed: merge [ID] --into ID'],
    [
      'stand-down a duplicate c',
      '"c" was not understood after stand-down.',
      'It is typed: stand-down [ID] false-alarm|duplicate [--of ID]',
    ],
    [
      'stand-down false-alarm --of flood-7',
      'A false alarm is none of another incident.',
      'It is typed: stand-down duplicate --of ID',
    ],
  ])('%s is not half understood', (line, message, hint) => {
    expect(read(line)).toMatchObject({ kind: 'problem', message, hint });
  });

  test('which other one is asked, the newest first, and a drill is none of them', () => {
    expect(asked('link')).toEqual([
      'Link it to which incident?',
      'breach-1 Sign-in (stood down)',
      'flood-7 Hall A',
      'flood-6 Harbour wall (closed)',
    ]);
    expect(asked('link flood-7 --as ?')).toEqual(['In what way? A few words, such as: same cause. Enter: not said']);
    // What is over takes nothing in any more, and nothing goes into itself.
    expect(asked('merge')).toEqual(['Merge this incident into which?', 'flood-7 Hall A']);
    expect(read('merge flood-7')).toMatchObject({
      kind: 'problem',
      code: 'refused',
      message: 'There is no other incident for it.',
      hint: 'To see what there is: incidents.',
    });
    expect(asked('stand-down')).toEqual([
      'Stand down as what?',
      'A false alarm',
      'A duplicate of breach-1 Sign-in (stood down)',
      'A duplicate of flood-7 Hall A',
      'A duplicate of flood-6 Harbour wall (closed)',
      'A duplicate of one that is not here',
    ]);
  });

  test('every other one that is offered is taken by its name', () => {
    const offered = (line: string): unknown => {
      const parsed = read(line);
      return parsed.kind === 'asking' ? parsed.choices.map(({ words }) => meant(words.join(' '))) : parsed;
    };
    expect(offered('link')).toContainEqual({ act: 'link', to: 'flood-6' });
    expect(offered('merge flood-6')).toEqual([{ act: 'merge', incident: 'flood-6', into: 'flood-7' }]);
    expect(offered('stand-down')).toContainEqual({ act: 'stand-down', as: 'duplicate', of: 'flood-7' });
    const drill = memoryIncident({ runbooks: [pumpFailure], mode: 'drill' }).session('Anna');
    expect(asked('link', drill)).toEqual(['Link it to which incident?', 'flood-8 Exercise in hall A']);
    expect(read('link', drill, known(drill, []))).toMatchObject({ message: 'There is no other drill for it.' });
  });
});

describe('people', () => {
  test('a role that one is asked to take is taken without its name, and of several it is asked', () => {
    const both = anna();
    both.act({ act: 'assign', role: 'lead', person: 'Anna' }, { by: 'Bo Holm' });
    expect(meant('ack', both)).toEqual({ act: 'ack', role: 'lead' });
    both.act({ act: 'assign', role: 'facilities', person: 'Anna' }, { by: 'Bo Holm' });
    expect(asked('ack', both)).toEqual(['Which role?', 'Incident lead (lead)', 'Facilities duty officer (facilities)']);
    both.act({ act: 'ack', role: 'lead' });
    expect(meant('ack', both)).toEqual({ act: 'ack', role: 'facilities' });
    both.act({ act: 'ack', role: 'facilities' });
    expect(read('ack', both)).toMatchObject({
      code: 'refused',
      message: 'You have taken every role that you hold: lead, facilities.',
    });
    expect(asked('ack')).toEqual(['Which role?', 'Incident lead (lead)', 'Facilities duty officer (facilities)']);
  });

  test('a call: how it ended, of whom, and what is too much', () => {
    expect(asked('call lead')).toEqual(['How did the call end?', 'reached', 'voicemail', 'no-answer', 'refused']);
    expect(read('call lead')).toMatchObject({ ringing: 'lead' });
    expect(read('call lead reached nobody-known')).toMatchObject({ message: 'There is no contact "nobody-known".' });
    expect(read('call lead reached a b')).toMatchObject({ message: '"b" was not understood after call.' });
    expect(read('call lead rung')).toMatchObject({ message: 'There is no result "rung".' });
  });

  test('somebody is asked for something: who, what, and until when', () => {
    const here = anna();
    here.act({ act: 'assign', role: 'lead', person: 'Bo Holm' });
    expect(asked('ask', here)).toEqual(['Ask whom?', 'Anna', 'Bo Holm']);
    expect(asked('assign lead', here)).toEqual(['Who is Incident lead?', 'Anna', 'Bo Holm']);
    expect(asked('ask Ida', here)).toEqual(['What shall Ida do?']);
    expect(read('ask Ida', here)).toMatchObject({ before: ['ask', 'Ida'], after: ['--in', '?'] });
    expect(asked('ask Ida bring sandbags --in ?', here)).toEqual([
      'How long has Ida for it? Such as 10m, or until 17:00; Enter: no time',
    ]);
    expect(meant('ask Ida bring sandbags --in 10m', here)).toMatchObject({ due: '2026-11-22T03:22:00+01:00' });
    expect(meant('ask Ida bring sandbags --due 17:00', here)).toMatchObject({ due: '2026-11-22T17:00:00+01:00' });
    expect(read('ask Ida bring sandbags --in a while', here)).toMatchObject({ kind: 'problem' });
  });

  test('a task is taken and given back without its name where it is the only one', () => {
    const here = anna();
    expect(read('took', here)).toMatchObject({ code: 'refused', message: 'No such task is open.' });
    here.act({ act: 'ask', person: 'Ida', words: 'bring sandbags' });
    expect(meant('took', here)).toMatchObject({ act: 'take-task' });
    here.act({ act: 'ask', person: 'Bo', words: 'ring the port' });
    const [bags, port] = Object.keys(here.incident.tasks);
    expect(asked('gave', here)).toEqual([
      'Which task?',
      `bring sandbags (${bags ?? ''})`,
      `ring the port (${port ?? ''})`,
    ]);
    // The number of its id will do, and no other number.
    expect(meant('took 2', here)).toEqual({ act: 'take-task', task: port });
    expect(read('took 3', here)).toMatchObject({ kind: 'problem', message: 'There is no task "3".' });
    here.act({ act: 'take-task', task: bags ?? '' });
    expect(meant('took', here)).toEqual({ act: 'take-task', task: port });
    here.act({ act: 'finish-task', task: port ?? '' });
    expect(meant('gave', here)).toEqual({ act: 'finish-task', task: bags });
  });
});

describe('entries', () => {
  test('an entry is named by its number, with or without its mark; one that is not there is said', () => {
    const here = anna();
    here.act({ act: 'note', words: 'the pump is silent' });
    const note = here.entries().find(({ type }) => type === 'note.written');
    const seq = note?.seq ?? 0;
    for (const number of [`${seq}`, `#${seq}`]) {
      expect(meant(`undo ${number}`, here)).toEqual({ act: 'undo', entry: note?.id });
      expect(meant(`correct ${number} the pump hums`, here)).toEqual({
        act: 'correct',
        entry: note?.id,
        words: 'the pump hums',
      });
      expect(meant(`expunge ${number} --basis Art. 17`, here)).toEqual({
        act: 'expunge',
        entry: note?.id,
        basis: 'Art. 17',
      });
    }
    for (const line of ['undo 999', 'correct 999 x', 'mark 999 red', 'expunge 999 --basis x', 'why 999 x'])
      expect(read(line, here)).toMatchObject({
        code: 'not-found',
        message: 'There is no entry "999" in this incident.',
        hint: 'See their numbers: log',
      });
    expect(read('undo 3 4', here)).toMatchObject({ message: '"4" was not understood after undo.' });
    expect(read('mark 3 red x', here)).toMatchObject({ message: '"x" was not understood after mark.' });
  });

  test.each([
    ['correct', 'Say which entry, and its new words.'],
    ['correct 3', 'Say which entry, and its new words.'],
    ['mark', 'Say which entry, and for whom it is.'],
    ['expunge 3', 'Say which entry, and on what basis.'],
    ['expunge --basis Art. 17', 'Say which entry, and on what basis.'],
  ])('%s says what is missing', (line, message) => {
    expect(read(line)).toMatchObject({ kind: 'problem', message });
  });

  test('who may read an entry is asked, in the words of the marking', () => {
    expect(asked('mark 3')).toEqual([
      'Who may read it?',
      'TLP:CLEAR, everybody',
      'TLP:GREEN, the community, not the public',
      'TLP:AMBER, their organisation and its clients, as far as they need it',
      'TLP:AMBER+STRICT, their organisation alone',
      'TLP:RED, those who are named, and nobody else',
    ]);
  });

  test('a reason is given for the entry that owes it first, or for one that is named', () => {
    const here = anna();
    expect(read('why because', here)).toMatchObject({ code: 'refused', message: 'No reason is owed.' });
    here.act({ act: 'skip', step: 'people-first' });
    here.act({ act: 'jump', step: 'restore' });
    const [first, second] = here.guide().questions.filter(({ kind }) => kind === 'owed-reason');
    expect(meant('why nobody was in', here)).toEqual({
      act: 'correct',
      entry: first?.ref,
      words: 'nobody was in',
      isReason: true,
    });
    const seq = here.entries().find(({ id }) => id === second?.ref)?.seq ?? 0;
    expect(meant(`why ${seq} it was dry`, here)).toEqual({
      act: 'correct',
      entry: second?.ref,
      words: 'it was dry',
      isReason: true,
    });
    expect(asked('why', here)).toEqual([`Why? ${first?.text ?? ''}`]);
    expect(asked(`why #${seq}`, here)).toEqual([`Why? ${second?.text ?? ''}`]);
    expect(read('why later', here)).toMatchObject({ message: 'It stays owed: nothing was recorded.' });
    expect(read('why 1 it was dry', here)).toMatchObject({
      message: '#1 owes no reason.',
      hint: 'To put its words right: correct 1 WORDS',
    });
  });
});

describe('messages', () => {
  test('a message goes out in the language that is named, by its step, by its name or by itself', () => {
    const here = anna();
    expect(read('send', here)).toMatchObject({ code: 'refused', message: 'No open step sends a message.' });
    expect(meant('send status-page da', here)).toEqual({
      act: 'send',
      message: 'status-page',
      to: 'The public',
      language: 'da',
      body: 'Log ind er nede.',
    });
    expect(read('send status-page fr', here)).toMatchObject({ kind: 'problem' });
    expect(read('send people-first', here)).toMatchObject({ message: 'Step "people-first" sends no message.' });
    expect(read('send staus-page', here)).toMatchObject({ hint: 'Did you mean "status-page"?' });
    expect(read('send a b c', here)).toMatchObject({ message: '"c" was not understood after send.' });
    here.act({ act: 'jump', step: 'tell-public' }, { why: 'they ask' });
    for (const line of ['send da', 'send --language da', 'send tell-public da', 'send status-page da', 'send DA'])
      expect(meant(line, here)).toMatchObject({ step: 'tell-public', language: 'da', body: 'Log ind er nede.' });
    expect(meant('send', here)).toMatchObject({ step: 'tell-public', message: 'status-page' });
  });
});

describe('what is said afterwards', () => {
  test('a follow-up is done and its effect seen, where it was seen too', () => {
    const here = anna();
    expect(read('follow-up-done', here)).toMatchObject({ code: 'refused', message: 'No follow-up waits for that.' });
    here.act({ act: 'follow-up', words: 'a second pump' });
    here.act({ act: 'follow-up', words: 'a float switch' });
    const [pump, float] = Object.keys(here.incident.followUps);
    expect(asked('follow-up-done', here)).toEqual(['Which follow-up is done?', 'a second pump', 'a float switch']);
    expect(read('follow-up-verified', here)).toMatchObject({ message: 'No follow-up waits for that.' });
    here.act({ act: 'follow-up-done', followUp: pump ?? '' });
    expect(asked('follow-up-done', here)).toEqual(['Which follow-up is done?', 'a float switch']);
    expect(asked('follow-up-verified', here)).toEqual(['Of which one is the effect verified?', 'a second pump']);
    expect(meant(`follow-up-verified ${pump ?? ''} in drill-3`, here)).toEqual({
      act: 'follow-up-verified',
      followUp: pump,
      in: 'drill-3',
    });
    expect(meant(`follow-up-done ${float ?? ''}`, here)).toEqual({ act: 'follow-up-done', followUp: float });
    expect(meant('follow-up-done 2', here)).toEqual({ act: 'follow-up-done', followUp: float });
    expect(read(`follow-up-done ${float ?? ''} in drill-3`, here)).toMatchObject({ kind: 'problem' });
  });

  test('what belongs to an entry is said of one', () => {
    const here = anna();
    expect(asked('annotate cue', here)).toEqual(['At which entry? Its number, such as #42']);
    expect(read('annotate cue the smell', here)).toMatchObject({ hint: 'It is typed: annotate cue #N WORDS …' });
    expect(read('annotate cue #999 the smell', here)).toMatchObject({ code: 'not-found' });
    const [first] = here.entries();
    expect(meant('annotate cue #1 the smell', here)).toEqual({
      act: 'annotate',
      kind: 'cue',
      entry: first?.id,
      words: 'the smell',
    });
    expect(read('annotate cue #1', here)).toMatchObject({ kind: 'asking', before: ['annotate', 'cue', '#1'] });
    expect(read('annotate impact x', here)).toMatchObject({ hint: 'It is typed: describe impact=WORDS' });
    expect(read('annotate lukcy x', here)).toMatchObject({ hint: 'Did you mean "lucky"?' });
  });

  test('feedback: a statement and how far one agrees, or words', () => {
    const here = memoryIncident({ runbooks: [pumpFailure], mode: 'drill' }).session('Anna');
    expect(meant('feedback realistic 4 the water', here)).toEqual({
      act: 'feedback',
      statement: 'realistic',
      agreement: 4,
      words: 'the water',
    });
    expect(meant('feedback 2 4 the water', here)).toEqual(meant('feedback realistic 4 the water', here));
    expect(meant('feedback 9 4 the water', here)).toEqual({ act: 'feedback', words: '9 4 the water' });
    expect(meant('feedback 2 radios were missing', here)).toEqual({ act: 'feedback', words: '2 radios were missing' });
    expect(meant('feedback more radios', here)).toEqual({ act: 'feedback', words: 'more radios' });
    for (const degree of ['0', '6', 'four'])
      expect(read(`feedback realistic ${degree}`, here)).toMatchObject({
        message: `"${degree}" is not how far one agrees.`,
      });
  });
});

describe('keeping', () => {
  test.each([
    ['retain 2031-12-31 --basis the archive act', '2031-12-31'],
    ['retain 5 years --basis the archive act', '2031-11-22'],
    ['retain for-ever --basis the archive act', undefined],
    ['retain For Ever --basis the archive act', undefined],
  ])('%s', (line, until) => {
    expect(meant(line)).toEqual({ act: 'retain', basis: 'the archive act', ...(until !== undefined && { until }) });
  });

  test('how long and on what basis is asked, and what is no time is said', () => {
    expect(asked('retain')).toEqual(['How long? (5 years, 2031-12-31, for-ever)']);
    expect(asked('retain 5 years')).toEqual(['On what legal basis, in words?']);
    expect(read('retain 5 years')).toMatchObject({ before: ['retain', '5 years', '--basis'] });
    expect(read('retain a while')).toMatchObject({ message: '"a while" is no length of time and no day.' });
    expect(meant('hold the police ask')).toEqual({ act: 'hold', held: true, words: 'the police ask' });
    expect(meant('lift-hold they have it')).toEqual({ act: 'hold', held: false, words: 'they have it' });
    expect(asked('hold')).toEqual(['Who asks that it is kept, and why?']);
    expect(asked('lift-hold')).toEqual(['Why may words be removed again, and who says so?']);
  });
});

describe('the change of shift', () => {
  test('a period: its number, its end, what is to be reached', () => {
    expect(meant('period Hall A dry; hospital told --until 08:00')).toEqual({
      act: 'period',
      until: '2026-11-22T08:00:00+01:00',
      objectives: ['Hall A dry', 'hospital told'],
    });
    expect(meant('period "Hall A dry" "hospital told" and tea')).toMatchObject({
      objectives: ['Hall A dry', 'hospital told', 'and tea'],
    });
    expect(meant('period 2 Hall A dry')).toEqual({ act: 'period', number: 2, objectives: ['Hall A dry'] });
    expect(read('period Hall A dry --until whenever')).toMatchObject({ kind: 'problem' });
    expect(asked('period')).toEqual([
      'What is to be reached in this period? One or more, with ; between; Enter: nothing yet',
    ]);
    expect(read('period 2')).toMatchObject({
      before: ['period', '2'],
      after: ['--until', '?'],
      empty: ['period', '2', ';', '--until', '?'],
    });
    expect(meant('period ;')).toEqual({ act: 'period', objectives: [] });
    expect(asked('period Hall A dry --until ?')).toEqual([
      'Until when does the period go? Such as 8h, 08:00 or tomorrow 08:00; Enter: no end',
    ]);
    const running = anna();
    running.act({ act: 'period', number: 2, objectives: [] });
    expect(meant('period 2 --until 08:00', running)).toMatchObject({ number: 2, objectives: [] });
    expect(read('period 3 --until 08:00', running)).toMatchObject({ kind: 'asking' });
  });

  test('whose handover is taken is asked where several wait', () => {
    const memory = memoryIncident({ runbooks: [pumpFailure] });
    const here = memory.session('Anna');
    const say = (by: string, to?: string): unknown =>
      here.act({ act: 'handover', brief: 'The brief', ...(to !== undefined && { to }) }, { by });
    expect(meant('accept-handover', here)).toEqual({ act: 'accept-handover' });
    say('Bo Holm');
    expect(meant('accept-handover', here)).toEqual({ act: 'accept-handover' });
    say('Ida Juhl');
    expect(asked('accept-handover', here)).toEqual(['Whose handover?', 'Bo Holm', 'Ida Juhl']);
    say('Ida Juhl', 'Anna');
    expect(meant('accept-handover', here)).toEqual({ act: 'accept-handover' });
    expect(meant('accept-handover ida juhl', here)).toEqual({ act: 'accept-handover', from: 'Ida Juhl' });
    expect(read('accept-handover Ole', here)).toMatchObject({ code: 'not-found' });
  });

  test('which roles go over, and to whom', () => {
    const here = anna();
    here.act({ act: 'assign', role: 'lead', person: 'Anna' });
    here.act({ act: 'assign', role: 'facilities', person: 'Anna' });
    expect(asked('handover --role ?', here)).toEqual([
      'Which roles go over?',
      'All of them: Incident lead, Facilities duty officer',
      'Only Incident lead',
      'Only Facilities duty officer',
    ]);
    expect(asked('handover --to ?', here)).toEqual(['Hand over to whom? Another name can be typed', 'Whoever accepts']);
    expect(read('handover Bo Holm --role LEAD, lead --worries the pump', here)).toMatchObject({
      kind: 'handover',
      said: { to: 'Bo Holm', roles: ['lead'], worries: 'the pump' },
    });
    expect(read('handover --to=- --worries=-', here)).toMatchObject({ kind: 'handover', said: {} });
    expect(read('handover --role leed', here)).toMatchObject({ kind: 'problem', hint: 'Did you mean "lead"?' });
    const { asks } = read('handover --to Bo Holm', here) as { asks?: Parsed };
    expect(asks).toMatchObject({
      before: ['handover', '--to=Bo Holm', '--worries'],
      empty: ['handover', '--to=Bo Holm', '--worries=-'],
    });
  });
});

/** Two tracks that are open side by side, each with something of its own to tick and to answer. */
const sideBySide = `holdfast: 1
id: house
title: The house
roles: { lead: { title: Incident lead } }
facts:
  depth: { ask: How deep is it, type: number, unit: cm }
  dry: { ask: Is it dry, type: boolean }
  smell: { ask: What does it smell of, type: choice, of: [nothing, gas, sewage] }
  seen: { ask: Who was seen, type: list }
  since: { ask: Since when, type: time }
steps:
  - id: both
    parallel: Both at once
    tracks:
      up:
        title: Up
        steps:
          - { id: attic, do: Look into the attic, checklist: [Hatch, Lamp], record: [dry] }
          - { id: pick, decide: Which way down, options: { stairs: { title: The stairs }, lift: { title: The lift } } }
      down:
        title: Down
        steps:
          - { id: cellar, do: Look into the cellar, checklist: [Door, Pump], record: [depth] }
          - { id: ask-pump, run: Ask the pump, command: [pump], timeout: 30s }
`;

describe('what a step asks for', () => {
  const house = (): Session => memoryIncident({ runbooks: [sideBySide] }).session('Anna');

  test('an item is ticked by its number at the step in front, or at one that is named; the open ones are asked', () => {
    const here = house();
    expect(meant('tick 2', here)).toMatchObject({ step: 'attic', item: 2, ticked: true });
    expect(meant('tick cellar 2', here)).toMatchObject({ step: 'cellar', item: 2 });
    expect(asked('tick', here)).toEqual(['Which item?', 'Hatch', 'Lamp']);
    expect(asked('tick cellar', here)).toEqual(['Which item?', 'Door', 'Pump']);
    here.act({ act: 'tick', step: 'attic', item: 1, ticked: true });
    expect(asked('tick', here)).toEqual(['Which item?', 'Lamp']);
    expect(asked('untick', here)).toEqual(['Which item?', 'Hatch']);
    here.act({ act: 'tick', step: 'attic', item: 2, ticked: true });
    expect(read('tick', here)).toMatchObject({ code: 'refused', message: 'There is nothing left to tick.' });
    expect(read('untick cellar', here)).toMatchObject({ code: 'refused', message: 'Nothing is ticked.' });
    expect(read('tick attic lamp', here)).toMatchObject({
      message: '"lamp" is not the number of an item.',
      hint: 'It is typed: tick 2',
    });
    expect(read('tick attic 1 2', here)).toMatchObject({ message: '"2" was not understood after tick.' });
    expect(read('tick pick 1', here)).toMatchObject({ message: '"Which way down" is not open: it is waiting.' });
  });

  test('a fact is asked for as what it is, and its answer belongs to the step that asks', () => {
    const here = house();
    expect(asked('fact', here)).toHaveLength(6);
    expect(asked('fact depth', here)).toEqual(['How deep is it (a number, cm; ? for not known yet)']);
    expect(asked('fact dry', here)).toEqual(['Is it dry (yes or no; ? for not known yet)', 'yes', 'no']);
    expect(asked('fact smell', here)).toEqual([
      'What does it smell of (nothing, gas, sewage; ? for not known yet)',
      'nothing',
      'gas',
      'sewage',
    ]);
    expect(asked('fact seen', here)).toEqual(['Who was seen (words with commas between; ? for not known yet)']);
    expect(asked('fact since', here)).toEqual(['Since when (a time such as 03:12 or -5m; ? for not known yet)']);
    expect(meant('fact depth=3', here)).toMatchObject({ step: 'cellar' });
    expect(meant('fact dry=no', here)).toMatchObject({ step: 'attic' });
    expect(meant('fact smell=gas', here)).not.toHaveProperty('step');
    // The step in front is asked first where several ask.
    expect(meant('fact depth=3 dry=no', here)).toMatchObject({ step: 'attic' });
    expect(meant('fact seen=Ida Juhl, Bo depth=', here)).toMatchObject({
      values: [
        { fact: 'seen', value: 'Ida Juhl, Bo' },
        { fact: 'depth', value: { clear: true } },
      ],
    });
  });

  test('a decision: its option by its name, its step by its own, or the question itself', () => {
    const here = house();
    expect(read('choose', here)).toMatchObject({ act: { step: 'attic', option: '' } });
    here.act({ act: 'fact', values: [{ fact: 'dry', value: 'yes' }] });
    here.act({ act: 'done', step: 'attic' }, { why: 'dark' });
    expect(asked('choose', here)).toEqual(['Which way down', 'The stairs', 'The lift']);
    expect(asked('choose pick', here)).toEqual(['Which way down', 'The stairs', 'The lift']);
    expect(meant('choose lift', here)).toMatchObject({ step: 'pick', option: 'lift' });
    expect(read('choose pick lift now', here)).toMatchObject({ message: '"now" was not understood after choose.' });
    expect(read('choose lft', here)).toMatchObject({ code: 'refused', hint: 'Did you mean "lift"?' });
  });

  test('a command, a step that is added, a file', () => {
    const here = house();
    here.act({ act: 'jump', step: 'ask-pump' }, { why: 'quick' });
    expect(read('run', here)).toMatchObject({ kind: 'run', step: 'ask-pump' });
    expect(read('run ask-pump --by Bo', here)).toMatchObject({ kind: 'run', step: 'ask-pump', how: { by: 'Bo' } });
    expect(read('run a b', here)).toMatchObject({ message: '"b" was not understood after run.' });
    expect(meant('add Ring the port --role lead', here)).toEqual({ act: 'add', title: 'Ring the port', role: 'lead' });
    expect(read('add Ring the port --after nowhere', here)).toMatchObject({ kind: 'problem', code: 'not-found' });
    expect(asked('add', here)).toEqual(['What is to be done?']);
    const front = here.guide().current.find(({ key }) => key === here.guide().focus)?.name;
    expect(read('attach photo of the pump.jpg', here)).toMatchObject({
      kind: 'attach',
      file: 'photo of the pump.jpg',
      step: front,
    });
    expect(asked('attach', here)).toEqual(['Which file?']);
    expect(asked('follow-up', here)).toEqual(['What is to be done later?']);
  });

  test('a step that one goes to is among those that wait, one that is opened again among those that are settled', () => {
    const here = house();
    expect(asked('jump', here)).toEqual(['Go to which step?', 'Which way down', 'Ask the pump']);
    expect(read('reopen', here)).toMatchObject({ code: 'refused', message: 'There is no step to reopen.' });
    here.act({ act: 'skip', step: 'attic' }, { why: 'dark' });
    here.act({ act: 'fail', step: 'cellar' }, { why: 'locked' });
    expect(asked('reopen', here)).toEqual(['Reopen which step?', 'Look into the attic', 'Look into the cellar']);
    expect(read('jump', here)).toMatchObject({ code: 'refused', message: 'There is no step to go to.' });
  });
});

describe('the incident, its clocks and what it follows', () => {
  test('how severe it is: one of five, and nothing that only begins like one', () => {
    for (const line of ['severity 15', 'severity 0', 'severity 6', 'severity sev12'])
      expect(read(line)).toMatchObject({ code: 'not-found', hint: 'It is one of: sev1, sev2, sev3, sev4, sev5.' });
    for (const line of ['severity 2 bad', 'severity sev2 bad', 'severity sev 2 bad'])
      expect(read(line)).toMatchObject({ kind: 'problem', hint: 'It is typed: severity sev2' });
  });

  test('a topic that is chosen says what it is and which clocks it starts', () => {
    expect(asked('aware')).toEqual(['Aware of what?', 'A significant incident → Early warning (significant-incident)']);
    expect(asked('aware', memoryIncident({}).session('Anna'))).toEqual(['Aware of what? One word, with hyphens']);
  });

  test('a clock: met with its reference, asked for until a time', () => {
    const here = anna();
    expect(asked('met', here)).toEqual(['Which clock?', 'Tell the public (public-update)']);
    expect(meant('met public-update --ref CFCS 17', here)).toEqual({
      act: 'met',
      clock: 'public-update',
      reference: 'CFCS 17',
    });
    expect(asked('met public-update --ref ?', here)).toEqual([
      'The reference that was given for Tell the public? Enter: none',
    ]);
    expect(asked('asked', here)).toEqual(['Which clock?', 'Early warning (early-warning)']);
    expect(meant('asked early-warning --due 4h', here)).toEqual({
      act: 'asked',
      clock: 'early-warning',
      due: '2026-11-22T07:12:00+01:00',
    });
    expect(meant('asked early-warning', here)).toEqual({ act: 'asked', clock: 'early-warning' });
    expect(read('asked early-warning --due soon', here)).toMatchObject({ kind: 'problem' });
    here.act({ act: 'asked', clock: 'early-warning' });
    expect(read('asked', here)).toMatchObject({ code: 'refused', message: 'There is no such clock now.' });
  });

  test('services: those that can become it, and several at once', () => {
    const here = anna();
    expect(read('restored', here)).toMatchObject({ code: 'refused', message: 'Every service is up already.' });
    expect(asked('lost', here)).toEqual(['Which service?', 'Citizen sign-in (sign-in)']);
    here.act({ act: 'lost', services: ['sign-in'] });
    expect(read('lost', here)).toMatchObject({ code: 'refused', message: 'Every service is lost already.' });
    expect(asked('restored', here)).toEqual(['Which service?', 'Citizen sign-in (sign-in)']);
    expect(read('lost sign-in portal', here)).toMatchObject({ code: 'not-found' });
  });

  test('the newer text of a runbook: of the one that is followed, of several it is asked', () => {
    expect(read('revise', memoryIncident({}).session('Anna'))).toMatchObject({
      code: 'refused',
      message: 'No runbook is followed yet.',
      hint: 'follow RUNBOOK takes one up.',
    });
    expect(read('revise')).toMatchObject({ kind: 'revise', run: 'pump-failure' });
    const both = memoryIncident({ runbooks: [pumpFailure, sideBySide] }).session('Anna');
    expect(asked('revise', both)).toEqual([
      'The newer text of which runbook?',
      'Pump failure (pump-failure)',
      'The house (house)',
    ]);
    expect(read('revise house', both)).toMatchObject({ kind: 'revise', run: 'house' });
    expect(read('revise huose', both)).toMatchObject({ hint: 'Did you mean "house"?' });
    expect(asked('follow', both)).toEqual(['Which runbook?']);
    expect(read('follow data centre flood', both)).toMatchObject({ kind: 'follow', runbook: 'data centre flood' });
  });
});
