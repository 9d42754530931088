/** Whether a terminal of that name takes text alone, and no control sequences: `dumb`, `unknown`, or one that has no name. */
export function cannotBeSteered(term: string | undefined): boolean {
  return term === undefined || term === '' || term === 'dumb' || term === 'unknown';
}

/** Whether it is the console of a Linux machine: a font of a few hundred signs, no window with a title, no clipboard; it shows such sequences. */
export function isConsole(term: string | undefined): boolean {
  return term === 'linux';
}
