/** Every entry of the page, by its place among them: its row as markup that the report has escaped, and what is filtered by. */
export interface Entries {
  readonly count: number;
  /** The row: `<tr id="e42" …`. */
  readonly row: (place: number) => string;
  /** The number in its anchor. */
  readonly number: (place: number) => number;
  /** Seconds since 1970. */
  readonly at: (place: number) => number;
  /** Whose it is. */
  readonly person: (place: number) => string;
  readonly kind: (place: number) => number;
  /** Nothing where it is about none. */
  readonly step: (place: number) => string;
  readonly leftPlan: (place: number) => boolean;
  /** All that its row says, as it is looked for. */
  readonly words: (place: number) => string;
  /** When it was, as its row says it. */
  readonly time: (place: number) => string;
}

const begins = '<tr id="e';
const fields = ' data-f="';

/** Reads the rows out of the text of a `noscript`: each stands on a line of its own. They stay in it, and are taken out when asked for. */
export function readEntries(text: string): Entries {
  const starts: number[] = [];
  const ends: number[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (text.startsWith(begins, start)) {
      starts.push(start);
      ends.push(end);
    }
    start = end + 1;
  }
  const count = starts.length;
  const row = (place: number): string => text.slice(starts[place], ends[place]);
  const number = new Int32Array(count);
  const at = new Float64Array(count);
  const kind = new Uint8Array(count);
  const plan = new Uint8Array(count);
  const words: string[] = [];
  for (let place = 0; place < count; place += 1) {
    const markup = row(place);
    const start = markup.indexOf(fields);
    const values = fieldsOf(markup, start);
    number[place] = Number(markup.slice(begins.length, start - 1));
    at[place] = Number(values[0]);
    kind[place] = Number(values[1]);
    plan[place] = Number(values[2]);
  }
  return {
    count,
    row,
    number: (place) => number[place] ?? 0,
    at: (place) => at[place] ?? 0,
    person: (place) => decoded(/<i>([^<]*)/.exec(row(place))?.[1] ?? ''),
    kind: (place) => kind[place] ?? 0,
    step: (place) => decoded(fieldsOf(row(place)).slice(3).join(',')),
    leftPlan: (place) => plan[place] === 1,
    words: (place) => (words[place] ??= asLookedFor(plain(row(place)))),
    time: (place) => /<td>([^<]*)<i>/.exec(row(place))?.[1] ?? '',
  };
}

/** In small letters, each of them one character: a name of a file may have an accent of its own, by the machine that it came from. */
export const asLookedFor = (text: string): string => text.normalize('NFC').toLowerCase();

/**
 * What the markup of a row has where the row says a word, as it is looked for: the longest part of the word that is written there as
 * it is said. Signs are written as entities, and what is not ASCII may be another letter before it is made small and one character.
 */
export function traceOf(word: string): RegExp {
  const parts = word.split(/[^!-~]|[&<>"';`]/);
  const longest = parts.reduce((one, other) => (other.length > one.length ? other : one), '');
  const source = longest
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    // Two letters that are written by their number become ASCII when they are made small: the I with a dot, and the sign of the kelvin.
    .replaceAll('i', '(?:i|&#304;)')
    .replaceAll('k', '(?:k|&#8490;)');
  return new RegExp(source, 'i');
}

/** What a row is filtered by: when, what kind, whether it left the plan, which step. */
function fieldsOf(row: string, start = row.indexOf(fields)): readonly string[] {
  return row.slice(start + fields.length, row.indexOf('"', start + fields.length)).split(',');
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** What a row says, without its markup: the report writes no other entities, and what is beyond U+00FF by its number. */
function plain(row: string): string {
  return decoded(row.replace(/<[^>]*>/g, ' '));
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_, number?: string, name?: string) =>
    number === undefined ? (entities[name ?? ''] ?? '') : String.fromCodePoint(Number(number)),
  );
}
