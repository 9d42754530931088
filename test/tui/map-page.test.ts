import { describe, expect, test } from 'vitest';
import { exercisedIn } from '../../src/analysis/index.ts';
import type { Session } from '../../src/session/index.ts';
import { width } from '../../src/text/index.ts';
import { everyWay } from '../support/every-way.ts';
import { memoryIncident } from '../support/memory-session.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';
import { smallFlood } from '../support/small-flood.ts';

const sizes = [
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 200, rows: 60 },
] as const;

const begin = (
  options: { readonly runbooks?: readonly string[]; readonly columns?: number; readonly rows?: number } = {},
): { flood: ReturnType<typeof memoryIncident>; anna: Session; screen: ScreenInHand } => {
  const flood = memoryIncident({ runbooks: options.runbooks ?? [smallFlood], followed: everyWay.followed });
  const anna = flood.session('Anna');
  return { flood, anna, screen: new ScreenInHand(anna, options) };
};

/** Half way through the small flood: one step done, one decided, one left out. */
const halfWay = ({ flood, anna }: Pick<ReturnType<typeof begin>, 'flood' | 'anna'>): void => {
  flood.pass({ minutes: 3 });
  anna.act({ act: 'done', step: 'get-out' }, { why: 'all out' });
  anna.act({ act: 'choose', step: 'rising', option: 'steady' });
  anna.act({ act: 'skip', step: 'lag' }, { why: 'the line is down' });
};

/** The rows of the map itself: what stands beside it is cut off. */
const mapOf = (screen: ScreenInHand): string[] => {
  const { columns } = screen.controller.view.world.layout;
  const list = columns < 100 ? columns : Math.min(76, Math.floor(columns * 0.45));
  const top = screen.rows.findIndex((row) => row.includes(' Map'));
  return screen.rows.slice(top + 1).map((row) => row.slice(0, list).trimEnd());
};
const marked = (screen: ScreenInHand): string =>
  mapOf(screen).find((row) => row.startsWith('> ') && !row.startsWith('> →')) ?? '';
const picked = (screen: ScreenInHand): string | undefined => screen.controller.view.screen.picked;

describe('it opens', () => {
  test('by its key, by its word and from what there is to look at; q goes back to the guide', () => {
    const { screen } = begin();
    screen.press('M');
    expect(screen.text).toContain('Map: 1 step open');
    screen.press('q');
    expect(screen.text).not.toContain('Map:');
    screen.press(':').enter('map');
    expect(screen.text).toContain('Map: 1 step open');
    screen.press('escape', 'v');
    screen.enter('the map');
    expect(screen.text).toContain('Map: 1 step open');
  });

  test('where we are: the open step is marked, with what stands above and below it', () => {
    for (const size of sizes) {
      const begun = begin(size);
      halfWay(begun);
      begun.screen.press('M');
      expect(marked(begun.screen)).toMatch(/^> {3}> 03:15 {2}├ → Tell the public {2}now$/);
      expect(begun.screen.text).toContain('- How far is the standby behind  left out');
      expect(begun.screen.text).toContain('· Let the pumps work');
    }
  });

  test('without a runbook it says how to follow one', () => {
    const { screen } = begin({ runbooks: [] });
    screen.press('M');
    expect(screen.words).toContain('No runbook is followed yet. Press : and type follow RUNBOOK.');
    screen.press('a', 'tab', 'enter', 'f');
    expect(screen.text).toContain('Map');
  });
});

