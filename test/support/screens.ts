import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRunbook } from '../../src/runbook/index.ts';
import { graphemes } from '../../src/text/index.ts';
import { homeRows } from '../../src/tui/home/home-frame.ts';
import { firstHome } from '../../src/tui/home/home-state.ts';
import type { HomeState, HomeWorld } from '../../src/tui/home/home-state.ts';
import { pressHome } from '../../src/tui/home/press-home.ts';
import { key } from '../../src/tui/keys/key-parser.ts';
import { rowText } from '../../src/tui/rows/rows.ts';
import { busyNight } from './busy-night.ts';
import type { NightWords } from './busy-night.ts';
import type { MemoryIncident } from './memory-session.ts';
import { contacts } from './people-night.ts';
import { ScreenInHand } from './screen-in-hand.ts';
import { typedAgain } from './typed-again.ts';
import { wetNight } from './wet-night.ts';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A screen that somebody sits at, whichever it is. */
export interface Shown {
  /** A text for each row of the terminal. */
  readonly rows: readonly string[];
  /** What was asked of the world outside: to leave, to be drawn anew, to ring. */
  readonly asked: readonly string[];
  /** Time goes on. At home nothing rings. */
  pass(minutes: number): void;
  /** Presses keys by their names. */
  press(...names: readonly string[]): unknown;
  resize(columns: number, rows: number): void;
}

/** Every screen, and what can lie over one, by name: how one comes there from the guide of the busy night. */
const ways: Readonly<Record<string, (guide: ScreenInHand) => unknown>> = {
  guide: (guide) => guide,
  'guide-log': (guide) => guide.press('right', 'right'),
  'guide-decision': (guide) => guide.press('s').enter('Nobody was there'),
  timeline: (guide) => guide.press('L'),
  map: (guide) => guide.press('M'),
  clocks: (guide) => guide.press('c'),
  people: (guide) => guide.press('P'),
  messages: (guide) => guide.press('W'),
  facts: (guide) => guide.press(':').enter('facts'),
  services: (guide) => guide.press(':').enter('services'),
  questions: (guide) => guide.press(':').enter('questions'),
  injects: (guide) => guide.press(':').enter('injects'),
  handover: (guide) => guide.press('H'),
  review: (guide) => guide.press('V'),
  incidents: (guide) => guide.press('I'),
  help: (guide) => guide.press('?'),
  'help-of-a-page': (guide) => guide.press('L', '?'),
  alarms: (guide) => guide.press('!'),
  views: (guide) => guide.press('v'),
  palette: (guide) => guide.press(':'),
  note: (guide) => guide.press('n').type('The pump van could not get through the flooded underpass'),
  scribe: (guide) => guide.press('o'),
  aware: (guide) => guide.press('w'),
  why: (guide) => guide.press('s'),
  tick: (guide) => guide.press('x'),
  answer: (guide) => guide.press('f'),
  minutes: (guide) => guide.press('s').enter('Nobody was there').press('D'),
  choose: (guide) => guide.press('s').enter('Nobody was there').press('d'),
  replay: (guide) => guide.press('Z', 'left', 'left'),
  message: (guide) => guide.press('W', 'enter'),
  'message-written': (guide) => guide.press('W', 'enter', 'e').type(' Use paper.'),
  'messages-sent': (guide) => guide.press('W', 'p'),
  'another-time': (guide) => guide.press('L', 't'),
  assign: (guide) => guide.press('P', 'a'),
  paper: (guide) => guide.press(':').enter('from-paper'),
  'really-resolve': (guide) => guide.press(':').enter('resolve'),
  search: (guide) => guide.press('L', '/').type('pump'),
  'note-on-a-page': (guide) => guide.press('P', 'n').type('half a note'),
};

/** The screen of whoever facilitates an exercise, an hour into it. */
const facilitatorWays: Readonly<Record<string, (guide: ScreenInHand) => unknown>> = {
  facilitate: (guide) => guide.press('N'),
  'facilitate-objective': (guide) => guide.press('N', '/').enter('calm'),
  'facilitate-fire': (guide) => guide.press('N', 'f'),
  'facilitate-observe': (guide) => guide.press('N', 'e').enter('She asked who decides'),
};

/** What somebody who takes part in it sees. */
const participantWays: Readonly<Record<string, (guide: ScreenInHand) => unknown>> = {
  'exercise-told': (guide) => guide.press('N'),
};

