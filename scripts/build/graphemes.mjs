// Bundled in place of the Intl.Segmenter of Ink's helpers. Making the first one costs 5 to 14 ms, and what a guide shows is
// almost always made of characters that never join with a neighbour.

let real;
const segmenter = () => (real ??= new Intl.Segmenter());

// ASCII without the carriage return (it joins with a line feed), Latin-1, dashes, quotation marks, bullet and ellipsis, arrows,
// mathematical signs, box drawing, geometrical shapes, dingbats: none of them extends or joins what stands beside it.
const single = /^[\0-\f\u000e-\u00ff\u2010-\u2027\u2190-\u2bff]*$/;

function* units(text) {
  for (let index = 0; index < text.length; index++) yield { segment: text[index], index, input: text };
}

/**
 * As an `Intl.Segmenter` for graphemes.
 * @type {{ segment(text: string): { containing(index?: number): Intl.SegmentData | undefined } & Iterable<Intl.SegmentData> }}
 */
export const graphemes = {
  segment: (text) => (single.test(text) ? new Units(text) : segmenter().segment(text)),
};

class Units {
  constructor(text) {
    this.text = text;
  }

  containing(index = 0) {
    const segment = this.text[index];
    return segment === undefined ? undefined : { segment, index, input: this.text };
  }

  [Symbol.iterator]() {
    return units(this.text);
  }
}

// One column each: printable ASCII, Latin-1 without the soft hyphen, dashes, quotation marks, bullet, ellipsis, plain arrows,
// box drawing and blocks, small triangles, check marks and crosses.
const narrow =
  /^[ -~\u00a1-\u00ac\u00ae-\u00ff\u2010-\u2015\u2018-\u2022\u2026\u2190-\u2193\u2500-\u259f\u25b8\u25be\u2713\u2717]*$/;

/**
 * Whether every character of a text takes exactly one column.
 * @param {string} text
 * @returns {boolean}
 */
export const isNarrow = (text) => narrow.test(text);
