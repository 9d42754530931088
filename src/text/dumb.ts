/** Whether a terminal of that name takes text alone, and no control sequences: `dumb`, `unknown`, or one that has no name. */
export function cannotBeSteered(term: string | undefined): boolean {
  return term === undefined || term === '' || term === 'dumb' || term === 'unknown';
}
