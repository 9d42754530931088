import { describe, expect, test } from 'vitest';
import { memoryIncident } from '../support/memory-session.ts';
import { ScreenInHand } from '../support/screen-in-hand.ts';
import { incidentScreens, openScreen } from '../support/screens.ts';
import { organisation, smallFlood } from '../support/small-flood.ts';
import { wetNight } from '../support/wet-night.ts';

const size = { columns: 80, rows: 24 } as const;
/** Sign-in is to be back four hours after it was lost. */
const UNTIL_DUE = 215;

/** Who looks back is not in the incident's time, and while paper is typed in time goes by the paper. */
const elsewhen: ReadonlySet<string> = new Set(['replay', 'paper']);

describe('what falls due rings once, wherever one is, and stays marked until somebody has looked', () => {
  test.each(incidentScreens.filter((name) => !elsewhen.has(name)))('%s', (name) => {
    const screen = openScreen(name, size);
    const rung = (): number => screen.asked.filter((each) => each.startsWith('ring ')).length;
    const marked = (): string | undefined => screen.asked.findLast((each) => each.startsWith('marked '));
    screen.pass(1);
    const before = rung();
    screen.pass(UNTIL_DUE);
    expect(rung()).toBe(before + 1);
    const waiting = marked();
    screen.pass(1);
    expect(rung()).toBe(before + 1);
    expect(marked()).toBe(waiting);
    expect(waiting).not.toBe('marked 0');
    // The way out of whatever lies there, twice over; then to what is due.
    screen.press('ctrl-g', 'ctrl-g', 'ctrl-g', 'ctrl-g', '!');
    expect(screen.rows.join('\n')).toContain('Due and overdue');
    screen.press('q');
    expect(marked()).toBe('marked 0');
    expect(rung()).toBe(before + 1);
  });
});

test('what rings while an answer still stands there is said beneath it, and the next key takes both away', () => {
  const drill = wetNight();
  const anna = new ScreenInHand(drill.session('Anna'), size);
  anna.press('n').enter('Two pumps are on their way');
  drill.pass({ minutes: 2 });
  anna.controller.refresh();
  expect(anna.words).toContain('Recorded');
  expect(anna.words).toMatch(/! INJECT from Leak panel, by alarm: LEAK, sensor 7/);
  anna.press('j');
  expect(anna.words).not.toContain('Recorded');
  expect(anna.words).toMatch(/! INJECT from Leak panel, by alarm: LEAK, sensor 7/);
  // What has been looked at before somebody answers is not said again.
  anna.press('!', 'q', 'n').enter('It is wet');
  expect(anna.words).not.toContain('! INJECT');
});

test('what was looked at, was settled and comes again rings again, and is marked again', () => {
  const flood = memoryIncident({ runbooks: [smallFlood], organisation });
  const anna = flood.session('Anna');
  const screen = new ScreenInHand(anna, size);
  const rung = (): number => screen.asked.filter((each) => each.startsWith('ring ')).length;
  anna.act({ act: 'assign', role: 'lead', person: 'Bo' });
  flood.pass({ minutes: 6 });
  screen.controller.refresh();
  screen.press('!', 'q');
  expect([rung(), screen.asked.at(-1)]).toEqual([1, 'marked 0']);
  anna.act({ act: 'release', role: 'lead' });
  anna.act({ act: 'assign', role: 'lead', person: 'Bo' });
  screen.controller.refresh();
  expect(rung()).toBe(1);
  flood.pass({ minutes: 6 });
  screen.controller.refresh();
  expect(rung()).toBe(2);
  expect(screen.words).toContain('! Bo has not said yes to being Incident lead');
});

test('on a narrow screen the log says what came in, before it says all of from whom and to whom', () => {
  const drill = wetNight();
  const anna = new ScreenInHand(drill.session('Anna'), { columns: 60, rows: 20 });
  drill.pass({ minutes: 2 });
  anna.controller.refresh();
  anna.press('right', 'right');
  expect(anna.text).toMatch(/Inject from Leak .*…: LEAK, sensor 7/);
});
