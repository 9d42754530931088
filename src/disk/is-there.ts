import { statSync } from 'node:fs';

/**
 * Whether something stands at a path, or at the end of a link there. Node's own `existsSync` says no where nobody may look, and what is
 * not known must not be called missing.
 * @throws the system's error where that is not known: a folder on the way may not be entered
 */
export function isThere(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}
