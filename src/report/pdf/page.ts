import PdfKit from 'pdfkit';
import { type Drawn, type FaceName, faces, Readable } from './face.ts';
import type { Run } from './blocks.ts';
import { type Direction, directionOf, hasRtl, inOrderOfSight, mirrored } from './direction.ts';

type Document = InstanceType<typeof PdfKit>;
export type Struct = ReturnType<Document['struct']>;

/** What stands on every page, and what the document says of itself. */
export interface Running {
  readonly title: string;
  readonly language: string;
  /** From the record: the same record gives the same bytes. */
  readonly created: Date;
  /** What it is, and its TLP label, which stands at the foot too. */
  readonly top: readonly [left: string, label: string];
  readonly bottom: string;
  /** At the foot of each page: which it is, of how many. */
  readonly number: (page: number, pages: number) => string;
}

/** TLP 2.0: the label stands in the header and the footer of each page, on the right, in 12 points or more. */
const labelSize = 12;

/** A4 in points, and what stays free around the text. */
const [width, height] = [595.28, 841.89];
const margin = { side: 48, top: 58, bottom: 54 };

export const left = margin.side;
export const textWidth = width - 2 * margin.side;

/** Of a line, for each size of its letters. */
const leading = 1.28;

/** Of what a text is put together, each with the blank behind it: words, or words and whole times, which are not parted from their offset. */
export const pieces = {
  words: / +|[^ ]+ ?/g,
  times: / +|\d{2}[:.]\d{2} [+-]\d{2}:\d{2} ?|[^ ]+ ?/g,
} as const;

/** What of a font of PDFKit is used: it gives glyphs, and is embedded with those that were asked for. */
interface Font {
  readonly id: string;
  /** Of a letter of 1000 points. */
  readonly ascender: number;
  ref(): object;
  /** With a list of features, be it empty, the whole text is shaped as one: joined, and turned where it is read from right to left. */
  encode(
    text: string,
    features?: readonly string[],
  ): readonly [glyphs: readonly string[], positions: readonly { readonly advanceWidth: number }[]];
  readonly font: Drawn;
}

/** A character as it is drawn: its glyph, and how wide it is in points, of a letter of one point. */
interface Glyph {
  readonly code: string;
  readonly width: number;
}

/** A line that fits, with how wide it is. */
export interface Line {
  readonly runs: readonly Run[];
  readonly width: number;
  /** Of the paragraph that it is of; absent where nothing is read from right to left. */
  readonly direction?: Direction;
}

/** Pages that are filled from top to bottom, tagged as they are filled (PDF 1.7, 14.7 and 14.8). */
export class Pages {
  readonly #document: Document;
  readonly #running: Running;
  readonly #readable: Readable;
  readonly #fonts: Readonly<Record<FaceName, { readonly font: Font; readonly glyphs: Map<string, Glyph> }>>;
  readonly #tree: Struct;
  #top: Running['top'];
  #number = 0;
  /** Where the next line begins. */
  y = 0;

