/** Every entry of the page, by its place among them: its row as markup that the report has escaped, and what is filtered by. */
export interface Entries {
  readonly count: number;
  /** The row: `<tr id="e42" …`. */
  readonly row: (place: number) => string;
  /** The number in its anchor. */
  readonly number: (place: number) => number;
  /** Seconds since 1970. */
  readonly at: (place: number) => number;
  readonly person: (place: number) => number;
  readonly kind: (place: number) => number;
  /** -1 where it is about none. */
  readonly step: (place: number) => number;
  readonly leftPlan: (place: number) => boolean;
  /** All that its row says, in small letters. */
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
  const person = new Int32Array(count);
  const kind = new Uint8Array(count);
  const step = new Int32Array(count);
  const plan = new Uint8Array(count);
  const words: string[] = [];
  for (const [place, row] of rows.entries()) {
    const start = row.indexOf(fields);
    const values = row.slice(start + fields.length, row.indexOf('"', start + fields.length)).split(',');
    number[place] = Number(row.slice(begins.length, start - 1));
    at[place] = Number(values[0]);
    person[place] = Number(values[1]);
    kind[place] = Number(values[2]);
    step[place] = values[3] === '' ? -1 : Number(values[3]);
    plan[place] = Number(values[4]);
  }
  return {
    count,
    row: (place) => rows[place] ?? '',
    number: (place) => number[place] ?? 0,
    at: (place) => at[place] ?? 0,
    person: (place) => person[place] ?? 0,
    kind: (place) => kind[place] ?? 0,
    step: (place) => step[place] ?? -1,
    leftPlan: (place) => plan[place] === 1,
    words: (place) => (words[place] ??= plain(rows[place] ?? '').toLowerCase()),
    time: (place) => /<td>([^<]*)<i>/.exec(rows[place] ?? '')?.[1] ?? '',
  };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** What a row says, without its markup: the report writes no other entities. */
function plain(row: string): string {
  return row.replace(/<[^>]*>/g, ' ').replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');
}
