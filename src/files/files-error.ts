/** Something about a file or folder, in words that say what to do. `code` is for programs. */
export class FilesError extends Error {
  readonly code: 'no-home' | 'not-found' | 'unreadable' | 'not-utf8' | 'too-large' | 'invalid' | 'unwritable';
  readonly hint: string | undefined;
  constructor(code: FilesError['code'], message: string, hint?: string) {
    super(message);
    this.name = 'FilesError';
    this.code = code;
    this.hint = hint;
  }
}
