/** What is looked for in the index; all that is said must hold. */
export interface Sought {
  /** Each must begin a word of the entry: of its sentence, of what was said at first, of whoever did it. */
  readonly words: readonly string[];
  /** The global id of the only incident. */
  readonly incident?: string;
  /** A name, or its first word. */
  readonly person?: string;
  /** `step`, or one type: `step.done`. */
  readonly kind?: string;
  /** When it happened, both included, in milliseconds since 1970. */
  readonly since?: number;
  readonly until?: number;
  /** The newest so many. */
  readonly limit: number;
}

/** Whether there is anything in it that the index keeps: a letter or a digit of any script. */
export function isSearchable(word: string): boolean {
  return /[a-z0-9]/i.test(word) || /[\p{L}\p{N}\p{Co}]/u.test(word);
}

/**
 * The query in FTS5's grammar (https://sqlite.org/fts5.html, section 3). Whatever was typed stands between quotes, where nothing
 * of that grammar counts. Undefined where neither words nor a filter that the index knows are given.
 * @param incident the number under which the index knows the only incident
 */
export function matchOf({ words, person, kind }: Sought, incident?: number): string | undefined {
  const parts = [
    ...(words.length === 0 ? [] : [`{text also people} : (${words.map((word) => `${quoted(word)} *`).join(' AND ')})`]),
    ...(person === undefined ? [] : [`people : ${quoted(person)}`]),
    ...(kind === undefined ? [] : [`kind : ${quoted(kind)}`]),
    ...(incident === undefined ? [] : [`incident : ${quoted(String(incident))}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(' AND ');
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
