/** One line of what is said about a thing, with how it weighs. Raw text: whoever draws it makes it safe. */
export interface Told {
  readonly text: string;
  readonly mood?: 'strong' | 'faint' | 'good' | 'warn' | 'bad';
  /** A heading before the text, on the same line. */
  readonly lead?: string;
  /** A point of a list, under the line before. */
  readonly point?: true;
}

/** A line as data. */
export const told = (text: string, mood?: Told['mood']): Told => ({ text, ...(mood !== undefined && { mood }) });
