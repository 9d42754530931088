import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { visible } from '../text/index.ts';
import { FilesError } from './files-error.ts';

/** What a file shall be: how large it may be, in MiB, and what to do where it is too large, is none or is not there. */
export interface ReadAs {
  readonly largest: number;
  readonly tooLarge: string;
  readonly notAFile: string;
  readonly missing: string;
}

/** A runbook, organisation or contacts file (runbook-format: limits). */
const asRunbook: ReadAs = {
  largest: 1,
  tooLarge: 'Split it: `follow` takes another runbook in.',
  notAFile: 'Name a file, or a runbook or scenario by its id.',
  missing: 'See what there is: holdfast runbook list, holdfast drill list',
};

/**
 * The text of a file, as UTF-8 and nothing else.
 * @throws FilesError with the name of the file: not found, not a file, unreadable, too large, not UTF-8.
 */
export function readText(file: string, as = asRunbook): string {
  try {
    mayRead(file, as);
    const text = readFileSync(file, 'utf8');
    // Reading in one go is several times faster than decoding strictly; it leaves this sign in the place of what is not UTF-8.
    if (text.includes('\uFFFD')) refuseBroken(readFileSync(file), file);
    return text;
  } catch (error) {
    throw readFailure(error, file, as);
  }
}

/** All of a file that is no text. @throws FilesError as {@link readText} */
export function readBytes(file: string, as: ReadAs): Uint8Array {
  try {
    mayRead(file, as);
    return readFileSync(file);
  } catch (error) {
    throw readFailure(error, file, as);
  }
}

function mayRead(file: string, { largest, tooLarge, notAFile }: ReadAs): void {
  const found = statSync(file);
  if (!found.isFile()) throw new FilesError('not-a-file', `${visible(file)} is not a file.`, notAFile);
  if (found.size > largest * 1024 * 1024)
    throw new FilesError(
      'too-large',
      `${visible(file)} is ${Math.ceil(found.size / 1024)} KiB; the limit is ${largest} MiB.`,
      tooLarge,
    );
}

/** A text may hold the replacement character itself: only bytes that are not UTF-8 are refused. */
function refuseBroken(bytes: Buffer, file: string): void {
  if (isUtf8(bytes)) return;
  // A replacement character that was not in the file marks the place.
  const before = bytes.toString('utf8').split('\uFFFD', 1)[0] ?? '';
  const lines = before.split('\n');
  throw new FilesError(
    'not-utf8',
    `${visible(file)} is not UTF-8 text (line ${lines.length}, byte ${Buffer.byteLength(before) + 1}).`,
    'Save it as UTF-8.',
    { line: lines.length, column: (lines.at(-1) ?? '').length + 1 },
  );
}

/** Why a file could not be read, in words; `not-found` where it is not there. */
export function readFailure(
  error: unknown,
  file: string,
  { missing }: Pick<ReadAs, 'missing'> = asRunbook,
): FilesError {
  if (error instanceof FilesError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new FilesError('not-found', `There is no file ${visible(file)}.`, missing);
  return new FilesError('unreadable', `${visible(file)} cannot be read (${code}).`, 'Check its permissions.');
}
