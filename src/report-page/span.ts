import type { Entries } from './entries.ts';

const steps = 1000;
const bins = 100;

/** The time that is looked at: two sliders over a strip that shows how many entries there are when. */
export class Span {
  readonly #entries: Entries;
  /** Places by time. */
  readonly #order: readonly number[];
  readonly #from = element('from', HTMLInputElement);
  readonly #to = element('to', HTMLInputElement);
  readonly #strip = document.getElementById('density');
  /** What the strip spans, in seconds since 1970. */
  #low = 0;
  #high = 0;

  constructor(entries: Entries, changed: () => void) {
    this.#entries = entries;
    this.#order = Array.from({ length: entries.count }, (_, place) => place).sort(
      (a, b) => entries.at(a) - entries.at(b) || a - b,
    );
    this.whole();
    const moved = (): void => {
      this.#say();
      changed();
    };
    for (const slider of [this.#from, this.#to])
      slider.addEventListener('input', () => {
        // One pushes the other: an empty span shows nothing to anybody.
        const other = slider === this.#from ? this.#to : this.#from;
        if (this.#from.valueAsNumber > this.#to.valueAsNumber) other.valueAsNumber = slider.valueAsNumber;
        moved();
      });
    element('zoom', HTMLButtonElement).addEventListener('click', () => {
      this.#span(this.from, this.to);
      moved();
    });
    element('whole', HTMLButtonElement).addEventListener('click', () => {
      this.whole();
      moved();
    });
  }

  get from(): number {
    return this.#at(this.#from.valueAsNumber);
  }

  get to(): number {
    return this.#at(this.#to.valueAsNumber);
  }

  /** Spans all entries again. */
  whole(): void {
    const first = this.#order[0];
    const last = this.#order.at(-1);
    this.#span(first === undefined ? 0 : this.#entries.at(first), last === undefined ? 0 : this.#entries.at(last));
  }

  #at(value: number): number {
    return Math.round(this.#low + ((this.#high - this.#low) * value) / steps);
  }

  #span(low: number, high: number): void {
    this.#low = low;
    this.#high = Math.max(high, low + 1);
    this.#from.valueAsNumber = 0;
    this.#to.valueAsNumber = steps;
    this.#say();
  }

  /** Says the span in the words of the entries that begin and end it, and draws it. */
  #say(): void {
    const start = Math.min(this.#firstFrom(this.from), this.#order.length - 1);
    const end = Math.max(start, this.#firstFrom(this.to + 1) - 1);
    this.#told('from', this.#from, this.#order[start]);
    this.#told('to', this.#to, this.#order[end]);
    this.#draw();
  }

  #told(id: string, slider: HTMLInputElement, place: number | undefined): void {
    const text = place === undefined ? '' : `${this.#entries.time(place)} (#${this.#entries.number(place)})`;
    const output = document.getElementById(`${id}-text`);
    if (output !== null) output.textContent = text;
    slider.setAttribute('aria-valuetext', text);
  }

  /** The place in the order of the first entry at or after that moment; the one behind the last where there is none. */
  #firstFrom(at: number): number {
    let [low, high] = [0, this.#order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#entries.at(this.#order[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #draw(): void {
    if (this.#strip === null) return;
    const counts = Array.from({ length: bins }, () => 0);
    for (let place = this.#firstFrom(this.#low); place < this.#order.length; place += 1) {
      const at = this.#entries.at(this.#order[place] ?? 0);
      if (at > this.#high) break;
      const bin = Math.min(bins - 1, Math.floor(((at - this.#low) / (this.#high - this.#low)) * bins));
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    const most = Math.max(1, ...counts);
    const [from, to] = [this.#from.valueAsNumber / 10, this.#to.valueAsNumber / 10];
    this.#strip.replaceChildren(
      ...counts.map((count, bin) => {
        const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
        // Few are seen beside many.
        const height = count === 0 ? 0 : 3 + 27 * Math.sqrt(count / most);
        const values = {
          x: bin * 2,
          y: 30 - height,
          width: 1.6,
          height,
          class: bin + 1 > from && bin < to ? 'in' : 'out',
        };
        for (const [name, value] of Object.entries(values)) bar.setAttribute(name, String(value));
        return bar;
      }),
    );
  }
}

/** An element that the report has written; without it the page is none of ours. */
export function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new TypeError(`#${id} is missing.`);
  return found;
}
