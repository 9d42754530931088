import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Aside, writeAside, writeNew } from '../../files/index.ts';
import { visibleLines } from '../../text/index.ts';
import type { Call } from '../call.ts';
import { wrongUsage } from '../failure.ts';
import { fitEnding } from './file-ending.ts';
import { mayStandThere } from './may-write.ts';

/** The file that a brief is to be written to, where one was named. @throws Failure */
export function briefFile(call: Call): string | undefined {
  const output = call.option('output');
  if (output?.trim() === '') throw wrongUsage('-o is empty.', 'Name the file, or leave -o out.');
  if (output === undefined) return undefined;
  fitEnding(output, { name: 'The brief', endings: ['.txt', '.md'] });
  const file = resolve(call.around.cwd, output);
  mayStandThere(file);
  return file;
}

/** Writes the text of a brief, for its owner alone; over another file only with `--force`, and then once it is kept. @throws FilesError */
export function writeBrief(call: Pick<Call, 'has'>, file: string, text: string): Pick<Aside, 'keep' | 'drop'> {
  const safe = `${visibleLines(text).join('\n')}\n`;
  if (call.has('force')) return writeAside(file, safe);
  writeNew(file, safe, 'Give another name, or --force.');
  return { keep: () => undefined, drop: () => rmSync(file, { force: true }) };
}
