/** Longer words are no typing slips, and comparing them costs time that a hostile file could choose. */
const LONGEST_WORD = 80;

/** A beginning typed in full is nearer than any slip: `stat` means `status`, not `start`. */
const PREFIX_DISTANCE = 0.5;

/**
 * The word of the list that was probably meant, for "did you mean": the one with the fewest slips (a letter missing,
 * added, wrong, or two swapped), at most one for every three letters; a beginning of at least two letters counts as
 * near. Case does not matter. Of equals the first; nothing where none is near.
 */
export function nearest(word: string, among: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  if (typed.length === 0 || typed.length > LONGEST_WORD) return undefined;
  const allowed = Math.max(1, Math.floor(typed.length / 3));
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of among) {
    const distance = distanceWithin(allowed, typed, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * The name of the list that was probably meant: the only one that holds what was typed, for people say "sign" of `citizen-sign-in` and "flood"
 * of `data-centre-flood`; else the {@link nearest}.
 */
export function nameMeant(word: string, among: readonly string[]): string | undefined {
  const typed = word.toLowerCase();
  const holding = typed.length < 2 ? [] : among.filter((name) => name.toLowerCase().includes(typed));
  return holding.length === 1 ? holding[0] : nearest(word, among);
}

function distanceWithin(allowed: number, typed: string, candidate: string): number {
  if (typed === candidate) return 0;
  if (typed.length >= 2 && candidate.startsWith(typed)) return PREFIX_DISTANCE;
  if (Math.abs(typed.length - candidate.length) > allowed) return Infinity;
  const distance = slips(typed, candidate);
  // A word of which every letter is wrong resembles nothing.
  return distance <= allowed && distance < Math.max(typed.length, candidate.length) ? distance : Infinity;
}

/** Damerau-Levenshtein distance, the variant in which no letter is touched twice (optimal string alignment). */
function slips(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, at(beforePrevious, column - 2) + 1);
      }
      current.push(least);
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
