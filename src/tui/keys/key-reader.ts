import { EventEmitter } from 'node:events';
import { StringDecoder } from 'node:string_decoder';
import { giveUp, patience, readInputs } from './key-parser.ts';
import type { Input } from './key-parser.ts';

/** A terminal's input as Node has it. */
export type TerminalInput = NodeJS.ReadableStream & {
  setRawMode?(raw: boolean): unknown;
  ref?(): unknown;
  unref?(): unknown;
};

/**
 * Stands in front of Ink's input: Ink owns raw mode through it and gets no byte, the screen gets one input per key. A
 * chunk that holds several keys, an escape sequence split by a slow line and a paste without its end lose nothing.
 */
export class KeyReader extends EventEmitter {
  readonly isTTY = true;
  readonly #terminal: TerminalInput;
  readonly #onInput: (input: Input) => void;
  readonly #onGone: () => void;
  readonly #decoder = new StringDecoder('utf8');
  #pending = '';
  #timer: NodeJS.Timeout | undefined;
  #listening = false;

  /** @param onGone the terminal is no longer there: the line was dropped, or its window closed */
  constructor(terminal: TerminalInput, onInput: (input: Input) => void, onGone: () => void) {
    super();
    this.#terminal = terminal;
    this.#onInput = onInput;
    this.#onGone = onGone;
    terminal.on('end', this.#gone);
    terminal.on('close', this.#gone);
    terminal.on('error', this.#gone);
  }

  /** Ink says when it owns the terminal and when it has handed it to somebody else: keys are read in between. */
  setRawMode(raw: boolean): this {
    // On a dropped line the terminal refuses; that it is gone arrives by itself.
    try {
      this.#terminal.setRawMode?.(raw);
    } catch {
      this.#gone();
    }
    if (raw) this.#listen();
    else this.#stop();
    return this;
  }

  /** Lets go of the terminal for good. */
  close(): void {
    this.#stop();
    this.#terminal.off('end', this.#gone);
    this.#terminal.off('close', this.#gone);
    this.#terminal.off('error', this.#gone);
    // An error that comes later, with nobody listening, would end the process without a word.
    this.#terminal.on('error', ignore);
  }

  /** Ink asks for bytes; they go another way. */
  read(): null {
    return null;
  }

  setEncoding(): this {
    return this;
  }

  ref(): void {
    this.#terminal.ref?.();
  }

  unref(): void {
    this.#terminal.unref?.();
  }

  readonly #gone = (): void => {
    this.#stop();
    this.#onGone();
  };

  readonly #take = (chunk: Buffer | string): void => {
    clearTimeout(this.#timer);
    const { inputs, pending } = readInputs(
      this.#pending,
      typeof chunk === 'string' ? chunk : this.#decoder.write(chunk),
    );
    this.#pending = pending;
    const wait = patience(pending);
    if (wait !== undefined) this.#timer = setTimeout(this.#waitedLongEnough, wait);
    for (const input of inputs) this.#onInput(input);
  };

  readonly #waitedLongEnough = (): void => {
    const inputs = giveUp(this.#pending);
    this.#pending = '';
    for (const input of inputs) this.#onInput(input);
  };

  #listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    this.#terminal.on('data', this.#take);
    this.#terminal.resume();
  }

  #stop(): void {
    if (!this.#listening) return;
    this.#listening = false;
    clearTimeout(this.#timer);
    this.#pending = '';
    this.#terminal.off('data', this.#take);
    this.#terminal.pause();
  }
}

function ignore(): void {
  // Nothing is left to be told.
}