describe('it shows', () => {
  test('the whole of a small runbook', () => {
    const begun = begin({ columns: 120, rows: 40 });
    halfWay(begun);
    begun.screen.press('M');
    expect(mapOf(begun.screen).slice(1, 17)).toEqual([
      '             Small flood  small-flood',
      '    1 03:15  ├ ✓ Get everyone out',
      '    2 03:15  ├ ✓ Is the water rising?',
      '             │ ├   (It rises)  not taken',
      '             │ │ └   (Cut the power)',
      '             │ └ ✓ It stands still  chosen',
      '    3 03:15  ├ - How far is the standby behind  left …',
      '>   > 03:15  ├ → Tell the public  now',
      '             ├ · Let the pumps work',
      '             ├ · Repair',
      '             └ · It is over  ends it: resolved',
      '             Afterwards: Small flood  does not hold t…',
      '             └ · Send the report',
      '',
      '',
      '',
    ]);
  });

  test('tracks, rounds and ways back, each with its sign and its words', () => {
    const { anna, screen } = begin({ runbooks: [everyWay.runbook], columns: 200, rows: 60 });
    anna.act({ act: 'fact', values: [{ fact: 'depth', value: '1' }] });
    anna.act({ act: 'done', step: 'look' });
    anna.act({ act: 'choose', step: 'how-bad', option: 'bad' });
    anna.act({ act: 'done', step: 'doors' });
    screen.press('M');
    expect(screen.text).toContain('│ └ (if it fails ← back to Look)  not taken');
    expect(screen.text).toContain('/ Only when deep  not needed, not true: facts.depth > 5');
    expect(screen.text).toContain('├ ▾ At once  under way, side by side');
    expect(screen.text).toContain('│ ├ ▾ Water');
    expect(screen.text).toContain('▾ Measure until dry  under way, round 1');
    expect(screen.text).toContain('▾ Take the desks to paper  under way, runbook on-paper');
    expect(screen.text).toContain('│ └ ← back to How bad is it?');
  });

  test('what the signs mean that stand in it', () => {
    const { flood, anna, screen } = begin();
    screen.press('M');
    expect(mapOf(screen)[0]).toBe('> → now  1 ✓ done 1st  · can come  ( ) not any more');
    anna.act({ act: 'skip', step: 'get-out' }, { why: 'nobody was in' });
    anna.act({ act: 'choose', step: 'rising', option: 'rising' });
    anna.act({ act: 'done', step: 'cut-power' });
    expect(mapOf(screen)[0]).toContain('? waits for approval');
    expect(mapOf(screen)[0]).toContain('- left out');
    expect(screen.text).toContain('? Cut the power  now, waits for an approval');
    flood.session('Bo').act({ act: 'approve', step: 'cut-power', answer: 'given' });
    expect(mapOf(screen)[0]).not.toContain('waits for approval');
  });

  test('another day by its date', () => {
    const { flood, anna, screen } = begin();
    anna.act({ act: 'done', step: 'get-out' }, { why: 'all out' });
    flood.pass({ hours: 30 });
    screen.press('M', 'g');
    expect(screen.text).toMatch(/ 1 22 Nov ├ ✓ Get everyone out/);
  });

  test('of the marked step all that there is to know, beside the map or under it', () => {
    for (const size of sizes) {
      const begun = begin(size);
      halfWay(begun);
      begun.screen.press('M', 'k');
      expect(marked(begun.screen)).toContain('How far is the standby behind');
      expect(begun.screen.words).toContain('Step: lag (run, a command)');
      expect(begun.screen.words).toContain('State: left out by Anna, 03:15 +01:00; number 3 on the path');
      if (size.columns === 60) begun.screen.press('page-down');
      expect(begun.screen.words).toContain('Leads to: Tell the public');
    }
  });

  test('nothing wider than the screen, and as many rows as it has', () => {
    for (const size of sizes) {
      const { screen } = begin({ runbooks: [smallFlood, everyWay.runbook], ...size });
      screen.press('M');
      for (const key of ['g', 'G', 'f', 'page-down', 'a', '?', 'escape', 'tab', '/', 'z', 'enter', 'escape']) {
        screen.press(key);
        expect(screen.rows).toHaveLength(size.rows);
        for (const row of screen.rows) expect(width(row)).toBeLessThanOrEqual(size.columns);
      }
    }
  });
});

describe('its keys', () => {
  test('Enter goes to the step, on a small screen to its text', () => {
    for (const size of sizes) {
      const { screen } = begin(size);
      screen.press('M').press('/').enter('repair').press('enter');
      expect(screen.text).not.toContain('Map:');
      expect(picked(screen)).toBe('small-flood:repair');
      expect(screen.words).toContain('J: go on here now.');
    }
  });

  test('Enter on a way goes to where it leads, on an option to its decision, on a heading to what is open there', () => {
    const { screen } = begin({ runbooks: [everyWay.runbook] });
    screen.press('M').press('/').enter('back to how bad').press('enter');
    expect(picked(screen)).toBe('every-way:how-bad');
    screen.press('M').press('/').enter('nobody knows').press('enter');
    expect(picked(screen)).toBe('every-way:how-bad');
    screen.press('M', 'g', 'enter');
    expect(picked(screen)).toBe('every-way:look');
  });

  test('a goes round what is open', () => {
    const { anna, screen } = begin({ runbooks: [everyWay.runbook] });
    anna.act({ act: 'fact', values: [{ fact: 'depth', value: '1' }] });
    anna.act({ act: 'done', step: 'look' });
    anna.act({ act: 'choose', step: 'how-bad', option: 'bad' });
    anna.act({ act: 'done', step: 'doors' });
    screen.press('M', 'g', 'a');
    expect(marked(screen)).toContain('→ Read the gauge  now');
    screen.press('a');
    expect(marked(screen)).toContain('→ Open the folder  now');
    screen.press('a');
    expect(marked(screen)).toContain('→ Read the gauge  now');
  });

  test('a says so where only one is open', () => {
    const { screen } = begin();
    screen.press('M', 'a');
    expect(screen.said).toBe('This is the only open step here.');
  });

  test('f folds what was not taken, keeps what is marked, and shows it again', () => {
    const begun = begin({ columns: 200, rows: 60 });
    halfWay(begun);
    const { screen } = begun;
    screen.press('M', 'f');
    expect(screen.text).toContain('Map: the path and what is open');
    expect(screen.text).toContain('✓ It stands still  chosen');
    expect(screen.text).not.toContain('It rises');
    expect(screen.text).not.toContain('· Let the pumps work');
    expect(marked(screen)).toContain('Tell the public');
    screen.press('f');
    expect(screen.text).toContain('(It rises)  not taken');
  });

  test('Tab goes to the next runbook, and round', () => {
    const { screen } = begin({ runbooks: [smallFlood, everyWay.runbook] });
    screen.press('M', 'g', 'tab');
    expect(marked(screen)).toContain('Every way  every-way');
    screen.press('tab');
    expect(marked(screen)).toContain('Small flood  small-flood');
    const alone = begin();
    alone.screen.press('M', 'g', 'tab');
    expect(alone.screen.said).toBe('This is the only runbook here.');
  });

  test('a search shows what has the words; Esc shows what stands around it', () => {
    const { screen } = begin();
    screen.press('M').press('/').enter('pumps');
    expect(screen.text).not.toContain('Get everyone out');
    screen.press('escape');
    expect(marked(screen)).toContain('Let the pumps work');
    expect(screen.text).toContain('Repair');
  });

  test('? tells them all, and the bar the first of them', () => {
    const { screen } = begin({ columns: 60, rows: 20 });
    screen.press('M');
    expect(screen.rows.at(-1)).toContain('Enter step  a open  f fold');
    expect(screen.rows.at(-1)).toContain('q back');
    screen.press('?');
    expect(screen.words).toContain('Mark the next step that is open');
    expect(screen.words).toContain('Mark the next runbook');
  });
});

