/** A numbered line and the words that it stands for; `more` opens the list of everything. */
export interface Choice {
  readonly label: string;
  readonly words: readonly string[] | 'more';
}
