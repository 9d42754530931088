/**
 * The one of these words that was typed: as it is written, else the only one that is written so but for its capitals.
 * Undefined where none is, or several are that their capitals alone tell apart.
 */
export function wordAmong<Word extends string>(typed: string, words: readonly Word[]): Word | undefined {
  const exact = words.find((each) => each === typed);
  if (exact !== undefined) return exact;
  const small = typed.toLowerCase();
  const [only, ...others] = words.filter((each) => each.toLowerCase() === small);
  return others.length === 0 ? only : undefined;
}
