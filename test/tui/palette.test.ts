import { describe, expect, test } from 'vitest';
import { actByWord, findThings, thingsOf, wordsHere } from '../../src/guide/index.ts';
import { keyTable } from '../../src/tui/keys/keys.ts';
import { paletteItems } from '../../src/tui/palette.ts';
import { walk } from '../plain/walk.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { pumpFailure } from '../support/pump-failure.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';

function opened(size: { readonly columns: number; readonly rows: number } = { columns: 100, rows: 30 }) {
  const incident = memoryIncident({ runbooks: [pumpFailure] });
  const anna = incident.session('Anna');
  const library = async () => [{ id: 'citizen-fallback', title: 'Proof without sign-in' }];
  return { incident, anna, screen: new ScreenInHand(anna, { ...size, library }) };
}
/** The rows under the line, the marked one with `>`. */
const list = (screen: ScreenInHand): readonly string[] => {
  const from = screen.rows.findIndex((row) => row.startsWith(': '));
  return screen.rows.slice(from + 1, -2).filter((row) => row.trim() !== '');
};
const marked = (screen: ScreenInHand): string => list(screen).find((row) => row.startsWith('> ')) ?? '';

test('whoever asks for a runbook by the word alone is shown those that there are, and may name another', async () => {
  const { screen } = opened();
  const outside = async (): Promise<void> => {
    await Promise.resolve();
    await Promise.resolve();
  };
  screen.press(':');
  await outside();
  screen.enter('follow');
  expect(screen.words).toContain('Which runbook? >1 Proof without sign-in (citizen-fallback)');
  screen.press('1');
  await outside();
  expect(screen.said).toContain('holdfast follow citizen-fallback');
  screen.press(':').enter('follow').enter('flood-at-home');
  await outside();
  expect(screen.said).toContain('holdfast follow flood-at-home');
});