describe('what goes on meanwhile', () => {
  test('what somebody else does is drawn, and what is marked stays marked', () => {
    const { flood, screen } = begin();
    screen.press('M', 'j');
    expect(marked(screen)).toContain('Is the water rising?');
    flood.session('Bo').act({ act: 'done', step: 'get-out' }, { why: 'all out' });
    expect(marked(screen)).toContain('→ Is the water rising?  now, one of 2');
    expect(screen.text).toContain('1 03:12  ├ ✓ Get everyone out');
  });

  test('titles are data, wherever they stand', () => {
    // A runbook with such characters is not followed; what people say is, and it stands in titles too.
    const hostile = '\u001b[2J\u202eevil\u0007';
    const runbook = everyWay.runbook
      .replace('depth: {', 'said: { ask: What did they say, type: text }\n  depth: {')
      .replace('run: Look', 'run: "Look {{ facts.said }}"')
      .replace('title: Not at all', 'title: "None {{ facts.said }}"')
      .replace('title: Water', 'title: "Water {{ facts.said }}"');
    for (const size of sizes) {
      const { flood, anna, screen } = begin({ runbooks: [runbook], ...size });
      anna.act({ act: 'fact', values: [{ fact: 'said', value: hostile }] });
      flood.session(hostile).act({ act: 'add', title: hostile, after: 'look' }, { why: hostile });
      flood.session(hostile).act({ act: 'skip', step: 'look' }, { why: hostile });
      screen.press('M');
      for (const key of ['g', 'j', 'j', 'a', 'G', 'f']) {
        screen.press(key);
        expect(screen.text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }
      expect(screen.text).toContain('evil');
    }
  });
});

test('a runbook of five hundred steps opens and scrolls as a short one does', () => {
  const options = (n: number): string =>
    `\n    options:\n      yes: { title: Yes ${n}, steps: [{ id: in-${n}, do: Inside ${n} }] }\n      no: { title: No ${n} }`;
  const steps = Array.from(
    { length: 250 },
    (_, n) => `\n  - id: ask-${n}\n    decide: Question ${n}${options(n)}`,
  ).join('');
  const { screen } = begin({ runbooks: [`holdfast: 1\nid: long\ntitle: Long\nsteps:${steps}\n`] });
  screen.press('M');
  for (let key = 0; key < 50; key += 1) expect(screen.press('j').rows).toHaveLength(24);
  screen.press('G');
  expect(marked(screen)).toContain('· No 249');
});

test('a row says what other nights exercised of it, once they have been read; by itself it waits for none', async () => {
  const before = memoryIncident({ runbooks: [smallFlood] });
  before.session('Bo').act({ act: 'done', step: 'get-out' }, { why: 'all out' });
  const others = exercisedIn({ incident: before.incident, entries: before.entries });
  const read = Promise.withResolvers<readonly (typeof others)[]>();
  const { anna } = begin();
  const screen = new ScreenInHand(anna, { columns: 200, rows: 60, exercised: () => read.promise });
  screen.press('M');
  expect(screen.words).not.toContain('Exercised before');
  read.resolve([others]);
  await read.promise;
  await Promise.resolve();
  expect(screen.words).toContain('Exercised before: once, last 2026-11-22 in flood-7, by Bo');
  screen.press('g');
  expect(screen.words).toContain('Exercised before: 1 of 9 (11 %) of its steps');
});
