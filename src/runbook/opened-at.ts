/** A bracket, brace or quote in a YAML text, and where it stands. */
export interface Opened {
  readonly mark: string;
  readonly position: number;
}

const closerOf: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

/** What closes a bracket, a brace or a quote that was opened. */
export const closing = (mark: string): string => closerOf[mark] ?? mark;

/**
 * The bracket, brace or quote before `end` that nothing closes; undefined where none is found. The parser says only where it noticed, which is
 * the line below or further. Lines are looked at upwards from there: what is further up was read without a complaint.
 */
export function openedBefore(text: string, end: number): Opened | undefined {
  let closed = 0; // brackets that the lines below close, and this line or one above opens
  for (let stop = end; stop > 0;) {
    const start = text.lastIndexOf('\n', stop - 1) + 1;
    const { open, closers } = unclosedIn(text.slice(start, stop));
    const quote = open.find(({ mark }) => closing(mark) === mark);
    const last = quote ?? open[open.length - 1 - closed];
    if (last !== undefined) return { mark: last.mark, position: start + last.position };
    closed = Math.max(0, closed - open.length) + closers;
    stop = start - 1;
  }
  return undefined;
}

/** What one line opens and does not close, from left to right, and how many brackets it closes that it did not open. */
function unclosedIn(line: string): { readonly open: readonly Opened[]; readonly closers: number } {
  const open: Opened[] = [];
  let closers = 0;
  let begins = true; // whether a value or a key begins here: an apostrophe inside a word opens nothing
  for (let at = 0; at < line.length; at += 1) {
    const mark = line.charAt(at);
    if (mark === '#' && (at === 0 || /\s/.test(line.charAt(at - 1)))) break;
    if (begins && (mark === '"' || mark === "'")) {
      const end = endOfQuote(line, at);
      if (end === undefined) return { open: [...open, { mark, position: at }], closers };
      at = end;
      begins = false;
    } else if (begins && closerOf[mark] !== undefined) open.push({ mark, position: at });
    else if (mark === ']' || mark === '}') {
      if (open.pop() === undefined) closers += 1;
      begins = false;
    } else if (mark === ',' || (mark === ':' && /\s/.test(line.charAt(at + 1)))) begins = true;
    else if (mark === '-' && begins && /\s/.test(line.charAt(at + 1))) begins = true;
    else if (/\S/.test(mark)) begins = false;
  }
  return { open, closers };
}

/** Where a quoted text that begins at a place ends, in the same line. */
function endOfQuote(line: string, from: number): number | undefined {
  const mark = line.charAt(from);
  for (let at = from + 1; at < line.length; at += 1) {
    if (mark === '"' && line.charAt(at) === '\\') at += 1;
    else if (line.charAt(at) === mark) {
      if (mark === '"' || line.charAt(at + 1) !== mark) return at;
      at += 1;
    }
  }
  return undefined;
}
