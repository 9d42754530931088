import { describe, expect, test } from 'vitest';
import type { HomeEnd, HomeIncident } from '../../src/home/index.ts';
import { incidentText } from '../../src/home/index.ts';
import { graphemes, width } from '../../src/text/index.ts';
import { homeRows } from '../../src/tui/home/home-frame.ts';
import { firstHome } from '../../src/tui/home/home-state.ts';
import type { HomeState, HomeWorld } from '../../src/tui/home/home-state.ts';
import { pressHome } from '../../src/tui/home/press-home.ts';
import { key } from '../../src/tui/keys/key-parser.ts';
import { AtHome } from '../../src/tui/home/at-home.ts';
import { rowText } from '../../src/tui/rows/rows.ts';
import { typedAgain } from '../support/typed-again.ts';
import { books, homeIncident as incident } from '../support/home-books.ts';
import naughty from '../fixtures/naughty/blns.json' with { type: 'json' };

/** Somebody at home, without a terminal. */
class Visitor {
  state: HomeState = firstHome;
  end: HomeEnd | undefined;
  world: HomeWorld;

  constructor(more: Partial<HomeWorld> = {}) {
    this.world = {
      again: typedAgain,
      incidents: [],
      runbooks: books,
      me: 'Ida Juhl',
      now: '2026-11-22T04:12:00+01:00',
      timezone: 'Europe/Copenhagen',
      columns: 80,
      rows: 24,
      ...more,
    };
  }

  press(...names: readonly string[]): this {
    for (const name of names) {
      const pressed = pressHome(this.state, key(name), this.world);
      this.state = pressed.state;
      this.end ??= pressed.end;
    }
    return this;
  }

  type(text: string): this {
    return this.press(...graphemes(text));
  }

  get text(): string {
    return homeRows(this.state, this.world)
      .map((row) => rowText(row).trimEnd())
      .join('\n');
  }
}

