import { isConsole } from '../text/index.ts';

/** Sets the terminal's title: which incident this window is, and whether something in it waits for eyes. */
export function windowTitle(
  stdout: { readonly isTTY: boolean; write(text: string): unknown },
  first: string,
): { show(waiting: number): void; name(name: string): void } {
  let name = first;
  let shown = '';
  let waits = 0;
  const understood = stdout.isTTY && !isConsole(process.env['TERM']);
  const show = (waiting: number): void => {
    waits = waiting;
    const text = waiting === 0 ? `${name} holdfast` : `! ${waiting} due: ${name} holdfast`;
    if (!understood || text === shown) return;
    shown = text;
    stdout.write(`\u001b]2;${text}\u0007`);
  };
  return {
    show,
    name: (next) => {
      name = next;
      show(waits);
    },
  };
}
