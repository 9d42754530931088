import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Session } from '../../src/session/index.ts';
import { width } from '../../src/text/index.ts';
import { keyTable } from '../../src/tui/keys/keys.ts';
import { everyDuty, lawfulCity } from '../support/legal-clocks.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { unrecorded } from '../../src/tui/press/drafts.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';
import { smallFlood } from '../support/small-flood.ts';
import { manyTracks } from '../support/three-tracks.ts';
import { twoTracks } from '../support/two-tracks.ts';
import { walk } from '../plain/walk.ts';

const begin = (
  options: Parameters<typeof memoryIncident>[0] = {},
): { incident: MemoryIncident; anna: Session; screen: ScreenInHand } => {
  const incident = memoryIncident({ runbooks: [pumpFailure], ...options });
  const anna = incident.session('Anna');
  return { incident, anna, screen: new ScreenInHand(anna) };
};
const types = (incident: MemoryIncident): string[] => incident.entries.map((entry) => entry.type);
const last = (incident: MemoryIncident): MemoryIncident['entries'][number] | undefined => incident.entries.at(-1);

describe('five questions at a glance', () => {
  test('what now, who, how long, what happened, how to get help', () => {
    const { screen } = begin();
    expect(screen.words).toContain('Get everyone out');
    expect(screen.step).toContain('Facilities duty officer, nobody yet (t: take it)');
    expect(screen.step).toContain('about 5m expected');
    expect(screen.words).toContain('30m left Tell the public');
    expect(screen.words).toContain('Anna: Following the runbook: Pump failure');
    expect(screen.words).toContain('? help');
    expect(screen.words).toContain('q leave');
  });

  test('of two clocks beside each other one reads what each is for; a bar stands where there is room for it', () => {
    const { anna, screen } = begin({
      runbooks: [pumpFailure.replace('title: Early warning', 'title: Early warning to the authority')],
    });
    anna.act({ act: 'aware', topic: 'significant-incident' });
    expect(screen.rows[1]).toMatch(/^░{8} 30m left Tell the public +│ may apply, 1d left Early warning to .* $/);
    screen.controller.resize(100, 30);
    expect(screen.text).toMatch(/░{16} may apply, 1d left Early warning to the authority/);
  });

  test('a drill says so on every screen', () => {
    const { screen } = begin({ mode: 'drill' });
    for (const keys of [[], ['?'], ['escape', 'v', '1'], ['escape', 's'], ['escape', 'u']]) {
      screen.press(...keys);
      expect(screen.rows[0]).toContain('DRILL');
    }
    screen.controller.resize(40, 10);
    expect(screen.rows[0]).toContain('DRILL');
  });

  test('a terminal that becomes small shows what is to be done now, not the list', () => {
    const { screen } = begin();
    expect(screen.step).toContain('Facilities duty officer, nobody yet (t: take it)');
    screen.controller.resize(60, 20);
    expect(screen.words).toContain('Facilities duty officer');
    expect(screen.words).toContain('[ ] Power isolated');
  });

  test('what is to be done is on the screen, however long the words to it are', () => {
    const long = pumpFailure.replace(
      '- Take the door log',
      Array.from({ length: 60 }, (_, line) => `- line ${line}`).join('\n      '),
    );
    const { screen } = begin({ runbooks: [long] });
    expect(screen.words).toContain('2 [ ] Power isolated at the main board');
    expect(screen.words).toMatch(/\d+ more rows of text: PgDn/);
    const seen = new Set<string>();
    for (let page = 0; page < 12; page += 1) {
      for (const found of screen.text.matchAll(/line \d+/g)) seen.add(found[0]);
      screen.press('page-down');
    }
    expect(seen.size).toBe(60);
  });
});

test('a long checklist leaves the first lines of the text on the screen, and all of it is reached', () => {
  const items = Array.from({ length: 9 }, (_, item) => `\n      - Room ${item + 1} is empty and its door is shut`).join(
    '',
  );
  const long = pumpFailure.replace(/\n +- Head count[^]*?(?=\n {4}record)/, items);
  const { anna } = begin({ runbooks: [long] });
  for (const size of [
    { columns: 80, rows: 24 },
    { columns: 60, rows: 20 },
  ]) {
    const screen = new ScreenInHand(anna, size);
    expect(screen.words).toContain('Nobody enters standing water');
    expect(screen.words).toContain('1 [ ] Room 1 is empty');
    for (let page = 0; page < 3; page += 1) screen.press('page-down');
    expect(screen.words).toContain('9 [ ] Room 9 is empty');
  }
});

const sideBySide = `holdfast: 1
id: side-by-side
title: Side by side
steps:
  - { id: begin, do: Open the bridge }
  - id: both
    parallel: Both at once
    tracks:
      water: { title: Water, steps: [{ id: boards, do: Set the boards }] }
      move: { title: Move, steps: [{ id: move, do: Move the services }] }
`;

describe('two at one incident', () => {
  test('the step before my eyes stays when somebody else opens one that comes before it', () => {
    const { incident, screen } = begin();
    const bo = incident.session('Bo');
    bo.act({ act: 'done', step: 'people-first' }, { why: 'all out' });
    expect(screen.step).toContain('Decide number: choose');
    bo.act({ act: 'reopen', step: 'people-first' }, { why: 'one is missing' });
    expect(screen.words).toContain('2 for others');
    expect(screen.step).toContain('Decide number: choose');
    screen.press('2');
    expect(last(incident)).toMatchObject({ type: 'choice.made', data: { option: 'steady' } });
    expect(screen.step).toContain('Facilities duty officer');
  });

  test('a step that I marked stays marked when what comes first for all of us changes', () => {
    const incident = memoryIncident({ runbooks: [sideBySide] });
    const bo = incident.session('Bo');
    bo.act({ act: 'done', step: 'begin' });
    const anna = incident.session('Anna');
    const screen = new ScreenInHand(anna);
    const marked = (): string => screen.rows.find((row) => /^>[^ ]/.test(row)) ?? '';
    expect(marked()).toContain('Set the boards');
    screen.press(']');
    expect(marked()).toContain('Move the services');
    bo.act({ act: 'reopen', step: 'begin' }, { why: 'nobody was on it' });
    expect(anna.guide().focus).toContain('begin');
    expect(marked()).toContain('Move the services');
    bo.act({ act: 'done', step: 'move' });
    expect(marked()).not.toContain('Move the services');
  });

  test('what is mine takes its place all the same', () => {
    const { incident, anna, screen } = begin();
    const bo = incident.session('Bo');
    anna.act({ act: 'assign', role: 'facilities', person: 'Anna' });
    bo.act({ act: 'done', step: 'people-first' }, { why: 'all out' });
    expect(screen.step).toContain('Decide number: choose');
    bo.act({ act: 'reopen', step: 'people-first' }, { why: 'one is missing' });
    expect(screen.step).toContain('Facilities duty officer');
  });
});

