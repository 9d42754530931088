import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { exit, Failure, notFound, wrongUsage } from '../failure.ts';

/** Reads an ordinary file: a folder holds nothing to read, and a device may have no end. @throws Failure */
export function reading<T>(file: string, work: (opened: number) => T): T {
  let opened: number | undefined;
  try {
    if (!statSync(file).isFile()) throw wrongUsage(`${file} is no file that can be checked.`, 'Name the file.');
    opened = openSync(file, 'r');
    return work(opened);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw notFound(`There is no file ${file}.`, 'Name the file that was exported.');
    throw new Failure(exit.storage, 'unreadable', `${file} cannot be read (${code}).`, 'Check its permissions.');
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** Whether the file is a database of SQLite, by how every one begins (https://sqlite.org/fileformat.html, section 1.3). @throws Failure */
export function isDatabase(file: string): boolean {
  const head = Buffer.alloc(16);
  return reading(file, (opened) => {
    // Of an empty one there is nothing to check as a timeline: it was cut off.
    readSync(opened, head, 0, head.length, 0);
    return head.toString('latin1') === 'SQLite format 3\0';
  });
}

/** Whether the file is a database, or one of those that SQLite keeps beside it (https://sqlite.org/tempfiles.html). @throws Failure */
export function isOfDatabase(file: string): boolean {
  const beside = /^(.+)-(?:wal|shm|journal)$/.exec(file)?.[1];
  return isDatabase(file) || (beside !== undefined && existsSync(beside) && isDatabase(beside));
}
