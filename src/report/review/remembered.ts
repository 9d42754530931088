/** The same change, which has its answer at hand where it is asked of the same text again: neighbours are often of one person and one minute. */
export function remembered(change: (text: string) => string): (text: string) => string {
  let last = '';
  let changed = change(last);
  return (text) => {
    if (text !== last) [last, changed] = [text, change(text)];
    return changed;
  };
}
