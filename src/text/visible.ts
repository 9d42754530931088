/** Printable ASCII holds nothing to show: almost every text of a runbook or a log line ends here. */
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/**
 * What a terminal would obey or swallow instead of showing: C0, DEL, C1, bidirectional controls, line and paragraph
 * separators, everything of Unicode's Default_Ignorable_Code_Point, interlinear annotation, lone surrogates.
 * Written out as ranges, because a property class costs milliseconds to construct at start-up.
 */
const SUSPECT =
  '[\\0-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e' +
  '\\u2060-\\u206f\\u3164\\ud800-\\udfff\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb' +
  '\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]';

const suspect = new RegExp(SUSPECT, 'u');

/**
 * Sequences in which an invisible character is what makes the picture: emoji joined by ZWJ or marked by a variation
 * selector, keycaps, the three flags of tag characters in general use (a free tag sequence can hide a sentence), and
 * one variation selector after a Han character (Japanese names need it).
 */
const READABLE =
  // The flags stand first, or the black flag alone would match and its tags be shown.
  '\\u{1f3f4}\\u{e0067}\\u{e0062}(?:\\u{e0065}\\u{e006e}\\u{e0067}|\\u{e0073}\\u{e0063}\\u{e0074}|\\u{e0077}\\u{e006c}\\u{e0073})\\u{e007f}|' +
  '\\p{Extended_Pictographic}[\\u{1f3fb}-\\u{1f3ff}\\ufe0e\\ufe0f]?(?:\\u200d\\p{Extended_Pictographic}[\\u{1f3fb}-\\u{1f3ff}\\ufe0f]?)*|' +
  '[#*0-9]\\ufe0f\\u20e3|' +
  '\\p{Script=Han}[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]';

let readableOrSuspect: RegExp | undefined;

/**
 * One line of text that is safe to send to a terminal: nothing in it moves the cursor, changes colours, reorders or
 * hides. `\n` and CRLF become `⏎`, a tab a space, other C0 controls their pictures (`␛`), the rest `‹U+202E›`.
 * Emoji sequences stay whole. Idempotent.
 */
export function visible(text: string): string {
  if (PRINTABLE_ASCII.test(text) || !suspect.test(text)) return text;
  readableOrSuspect ??= new RegExp(`(${READABLE})|\\r\\n|${SUSPECT}`, 'gu');
  return text.replace(readableOrSuspect, (found: string, readable: string | undefined) => readable ?? picture(found));
}

/**
 * The lines of a text (CRLF, CR and LF end one), each made safe as by {@link visible}. A final line break opens no
 * further line; an empty text is one empty line.
 */
export function visibleLines(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.map(visible);
}

function picture(found: string): string {
  if (found === '\n' || found === '\r\n') return '⏎';
  if (found === '\t') return ' ';
  const code = found.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}
