import { runPlain } from '../../src/plain/index.ts';
import type { PlainIo } from '../../src/plain/index.ts';
import type { Session } from '../../src/session/index.ts';
import { typedAgain } from '../support/typed-again.ts';

/** What a person at a terminal sees and types. */
export interface Typist {
  /** Everything written so far. */
  readonly seen: () => string;
  /** Resolves when a line is waited for, or none any more. */
  readonly ready: () => Promise<unknown>;
  type(line: string): Promise<void>;
  /** The input ends: a closed pipe, a dropped line. */
  end(): Promise<number>;
  signal(): Promise<number>;
}

/** Types whole lines into a pipe and gives all that was written. */
export async function walk(session: Session, lines: readonly string[], more: Partial<PlainIo> = {}): Promise<string> {
  const { text } = await walkWithCode(session, lines, more);
  return text;
}

export async function walkWithCode(
  session: Session,
  lines: readonly string[],
  more: Partial<PlainIo> = {},
): Promise<{ readonly text: string; readonly code: number }> {
  let text = '';
  async function* input(): AsyncGenerator<string> {
    yield* lines;
  }
  const io: PlainIo = {
    input: input(),
    write: (written) => {
      text += written;
    },
    columns: 80,
    interactive: false,
    again: typedAgain,
    ...more,
  };
  const code = await runPlain(session, io);
  return { text, code };
}

/** A person who types only when the prompt has come: each line is answered before the next. */
export function typist(session: Session, columns = 80, more: Partial<PlainIo> = {}): Typist {
  return typistAt((io) => runPlain(session, { ...io, ...more }), columns);
}

/** Begins what is spoken with, at this terminal; gives its exit code. */
type Begin = (io: PlainIo) => Promise<number>;

function typistAt(begin: Begin, columns = 80): Typist {
  let text = '';
  let leave: (() => void) | undefined;
  const queue: string[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  let waits: (() => void) | undefined;
  async function* input(): AsyncGenerator<string> {
    for (;;) {
      const line = queue.shift();
      if (line !== undefined) yield line;
      else if (ended) return;
      else {
        waits?.();
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  const quiet = (): Promise<void> =>
    new Promise((resolve) => {
      waits = resolve;
    });
  let ready = quiet();
  const code = begin({
    input: input(),
    write: (written) => {
      text += written;
    },
    columns,
    interactive: true,
    again: typedAgain,
    onSignal: (call) => {
      leave = call;
      return () => undefined;
    },
  });
  return {
    seen: () => text,
    ready: () => Promise.race([ready, code]),
    async type(line) {
      await ready;
      ready = quiet();
      queue.push(line);
      wake?.();
      await Promise.race([ready, code]);
    },
    async end() {
      await Promise.race([ready, code]);
      ended = true;
      wake?.();
      return code;
    },
    async signal() {
      await ready;
      leave?.();
      return code;
    },
  };
}

/** A whole conversation as it stands on the terminal, what was typed among it; what is no line is done by others meanwhile. */
export async function conversation(
  held: Session | Begin,
  lines: readonly (string | (() => void))[],
  more: Partial<PlainIo> = {},
): Promise<string> {
  const person = typeof held === 'function' ? typistAt(held) : typist(held, 80, more);
  let [text, read] = ['', 0];
  const hear = (): void => {
    text += person.seen().slice(read);
    read = person.seen().length;
  };
  for (const line of lines) {
    if (typeof line === 'function') line();
    else {
      await person.ready();
      hear();
      text += `${line}\n`;
      await person.type(line);
    }
  }
  await person.end();
  hear();
  return text;
}

/** The number that stands before a choice in what was written last. */
export function numberOf(text: string, label: string): string {
  const found = [...text.matchAll(/^ +(\d+) {2}(.*)$/gm)].findLast(([, , words]) => words?.includes(label));
  if (found?.[1] === undefined) throw new Error(`No choice "${label}" in:\n${text}`);
  return found[1];
}
