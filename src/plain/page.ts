import { visible, visibleLines, width, wrap } from '../text/index.ts';
import type { PlainIo } from './io.ts';

/** Lines narrower than this help nobody, lines wider than this tire the eye. */
const NARROWEST = 20;
const WIDEST = 100;

/** What is written line by line: every line made safe, wrapped to the terminal, and never taken back. */
export interface Page {
  readonly columns: number;
  /** A text of one or more lines; lines that are wrapped go on under `indent` and the width of `lead`. */
  say(text: string, lead?: string): void;
  /** Many texts at once, as one piece. */
  sayAll(texts: readonly { readonly text: string; readonly lead?: string }[]): void;
  /** Lines that are wrapped already and safe. */
  lines(lines: readonly string[], indent?: string): void;
  /** An empty line; never two in a row. */
  gap(): void;
  /** A question or the sign that a line is awaited: no line end. */
  prompt(text: string): void;
  /** Ends an open prompt, where something has to be said while a line is awaited. */
  breakPrompt(): void;
  /** The person's line has ended the prompt's line. */
  answered(): void;
}

/** A page on a terminal or a pipe. */
export function pageOn(io: Pick<PlainIo, 'write' | 'columns' | 'interactive'>): Page {
  const columns = Math.min(WIDEST, Math.max(NARROWEST, Math.floor(io.columns)));
  let blank = true;
  let prompting = false;
  const write = (lines: readonly string[]): void => {
    if (lines.length === 0) return;
    io.write(lines.map((text) => `${text.trimEnd()}\n`).join(''));
    blank = lines.at(-1)?.trim() === '';
  };
  const folded = (text: string, lead = ''): readonly string[] => {
    const safe = visible(lead);
    const hang = ' '.repeat(Math.min(width(safe), Math.floor(columns / 2)));
    return visibleLines(text)
      .flatMap((each) => wrap(each, columns - Math.max(width(safe), hang.length)))
      .map((each, index) => (index === 0 ? safe : hang) + each);
  };
  const page: Page = {
    columns,
    say(text, lead) {
      write(folded(text, lead));
    },
    sayAll(texts) {
      write(texts.flatMap(({ text, lead }) => folded(text, lead)));
    },
    lines(lines, indent = '') {
      write(lines.map((each) => indent + visible(each)));
    },
    gap() {
      if (!blank) write(['']);
    },
    prompt(text) {
      const lines = visibleLines(text).flatMap((each) => wrap(each, columns));
      const last = lines.pop() ?? '';
      write(lines);
      // In a pipe nobody types the line end that a terminal would show.
      if (io.interactive) io.write(`${last} `);
      else if (text !== '>') write([last]);
      prompting = io.interactive;
      blank = false;
    },
    breakPrompt() {
      if (prompting) io.write('\n');
      prompting = false;
      blank = false;
    },
    answered() {
      prompting = false;
      blank = false;
    },
  };
  return page;
}