  constructor(running: Running) {
    this.#running = running;
    this.#top = running.top;
    this.#document = new PdfKit({
      size: [width, height],
      margin: 0,
      autoFirstPage: false,
      // How many there are is known only when the last one is filled.
      bufferPages: true,
      // Its own font would be read from a file beside it.
      font: false as unknown as string,
      pdfVersion: '1.7',
      tagged: true,
      lang: running.language,
      displayTitle: true,
      info: { Title: running.title, Creator: 'holdfast', Producer: 'holdfast', CreationDate: running.created },
    });
    const load = (name: FaceName): { readonly font: Font; readonly glyphs: Map<string, Glyph> } => {
      this.#document.registerFont(name, faces[name]());
      this.#document.font(name);
      return { font: (this.#document as unknown as { _font: Font })._font, glyphs: new Map() };
    };
    this.#fonts = { regular: load('regular'), bold: load('bold') };
    this.#readable = new Readable(this.#fonts.regular.font.font);
    this.#tree = this.#document.struct('Document');
    this.#document.addStructure(this.#tree);
    this.turn();
  }

  /** A part of the document's structure, in its order; `end` it when it is filled. */
  part(type: string, within: Struct = this.#tree, options: object = {}): Struct {
    const struct = this.#document.struct(type, options);
    within.add(struct);
    return struct;
  }

  /** What was written so far and is not given yet. */
  *written(): Iterable<Uint8Array> {
    for (
      let part = this.#document.read() as Buffer | null;
      part !== null;
      part = this.#document.read() as Buffer | null
    )
      yield part;
  }

  /** Ends the last page and numbers them all; afterwards all is `written`. */
  end(): void {
    const { number } = this.#running;
    for (let page = 0; page < this.#number; page += 1) {
      this.#document.switchToPage(page);
      this.#document.markContent('Artifact', { type: 'Pagination' });
      this.#edge(number(page + 1, this.#number), height - 36, 'regular', 'right');
      this.#document.endMarkedContent();
    }
    this.#tree.end();
    this.#document.end();
  }

  /** A character that was shown as its number, where one was. */
  get numbered(): string | undefined {
    return this.#readable.numbered;
  }

  /** A name in the list of contents that readers show beside the pages. */
  bookmark(text: string): void {
    this.#document.outline.addItem(this.#readable.of(text));
  }

  /** Room for so many points on this page, else on the next. Whether it was turned. */
  room(points: number): boolean {
    if (this.y + points <= height - margin.bottom) return false;
    this.turn();
    return true;
  }

  /** Points that are left on this page. */
  get left(): number {
    return height - margin.bottom - this.y;
  }

  /** A new page, with another head from here on. */
  turnTo(top: Running['top']): void {
    this.#top = top;
    this.turn();
  }

  /** A new page, with what stands on every one. */
  turn(): void {
    this.#number += 1;
    this.#document.addPage();
    this.y = margin.top;
    this.#document.markContent('Artifact', { type: 'Pagination' });
    const [first, label] = this.#top;
    this.#edge(first, 28, 'bold', 'left');
    this.#edge(label, 25, 'bold', 'right', labelSize);
    this.#edge(this.#running.bottom, height - 36, 'regular', 'left');
    this.#edge(label, height - 25, 'bold', 'right', labelSize);
    this.#rule(42);
    this.#rule(height - 44);
    this.#document.endMarkedContent();
  }

  /** A thin line across, which says nothing. */
  rule(y: number, from = left, to = left + textWidth): void {
    this.#document.markContent('Artifact', { type: 'Layout' });
    this.#rule(y, from, to);
    this.#document.endMarkedContent();
  }

  /** A black line to write on, from the left to the right edge. */
  blank(y: number, from: number, to: number): void {
    this.content(undefined, () => {
      this.#document.moveTo(from, y).lineTo(to, y).lineWidth(0.8).strokeColor('#000').stroke();
    });
  }

  /** A black frame: of one to tick, or of what stands together. */
  frame(x: number, y: number, wide: number, high: number, line = 1): void {
    this.content(undefined, () => {
      this.#document.rect(x, y, wide, high).lineWidth(line).strokeColor('#000').stroke();
    });
  }

  /** Draws as part of the structure; what is drawn within nothing only repeats or adorns. */
  content(struct: Struct | undefined, draw: () => void): void {
    if (struct === undefined) {
      this.#document.markContent('Artifact', { type: 'Layout' });
      draw();
      this.#document.endMarkedContent();
      return;
    }
    const content = this.#document.markStructureContent(
      (struct as unknown as { dictionary: { data: { S: string } } }).dictionary.data.S,
    );
    draw();
    this.#document.endMarkedContent();
    struct.add(content);
  }

  /** A line with its upper edge at `y`. */
  line({ runs, direction }: Line, x: number, y: number, size: number): void {
    let at = x;
    const stretches = direction === undefined ? runs : inOrderOfSight(runs, direction);
    for (const stretch of stretches) {
      const { text, bold } = stretch;
      const name = bold ? 'bold' : 'regular';
      if ('isRtl' in stretch && stretch.isRtl === true) at += this.#showTurned(text, at, y, size, name);
      else {
        this.#show(text, at, y, size, name);
        at += this.#width(text, name) * size;
      }
    }
  }

  /** A stretch that is read from right to left; what it says stands beside it for whoever has it read out. Gives its width. */
  #showTurned(text: string, x: number, y: number, size: number, name: FaceName): number {
    const [codes, width] = this.#shaped(text, name);
    this.#document.markContent('Span', { actual: text });
    this.#codes(codes, x, y, size, name);
    this.#document.endMarkedContent();
    return width * size;
  }

  /** The glyphs of such a stretch from left to right, and how wide it is, of a letter of one point. */
  #shaped(text: string, name: FaceName): readonly [codes: string, width: number] {
    const { font } = this.#fonts[name];
    const seen = mirrored(text);
    // Without a letter nothing tells that it is to be turned.
    const [codes, positions] = hasRtl(text)
      ? font.encode(seen, [])
      : font.encode(Array.from(seen).toReversed().join(''));
    return [codes.join(''), positions.reduce((all, { advanceWidth }) => all + advanceWidth, 0) / 1000];
  }

  /**
   * Each character by its own glyph, neither kerned nor joined: what PDFKit's `text` does beyond that takes most of the time, and
   * nothing that is shown here needs it.
   */
  #show(text: string, x: number, y: number, size: number, name: FaceName): void {
    let codes = '';
    for (const character of text) codes += this.#glyph(character, name).code;
    this.#codes(codes, x, y, size, name);
  }

  #codes(codes: string, x: number, y: number, size: number, name: FaceName): void {
    const { font } = this.#fonts[name];
    const { page } = this.#document as unknown as { page: { fonts: Record<string, object> } };
    page.fonts[font.id] ??= font.ref();
    const [left, base] = [x, y + (font.ascender / 1000) * size].map((each) => each.toFixed(2));
    // The page counts from its top, so the letters are turned back.
    this.#document.addContent(`BT /${font.id} ${size} Tf 1 0 0 -1 ${left} ${base} Tm <${codes}> Tj ET`);
  }

  #glyph(character: string, name: FaceName): Glyph {
    const { font, glyphs } = this.#fonts[name];
    let known = glyphs.get(character);
    if (known === undefined) {
      const [codes, positions] = font.encode(character);
      known = {
        code: codes.join(''),
        width: positions.reduce((all, { advanceWidth }) => all + advanceWidth, 0) / 1000,
      };
      glyphs.set(character, known);
    }
    return known;
  }

  lineHeight(size: number): number {
    return size * leading;
  }

  /** Runs broken into lines that are no wider, at spaces where there are any. */
  broken(runs: readonly Run[], size: number, most: number): Line[] {
    const direction = directionOf(runs);
    const lines: Line[] = [];
    let now: { text: string; bold: boolean }[] = [];
    let used = 0;
    const end = (): void => {
      lines.push({ runs: now, width: used, ...(direction !== undefined && { direction }) });
      [now, used] = [[], 0];
    };
    const put = (text: string, bold: boolean, width: number): void => {
      const last = now.at(-1);
      if (last?.bold === bold) last.text += text;
      else now.push({ text, bold });
      used += width;
    };
    const place = (piece: string, bold: boolean): void => {
      const wide = this.#width(piece, bold ? 'bold' : 'regular') * size;
      if (used > 0 && used + wide > most) end();
      // A line that goes on from another begins with a word: the blank behind one that fills its line is that line's end.
      if (used === 0 && lines.length > 0 && piece.trim() === '') return;
      if (wide <= most) return put(piece, bold, wide);
      const parts = piece.match(pieces.words) ?? [];
      const smaller = parts.length > 1 ? parts : Array.from(piece);
      if (smaller.length === 1) put(piece, bold, wide);
      else for (const part of smaller) place(part, bold);
    };
    for (const { text, bold } of runs)
      for (const piece of this.#readable.of(text).match(pieces.times) ?? []) place(piece, bold);
    if (used > 0 || lines.length === 0) end();
    return lines;
  }

  /** How wide the longest of its pieces is, with the blank behind it that it is set with. */
  longest(of: RegExp, runs: readonly Run[], size: number): number {
    let longest = 0;
    for (const { text, bold } of runs)
      for (const piece of this.#readable.of(text).match(of) ?? [])
        longest = Math.max(longest, this.#width(piece, bold ? 'bold' : 'regular') * size);
    return longest;
  }

  /** How wide it is in points, of a letter of one point. */
  #width(text: string, name: FaceName): number {
    // Letters that are joined are as wide as they are together.
    if (hasRtl(text)) return this.#shaped(text, name)[1];
    let width = 0;
    for (const character of text) width += this.#glyph(character, name).width;
    return width;
  }

  #edge(text: string, y: number, name: FaceName, side: 'left' | 'right', size = 8): void {
    const [line] = this.broken([{ text, bold: name === 'bold' }], size, textWidth * 0.72);
    if (line === undefined) return;
    this.line(line, side === 'left' ? left : left + textWidth - line.width, y, size);
  }

  #rule(y: number, from = left, to = left + textWidth): void {
    this.#document.moveTo(from, y).lineTo(to, y).lineWidth(0.5).strokeColor('#888').stroke();
  }
}
