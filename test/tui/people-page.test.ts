import { describe, expect, test } from 'vitest';
import { width } from '../../src/text/index.ts';
import { peopleKeys } from '../../src/tui/pages/people-keys.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { contacts, peopleNight, sizes } from '../support/people-night.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';

const last = (incident: MemoryIncident): MemoryIncident['entries'][number] | undefined => incident.entries.at(-1);
const facilities = (screen: ScreenInHand): ScreenInHand => screen.press('P', 'down');

describe.each(sizes)('at $columns x $rows', (size) => {
  test('P shows who holds what; the marked role says whom to ring now; q leads back', () => {
    const { screen } = peopleNight(size);
    screen.press('P');
    expect(screen.words).toContain('People (2 of 2 roles free, 0 tasks open)');
    expect(screen.words).toContain('> Incident lead nobody yet');
    screen.press('down');
    expect(screen.text).toMatch(/^> Facilities duty/m);
    expect(screen.words).toContain('Ring now: Gerda Private: duty +45 00 11 11 11');
    screen.press('q');
    expect(screen.words).toContain('Steps 0 of');
  });

  test('one key an outcome: the next number is marked, and the one after it', () => {
    const { incident, screen } = peopleNight(size);
    facilities(screen).press('s');
    expect(last(incident)).toMatchObject({
      type: 'call.attempted',
      data: { role: 'facilities', contact: 'facilities-first', result: 'no-answer' },
    });
    expect(screen.words).toContain('Ring the next now: Gerda Private: mobile +45 00 22 22 22');
    screen.press('m');
    expect(screen.words).toContain('Ring the next in 10m, if nobody has said yes by then: Hans Private');
    incident.pass({ minutes: 11 });
    expect(screen.words).toContain('Ring the next now: Hans Private: mobile +45 00 33 33 33');
    screen.press('!');
    expect(screen.words).toContain('Ring the next for Facilities duty officer: nobody has said yes');
    screen.press('q');
    screen.press('x');
    expect(last(incident)).toMatchObject({ data: { contact: 'facilities-second', result: 'refused' } });
    // Nobody knows the third: it is said, not left out.
    expect(screen.words).toContain('Ring the next now: nobody-knows: no number is known; see contacts.yaml');
    screen.press('s');
    expect(screen.words).toContain('Ring the next now: Gerda Private: duty');
  });

  test('every row is as wide as the terminal at most, whatever people are called', () => {
    const { incident, screen } = peopleNight(size);
    incident.session('Bo').act({ act: 'assign', role: 'lead', person: '\u001b[31mEvil\u202e\n名'.repeat(20) });
    incident.session('\u001b]0;x\u0007').act({ act: 'ask', person: '\u001b[2J', words: 'x\ny'.repeat(50) });
    screen.press('P');
    for (const key of ['down', 'down', 'down', 'down', 'down', 'down']) {
      for (const row of screen.rows) {
        expect(width(row)).toBeLessThanOrEqual(size.columns);
        expect(row).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
      }
      screen.press(key);
    }
    expect(screen.rows).toHaveLength(size.rows);
  });
});

describe('a role', () => {
  test('given to somebody who is known: the yes is waited for, is late, is said by telephone', () => {
    const { incident, anna, screen } = peopleNight();
    incident.session('Bo Holm').act({ act: 'note', words: 'here' });
    anna.act({ act: 'note', words: 'here too' });
    facilities(screen).press('a');
    expect(screen.words).toContain('Who is Facilities duty officer?');
    screen.type('bo').press('enter');
    expect(incident.incident.roles['facilities']?.holder).toBe('Bo Holm');
    expect(screen.words).toContain('Bo Holm: not acknowledged yet, asked 0s ago, 10m left');
    incident.pass({ minutes: 12 });
    expect(screen.words).toContain('Bo Holm: NOT ACKNOWLEDGED IN TIME, asked 12m ago');
    screen.press('y');
    expect(last(incident)).toMatchObject({
      type: 'role.acknowledged',
      by: { name: 'Bo Holm' },
      'entered-by': { name: 'Anna' },
    });
    incident.pass({ hours: 3, minutes: 10 });
    expect(screen.words).toContain('Bo Holm, for 3h 10m');
    screen.press('r');
    expect(screen.said).toContain('Bo Holm has taken this role: nobody has to be rung.');
    screen.press('y');
    expect(screen.said).toContain('has said yes already');
  });

  test('a new name that begins like a known one is taken as typed', () => {
    const { incident, screen } = peopleNight();
    incident.session('Bo Holm').act({ act: 'note', words: 'here' });
    facilities(screen).press('a').type('Bo');
    expect(screen.words).toContain('"Bo", as typed');
    screen.press('down', 'enter');
    expect(incident.incident.roles['facilities']?.holder).toBe('Bo');
  });

  test('a new name that is like a word of the question is nobody who is known', () => {
    const { incident, screen } = peopleNight();
    incident.session('Bo Holm').act({ act: 'note', words: 'here' });
    screen.press(':').enter('assign lead').type('Lea').press('enter');
    expect(incident.incident.roles['lead']?.holder).toBe('Lea');
    screen.press(':').enter('ask').type('Ask').press('enter').type('bring sandbags').press('enter', 'enter');
    expect(Object.values(incident.incident.tasks)).toMatchObject([{ to: 'Ask', words: 'bring sandbags' }]);
  });

  test('t takes what nobody holds, asks before it takes over, and says when it is mine already', () => {
    const { incident, anna, screen } = peopleNight();
    facilities(screen).press('t');
    expect(incident.incident.roles['facilities']).toMatchObject({ holder: 'Anna' });
    screen.press('t');
    expect(screen.said).toBe('You are Facilities duty officer already.');
    anna.act({ act: 'assign', role: 'facilities', person: 'Bo' });
    screen.press('t');
    expect(screen.words).toContain('Bo is Facilities duty officer. >1 I take it over');
    screen.press('escape');
    expect(incident.incident.roles['facilities']?.holder).toBe('Bo');
    screen.press('t', '1');
    expect(incident.incident.roles['facilities']?.holder).toBe('Anna');
  });
});