describe('home', () => {
  test('what is open comes first, with how bad, how long, what is next due; drills and what is over come after the runbooks', () => {
    const home = new Visitor({
      incidents: [
        incident({
          severity: 'sev2',
          now: 'Read the leak panel',
          nextDue: { title: 'Tell the public', due: '2026-11-22T04:30:00+01:00' },
        }),
        incident({ id: '01B', alias: 'drill-2', mode: 'drill' }),
        incident({ id: '01C', alias: 'fire-1', state: 'closed' }),
      ],
      columns: 120,
    });
    expect(home.text).toMatch(/> flood-7 Water in hall A +sev2, 1h, due 04:30/);
    expect(home.text).toContain('Now: Read the leak panel');
    expect(home.text).toContain('Next deadline: Tell the public, due 04:30 +01:00');
    const places = [
      'Open\n',
      'flood-7',
      'Begin',
      'Data-centre flood',
      'Open drills',
      'DRILL drill-2',
      'Over, to be read',
      'fire-1',
    ];
    const at = places.map((word) => home.text.replaceAll(/ *│.*$/gm, '').indexOf(word));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(at).not.toContain(-1);
    expect(home.press('enter').end).toEqual({ end: 'open', id: '01A' });
  });

  test('declaring asks for a sentence, how bad it is by its meaning, and a last look; Esc leads back and forgets nothing', () => {
    const home = new Visitor().type('water').press('enter').type('Wet floor').press('enter');
    expect(home.text).toContain('sev1: People are in danger or missing, or a hall is lost');
    home.press('escape');
    expect(home.text).toContain('> Wet floor');
    home.press('enter', '2');
    expect(home.text).toContain('"Wet floor", sev2');
    expect(home.end).toBeUndefined();
    home.press('enter');
    expect(home.end).toEqual({
      end: 'begin',
      begin: { mode: 'real', runbook: 'data-centre-flood', reason: 'Wet floor', severity: 'sev2' },
    });
  });

  test('what was typed to find the runbook is the sentence, where it is one and no other is written', () => {
    const found = (): Visitor => new Visitor().type('water in hall A').press('enter');
    expect(found().text).toContain('Enter: on (empty: "water in hall A").');
    expect(found().press('enter', '2', 'enter').end).toMatchObject({ begin: { reason: 'water in hall A' } });
    expect(found().type('The hall is wet').press('enter', '2', 'enter').end).toMatchObject({
      begin: { reason: 'The hall is wet' },
    });
    expect(new Visitor().type('water').press('enter', 'enter', '2', 'enter').end).not.toHaveProperty('begin.reason');
  });

  test('a drill is told by its own clock: it is not late because the wall shows another night', () => {
    const drill = incident({
      mode: 'drill',
      declared: '2026-11-21T02:10:00+01:00',
      clock: '2026-11-21T02:15:00+01:00',
      nextDue: { title: 'Tell the public', due: '2026-11-21T02:40:00+01:00' },
    });
    const home = new Visitor({ incidents: [drill] }).press('up');
    expect(home.text).toMatch(/> DRILL flood-7 Water in hall A +5m, due 02:40/);
    expect(home.text).toContain('Next deadline: Tell the public, due 02:40 +01:00');
    expect(incidentText(drill, home.world.now)).toContain('declared 5m ago, Tell the public due 02:40 +01:00');
  });

  test('a heading does not say that runbooks speak of what none speaks of', () => {
    expect(new Visitor().type('zeppelin').text).toContain('No runbook speaks of it');
    expect(new Visitor().type('water').text).toContain('Runbooks that speak of it');
  });

  test('in a window that is too small nothing is declared unseen', () => {
    const home = new Visitor({ columns: 30, rows: 8 }).press('down', 'enter', 'enter', 'enter', 'enter');
    expect(home.end).toBeUndefined();
    expect(home.state.ask).toBeUndefined();
    expect(home.press('q').end).toEqual({ end: 'leave' });
  });

  test('Backspace takes a whole character away, however it is made', () => {
    expect(new Visitor().type('vand 🌊').press('backspace').state.typed).toBe('vand ');
  });

  test('why nothing could be begun is read to its end', () => {
    const home = new Visitor();
    home.state = { ...home.state, notice: { text: `${'The record is locked. '.repeat(8)}What to do.`, tone: 'bad' } };
    expect(home.text).toContain('What to do.');
  });

  test('without a runbook a sentence is needed; that it is not known how bad it is, is an answer', () => {
    const home = new Visitor().type('zeppelin').press('enter', 'enter');
    expect(home.text).toContain('One sentence is needed');
    home.type('A zeppelin over the town hall').press('enter', '4', 'enter');
    expect(home.end).toEqual({ end: 'begin', begin: { mode: 'real', reason: 'A zeppelin over the town hall' } });
  });

  test('Tab practises a runbook as a drill, and says so before anything is written', () => {
    const home = new Visitor().type('water').press('tab');
    expect(home.text).toContain('Practise as a DRILL');
    home.press('enter', 'enter');
    expect(home.text).toContain('every screen says DRILL');
    expect(home.press('enter').end).toMatchObject({ end: 'begin', begin: { mode: 'drill' } });
  });

  test('a runbook is seen before it is begun: what for, who is needed, how it begins, what it starts', () => {
    const { text } = new Visitor({ columns: 160, rows: 60 }).type('water');
    for (const words of [
      'Water in, or about to reach, a hall',
      'Use it when',
      'Roles Incident lead · Duty director',
      'It begins with',
      '• Read the leak panel',
      'Clocks ',
      'Services ',
      'data-centre-flood, ',
    ])
      expect(text.replaceAll(/\s*│\s*/g, ' ')).toContain(words);
  });

  test('of what is over: how it ended, when, how long it took, where its review is; it is read and not gone on with', () => {
    const home = new Visitor({
      incidents: [
        incident({
          id: '01C',
          alias: 'breach-2',
          state: 'stood-down',
          stands: 'merged into flood-7',
          ended: '2026-11-22T03:52:00+01:00',
          entries: 214,
        }),
      ],
      columns: 140,
    }).press('end');
    const words = home.text.replaceAll(/[^\S\n]*\n[^│]*│?\s*/g, ' ');
    expect(home.text).toMatch(/> breach-2 Water in hall A +merged into flood-7, 03:52/);
    expect(words).toContain('Merged into flood-7 03:52 +01:00, 40m after it was declared');
    expect(words).toContain('214 entries in its record');
    expect(words).toContain('holdfast export --format markdown -i breach-2 -o review.md');
    expect(words).toContain('Nothing is written by that');
  });

  test('who came from an incident goes back to it by Esc or Ctrl-O; a search is cleared first', () => {
    const home = new Visitor({ back: 'flood-7' });
    expect(home.text).toContain('Esc back to flood-7');
    home.type('wa').press('escape');
    expect(home.end).toBeUndefined();
    expect(home.press('escape').end).toEqual({ end: 'back' });
    expect(new Visitor({ back: 'flood-7' }).press('ctrl-o').end).toEqual({ end: 'back' });
    expect(new Visitor().press('escape').end).toBeUndefined();
  });

  test('q leaves where nothing is typed, and is a letter where something is; Esc clears', () => {
    const home = new Visitor().type('aq');
    expect(home.end).toBeUndefined();
    expect(home.press('escape', 'q').end).toEqual({ end: 'leave' });
  });

  test.each([60, 80, 132])('in %i columns no key is cut off, and how to leave is always said', (columns) => {
    const keys = (home: Visitor): string | undefined => home.text.split('\n').at(-1);
    const home = new Visitor({ columns, back: 'flood-7' });
    expect(keys(home)).toMatch(/^Enter declare {2}.*\? help {2}q leave$/);
    expect(keys(home.type('water'))).toMatch(/^Enter declare {2}.*\? help {2}Ctrl-C leave$/);
  });

  test('every key says something, or does something', () => {
    for (const name of ['left', 'right', 'f5', 'delete', 'insert', 'ctrl-x', 'alt-z']) {
      const home = new Visitor();
      const before = home.text;
      home.press(name);
      expect([name, home.text === before]).toEqual([name, false]);
    }
  });

  test.each([
    [60, 20],
    [80, 24],
    [200, 60],
    [40, 10],
  ])('it fits %i×%i, whatever titles hold', (columns, rows) => {
    for (const title of naughty) {
      const home = new Visitor({ incidents: [incident({ title, now: title })], columns, rows });
      const drawn = homeRows(home.state, home.world);
      expect(drawn).toHaveLength(rows);
      for (const row of drawn) {
        expect(width(rowText(row))).toBeLessThanOrEqual(columns);
        expect(rowText(row)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
      }
    }
  });
});

describe('what is typed stands before the eyes of whoever types it', () => {
  test('the end of a long search, and the sentence around the place where it is written', () => {
    const home = new Visitor({ columns: 60, rows: 20 });
    home.type('water is dripping from the ceiling of hall B, 洪水 and it rises');
    expect(home.text).toContain('What do you see? …');
    expect(home.text).toContain('hall B, 洪水 and it rises▏');
    home
      .press('ctrl-u', 'end', 'enter')
      .type('one two three four five six seven eight nine ten '.repeat(6))
      .press('home');
    expect(home.text).toContain('> │one two three');
  });

  test('nothing of what Enter and Esc do is cut off on a small terminal', () => {
    const home = new Visitor({ columns: 60, rows: 20 });
    home.type('water is dripping from the ceiling').press('enter');
    expect(home.text.replace(/\s+/g, ' ')).toContain('(empty: "water is dripping from the ceiling"). Esc: back.');
  });

  test('how bad it is, is chosen by what it means: each is read to its end on a small terminal', () => {
    const home = new Visitor({ columns: 60, rows: 20 });
    home.type('breach').press('enter').type('A stranger signs in as us').press('enter');
    const said = home.text.replace(/\s+/g, ' ');
    for (const meaning of Object.values(books[3]?.runbook.severity ?? {})) expect(said).toContain(meaning);
    expect(said).toContain('A number, or arrows and Enter. Esc: back.');
  });

  test('how bad it is, is marked by arrows and ends at both ends; any other key says what is asked', () => {
    const home = new Visitor().type('zeppelin').press('enter').type('A zeppelin over the hall').press('enter');
    const at = (...keys: string[]): string => /^>(\d)/m.exec(home.press(...keys).text)?.[1] ?? '';
    expect(at()).toBe('1');
    expect(at('up')).toBe('1');
    expect(at('down')).toBe('2');
    expect(at('j')).toBe('3');
    expect(at('k')).toBe('2');
    expect(at('tab', 'down', 'down')).toBe('4');
    expect(at('9')).toBe('4');
    expect(home.text).toContain('A number from 1 to 4, or arrows and Enter.');
    home.press('enter');
    expect(home.text).toContain('"A zeppelin over the hall", severity not known yet');
    expect(at('escape', 'down')).toBe('2');
    expect(home.press('enter', 'y').end).toMatchObject({ begin: { severity: 'sev2' } });
  });

  test('the preview is read on by pages, to its end and back to its beginning; help goes by any key', () => {
    const home = new Visitor().type('water');
    const begins = (): boolean => home.text.includes('Water in, or about to reach, a hall');
    expect(begins()).toBe(true);
    home.press('page-down');
    expect(begins()).toBe(false);
    for (let page = 0; page < 12; page += 1) home.press('page-down');
    expect(home.text).not.toContain('more rows');
    expect(home.text).toContain('data-centre-flood, ');
    for (let page = 0; page < 12; page += 1) home.press('page-up');
    expect(begins()).toBe(true);
    home.press('page-down', 'down', 'up');
    expect(begins()).toBe(true);
    expect(home.press('?').text).toContain('Read on in the preview');
    expect(home.press('x').text).not.toContain('Read on in the preview');
    expect(home.state.typed).toBe('water');
  });

  test('a whole message that a terminal sends key by key leaves nothing hanging, and nothing of what is asked out of sight', () => {
    const message = 'The water stands in hall A and nobody knows where it comes from, says the guard. ';
    const home = new Visitor({ columns: 60, rows: 20 }).type(message.repeat(80));
    expect(home.text).toContain('> Data-centre flood');
    home.press('enter');
    expect(home.text).toContain('What is happening? One sentence.');
    expect(home.text).toContain('Esc: back.');
    home.press('enter', '2');
    expect(home.text).toContain('"The water stands in hall A');
    expect(home.text).toContain('sev2');
    expect(home.text).toContain('Enter: declare it. Esc: back.');
  });

  test('while something is asked the preview offers no key that is not taken', () => {
    const home = new Visitor().type('water');
    expect(home.text).toContain('more rows: PgDn');
    home.press('enter');
    expect(home.text).toContain('more rows');
    expect(home.text).not.toContain('PgDn');
  });
});

describe('leaving from home', () => {
  test('a sentence that was begun is asked about first; the same key again leaves', () => {
    const home = new Visitor();
    home.press('end', 'enter').type('Smoke in the lobby').press('escape', 'q');
    expect(home.end).toBeUndefined();
    expect(home.text).toContain('What you wrote is not declared yet');
    home.press('up', 'ctrl-c');
    expect(home.end).toBeUndefined();
    home.press('ctrl-c');
    expect(home.end).toEqual({ end: 'leave' });
  });

  test('where nothing is written one key leaves; what is half written in an incident behind it is asked about', () => {
    expect(new Visitor().press('q').end).toEqual({ end: 'leave' });
    const home = new Visitor({ back: 'flood-7', written: 'flood-7' }).press('q');
    expect(home.end).toBeUndefined();
    expect(home.text.replace(/\s+/g, ' ')).toContain('What you wrote in flood-7 is not recorded yet');
    expect(home.press('q').end).toEqual({ end: 'leave' });
  });
});

/** A home on which more incidents come up while somebody looks. */
function visited(at: () => readonly HomeIncident[]) {
  const ends: HomeEnd[] = [];
  const home = new AtHome(
    () => ({
      incidents: at(),
      runbooks: books,
      me: 'Ida Juhl',
      now: '2026-11-22T04:12:00+01:00',
      timezone: 'Europe/Copenhagen',
    }),
    { suspend: () => undefined, repaint: () => undefined, again: typedAgain },
    { columns: 80, rows: 24 },
    (end) => ends.push(end),
  );
  return { home, ends, marked: () => home.frame.rows.map(rowText).find((row) => row.startsWith('> ')) ?? '' };
}

test('something due elsewhere comes to the top, and what was marked stays marked: Enter opens what one had read', () => {
  const [flood, breach] = [
    incident({ id: '01A', alias: 'flood-7', title: 'Water in hall A' }),
    incident({ id: '01B', alias: 'breach-2', title: 'Strange sign-ins' }),
  ];
  let incidents = [flood, breach];
  const { home, ends, marked } = visited(() => incidents);
  const open = (): readonly string[] =>
    home.frame.rows.map(rowText).filter((row) => row.includes('flood-7') || row.includes('breach-2'));
  expect(open().map((row) => row.slice(0, 10))).toEqual(['> flood-7 ', '  breach-2']);
  incidents = [flood, { ...breach, alarms: 1 }];
  home.refresh();
  expect(open().map((row) => row.slice(0, 10))).toEqual(['  breach-2', '> flood-7 ']);
  expect(marked()).toContain('flood-7');
  home.input(key('enter'));
  expect(ends).toEqual([{ end: 'open', id: '01A' }]);
});

test('whoever comes to declare what another has declared meanwhile finds that marked; whoever has looked for a runbook keeps it', () => {
  let incidents: readonly HomeIncident[] = [];
  const idle = visited(() => incidents);
  const looking = visited(() => incidents);
  for (const letter of 'water') looking.home.input(key(letter));
  const found = looking.marked();
  incidents = [incident({ id: '01A', alias: 'flood-7', title: 'Water in hall A' })];
  idle.home.refresh();
  looking.home.refresh();
  expect(idle.marked()).toContain('flood-7');
  expect(looking.marked()).toBe(found);
});
