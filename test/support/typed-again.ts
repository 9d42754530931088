/** How words are typed once more where the program is a command and its record the usual one. */
export function typedAgain(words?: string): string {
  return words === undefined ? 'holdfast' : `holdfast ${words}`;
}
