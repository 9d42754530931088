import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { readFailure } from '../../files/index.ts';
import { Failure, wrongUsage } from '../failure.ts';

/**
 * Reads an ordinary file: a folder holds nothing to read, and a device may have no end.
 * @throws Failure where it is none, and what the work throws of it; FilesError where it is not there or cannot be read
 */
export function reading<T>(file: string, work: (opened: number) => T): T {
  let opened: number | undefined;
  try {
    if (!statSync(file).isFile()) throw wrongUsage(`${file} is no file that can be checked.`, 'Name the file.');
    opened = openSync(file, 'r');
    return work(opened);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw readFailure(error, file, { missing: 'Name the file that was exported.' });
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** Whether the file is a database of SQLite, by how every one begins (https://sqlite.org/fileformat.html, section 1.3). @throws as `reading` */
export function isDatabase(file: string): boolean {
  const head = Buffer.alloc(16);
  return reading(file, (opened) => {
    // Of an empty one there is nothing to check as a timeline: it was cut off.
    readSync(opened, head, 0, head.length, 0);
    return head.toString('latin1') === 'SQLite format 3\0';
  });
}

/** Whether the file is a database, or one of those that SQLite keeps beside it (https://sqlite.org/tempfiles.html). @throws as `reading` */
export function isOfDatabase(file: string): boolean {
  const beside = /^(.+)-(?:wal|shm|journal)$/.exec(file)?.[1];
  return isDatabase(file) || (beside !== undefined && existsSync(beside) && isDatabase(beside));
}