describe('a task', () => {
  test('given by name with a time, taken, overdue, done', () => {
    const { incident, screen } = peopleNight();
    screen.press('P', 'T');
    expect(screen.words).toContain('Ask whom?');
    screen.enter('Bo Holm');
    expect(screen.words).toContain('What shall Bo Holm do?');
    screen.enter('look at the pump');
    expect(screen.words).toContain('How long has Bo Holm for it?');
    screen.enter('soon');
    expect(incident.incident.tasks).toEqual({});
    expect(screen.text).toContain('> soon');
    screen.press('ctrl-u').enter('10m');
    expect(last(incident)).toMatchObject({ type: 'task.given', words: 'look at the pump', data: { to: 'Bo Holm' } });
    screen.press('down', 'down');
    expect(screen.words).toContain('> Bo Holm 10m left, not taken yet: look at the pump');
    screen.press('t', '1');
    expect(last(incident)).toMatchObject({ type: 'task.taken', by: { name: 'Bo Holm' } });
    expect(screen.words).toContain('10m left, taken');
    incident.pass({ minutes: 13 });
    expect(screen.words).toContain('OVERDUE by 3m, taken: look at the pump');
    screen.press('!');
    expect(screen.words).toContain('OVERDUE: look at the pump, asked of Bo Holm');
    screen.press('q');
    screen.press('d');
    expect(last(incident)).toMatchObject({ type: 'task.done', data: { task: 'task-1' } });
    screen.press('d');
    expect(screen.said).toBe('This task is done already.');
  });

  test('without a time: Enter alone; Esc gives nothing, and what was asked stands there again', () => {
    const { incident, screen } = peopleNight();
    screen.press('P', 'T').enter('Bo').enter('look at the door').press('escape');
    expect(incident.incident.tasks).toEqual({});
    screen.press('T').enter('Bo');
    expect(screen.words).toContain('> look at the door');
    screen.press('enter', 'enter');
    expect(incident.incident.tasks['task-1']).toMatchObject({ words: 'look at the door', to: 'Bo' });
    expect(incident.incident.tasks['task-1']).not.toHaveProperty('due');
  });
});

test('who is here, since when, and when they last did something; i changes who sits at the console', () => {
  const { incident, screen } = peopleNight();
  incident.pass({ hours: 2 });
  incident.session('Bo').act({ act: 'note', words: 'here' });
  incident.pass({ minutes: 20 });
  screen.press('P');
  expect(screen.words).toContain('Anna (you) on shift 2h 20m, last act 2h 20m ago');
  expect(screen.words).toContain('Bo on shift 20m, last act 20m ago');
  screen.press('i').type('Bo').press('enter');
  expect(screen.said).toContain('From now on the record says: Bo.');
  expect(screen.words).toContain('Bo (you)');
});

test('no key of the page is dead, whatever is marked', () => {
  const { anna, screen } = peopleNight();
  anna.act({ act: 'ask', person: 'Bo', words: 'look' });
  anna.act({ act: 'finish-task', task: 'task-1' });
  screen.press('P');
  for (let item = 0; item < 5; item += 1) {
    for (const key of peopleKeys.flatMap(({ keys }) => keys)) {
      const before = screen.text;
      screen.press(key);
      expect(`${screen.said}${screen.text === before ? '' : 'changed'}`, `${key} on item ${item}`).not.toBe('');
      while (screen.controller.view.screen.over !== undefined) screen.press('escape');
    }
    screen.press('down');
  }
});

test('numbers and names of the telephone list are on the screen alone, never in the record', () => {
  const { incident, anna, screen } = peopleNight();
  facilities(screen).press('s', 'm', 'r', 'x');
  expect(screen.text).toContain('+45 00 33 33 33');
  const kept = JSON.stringify([incident.entries, incident.incident, anna.log(1000), anna.guide()]);
  for (const { name, numbers } of Object.values(contacts)) {
    expect(kept).not.toContain(name);
    for (const { number } of numbers) expect(kept).not.toContain(number);
  }
});

test('a telephone list that cannot be read stops nobody', () => {
  const { anna } = peopleNight();
  const screen = new ScreenInHand(anna, {
    contacts: () => {
      throw new Error('contacts.yaml is damaged');
    },
  });
  facilities(screen);
  expect(screen.words).toContain('facilities-first: no number is known; see contacts.yaml');
});

test('a drill says that nobody outside is rung', () => {
  const { screen } = peopleNight({}, { mode: 'drill' });
  expect(peopleNight().screen.press('P', 'down').words).not.toContain('A drill');
  facilities(screen);
  expect(screen.words).toContain('A drill: ring nobody outside the room.');
});
