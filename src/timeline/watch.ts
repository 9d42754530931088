import { watch as watchFile, type FSWatcher } from 'node:fs';

/** The file system tells of a write before the commit can be seen: look again after so many milliseconds. */
const LOOK_AGAIN = [1, 4, 15];
/** Beneath it all, where the file system tells nothing (network disks, out of watches). */
const POLL = 250;

/**
 * Calls back after another connection has committed. Nothing is read but one counter: four times a second while nothing
 * happens.
 * @param changes differs from the last time when another connection has committed
 * @returns the way to stop
 */
export function watchChanges(file: string, changes: () => number, onChange: () => void): () => void {
  let seen = changes();
  let watcher: FSWatcher | undefined;
  let soon: NodeJS.Timeout | undefined;
  let stopped = false;

  function look(): boolean {
    const now = changes();
    if (now === seen) return false;
    seen = now;
    onChange();
    return true;
  }

  function lookSoon(attempt = 0): void {
    clearTimeout(soon);
    soon = undefined;
    if (stopped || look()) return;
    const wait = LOOK_AGAIN[attempt];
    if (wait !== undefined) soon = setTimeout(() => lookSoon(attempt + 1), wait);
  }

  function attach(): void {
    if (watcher !== undefined) return;
    try {
      watcher = watchFile(`${file}-wal`, { persistent: false }, (event) => {
        // The log was deleted with the last connection and will be another file.
        if (event === 'rename') detach();
        lookSoon();
      });
      watcher.on('error', detach);
    } catch {
      // Not there yet, or no watches left: the poll looks.
    }
  }

  function detach(): void {
    watcher?.close();
    watcher = undefined;
  }

  const poll = setInterval(() => {
    attach();
    look();
  }, POLL);
  attach();

  return () => {
    stopped = true;
    clearInterval(poll);
    clearTimeout(soon);
    detach();
  };
}
