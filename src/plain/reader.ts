/** Lines one at a time; `undefined` when there are no more, or when it was asked to leave. */
export interface LineReader {
  next(): Promise<string | undefined>;
  /** From now on, and for a line awaited now, there are no more. */
  leave(): void;
}

/** Reads an input that is not pulled on before somebody wants a line. */
export function readerOf(input: AsyncIterable<string>): LineReader {
  const lines = input[Symbol.asyncIterator]();
  const { promise: left, resolve: leave } = Promise.withResolvers<undefined>();
  let over = false;
  return {
    async next() {
      if (over) return undefined;
      const read = lines.next().then(
        (result) => (result.done === true ? undefined : result.value),
        // A terminal that hangs up ends the input; what was recorded stays.
        () => undefined,
      );
      const line = await Promise.race([read, left]);
      if (line === undefined) over = true;
      return line?.replace(/\r?\n?$/, '');
    },
    leave() {
      over = true;
      leave(undefined);
    },
  };
}