const homeWays: Readonly<Record<string, (home: HomeInHand) => unknown>> = {
  home: (home) => home,
  'home-found': (home) => home.type('water'),
  'home-declares': (home) => home.press('down', 'down', 'enter').type('Water'),
  'home-severity': (home) => home.press('down', 'down', 'enter').type('Water').press('enter'),
  'home-help': (home) => home.press('?'),
};

/** The names of the screens of an incident, and of what lies over them. */
export const incidentScreens: readonly string[] = [
  ...Object.keys(ways),
  ...Object.keys(facilitatorWays),
  ...Object.keys(participantWays),
];

/** The names of all screens. */
export const screenNames: readonly string[] = [...Object.keys(homeWays), ...incidentScreens];

/** Opens a screen at a size; the words of the night may be others'. */
export function openScreen(name: string, size: Size, words: NightWords = {}): Shown {
  const home = homeWays[name];
  if (home !== undefined) {
    const visitor = new HomeInHand(size, words);
    home(visitor);
    return visitor;
  }
  const anna = words.anna ?? 'Anna';
  const ofExercise = facilitatorWays[name] ?? participantWays[name];
  if (ofExercise !== undefined) {
    const exercise = wetNight({ words });
    exercise.pass({ minutes: 12 });
    return goTo(ofExercise, exercise, exercise.session(anna, undefined, facilitatorWays[name] !== undefined), size);
  }
  const way = ways[name];
  if (way === undefined) throw new Error(`There is no screen ${name}.`);
  const night = busyNight(words);
  return goTo(way, night, night.session(anna), size);
}

function goTo(
  way: (guide: ScreenInHand) => unknown,
  night: MemoryIncident,
  session: ReturnType<MemoryIncident['session']>,
  size: Size,
) {
  const hand = new ScreenInHand(session, { ...size, contacts: () => contacts });
  way(hand);
  hand.controller.read();
  return {
    get rows() {
      return hand.rows;
    },
    get asked() {
      return hand.asked;
    },
    press: (...names: readonly string[]) => hand.press(...names),
    pass: (minutes: number) => night.pass({ minutes }),
    resize: (columns: number, rows: number) => hand.controller.resize(columns, rows),
  };
}

const books = ['citizen-fallback', 'data-centre-flood'].map((id) => {
  const read = parseRunbook(readFileSync(join(import.meta.dirname, `../../runbooks/${id}.yaml`), 'utf8'), id);
  if (!('runbook' in read)) throw new Error(`${id} does not read`);
  return { id, runbook: read.runbook };
});

/** The home screen without a terminal. */
class HomeInHand implements Shown {
  readonly asked: string[] = [];
  #state: HomeState = firstHome;
  #world: HomeWorld;

  constructor(size: Size, { title = 'Water in the cellar of hall A', anna = 'Anna' }: NightWords) {
    const now = '2026-11-22T03:47:00+01:00';
    const common = { declared: '2026-11-22T03:12:00+01:00', timezone: 'Europe/Copenhagen' } as const;
    this.#world = {
      again: typedAgain,
      incidents: [
        {
          ...common,
          id: '01A',
          alias: 'flood-7',
          title,
          mode: 'real',
          state: 'open',
          stands: 'open',
          severity: 'sev2',
          now: 'Get everyone out',
          nextDue: { title: 'Tell the public', due: '2026-11-22T04:12:00+01:00' },
        },
        {
          ...common,
          id: '01B',
          alias: 'drill-2',
          title: 'A quiet drill',
          mode: 'drill',
          state: 'open',
          stands: 'open',
        },
        { ...common, id: '01C', alias: 'flood-6', title, mode: 'real', state: 'closed', stands: 'closed' },
      ],
      runbooks: books,
      me: anna,
      now,
      timezone: 'Europe/Copenhagen',
      ...size,
    };
  }

  get rows(): readonly string[] {
    return homeRows(this.#state, this.#world).map(rowText);
  }

  press(...names: readonly string[]): this {
    for (const name of names) {
      const { state, end, wants } = pressHome(this.#state, key(name), this.#world);
      this.#state = state;
      if (end !== undefined) this.asked.push(end.end);
      if (wants !== undefined) this.asked.push(wants);
    }
    return this;
  }

  pass(): void {
    // Its clock stands still here.
  }

  type(text: string): this {
    return this.press(...graphemes(text));
  }

  resize(columns: number, rows: number): void {
    this.#world = { ...this.#world, columns, rows };
  }
}