describe('the acts', () => {
  test('a step is done once its questions are answered; what is missing is said in place', () => {
    const { incident, screen } = begin();
    screen.press('1', '2', 'd');
    expect(screen.words).toContain('Is everyone out? (and 1 more)');
    screen.enter('perhaps');
    expect(screen.words).toContain('Is everyone out? (and 1 more)');
    expect(screen.text).toContain('> perhaps');
    screen.press('ctrl-u').enter('yes');
    expect(screen.words).toContain('a number, cm');
    screen.enter('12');
    expect(types(incident)).toContain('step.done');
    expect(incident.entries.find((entry) => entry.type === 'step.done')?.deviation).toBeUndefined();
    expect(screen.words).toContain('Is the water still rising?');
  });

  test('after a refusal whoever types answers anew; Backspace mends what was refused', () => {
    const { incident, screen } = begin();
    screen.press('d').enter('yes').enter('yes');
    expect(screen.words).toContain('a number, cm');
    expect(screen.text).toContain('> yes');
    screen.enter('4o');
    expect(screen.text).toContain('> 4o');
    screen.press('backspace').enter('0');
    expect(incident.incident.facts['water_depth']?.answer?.value).toBe(40);
  });

  test('an answer is recorded when it is given: leaving in between loses none', () => {
    const { incident, screen } = begin();
    screen.press('f').enter('?');
    screen.press('escape');
    expect(types(incident)).toContain('fact.recorded');
    expect(types(incident)).not.toContain('step.done');
    screen.press('f');
    expect(screen.words).not.toContain('and 1 more');
  });

  test('an unanswered question leaves the plan: it asks why, and an empty reason is owed', () => {
    const { incident, screen } = begin();
    screen.press('d', 'enter', 'enter');
    expect(screen.words).toContain('This leaves the plan (checklist open, fact not known); it is not refused. Why?');
    screen.press('enter');
    expect(incident.entries.find((entry) => entry.type === 'step.done')?.deviation).toMatchObject({ owed: true });
    expect(screen.said).toContain('owed');
  });

  test('"later" is an answer to "Why?", not a reason', () => {
    const { incident, screen } = begin();
    screen.press('s');
    expect(screen.words).toContain('A few words, or Enter to give them later. Esc: not done.');
    screen.enter('later');
    expect(incident.entries.find((entry) => entry.type === 'step.skipped')).toMatchObject({
      deviation: { owed: true },
    });
    screen.press(':').enter('why later');
    expect(screen.said).toContain('It stays owed: nothing was recorded.');
  });

  test('a number ticks, and the same number takes it back', () => {
    const { incident, screen } = begin();
    screen.press('2');
    expect(screen.words).toContain('2 [x] Power isolated');
    screen.press('2');
    expect(screen.words).toContain('2 [ ] Power isolated');
    expect(types(incident).filter((type) => type === 'item.ticked')).toHaveLength(2);
  });

  test('a number chooses; the suggested option is marked in words; a number that is none says so', () => {
    const { incident, screen } = begin();
    screen.press('d').enter('yes').enter('12').press('enter');
    expect(screen.words).toContain('1 > Yes, it rises (suggested)');
    screen.press('9');
    expect(screen.said).toContain('go from 1 to 2');
    screen.press('1');
    expect(types(incident)).toContain('choice.made');
    expect(types(incident)).toContain('service.lost');
  });

  test('skip asks why in one line; Esc does nothing and keeps what was written', () => {
    const { incident, screen } = begin();
    const before = incident.entries.length;
    screen.press('s').type('the door is').press('escape');
    expect(incident.entries).toHaveLength(before);
    expect(screen.said).toContain('kept');
    screen.press('s');
    expect(screen.words).toContain('> the door is│'.replace('│', ' ').trim());
    screen.enter(' stuck');
    expect(incident.entries.find((entry) => entry.type === 'step.skipped')).toMatchObject({
      words: 'the door is stuck',
    });
  });

  test('a note takes several words; pasted line ends do not send it; Esc keeps it', () => {
    const { incident, screen } = begin();
    screen.press('n').type('pump ').paste('two\nfailed\n').press('escape');
    expect(types(incident)).not.toContain('note.written');
    screen.press('n').enter('at ten');
    expect(last(incident)).toMatchObject({ type: 'note.written', words: 'pump two\nfailed\nat ten' });
  });

  test('undo says what it takes back, and only y does it', () => {
    const { incident, screen } = begin();
    screen.press('n').enter('wrong').press('1');
    const before = incident.entries.length;
    screen.press('u');
    expect(screen.words).toContain('Undo this?');
    expect(screen.words).toContain('ticked');
    screen.press('enter', 'escape');
    expect(incident.entries).toHaveLength(before);
    screen.press('u', 'y');
    expect(screen.words).toContain('1 [ ] Head count');
  });

  test('undo asks of the last act of whoever asks, whatever others have done since', () => {
    const { incident, screen } = begin();
    screen.press('n').enter('wrong');
    incident.session('Bo').act({ act: 'note', words: 'The pump runs' });
    screen.press('u');
    expect(screen.words).toContain('wrong');
    screen.press('y');
    const undone = incident.entries.find(({ words }) => words === 'wrong');
    expect(last(incident)).toMatchObject({ type: 'entry.corrected', data: { entry: undone?.id, field: 'undone' } });
  });

  test('a key of a step that is not open says what became of it, and the way from there', () => {
    const { anna, screen } = begin({ runbooks: [twoTracks] });
    const marked = (words: string): ScreenInHand => screen.press('escape', ':').enter(words);
    marked('Both at once').press('x');
    expect(screen.said).toBe('"Both at once" goes on by what is in it. Tab goes to what is open.');
    marked('It is over').press('x');
    expect(screen.said).toBe('"It is over" is not open yet. J goes there, Esc back to what is open.');
    anna.act({ act: 'done', step: 'look' });
    anna.act({ act: 'skip', step: 'cut' }, { why: 'nobody is there' });
    marked('Look at the water').press('x');
    expect(screen.said).toBe('"Look at the water" is done. R opens it again, Esc back to what is open.');
    marked('Cut the power').press('m');
    expect(screen.said).toBe('"Cut the power" was left out. R opens it again, Esc back to what is open.');
    anna.act({ act: 'done', step: 'over' });
    marked('Tell the grid').press('x');
    expect(screen.said).toMatch(/^"Tell the grid" was left open\. Every runbook has come to its end\./);
  });

  test('what is suggested is marked where a choice is asked for, wherever it stands', () => {
    const runbook = pumpFailure
      .replace('        suggest-when: facts.water_depth > 5\n', '')
      .replace(
        'title: No, it stands still',
        'title: No, it stands still\n        suggest-when: facts.people_out == true',
      );
    const { incident, anna, screen } = begin({ runbooks: [runbook] });
    anna.act({ act: 'fact', values: [{ fact: 'people_out', value: 'yes' }] });
    anna.act({ act: 'skip', step: 'people-first' }, { why: 'all out' });
    screen.press('d');
    expect(screen.words).toContain('>2 No, it stands still (suggested)');
    screen.press('enter');
    expect(incident.entries.find(({ type }) => type === 'choice.made')?.data).toMatchObject({ option: 'steady' });
  });

  test('what can be chosen is read to its end, marked or not; what lies behind offers no key of its own meanwhile', () => {
    const meaning = 'No, it stands still, and the watermark on the wall of the cellar has been dry for an hour';
    const long = 'Yes, it rises, and it is above the second step of the stair';
    const runbook = pumpFailure
      .replace('title: No, it stands still', `title: ${meaning}`)
      .replace('title: Yes, it rises', `title: ${long}`);
    const { anna, screen } = begin({ runbooks: [runbook] });
    anna.act({ act: 'skip', step: 'people-first' }, { why: 'all out' });
    screen.controller.resize(60, 20);
    screen.press('d');
    expect(screen.words).toContain(meaning);
    expect(screen.words).toContain(long);
    screen.press('down');
    expect(screen.words).toContain(long);
    expect(screen.text).toMatch(/… \d+ more rows?\n/);
    expect(screen.text).not.toContain('PgDn');
  });

  test('of more than nine options those behind the ninth bear no number: of 12 the 1 would choose before the 2 is typed', () => {
    const more = Array.from({ length: 10 }, (_, place) => `      way-${place}:\n        title: Way ${place + 3} out\n`);
    const runbook = pumpFailure.replace('      steady:\n', `${more.join('')}      steady:\n`);
    const { incident, anna, screen } = begin({ runbooks: [runbook] });
    screen.controller.resize(80, 40);
    anna.act({ act: 'skip', step: 'people-first' }, { why: 'all out' });
    screen.press('home', 'escape');
    expect(screen.text).toContain('Decide  1-9, Enter: choose');
    expect(screen.text).toMatch(/│ {2}9 {3}Way 10 out/);
    expect(screen.text).toMatch(/│ {6}Way 12 out/);
    screen.press('enter').type('Way 12').press('enter');
    expect(incident.entries.find(({ type }) => type === 'choice.made')?.data).toMatchObject({ option: 'way-9' });
  });

  test('answers that are longer than a row stand in rows of their own, short ones beside each other', () => {
    const kinds = (of: string): ScreenInHand => {
      const question = `"What kind of water is it?", type: choice, of: [${of}]`;
      const { screen } = begin({ runbooks: [pumpFailure.replace('"Is everyone out?", type: boolean', question)] });
      screen.controller.resize(60, 20);
      return screen.press('f');
    };
    expect(kinds('clean, sewage, salt').text).toContain('1 clean   2 sewage   3 salt\n');
    const long = kinds('clean water from a pipe that burst above the hall, sewage or nobody is sure, salt water');
    expect(long.text).toContain(
      '1 clean water from a pipe that burst above the hall\n2 sewage or nobody is sure\n3 salt water\n',
    );
    expect(long.enter('2').said).toContain('What kind of water is it?: sewage or nobody is sure');
    const many = Array.from({ length: 30 }, (_, place) => `a kind of water from place number ${place + 1}`).join(', ');
    expect(kinds(many).text).toContain('\n> │\n? not known yet.');
  });

  test('an approval that is not mine to give says why, beside what I may do', () => {
    const { incident, anna, screen } = begin();
    anna.act({ act: 'skip', step: 'people-first' }, { why: 'all out' });
    anna.act({ act: 'choose', step: 'rising', option: 'up' });
    anna.act({ act: 'done', step: 'cut-power' });
    screen.press('a');
    expect(screen.words).toContain('Cut the power: done by Anna');
    expect(screen.words).toMatch(/>1 Approve \(not possible: [^)]+\)/);
    expect(screen.words).toMatch(/3 Go on without approval(?! \(not possible)/);
    const bos = new ScreenInHand(incident.session('Bo'));
    bos.press(':').enter('step cut-power').press('a');
    expect(bos.words).toMatch(/>1 Approve 2 Refuse/);
  });

  test('whoever takes back for another is shown what that one did last', () => {
    const { incident, anna, screen } = begin();
    incident.session('Bo').act({ act: 'note', words: 'the pump van is here' });
    anna.act({ act: 'note', words: 'the water stands still' });
    screen.press(':').enter('undo --by Bo');
    expect(screen.words).toContain('Bo: Note: the pump van is here');
    screen.press('n', 'u');
    expect(screen.words).toContain('Anna: Note: the water stands still');
  });

  test('a step of one of two runbooks is meant by its whole name, and asks what it wants to know', () => {
    const second = pumpFailure.replace('id: pump-failure', 'id: pump-again');
    const { screen } = begin({ runbooks: [pumpFailure, second] });
    screen.press(':').enter('done pump-again:people-first');
    expect(screen.words).toContain('Is everyone out? (and 1 more)');
    screen.press('escape', ':').enter('fail pump-again:people-first');
    expect(screen.words).toContain('Record that it failed? Get everyone out');
  });

  test('what was skipped by a slip is taken back without a second reason', () => {
    const { incident, screen } = begin();
    screen.press('s').enter('the wrong key').press('u', 'y');
    expect(screen.said).toMatch(/^Recorded #\d+: Undone: #\d+/);
    expect(screen.step).toContain('Facilities duty officer');
    expect(incident.entries.find(({ type }) => type === 'step.jumped')).toMatchObject({
      deviation: { kinds: ['undone'], owed: false },
    });
  });

  test('an approval is given by another person; the same one is told why not', () => {
    const { incident, screen } = begin({ runbooks: [smallFlood] });
    screen.press('s').enter('nobody was in').press('1');
    expect(screen.words).toContain('Needs an approval by: Incident lead');
    screen.press('d');
    expect(screen.step).toContain('waits for an approval by another person');
    screen.press('a', '1');
    expect(screen.said).not.toBe('');
    expect(types(incident)).not.toContain('approval.given');
    const bo = new ScreenInHand(incident.session('Bo'));
    bo.press('a', '1');
    expect(types(incident)).toContain('approval.given');
    expect(screen.words).toContain('How far is the standby behind');
  });

  test('without an approval one goes on, and says why', () => {
    const { incident, screen } = begin({ runbooks: [smallFlood] });
    screen.press('s').enter('nobody was in').press('1', 'd', 'a', '3');
    if (screen.words.includes('Why?')) screen.enter('nobody answers');
    expect(types(incident)).toContain('approval.gone-without');
  });

  test('a command that fails says so at once, and above what was run: nobody waits for what has ended', () => {
    const { incident, anna, screen } = begin();
    screen.press(':').enter('jump check-pumps').enter('first the pumps').press('escape');
    expect(screen.step).toContain('r: run; at most');
    anna.act({ act: 'command-start', step: 'check-pumps' });
    const started = last(incident);
    anna.act({
      act: 'command-end',
      step: 'check-pumps',
      started: started?.id ?? '',
      exitCode: 3,
      stdout: '',
      stderr: 'no line to the pumps',
    });
    expect(screen.said).toBe('FAILED: the command of "Ask the pumps". Run it again, or say what became of the step.');
    expect(screen.asked.at(-1)).toMatch(/^ring/);
    expect(screen.step).toMatch(/at most \w+ It failed \(1 attempt\)\. Run it again/);
  });

  test('a command of which nobody saw the end says so at once, and is not offered as one that runs', () => {
    const { incident, anna, screen } = begin();
    screen.press(':').enter('jump check-pumps').enter('first the pumps').press('escape');
    anna.act({ act: 'command-start', step: 'check-pumps' });
    expect(screen.step).toContain('It is running now; its end is recorded by itself.');
    anna.act({ act: 'command-unknown', step: 'check-pumps', started: last(incident)?.id ?? '' });
    expect(screen.said).toContain('Nobody saw how the command of "Ask the pumps" ended. Look first');
    expect(screen.asked.at(-1)).toMatch(/^ring/);
  });

  test('a command is run, a message is read, changed and recorded as it was changed', () => {
    const { incident, screen } = begin({ runbooks: [smallFlood] });
    screen.press('s').enter('x').press('2', 'r');
    expect(types(incident)).toContain('command.finished');
    expect(screen.words).toContain('Tell the public');
    screen.press('m');
    expect(screen.words).toContain('Sign-in is down.');
    screen.press('e').type(' Use paper.').press('tab', 'enter');
    expect(incident.entries.find((entry) => entry.type === 'message.sent')).toMatchObject({
      words: expect.stringContaining('Sign-in is down. Use paper.') as string,
    });
  });

  test('a message that is being changed breaks between words, with the caret in its place', () => {
    const words = 'Sign-in is down because of water in the hall. Come to the counter with your papers please.';
    const { anna } = begin({ runbooks: [smallFlood.replace('Sign-in is down.', words)] });
    const screen = new ScreenInHand(anna, { columns: 60 });
    const written = (): string[] => screen.rows.slice(6, 9).map((row) => row.trimEnd());
    screen.press('s').enter('x').press('2', 'r', 'm', 'e');
    expect(written()).toEqual([
      'Sign-in is down because of water in the hall. Come to the',
      'counter with your papers please.│',
      '',
    ]);
    screen.type(' Bring a friend and a lamp too');
    expect(written()[2]).toBe('too│');
    screen.press('ctrl-a').type('Now: ');
    expect(written().slice(0, 2)).toEqual([
      'Now: │Sign-in is down because of water in the hall. Come to',
      'the counter with your papers please. Bring a friend and a',
    ]);
  });

  test('a long message follows the caret', () => {
    const lines = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\\n');
    const { screen } = begin({ runbooks: [smallFlood.replace('Sign-in is down.', `"${lines}"`)] });
    screen.press('s').enter('x').press('2', 'r', 'm', 'e');
    expect(screen.text).toContain('line 39│');
  });

  test('what is not known is marked in a message, until somebody writes it in', () => {
    const text = smallFlood.replace('Sign-in is down.', '"Water: {{ facts.water_depth }} cm."');
    const { incident, screen } = begin({ runbooks: [text] });
    screen.press('s').enter('x').press('2', 'r', 'm');
    expect(screen.words).toContain('[not known yet: Depth at the lowest rack]');
    screen.press('e', 'ctrl-a', 'ctrl-k').type('Water: 12 cm.').press('escape', 'enter');
    const sent = incident.entries.find((entry) => entry.type === 'message.sent');
    expect(sent).toMatchObject({ words: expect.stringContaining('Water: 12 cm.') as string });
    expect(sent?.data).not.toHaveProperty('missing');
  });

  test('aware of a topic; its clock is met; another does not apply, with its reason', () => {
    const { incident, screen } = begin();
    screen.press('w', '1');
    expect(types(incident)).toContain('incident.aware');
    screen.press('c', '/').type('tell').press('enter', 'm', 'enter');
    expect(types(incident)).toContain('clock.met');
    screen.press('escape', '/').type('early').press('enter', 'x');
    if (screen.words.includes('Why')) screen.enter('not significant');
    expect(types(incident)).toContain('clock.set-aside');
  });

  test('a report that is a progress report now is called so, and another may follow it', () => {
    const { incident, anna, screen } = begin({ runbooks: [everyDuty], organisation: stringify(lawfulCity) });
    anna.act({ act: 'met', clock: 'nis2-notification' });
    expect(screen.words).toContain('NIS2 progress report');
    screen.press('c', '/').type('nis2 progress').press('enter', 'm', 'enter');
    expect(last(incident)).toMatchObject({ type: 'clock.met', data: { clock: 'nis2-final', interim: true } });
    expect(screen.words).toContain('Duty met: NIS2 progress report');
    screen.press('m', 'enter');
    expect(last(incident)).toMatchObject({ type: 'clock.met', data: { clock: 'nis2-final', round: 2, interim: true } });
    anna.act({ act: 'resolve' });
    expect(screen.words).toContain('NIS2 final report');
  });

  test('the clocks say what they rest on and what must be in the notification; q leads back to the guide', () => {
    const { screen } = begin({ runbooks: [everyDuty], organisation: stringify(lawfulCity) });
    screen.press('c', '/').type('nis2 early').press('enter');
    expect(screen.words).toContain('Directive (EU) 2022/2555, Art. 23(4)(a)');
    expect(screen.words).toContain('Must contain:');
    screen.press('m');
    expect(screen.said).toMatch(
      /^This duty has not started: it counts from: aware of .*\. w says that we know of it\.$/,
    );
    screen.press('escape', 'q');
    expect(screen.words).toContain('Steps 0 of');
  });

  test('the arrows mark another step: J goes there, R opens a settled one again; on an open one both say why not', () => {
    const { incident, screen } = begin();
    screen.press('J');
    expect(screen.said).toContain('Mark another step first');
    screen.press('down', 'J').enter('the water is rising');
    expect(types(incident)).toContain('step.jumped');
    expect(screen.words).toContain('Is the water still rising?');
    screen.press('s').enter('x').press('g');
    screen.press('k', 'k', 'k', 'k');
    screen.press('s').enter('x');
    screen.press('up', 'R');
    if (screen.words.includes('Why?')) screen.enter('not done after all');
    expect(types(incident).some((type) => type === 'step.reopened' || type === 'step.jumped')).toBe(true);
  });

  test('a role is taken with t', () => {
    const { incident, screen } = begin();
    screen.press('t');
    expect(types(incident)).toContain('role.assigned');
    expect(screen.words).toContain('Now: 1 for you');
    screen.press('t');
    expect(screen.said).toContain('already');
  });

  test('words behind : reach everything; what was not understood stays to be put right', () => {
    const { incident, screen } = begin();
    screen.press(':').enter('severty sev2');
    expect(screen.said).toContain('Did you mean "severity"?');
    expect(screen.text).toContain(': severty sev2');
    screen.press('ctrl-u').enter('severity sev2');
    expect(types(incident)).toContain('severity.set');
    expect(screen.rows[0]).toContain('sev2');
    screen.press(':').enter('help done');
    expect(screen.said).toBe('done [STEP]: The step is done');
  });

  test('resolve names what is open and asks', () => {
    const { incident, screen } = begin();
    screen.press(':').enter('resolve');
    expect(screen.words).toContain('Still open:');
    screen.press('n');
    expect(types(incident)).not.toContain('incident.resolved');
    screen.press(':').enter('resolve').press('y');
    expect(types(incident)).toContain('incident.resolved');
  });

  test('an end that leaves the steps of others open names them and asks; one that leaves none does not', () => {
    const { incident, anna, screen } = begin({ runbooks: [twoTracks] });
    screen.press('d');
    expect(screen.words).toContain('It is over');
    screen.press('enter');
    expect(screen.words).toContain('Still open: Step: Cut the power (cut)');
    screen.press('enter', 'n');
    expect(incident.incident.runs[0]?.ended).toBeUndefined();
    anna.act({ act: 'done', step: 'cut' });
    anna.act({ act: 'done', step: 'tell' });
    screen.press('d');
    expect(screen.words).toContain('Every runbook has come to its end.');
  });

  test('what cannot be written to the disk is said, and the exit code will say it', () => {
    const { incident, screen } = begin();
    incident.breakDisk();
    screen.press('1');
    expect(screen.said).toContain('NOT recorded');
    expect(screen.controller.fault).toBe(true);
    screen.press('1');
    expect(screen.said).toContain('Recorded');
  });

  test('who was slower is told', () => {
    const { incident, screen } = begin({ runbooks: [smallFlood] });
    incident.before(() => incident.session('Bo').act({ act: 'skip', step: 'get-out' }, { why: 'x' }));
    screen.press('s').enter('y');
    expect(screen.said).toContain('Somebody else was faster');
  });

  test('files and runbooks come from outside, or it is said how else', async () => {
    const { screen } = begin();
    screen.press(':').enter('attach photo.jpg');
    await Promise.resolve();
    await Promise.resolve();
    expect(screen.said).toContain('holdfast attach photo.jpg -i flood-7');
    const incident = memoryIncident({ runbooks: [pumpFailure] });
    const file = async (): Promise<{ name: string; sha256: string; bytes: number }> => ({
      name: 'photo.jpg',
      sha256: 'a'.repeat(64),
      bytes: 12,
    });
    const other = new ScreenInHand(incident.session('Anna'), { file });
    other.press(':').enter('attach photo.jpg');
    await file();
    await Promise.resolve();
    expect(types(incident)).toContain('evidence.attached');
  });
});

test('what was chosen is told by its words, and what a message lacks by how it is answered: nobody on call knows ids', async () => {
  const { anna, screen } = begin();
  anna.act({ act: 'skip', step: 'people-first' }, { why: 'all out' });
  anna.act({ act: 'choose', step: 'rising', option: 'steady' });
  screen.press(':').enter('Is the water still rising?');
  expect(screen.step).toContain('Chosen: No, it stands still');
  expect(await walk(anna, ['steps'])).toContain('Is the water still rising?  (rising) → No, it stands still');
  anna.act({ act: 'skip', step: 'check-pumps' }, { why: 'nobody is there' });
  screen.press('escape');
  expect(screen.step).toContain('Not everything in it is known yet. m, then f: answer it.');
  screen.press('m', 'f');
  expect(screen.words).toContain('How deep is it at the lowest rack? a number, cm.');
});

describe('where no step is open it is said what leads on from there', () => {
  const keys = (screen: ScreenInHand): string => screen.rows.slice(-2).join(' ');

  test('without a runbook one is followed, and no key of a step is offered', () => {
    const { screen } = begin({ runbooks: [] });
    expect(screen.words).toContain('for example: follow RUNBOOK, n WORDS, severity sev2, resolve.');
    expect(keys(screen)).toMatch(/n note {2}: find {2}u undo {2}w aware {2}c clocks/);
    expect(keys(screen)).not.toMatch(/J go here|R reopen|s skip/);
  });

  test('once it is resolved it is closed or reopened; once it is closed it is only reopened', () => {
    const { screen } = begin({ runbooks: [] });
    screen.press(':').enter('resolve').press('y');
    expect(screen.words).toContain('for example: close, reopen-incident, follow-up WORDS.');
    screen.press(':').enter('close').press('y');
    expect(screen.words).toContain('for example: reopen-incident, follow-up WORDS, n WORDS.');
    screen.press(':').enter('reopen-incident');
    expect(screen.words).toContain('for example: follow RUNBOOK');
  });

  test('with a step still open, the same words are named', () => {
    const { screen } = begin({ runbooks: [twoTracks] });
    screen.press(':').enter('resolve').press('y');
    screen.press(':').enter('close').press('y');
    expect(screen.step).toContain('for example: reopen-incident, follow-up WORDS, n WORDS.');
  });

  test('what was merged names the word that goes over to where it goes on', () => {
    const { incident, screen } = begin({ runbooks: [twoTracks] });
    incident.session('Bo').act({ act: 'merge', into: 'breach-2' });
    expect(screen.step).toContain('for example: switch breach-2, reopen-incident, n WORDS.');
  });

  test('where its runbook has come to its end it is stabilised, then resolved', () => {
    const { anna, screen } = begin({ runbooks: [twoTracks] });
    for (const step of ['look', 'cut', 'tell', 'over']) anna.act({ act: 'done', step });
    expect(screen.step).toContain('for example: stabilise, resolve, add "A STEP", n WORDS.');
    expect(keys(screen)).toMatch(/J go here {2}R reopen/);
    screen.press('down');
    expect(keys(screen)).toMatch(/ R reopen {2}Esc back/);
    screen.press('escape', ':').enter('stabilise');
    expect(screen.step).toContain('for example: resolve, add "A STEP", n WORDS.');
  });
});

test('the keys of a step that is not open are those that are said beside it', () => {
  const { anna, screen } = begin();
  const keys = (): string => screen.rows.at(-1) ?? '';
  screen.press('down');
  expect(screen.step).toContain('J: go on here now. Enter: it is decided already. s: leave it out.');
  expect(keys()).toMatch(/^J go here {2}Enter decided already {2}s skip {2}Esc back/);
  expect(keys()).not.toContain('R reopen');
  screen.press('down', 'down');
  expect(screen.step).toContain('J: go on here now. Enter: it is done already. s: leave it out.');
  expect(keys()).toMatch(/^J go here {2}Enter done already {2}s skip {2}Esc back/);
  anna.act({ act: 'done', step: 'people-first' }, { why: 'all out' });
  screen.press('home');
  expect(screen.step).toContain('R: open it again.');
  expect(keys()).toMatch(/^R reopen {2}Esc back/);
  expect(keys()).not.toContain('J go here');
});

describe('faster than anybody reads', () => {
  test('a double tap finishes one step, not the one that it brought up', () => {
    const { incident, screen } = begin({ runbooks: [twoTracks] });
    screen.tap('enter', 'enter', 'd', 's');
    expect(types(incident).filter((type) => type === 'step.done')).toHaveLength(1);
    expect(screen.said).toBe('This has just come up. Press the key again once you have read it.');
    expect(screen.words).toContain('… end here');
    screen.press('enter');
    expect(screen.words).toContain('End it here, and leave these steps open?');
  });

  test.each([
    ['an option', 'Is the water still rising?', ['s', 'x', 'enter'], 'choice.made'],
    ['a message as sent', 'Enter: it was sent.', ['s', 'x', 'enter', '2', 'r'], 'message.sent'],
  ])('nor does it record %s', (_, shown, way, type) => {
    const { incident, screen } = begin({ runbooks: [pumpFailure] });
    screen.press(...way);
    const key = type === 'choice.made' ? 'enter' : 'm';
    screen.controller.read();
    screen.tap(key, key);
    expect(screen.words).toContain(shown);
    expect(types(incident)).not.toContain(type);
    screen.press(key);
    expect(types(incident)).toContain(type);
  });

  test('nor does it owe a reason, nor leave a question open', () => {
    const { incident, screen } = begin();
    screen.tap('enter', 'enter');
    expect(screen.words).toContain('Is everyone out? (and 1 more)');
    screen.type('yes').tap('enter', 'enter');
    expect(screen.words).toContain('How deep is it');
    screen.type('12').tap('enter', 'enter');
    expect(screen.words).toContain('Why?');
    expect(types(incident)).not.toContain('step.done');
  });

  test('what is typed ahead into a question of its own goes there', () => {
    const { incident, screen } = begin();
    screen.tap('n', 'n', 'o', 'enter');
    expect(last(incident)).toMatchObject({ type: 'note.written', words: 'no' });
    screen.tap('s', 'enter');
    expect(types(incident)).toContain('step.skipped');
  });

  test('a step that others put in front is read first; one marked by oneself is not', () => {
    const { incident, anna, screen } = begin();
    anna.act({ act: 'assign', role: 'facilities', person: 'Anna' });
    screen.controller.read();
    incident.session('Bo').act({ act: 'skip', step: 'people-first' }, { why: 'empty' });
    screen.tap('2');
    expect(types(incident)).not.toContain('choice.made');
    screen.press('escape');
    incident.session('Bo').act({ act: 'reopen', step: 'people-first' }, { why: 'not empty' });
    screen.controller.read();
    screen.tap('tab', '2');
    expect(types(incident)).toContain('choice.made');
  });
});

describe('never a dead end', () => {
  const states: Readonly<Record<string, () => ScreenInHand>> = {
    'an open step': () => begin().screen,
    'a decision': () =>
      begin({ runbooks: [smallFlood] })
        .screen.press('s')
        .enter('x'),
    'a step that waits': () => begin().screen.press('G'),
    'a settled step': () => begin().screen.press('s').enter('x').press('up'),
    'no runbook': () => begin({ runbooks: [] }).screen,
    'the log': () => begin().screen.press('right', 'right'),
    'a small window': () => {
      const { screen } = begin();
      screen.controller.resize(50, 12);
      return screen;
    },
  };
  for (const [name, state] of Object.entries(states)) {
    test(`every key does something or says why: ${name}`, () => {
      for (const row of keyTable) {
        for (const key of row.keys) {
          const screen = state();
          const [before, asked] = [screen.text, screen.asked.length];
          screen.press(key);
          const changed = screen.text !== before || screen.asked.length > asked || screen.said !== '';
          expect(changed, `${key} with ${name}`).toBe(true);
        }
      }
    });
  }

  test('a key that is none says where the keys are', () => {
    const { screen } = begin();
    expect(screen.press('ø').said).toContain('? shows them all');
    expect(screen.press('alt-d').said).toContain('alt-d is not a key');
    expect(screen.paste('some words').said).toContain('Press n');
  });

  test('from everything that lies over the guide Esc, Ctrl-G and Ctrl-C lead back, and lose nothing', () => {
    for (const back of ['escape', 'ctrl-g', 'ctrl-c']) {
      for (const open of ['?', 'v', 'n', ':', 's', 'w', 'c', 'f', 'u', '!', 'x']) {
        const { incident, screen } = begin();
        screen.press('1');
        const before = incident.entries.length;
        screen.press(open, back);
        expect(screen.controller.view.screen.over, `${open} ${back}`).toBeUndefined();
        expect(incident.entries).toHaveLength(before);
        expect(screen.asked).not.toContain('leave');
      }
    }
  });

  test('no random keys break the screen, whatever its size', () => {
    const names = [...keyTable.flatMap((row) => row.keys), 'y', 'e', 'backspace', 'delete', 'ctrl-w', 'ø', '👩‍🚒', '='];
    const size = fc.record({ columns: fc.integer({ min: 1, max: 210 }), rows: fc.integer({ min: 1, max: 70 }) });
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, size), { maxLength: 60 }),
        (keys) => {
          const { screen } = begin({ runbooks: [smallFlood] });
          for (const each of keys) {
            if (typeof each === 'string') screen.press(each);
            else screen.controller.resize(each.columns, each.rows);
            const { layout } = screen.controller.view.world;
            expect(screen.rows).toHaveLength(layout.rows);
            for (const row of screen.rows) expect(width(row)).toBeLessThanOrEqual(layout.columns);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('what comes from outside is shown, never sent', () => {
  test('escape sequences in the title, a note, a fact and a file name', () => {
    const { incident, screen } = begin({ title: 'Flood\u001b[2J\u202Egnp' });
    incident.session('Bo\u0007').act({ act: 'note', words: 'look\u001b]0;x\u0007 here' });
    screen.press('n').paste('\u001b[31mred').press('enter');
    screen.press(':').paste('nonsense\u001b[A').press('enter');
    expect(screen.text.replaceAll('\n', '')).not.toMatch(/[\0-\x1f\x7f-\x9f\u202e]/);
    expect(screen.text).toContain('␛[2J');
  });
});

describe('alarms', () => {
  test('what falls due rings once and stays marked until somebody has looked', () => {
    const { incident, screen } = begin();
    incident.pass({ minutes: 31 });
    expect(screen.asked.filter((what) => what.startsWith('ring'))).toHaveLength(1);
    incident.pass({ seconds: 30 });
    incident.pass({ seconds: 30 });
    expect(screen.asked.filter((what) => what.startsWith('ring'))).toHaveLength(1);
    expect(screen.words).toContain('Tell the public: OVERDUE by');
    screen.press('n', 'escape', 'escape', 'j', 'k', 'escape');
    screen.press('!');
    expect(screen.words).toContain('Tell the public: OVERDUE by');
    screen.press('escape');
    expect(screen.asked.at(-1)).toBe('marked 0');
  });

  test('what was due before the screen was opened is marked, and does not ring', () => {
    const incident = memoryIncident({ runbooks: [pumpFailure] });
    incident.pass({ minutes: 31 });
    const screen = new ScreenInHand(incident.session('Anna'));
    expect(screen.words).toContain('OVERDUE by');
    expect(screen.asked).toEqual([]);
  });
});

test('that more is overdue than the first is said, however long that one is', () => {
  const long = pumpFailure.replace('do: Get everyone out', `do: Get everyone out ${'of every room '.repeat(8)}`);
  const incident = memoryIncident({ runbooks: [long.replace('every: 30m', 'every: 5m')] });
  const screen = new ScreenInHand(incident.session('Anna'));
  incident.pass({ minutes: 31 });
  expect(screen.text).toMatch(/^! .*… \(and 1 more\)$/m);
});

describe('the log on a narrow screen', () => {
  const asked = 'Is it still rising at the foot of the stair and in the shaft?';
  const night = (): ScreenInHand => {
    const runbook = pumpFailure
      .replace('Is the water still rising?', asked)
      .replace('title: Incident lead', 'title: The incident lead of the whole harbour');
    const { anna, screen } = begin({ runbooks: [runbook] });
    anna.act(
      { act: 'skip', step: 'people-first' },
      { why: 'all were out before anybody rang, says the guard at the gate' },
    );
    anna.act({ act: 'fact', values: [{ fact: 'people_out', value: 'yes' }] });
    anna.act({ act: 'choose', step: 'rising', option: 'steady' });
    anna.act({ act: 'assign', role: 'lead', person: 'Bo Holm of the harbour' });
    screen
      .press('n')
      .enter('The guard of the tower says that water stands in the shaft since midnight')
      .press('u', 'y');
    screen.controller.resize(60, 20);
    return screen.press('right', 'right');
  };

  test('says what was decided and what became of a step, and of their titles and reasons what there is room for', () => {
    const { text } = night();
    expect(text).toMatch(/Decided: Is it still.*… → No, it stands still/);
    expect(text).toMatch(/Get everyone out: skipped — al.*… \[deviation\]/);
    expect(text).toMatch(/→ Is it still rising.*…: begins/);
    expect(text).toMatch(/Is everyone out\?: yes/);
    expect(text).toMatch(/The incident.*…: Bo Holm of the harb/);
  });

  test('leaves room for what was done beside a name that is as long as a title', () => {
    const incident = memoryIncident({ runbooks: [pumpFailure] });
    const ann = incident.session('Dr. Anna-Katharina Maria Schmidt-Rottluff of the harbour board');
    const screen = new ScreenInHand(ann, { columns: 60, rows: 20 });
    ann.act({ act: 'note', words: 'the pump van cannot get through the underpass' });
    screen.press('right', 'right');
    expect(screen.text).toMatch(/Dr\. Anna-Katharina …: Note: the pump van cannot …/);
  });

  test('says of a long note that it was taken back: nobody goes by words that count no more', () => {
    expect(night().text).toMatch(/Note: The guard of the.*… \[undone\]/);
  });
});

describe('others, and a long timeline', () => {
  test('what another writes is there at once; who reads further up keeps the lines before their eyes', () => {
    const { incident, screen } = begin();
    const bo = incident.session('Bo');
    bo.act({ act: 'note', words: 'the van has come' });
    expect(screen.text).toContain('Bo: Note: the van has come');
    for (let number = 0; number < 50; number += 1) bo.act({ act: 'note', words: `note ${number}` });
    screen.press('right', 'right', 'page-up', 'page-up');
    const kept = screen.rows.filter((row) => row.includes('note ')).join('\n');
    bo.act({ act: 'note', words: 'another' });
    expect(screen.rows.filter((row) => row.includes('note ')).join('\n')).toBe(kept);
    screen.press('G');
    expect(screen.text).toContain('Note: another');
  });

  test('who has pasted long texts in Japanese still goes through the log, and reads and writes them', () => {
    const { anna, screen } = begin();
    const long = '洪水がホールに 流れ込んでいる。'.repeat(3_000);
    for (let note = 0; note < 12; note += 1) anna.act({ act: 'note', words: long });
    screen.controller.resize(80, 60);
    screen.press('right', 'right');
    for (let key = 0; key < 60; key += 1) expect(screen.press(key % 2 === 0 ? 'up' : 'down').text).toContain('洪水が');
    screen.press('L');
    for (let key = 0; key < 20; key += 1) expect(screen.press('page-down').text).toContain('more rows: PgDn');
    screen.press('q', 'n').paste(long);
    for (let key = 0; key < 20; key += 1) expect(screen.press('left').text).toContain('│');
  });

  test('10,000 entries scroll like a short list: no more is read than somebody looks at', () => {
    const incident = memoryIncident({ runbooks: [pumpFailure] });
    const anna = incident.session('Anna');
    for (let number = 0; number < 10_000; number += 1) anna.act({ act: 'note', words: `note ${number}` });
    const reads: number[] = [];
    const session = Object.assign(Object.create(anna) as Session, {
      log: (count: number) => {
        reads.push(count);
        return anna.log(count);
      },
    });
    const screen = new ScreenInHand(session);
    screen.press('right', 'right');
    for (let page = 0; page < 40; page += 1) screen.press('up');
    expect(Math.max(...reads)).toBeLessThan(1000);
    screen.press('g');
    expect(screen.text).toContain('#1 ');
    const before = reads.length;
    for (let page = 0; page < 200; page += 1) screen.press('page-down');
    expect(reads).toHaveLength(before);
    expect(incident.entries.length).toBeGreaterThan(10_000);
  });
});

test('a window that is too small says so, and what to do', () => {
  const { screen } = begin();
  screen.controller.resize(59, 19);
  expect(screen.words).toContain('59x19');
  expect(screen.words).toContain('--plain');
  screen.press('q');
  expect(screen.asked).toContain('leave');
});

test('a question says every key that it takes, on the smallest screen too', () => {
  const { anna } = begin();
  const screen = new ScreenInHand(anna, { columns: 60, rows: 20 });
  screen.press(':');
  expect(screen.words).toContain('↑: typed before. Esc: back.');
  screen.press('escape', 'd');
  expect(screen.words).toContain('Esc: the step is not finished.');
  screen.press('escape', 'f');
  expect(screen.words).toContain('Esc: back.');
});

test('while something is asked no key is offered that would be typed into the answer', () => {
  const { screen } = begin();
  expect(screen.text).toMatch(/^v \d+ question/m);
  for (const keys of [['n'], ['escape', 'f'], ['escape', ':'], ['escape', 's'], ['escape', '?']]) {
    screen.press(...keys);
    expect(screen.text).not.toMatch(/^v \d+ question/m);
  }
  screen.press('escape');
  expect(screen.text).toMatch(/^v \d+ question/m);
});

test('in one column the arrows change between steps, what is to be done, and the log', () => {
  const { anna } = begin();
  const screen = new ScreenInHand(anna, { columns: 60, rows: 20 });
  expect(screen.text).toContain('[Now]');
  expect(screen.words).toContain('Get everyone out');
  screen.press('left');
  expect(screen.text).toContain('Is the water still rising?');
  screen.press('right', 'right');
  expect(screen.text).toContain('Following the runbook');
});

describe('what was read of one step is not where the next begins', () => {
  const long = pumpFailure.replace(
    '- Take the door log',
    Array.from({ length: 30 }, (_, line) => `- line ${line}`).join('\n      '),
  );

  test('a step that comes up is read from its title, however far the one before was scrolled', () => {
    const { incident, screen } = begin({ runbooks: [long] });
    screen.press('page-down', 'page-down');
    expect(screen.step).not.toContain('Get everyone out');
    incident.session('Bo').act({ act: 'done', step: 'people-first' }, { why: 'all out' });
    expect(screen.step).toMatch(/^Incident lead, nobody yet/);
    expect(screen.controller.view.screen.textTop).toBe(0);
  });

  test('what happens elsewhere leaves the text where it was scrolled to', () => {
    const { incident, screen } = begin({ runbooks: [long] });
    screen.press('page-down');
    const { step } = screen;
    incident.session('Bo').act({ act: 'note', words: 'the fire service is here' });
    expect(screen.step).toBe(step);
  });
});

test('an answer is read to its end, on a small screen and on a page: what to do stands last in it', () => {
  const { anna } = begin();
  const screen = new ScreenInHand(anna, { columns: 60, rows: 20 });
  screen.press('d').press('enter', 'enter', 'enter');
  expect(screen.said).toMatch(/type :why \d+ and the reason\.$/);
  expect(screen.words).toMatch(/type :why \d+ and the reason\./);
  screen.press('c').press(':').enter('fact water_depth=deep');
  expect(screen.said).toMatch(/for not known yet\.$/);
  expect(screen.words).toContain('for not known yet.');
});

test('a line of words that is refused stands there again, to be put right', () => {
  const { incident, screen } = begin();
  screen.press(':').enter('fact water_depth=deep');
  expect(screen.said).toContain('Give a number');
  expect(screen.words).toContain(': fact water_depth=deep');
  screen.press('backspace', 'backspace', 'backspace', 'backspace').enter('12');
  expect(last(incident)).toMatchObject({ type: 'fact.recorded', data: { value: 12 } });
  expect(screen.controller.view.screen.over).toBeUndefined();
});

test('going back from the question why says nothing of the answers before it, which are recorded', () => {
  const { incident, screen } = begin();
  screen.press('d').enter('y').enter('20').press('escape');
  expect(incident.entries.filter(({ type }) => type === 'fact.recorded')).toHaveLength(2);
  expect(screen.said).toBe('Not done. Nothing of it was recorded.');
});

describe('where the window is too small', () => {
  test('nothing is answered that nobody can see: neither a yes nor a letter of a line', () => {
    const { incident, screen } = begin();
    screen.press('n').type('half').press('enter');
    const count = incident.entries.length;
    screen.press('u');
    screen.controller.resize(30, 8);
    screen.press('y', 'enter');
    expect(incident.entries).toHaveLength(count);
    expect(screen.words).toContain('Make the window larger, or press q');
    screen.controller.resize(80, 24);
    expect(screen.words).toContain('Undo this?');
  });

  test('its one key works, also over a line that is written', () => {
    const { screen } = begin();
    screen.press('n');
    screen.controller.resize(30, 8);
    screen.press('q');
    expect(screen.asked).toContain('leave');
  });
});

describe('leaving', () => {
  test('loses nothing that was written before it has been said: the same key again leaves', () => {
    const { screen } = begin();
    screen.press('n').type('the pump is silent').press('ctrl-c', 'ctrl-c');
    expect(screen.asked).not.toContain('leave');
    expect(screen.said).toContain('not recorded yet, and leaving loses it');
    screen.press('down', 'q');
    expect(screen.asked).not.toContain('leave');
    screen.press('q');
    expect(screen.asked).toContain('leave');
  });

  test('an answer that was begun is kept by Esc, and stands there again; of a secret nothing is kept', () => {
    const { incident, screen } = begin();
    screen.press(':').enter('fact water_depth').type('about 1').press('escape');
    expect(screen.said).toContain('What you wrote is kept.');
    screen.press('q');
    expect(screen.said).toContain('not recorded yet');
    screen.press(':').enter('fact water_depth');
    expect(screen.text).toContain('> about 1│');
    screen.press('ctrl-u').enter('12');
    expect(last(incident)).toMatchObject({ type: 'fact.recorded' });
    screen.press(':').enter('fact door_code').type('4711');
    expect(screen.text).toContain('> ****│');
    screen.press('escape');
    expect(screen.said).not.toContain('What you wrote is kept.');
    screen.press(':').enter('fact door_code=4711').press(':', 'up');
    expect(screen.text).not.toContain('4711');
    screen.press('escape');
    screen.press('q');
    expect(screen.asked).toContain('leave');
  });

  test('what is being written when the screen is left from outside can still be told: a message, an answer, no secret', () => {
    const left = (written: (screen: ScreenInHand) => unknown): readonly string[] => {
      const { screen } = begin();
      written(screen);
      return unrecorded(screen.controller.remembered);
    };
    expect(left((screen) => screen.press('W', 'enter', 'e').type(' Use paper.'))).toEqual([
      expect.stringMatching(/^Sign-in is down\..* Use paper\.$/),
    ]);
    expect(left((screen) => screen.press('W', 'enter', 'e'))).toEqual([]);
    expect(left((screen) => screen.press(':').enter('fact water_depth').type('12'))).toEqual(['12']);
    expect(left((screen) => screen.press(':').enter('fact door_code').type('4711'))).toEqual([]);
    expect(left((screen) => screen.press(':').type('note half a line'))).toEqual([]);
    expect(left((screen) => screen.press(':').enter('from-paper').type('0312 mk'))).toEqual(['0312 mk']);
  });

  test('what was only shown to be changed is nothing written: no word of it is asked about', () => {
    const { screen } = begin();
    screen.press('n').enter('the pump is silent').press('L', 'w');
    expect(screen.text).toContain('> the pump is silent│');
    screen.press('escape');
    expect(screen.said).toBe('Back.');
    screen.press('q', 'q');
    expect(screen.asked).toContain('leave');
  });

  test('what the disk does not take is kept, whatever it was written for', () => {
    const { incident, screen } = begin();
    const refused = (): void => {
      expect(screen.said).toContain('NOT recorded');
    };
    incident.breakDisk();
    screen.press('s').enter('nobody is there yet');
    refused();
    screen.press('s');
    expect(screen.text).toContain('> nobody is there yet│');
    screen.press('enter');
    expect(last(incident)).toMatchObject({
      type: 'step.skipped',
      words: 'nobody is there yet',
    });
    incident.breakDisk();
    screen.press(':').enter('follow-up').enter('buy a second pump');
    refused();
    screen.press(':').enter('follow-up');
    expect(screen.text).toContain('> buy a second pump│');
    screen.press('enter');
    expect(last(incident)).toMatchObject({ type: 'follow-up.proposed' });
    incident.breakDisk();
    screen.press(':').enter('fact water_depth').enter('12');
    refused();
    screen.press(':').enter('fact water_depth');
    expect(screen.text).toContain('> 12│');
    screen.press('enter', 'q');
    expect(screen.asked).toContain('leave');
  });

  test('asks nothing once it is recorded, nor for words that were only looked up', () => {
    const { screen } = begin();
    screen.press('n').type('the pump').press('escape', 'n').type(' is silent').press('enter');
    screen.press(':').type('sear').press('escape', 'q');
    expect(screen.asked).toContain('leave');
  });
});

test('what a jump leaves behind is said at once, on the screen and in lines: nobody is asked for it any more', async () => {
  const runbooks = [`${twoTracks}  - id: after\n    do: Air the cellar\n`];
  const { screen } = begin({ runbooks });
  screen.press(':').enter('jump after').enter('the water is gone');
  expect(screen.said).toMatch(
    /^Recorded #\d+: Went to: Air the cellar.*\. No longer open: "Look at the water", "Cut the power"\.$/,
  );
  const text = await walk(memoryIncident({ runbooks }).session('Anna'), ['jump after', 'the water is gone']);
  expect(text).toContain('No longer open: "Look at the water", "Cut the power".');
});

test('what a jump would leave behind is said before it is done, and going back leaves nothing', async () => {
  const runbooks = [`${twoTracks}  - id: after\n    do: Air the cellar\n`];
  const { anna, screen } = begin({ runbooks });
  screen.press(':').enter('jump after');
  expect(screen.words).toContain(
    'This leaves the order. Then no longer open: "Look at the water", "Cut the power". Why?',
  );
  screen.press('escape');
  expect(anna.guide().current.map(({ name }) => name)).toEqual(['look', 'cut']);
  // What is only out of its turn leaves nobody behind.
  screen.press('down', 'down', 's');
  expect(screen.words).not.toContain('no longer open');
  const text = await walk(memoryIncident({ runbooks }).session('Anna'), ['jump after', 'cancel']);
  expect(text).toContain('Then no longer open: "Look at the water", "Cut the power".');
  expect(text).not.toContain('Recorded:');
});

test('of many that a jump leaves behind three are named, and how many more', () => {
  const runbooks = [`${manyTracks(5)}  - id: after\n    do: Air the cellar\n`];
  const { screen } = begin({ runbooks });
  screen.press(':').enter('jump after').enter('the water is gone');
  expect(screen.said).toMatch(/No longer open: "First of 1", "First of 2", "First of 3" and 2 more\.$/);
});

test('an answer is given for the step that asks for it: the one in front, else the only one, else for none', () => {
  const asks = `holdfast: 1
id: asks
title: Asks
facts:
  depth: { ask: How deep is it, type: number }
  smell: { ask: Does it smell, type: boolean }
steps:
  - id: both
    parallel: Both at once
    tracks:
      hall: { title: Hall, steps: [{ id: hall-read, do: Read it in the hall, record: [depth] }] }
      cellar: { title: Cellar, steps: [{ id: cellar-read, do: Read it in the cellar, record: [depth, smell] }] }
      yard: { title: Yard, steps: [{ id: yard-look, do: Look into the yard }] }
`;
  const { incident, screen } = begin({ runbooks: [asks] });
  const say = (words: string): string | undefined => {
    screen.press(':').enter(words);
    return last(incident)?.step;
  };
  screen.press('escape', ':').enter('step cellar-read');
  expect(say('fact depth=3')).toBe('cellar-read');
  screen.press('escape', ':').enter('step yard-look');
  expect(say('fact smell=yes')).toBe('cellar-read');
  expect(say('fact depth=4')).toBeUndefined();
});

test('a step that is settled is not said to be left behind', () => {
  const { screen } = begin({ runbooks: [twoTracks] });
  screen.press('d');
  expect(screen.said).toMatch(/^Recorded #\d+: Look at the water: done$/);
});

test('whoever did what is refused is told so at once, and the bell rings; nobody else is', () => {
  const { incident, anna, screen } = begin();
  const eva = new ScreenInHand(incident.session('Eva'));
  const bo = incident.session('Bo');
  anna.act({ act: 'done', step: 'people-first' }, { why: 'all out' });
  anna.act({ act: 'choose', step: 'pump-failure:rising', option: 'up' });
  const rings = (): number => screen.asked.filter((each) => each.startsWith('ring')).length;
  const before = rings();
  for (const times of [1, 2]) {
    incident.pass({ minutes: 1 });
    anna.act({ act: 'done', step: 'cut-power' });
    screen.press('escape');
    bo.act({ act: 'approve', step: 'cut-power', answer: 'refused' }, { why: 'somebody is still inside' });
    expect(screen.words).toContain('REFUSED: "Cut the power" was not approved. It has to be done again');
    expect(rings() - before).toBe(times);
  }
  expect(eva.words).not.toContain('REFUSED');
  // To take back what was done refuses nothing.
  incident.pass({ minutes: 1 });
  anna.act({ act: 'done', step: 'cut-power' });
  screen.press('escape');
  const done = last(incident)!;
  expect(bo.act({ act: 'undo', entry: done.id })).toMatchObject({ ok: true });
  expect(screen.words).not.toContain('REFUSED');
  expect(rings() - before).toBe(2);
});

test('who refuses an approval is asked why, and may leave it', () => {
  const { incident, anna } = begin();
  anna.act({ act: 'done', step: 'people-first' }, { why: 'all out' });
  anna.act({ act: 'choose', step: 'pump-failure:rising', option: 'up' });
  anna.act({ act: 'done', step: 'cut-power' });
  const bo = new ScreenInHand(incident.session('Bo'));
  bo.press('a', '2');
  expect(bo.words).toContain('Whoever did it has to do it again. Why is it refused?');
  bo.enter('somebody is still inside');
  expect(last(incident)).toMatchObject({ type: 'approval.refused', words: 'somebody is still inside' });
  expect(bo.step).toContain('The approval was refused; the log says by whom, and why where that was said.');
  anna.act({ act: 'done', step: 'cut-power' });
  bo.press('a', '2', 'enter');
  expect(last(incident)).toMatchObject({ type: 'approval.refused' });
  expect(last(incident)?.words).toBeUndefined();
});
