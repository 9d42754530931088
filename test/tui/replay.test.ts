import { describe, expect, test } from 'vitest';
import { width } from '../../src/text/index.ts';
import { replayKeys } from '../../src/tui/press/replay-keys.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';

const sizes = [
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 200, rows: 60 },
] as const;

/** Declared at 03:12; twelve notes, a minute between them; everybody out after the sixth. */
function night(): MemoryIncident {
  const incident = memoryIncident({ runbooks: [pumpFailure] });
  const bo = incident.session('Bo');
  for (let number = 1; number <= 12; number += 1) {
    incident.pass({ minutes: 1 });
    bo.act({ act: 'note', words: `note number ${number}.` });
    if (number === 6) bo.act({ act: 'done', step: 'people-first' }, { why: 'all out' });
  }
  return incident;
}

const placeOf = (screen: ScreenInHand): string => /(?:REPLAY|PLAYING) (\d+\/\d+)/.exec(screen.text)?.[1] ?? '';

describe.each(sizes)('at $columns x $rows', (size) => {
  test('Z goes back in time: the top says where, entries go back and on, every page shows what was known then', () => {
    const incident = night();
    const count = incident.entries.length;
    const screen = new ScreenInHand(incident.session('Anna'), size).press('Z');
    expect(placeOf(screen)).toBe(`${count}/${count}`);
    screen.press('[', '[');
    expect(placeOf(screen)).toBe(`${count - 2}/${count}`);
    screen.press(']', 'right', 'left');
    expect(placeOf(screen)).toBe(`${count - 1}/${count}`);
    screen.press(':').enter('03:14');
    expect(screen.text).toContain('03:14');
    expect(screen.text).toContain('+2m');
    expect(screen.words).toContain('Get everyone out');
    expect(screen.text).not.toContain('note number 3.');
    for (const key of ['L', 'M', 'c', 'P', 'W']) {
      screen.press(key);
      expect(screen.text).toContain('REPLAY');
      expect(screen.text).not.toContain('note number 3.');
      screen.press(']', '[');
      expect(screen.rows).toHaveLength(size.rows);
      for (const row of screen.rows) expect(width(row)).toBeLessThanOrEqual(size.columns);
      screen.press('q');
    }
    for (const view of ['facts', 'services', 'questions']) {
      screen.press(':').enter(view);
      expect(screen.text).toContain('REPLAY');
      screen.press('q');
    }
    screen.press('e');
    expect(screen.text).not.toContain('REPLAY');
    expect(screen.said).toBe('This is now.');
    expect(incident.entries).toHaveLength(count);
  });
});

test('by changes of the plan, by tens, to the ends, and to a place that is typed', () => {
  const incident = night();
  const count = incident.entries.length;
  const screen = new ScreenInHand(incident.session('Anna')).press('Z', 'g');
  expect(placeOf(screen)).toBe(`1/${count}`);
  expect(screen.press('[').said).toBe('This is the first entry: the incident was declared.');
  screen.press('}', '}');
  expect(incident.entries[Number(placeOf(screen).split('/')[0]) - 1]?.type).toBe('step.done');
  screen.press('{');
  expect(incident.entries[Number(placeOf(screen).split('/')[0]) - 1]?.type).toBe('runbook.followed');
  screen.press('G', '(');
  expect(placeOf(screen)).toBe(`${count - 10}/${count}`);
  screen.press(')');
  expect(screen.press(']').said).toBe(`#${count} is the last entry. e goes back to now.`);
  screen.press(':').enter('7');
  expect(placeOf(screen)).toBe(`7/${count}`);
  screen.press(':').enter('#9');
  expect(placeOf(screen)).toBe(`9/${count}`);
  expect(screen.press(':').enter('400').said).toContain(`There is no entry #400: they go up to #${count}.`);
  expect(screen.press(':').enter('02:00').said).toContain('lies before it was declared');
  expect(screen.press(':').enter('back 3').said).toBe('');
  expect(placeOf(screen)).toBe(`6/${count}`);
});

test('a row of the timeline leads to the guide as it stood there', () => {
  const incident = night();
  const screen = new ScreenInHand(incident.session('Anna')).press('L', 'up', 'up', 'up', 'z');
  expect(placeOf(screen)).toBe(`${incident.entries.length - 3}/${incident.entries.length}`);
  expect(screen.text).not.toContain('Timeline (');
  screen.press('e');
  expect(screen.text).toContain('Timeline (');
});

test('nothing is recorded, and nothing is asked that could be: each key moves, shows, or says why not', () => {
  const incident = night();
  const count = incident.entries.length;
  const screen = new ScreenInHand(incident.session('Anna')).press('Z', '[');
  const refused = `This is a replay of flood-7 at #${count - 1}: nothing is recorded. e goes back to now.`;
  for (const key of ['n', 'o', 's', 'X', 'J', 'u', 'w', 'f', 't', 'd', 'enter', 'a', 'r', 'x', '1', 'Z', 'R'])
    expect([key, screen.press(key).words.length > 0, placeOf(screen), screen.controller.view.screen.over]).toEqual([
      key,
      true,
      `${count - 1}/${count}`,
      undefined,
    ]);
  for (const key of ['n', 'o', 's', 'w']) expect(screen.press(key).said).toBe(refused);
  screen.press('L');
  for (const key of ['w', 't', 'u', 'x', 'o', 'n'])
    expect([key, screen.press(key).said]).toEqual([key, expect.stringContaining('replay of flood-7')]);
  screen.press('q');
  for (const words of [
    'note',
    'note hello',
    'done',
    'aware',
    'follow pump-failure',
    'attach /etc/hostname',
    'handover',
  ])
    expect([words, screen.press(':').enter(words).said]).toEqual([words, expect.stringContaining('replay of flood-7')]);
  expect(incident.entries).toHaveLength(count);
});

