import type { Input } from '../key-parser.ts';
import type { Frame } from '../frame-store.ts';
import type { TuiOptions } from '../options.ts';
import { playOn } from '../stage.tsx';
import type { House, Played, Player } from '../stage.tsx';
import { homeRows } from './home-frame.ts';
import { firstHome } from './home-state.ts';
import type { HomeEnd, HomeState, HomeWorld } from './home-state.ts';
import { pressHome } from './press-home.ts';

/** What there is now, without the size of the terminal; asked again while the screen stands. */
export type WhatThereIs = () => Omit<HomeWorld, 'columns' | 'rows'>;

/** One person at the home screen. */
class AtHome implements Player {
  readonly waiting = 0;
  readonly countsSeconds = false;
  /** At home nothing acts before it has been asked about. */
  readonly isUnread = false;
  readonly #look: WhatThereIs;
  readonly #house: House;
  readonly #chose: (end: HomeEnd) => void;
  readonly #listeners = new Set<() => void>();
  #state: HomeState = firstHome;
  #size: { readonly columns: number; readonly rows: number };
  #seen: ReturnType<WhatThereIs>;

  constructor(
    look: WhatThereIs,
    house: House,
    size: { readonly columns: number; readonly rows: number },
    chose: (end: HomeEnd) => void,
  ) {
    this.#look = look;
    this.#house = house;
    this.#size = size;
    this.#chose = chose;
    this.#seen = look();
  }

  get #world(): HomeWorld {
    return { ...this.#seen, ...this.#size };
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
    if (end !== undefined) {
      this.#chose(end);
      this.#house.leave(0);
    }
    this.#changed();
  }

  resize(columns: number, rows: number): void {
    this.#size = { columns, rows };
    this.#changed();
  }

  refresh(): void {
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

/** The home screen on this process's terminal: lives until the person has chosen or leaves. */
export async function runHome(
  look: WhatThereIs,
  options: Pick<TuiOptions, 'alternateScreen'>,
): Promise<Played & { readonly chosen: HomeEnd }> {
  let chosen: HomeEnd = { end: 'leave' };
  const played = await playOn(
    {
      name: 'holdfast',
      open: (house, size) => new AtHome(look, house, size, (end) => (chosen = end)),
      begin: () => undefined,
    },
    options,
  );
  return { ...played, chosen };
}
