import type { Entries } from './entries.ts';
import { filled } from './filled.ts';

/** So many rows stand in the document at a time: more than a screen, and quickly drawn. */
const window = 200;

/** The table of what was found, a window at a time; all of it on paper. */
export class Listing {
  readonly #entries: Entries;
  readonly #body: HTMLTableSectionElement;
  readonly #pages: HTMLElement;
  readonly #place: HTMLElement;
  #found: readonly number[] = [];
  #start = 0;

  constructor(entries: Entries, table: HTMLTableElement, pages: HTMLElement, place: HTMLElement) {
    this.#entries = entries;
    this.#body = table.tBodies[0] ?? table.createTBody();
    this.#pages = pages;
    this.#place = place;
    table.hidden = false;
    pages.addEventListener('click', ({ target }) => {
      if (target instanceof HTMLButtonElement) this.#go(target.dataset['go'] ?? '');
    });
    addEventListener('beforeprint', () => this.#fill(0, Infinity));
    addEventListener('afterprint', () => this.#show());
  }

  /** Shows what was found from its first on; what stands there already is left. */
  found(found: readonly number[], isMore: boolean): void {
    const isFull = isMore && this.#body.rows.length >= window;
    this.#found = found;
    if (!isMore) this.#start = 0;
    if (isFull) this.#say();
    else this.#show();
  }

  /** Brings the entry with that number into sight and puts the focus on it; false where it is not among those found. */
  bring(number: number): boolean {
    const place = this.#found.findIndex((each) => this.#entries.number(each) === number);
    if (place < 0) return false;
    this.#start = Math.floor(place / window) * window;
    this.#show();
    const row = document.getElementById(`e${number}`);
    for (const before of this.#body.querySelectorAll('.here')) before.classList.remove('here');
    row?.classList.add('here');
    row?.scrollIntoView({ block: 'center' });
    row?.querySelector('a')?.focus({ preventScroll: true });
    return true;
  }

  #go(way: string): void {
    const last = Math.max(0, Math.ceil(this.#found.length / window) - 1) * window;
    if (way === 'first') this.#start = 0;
    if (way === 'back') this.#start = Math.max(0, this.#start - window);
    if (way === 'on') this.#start = Math.min(last, this.#start + window);
    if (way === 'last') this.#start = last;
    this.#show();
    this.#body.closest('table')?.scrollIntoView();
  }

  #show(): void {
    this.#fill(this.#start, this.#start + window);
    this.#say();
  }

  #fill(from: number, to: number): void {
    // Markup of the report's own making: every text in it was escaped when it was written.
    this.#body.innerHTML = this.#found
      .slice(from, to)
      .map((place) => this.#entries.row(place))
      .join('');
  }

  #say(): void {
    const { length } = this.#found;
    this.#pages.hidden = length <= window;
    const [from, to] = [this.#start + 1, Math.min(length, this.#start + window)];
    this.#place.textContent = filled(this.#pages.dataset['place'] ?? '', { from, to, all: length });
    for (const button of this.#pages.querySelectorAll('button')) {
      const way = button.dataset['go'];
      // Still to be reached by keyboard: a button that loses its focus loses the reader's place.
      const isOff = way === 'first' || way === 'back' ? from === 1 : to === length;
      button.setAttribute('aria-disabled', String(isOff));
    }
  }
}
