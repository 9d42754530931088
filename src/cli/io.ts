import { visible, width, wrap } from '../text/index.ts';
import { exit } from './failure.ts';

/** Where answers go. Every line is made safe here: what comes from files, people and commands is shown, never obeyed. */
export interface Io {
  /** Lines for people, on standard output. */
  say(...lines: readonly string[]): void;
  /** One JSON document, or one of a stream, on a line of its own. */
  json(document: unknown): void;
  /** Text that is safe already and ends with its own line end, or bytes for a program. */
  raw(text: string | Uint8Array): void;
  /** A line for people beside the answer, on standard error. */
  remark(...lines: readonly string[]): void;
  /** A person sits there and can be asked. */
  readonly interactive: boolean;
  /** What is said is seen on a terminal. */
  readonly onTerminal: boolean;
}

/** The standard streams; a reader that has gone away is no fault. None is touched before it is used: each takes milliseconds to make. */
export function standardIo(json: boolean): Io {
  return {
    say: (...texts) => write(process.stdout, lines(texts, process.stdout)),
    json: (document) => write(process.stdout, `${safeJson(document)}\n`),
    raw: (text) => write(process.stdout, text),
    remark: (...texts) => write(process.stderr, lines(texts, process.stderr)),
    get onTerminal() {
      return process.stdout.isTTY === true;
    },
    get interactive() {
      return !json && process.stdin.isTTY === true && process.stdout.isTTY === true;
    },
  };
}

/** On a terminal lines break between words, what follows stands under its own column; what reads a pipe gets them whole. */
function lines(texts: readonly string[], stream: NodeJS.WriteStream): string {
  const columns = stream.isTTY ? stream.columns : 0;
  return texts.map((text) => `${fitted(visible(text), columns)}\n`).join('');
}

/** Narrower than this a terminal breaks lines as well as anybody. */
const narrowest = 20;

function fitted(line: string, columns: number): string {
  if (columns < narrowest || line.length * 2 <= columns || width(line) <= columns) return line;
  // A list has its names on the left and, behind a gap, what is said of them.
  const name = /^ *\S.*? {2,}(?=\S)/.exec(line)?.[0];
  if (name !== undefined && width(name) * 2 <= columns)
    return hanging(name, line.slice(name.length), columns, width(name));
  const indent = (/^ */.exec(line)?.[0].length ?? 0) + 2;
  if (name === undefined) return hanging('', line, columns, indent);
  const below = indent + 2;
  return `${name.trimEnd()}\n${hanging(' '.repeat(below), line.slice(name.length), columns, below)}`;
}

/** The text behind what stands before it, its further lines so many columns in. */
function hanging(before: string, text: string, columns: number, indent: number): string {
  const [first = '', ...rest] = wrap(text, columns - indent);
  return [`${before}${first}`, ...rest.map((each) => ' '.repeat(indent) + each)].join('\n');
}

const watched = new WeakSet<NodeJS.WriteStream>();

function write(stream: NodeJS.WriteStream, text: string | Uint8Array): void {
  if (!watched.has(stream)) {
    watched.add(stream);
    stream.on('error', stream === process.stderr ? unheard : cannotAnswer);
  }
  stream.write(text);
}

/** What cannot be said beside the answer costs nothing of it; how it ended, the exit code still says. */
function unheard(): void {}

function cannotAnswer({ code }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') process.exit();
  // The line of the terminal has dropped: whoever plays on it leaves in order, the system ends the others, and nobody reads a complaint.
  if (code === 'EIO' && process.stdout.isTTY) return;
  complain(
    `holdfast: The answer cannot be written (${code}); what was recorded stands. Check the space where the output is led to.`,
  );
  process.exit(exit.storage);
}

/** A line on standard error that is safe already and whole: what reads it may be a program. */
export const complain = (line: string): void => write(process.stderr, `${line}\n`);

/** C1 controls and bidirectional characters are escaped too: JSON is shown on terminals. */
export const safeJson = (document: unknown): string => escapedJson(JSON.stringify(document));

/** The same JSON, safe for a terminal. */
export function escapedJson(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
