/**
 * Longer texts are cut off, or thrown away, by terminals: with this many bytes the whole sequence has 100,000 (hterm's `osc52.sh`,
 * OSC_52_MAX_SEQUENCE).
 */
const MOST = 74_994;

/**
 * The bytes that put a text into the clipboard of the terminal (xterm's control sequences, OSC 52), and what to say about it. No
 * terminal answers whether it did. The text must be safe already: it may be pasted anywhere.
 *
 * tmux is given the same sequence: it takes it, and hands it on, where its `set-clipboard` is `on`; what is wrapped to pass
 * through is dropped by default since tmux 3.3 (`allow-passthrough`).
 */
export function toClipboard(
  text: string,
  { TMUX }: { readonly TMUX?: string | undefined },
): { readonly bytes?: string; readonly said: string } {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > MOST)
    return { said: `Too long for a clipboard (${bytes.length} bytes, at most ${MOST}). s saves it to a file.` };
  const isTmux = TMUX !== undefined && TMUX !== '';
  return {
    bytes: `\u001b]52;c;${bytes.toString('base64')}\u0007`,
    said: `Sent to the terminal's clipboard; ${isTmux ? 'tmux hands it on with set-clipboard on' : 'not every terminal takes it'}.`,
  };
}
