import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/session/index.ts';
import { memoryIncident } from '../support/memory-session.ts';
import type { MemoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';

const begin = (runbook = pumpFailure): { incident: MemoryIncident; anna: Session; screen: ScreenInHand } => {
  const incident = memoryIncident({ runbooks: [runbook] });
  const anna = incident.session('Anna');
  return { incident, anna, screen: new ScreenInHand(anna) };
};

describe('what is chosen among', () => {
  /** The rows that can be chosen, with their numbers, and which is marked. */
  const at = (screen: ScreenInHand, ...keys: string[]): string => {
    screen.press(...keys);
    return screen.rows.find((row) => /^>[1-9 ] \S/.test(row))?.slice(0, 9) ?? '';
  };

  test('is gone through by arrows, Tab and pages, and ends at both ends', () => {
    const { screen } = begin();
    expect(at(screen, 'v')).toBe('>1 What s');
    expect(at(screen, 'down')).toBe('>2 Facts:');
    expect(at(screen, 'tab')).toBe('>3 Clocks');
    expect(at(screen, 'shift-tab')).toBe('>2 Facts:');
    expect(at(screen, 'up')).toBe('>1 What s');
    expect(at(screen, 'up')).toBe('>1 What s');
    const last = at(screen, 'end');
    expect(screen.words).toMatch(/(\d+) of \1;/);
    expect(at(screen, 'down')).toBe(last);
    expect(at(screen, 'home')).toBe('>1 What s');
    expect(at(screen, 'page-down')).toBe(last);
    expect(at(screen, 'page-up')).toBe('>1 What s');
    expect(at(screen, 'down', 'down', 'enter')).toBe('');
    expect(screen.words).toContain('─ Clocks');
  });

  test('where not all of it can be read at once the marked one is, among as many others as there is room for', () => {
    const way = (place: number): string =>
      `      way-${place}:\n        title: Way ${place} leads by the stair and past the battery room, and its sign is ${place}${place}${place}\n`;
    const ways = Array.from({ length: 12 }, (_, place) => way(place + 3)).join('');
    const { anna, screen } = begin(pumpFailure.replace('      steady:\n', `${ways}      steady:\n`));
    anna.act({ act: 'skip', step: 'people-first' }, { why: 'all out' });
    screen.controller.resize(60, 20);
    screen.press('d', 'down');
    for (let place = 3; place < 15; place += 1) {
      expect(screen.words).toContain(`its sign is ${place}${place}${place}`);
      expect(screen.text).toContain('Is the water still rising?');
      expect(screen.words).toMatch(/\d+ of 14; Enter or a number/);
      // In a row each, cut.
      expect(screen.text.match(/^ [\d ] Way \d+ leads.*…$/gm)?.length).toBeGreaterThan(4);
      screen.press('down');
    }
  });

  test('takes a digit for a number only where it stands alone, and letters for a search', () => {
    const { screen } = begin();
    screen.press('v', 'alt-3');
    expect(screen.said).toContain('Arrows and Enter or a number choose');
    expect(screen.words).toContain('Look at');
    screen.type('entry').press('3');
    expect(screen.words).toContain('searching "entry3"');
    expect(screen.words).toContain('Nothing has that in it.');
    screen.press('enter');
    expect(screen.said).toContain('Nothing here has "entry3" in it. Backspace takes letters away.');
    screen.press('backspace', 'enter');
    expect(screen.words).toContain('─ Timeline');
  });
});

describe('what is asked before an act', () => {
  const asking = (): { incident: MemoryIncident; screen: ScreenInHand } => {
    const { incident, screen } = begin();
    screen.press(':').enter('resolve');
    expect(screen.words).toContain('Still open:');
    return { incident, screen };
  };
  const isResolved = ({ entries }: MemoryIncident): boolean => entries.some(({ type }) => type === 'incident.resolved');

  test.each(['n', 'N', 'q', 'escape', 'ctrl-g', 'ctrl-c'])('is left as it is by %s', (key) => {
    const { incident, screen } = asking();
    expect(screen.press(key).said).toContain('Left as it is. Nothing of it was recorded.');
    expect(isResolved(incident)).toBe(false);
  });

  test.each(['y', 'Y'])('is done by %s', (key) => {
    const { incident, screen } = asking();
    screen.press(key).press('enter');
    expect(isResolved(incident)).toBe(true);
  });

  test('is not answered by any other key, nor by what is pasted', () => {
    const { incident, screen } = asking();
    for (const key of ['enter', ' ', '1', 'j']) expect(screen.press(key).said).toBe('Press y for yes, n for no.');
    expect(screen.paste('y').said).toBe('Press y for yes, n for no.');
    expect(isResolved(incident)).toBe(false);
  });
});

describe('what lies over the guide to be read', () => {
  const below = ({ text }: ScreenInHand): number => Number(/(\d+) more below/.exec(text)?.[1] ?? 0);

  test('is read to its end and back by arrows and pages', () => {
    const { screen } = begin();
    const all = below(screen.press('?'));
    expect(all).toBeGreaterThan(100);
    expect(screen.text).toContain('─ Keys ');
    expect(below(screen.press('down'))).toBe(all - 1);
    expect(below(screen.press('j'))).toBe(all - 2);
    expect(below(screen.press('k'))).toBe(all - 1);
    expect(below(screen.press('up'))).toBe(all);
    expect(screen.press('up').said).toContain('begin');
    const page = all - below(screen.press('page-down'));
    // Nothing is passed over, and most of a page is new.
    expect(page).toBeLessThanOrEqual(20);
    expect(page).toBeGreaterThan(15);
    expect(below(screen.press(' '))).toBe(all - 2 * page);
    expect(below(screen.press('b'))).toBe(all - page);
    expect(below(screen.press('ctrl-f'))).toBe(all - 2 * page);
    expect(below(screen.press('page-up', 'ctrl-b'))).toBe(all);
    screen.press('G');
    expect(below(screen)).toBe(0);
    expect(screen.words).toContain('n -5m: WORDS.');
    expect(screen.press('down').text).toContain('WORDS.');
    expect(below(screen.press('g'))).toBe(all);
    expect(below(screen.press('end'))).toBe(0);
    expect(below(screen.press('home'))).toBe(all);
    // What is said needs a row of its own, and takes none that was to be read.
    expect(screen.press('x').said).toBe('Esc or q goes back to the guide.');
  });

  test.each(['escape', 'q', 'enter', '?', 'f1', 'left', 'h', 'ctrl-g', 'ctrl-c'])('is left by %s', (key) => {
    const { screen } = begin();
    screen.press('?', 'down', key);
    expect(screen.text).toContain('─ Log ─');
    expect(screen.asked).not.toContain('leave');
  });
});

describe('the line of words', () => {
  const at = (screen: ScreenInHand, ...keys: string[]): number => {
    screen.press(...keys);
    return Number(/(\d+) of \d+ {2}Enter: this/.exec(screen.text)?.[1] ?? 0);
  };

  test('has its list gone through by arrows and pages; above the first stands the line itself', () => {
    const { screen } = begin();
    screen.press(':');
    expect(at(screen, 'down')).toBe(1);
    expect(at(screen, 'down')).toBe(2);
    expect(at(screen, 'page-down')).toBe(10);
    expect(at(screen, 'page-up')).toBe(2);
    expect(at(screen, 'page-up')).toBe(1);
    expect(at(screen, 'up')).toBe(0);
    expect(screen.words).toContain('Words, or ↓ and Enter.');
    const last = Number(/of (\d+) {2}Enter/.exec(screen.press('down').text)?.[1]);
    for (let key = 0; key < last; key += 8) screen.press('page-down');
    expect(at(screen, 'down')).toBe(last);
  });

  test('takes the words of what is marked by Tab; what is found first where nothing is', () => {
    const { screen } = begin();
    screen.press(':').type('severi').press('tab');
    expect(screen.rows.find((row) => row.startsWith(': '))?.trimEnd()).toBe(': severity │');
    screen.press('ctrl-u').type('clock').press('down', 'down', 'tab');
    const words = screen.rows.find((row) => row.startsWith(': '))?.trimEnd();
    expect(words).toMatch(/^: (clocks|met|aware|set-aside|asked) /);
    screen.press('ctrl-u').type('repaint').press('tab');
    expect(screen.said).toBe('No words stand for it: its key is Ctrl-L.');
    screen.press('ctrl-u').type('zeppelin').press('tab');
    expect(screen.said).toBe('Nothing here has that in it.');
    expect(screen.press('down').said).toBe('Nothing here has that in it.');
  });

  test('brings back what was typed before, the newest first, and never a secret', () => {
    const { screen } = begin();
    screen.press(':', 'up');
    expect(screen.said).toBe('Nothing was typed here before.');
    screen.enter('n the pump is silent').press(':').enter('severity sev2').press(':').enter('fact door_code=4711');
    const line = (...keys: string[]): string =>
      screen
        .press(...keys)
        .rows.find((row) => row.startsWith(': '))
        ?.trimEnd() ?? '';
    expect(line(':', 'up')).toBe(': severity sev2│');
    expect(line('up')).toBe(': n the pump is silent│');
    expect(line('up')).toBe(': n the pump is silent│');
    expect(screen.said).toBe('This is the first that was typed.');
    expect(line('down')).toBe(': severity sev2│');
    expect(line('down')).toBe(': │');
    // The same twice is kept once, where it was typed last.
    screen.enter('n the pump is silent');
    expect(line(':', 'up')).toBe(': n the pump is silent│');
    expect(line('up')).toBe(': severity sev2│');
    screen.press('ctrl-u').type('half');
    expect(screen.press('up').said).toBe('↓ goes into the list.');
  });
});

describe('the questions of a step', () => {
  const answered = ({ entries }: MemoryIncident): unknown[] =>
    entries.flatMap((entry) => (entry.type === 'fact.recorded' ? [entry.data.value] : []));

  test('an answer that still holds is given again by =, which means nothing where none was given', () => {
    const { incident, screen } = begin();
    screen.press('f').enter('yes').enter('=');
    expect(screen.words).toContain('"=" does not answer "water_depth"');
    screen.press('ctrl-u').enter('12');
    screen.press('f').enter('=').enter('=');
    expect(answered(incident)).toEqual([true, 12, true, 12]);
  });

  test('of a secret = is a letter of it: nobody knows whether the old one still holds', () => {
    const { incident, screen } = begin(pumpFailure.replace('record: [people_out, water_depth]', 'record: [door_code]'));
    screen.press('f').enter('4711').press('f');
    expect(screen.words).not.toContain('= keeps it');
    const before = incident.entries.length;
    screen.enter('=');
    expect(incident.entries).toHaveLength(before + 1);
    expect(JSON.stringify(incident.entries)).not.toContain('4711');
  });

  test('what is pasted is one line of an answer, and answers nothing by itself', () => {
    const { incident, screen } = begin();
    screen.press('f').paste('yes\n');
    expect(screen.words).toContain('> yes ?');
    expect(answered(incident)).toEqual([]);
    expect(screen.press('enter').said).toContain('Is everyone out?: yes');
  });
});

describe('a message that is longer than the screen', () => {
  const text = Array.from({ length: 60 }, (_, line) => `Line ${line + 1} of what we know.`).join('\\n');
  const reading = (runbook = pumpFailure.replace(/en: "Sign-in is down.*"/, `en: "${text}"`)): ScreenInHand => {
    const { screen } = begin(runbook);
    return screen.press('W', 'enter');
  };
  const first = ({ text: shown }: ScreenInHand): number => Number(/Line (\d+) /.exec(shown)?.[1]);

  test('is read to its end by arrows and pages', () => {
    const screen = reading();
    expect(first(screen)).toBe(1);
    const seen = new Set<string>();
    for (let page = 0; page < 8; page += 1) {
      for (const [line] of screen.text.matchAll(/Line \d+/g)) seen.add(line);
      screen.press('page-down');
    }
    expect(seen.size).toBe(60);
    expect(screen.text).toContain('Line 60 of');
    const end = first(screen);
    expect(first(screen.press('down'))).toBe(end);
    expect(first(screen.press('up'))).toBe(end - 1);
    expect(first(screen.press('k'))).toBe(end - 2);
    expect(first(screen.press('j'))).toBe(end - 1);
    for (let page = 0; page < 8; page += 1) screen.press('b');
    expect(first(screen)).toBe(1);
    expect(first(screen.press(' '))).toBeGreaterThan(5);
  });

  test('is read in each of its languages from the top; one that has only one says so', () => {
    const screen = reading().press('page-down', 'l');
    expect(screen.words).toContain('Log ind er nede.');
    expect(first(screen.press('tab'))).toBe(1);
    const alone = reading(pumpFailure.replace(/\n {6}da: .*/, ''));
    expect(alone.press('l').said).toBe('It is written in this language alone.');
  });

  test.each(['q', 'escape', 'ctrl-g', 'ctrl-c'])('is left by %s, and nothing is recorded', (key) => {
    const screen = reading();
    expect(screen.press(key).said).toContain('Nothing was recorded.');
    expect(screen.words).toContain('─ Messages');
  });
});

describe('the log, the steps and the text', () => {
  test('the log is gone through to both ends, and each end is said', () => {
    const { anna, screen } = begin();
    for (let note = 1; note <= 30; note += 1) anna.act({ act: 'note', words: `note ${note}.` });
    screen.press('right', 'right');
    const last = (): number => Number([...screen.text.matchAll(/note (\d+)\./g)].at(-1)?.[1] ?? 0);
    expect(last()).toBe(30);
    expect(screen.press('down').said).toBe('This is the end of the log.');
    screen.press('up');
    expect(last()).toBe(29);
    screen.press('page-up');
    expect(last()).toBe(26);
    screen.press('page-down');
    expect(last()).toBe(29);
    screen.press('down');
    expect(last()).toBe(30);
    screen.press('home');
    expect(screen.text).toContain('#1 ');
    expect(screen.press('up').said).toBe('This is the beginning of the log.');
    expect(screen.press('page-up').said).toBe('This is the beginning of the log.');
    screen.press('end');
    expect(last()).toBe(30);
  });

  test('in one column a page goes through the steps as far as they are seen, and both ends are said', () => {
    const more = Array.from(
      { length: 40 },
      (_, place) => `  - id: more-${place}\n    do: Step ${place + 1} of more\n    expect: 1m\n`,
    );
    const { screen } = begin(pumpFailure.replace('  - id: stand-down', `${more.join('')}  - id: stand-down`));
    screen.controller.resize(60, 20);
    screen.press('left');
    const mark = (): string =>
      screen.rows
        .find((row) => row.startsWith('>'))
        ?.slice(3)
        .trim() ?? '';
    expect(mark()).toBe('Get everyone out');
    expect(screen.press('up').said).toBe('This is the first step.');
    screen.press('page-down');
    const second = mark();
    expect(second).toMatch(/^Step \d of more/);
    screen.press('page-down', 'page-up');
    expect(mark()).toBe(second);
    screen.press('end');
    expect(screen.press('down').said).toBe('This is the last step.');
    screen.press('home');
    expect(mark()).toBe('Get everyone out');
  });
});
