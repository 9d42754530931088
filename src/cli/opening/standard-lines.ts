import type { PlainIo } from '../../plain/index.ts';
import { toClipboard } from '../../text/index.ts';
import type { Call } from '../call.ts';
import { linesOf } from './lines-of.ts';
import { typedAgain } from '../arguments/typed-again.ts';

/** The lines of a conversation on the standard streams, and the signals that end it. */
export function standardLines(call: Call): PlainIo {
  return {
    ...linesOf(process.stdin),
    write: (text) => call.io.raw(text),
    columns: process.stdout.columns || 80,
    interactive: call.io.interactive,
    again: typedAgain(call),
    copy: (text) => {
      const terminal = { isTerminal: call.io.onTerminal, env: call.around.env };
      const { bytes, said } = toClipboard(text, terminal, 'brief FILE writes it to a file.');
      if (bytes !== undefined) call.io.raw(bytes);
      return said;
    },
    onSignal: (leave) => {
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
      const go = (signal: NodeJS.Signals): void => {
        // Of a line that drops the system tells more than once, and what is left in order has still to be let go of.
        if (signal === 'SIGHUP') process.on('SIGHUP', () => undefined);
        leave();
        // A line that is awaited cannot be called back: a standard input left open would hold the process.
        process.stdin.destroy();
      };
      for (const signal of signals) process.on(signal, go);
      return () => {
        for (const signal of signals) process.off(signal, go);
      };
    },
  };
}
