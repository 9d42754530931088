import { describe, expect, test } from 'vitest';
import { everywhere, keyTable } from '../../src/tui/keys/keys.ts';
import { allKeys } from '../../src/tui/manual.ts';
import { isPage } from '../../src/tui/pages/page-state.ts';
import { pages } from '../../src/tui/pages/registry.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { wetNight } from '../support/wet-night.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';

const names = Object.keys(pages).filter(isPage);
const general = keyTable.filter(({ act }) => everywhere.has(act));
const onPage = (page: string): ScreenInHand => {
  // An exercise has pages of its own, and the facilitator's is theirs alone.
  const session = ['injects', 'facilitate'].includes(page)
    ? wetNight().session('Anna', undefined, page === 'facilitate')
    : memoryIncident({ runbooks: [pumpFailure] }).session('Anna');
  return new ScreenInHand(session, { columns: 100, rows: 30 }).press(':').enter(page);
};

describe('a key means the same everywhere', () => {
  test('no page gives another meaning to a key that counts on every page, nor to one that moves in its list', () => {
    const taken = new Set([
      ...general.flatMap(({ keys }) => keys),
      'up',
      'k',
      'down',
      'j',
      'g',
      'home',
      'G',
      'end',
      'page-up',
      'page-down',
      ' ',
      'b',
      '/',
      'q',
      'escape',
    ]);
    for (const name of names)
      for (const { keys, shown } of pages[name].keys)
        expect([name, shown, keys.filter((key) => taken.has(key))]).toEqual([name, shown, []]);
  });

  for (const name of names)
    test(`on the page ${name} each of them acts, or says that one is there`, () => {
      for (const { act, keys } of general)
        for (const key of keys) {
          const screen = onPage(name);
          expect(screen.controller.view.screen.page?.page).toBe(name);
          const [before, asked] = [screen.text, screen.asked.length];
          screen.press(key);
          expect([act, screen.said.includes('is not a key here')]).toEqual([act, false]);
          const changed = screen.text !== before || screen.asked.length > asked || screen.said !== '';
          expect([act, changed]).toEqual([act, true]);
        }
    });

  test('from one page to another by its key, and back to the guide', () => {
    const screen = onPage('timeline').press('c');
    expect(screen.words).toContain('Clocks (');
    screen.press('P').press('M').press('W');
    expect(screen.words).toContain('Messages (');
    expect(screen.press('W').said).toBe('You are there. q goes back to the guide.');
    expect(screen.press('q').controller.view.screen.page).toBeUndefined();
  });
});

describe('the help screen', () => {
  /** All that is read on it. */
  const read = (screen: ScreenInHand): string => {
    const seen: string[] = [];
    screen.press('?');
    for (let page = 0; page < 40; page += 1) {
      seen.push(screen.words);
      screen.press('page-down');
    }
    return seen.join(' ');
  };

  test('has every key of the guide, what is asked, the marks and every word', () => {
    const text = read(new ScreenInHand(memoryIncident({ runbooks: [pumpFailure] }).session('Anna')));
    for (const { shown } of keyTable) expect(text).toContain(`${shown} `);
    for (const words of ['The line of words', 'Not known yet', '→ open', 'minutes [STEP]', 'tracks'])
      expect(text).toContain(words);
  });

  test('says of which words everything behind them is taken as typed, and it is', () => {
    const incident = memoryIncident({ runbooks: [pumpFailure] });
    const screen = new ScreenInHand(incident.session('Anna'));
    expect(read(screen)).toContain('What follows note, scribe, follow-up and objective is taken as it is typed');
    screen.press('q', ':').enter('note the lamp --at the door');
    expect(incident.entries.at(-1)).toMatchObject({ words: 'the lamp --at the door' });
    screen.press(':').enter('follow-up buy lamps --by the dozen');
    expect(incident.entries.at(-1)).toMatchObject({ words: 'buy lamps --by the dozen' });
  });

  for (const name of names)
    test(`on the page ${name} begins with its own keys, and has those of lists and of every page`, () => {
      const screen = onPage(name);
      const text = read(screen);
      const own = pages[name].keys.map(({ help }) => help);
      for (const help of own) expect(text).toContain(help.split(' ').slice(0, 4).join(' '));
      expect(text.indexOf('In every list')).toBeGreaterThan(0);
      expect(text.indexOf('In every list')).toBeLessThan(text.indexOf('On every page'));
    });

  test('and the manual has a place for every key of every page', () => {
    const manual = allKeys().flatMap(({ rows }) => rows.map(({ help }) => help));
    for (const { help } of [...keyTable, ...names.flatMap((name) => pages[name].keys)]) expect(manual).toContain(help);
  });
});
