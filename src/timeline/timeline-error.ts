import Database from 'better-sqlite3';

export type TimelineErrorCode =
  | 'not-ours'
  | 'newer'
  | 'read-only'
  | 'locked'
  | 'full'
  | 'corrupt'
  | 'missing'
  | 'exists'
  | 'differs'
  | 'disk-fault'
  | 'cannot-open';

/** A fault of the store: what happened (`message`) and what to do (`hint`), each a sentence. */
export class TimelineError extends Error {
  override readonly name = 'TimelineError';
  readonly code: TimelineErrorCode;
  readonly hint: string;

  constructor(code: TimelineErrorCode, message: string, hint: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.hint = hint;
  }
}

type Wording = readonly [code: TimelineErrorCode, message: (file: string) => string, hint: string];

/** By the beginning of SQLite's result code (https://sqlite.org/rescode.html); the first that fits. */
const wordings: readonly (readonly [prefix: string, ...Wording])[] = [
  [
    'SQLITE_FULL',
    'full',
    (file) => `The disk of ${file} is full; nothing was written.`,
    'Make room on that disk, then do it again.',
  ],
  [
    // Its shared memory is a file beside the timeline, which even reading has to make.
    'SQLITE_IOERR_SHMSIZE',
    'full',
    (file) => `The disk of ${file} is full; nothing was written.`,
    'Make room on that disk, then do it again.',
  ],
  [
    'SQLITE_BUSY',
    'locked',
    (file) => `Another program keeps ${file} locked; nothing was written.`,
    'Try again; if it stays, find who holds the file open.',
  ],
  [
    'SQLITE_LOCKED',
    'locked',
    (file) => `Another program keeps ${file} locked; nothing was written.`,
    'Try again; if it stays, find who holds the file open.',
  ],
  [
    'SQLITE_READONLY',
    'read-only',
    (file) => `${file} can be read but not written.`,
    'Check the permissions of the file and of its folder, or use another with --db FILE.',
  ],
  [
    'SQLITE_CORRUPT',
    'corrupt',
    (file) => `${file} is damaged.`,
    'Leave it as it is and go on from a backup in another file: holdfast restore BACKUP --db OTHER. What is left in the damaged one `sqlite3 FILE .recover` may still read out.',
  ],
  [
    'SQLITE_NOTADB',
    'not-ours',
    (file) => `${file} is not a timeline of holdfast.`,
    'Give another file with --db FILE.',
  ],
  [
    'SQLITE_CANTOPEN',
    'cannot-open',
    (file) => `${file} cannot be opened.`,
    'Check that the folder is there and that you may write in it.',
  ],
  [
    'SQLITE_PERM',
    'cannot-open',
    (file) => `${file} may not be opened.`,
    'Check the permissions of the file and of its folder, or use another with --db FILE.',
  ],
  [
    'SQLITE_IOERR',
    'disk-fault',
    (file) => `The disk of ${file} failed to read or write.`,
    'Check the disk; use another with --db FILE until it is sound.',
  ],
];

/** The same for what Node's file functions throw. */
const systemCodes: Readonly<Record<string, string>> = {
  ENOSPC: 'SQLITE_FULL',
  EDQUOT: 'SQLITE_FULL',
  EROFS: 'SQLITE_READONLY',
  EACCES: 'SQLITE_PERM',
  EPERM: 'SQLITE_PERM',
  EIO: 'SQLITE_IOERR',
  // No file may be that large here; SQLite says the same of it.
  EFBIG: 'SQLITE_IOERR',
};

/** That the file is damaged, as SQLite itself would say it. */
export const damaged = (file: string): TimelineError =>
  storeError(new Database.SqliteError('', 'SQLITE_CORRUPT'), file) as TimelineError;

/** The error as a `TimelineError` about that file; one that is none of the store's comes back as it is. */
function storeError(error: unknown, file: string): unknown {
  if (error instanceof TimelineError || !(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const known =
    error instanceof Database.SqliteError
      ? sqliteCode(error)
      : isSystemError(error)
        ? (systemCodes[code] ?? 'SQLITE_CANTOPEN')
        : '';
  const wording = wordings.find(([prefix]) => known.startsWith(prefix));
  if (wording === undefined) return error;
  const [, kind, message, hint] = wording;
  return new TimelineError(kind, message(file), hint, error);
}

/** A timeline of ours in which a table is missing, or stands before it could, is as damaged as one with a torn page. */
function sqliteCode({ code, message }: InstanceType<typeof Database.SqliteError>): string {
  return /^no such (?:table|column)|^table \S+ already exists/.test(message) ? 'SQLITE_CORRUPT' : code;
}

/** Runs it; what the store throws comes out as a `TimelineError`. */
export function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(error, file);
  }
}

function isSystemError(error: NodeJS.ErrnoException): boolean {
  return error.errno !== undefined && error.syscall !== undefined;
}
