import { cannotBeSteered, isConsole } from './terminal-name.ts';

/**
 * Longer texts are cut off, or thrown away, by terminals: with this many bytes the whole sequence has 100,000 (hterm's `osc52.sh`,
 * OSC_52_MAX_SEQUENCE).
 */
const MOST = 74_994;

/** Where a text for the clipboard would be written to. */
interface Output {
  readonly isTerminal: boolean;
  readonly env: { readonly TERM?: string | undefined; readonly TMUX?: string | undefined };
}

/**
 * The bytes that put a text into the clipboard of the terminal (xterm's control sequences, OSC 52), and what to say about it; no
 * bytes where that cannot be, `otherwise` is then said too. No terminal answers whether it did. The text must be safe already: it
 * may be pasted anywhere.
 *
 * tmux is given the same sequence: it takes it, and hands it on, where its `set-clipboard` is `on`; what is wrapped to pass
 * through is dropped by default since tmux 3.3 (`allow-passthrough`).
 */
export function toClipboard(
  text: string,
  { isTerminal, env: { TERM, TMUX } }: Output,
  otherwise: string,
): { readonly bytes?: string; readonly said: string } {
  const bytes = Buffer.from(text, 'utf8');
  const why = !isTerminal
    ? 'Nothing was copied: the output is not a terminal, so there is no clipboard.'
    : cannotBeSteered(TERM)
      ? `Nothing was copied: to this terminal (TERM=${TERM ?? ''}) nothing but text can be sent.`
      : isConsole(TERM)
        ? 'Nothing was copied: the console of a machine has no clipboard.'
        : bytes.length > MOST
          ? `Too long for a clipboard (${bytes.length} bytes, at most ${MOST}).`
          : undefined;
  if (why !== undefined) return { said: `${why} ${otherwise}` };
  const isTmux = TMUX !== undefined && TMUX !== '';
  return {
    bytes: `\u001b]52;c;${bytes.toString('base64')}\u0007`,
    said: `Sent to the terminal's clipboard; ${isTmux ? 'tmux hands it on with set-clipboard on' : 'not every terminal takes it'}.`,
  };
}
