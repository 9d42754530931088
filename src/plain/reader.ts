/** Lines one at a time; `undefined` when there are no more, or when it was asked to leave. */
export interface LineReader {
  next(): Promise<string | undefined>;
  /** From now on, and for a line awaited now, there are no more. */
  leave(): void;
  /** Lets go of the input. @throws what the input threw, unless the terminal or the pipe just went away. */
  close(): void;
}

/** Reads an input that is not pulled on before somebody wants a line. */
export function readerOf(input: AsyncIterable<string>): LineReader {
  const lines = input[Symbol.asyncIterator]();
  const { promise: left, resolve: leave } = Promise.withResolvers<undefined>();
  let over = false;
  let fault: Error | undefined;
  const read = async (): Promise<string | undefined> => {
    try {
      const result = await lines.next();
      return result.done === true ? undefined : result.value;
    } catch (error) {
      fault = error instanceof Error ? error : new Error(String(error));
      return undefined;
    }
  };
  return {
    async next() {
      if (over) return undefined;
      const line = await Promise.race([read(), left]);
      if (line === undefined) over = true;
      return line?.replace(/\r?\n?$/, '');
    },
    leave() {
      over = true;
      leave(undefined);
    },
    close() {
      over = true;
      // A read that is pending cannot be called back; whoever gave the input ends it.
      void lines.return?.();
      if (fault !== undefined && !isGone(fault)) throw fault;
    },
  };
}

/** A dropped line ends the input like any other end: what was recorded stays. */
function isGone(error: Error): boolean {
  return 'syscall' in error;
}
