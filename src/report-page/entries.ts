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

/** Reads the rows out of the text of a `noscript`: each stands on a line of its own. */
export function readEntries(text: string): Entries {
  const rows = text.split('\n').filter((line) => line.startsWith(begins));
  const count = rows.length;
  const number = new Int32Array(count);
  const at = new Float64Array(count);
  const kind = new Uint8Array(count);
  const plan = new Uint8Array(count);
  const words: string[] = [];
  for (const [place, row] of rows.entries()) {
    const start = row.indexOf(fields);
    const values = fieldsOf(row, start);
    number[place] = Number(row.slice(begins.length, start - 1));
    at[place] = Number(values[0]);
    kind[place] = Number(values[1]);
    plan[place] = Number(values[2]);
  }
  return {
    count,
    row: (place) => rows[place] ?? '',
    number: (place) => number[place] ?? 0,
    at: (place) => at[place] ?? 0,
    person: (place) => decoded(/<i>([^<]*)/.exec(rows[place] ?? '')?.[1] ?? ''),
    kind: (place) => kind[place] ?? 0,
    step: (place) =>
      decoded(
        fieldsOf(rows[place] ?? '')
          .slice(3)
          .join(','),
      ),
    leftPlan: (place) => plan[place] === 1,
    words: (place) => (words[place] ??= asLookedFor(plain(rows[place] ?? ''))),
    time: (place) => /<td>([^<]*)<i>/.exec(rows[place] ?? '')?.[1] ?? '',
  };
}

/** In small letters, each of them one character: a name of a file may have an accent of its own, by the machine that it came from. */
export const asLookedFor = (text: string): string => text.normalize('NFC').toLowerCase();

/** What a row is filtered by: when, what kind, whether it left the plan, which step. */
function fieldsOf(row: string, start = row.indexOf(fields)): readonly string[] {
  return row.slice(start + fields.length, row.indexOf('"', start + fields.length)).split(',');
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What a row says, without its markup: the report writes no other entities. */
function plain(row: string): string {
  return decoded(row.replace(/<[^>]*>/g, ' '));
}

function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
}