describe('the line of words and what it finds', () => {
  test('an empty one shows what is likely wanted now, with its keys, then everything', () => {
    const { screen } = opened();
    screen.press(':');
    const rows = list(screen);
    expect(rows[0]).toMatch(/Done .* Enter d$/);
    expect(rows.slice(1, 3).join('\n')).toMatch(/Tick an item .* x$/m);
    expect(rows.join('\n')).toMatch(/The timeline .* L$/m);
    screen.press('escape').press('s').enter('all out');
    screen.press(':');
    expect(list(screen).slice(0, 2).join('\n')).toContain('Choose: Yes, it rises');
  });

  test('letters of several words, in any order, letters left out: acts, views, steps, clocks, facts, people, keys', () => {
    const { screen } = opened();
    const first = (typed: string): string => {
      const row = list(screen.press(':').type(typed))[0] ?? '';
      screen.press('ctrl-u', 'escape');
      return row;
    };
    expect(first('water deep')).toContain('Fact: How deep is it at the lowest rack?');
    expect(first('tmln')).toContain('The timeline');
    expect(first('drain')).toContain('Step: Give it time to drain');
    expect(first('early warn')).toContain('Clock: Early warning');
    expect(first('facilities duty')).toContain('Facilities duty officer');
    expect(first('status-page')).toContain('Message: status-page');
    expect(first('citizen')).toContain('Service: Citizen sign-in');
    expect(first('shift-tab')).toContain('Open before');
    expect(first('open before')).toMatch(/Open before .*Shift-Tab$/);
    expect(first('person anna')).toContain('Person: Anna');
  });

  test('Enter takes what was found where no word of the guide was typed; the arrows mark another', () => {
    const { screen } = opened();
    screen.press(':').type('clk');
    expect(marked(screen)).toMatch(/^> /);
    screen.press('ctrl-u').enter('drain');
    expect(screen.step).toContain('Not open yet.');
    screen.press(':').type('the map');
    expect(marked(screen)).toContain('The map');
    screen.press('enter');
    expect(screen.words).toContain('Map: ');
  });

  test('a word of the guide counts as it is typed, with all that stands behind it; ↓ goes into the list all the same', () => {
    const { incident, screen } = opened();
    screen.press(':').type('fact water_depth=7');
    expect(marked(screen)).toBe('');
    screen.press('enter');
    expect(incident.incident.facts['water_depth']?.answer?.value).toBe(7);
    screen.press(':').type('clocks').press('down');
    expect(marked(screen)).toContain('The clocks');
    screen.press('up');
    expect(marked(screen)).toBe('');
  });

  test('Tab puts the words of what is marked into the line', () => {
    const { screen } = opened();
    screen.press(':').type('depth').press('tab');
    expect(screen.text).toContain(': fact water_depth │');
    screen.press('ctrl-u').type('shift the marks').press('tab');
    expect(screen.said).toContain('Nothing here has that in it.');
  });

  test('what is off stands there with its reason, and choosing it says so', () => {
    const { incident, screen } = opened();
    const before = incident.entries.length;
    screen.press(':').type('run command');
    expect(list(screen)[0]).toContain('not now: ');
    screen.press('enter');
    expect(screen.said).not.toBe('');
    expect(incident.entries).toHaveLength(before);
    expect(screen.controller.view.screen.over).toBeDefined();
  });

  test('↑ on the empty line brings back what was sent off, the last first; ↓ leads on to the empty one', () => {
    const { screen } = opened();
    screen.press(':').enter('fact water_depth=7').press(':').enter('facts').press('q');
    screen.press(':', 'up');
    expect(screen.text).toContain(': facts│');
    screen.press('up');
    expect(screen.text).toContain(': fact water_depth=7│');
    screen.press('up');
    expect(screen.said).toBe('This is the first that was typed.');
    screen.press('down', 'down');
    expect(screen.text).toMatch(/^: │$/m);
  });

  test('a message is read, and a runbook written out, before Enter does what is not taken back', async () => {
    const { incident, anna, screen } = opened();
    anna.act({ act: 'jump', step: 'tell-public' }, { why: 'they ask' });
    screen.press(':').type('message sent');
    expect(marked(screen)).toContain('Message sent');
    screen.press('enter');
    expect(screen.words).toContain('Message: Tell the public how it stands');
    expect(incident.entries.some(({ type }) => type === 'message.sent')).toBe(false);
    screen.press('escape', ':');
    await Promise.resolve();
    await Promise.resolve();
    screen.type('proof without');
    expect(marked(screen)).toContain('Runbook: Proof without sign-in');
    screen.press('enter');
    expect(screen.text).toContain(': follow citizen-fallback │');
  });

  test('on a page its own keys are found too', () => {
    const { screen } = opened();
    screen.press('c', ':').type('set aside');
    expect(list(screen).join('\n')).toContain('(Clocks');
  });

  test('everything there is can be reached by it', () => {
    const { screen, anna } = opened();
    screen.press(':');
    const { screen: state, world } = screen.controller.view;
    const items = paletteItems(state, '', world);
    for (const { name } of wordsHere(anna.guide())) expect(items.map(({ words }) => words[0])).toContain(name);
    const isThere = (act: string): boolean =>
      items.some((item) => item.act === act || (actByWord(act) !== undefined && item.words[0] === act));
    const missing = keyTable.filter(({ act }) => act !== 'command' && act !== 'number' && !isThere(act));
    expect(missing).toEqual([]);
    expect(items.filter(({ step }) => step !== undefined)).toHaveLength(anna.guide().steps.length);
  });

  for (const size of [
    { columns: 60, rows: 20 },
    { columns: 80, rows: 24 },
    { columns: 200, rows: 60 },
  ])
    test(`at ${size.columns}×${size.rows} there is room for a list, and nothing jumps while one types`, () => {
      const { screen } = opened(size);
      screen.press(':');
      const line = screen.rows.findIndex((row) => row.startsWith(': '));
      expect(list(screen).length).toBeGreaterThanOrEqual(7);
      for (const letter of ['c', 'l', 'o', 'q', 'z']) {
        screen.press(letter);
        expect(screen.rows.findIndex((row) => row.startsWith(': '))).toBe(line);
      }
    });

  test('line by line: find', async () => {
    const { anna } = opened();
    const text = await walk(anna, ['find water deep', '1', '12', 'find qqqq']);
    expect(text).toContain('Fact: How deep is it at the lowest rack?');
    expect(anna.guide().facts.find(({ id }) => id === 'water_depth')?.shown).toBe('12 cm');
    expect(text).toContain('Nothing here has "qqqq" in it.');
  });

  test('accents are no hindrance', () => {
    const things = [{ label: 'Step: Ring Køge Å', about: '', words: ['step', 'ring'] }];
    expect(findThings(things, 'a ring')).toHaveLength(1);
    expect(findThings(things, 'ü')).toHaveLength(0);
    expect(thingsOf(opened().anna.guide()).length).toBeGreaterThan(60);
  });
});
