/** Something about a file or folder, in words that say what to do. `code` is for programs, `at` is where in the file. */
export class FilesError extends Error {
  readonly code:
    | 'no-home'
    | 'not-found'
    | 'not-a-file'
    | 'unreadable'
    | 'not-utf8'
    | 'too-large'
    | 'invalid'
    | 'unwritable'
    | 'exists';
  readonly hint: string | undefined;
  readonly at: { readonly line: number; readonly column: number } | undefined;
  constructor(code: FilesError['code'], message: string, hint?: string, at?: FilesError['at']) {
    super(message);
    this.name = 'FilesError';
    this.code = code;
    this.hint = hint;
    this.at = at;
  }
}
