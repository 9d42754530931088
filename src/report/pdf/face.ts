import { brotliDecompressSync } from 'node:zlib';
import { bold, regular } from './fonts.generated.js';

/** The two faces by the names that a page calls them by. */
export type FaceName = 'regular' | 'bold';

/** TrueType. */
export const faces: Readonly<Record<FaceName, () => Buffer>> = {
  regular: () => brotliDecompressSync(Buffer.from(regular, 'base64')),
  bold: () => brotliDecompressSync(Buffer.from(bold, 'base64')),
};

/** What the page needs to know of a face. */
export interface Drawn {
  hasGlyphForCodePoint(code: number): boolean;
}

/**
 * Combining marks, and scripts that are joined (Syriac and those around it, those of India and beyond): without a typesetter of theirs
 * they would stand in a wrong order. Hebrew and Arabic are set (`direction.ts`), but for their points.
 */
const unset: readonly (readonly [from: number, to: number])[] = [
  [0x300, 0x36f],
  [0x591, 0x5cf],
  [0x600, 0x605],
  [0x610, 0x61a],
  [0x64b, 0x65f],
  [0x670, 0x670],
  [0x6d6, 0x6ed],
  [0x700, 0x109f],
  [0x1780, 0x18af],
  [0xfb1e, 0xfb1e],
];

const isUnset = (code: number): boolean => unset.some(([from, to]) => code >= from && code <= to);

/** What only says how the character before it is drawn; `visible` has left it only where it stands within such a picture. */
const isSelector = (code: number): boolean =>
  code === 0x200d || (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0020 && code <= 0xe01ef);

/** Shows texts in what a face has: every other character stands as its number, `‹U+4E2D›`. */
export class Readable {
  readonly #face: Drawn;
  readonly #known = new Map<number, string>();
  #numbered: string | undefined;

  constructor(face: Drawn) {
    this.#face = face;
  }

  /** The text with nothing in it that could not be read. */
  of(text: string): string {
    // Printable ASCII and the letters of western Europe are in every face.
    if (/^[\x20-\x7e\xa1-\xac\xae-\xff]*$/.test(text)) return text;
    let shown = '';
    for (const character of text.normalize('NFC')) shown += this.#shown(character);
    return shown;
  }

  /** The first character that stands as its number; undefined while none does. */
  get numbered(): string | undefined {
    return this.#numbered;
  }

  #shown(character: string): string {
    const code = character.codePointAt(0) ?? 0;
    let known = this.#known.get(code);
    if (known === undefined) {
      const isDrawn = this.#face.hasGlyphForCodePoint(code) && !isUnset(code);
      const number = `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
      known = isSelector(code) ? '' : isDrawn ? character : number;
      if (known === number) this.#numbered ??= number;
      this.#known.set(code, known);
    }
    return known;
  }
}
