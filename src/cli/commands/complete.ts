import type { Call } from '../call.ts';
import { completions } from '../arguments/completion.ts';

/** What can stand in the place of the last word of a command line, one a line; asked by the scripts of `completion`. */
export async function run(call: Call): Promise<void> {
  call.io.say(...(await completions(call.words)));
}