test('it plays an entry with each tick until its end, and stops at Space or any move', () => {
  const incident = night();
  const count = incident.entries.length;
  const screen = new ScreenInHand(incident.session('Anna')).press('Z', '(', ' ');
  expect(screen.controller.countsSeconds).toBe(true);
  expect(screen.text).toContain('PLAYING');
  screen.controller.refresh();
  screen.controller.refresh();
  expect(placeOf(screen)).toBe(`${count - 8}/${count}`);
  screen.press(' ');
  screen.controller.refresh();
  expect(placeOf(screen)).toBe(`${count - 8}/${count}`);
  screen.press(' ', '[');
  screen.controller.refresh();
  expect(placeOf(screen)).toBe(`${count - 9}/${count}`);
  screen.press(' ');
  for (let tick = 0; tick < 12; tick += 1) screen.controller.refresh();
  expect(placeOf(screen)).toBe(`${count}/${count}`);
  expect(screen.text).not.toContain('PLAYING');
});

test('what was due then rings no more; what falls due now rings, and is said', () => {
  const incident = night();
  const screen = new ScreenInHand(incident.session('Anna')).press('Z', 'g');
  screen.press('}', '}', '[', ']');
  expect(screen.asked.filter((asked) => asked.startsWith('ring'))).toEqual([]);
  incident.session('Bo').act({ act: 'ask', person: 'Bo', words: 'Fetch sandbags', due: '2026-11-22T03:25:00+01:00' });
  expect(screen.asked).toEqual([]);
  incident.pass({ minutes: 5 });
  expect(screen.asked.filter((asked) => asked.startsWith('ring'))).toHaveLength(1);
  expect(screen.words).toContain('NOW, in flood-7: OVERDUE: Fetch sandbags');
  expect(screen.text).toContain('REPLAY');
  screen.press('e');
  expect(screen.text).not.toContain('REPLAY');
});

test('an incident opened as a replay has no now behind it: e and q leave', () => {
  const incident = night();
  const screen = new ScreenInHand(incident.session('Anna').replay('q leaves; now is: holdfast guide -i flood-7'));
  expect(placeOf(screen)).toBe(`${incident.entries.length}/${incident.entries.length}`);
  expect(screen.press('n').said).toContain('now is: holdfast guide -i flood-7');
  screen.press('q');
  expect(screen.asked).toEqual(['leave']);
});

test('every key of a replay stands in its help', () => {
  const screen = new ScreenInHand(night().session('Anna'), { rows: 120 }).press('Z', '?');
  for (const { help } of replayKeys) expect(screen.words).toContain(help);
});

test('on a narrow screen a replay of a long drill still says that it is one, and of which incident', () => {
  const incident = memoryIncident({ runbooks: [pumpFailure], mode: 'drill' });
  const anna = incident.session('Anna');
  for (let note = 0; note < 120; note += 1) anna.act({ act: 'note', words: 'still wet' });
  incident.pass({ minutes: 3_000 });
  anna.act({ act: 'severity', severity: 'sev2' });
  const screen = new ScreenInHand(anna, { columns: 60, rows: 20 }).press('Z', ' ');
  expect(screen.rows[0]).toMatch(/^ DRILL {3}REPLAY \d+\/\d+ · .* flood-7/);
  screen.press('[');
  expect(screen.rows[0]).toMatch(/^ DRILL {3}REPLAY \d+\/\d+ · .* flood-7/);
});

test('at each end of a replay, and where the plan moves no further, it is said; playing begins nowhere at the end', () => {
  const screen = new ScreenInHand(night().session('Anna')).press('Z');
  const last = /REPLAY (\d+)\//.exec(screen.text)?.[1];
  for (const key of [']', ')', 'end', ' ']) {
    expect(screen.press(key).said).toBe(`#${last} is the last entry. e goes back to now.`);
    expect(screen.text).toContain('REPLAY');
  }
  expect(screen.press('}').said).toBe(`#${last} is the last entry. e goes back to now.`);
  screen.press('[');
  expect(screen.press('}').said).toBe('The plan moves no more after this.');
  screen.press('home');
  for (const key of ['[', '(', 'home', '{'])
    expect(screen.press(key).said).toBe('This is the first entry: the incident was declared.');
  screen.press(']', '{');
  expect(placeOf(screen)).toBe(`1/${last}`);
  expect(screen.press(' ').said).toBe('Playing, an entry a second. Space stops.');
  expect(screen.text).toContain('PLAYING');
  expect(screen.press(' ').said).toBe('Stopped.');
  expect(screen.press(' ', ']').text).toContain('REPLAY');
});

test('as whom a replay is seen is said, and changes no name in the record', () => {
  const incident = night();
  const screen = new ScreenInHand(incident.session('Anna')).press('Z', '[', ':').enter('iam Bo');
  expect(screen.said).toBe('As Bo saw it. The record is not touched.');
  expect(screen.press('e', 'n').enter('who writes this?').said).toContain('who writes this?');
  expect(incident.entries.at(-1)?.by.name).toBe('Anna');
});

test('in a window that became too small one comes back to now, and out, and nothing else is taken', () => {
  const incident = night();
  const screen = new ScreenInHand(incident.session('Anna')).press('Z', '[');
  const before = screen.rows[0];
  screen.controller.resize(40, 10);
  screen.press('[', '{', ' ');
  expect(screen.said).toContain('Make the window larger');
  screen.controller.resize(80, 24);
  expect(screen.rows[0]).toBe(before);
  screen.controller.resize(40, 10);
  screen.press('e');
  screen.controller.resize(80, 24);
  expect(screen.text).not.toContain('REPLAY');
});
