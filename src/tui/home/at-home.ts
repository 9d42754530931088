import type { HomeEnd, WhatThereIs } from '../../home/index.ts';
import type { Frame } from '../frame-store.ts';
import type { Input } from '../key-parser.ts';
import type { House, Player } from '../stage.tsx';
import { homeRows } from './home-frame.ts';
import { firstHome } from './home-state.ts';
import type { HomeState, HomeWorld } from './home-state.ts';
import { pressHome, withItsMark } from './press-home.ts';

/** One person at the home screen; what was chosen there is told, and done by others. */
export class AtHome implements Player {
  readonly waiting = 0;
  readonly countsSeconds = false;
  /** At home nothing acts before it has been asked about. */
  readonly isUnread = false;
  readonly #look: WhatThereIs;
  readonly #house: Pick<House, 'suspend' | 'repaint' | 'again'>;
  readonly #chose: (end: HomeEnd) => void;
  readonly #back: string | undefined;
  readonly #listeners = new Set<() => void>();
  #state: HomeState = firstHome;
  #size: { readonly columns: number; readonly rows: number };
  #seen: ReturnType<WhatThereIs>;

  /** @param back the incident that one came from, by its short id */
  constructor(
    look: WhatThereIs,
    house: Pick<House, 'suspend' | 'repaint' | 'again'>,
    size: { readonly columns: number; readonly rows: number },
    chose: (end: HomeEnd) => void,
    back?: string,
  ) {
    this.#look = look;
    this.#house = house;
    this.#size = size;
    this.#chose = chose;
    this.#back = back;
    this.#seen = look();
  }

  get #world(): HomeWorld {
    return {
      ...this.#seen,
      ...this.#size,
      again: (words) => this.#house.again(words),
      ...(this.#back !== undefined && { back: this.#back }),
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
