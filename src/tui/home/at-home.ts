import type { HomeEnd, WhatThereIs } from '../../home/index.ts';
import type { Frame } from '../frame-store.ts';
import type { Input } from '../keys/key-parser.ts';
import type { House, Player } from '../stage.tsx';
import { homeRows } from './home-frame.ts';
import { firstHome } from './home-state.ts';
import type { HomeState, HomeWorld } from './home-state.ts';
import { pressHome, sentenceBegun, withItsMark } from './press-home.ts';

/** What there is behind the home screen. */
interface Behind {
  /** The incident that one came from, by its short id. */
  readonly back?: string | undefined;
  /** An incident in which something is written that is not recorded, by its short id. */
  readonly written?: string | undefined;
  /** What was begun here before, and declared nothing. */
  readonly sentence?: string;
}

/** One person at the home screen; what was chosen there is told, and done by others. */
export class AtHome implements Player {
  readonly waiting = 0;
  readonly countsSeconds = false;
  /** At home nothing acts before it has been asked about. */
  readonly isUnread = false;
  readonly #look: WhatThereIs;
  readonly #house: Pick<House, 'suspend' | 'repaint' | 'again'>;
  readonly #chose: (end: HomeEnd) => void;
  readonly #behind: Behind;
  readonly #listeners = new Set<() => void>();
  #state: HomeState;
  #size: { readonly columns: number; readonly rows: number };
  #seen: ReturnType<WhatThereIs>;

  constructor(
    look: WhatThereIs,
    house: Pick<House, 'suspend' | 'repaint' | 'again'>,
    size: { readonly columns: number; readonly rows: number },
    chose: (end: HomeEnd) => void,
    behind: Behind = {},
  ) {
    this.#look = look;
    this.#house = house;
    this.#size = size;
    this.#chose = chose;
    this.#behind = behind;
    this.#state = { ...firstHome, draft: behind.sentence ?? '' };
    this.#seen = look();
  }

  /** The sentence that somebody has begun here and that declared nothing. */
  get sentence(): string {
    return sentenceBegun(this.#state);
  }

  get #world(): HomeWorld {
    const { back, written } = this.#behind;
    return {
      ...this.#seen,
      ...this.#size,
      again: (words) => this.#house.again(words),
      ...(back !== undefined && { back }),
      ...(written !== undefined && { written }),
    };
  }

  get frame(): Frame {
    return { rows: homeRows(this.#state, this.#world), columns: this.#size.columns };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  input(input: Input): void {
    const { state, end, wants } = pressHome(this.#state, input, this.#world);
    this.#state = state;
    if (wants !== undefined) this.#house[wants]();
    if (end !== undefined) this.#chose(end);
    this.#changed();
  }

  /** What was chosen could not be done; what was typed stands there still. */
  say(problem: string): void {
    const { ask: _ask, ...state } = this.#state;
    this.#state = { ...state, notice: { text: problem, tone: 'bad' } };
    this.#changed();
  }

  resize(columns: number, rows: number): void {
    this.#size = { columns, rows };
    this.#changed();
  }

  refresh(): void {
    // Something that presses more may come above what is marked: Enter must not open what nobody chose.
    this.#state = withItsMark(this.#state, this.#world);
    this.#seen = this.#look();
    this.#changed();
  }

  read(): void {
    // Nothing comes up by itself.
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
