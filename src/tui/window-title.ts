/** Sets the terminal's title: which incident this window is, and whether something in it waits for eyes. */
export function windowTitle(
  stdout: { readonly isTTY: boolean; write(text: string): unknown },
  alias: string,
): { show(waiting: number): void } {
  let shown = '';
  // The console of Linux shows the sequence instead of obeying it.
  const understood = stdout.isTTY && process.env['TERM'] !== 'linux';
  return {
    show: (waiting) => {
      const text = waiting === 0 ? `${alias} holdfast` : `! ${waiting} due: ${alias} holdfast`;
      if (!understood || text === shown) return;
      shown = text;
      stdout.write(`\u001b]2;${text}\u0007`);
    },
  };
}
